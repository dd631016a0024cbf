//! What changed between two versions of a card.

use contract::toolbox::FieldChange;

use crate::card::{Content, Lines, Version};

/// What stands in one field, a line for each entry.
type Shown = (&'static str, Vec<String>);

/// The fields in which `new` differs from `old`, in the order of the form.
#[must_use]
pub fn changes(old: &Version, new: &Version) -> Vec<FieldChange> {
    let pairs = shown(&old.content).into_iter().zip(shown(&new.content));
    pairs
        .filter(|((_, before), (_, after))| before != after)
        .map(|((field, before), (_, after))| FieldChange {
            field: field.to_owned(),
            before,
            after,
        })
        .collect()
}

fn shown(content: &Content) -> [Shown; 23] {
    [
        ("title", line(content.title.as_str())),
        ("kind", maybe(content.kind.map(super::card::Kind::as_str))),
        ("goal", line(content.goal.as_str())),
        ("summary", line(content.summary.as_str())),
        ("minutes", maybe(content.minutes.map(i64::from))),
        ("group_min", maybe(content.group.min())),
        ("group_max", maybe(content.group.max())),
        ("fits_in_meeting", vec![content.fits_in_meeting.to_string()]),
        ("frequency", line(content.frequency.as_str())),
        ("roles", lines(&content.roles)),
        ("materials", lines(&content.materials)),
        ("steps", steps(content)),
        (
            "body",
            content.body.as_str().lines().map(str::to_owned).collect(),
        ),
        ("variations", lines(&content.variations)),
        ("pitfalls", lines(&content.pitfalls)),
        ("preconditions", lines(&content.preconditions)),
        (
            "after",
            content.after.iter().map(ToString::to_string).collect(),
        ),
        ("for_whom", line(content.for_whom.as_str())),
        ("origin", line(content.origin.as_str())),
        ("tags", content.tags.to_vec()),
        ("licence", line(content.licence.as_str())),
        ("team", line(content.team.as_str())),
        ("visibility", line(content.visibility.as_str())),
    ]
}

fn line(text: &str) -> Vec<String> {
    maybe(Some(text).filter(|text| !text.is_empty()))
}

fn maybe(value: Option<impl ToString>) -> Vec<String> {
    value.map(|value| value.to_string()).into_iter().collect()
}

fn lines(lines: &Lines) -> Vec<String> {
    lines.to_vec()
}

fn steps(content: &Content) -> Vec<String> {
    let step = |step: &crate::card::Step| match step.minutes {
        Some(minutes) => format!("{} ({} min)", step.text.as_str(), i64::from(minutes)),
        None => step.text.as_str().to_owned(),
    };
    content.steps.iter().map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::{Line, Minutes, Visibility};
    use crate::samples::card_of;

    #[test]
    fn only_fields_that_differ_are_named_with_both_values() {
        let old = card_of("saskia", Visibility::Country).current;
        let mut new = old.clone();
        assert_eq!(changes(&old, &new), []);
        new.content.goal = Line::default();
        new.content.minutes = Minutes::parse(30).ok();
        let changes = changes(&old, &new);
        let fields: Vec<&str> = changes.iter().map(|change| change.field.as_str()).collect();
        assert_eq!(fields, ["goal", "minutes"]);
        assert_eq!(changes[0].after, Vec::<String>::new());
        assert_eq!(
            (&changes[1].before[..], &changes[1].after[..]),
            (&["20".to_owned()][..], &["30".to_owned()][..])
        );
    }
}
