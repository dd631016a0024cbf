/// A licence of Creative Commons as people write it, so that machines can be told which one it is.
///
/// Names and addresses: <https://creativecommons.org/licenses/>.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreativeCommons {
    /// `by`, `by-sa`, …; `zero` for CC0.
    terms: String,
    version: &'static str,
}

const ZERO: &str = "zero";
/// In the order of the names: attribution first.
const TERMS: [&str; 7] = [
    ZERO, "by", "by-sa", "by-nc", "by-nd", "by-nc-sa", "by-nc-nd",
];

impl CreativeCommons {
    /// Reads `CC BY 4.0`, `cc-by-sa`, `CC0`; a version that is not given is the latest.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let lower = text
            .to_lowercase()
            .replace("creative commons", "cc")
            .replace("cc0", "cc zero");
        let mut words = lower.split([' ', '-', '_']).filter(|word| !word.is_empty());
        if words.next() != Some("cc") {
            return None;
        }
        let (numbers, terms): (Vec<&str>, Vec<&str>) =
            words.partition(|word| word.starts_with(|first: char| first.is_ascii_digit()));
        let terms = terms.join("-");
        let is_zero = terms == ZERO;
        let version = match (numbers.as_slice(), is_zero) {
            ([] | ["1.0" | "1"], true) => "1.0",
            ([] | ["4.0" | "4"], false) => "4.0",
            (["3.0" | "3"], false) => "3.0",
            _ => return None,
        };
        TERMS
            .contains(&terms.as_str())
            .then_some(Self { terms, version })
    }

    /// The address of its text.
    #[must_use]
    pub fn url(&self) -> String {
        let Self { terms, version } = self;
        if terms == ZERO {
            format!("https://creativecommons.org/publicdomain/zero/{version}/")
        } else {
            format!("https://creativecommons.org/licenses/{terms}/{version}/")
        }
    }

    /// Its word in the vocabulary of NL LOM (`copyrightsandotherrestrictions_nllom_20180530`).
    #[must_use]
    pub fn nl_lom(&self) -> String {
        let version = self.version.replace('.', "");
        if self.terms == ZERO {
            format!("cc0-{version}")
        } else {
            format!("cc-{}-{version}", self.terms)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licences_are_read_as_people_write_them() {
        let read =
            |text| CreativeCommons::parse(text).map(|licence| (licence.url(), licence.nl_lom()));
        let by = (
            "https://creativecommons.org/licenses/by/4.0/".to_owned(),
            "cc-by-40".to_owned(),
        );
        for text in ["CC BY 4.0", "cc-by-4.0", "CC BY", "Creative Commons BY 4.0"] {
            assert_eq!(read(text), Some(by.clone()), "{text}");
        }
        assert_eq!(read("CC BY-NC-SA 3.0").unwrap().1, "cc-by-nc-sa-30");
        assert_eq!(
            read("CC0").unwrap().0,
            "https://creativecommons.org/publicdomain/zero/1.0/"
        );
        assert_eq!(read("cc0 1.0").unwrap().1, "cc0-10");
        for text in [
            "",
            "alle rechten voorbehouden",
            "CC",
            "CC BY 9.0",
            "CC 4.0",
            "CC BY-SA-NC-ND",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
