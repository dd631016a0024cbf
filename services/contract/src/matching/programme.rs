//! Programmes: a relation with its own people, dates, weights and way of matching; and what its coordinator sees.

use chrono::{DateTime, NaiveDate, Utc};
use poem_openapi::Object;
use serde::{Deserialize, Serialize};

use super::Party;
use crate::Code;

/// Who a programme is for.
pub const AUDIENCES: &[&str] = &["country", "region", "school"];

/// How people find each other in it: they choose themselves, each gets a suggestion to say yes to, the coordinator divides, or
/// they choose and the coordinator divides.
pub const MODES: &[&str] = &["choose", "suggested", "batch", "all"];

/// Why a student would rather have another than whom a programme suggests. None is a fault.
pub const OTHER_REASONS: &[&str] = &[
    "andere-studie",
    "andere-momenten",
    "te-ver-weg",
    "ken-ik-al",
    "zeg-ik-liever-niet",
];

/// The ways to divide the places.
pub const DRAFT_RULES: &[&str] = &["stable", "best", "balanced"];

/// How much a part of the score counts.
pub const STRENGTHS: &[&str] = &["off", "less", "usual", "more"];

/// The parts of the score that a policy weighs, as suggestions name them.
pub const PARTS: &[&str] = &[
    "goals",
    "gives-back",
    "field",
    "route",
    "wished-route",
    "learning",
    "languages",
    "slots",
    "interests",
    "no-clash",
    "ways",
    "near",
];

/// The groups of a dashboard, most urgent first.
pub const GROUPS: &[&str] = &[
    "expiring", "stuck", "waiting", "asked", "matched", "running",
];

/// What a coordinator may change in a draft.
pub const EDITS: &[&str] = &["pin", "veto", "out"];

/// Why a pair of a draft did not become a match.
pub const LEFT_REASONS: &[&str] = &["full", "paused", "matched", "gone", "not-fitting"];

/// The longest name of a programme, in characters.
pub const LONGEST_PROGRAMME_NAME: usize = 80;

pub const PROGRAMME_NAME: Code = Code::new(
    "programme.name",
    "Geef het programma een naam van 3 tot en met 80 letters.",
);
pub const PROGRAMME_PLACE: Code = Code::new(
    "programme.place",
    "Kies de regio of de school waar dit programma voor is.",
);
pub const PROGRAMME_DATE: Code = Code::new("programme.date", "Vul een dag in, zoals 2027-02-15.");
pub const PROGRAMME_DATES: Code = Code::new(
    "programme.dates",
    "Deze dag ligt te vroeg. Zet de dagen in deze volgorde: open, aanmelden tot, indelen, einde.",
);
pub const PROGRAMME_LONG: Code = Code::new(
    "programme.long",
    "Een programma duurt hooguit twee jaar. Kies een eerder einde.",
);
pub const PROGRAMME_NOT_YOURS: Code = Code::new(
    "programme.not-yours",
    "Dit kan alleen de coördinator van dit programma.",
);
pub const PROGRAMME_NOT_OPEN: Code = Code::new(
    "programme.not-open",
    "Aan dit programma kun je nu niet meedoen. Kies een ander of geen programma.",
);
pub const PROGRAMME_TOO_MANY: Code = Code::new(
    "programme.too-many",
    "Hier lopen al 50 programma's. Wacht tot er een klaar is.",
);
pub const PROGRAMME_OVER: Code = Code::new("programme.over", "Dit programma is voorbij.");
pub const PROGRAMME_NO_BATCH: Code = Code::new(
    "programme.no-batch",
    "In dit programma kiezen studenten zelf. Zet indelen aan om een concept te maken.",
);
pub const PROGRAMME_CHOSEN_FOR: Code = Code::new(
    "programme.chosen-for",
    "In dit programma maakt de coördinator de koppels. Je hoort vanzelf wie het wordt.",
);
pub const PROGRAMME_SUGGESTED: Code = Code::new(
    "programme.suggested",
    "In dit programma krijg je een voorstel. Kies daaruit, of vraag om iemand anders.",
);
pub const NOT_SUGGESTED: Code = Code::new(
    "programme.not-suggested",
    "Er is nu geen voorstel van een programma voor jou.",
);
pub const EDIT_NOT_FITTING: Code = Code::new(
    "edit.not-fitting",
    "Deze twee passen nu niet bij elkaar. Kies een ander paar.",
);
pub const EDIT_TWICE: Code = Code::new(
    "edit.twice",
    "Over deze student staat al een wijziging. Maak die eerst ongedaan.",
);
pub const EDIT_TOO_MANY: Code = Code::new(
    "edit.too-many",
    "Er staan al 200 wijzigingen. Maak er eerst een ongedaan.",
);
pub const DRAFT_STALE: Code = Code::new(
    "draft.stale",
    "Dit concept is niet meer van nu. Maak eerst een nieuw concept.",
);
pub const DRAFT_MISSING: Code = Code::new(
    "draft.missing",
    "Dit concept is er nog niet. Maak eerst een concept.",
);
pub const DRAFT_PUBLISHING: Code = Code::new(
    "draft.publishing",
    "Er wordt al een concept gepubliceerd. Wacht tot dat klaar is.",
);
pub const NUDGED: Code = Code::new(
    "programme.nudged",
    "Je stuurde vandaag al een herinnering. Morgen kan het weer.",
);

