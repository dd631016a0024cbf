//! Questions between teams: asked, answered, thanked for.

use chrono::{DateTime, Utc};
use poem_openapi::{Enum, Object};
use serde::{Deserialize, Serialize};

use super::CardLink;
use crate::Code;

/// How far a question may go, from near to far.
pub const REACHES: [&str; 3] = ["school", "region", "country"];
/// What became of a question that is closed.
pub const OUTCOMES: [&str; 4] = ["helped", "closed", "nobody", "withdrawn"];

pub const QUESTION_TITLE: Code = Code::new(
    "question.title",
    "Schrijf je vraag in één zin, van 8 tot 160 tekens.",
);
pub const QUESTION_LONG: Code = Code::new(
    "question.long",
    "Deze uitleg is te lang. Houd het bij 2000 tekens.",
);
pub const QUESTION_FIELD: Code = Code::new(
    "question.field",
    "Dit opleidingsveld bestaat niet. Kies er een uit de lijst.",
);
pub const QUESTION_REACH: Code = Code::new(
    "question.reach",
    "Kies wie je vraag mag lezen: school, region of country.",
);
pub const QUESTION_NO_SCHOOL: Code = Code::new(
    "question.no-school",
    "Bij jouw account staat geen school. Stel je vraag aan het hele land.",
);
pub const QUESTION_NO_REGION: Code = Code::new(
    "question.no-region",
    "Bij jouw account staat geen regio. Stel je vraag aan het hele land.",
);
pub const QUESTION_TOO_MANY: Code = Code::new(
    "question.too-many",
    "Je hebt al vijf vragen open staan. Rond er eerst een af.",
);
pub const QUESTION_TEAM: Code = Code::new(
    "question.team",
    "Je zit niet in dit team. Kies een van je teams, of geen.",
);
pub const QUESTION_OVER: Code = Code::new(
    "question.over",
    "Deze vraag is afgerond. Stel een nieuwe vraag als je verder wilt.",
);
pub const QUESTION_NOT_YOURS: Code = Code::new(
    "question.not-yours",
    "Alleen wie de vraag stelde, kan dit doen.",
);
pub const QUESTION_CHANGED: Code = Code::new(
    "question.changed",
    "Er is intussen iets veranderd. Bekijk de vraag opnieuw.",
);
pub const TEACHERS_ASK: Code = Code::new(
    "question.teachers-ask",
    "Vragen stellen en beantwoorden kan met een account van een docent of coördinator.",
);
pub const ANSWER_TEXT: Code =
    Code::new("answer.text", "Schrijf een antwoord van 2 tot 4000 tekens.");
pub const ANSWER_CARDS: Code = Code::new(
    "answer.cards",
    "Een van deze kaarten is er niet. Geef hooguit vijf adressen van kaarten.",
);
pub const ANSWER_TOO_MANY: Code = Code::new(
    "answer.too-many",
    "Deze vraag heeft genoeg antwoorden. Kijk of het jouwe er al bij staat.",
);
pub const ANSWER_OWN: Code = Code::new(
    "answer.own",
    "Dit is je eigen vraag. Kies wat hielp, of rond de vraag af.",
);
pub const THANKS_WHICH: Code = Code::new("thanks.which", "Kies minstens één antwoord dat hielp.");
pub const THANKS_LONG: Code = Code::new(
    "thanks.long",
    "Je bedankje is te lang. Houd het bij 500 tekens.",
);

/// All of them, for whoever says them in another language.
pub const EXCHANGE_CODES: &[Code] = &[
    QUESTION_TITLE,
    QUESTION_LONG,
    QUESTION_FIELD,
    QUESTION_REACH,
    QUESTION_NO_SCHOOL,
    QUESTION_NO_REGION,
    QUESTION_TOO_MANY,
    QUESTION_TEAM,
    QUESTION_OVER,
    QUESTION_NOT_YOURS,
    QUESTION_CHANGED,
    TEACHERS_ASK,
    ANSWER_TEXT,
    ANSWER_CARDS,
    ANSWER_TOO_MANY,
    ANSWER_OWN,
    THANKS_WHICH,
    THANKS_LONG,
];

/// `POST /questions`: a question to other teams.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
#[oai(default)]
pub struct NewTeamQuestion {
    /// In one sentence: 8 to 160 characters.
    pub title: String,
    /// Plain text, at most 2000 characters.
    pub details: String,
    /// A study field (ISCED-F 2013, two digits); empty for any.
    pub field: String,
    /// How far it may go: one of [`REACHES`]. It begins as near as it can.
    pub reach: String,
    /// The id of a team of the caller's that asks; empty for none.
    pub team: String,
}

