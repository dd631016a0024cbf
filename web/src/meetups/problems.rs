use contract::FieldProblem;

use crate::i18n::Say;

/// What is wrong with a field of the service, if anything, in the reader's language.
pub(super) fn with(field: &str, problems: &[FieldProblem]) -> Option<Say> {
    let problem = problems.iter().find(|problem| problem.field == field)?;
    Some(Say::of("meetups-problem", &problem.code))
}
