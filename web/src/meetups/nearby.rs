//! Near me: from a postcode to the board of its province. The postcode comes in a form, so that no address holds it; it is
//! looked up here and forgotten.

use std::num::ParseIntError;
use std::sync::Arc;

use nouns::Region;
use poem::web::{Data, Form};
use poem::{Response, handler};
use serde::Deserialize;

use super::board::{Asked, found};
use crate::App;
use crate::error::{PageError, see_other};
use crate::form::Field;
use crate::i18n::Say;
use crate::page::refuse;
use crate::session::MaybeSignedIn;
use crate::urls;

/// First and last of the numbers of a province, line by line.
const RANGES: &str = include_str!("../../data/postcodes.txt");

/// The first four digits of a postcode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Digits(u16);

impl Digits {
    /// Reads `3511`, `3511 AB` and `3511ab`.
    pub(super) fn parse(input: &str) -> Option<Self> {
        let text: String = input.split_whitespace().collect();
        let digits = text.get(..4)?;
        let letters = text.get(4..)?;
        let is_code = digits.bytes().all(|byte| byte.is_ascii_digit())
            && (letters.is_empty()
                || (letters.len() == 2 && letters.bytes().all(|byte| byte.is_ascii_alphabetic())));
        let number: Result<u16, ParseIntError> = digits.parse();
        number.ok().filter(|_| is_code).map(Self)
    }

    /// The province; `None` for a number that is in none.
    pub(super) fn province(self) -> Option<Region> {
        let lines = RANGES.lines().filter(|line| !line.starts_with('#'));
        let mut ranges = lines.filter_map(|line| {
            let mut words = line.split(' ');
            let (first, last) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
            Some((first, last, words.next()?))
        });
        let (_, _, code) = ranges.find(|&(first, last, _)| (first..=last).contains(&self.0))?;
        Region::parse(code).ok()
    }
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    postcode: String,
}

/// Leads to the board of the province, or says what is wrong with what was typed.
#[handler]
pub(crate) async fn find(
    MaybeSignedIn(caller): MaybeSignedIn,
    Data(app): Data<&Arc<App>>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    if let Some(province) = Digits::parse(&typed.postcode).and_then(Digits::province) {
        let board = urls::with_query(urls::MEETUPS, &[("regio", province.code())]);
        return Ok(see_other(board));
    }
    let problem = Say::of("meetups-problem", "postcode-unknown");
    let postcode = Field::refused(typed.postcode.chars().take(20).collect::<String>(), problem);
    let page = found(app, caller.as_ref(), &Asked::default()).await?;
    Ok(refuse(page.near(postcode)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_postcode_is_read_with_and_without_letters_and_leads_to_its_province() {
        for (text, code) in [
            ("1012", "NL-NH"),
            (" 3511 AB ", "NL-UT"),
            ("9711lm", "NL-GR"),
            ("8 2 3 2", "NL-FL"),
            ("4331", "NL-ZE"),
            ("6211", "NL-LI"),
            ("2511", "NL-ZH"),
            ("5611", "NL-NB"),
            ("7511", "NL-OV"),
            ("8911", "NL-FR"),
            ("9401", "NL-DR"),
            ("6811", "NL-GE"),
        ] {
            let province = Digits::parse(text).and_then(Digits::province);
            assert_eq!(province.map(Region::code), Some(code), "{text}");
        }
    }

    #[test]
    fn what_is_no_postcode_leads_nowhere() {
        for text in [
            "",
            "351",
            "35111",
            "3511 A",
            "3511 ABC",
            "Utrecht",
            "-3511",
            "3511 1B",
            "\u{e9}\u{e9}\u{e9}",
        ] {
            assert_eq!(Digits::parse(text), None, "{text}");
        }
        for number in ["0000", "0999"] {
            assert_eq!(Digits::parse(number).and_then(Digits::province), None);
        }
    }

    #[test]
    fn the_ranges_are_in_order_and_all_provinces_are_there() {
        let lines = RANGES.lines().filter(|line| !line.starts_with('#'));
        let mut before = 0;
        let mut codes = std::collections::BTreeSet::new();
        for line in lines {
            let words: Vec<&str> = line.split(' ').collect();
            let (first, last): (u16, u16) = (words[0].parse().unwrap(), words[1].parse().unwrap());
            assert!(before < first && first <= last, "{line}");
            before = last;
            assert!(Region::parse(words[2]).is_ok(), "{line}");
            codes.insert(words[2]);
        }
        assert_eq!(codes.len(), Region::provinces().count());
    }
}