/// A programme as its coordinator sets it up. Days are written `2027-02-15`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
#[oai(default)]
pub struct NewProgramme {
    pub name: String,
    /// A key of the relations.
    pub relation: String,
    /// One of [`AUDIENCES`].
    pub audience: String,
    /// The code of a region or the id of a school; none for the whole country.
    pub place: Option<String>,
    pub study_field: Option<String>,
    /// Only students on this route.
    pub route: Option<String>,
    /// From when people can take part.
    pub opens: String,
    /// The last day to begin taking part.
    pub asked_until: String,
    /// When the places are divided.
    pub matches_on: String,
    pub ends: String,
    /// One of [`MODES`].
    pub mode: String,
    /// How many students a buddy gets in it at most, 1 to 10.
    pub places: u8,
}

/// A programme, as one reader sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Programme {
    pub id: String,
    pub name: String,
    pub relation: String,
    pub audience: String,
    pub place: Option<String>,
    pub study_field: Option<String>,
    pub route: Option<String>,
    pub opens: NaiveDate,
    pub asked_until: NaiveDate,
    pub matches_on: NaiveDate,
    pub ends: NaiveDate,
    pub mode: String,
    pub places: u8,
    /// The version of its weights.
    pub policy: u32,
    /// The seed of the lottery between equals, drawn when the programme was made.
    pub seed: String,
    pub over: bool,
    /// The sides with which the reader takes part: `seeks`, `helps`.
    pub mine: Vec<String>,
    /// `run` (set up, divide, watch) and the sides with which the reader may join: `seeks`, `helps`.
    pub may: Vec<String>,
}

/// The programmes that somebody runs, takes part in or may join, those that end first before.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct ProgrammeList {
    pub programmes: Vec<Programme>,
    /// Where the reader may set one up: `country`, `region`, `school`.
    pub may: Vec<String>,
}

/// How much one part counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct PartWeight {
    /// One of [`PARTS`].
    pub part: String,
    /// One of [`STRENGTHS`].
    pub strength: String,
}

/// The weights of a programme: a version that stays as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Policy {
    pub version: u32,
    pub parts: Vec<PartWeight>,
}

/// Weights that somebody would like; parts that are left out count as usual.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
#[oai(default)]
pub struct NewPolicy {
    pub parts: Vec<PartWeight>,
}

/// What other weights would change, on a sample of the people of the programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct PolicyPreview {
    /// Students and buddies that were looked at.
    pub students: u32,
    pub buddies: u32,
    /// Students who would see somebody else first.
    pub first_changes: u32,
    /// Students with a match in a division by rule `stable`, now and then.
    pub matched_before: u32,
    pub matched_after: u32,
}

/// Asks for drafts of one rule, or of all three.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
#[oai(default)]
pub struct RunDrafts {
    /// One of [`DRAFT_RULES`]; none is all.
    pub rule: Option<String>,
    /// The cap of `balanced` on blocking pairs.
    pub max_blocking: u32,
}

/// A share of a group in tenths of a percent, with its 95 % interval (Wilson, 1927).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct GroupShare {
    pub count: u32,
    pub share: u32,
    pub low: u32,
    pub high: u32,
}

/// What one group of at least 50 students got.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct FairGroup {
    /// `region`, `school` (its kind), `route`, `leerweg`, `language` or `age`.
    pub dimension: String,
    pub label: String,
    pub students: u32,
    pub matched: GroupShare,
    pub top5: GroupShare,
    /// Median days of waiting; none when half of them wait still.
    pub waited: Option<u32>,
}

