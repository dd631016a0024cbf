//! From what a host sent to what a sign-up may hold.

use contract::FieldProblem;
use contract::meetups::{self as code, NewEvent};

use crate::entry::{Entry, MOST_BROUGHT, MOST_QUESTIONS, Question};
use crate::recurrence::Recurrence;
use crate::when::When;

/// Reads who may come along and what is asked; what is wrong is named at `may_bring` and `questions.<n>`, from 1.
pub(super) fn entry(
    sent: &NewEvent,
    when: Option<When>,
    recurrence: &Recurrence,
    problems: &mut Vec<FieldProblem>,
) -> Entry {
    let may_bring = u32::try_from(sent.may_bring.unwrap_or_default());
    let may_bring = may_bring.ok().filter(|many| *many <= MOST_BROUGHT);
    if may_bring.is_none() {
        problems.push(FieldProblem::new("may_bring", code::BRING_OUT_OF_RANGE));
    }
    // Places gather for a party that waits first until the last call, and such a series has none.
    let is_endless =
        !recurrence.is_empty() && when.is_some_and(|when| recurrence.over_at(when).is_none());
    if is_endless && may_bring.is_some_and(|many| many > 0) {
        problems.push(FieldProblem::new("may_bring", code::BRING_ENDLESS));
    }
    Entry {
        may_bring: may_bring.unwrap_or_default(),
        questions: questions(sent, problems),
    }
}

fn questions(sent: &NewEvent, problems: &mut Vec<FieldProblem>) -> Vec<Question> {
    let mut questions: Vec<Question> = Vec::new();
    for (n, new) in (1..).zip(sent.questions.iter().flatten()) {
        let parsed = Question::parse(&new.text, &new.options, new.required);
        let parsed = parsed.and_then(|question| {
            let is_new = questions.iter().all(|known| known.key != question.key);
            if is_new && questions.len() < MOST_QUESTIONS {
                Ok(question)
            } else {
                Err(code::QUESTIONS_TOO_MANY)
            }
        });
        match parsed {
            Ok(question) => questions.push(question),
            Err(problem) => {
                let field = format!("questions.{n}");
                problems.push(FieldProblem::new(&field, problem));
                if n > MOST_QUESTIONS {
                    break;
                }
            }
        }
    }
    questions
}
