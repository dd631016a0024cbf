//! Reads a report that came in over the wire, and gathers every fault.

use chrono::NaiveDate;
use contract::toolbox::{
    REPORT_AGAIN_MISSING, REPORT_DAY_UNFIT, REPORT_FIELD_UNKNOWN, REPORT_GROUP_UNKNOWN,
    REPORT_PEOPLE_UNFIT, REPORT_TEXT_TOO_LONG, REPORT_WORDS_UNKNOWN, ReportContent,
};
use contract::{Code, FieldProblem};
use nouns::StudyField;

use super::noun::{self, Group, Words};
use super::{Again, Told};
use crate::card::Line;

/// Nobody tells about what was before.
const FIRST_YEAR: i32 = 2000;

/// Reads the day and what was told; `today` is the last day that one can tell about.
///
/// # Errors
/// Every field at fault, in the order of the form.
pub(crate) fn told(
    input: &ReportContent,
    today: NaiveDate,
) -> Result<(NaiveDate, Told), Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let mut refuse = |field: &str, code: Code| problems.push(FieldProblem::new(field, code));
    let day = noun::day(input.on.trim())
        .filter(|day| *day <= today && chrono::Datelike::year(day) >= FIRST_YEAR);
    if day.is_none() {
        refuse("on", REPORT_DAY_UNFIT);
    }
    let people = input
        .people
        .and_then(|people| u16::try_from(people).ok())
        .filter(|people| (1..=Told::MOST_PEOPLE).contains(people));
    if people.is_none() {
        refuse("people", REPORT_PEOPLE_UNFIT);
    }
    let group = Group::try_from(input.group.clone())
        .map_err(|_| refuse("group", REPORT_GROUP_UNKNOWN))
        .ok();
    let field = match input.field.trim() {
        "" => None,
        code => StudyField::parse(code)
            .map_err(|_| refuse("field", REPORT_FIELD_UNKNOWN))
            .ok(),
    };
    let changed = Line::parse(&input.changed)
        .map_err(|_| refuse("changed", REPORT_TEXT_TOO_LONG))
        .ok();
    let worked = Words::worked(&input.worked)
        .map_err(|_| refuse("worked", REPORT_WORDS_UNKNOWN))
        .ok();
    let did_not_work = Words::did_not_work(&input.did_not_work)
        .map_err(|_| refuse("did_not_work", REPORT_WORDS_UNKNOWN))
        .ok();
    let line = Line::parse(&input.line)
        .map_err(|_| refuse("line", REPORT_TEXT_TOO_LONG))
        .ok();
    let again = Again::parse(input.again.trim());
    if again.is_none() {
        refuse("again", REPORT_AGAIN_MISSING);
    }
    let read = || {
        let told = Told {
            people: people?,
            group: group?,
            field,
            changed: changed?,
            worked: worked?,
            did_not_work: did_not_work?,
            line: line?,
            again: again?,
        };
        Some((day?, told))
    };
    match read() {
        Some(read) if problems.is_empty() => Ok(read),
        _ => Err(problems),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{start, typed_report};

    #[test]
    fn all_faults_are_named_at_once_in_the_order_of_the_form() {
        let input = ReportContent {
            on: "2026-03-03".to_owned(),
            people: Some(0),
            group: "brugklas".to_owned(),
            field: "99".to_owned(),
            changed: "x".repeat(201),
            worked: vec!["alles".to_owned()],
            did_not_work: vec!["niets".to_owned()],
            line: "x".repeat(201),
            again: "misschien".to_owned(),
            ..typed_report("groen", "2026-03-02")
        };
        let problems = told(&input, start().date_naive()).unwrap_err();
        let fields: Vec<&str> = problems
            .iter()
            .map(|problem| problem.field.as_str())
            .collect();
        assert_eq!(
            fields,
            [
                "on",
                "people",
                "group",
                "field",
                "changed",
                "worked",
                "did_not_work",
                "line",
                "again"
            ]
        );
    }

    #[test]
    fn today_can_be_told_and_tomorrow_cannot() {
        let today = start().date_naive();
        let input = typed_report("groen", &today.to_string());
        assert_eq!(told(&input, today).unwrap().0, today);
        let yesterday = today.pred_opt().unwrap();
        assert!(told(&input, yesterday).is_err());
    }
}
