use contract::FieldProblem;
use contract::toolbox::Team;
use serde::Serialize;

use super::Typed;
use crate::form::{Choice, Choices, Field, Label};
use crate::i18n::Say;
use crate::toolbox::view::KINDS;

/// The form of a card as its page shows it. Shown by `{{> toolbox/fields fields}}`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub(crate) struct CardFields {
    title: Field,
    kind: Choices,
    goal: Field,
    summary: Field,
    minutes: Field,
    group_min: Field,
    group_max: Field,
    fits_in_meeting: bool,
    frequency: Field,
    roles: Field,
    materials: Field,
    steps: Field,
    body: Field,
    variations: Field,
    pitfalls: Field,
    preconditions: Field,
    after: Field,
    for_whom: Field,
    origin: Field,
    tags: Field,
    licence: Choices,
    team: Field,
    /// The reader's teams, for whoever has any; the first is nobody but oneself.
    behalf: Option<Choices>,
    visibility: Choices,
    /// Whether one of the fields that may be skipped holds something, so that they stand open.
    tells_more: bool,
}

impl CardFields {
    /// What was typed, with what is wrong beside each field.
    pub(crate) fn of(typed: &Typed, teams: &[Team], problems: &[FieldProblem]) -> Self {
        let problem = |name: &str| {
            let found = problems.iter().find(|problem| problem.field == name)?;
            Some(Say::of("toolbox-problem", &found.code))
        };
        let field = |name: &str, value: &str| Field {
            value: value.to_owned(),
            problem: problem(name),
        };
        let mut fields = Self {
            title: field("title", &typed.title),
            kind: Choices {
                problem: problem("kind"),
                ..Choices::of("toolbox-kind", KINDS, &[&typed.kind])
            },
            goal: field("goal", &typed.goal),
            summary: field("summary", &typed.summary),
            minutes: field("minutes", &typed.minutes),
            group_min: field("group_min", &typed.group_min),
            group_max: field("group_max", &typed.group_max),
            fits_in_meeting: !typed.fits_in_meeting.is_empty(),
            frequency: field("frequency", &typed.frequency),
            roles: field("roles", &typed.roles),
            materials: field("materials", &typed.materials),
            steps: field("steps", &typed.steps),
            body: field("body", &typed.body),
            variations: field("variations", &typed.variations),
            pitfalls: field("pitfalls", &typed.pitfalls),
            preconditions: field("preconditions", &typed.preconditions),
            after: field("after", &typed.after),
            for_whom: field("for_whom", &typed.for_whom),
            origin: field("origin", &typed.origin),
            tags: field("tags", &typed.tags),
            licence: Choices {
                problem: problem("licence"),
                ..licence(&typed.licence)
            },
            team: field("team", &typed.team),
            behalf: behalf(typed, teams).map(|choices| Choices {
                problem: problem("team_id"),
                ..choices
            }),
            visibility: Choices {
                problem: problem("visibility"),
                ..visibility(&typed.visibility, !teams.is_empty())
            },
            tells_more: false,
        };
        fields.tells_more = fields.tells_more();
        fields
    }

    fn tells_more(&self) -> bool {
        [
            &self.summary,
            &self.frequency,
            &self.roles,
            &self.body,
            &self.variations,
            &self.pitfalls,
            &self.preconditions,
            &self.after,
            &self.for_whom,
            &self.origin,
        ]
        .iter()
        .any(|field| !field.value.is_empty() || field.problem.is_some())
    }
}

/// On whose behalf: one's own, or that of a team. A card of a team stays with it as long as nobody chooses otherwise.
fn behalf(typed: &Typed, teams: &[Team]) -> Option<Choices> {
    let chosen = typed.team_id.as_deref().unwrap_or_default();
    let known = teams.iter().any(|team| team.id == chosen);
    let kept = (!known && !chosen.is_empty()).then_some((chosen, typed.team.as_str()));
    let pairs = teams
        .iter()
        .map(|team| (team.id.as_str(), team.content.name.as_str()));
    let choices = Choices::named(pairs.chain(kept), &[chosen]);
    (!choices.choices.is_empty()).then_some(choices)
}

/// Close by first: exchange begins there. The whole country is what most cards are for.
fn visibility(chosen: &str, has_teams: bool) -> Choices {
    let circles = ["school", "region", "country"];
    let chosen = if chosen.is_empty() { "country" } else { chosen };
    if !has_teams && chosen != "team" {
        return Choices::of("toolbox-visibility", circles, &[chosen]);
    }
    let mut choices = Choices::of(
        "toolbox-visibility",
        ["team"].into_iter().chain(circles),
        &[chosen],
    );
    // Without a team that is nobody but oneself.
    if let Some(first) = choices.choices.first_mut().filter(|_| !has_teams) {
        first.label = Label::Say(Say::of("toolbox-visibility", "me"));
    }
    choices
}

/// The licences that let others go on with a card. One that a card has from elsewhere stays a choice.
fn licence(chosen: &str) -> Choices {
    let chosen = if chosen.is_empty() {
        "CC BY 4.0"
    } else {
        chosen
    };
    let mut choices = Choices::of("shelf-licence", LICENCES, &[chosen]);
    if !LICENCES.contains(&chosen) {
        choices.choices.push(Choice {
            value: chosen.to_owned(),
            label: Label::Name(chosen.to_owned()),
            is_chosen: true,
        });
    }
    choices
}

const LICENCES: [&str; 3] = ["CC0 1.0", "CC BY 4.0", "CC BY-SA 4.0"];
