use contract::toolbox::{CardQuestion, SearchWords};
use serde::Deserialize;

use super::Sent;
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

    /// What of it can be kept: words and filters, not the order.
    pub(in crate::toolbox) fn words(&self) -> SearchWords {
        let question = self.question();
        SearchWords {
            q: question.q,
            kind: question.kind,
            max_minutes: question.max_minutes,
            group: question.group,
            tag: question.tag,
            team: question.team,
            fits_in_meeting: question.fits_in_meeting,
        }
    }

    /// The question that was kept.
    pub(in crate::toolbox) fn of(words: &SearchWords) -> Self {
        Self {
            q: words.q.clone(),
            kind: words.kind.clone(),
            minutes: words.max_minutes.clone(),
            group: words.group.clone(),
            tag: words.tag.clone(),
            team: words.team.clone(),
            fits_in_meeting: if words.fits_in_meeting.is_empty() {
                String::new()
            } else {
                "ja".to_owned()
            },
            ..Self::default()
        }
    }

    /// Whether there is something to keep: my own cards are found without it.
    pub(super) fn can_be_kept(&self) -> bool {
        !self.mine() && self.words() != SearchWords::default()
    }

    /// The same question from its first page on, as an address.
    pub(in crate::toolbox) fn address(&self) -> String {
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

    /// What is kept of it, as the form sends it.
    pub(super) fn fields(&self) -> Vec<Sent> {
        let fields = [
            ("q", &self.q),
            ("soort", &self.kind),
            ("minuten", &self.minutes),
            ("groep", &self.group),
            ("trefwoord", &self.tag),
            ("past", &self.fits_in_meeting),
            ("team", &self.team),
        ];
        let given = fields.into_iter().filter(|(_, value)| !value.is_empty());
        let sent = |(name, value): (&'static str, &String)| Sent {
            name,
            value: value.clone(),
        };
        given.map(sent).collect()
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
