use contract::toolbox::CardQuestion;
use serde::Deserialize;

use crate::urls;

/// The question in the address: `/trukendoos?q=…&soort=…`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    pub q: String,
    #[serde(rename = "soort")]
    pub kind: String,
    #[serde(rename = "minuten")]
    pub minutes: String,
    #[serde(rename = "groep")]
    pub group: String,
    #[serde(rename = "trefwoord")]
    pub tag: String,
    /// `ja` or nothing.
    #[serde(rename = "past")]
    pub fits_in_meeting: String,
    /// `ja` or nothing.
    #[serde(rename = "mijn")]
    pub own: String,
    /// The id of a team, from its page.
    pub team: String,
    /// `newest` or `shortest`; best first otherwise.
    #[serde(rename = "volgorde")]
    pub sort: String,
    #[serde(rename = "pagina")]
    pub page: String,
}

impl Asked {
    pub(super) const PER_PAGE: u32 = 12;

    pub(super) fn question(&self) -> CardQuestion {
        let flag = |on: bool| if on { "true".to_owned() } else { String::new() };
        CardQuestion {
            q: self.q.clone(),
            kind: self.kind.clone(),
            max_minutes: self.minutes.clone(),
            group: self.group.clone(),
            tag: self.tag.clone(),
            team: self.team.clone(),
            fits_in_meeting: flag(self.fits()),
            mine: flag(self.mine()),
            sort: self.sort.clone(),
            page: self.page_number().to_string(),
            per_page: Self::PER_PAGE.to_string(),
        }
    }

    /// The same question from its first page on, as an address.
    pub(super) fn address(&self) -> String {
        let pairs = [
            ("q", self.q.as_str()),
            ("soort", &self.kind),
            ("minuten", &self.minutes),
            ("groep", &self.group),
            ("trefwoord", &self.tag),
            ("past", &self.fits_in_meeting),
            ("mijn", &self.own),
            ("team", &self.team),
            ("volgorde", &self.sort),
        ];
        urls::with_query(urls::TOOLBOX, &pairs)
    }

    pub(super) fn with_words(&self, q: &str) -> Self {
        Self {
            q: q.to_owned(),
            ..self.clone()
        }
    }

    pub(super) fn without_filters(&self) -> Self {
        Self {
            q: self.q.clone(),
            sort: self.sort.clone(),
            ..Self::default()
        }
    }

    /// A page that is no number is the first.
    pub(super) fn page_number(&self) -> u32 {
        self.page
            .parse()
            .ok()
            .filter(|page| (1..=10_000).contains(page))
            .unwrap_or(1)
    }

    pub(super) fn fits(&self) -> bool {
        !self.fits_in_meeting.is_empty()
    }

    pub(super) fn mine(&self) -> bool {
        !self.own.is_empty()
    }

    /// The order, by its name.
    pub(super) fn sorted_by(&self) -> &str {
        if self.sort.is_empty() {
            "best"
        } else {
            &self.sort
        }
    }

    pub(super) fn is_filtered(&self) -> bool {
        self.without_filters().address() != self.address()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_the_question_and_starts_at_its_first_page() {
        let asked = Asked {
            q: "één team".to_owned(),
            kind: "werkvorm".to_owned(),
            page: "3".to_owned(),
            ..Asked::default()
        };
        assert_eq!(
            asked.address(),
            "/trukendoos?q=%C3%A9%C3%A9n%20team&soort=werkvorm"
        );
        assert_eq!(asked.page_number(), 3);
        assert!(asked.is_filtered());
        assert!(!asked.without_filters().is_filtered());
        assert_eq!(
            Asked {
                page: "-1".to_owned(),
                ..asked
            }
            .page_number(),
            1
        );
    }
}
