//! Reads what came in over the wire about teams, and gathers every fault.

use contract::toolbox::{
    self as wired, TEAM_FIELD_MISSING, TEAM_FIELD_UNKNOWN, TEAM_GOOD_AT_UNFIT, TEAM_LINE_TOO_LONG,
    TEAM_NAME_UNFIT, TEAM_PROGRAMME_TOO_LONG, TEAM_QUALITIES_UNFIT, TEAM_REGION_UNKNOWN,
    TEAM_SCHOOLS_UNFIT,
};
use contract::{Code, FieldProblem};
use nouns::{Region, StudyField};

use super::noun::QualitiesProblem;
use super::{Qualities, TeamContent, TeamName};
use crate::card::Line;

/// Reads a team that a person typed.
///
/// # Errors
/// Every field at fault, in the order of the form.
pub(crate) fn team_content(input: &wired::TeamContent) -> Result<TeamContent, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let mut refuse = |field: &str, code: Code| problems.push(FieldProblem::new(field, code));
    let name = TeamName::parse(&input.name)
        .map_err(|_| refuse("name", TEAM_NAME_UNFIT))
        .ok();
    let schools =
        lines(&input.schools, TeamContent::MOST_SCHOOLS).filter(|schools| !schools.is_empty());
    if schools.is_none() {
        refuse("schools", TEAM_SCHOOLS_UNFIT);
    }
    let region = Region::parse(input.region.trim())
        .map_err(|_| refuse("region", TEAM_REGION_UNKNOWN))
        .ok();
    let field = match input.field.trim() {
        "" => None,
        code => StudyField::parse(code)
            .map_err(|_| refuse("field", TEAM_FIELD_UNKNOWN))
            .ok(),
    };
    let programme = Line::parse(&input.programme)
        .map_err(|_| refuse("programme", TEAM_PROGRAMME_TOO_LONG))
        .ok();
    if input.field.trim().is_empty() && input.programme.trim().is_empty() {
        refuse("field", TEAM_FIELD_MISSING);
    }
    let good_at = lines(&input.good_at, TeamContent::MOST_GOOD_AT);
    if good_at.is_none() {
        refuse("good_at", TEAM_GOOD_AT_UNFIT);
    }
    let read = || {
        Some(TeamContent {
            name: name?,
            schools: schools?,
            region: region?,
            field,
            programme: programme?,
            good_at: good_at?,
        })
    };
    match read() {
        Some(content) if problems.is_empty() => Ok(content),
        _ => Err(problems),
    }
}

/// The lines that are not empty; none when there are too many or one is too long.
fn lines(input: &[String], most: usize) -> Option<Vec<Line<120>>> {
    let lines = input.iter().map(|line| Line::parse(line));
    let mut lines = lines.collect::<Result<Vec<_>, _>>().ok()?;
    lines.retain(|line| !line.is_empty());
    (lines.len() <= most).then_some(lines)
}

/// Reads what a member says to be good at.
///
/// # Errors
/// The field at fault.
pub(crate) fn qualities(input: &wired::Qualities) -> Result<Qualities, Vec<FieldProblem>> {
    Qualities::parse(&input.words, &input.line, input.on_page).map_err(|problem| {
        vec![match problem {
            QualitiesProblem::Words => FieldProblem::new("words", TEAM_QUALITIES_UNFIT),
            QualitiesProblem::Line => FieldProblem::new("line", TEAM_LINE_TOO_LONG),
        }]
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::typed_team;

    fn refused(change: impl FnOnce(&mut wired::TeamContent)) -> Vec<(String, String)> {
        let mut input = typed_team("Team Groen");
        change(&mut input);
        let problems = team_content(&input).unwrap_err();
        let pair = |problem: FieldProblem| (problem.field, problem.code);
        problems.into_iter().map(pair).collect()
    }

    fn pair(field: &str, code: Code) -> (String, String) {
        (field.to_owned(), code.name.to_owned())
    }

    #[test]
    fn all_faults_are_named_at_once_in_the_order_of_the_form() {
        let problems = refused(|input| {
            input.name = "ab".to_owned();
            input.schools = vec![" ".to_owned()];
            input.region = "Utrecht".to_owned();
            input.field = "99".to_owned();
            input.good_at = vec!["x".repeat(121)];
        });
        assert_eq!(
            problems,
            [
                pair("name", TEAM_NAME_UNFIT),
                pair("schools", TEAM_SCHOOLS_UNFIT),
                pair("region", TEAM_REGION_UNKNOWN),
                pair("field", TEAM_FIELD_UNKNOWN),
                pair("good_at", TEAM_GOOD_AT_UNFIT),
            ]
        );
    }

    #[test]
    fn a_team_has_a_study_field_or_a_programme() {
        let none = refused(|input| {
            input.field.clear();
            input.programme.clear();
        });
        assert_eq!(none, [pair("field", TEAM_FIELD_MISSING)]);
        let mut input = typed_team("Team Groen");
        input.field.clear();
        input.programme = "Hovenier".to_owned();
        assert!(team_content(&input).is_ok());
    }
}
