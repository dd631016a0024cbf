//! What a role model says of themselves: a trade, a chance, an example, and what they offer.

use contract::Code;
use contract::matching as codes;

use crate::profile::Fault;
use crate::vocabulary::{FORMS, RELATIONS};
use nouns::filter;

/// A short profile fit to show: each text on one line, within its length and without anything that leads outside the
/// platform; a trade, and at least one thing that is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShortProfile {
    pub trade: String,
    pub chance: String,
    pub example: String,
    /// A set over the forms.
    pub offers: u64,
}

impl ShortProfile {
    /// Reads what was typed.
    ///
    /// # Errors
    /// Every field at fault, in the order of the form.
    pub fn parse(typed: &codes::ShortProfile) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut read = |field, text: &str, most, too_long| {
            let text = one_line(text);
            faults.extend(fault_of(&text, most, too_long).map(|code| (field, code)));
            text
        };
        let trade = read(
            "trade",
            &typed.trade,
            codes::LONGEST_TRADE,
            codes::TRADE_TOO_LONG,
        );
        let chance = read(
            "chance",
            &typed.chance,
            codes::LONGEST_CHANCE,
            codes::CHANCE_TOO_LONG,
        );
        let example = read(
            "example",
            &typed.example,
            codes::LONGEST_EXAMPLE,
            codes::EXAMPLE_TOO_LONG,
        );
        if trade.is_empty() {
            faults.insert(0, ("trade", codes::TRADE_EMPTY));
        }
        let offers = FORMS.set(&typed.offers);
        match offers {
            Ok(0) => faults.push(("offers", codes::OFFERS_EMPTY)),
            Err(_) => faults.push(("offers", codes::OFFER_UNKNOWN)),
            Ok(_) => {}
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Self {
            trade,
            chance,
            example,
            offers: offers.unwrap_or_default(),
        })
    }

    /// As it goes over the wire.
    #[must_use]
    pub(crate) fn told(&self) -> codes::ShortProfile {
        codes::ShortProfile {
            trade: self.trade.clone(),
            chance: self.chance.clone(),
            example: self.example.clone(),
            offers: FORMS.keys_of(self.offers).map(str::to_owned).collect(),
        }
    }
}

/// One line: white space of any kind is one space, control characters are gone.
fn one_line(text: &str) -> String {
    let words = text.split_whitespace();
    let line = words.collect::<Vec<_>>().join(" ");
    line.chars().filter(|sign| !sign.is_control()).collect()
}

fn fault_of(text: &str, most: usize, too_long: Code) -> Option<Code> {
    if text.chars().count() > most {
        Some(too_long)
    } else if filter::find(text).is_empty() {
        None
    } else {
        Some(codes::LEADS_OUTSIDE)
    }
}

/// What can be asked of somebody: what they say that they offer, or else what follows from the relations they chose.
#[must_use]
pub(crate) fn offers(profile: Option<&ShortProfile>, relations: u64) -> u64 {
    let has = |key: &str| {
        let place = RELATIONS.place(key);
        place.is_some_and(|place| relations >> place & 1 == 1)
    };
    let follows = [("rolmodel", "gesprek"), ("meelopen", "meelopen")];
    profile.map_or_else(
        || {
            let forms = follows.iter().filter(|(relation, _)| has(relation));
            let forms: Vec<&str> = forms.map(|(_, form)| *form).collect();
            FORMS.set(&forms).unwrap_or_default()
        },
        |profile| profile.offers,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(trade: &str, chance: &str, example: &str, offers: &[&str]) -> codes::ShortProfile {
        codes::ShortProfile {
            trade: trade.to_owned(),
            chance: chance.to_owned(),
            example: example.to_owned(),
            offers: offers.iter().map(|&one| one.to_owned()).collect(),
        }
    }

    fn faults(typed: &codes::ShortProfile) -> Vec<(&'static str, &'static str)> {
        let faults = ShortProfile::parse(typed).unwrap_err();
        faults
            .into_iter()
            .map(|(field, code)| (field, code.name))
            .collect()
    }

    #[test]
    fn it_is_read_on_one_line_and_given_back() {
        let read = ShortProfile::parse(&typed(
            "  Elektricien\n bij een\tinstallateur ",
            "",
            "Mijn tante",
            &["meelopen", "gesprek"],
        ))
        .unwrap();
        assert_eq!(read.trade, "Elektricien bij een installateur");
        let told = read.told();
        assert_eq!(told.offers, ["gesprek", "meelopen"]);
        assert_eq!(ShortProfile::parse(&told).unwrap(), read);
    }

    #[test]
    fn what_is_missing_too_long_or_unknown_is_told_for_each_field() {
        assert_eq!(
            faults(&typed(" ", &"a".repeat(201), &"b".repeat(101), &[])),
            [
                ("trade", "trade.empty"),
                ("chance", "chance.too-long"),
                ("example", "example.too-long"),
                ("offers", "offers.empty"),
            ]
        );
        assert_eq!(
            faults(&typed(&"é".repeat(61), "", "", &["geld"])),
            [("trade", "trade.too-long"), ("offers", "offer.unknown")]
        );
        let longest = typed(
            &"é".repeat(60),
            &"a".repeat(200),
            &"b".repeat(100),
            &["gastuur"],
        );
        assert!(ShortProfile::parse(&longest).is_ok());
    }

    #[test]
    fn what_leads_outside_is_refused_wherever_it_stands() {
        for outside in [
            "bel 06 12345678",
            "hanna@school.example",
            "kijk op https://voorbeeld.example",
        ] {
            let fault = |field| vec![(field, "text.leads-outside")];
            assert_eq!(
                faults(&typed(outside, "", "", &["gesprek"])),
                fault("trade")
            );
            assert_eq!(
                faults(&typed("Kok", outside, "", &["gesprek"])),
                fault("chance")
            );
            assert_eq!(
                faults(&typed("Kok", "", outside, &["gesprek"])),
                fault("example")
            );
        }
    }

    #[test]
    fn without_a_short_profile_the_relations_say_what_is_offered() {
        let both = RELATIONS.set(&["rolmodel", "meelopen"]).unwrap();
        assert_eq!(
            FORMS.keys_of(offers(None, both)).collect::<Vec<_>>(),
            ["gesprek", "meelopen"]
        );
        let guest = ShortProfile::parse(&typed("Kok", "", "", &["gastuur"])).unwrap();
        assert_eq!(
            FORMS
                .keys_of(offers(Some(&guest), both))
                .collect::<Vec<_>>(),
            ["gastuur"]
        );
        assert_eq!(offers(None, 1), 0);
    }
}
