//! The form of a card, the same for a new one and for a change: what a browser sends, and what a page shows again.

mod fields;
mod steps;

use contract::FieldProblem;
use contract::toolbox::{CARD_TEAM_MISSING, CardContent, NUMBER_UNREADABLE};
use serde::Deserialize;

use crate::urls;

pub(crate) use fields::CardFields;

/// The form as a browser sends it. A missing field is an empty one.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    #[serde(rename = "titel")]
    title: String,
    #[serde(rename = "soort")]
    kind: String,
    #[serde(rename = "doel")]
    goal: String,
    #[serde(rename = "samenvatting")]
    summary: String,
    #[serde(rename = "minuten")]
    minutes: String,
    #[serde(rename = "groep-van")]
    group_min: String,
    #[serde(rename = "groep-tot")]
    group_max: String,
    #[serde(rename = "past")]
    fits_in_meeting: String,
    #[serde(rename = "ritme")]
    frequency: String,
    #[serde(rename = "rollen")]
    roles: String,
    #[serde(rename = "materialen")]
    materials: String,
    #[serde(rename = "stappen")]
    steps: String,
    #[serde(rename = "tekst")]
    body: String,
    #[serde(rename = "variaties")]
    variations: String,
    #[serde(rename = "valkuilen")]
    pitfalls: String,
    #[serde(rename = "voorwaarden")]
    preconditions: String,
    #[serde(rename = "eerst")]
    after: String,
    #[serde(rename = "voor-wie")]
    for_whom: String,
    #[serde(rename = "herkomst")]
    origin: String,
    #[serde(rename = "trefwoorden")]
    tags: String,
    #[serde(rename = "licentie")]
    licence: String,
    #[serde(rename = "team")]
    team: String,
    /// The team on whose behalf it is shared; nothing where the form did not ask.
    #[serde(rename = "namens")]
    team_id: Option<String>,
    #[serde(rename = "zichtbaar")]
    visibility: String,
    /// The version that a change is made on.
    #[serde(rename = "versie")]
    pub(super) version: u32,
    /// Which button was pressed: `bekijk` or `deel`.
    #[serde(rename = "doe")]
    pressed: String,
}

impl Typed {
    /// The form of a card that is there.
    pub(super) fn of(content: &CardContent, version: u32) -> Self {
        let number =
            |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
        Self {
            title: content.title.clone(),
            kind: content.kind.clone().unwrap_or_default(),
            goal: content.goal.clone(),
            summary: content.summary.clone(),
            minutes: number(content.minutes),
            group_min: number(content.group_min),
            group_max: number(content.group_max),
            fits_in_meeting: if content.fits_in_meeting {
                "ja".to_owned()
            } else {
                String::new()
            },
            frequency: content.frequency.clone(),
            roles: content.roles.join("\n"),
            materials: content.materials.join("\n"),
            steps: steps::to_lines(&content.steps),
            body: content.body.clone(),
            variations: content.variations.join("\n"),
            pitfalls: content.pitfalls.join("\n"),
            preconditions: content.preconditions.join("\n"),
            after: content
                .after
                .iter()
                .map(|id| address(id))
                .collect::<Vec<_>>()
                .join("\n"),
            for_whom: content.for_whom.clone(),
            origin: content.origin.clone(),
            tags: content.tags.join(", "),
            licence: content.licence.clone(),
            team: content.team.clone(),
            team_id: Some(content.team_id.clone()),
            visibility: content.visibility.clone(),
            version,
            pressed: String::new(),
        }
    }

    pub(super) fn wants_preview(&self) -> bool {
        self.pressed == "bekijk"
    }

    pub(super) fn wants_draft(&self) -> bool {
        self.pressed == "concept"
    }

    /// The button that was pressed.
    pub(super) fn pressed(&self) -> &str {
        &self.pressed
    }

    /// The form of somebody's own version of a card: it is shared by another team.
    pub(super) fn of_adaptation(original: &CardContent, version: u32) -> Self {
        Self {
            team: String::new(),
            team_id: None,
            ..Self::of(original, version)
        }
    }

