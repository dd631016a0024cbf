//! A card as the search index takes it.

use chrono::{DateTime, Utc};
use search_index::{Findable, Span};

use crate::audience;
use crate::card::{Card, Content, Version, Visibility};

/// Raise it when cards are filled in otherwise here: every index is then built anew.
pub(crate) const SCHEMA: u64 = 3;

/// Names of facets. `kind` and `tag` are taken by the index itself.
pub(crate) const KIND: &str = "card_kind";
pub(crate) const MINUTES: &str = "minutes";
pub(crate) const FITS: &str = "fits_in_meeting";
pub(crate) const AFTER: &str = "after";
pub(crate) const OWNER: &str = "owner";
pub(crate) const TEAM: &str = "team";
/// The name of a number; minutes are a number as well as a facet.
pub(crate) const GROUP: &str = "group";
/// A number: when a card was first for as many people as it is for now, in seconds of Unix.
pub(crate) const SHOWN: &str = "shown";

/// An end of a span that a card leaves open: more people than any group has.
const OPEN_END: i64 = 1_000_000;
/// The minutes that people choose from.
const BUCKETS: [i64; 6] = [15, 30, 45, 60, 90, 120];

/// A published card; its texts are plain. `earlier` are its versions before this one, oldest first.
pub(crate) fn findable(card: &Card, earlier: &[Version]) -> Findable {
    let content = card.content();
    let minutes = content.minutes.map(i64::from);
    let span = |minutes| Span::exactly(MINUTES, minutes);
    let group = Span::new(
        GROUP,
        content.group.min().unwrap_or(0),
        content.group.max().unwrap_or(OPEN_END),
    );
    Findable {
        id: card.id.as_str().to_owned(),
        kind: "card".to_owned(),
        title: content.title.as_str().to_owned(),
        summary: joined([content.goal.as_str(), content.summary.as_str()]),
        body: body(content),
        tags: content.tags.to_vec(),
        facets: facets(card),
        numbers: minutes
            .map(span)
            .into_iter()
            .chain([
                group,
                Span::exactly(SHOWN, shown(card, earlier).timestamp()),
            ])
            .collect(),
        audience: audience::of_card(card),
        date: Some(card.created.timestamp()),
    }
}

/// When a card was first for a circle as wide as it is now: sharing it with more people shows it anew, taking it back and
/// sharing it again does not.
fn shown(card: &Card, earlier: &[Version]) -> DateTime<Utc> {
    let width = |version: &Version| {
        let circle = version.content.visibility;
        Visibility::ALL.iter().position(|one| *one == circle)
    };
    let is_as_wide = |version: &&Version| width(version) >= width(&card.current);
    earlier
        .iter()
        .find(is_as_wide)
        .map_or(card.current.at, |version| version.at)
}

fn facets(card: &Card) -> Vec<(String, String)> {
    let content = card.content();
    let kind = content.kind.map(|kind| (KIND, kind.as_str().to_owned()));
    let minutes = content
        .minutes
        .map(|minutes| (MINUTES, bucket(minutes.into())));
    let fits = content.fits_in_meeting.then(|| (FITS, "true".to_owned()));
    let owner = card
        .owner
        .as_ref()
        .map(|owner| (OWNER, owner.person.as_str().to_owned()));
    let team = content.team_id.as_ref();
    let team = team.map(|team| (TEAM, team.as_str().to_owned()));
    let after = content
        .after
        .iter()
        .map(|id| (AFTER, id.as_str().to_owned()));
    let one_each = [kind, minutes, fits, owner, team].into_iter().flatten();
    one_each
        .chain(after)
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

/// The smallest of the minutes that people choose from in which it fits.
fn bucket(minutes: i64) -> String {
    BUCKETS
        .into_iter()
        .find(|bucket| minutes <= *bucket)
        .map_or_else(|| "more".to_owned(), |bucket| bucket.to_string())
}

fn body(content: &Content) -> String {
    let body = plain(content.body.as_str());
    let steps = content.steps.iter().map(|step| step.text.as_str());
    let lists = [
        &content.variations,
        &content.pitfalls,
        &content.preconditions,
        &content.roles,
        &content.materials,
    ];
    let last = [
        content.for_whom.as_str(),
        content.frequency.as_str(),
        content.team.as_str(),
    ];
    joined(
        std::iter::once(body.as_str())
            .chain(steps)
            .chain(lists.into_iter().flat_map(crate::card::Lines::iter))
            .chain(last),
    )
}

fn joined<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let given = texts.into_iter().filter(|text| !text.is_empty());
    given.collect::<Vec<_>>().join("\n")
}