/// The figures of a draft.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct DraftFigures {
    pub students: u32,
    pub buddies: u32,
    pub places: u32,
    pub matched: u32,
    /// Matched with one of the five buddies who suit them most.
    pub top5: u32,
    pub total: u64,
    /// No division of this size has a higher total; absent for `stable`.
    pub dual_bound: Option<u64>,
    pub gap: Option<u64>,
    pub blocking_pairs: u64,
    /// Students whose place the lottery gave them: another counted as much for it.
    #[serde(default)]
    #[oai(default)]
    pub drawn: u32,
    pub fairness: Vec<FairGroup>,
}

/// What a draft was before the last change.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct DraftBefore {
    pub matched: u32,
    pub total: u64,
    pub blocking_pairs: u64,
}

/// One of the three drafts of a programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Draft {
    pub rule: String,
    /// `queued`, `done`, `failed`, `publishing` or `published`.
    pub state: String,
    pub asked: DateTime<Utc>,
    pub made: Option<DateTime<Utc>>,
    pub max_blocking: u32,
    pub policy: u32,
    /// Weights, people or changes are others by now.
    pub stale: bool,
    pub figures: Option<DraftFigures>,
    pub before: Option<DraftBefore>,
    /// Pairs that became a match, and pairs that no longer fitted.
    pub placed: u32,
    pub left: u32,
}

/// A change that a coordinator made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Edit {
    pub n: u32,
    /// One of [`EDITS`].
    pub kind: String,
    pub student: Party,
    pub buddy: Option<Party>,
    pub at: DateTime<Utc>,
    /// False when the two no longer fit, or are no longer there; then it does nothing.
    pub holds: bool,
}

/// A change to make.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
#[oai(default)]
pub struct NewEdit {
    pub kind: String,
    pub student: String,
    /// For `pin` and `veto`.
    pub buddy: Option<String>,
}

/// The three drafts beside each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct DraftList {
    pub programme: Programme,
    pub drafts: Vec<Draft>,
    pub edits: Vec<Edit>,
}

/// One pair of a draft, or a student without a buddy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct DraftPair {
    pub student: Party,
    pub buddy: Option<Party>,
    pub score: u32,
    /// How well the buddy suits the student among all: 1 to 5, or none.
    pub place: Option<u8>,
    pub pinned: bool,
    /// Another student counted as much for this place: the lottery decided.
    pub drawn: bool,
    /// `proposed`, `placed` or `left`.
    pub state: String,
    /// One of [`LEFT_REASONS`].
    pub reason: Option<String>,
}

/// A student and a buddy who would both rather have each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct BlockingPair {
    pub student: Party,
    pub buddy: Party,
    /// Whom the student has in the draft.
    pub has: Option<Party>,
}

/// The pairs of one draft, a page at a time; students without a buddy come last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct DraftPairs {
    pub programme: Programme,
    pub draft: Draft,
    pub pairs: Vec<DraftPair>,
    pub total: u32,
    pub page: u32,
    pub per_page: u32,
    /// The first of the blocking pairs over all pairs, at most ten, by student; the figures say how many there are.
    pub blocking: Vec<BlockingPair>,
    /// Buddies of the programme with whom somebody of this page can be pinned: all where there are at most 30, else at most
    /// so many whose name begins with what was searched for.
    pub buddies: Vec<Party>,
    /// How many buddies the programme has.
    pub all_buddies: u32,
}

/// Publishes a draft.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Publish {
    pub rule: String,
}

/// Reminds whoever's turn it is in a request.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Nudge {
    pub request: String,
}

/// How many stand in a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct GroupCount {
    pub group: String,
    pub count: u32,
}

/// Somebody in a group: what comes next and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct DashboardLine {
    pub request: Option<String>,
    pub student: Party,
    pub buddy: Option<Party>,
    pub until: DateTime<Utc>,
    /// Somebody who waits got no answer to what they asked last.
    pub unanswered: bool,
    /// `open` while somebody is suggested to them, `ended` when they let that pass.
    pub suggested: Option<String>,
    /// When the coordinator reminded them last.
    pub nudged: Option<DateTime<Utc>>,
    /// `nudge` where a reminder can be sent now.
    pub may: Vec<String>,
}

/// What goes on in a programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Dashboard {
    pub programme: Programme,
    pub counts: Vec<GroupCount>,
    pub group: String,
    pub lines: Vec<DashboardLine>,
    pub total: u32,
    pub page: u32,
    pub per_page: u32,
    /// The draft that is being published or was last.
    pub published: Option<Draft>,
}

/// Which page of a draft, and how the name begins of a buddy to pin somebody with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairsQuestion {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buddy: Option<String>,
}

/// Which group and page of a dashboard.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DashboardQuestion {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
}