/// What somebody who asks is shown first: what is there already.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct QuestionPreview {
    /// Cards that fit.
    pub cards: Vec<CardLink>,
    /// Questions that are much the same.
    pub alike: Vec<QuestionLink>,
    /// Teams that shared or tried something about it, or say to be good at it.
    pub teams: Vec<TeamThatKnows>,
}

/// Why a team may know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Enum)]
#[serde(rename_all = "kebab-case")]
#[oai(rename_all = "kebab-case")]
pub enum WhyKnows {
    /// It shared a card that fits.
    Card,
    /// It tried a card that fits.
    Tried,
    /// It says to be good at it.
    GoodAt,
}

/// A team that may know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct TeamThatKnows {
    /// Its name.
    pub team: String,
    /// Its id, where it has a page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub id: Option<String>,
    pub why: WhyKnows,
    /// The card that it shared or tried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub card: Option<CardLink>,
    /// What it says to be good at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[oai(default, skip_serializing_if_is_empty)]
    pub good_at: Vec<String>,
}

/// Another question, to go on to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct QuestionLink {
    pub id: String,
    pub title: String,
    /// `open`, `answered` or `closed`.
    pub state: String,
    pub answers: u32,
    pub made: DateTime<Utc>,
}

/// A question as its readers see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct TeamQuestion {
    pub id: String,
    pub title: String,
    pub details: String,
    /// Empty for any.
    pub field: String,
    /// The name of the team that asks; empty for none.
    pub team: String,
    /// Its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub team_id: Option<String>,
    /// Who asks, where the caller may read the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub asker: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub asker_id: Option<String>,
    /// `open`, `answered` or `closed`.
    pub state: String,
    /// One of [`OUTCOMES`], once it is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub outcome: Option<String>,
    /// How far it has gone, and how far it may go: one of [`REACHES`].
    pub circle: String,
    pub reach: String,
    pub made: DateTime<Utc>,
    /// What happens next; nothing for a closed one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub step: Option<QuestionStep>,
    pub answers: Vec<TeamAnswer>,
    pub found: QuestionPreview,
    /// `answer`, `thank`, `reopen`, `close`, `withdraw`.
    pub may: Vec<String>,
}

/// What happens next with a question, and by when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct QuestionStep {
    /// `answer` (others answer), `look` (a moderator looks) or `tell` (the asker says whether it
    /// helped).
    pub step: String,
    /// Whether it is the caller's turn.
    pub yours: bool,
    pub until: DateTime<Utc>,
}

/// An answer as its readers see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct TeamAnswer {
    pub id: String,
    pub text: String,
    /// The name of the team that answers; empty for none.
    pub team: String,
    /// Its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub team_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub by_id: Option<String>,
    pub at: DateTime<Utc>,
    pub cards: Vec<CardLink>,
    /// The asker said that it helped.
    pub helped: bool,
    /// What the asker wrote to thank; for the asker and the author of the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub thanks: Option<String>,
    /// `withdraw`.
    pub may: Vec<String>,
}

/// `POST /questions/:id/answers`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
#[oai(default)]
pub struct NewTeamAnswer {
    /// Plain text, 2 to 4000 characters.
    pub text: String,
    /// The id of a team of the caller's that answers; empty for none.
    pub team: String,
    /// Ids of cards, at most 5.
    pub cards: Vec<String>,
}

/// `POST /questions/:id/thanks`: what helped.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
#[oai(default)]
pub struct Thanks {
    /// Ids of the answers that helped.
    pub answers: Vec<String>,
    /// A word of thanks, at most 500 characters; may be empty.
    pub words: String,
}

/// One question found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Object)]
pub struct QuestionHit {
    pub id: String,
    pub title: String,
    /// As escaped HTML, with `<mark>` around the words found and no other element.
    pub marked_title: String,
    pub snippet: String,
    /// `open`, `answered` or `closed`.
    pub state: String,
    pub answers: u32,
    pub made: DateTime<Utc>,
}

/// `GET /questions`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Object)]
pub struct QuestionList {
    /// On all pages together.
    pub total: u64,
    pub hits: Vec<QuestionHit>,
    /// `ask`, when the caller may ask a question.
    pub may: Vec<String>,
}

/// `GET /questions/mine`: what runs for me, and what is new.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct MyQuestions {
    /// Those that I asked and that are not closed.
    pub asked: Vec<MyQuestion>,
    /// Those without an answer that wait for a moderator, for a moderator.
    pub to_look_at: Vec<MyQuestion>,
    pub news: Vec<QuestionNews>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct MyQuestion {
    pub id: String,
    pub title: String,
    pub step: QuestionStep,
}

/// Something that happened. It goes once the question is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct QuestionNews {
    pub question: String,
    pub title: String,
    /// `answered`, `wider`, `looked-for`, `nobody`, `helped`, `tell`, `over` or `you-know`.
    pub what: String,
    pub at: DateTime<Utc>,
}
