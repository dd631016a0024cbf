//! Reports and what they say together, as readers see them.

use contract::toolbox::{Count, Report, Tried};
use serde::Serialize;

use crate::i18n::Say;
use crate::urls;

/// How many of each are named beside the numbers.
const NAMED: usize = 3;

/// What teams say together. Shown by `{{> toolbox/tried/summary tried}}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct TriedView {
    pub teams: u32,
    pub again: u32,
    pub level: u8,
    /// How well that is supported, in one sentence.
    explained: Say,
    /// From how many to how many of a hundred teams would do it again, by what is known.
    low: u32,
    high: u32,
    groups: Vec<CountView>,
    fields: Vec<CountView>,
    worked: Vec<CountView>,
    did_not_work: Vec<CountView>,
}

/// Something that several teams say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct CountView {
    say: Say,
    teams: u32,
}

/// One report. Shown by `{{> toolbox/tried/report this}}`.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ReportView {
    /// The card, where the page is not about it.
    card: Option<CardLine>,
    team: String,
    team_href: String,
    on: String,
    people: i64,
    group: Say,
    field: Option<Say>,
    again: Say,
    /// Whether the team would go on with it.
    is_again: bool,
    worked: Vec<Say>,
    did_not_work: Vec<Say>,
    changed: String,
    line: String,
    edit: Option<String>,
    withdraw: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
struct CardLine {
    title: String,
    href: String,
}

impl TriedView {
    pub(crate) fn of(tried: &Tried) -> Self {
        let counts = |prefix: &'static str, counts: &[Count]| -> Vec<CountView> {
            let view = |count: &Count| CountView {
                say: Say::of(prefix, &count.value),
                teams: count.teams,
            };
            counts.iter().take(NAMED).map(view).collect()
        };
        let level = tried.level.min(5);
        Self {
            teams: tried.teams,
            again: tried.again,
            level,
            explained: Say::of("tried-level", &level.to_string())
                .with("teams", tried.teams)
                .with("schools", tried.schools),
            low: percent(tried.interval.low),
            high: percent(tried.interval.high),
            groups: counts("tried-group", &tried.groups),
            fields: counts("teams-field", &tried.fields),
            worked: counts("tried-worked", &tried.worked),
            did_not_work: counts("tried-not", &tried.did_not_work),
        }
    }
}

/// A share as a whole number of a hundred.
fn percent(share: f64) -> u32 {
    let whole = (share.clamp(0.0, 1.0) * 100.0).round();
    (0..=100u32)
        .find(|number| f64::from(*number) >= whole)
        .unwrap_or(100)
}

impl ReportView {
    /// `with_card` where the page is not about that card.
    pub(crate) fn of(report: Report, with_card: bool) -> Self {
        let may = |deed: &str| report.may.iter().any(|may| may == deed);
        let id = full_id(&report.id, &report.card);
        let says = |prefix: &'static str, words: &[String]| -> Vec<Say> {
            words.iter().map(|word| Say::of(prefix, word)).collect()
        };
        let told = &report.content;
        Self {
            edit: may("edit").then(|| urls::edit_tried(&id)),
            withdraw: may("withdraw").then(|| urls::withdraw_tried(&id)),
            card: with_card.then(|| CardLine {
                title: report.card_title.clone(),
                href: urls::card(&report.card),
            }),
            team_href: urls::team(&told.team),
            people: told.people.unwrap_or_default(),
            group: Say::of("tried-group", &told.group),
            field: crate::toolbox::teams::field(&told.field),
            again: Say::of("tried-again", &told.again),
            is_again: told.again != "nee",
            worked: says("tried-worked", &told.worked),
            did_not_work: says("tried-not", &told.did_not_work),
            changed: told.changed.clone(),
            line: told.line.clone(),
            on: told.on.clone(),
            team: report.team_name,
        }
    }
}

/// A report in an address: its id, and its card behind it.
pub(super) fn full_id(report: &str, card: &str) -> String {
    format!("{report}.{card}")
}

/// Reads what [`full_id`] writes: the report, and the card. A day and a team hold no dots.
pub(super) fn parts(id: &str) -> Option<(String, String)> {
    let mut parts = id.splitn(3, '.');
    let (day, team, card) = (parts.next()?, parts.next()?, parts.next()?);
    Some((format!("{day}.{team}"), card.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_report_and_its_card_whatever_the_card_is_called() {
        let id = full_id("2026-03-02.team-groen", "kaart 1.5/é");
        let read = parts(&id).unwrap();
        assert_eq!(read.0, "2026-03-02.team-groen");
        assert_eq!(read.1, "kaart 1.5/é");
        assert_eq!(parts("2026-03-02"), None);
    }

    #[test]
    fn a_share_is_told_of_a_hundred() {
        assert_eq!(
            [0.0, 0.4677, 0.9111, 1.0, 7.0].map(percent),
            [0, 47, 91, 100, 100]
        );
    }
}
