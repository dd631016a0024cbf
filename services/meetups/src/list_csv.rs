//! The list of who comes, for a spreadsheet (RFC 4180): a line for each sign-up, a column for each question.
//!
//! A cell that a spreadsheet would calculate is text: it begins with an apostrophe.

use chrono::SecondsFormat;
use contract::Caller;
use nouns::{EventId, Language};

use crate::entry::{Entry, Question};
use crate::event::Event;
use crate::signups::{Attendee, Stand};
use crate::{Meetups, MeetupsError};

/// Tells a spreadsheet that it is UTF-8.
const MARK: &str = "\u{feff}";
/// What makes a spreadsheet calculate (OWASP, CSV injection).
const CALCULATES: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The heads of the columns, and what stands in them, in one language.
struct Words {
    name: &'static str,
    people: &'static str,
    state: &'static str,
    since: &'static str,
    came: &'static str,
    yes: &'static str,
    no: &'static str,
    placed: &'static str,
    offered: &'static str,
    waiting: &'static str,
}

const NL: Words = Words {
    name: "Naam",
    people: "Mensen",
    state: "Hoe het staat",
    since: "Sinds",
    came: "Was er",
    yes: "ja",
    no: "nee",
    placed: "plek",
    offered: "moet nog ja zeggen",
    waiting: "wachtlijst",
};

const EN: Words = Words {
    name: "Name",
    people: "People",
    state: "State",
    since: "Since",
    came: "Was there",
    yes: "yes",
    no: "no",
    placed: "place",
    offered: "has yet to say yes",
    waiting: "waiting list",
};

impl Words {
    fn of(language: Language) -> &'static Self {
        match language {
            Language::Nl => &NL,
            Language::En => &EN,
        }
    }

    fn stand(&self, stand: Stand) -> &'static str {
        match stand {
            Stand::Placed => self.placed,
            Stand::Offered { .. } => self.offered,
            Stand::Waiting | Stand::Lapsed => self.waiting,
        }
    }
}

/// A cell between quotes, fit for a spreadsheet.
fn cell(text: &str) -> String {
    let doubled = text.replace('"', "\"\"");
    let guard = if text.trim_start_matches(' ').starts_with(CALCULATES) {
        "'"
    } else {
        ""
    };
    format!("\"{guard}{doubled}\"")
}

fn line(cells: impl IntoIterator<Item = String>) -> String {
    let cells: Vec<String> = cells.into_iter().map(|text| cell(&text)).collect();
    cells.join(",") + "\r\n"
}

/// What somebody answered to a question that is asked now.
fn answer(one: &Attendee, question: &Question) -> String {
    let answer = one.answers.get(&question.key);
    answer.map(|told| told.answer.clone()).unwrap_or_default()
}

/// Answers to questions that are not asked any more.
fn of_before(one: &Attendee, entry: &Entry) -> String {
    let is_asked = |key: &str| entry.questions.iter().any(|question| question.key == key);
    let before = one.answers.iter().filter(|(key, _)| !is_asked(key));
    let told: Vec<String> = before
        .map(|(_, told)| format!("{} {}", told.asked, told.answer))
        .collect();
    told.join("; ")
}

fn list(event: &Event, attendees: &[Attendee], language: Language) -> String {
    let (words, entry) = (Words::of(language), &event.words.entry);
    let has_before = attendees
        .iter()
        .any(|one| !of_before(one, entry).is_empty());
    let heads = [
        words.name,
        words.people,
        words.state,
        words.since,
        words.came,
    ];
    let questions = entry.questions.iter().map(|question| question.text.clone());
    let heads = heads.into_iter().map(str::to_owned).chain(questions);
    let mut list = MARK.to_owned() + &line(heads.chain(has_before.then(|| "…".to_owned())));
    for one in attendees {
        let came = if one.came { words.yes } else { words.no };
        let cells = [
            one.name.clone(),
            one.party.to_string(),
            words.stand(one.stand).to_owned(),
            one.since.to_rfc3339_opts(SecondsFormat::Secs, true),
            came.to_owned(),
        ];
        let answers = entry.questions.iter().map(|question| answer(one, question));
        let before = has_before.then(|| of_before(one, entry));
        list.push_str(&line(cells.into_iter().chain(answers).chain(before)));
    }
    list
}

impl Meetups {
    /// The list of who comes, as a spreadsheet reads it, for who may see it.
    ///
    /// # Errors
    /// As [`Meetups::signups`].
    pub async fn list_csv(
        &self,
        by: &Caller,
        id: &EventId,
        language: Language,
    ) -> Result<String, MeetupsError> {
        let (event, _, attendees) = self.signups(by, id).await?;
        Ok(list(&event, &attendees, language))
    }
}

#[cfg(test)]
mod tests {
    use nouns::SignupId;

    use super::*;
    use crate::entry::Answer;
    use crate::testing::{event, start};

    fn attendee(name: &str, answers: &[(&str, &str, &str)]) -> Attendee {
        let answers = answers.iter();
        Attendee {
            id: SignupId::fresh(),
            name: name.to_owned(),
            stand: Stand::Placed,
            position: None,
            since: start(),
            came: true,
            party: 2,
            answers: answers
                .map(|(key, asked, answer)| {
                    let (asked, answer) = ((*asked).to_owned(), (*answer).to_owned());
                    ((*key).to_owned(), Answer { asked, answer })
                })
                .collect(),
        }
    }

    #[test]
    fn every_sign_up_is_a_line_and_every_question_a_column() {
        let mut event = event("samen", "RMC-19");
        let question = Question::parse("Wat eet je?", &[], false).unwrap();
        event.words.entry.questions = vec![question.clone()];
        let noor = attendee(
            "Noor \"N\"",
            &[(&question.key, "Wat eet je?", "alles, graag")],
        );
        let bas = attendee("Bas", &[("00", "Hoe kom je?", "met de bus")]);
        let text = list(&event, &[noor, bas], Language::Nl);
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert_eq!(
            lines,
            [
                "\u{feff}\"Naam\",\"Mensen\",\"Hoe het staat\",\"Sinds\",\"Was er\",\"Wat eet je?\",\"…\"",
                "\"Noor \"\"N\"\"\",\"2\",\"plek\",\"2026-03-02T09:00:00Z\",\"ja\",\"alles, graag\",\"\"",
                "\"Bas\",\"2\",\"plek\",\"2026-03-02T09:00:00Z\",\"ja\",\"\",\"Hoe kom je? met de bus\"",
                "",
            ]
        );
    }

    #[test]
    fn nothing_is_calculated() {
        for text in ["=1+1", "+31", "-2", "@SUM(A1)", " =1", "\t=1"] {
            assert!(cell(text).starts_with("\"'"), "{text}");
        }
        assert_eq!(cell("Noor"), "\"Noor\"");
    }
}
