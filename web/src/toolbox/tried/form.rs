//! The form of a report, the same for a new one and for a change.

use chrono::NaiveDate;
use contract::FieldProblem;
use contract::toolbox::{
    AGAIN, DID_NOT_WORK, GROUPS, REPORT_PEOPLE_UNFIT, ReportContent, Team, WORKED,
};
use serde::Serialize;

use crate::form::{Choices, Field, place};
use crate::toolbox::teams::field_choices;

/// A form as it was sent: a name may come more than once.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed(pub(super) Vec<(String, String)>);

/// The form as its page shows it. Shown by `{{> toolbox/tried/fields fields}}`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ReportFields {
    /// None where the report is a team's already.
    teams: Option<Choices>,
    on: Field,
    people: Field,
    groups: Choices,
    fields: Choices,
    again: Choices,
    worked: Choices,
    did_not_work: Choices,
    changed: Field,
    line: Field,
    /// The last day that can be told about.
    today: String,
}

impl Typed {
    /// An empty form about today, for the only team if there is one.
    pub(super) fn about(today: NaiveDate, teams: &[Team]) -> Self {
        let mut typed = Self::default();
        typed.put("dag", &today.to_string());
        if let [team] = teams {
            typed.put("team", &team.id);
        }
        typed
    }

    pub(super) fn of(told: &ReportContent) -> Self {
        let mut typed = Self::default();
        let people = told
            .people
            .map_or(String::new(), |people| people.to_string());
        for (name, value) in [
            ("team", &told.team),
            ("dag", &told.on),
            ("mensen", &people),
            ("met", &told.group),
            ("richting", &told.field),
            ("opnieuw", &told.again),
            ("anders", &told.changed),
            ("zin", &told.line),
        ] {
            typed.put(name, value);
        }
        for (name, words) in [
            ("werkte", &told.worked),
            ("werkte-niet", &told.did_not_work),
        ] {
            for word in words {
                typed.put(name, word);
            }
        }
        typed
    }

    fn put(&mut self, name: &str, value: &str) {
        self.0.push((name.to_owned(), value.to_owned()));
    }

    fn text(&self, name: &str) -> String {
        let found = self.0.iter().find(|(key, _)| key == name);
        found
            .map(|(_, value)| value.trim().to_owned())
            .unwrap_or_default()
    }

    fn all(&self, name: &str) -> Vec<String> {
        let found = self.0.iter().filter(|(key, _)| key == name);
        found.map(|(_, value)| value.clone()).collect()
    }

    /// What was typed as the toolbox takes it. A number that is none is left out: the toolbox says so.
    pub(super) fn read(&self) -> ReportContent {
        ReportContent {
            team: self.text("team"),
            on: self.text("dag"),
            people: self.text("mensen").parse().ok(),
            group: self.text("met"),
            field: self.text("richting"),
            changed: self.text("anders"),
            worked: self.all("werkte"),
            did_not_work: self.all("werkte-niet"),
            line: self.text("zin"),
            again: self.text("opnieuw"),
        }
    }
}

impl ReportFields {
    /// What was typed, with what is wrong beside each field. `teams` are those that one can tell for.
    pub(super) fn of(
        typed: &Typed,
        teams: Option<&[Team]>,
        today: NaiveDate,
        problems: &[FieldProblem],
    ) -> Self {
        let told = typed.read();
        let chosen = [told.team.as_str()];
        let named = |teams: &[Team]| {
            let pairs = teams
                .iter()
                .map(|team| (team.id.as_str(), team.content.name.as_str()));
            Choices::named(pairs, &chosen)
        };
        let list = |words: &'static [&'static str]| words.iter().copied();
        let mut fields = Self {
            teams: teams.map(named),
            on: Field::filled(&told.on),
            people: Field::filled(typed.text("mensen")),
            groups: Choices::of(
                "tried-group",
                list(GROUPS),
                std::slice::from_ref(&told.group),
            ),
            fields: field_choices(&told.field),
            again: Choices::of(
                "tried-again",
                list(AGAIN),
                std::slice::from_ref(&told.again),
            ),
            worked: Choices::of("tried-worked", list(WORKED), &told.worked),
            did_not_work: Choices::of("tried-not", list(DID_NOT_WORK), &told.did_not_work),
            changed: Field::filled(&told.changed),
            line: Field::filled(&told.line),
            today: today.to_string(),
        };
        let mut nowhere = None;
        place(
            problems,
            "teams-problem",
            &mut [
                (
                    "team",
                    fields
                        .teams
                        .as_mut()
                        .map_or(&mut nowhere, |teams| &mut teams.problem),
                ),
                ("on", &mut fields.on.problem),
                ("people", &mut fields.people.problem),
                ("group", &mut fields.groups.problem),
                ("field", &mut fields.fields.problem),
                ("again", &mut fields.again.problem),
                ("worked", &mut fields.worked.problem),
                ("did_not_work", &mut fields.did_not_work.problem),
                ("changed", &mut fields.changed.problem),
                ("line", &mut fields.line.problem),
            ],
        );
        fields
    }
}

/// Some of what can be wrong, for samples.
pub(super) fn sample_problems() -> Vec<FieldProblem> {
    vec![
        FieldProblem::new("on", contract::toolbox::REPORT_DAY_UNFIT),
        FieldProblem::new("people", REPORT_PEOPLE_UNFIT),
        FieldProblem::new("again", contract::toolbox::REPORT_AGAIN_MISSING),
        FieldProblem::new("team", contract::toolbox::CARD_TEAM_MISSING),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::toolbox::tried::samples;

    #[test]
    fn a_report_goes_through_the_form_unchanged() {
        let told = samples::report().content;
        assert_eq!(Typed::of(&told).read(), told);
    }
}