/// Markdown without its marks, good enough to search in and to quote from.
pub(crate) fn plain(markdown: &str) -> String {
    let without_marks = |line: &str| {
        line.trim_start_matches(['#', '>', '-', '*', '+', ' '])
            .replace("__", "")
            .replace(['*', '`', '['], "")
            .trim_end()
            .to_owned()
    };
    let lines: Vec<String> = markdown.lines().map(without_marks).collect();
    without_link_targets(&lines.join("\n"))
}

/// `](https://…)` goes, what stands before it stays.
fn without_link_targets(text: &str) -> String {
    let mut rest = text;
    let mut kept = String::with_capacity(text.len());
    while let Some((before, target)) = rest.split_once("](") {
        kept.push_str(before);
        rest = target.split_once(')').map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept.replace(']', "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::Markdown;
    use crate::samples::card_of;

    #[test]
    fn markdown_is_searched_without_its_marks() {
        let text =
            plain("# Kop\n\n- **Lees** de [kaart](https://a.example/x_y) eerst\n> snake_case");
        assert_eq!(text, "Kop\n\nLees de kaart eerst\nsnake_case");
    }

    #[test]
    fn minutes_fall_in_the_smallest_choice_that_holds_them() {
        let buckets = [1, 15, 16, 120, 121].map(bucket);
        assert_eq!(buckets, ["15", "15", "30", "120", "more"]);
    }

    #[test]
    fn a_card_without_bounds_fits_every_group() {
        let mut card = card_of("saskia", Visibility::Country);
        card.current.content.group = crate::card::GroupSize::default();
        card.current.content.minutes = None;
        card.current.content.body = Markdown::parse("Lang verhaal").unwrap();
        let findable = findable(&card, &[]);
        let shown = Span::exactly(SHOWN, card.created.timestamp());
        assert_eq!(findable.numbers, [Span::new(GROUP, 0, OPEN_END), shown]);
        assert!(findable.body.contains("Lang verhaal"));
        assert!(findable.facets.iter().all(|(name, _)| name != MINUTES));
    }

    #[test]
    fn a_card_is_shown_anew_when_it_is_for_more_people_than_ever() {
        use Visibility::{Country, Region, Team};

        let day = |day: i64| crate::samples::start() + chrono::TimeDelta::days(day);
        let version = |number: u32, visibility| {
            let mut version = card_of("saskia", visibility).current;
            version.number = number;
            version.at = day(number.into());
            version
        };
        let shown_at = |circles: &[Visibility]| {
            let mut versions: Vec<Version> = (1..)
                .zip(circles)
                .map(|(n, one)| version(n, *one))
                .collect();
            let mut card = card_of("saskia", Visibility::Team);
            card.current = versions.pop().unwrap();
            shown(&card, &versions)
        };
        assert_eq!(shown_at(&[Country]), day(1));
        assert_eq!(shown_at(&[Team, Team, Region]), day(3));
        assert_eq!(
            shown_at(&[Team, Country, Country]),
            day(2),
            "an edit is not news"
        );
        assert_eq!(
            shown_at(&[Country, Team, Country]),
            day(1),
            "nor is a change of mind"
        );
    }
}