    /// What was typed as the toolbox takes it, the numbers that are none, and a team that is missing.
    pub(super) fn read(&self) -> (CardContent, Vec<FieldProblem>) {
        let mut unreadable = Vec::new();
        // "My team" without a team would be nobody but oneself.
        let team_id = self.team_id.as_deref().map(str::trim);
        if self.visibility == "team" && team_id == Some("") {
            unreadable.push(FieldProblem::new("team_id", CARD_TEAM_MISSING));
        }
        let mut number = |field: &str, typed: &str| {
            let typed = typed.trim();
            if typed.is_empty() {
                return None;
            }
            let refuse = |_| unreadable.push(FieldProblem::new(field, NUMBER_UNREADABLE));
            typed.parse().map_err(refuse).ok()
        };
        let content = CardContent {
            minutes: number("minutes", &self.minutes),
            group_min: number("group_min", &self.group_min),
            group_max: number("group_max", &self.group_max),
            kind: Some(self.kind.clone()).filter(|kind| !kind.is_empty()),
            title: self.title.clone(),
            goal: self.goal.clone(),
            summary: self.summary.clone(),
            body: self.body.clone(),
            fits_in_meeting: !self.fits_in_meeting.is_empty(),
            frequency: self.frequency.clone(),
            roles: lines(&self.roles),
            materials: lines(&self.materials),
            steps: steps::from_lines(&self.steps),
            variations: lines(&self.variations),
            pitfalls: lines(&self.pitfalls),
            preconditions: lines(&self.preconditions),
            after: lines(&self.after).iter().map(|line| id(line)).collect(),
            for_whom: self.for_whom.clone(),
            origin: self.origin.clone(),
            tags: self
                .tags
                .split([',', '\n'])
                .map(str::trim)
                .filter(|tag| !tag.is_empty())
                .map(str::to_owned)
                .collect(),
            licence: self.licence.clone(),
            team: self.team.clone(),
            team_id: team_id.unwrap_or_default().to_owned(),
            visibility: self.visibility.clone(),
        };
        (content, unreadable)
    }
}

fn lines(typed: &str) -> Vec<String> {
    typed
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The address of a card as people see it; an id that an address must encode stays an id.
fn address(id: &str) -> String {
    let address = urls::card(id);
    if address.ends_with(id) {
        address
    } else {
        id.to_owned()
    }
}

/// The id in a card's address, with or without the site's name in front; anything else is taken for an id.
fn id(line: &str) -> String {
    let before = urls::card("");
    let Some((_, id)) = line.split_once(before.as_str()) else {
        return line.to_owned();
    };
    id.split(['/', '?', '#'])
        .next()
        .unwrap_or_default()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::toolbox::samples;

    #[test]
    fn what_stands_on_a_card_goes_through_the_form_unchanged() {
        let content = samples::full().content;
        let (read, unreadable) = Typed::of(&content, 3).read();
        assert_eq!(read, content);
        assert_eq!(unreadable, []);
    }

    #[test]
    fn a_number_that_is_none_is_named_and_an_empty_one_is_not() {
        let typed = Typed {
            minutes: "twintig".to_owned(),
            group_min: " ".to_owned(),
            ..Typed::default()
        };
        let (content, unreadable) = typed.read();
        assert_eq!((content.minutes, content.group_min), (None, None));
        assert_eq!(
            unreadable,
            [FieldProblem::new("minutes", NUMBER_UNREADABLE)]
        );
    }

    #[test]
    fn a_card_for_the_team_takes_a_team_where_the_form_asks_for_one() {
        let typed = |team: Option<&str>| Typed {
            visibility: "team".to_owned(),
            team_id: team.map(str::to_owned),
            ..Typed::default()
        };
        let missing = [FieldProblem::new("team_id", CARD_TEAM_MISSING)];
        assert_eq!(typed(Some(" ")).read().1, missing);
        assert_eq!(typed(None).read().1, []);
        let (content, problems) = typed(Some("team-groen")).read();
        assert_eq!((content.team_id.as_str(), problems), ("team-groen", vec![]));
    }

    #[test]
    fn a_card_is_named_by_its_address_or_its_id() {
        assert_eq!(
            id("https://kansrijk.example/trukendoos/kaart/rondje/geschiedenis"),
            "rondje"
        );
        assert_eq!(id("/trukendoos/kaart/rondje?taal=en"), "rondje");
        assert_eq!(id("rondje"), "rondje");
        assert_eq!(id(&address("kaart/1 é")), "kaart/1 é");
    }
}
