//! The filters beside the cards, each with how many cards it leaves.

use contract::toolbox::{CardFacetCount, CardFacets};

use super::asked::Asked;
use crate::form::Label;
use crate::i18n::Say;
use crate::part::{Facet, FacetChoice};

/// The minutes that people choose from, as the toolbox counts them.
pub(super) const MINUTES: [&str; 6] = ["15", "30", "45", "60", "90", "120"];
/// More tags than this are no help in choosing.
const TAGS: usize = 14;

/// The facets that leave something to choose.
pub(super) fn facets(asked: &Asked, counts: &CardFacets) -> Vec<Facet> {
    let mut facets = vec![
        kinds(asked, &counts.kind),
        minutes(asked, &counts.minutes),
        tags(asked, &counts.tag),
    ];
    facets.retain(|facet| !facet.choices.is_empty());
    facets
}

fn kinds(asked: &Asked, counts: &[CardFacetCount]) -> Facet {
    let choice = |count: &CardFacetCount| {
        let label = Label::Say(Say::of("toolbox-kind", &count.value));
        choice(label, count.count, &asked.kind, &count.value, |kind| {
            Asked {
                kind,
                ..asked.clone()
            }
        })
    };
    Facet {
        legend: Say::key("toolbox-facet-kind"),
        choices: counts.iter().map(choice).collect(),
    }
}

/// What takes 15 minutes takes at most 30 as well, so the counts add up on the way.
fn minutes(asked: &Asked, counts: &[CardFacetCount]) -> Facet {
    let mut within = 0;
    let mut choices = Vec::new();
    for minutes in MINUTES {
        let more = counts
            .iter()
            .find(|count| count.value == minutes)
            .map_or(0, |count| count.count);
        within += more;
        if more > 0 || asked.minutes == minutes {
            let label = Label::Say(Say::of("toolbox-within", minutes));
            choices.push(choice(label, within, &asked.minutes, minutes, |minutes| {
                Asked {
                    minutes,
                    ..asked.clone()
                }
            }));
        }
    }
    Facet {
        legend: Say::key("toolbox-facet-minutes"),
        choices,
    }
}

fn tags(asked: &Asked, counts: &[CardFacetCount]) -> Facet {
    let choice = |count: &CardFacetCount| {
        let label = Label::Name(count.value.clone());
        choice(label, count.count, &asked.tag, &count.value, |tag| Asked {
            tag,
            ..asked.clone()
        })
    };
    Facet {
        legend: Say::key("toolbox-facet-tag"),
        choices: counts.iter().take(TAGS).map(choice).collect(),
    }
}

/// A filter that is on is a link that takes it off.
fn choice(
    label: Label,
    count: u64,
    chosen: &str,
    value: &str,
    with: impl Fn(String) -> Asked,
) -> FacetChoice {
    let is_chosen = chosen == value;
    let next = if is_chosen {
        String::new()
    } else {
        value.to_owned()
    };
    FacetChoice {
        label,
        count,
        href: with(next).address(),
        is_chosen,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(value: &str, count: u64) -> CardFacetCount {
        CardFacetCount {
            value: value.to_owned(),
            count,
        }
    }

    #[test]
    fn minutes_add_up_and_what_adds_nothing_is_left_out() {
        let facet = minutes(
            &Asked::default(),
            &[count("60", 5), count("15", 2), count("more", 9)],
        );
        let seen: Vec<(u64, &str)> = facet
            .choices
            .iter()
            .map(|choice| (choice.count, choice.href.as_str()))
            .collect();
        assert_eq!(
            seen,
            [(2, "/trukendoos?minuten=15"), (7, "/trukendoos?minuten=60")]
        );
    }

    #[test]
    fn a_filter_that_is_on_leads_to_the_question_without_it() {
        let asked = Asked {
            q: "rondje".to_owned(),
            kind: "werkvorm".to_owned(),
            ..Asked::default()
        };
        let facet = kinds(&asked, &[count("werkvorm", 3)]);
        assert!(facet.choices[0].is_chosen);
        assert_eq!(facet.choices[0].href, "/trukendoos?q=rondje");
    }
}
