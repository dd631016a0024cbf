use nouns::CreativeCommons;
use serde::{Deserialize, Serialize};

/// A licence that lets others adapt a card. Others (none named, no derivatives, not for commerce)
/// are no value of this type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Licence {
    /// CC0 1.0: everything is allowed.
    Cc0,
    /// CC BY 4.0: name who made it.
    By,
    /// CC BY-SA 4.0: name who made it, and share what you make of it the same way.
    BySa,
}

impl Licence {
    pub const ALL: [Self; 3] = [Self::Cc0, Self::By, Self::BySa];

    /// Reads what people and files write, as harvesters are told it: `CC BY 4.0`, `cc-by-4.0`,
    /// `CC BY`. Another version is another licence.
    #[must_use]
    pub fn parse(input: &str) -> Option<Self> {
        let read = CreativeCommons::parse(input)?;
        let is_read = |one: &Self| CreativeCommons::parse(one.as_str()).as_ref() == Some(&read);
        Self::ALL.into_iter().find(is_read)
    }

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cc0 => "CC0 1.0",
            Self::By => "CC BY 4.0",
            Self::BySa => "CC BY-SA 4.0",
        }
    }

    /// Whether an adaptation of something under this licence may be shared under `own`.
    ///
    /// Source: Creative Commons, Frequently Asked Questions, "If I derive or adapt material offered
    /// under a Creative Commons license, which CC license(s) can I use?", the adapter's license
    /// chart (its green boxes, for these three licences).
    #[must_use]
    pub fn lets_adaptation_have(self, own: Self) -> bool {
        match self {
            Self::Cc0 => true,
            Self::By => matches!(own, Self::By | Self::BySa),
            Self::BySa => own == Self::BySa,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::sample::select;

    /// What a licence asks of whoever shares further: to name the maker, to share alike.
    fn asks(licence: Licence) -> (bool, bool) {
        match licence {
            Licence::Cc0 => (false, false),
            Licence::By => (true, false),
            Licence::BySa => (true, true),
        }
    }

    #[test]
    fn the_chart_of_creative_commons_holds() {
        use Licence::{By, BySa, Cc0};
        let allowed = |original: Licence| {
            Licence::ALL
                .into_iter()
                .filter(|own| original.lets_adaptation_have(*own))
                .collect::<Vec<_>>()
        };
        assert_eq!(allowed(Cc0), [Cc0, By, BySa]);
        assert_eq!(allowed(By), [By, BySa]);
        assert_eq!(allowed(BySa), [BySa]);
    }

    #[test]
    fn licences_are_read_as_people_write_them() {
        for licence in Licence::ALL {
            assert_eq!(Licence::parse(licence.as_str()), Some(licence));
        }
        assert_eq!(Licence::parse(" cc-by-sa "), Some(Licence::BySa));
        assert_eq!(Licence::parse("CC0"), Some(Licence::Cc0));
        for other in ["", "CC BY-NC 4.0", "CC BY-ND 4.0", "CC BY 3.0", "CC", "MIT"] {
            assert_eq!(Licence::parse(other), None, "{other}");
        }
    }

    proptest! {
        /// However often a card is adapted, whoever takes the last one is asked everything that
        /// any card before it asks.
        #[test]
        fn a_row_of_adaptations_never_asks_less(row in prop::collection::vec(select(&Licence::ALL[..]), 1..12)) {
            let mut kept = vec![row[0]];
            for next in &row[1..] {
                if kept[kept.len() - 1].lets_adaptation_have(*next) {
                    kept.push(*next);
                }
            }
            let (names, shares_alike) = asks(kept[kept.len() - 1]);
            for before in &kept {
                let (must_name, must_share_alike) = asks(*before);
                prop_assert!(names || !must_name, "{kept:?}");
                prop_assert!(shares_alike || !must_share_alike, "{kept:?}");
            }
        }

        #[test]
        fn no_text_makes_reading_a_licence_fail(input in "\\PC{0,40}") {
            if let Some(licence) = Licence::parse(&input) {
                prop_assert_eq!(Licence::parse(licence.as_str()), Some(licence));
            }
        }
    }
}
