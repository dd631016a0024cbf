//! What is different about a meetup, for the mail to who comes.

use contract::letters::{Difference, Span, Told};

use crate::event::Draft;
use crate::recurrence::Recurrence;
use crate::when::When;

/// Of two versions of a meetup, what who comes should hear.
pub(crate) fn differences(before: &Draft, now: &Draft) -> Vec<Difference> {
    let texts = [
        text(
            "title",
            Some(before.title.as_str()),
            Some(now.title.as_str()),
        ),
        text("place", before.place.as_deref(), now.place.as_deref()),
        text("cost", before.cost.as_deref(), now.cost.as_deref()),
        text("travel", before.travel.as_deref(), now.travel.as_deref()),
    ];
    let time = pair(
        "time",
        Some(Told::Time(span(before.when))),
        Some(Told::Time(span(now.when))),
    );
    let link = (before.online_link != now.online_link).then(|| plain("link"));
    let mut found: Vec<Difference> = time
        .into_iter()
        .chain(texts.into_iter().flatten())
        .collect();
    found.extend(link);
    found.extend(of_series(before, now));
    found
}

/// What several changes come to: of each thing what it was at first and is at last, and nothing of what is as it was.
pub(crate) fn merged(all: Vec<Difference>) -> Vec<Difference> {
    let mut merged: Vec<Difference> = Vec::new();
    for one in all {
        let continues = |earlier: &&mut Difference| {
            let same = earlier.what == one.what;
            same && (!one.what.starts_with("date-") || earlier.now == one.before)
        };
        match merged.iter_mut().find(continues) {
            Some(earlier) => earlier.now = one.now,
            None => merged.push(one),
        }
    }
    merged.retain(|one| one.before != one.now || one.before.is_none());
    merged
}

/// Single dates that moved or fall out; any other change of a series is too much for a line.
fn of_series(before: &Draft, now: &Draft) -> Vec<Difference> {
    let (was, is) = (&before.recurrence, &now.recurrence);
    if was == is {
        return Vec::new();
    }
    let rules = |recurrence: &Recurrence| (recurrence.rules.clone(), recurrence.extra.clone());
    if before.when != now.when || rules(was) != rules(is) {
        return vec![plain("series")];
    }
    let times = |recurrence: &Recurrence| {
        let mut touched: Vec<_> = recurrence.except.iter().copied().collect();
        touched.extend(recurrence.moved.keys().copied());
        touched
    };
    let mut touched = times(was);
    touched.extend(times(is));
    touched.sort_unstable();
    touched.dedup();
    let told = |words: &Draft, original| {
        let when = words.recurrence.time_of(words.when, original)?;
        Some(Told::Time(span(when)))
    };
    let of_date = |original| match (told(before, original), told(now, original)) {
        (was, is) if was == is => None,
        (None, is) => Some(Difference {
            what: "date-back".to_owned(),
            before: None,
            now: is,
        }),
        (was, None) => Some(Difference {
            what: "date-off".to_owned(),
            before: was,
            now: None,
        }),
        (was, is) => Some(Difference {
            what: "date-moved".to_owned(),
            before: was,
            now: is,
        }),
    };
    touched.into_iter().filter_map(of_date).collect()
}

fn span(when: When) -> Span {
    Span {
        starts: when.starts(),
        ends: when.ends(),
        all_day: when.all_day(),
    }
}

fn text(what: &str, before: Option<&str>, now: Option<&str>) -> Option<Difference> {
    let told = |text: Option<&str>| text.map(|text| Told::Text(text.to_owned()));
    pair(what, told(before), told(now))
}

fn pair(what: &str, before: Option<Told>, now: Option<Told>) -> Option<Difference> {
    (before != now).then(|| Difference {
        what: what.to_owned(),
        before,
        now,
    })
}

fn plain(what: &str) -> Difference {
    Difference {
        what: what.to_owned(),
        before: None,
        now: None,
    }
}

#[cfg(test)]
mod tests;
