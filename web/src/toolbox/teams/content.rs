//! The form of a team, the same for a new one and for a change.

use contract::FieldProblem;
use contract::toolbox::TeamContent;
use nouns::{Region, RegionKind};
use serde::{Deserialize, Serialize};

use super::field_choices;
use crate::form::{Choices, Field, place};

const PROBLEM: &str = "teams-problem";

/// The form as a browser sends it. A missing field is an empty one.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    naam: String,
    scholen: String,
    regio: String,
    richting: String,
    opleiding: String,
    goed: String,
}

/// The form as its page shows it. Shown by `{{> toolbox/teams/fields fields}}`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TeamFields {
    name: Field,
    schools: Field,
    regions: Choices,
    fields: Choices,
    programme: Field,
    good_at: Field,
}

impl Typed {
    pub(super) fn of(content: &TeamContent) -> Self {
        Self {
            naam: content.name.clone(),
            scholen: content.schools.join("\n"),
            regio: content.region.clone(),
            richting: content.field.clone(),
            opleiding: content.programme.clone(),
            goed: content.good_at.join("\n"),
        }
    }

    /// An empty form in somebody's own region.
    pub(super) fn in_region(region: Option<Region>) -> Self {
        Self {
            regio: region.map_or(String::new(), |region| region.code().to_owned()),
            ..Self::default()
        }
    }

    pub(super) fn read(&self) -> TeamContent {
        TeamContent {
            name: self.naam.clone(),
            schools: lines(&self.scholen),
            region: self.regio.clone(),
            field: self.richting.clone(),
            programme: self.opleiding.clone(),
            good_at: lines(&self.goed),
        }
    }
}

impl TeamFields {
    /// What was typed, with what is wrong beside each field.
    pub(super) fn of(typed: &Typed, problems: &[FieldProblem]) -> Self {
        let mut fields = Self {
            name: Field::filled(&typed.naam),
            schools: Field::filled(&typed.scholen),
            regions: region_choices(&typed.regio),
            fields: field_choices(&typed.richting),
            programme: Field::filled(&typed.opleiding),
            good_at: Field::filled(&typed.goed),
        };
        place(
            problems,
            PROBLEM,
            &mut [
                ("name", &mut fields.name.problem),
                ("schools", &mut fields.schools.problem),
                ("region", &mut fields.regions.problem),
                ("field", &mut fields.fields.problem),
                ("programme", &mut fields.programme.problem),
                ("good_at", &mut fields.good_at.problem),
            ],
        );
        fields
    }
}

/// The RMC regions, each with its province.
pub(super) fn region_choices(chosen: &str) -> Choices {
    let named: Vec<(&str, String)> = Region::all()
        .filter(|region| region.kind() == RegionKind::Rmc)
        .map(|region| {
            let name = format!("{} ({})", region.name(), region.province().name());
            (region.code(), name)
        })
        .collect();
    let named = named.iter().map(|(code, name)| (*code, name.as_str()));
    Choices::named(named, &[chosen])
}

fn lines(typed: &str) -> Vec<String> {
    let lines = typed.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::toolbox::teams::samples;

    #[test]
    fn a_team_goes_through_the_form_unchanged() {
        let content = samples::groen().content;
        assert_eq!(Typed::of(&content).read(), content);
    }
}
