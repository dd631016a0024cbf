//! Education teams: who is in one, how somebody gets in, and what the members are good at.

use chrono::{DateTime, Utc};
use poem_openapi::Object;
use serde::{Deserialize, Serialize};

use crate::Code;

/// What a member can say to be good at, each a short positive word. No scores, no levels.
pub const QUALITIES: &[&str] = &[
    "luisteren",
    "doorvragen",
    "verbinden",
    "structuur",
    "plannen",
    "organiseren",
    "schrijven",
    "presenteren",
    "humor",
    "rust",
    "creativiteit",
    "onderzoeken",
    "techniek",
    "taal",
    "rekenen",
    "loopbaan",
    "eerste-gesprek",
    "feedback",
    "groepen",
    "bedrijven",
];

/// What a team is, as a member types it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
#[oai(default)]
pub struct TeamContent {
    /// 3 to 80 characters.
    pub name: String,
    /// Names of the schools that the team works for: 1 to 5.
    pub schools: Vec<String>,
    /// The code of an RMC region or province.
    pub region: String,
    /// A broad study field, two digits of ISCED-F 2013; empty when the programme says it.
    pub field: String,
    /// The name of a programme; may be empty when there is a study field.
    pub programme: String,
    /// What the team is good at: up to 6 short lines.
    pub good_at: Vec<String>,
}

/// A team in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Team {
    /// Doubles as its address.
    pub id: String,
    #[serde(flatten)]
    #[oai(flatten)]
    pub content: TeamContent,
    pub region_name: String,
    /// The last member left: nobody acts for it any more.
    pub closed: bool,
    pub founded: DateTime<Utc>,
}

/// `GET /teams`: teams by name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct TeamList {
    /// On all pages together.
    pub total: u64,
    pub teams: Vec<Team>,
    /// `found`, when the caller may found one.
    pub may: Vec<String>,
}

/// A question for teams. An empty value is no filter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TeamQuestion {
    /// Part of a name, a programme or what a team is good at.
    pub q: String,
    /// A province includes its RMC regions.
    pub region: String,
    pub field: String,
    pub page: String,
    pub per_page: String,
}

/// `GET /teams/{id}`: a team as the caller sees it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct TeamPage {
    pub team: Team,
    /// Whether the caller is a member.
    pub mine: bool,
    /// The members with their names, for people of teams; nobody else gets any.
    pub members: Vec<Member>,
    /// What members are good at and show on the page, without names.
    pub qualities: Vec<Qualities>,
    /// Who asks to join, for members.
    pub requests: Vec<JoinRequest>,
    /// The links that are open, for members.
    pub invites: Vec<Invite>,
    /// Until when the caller's own request waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(skip_serializing_if_is_none)]
    pub my_request: Option<DateTime<Utc>>,
    /// `join`, `leave`, `edit`, `invite`, `describe`.
    pub may: Vec<String>,
}

/// One member, as other people of teams see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Member {
    pub person: String,
    pub name: String,
    /// What they say to be good at: for the team, and for others only where the member says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(skip_serializing_if_is_none)]
    pub qualities: Option<Qualities>,
}

/// What somebody is good at, in their own words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
#[oai(default)]
pub struct Qualities {
    /// Up to 6 of [`QUALITIES`].
    pub words: Vec<String>,
    /// One short line, at most 140 characters.
    pub line: String,
    /// Whether the team's page shows it too; else only the team reads it.
    pub on_page: bool,
}

/// Somebody who asks to join. Any member answers before `ends`; then it ends with a notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct JoinRequest {
    pub team: String,
    pub team_name: String,
    pub person: String,
    pub name: String,
    pub asked: DateTime<Utc>,
    pub ends: DateTime<Utc>,
}

/// `POST /teams/{id}/requests/{person}`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct JoinAnswer {
    pub yes: bool,
}

/// A link that lets a teacher in, without its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Invite {
    pub id: String,
    pub made: DateTime<Utc>,
    pub ends: DateTime<Utc>,
}

/// The link's secret: it is told once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct MadeInvite {
    pub secret: String,
    pub ends: DateTime<Utc>,
}

/// A secret stays out of logs.
impl std::fmt::Debug for MadeInvite {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MadeInvite")
            .field("ends", &self.ends)
            .finish_non_exhaustive()
    }
}

/// `POST /team-invites/look` and `POST /team-invites/accept`: in the body, so that no log of addresses holds it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct InviteSecret {
    pub secret: String,
}

impl std::fmt::Debug for InviteSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("InviteSecret(…)")
    }
}

/// What a link leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct InviteLook {
    pub team: Team,
    pub ends: DateTime<Utc>,
    /// Whether whoever looks is in the team already.
    pub mine: bool,
}

/// `GET /my-teams`: my teams, what waits on me, what I asked, and what happened.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct MyTeams {
    pub teams: Vec<Team>,
    /// Requests that I may answer.
    pub to_answer: Vec<JoinRequest>,
    /// My own requests that are open.
    pub asked: Vec<JoinRequest>,
    pub notices: Vec<TeamNotice>,
    /// `found`, when the caller may found one.
    pub may: Vec<String>,
}

/// Something that happened; it stays for 30 days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct TeamNotice {
    /// `joined`, `declined` or `ended` about my own request; `unanswered` about one to my team.
    pub what: String,
    pub team: String,
    pub team_name: String,
    pub at: DateTime<Utc>,
}

pub const TEAM_NAME_UNFIT: Code = Code::new(
    "team.name.unfit",
    "Geef het team een naam van 3 tot 80 tekens.",
);
pub const TEAM_SCHOOLS_UNFIT: Code = Code::new(
    "team.schools.unfit",
    "Noem 1 tot 5 scholen, elk op een eigen regel.",
);
pub const TEAM_REGION_UNKNOWN: Code = Code::new(
    "team.region.unknown",
    "Kies de regio waarin het team werkt.",
);
pub const TEAM_FIELD_MISSING: Code = Code::new(
    "team.field.missing",
    "Kies een studierichting, of vul de naam van de opleiding in.",
);
pub const TEAM_FIELD_UNKNOWN: Code = Code::new(
    "team.field.unknown",
    "Deze studierichting bestaat niet. Kies er een uit de lijst.",
);
pub const TEAM_PROGRAMME_TOO_LONG: Code = Code::new(
    "team.programme.too-long",
    "Deze naam is te lang. Houd het bij 120 tekens.",
);
pub const TEAM_GOOD_AT_UNFIT: Code = Code::new(
    "team.good-at.unfit",
    "Noem hooguit 6 dingen, elk in hooguit 120 tekens.",
);
pub const TEAM_QUALITIES_UNFIT: Code = Code::new(
    "team.qualities.unfit",
    "Kies hooguit 6 kwaliteiten uit de lijst.",
);
pub const TEAM_LINE_TOO_LONG: Code = Code::new(
    "team.line.too-long",
    "Deze zin is te lang. Houd het bij 140 tekens.",
);
pub const TEACHERS_HAVE_TEAMS: Code = Code::new(
    "team.teachers-only",
    "Teams zijn voor docenten. Vraag de rol docent aan bij je coördinator.",
);
pub const TEAM_NOT_YOURS: Code = Code::new(
    "team.not-yours",
    "Dit doet alleen wie in het team zit. Vraag of je erbij mag.",
);
pub const TEAM_ALREADY_IN: Code = Code::new("team.already-in", "Je zit al in dit team.");
pub const TEAM_ALREADY_ASKED: Code = Code::new(
    "team.already-asked",
    "Je hebt dit al gevraagd. Wacht op het antwoord van het team.",
);
pub const TEAM_FULL: Code = Code::new(
    "team.full",
    "Dit team is vol. Er passen 60 mensen in een team.",
);
pub const TEAM_TOO_MANY: Code = Code::new(
    "team.too-many",
    "Je zit al in 10 teams. Stap eerst uit een team.",
);
pub const TEAM_CLOSED: Code = Code::new(
    "team.closed",
    "Dit team is gestopt. Begin een nieuw team of zoek een ander.",
);
pub const TEAM_TOO_MANY_INVITES: Code = Code::new(
    "team.too-many-invites",
    "Er staan al 10 links open. Trek er eerst een in.",
);
pub const TEAM_TOO_MANY_REQUESTS: Code = Code::new(
    "team.too-many-requests",
    "Er wachten al veel vragen. Probeer het later opnieuw.",
);
pub const TEAM_INVITE_ENDED: Code = Code::new(
    "team.invite-ended",
    "Deze link werkt niet meer. Vraag het team om een nieuwe.",
);
pub const TEAM_REQUEST_GONE: Code = Code::new(
    "team.request-gone",
    "Deze vraag staat niet meer open. Iemand anders gaf al antwoord, of de tijd was om.",
);
pub const CARD_NOT_IN_TEAM: Code = Code::new(
    "card.team.not-yours",
    "Je zit niet in dit team. Kies een team van jezelf, of deel namens jezelf.",
);
pub const CARD_TEAM_MISSING: Code =
    Code::new("card.team.missing", "Kies eerst namens welk team je deelt.");

/// Everything that a deed with teams can be refused for.
pub const TEAM_CODES: &[Code] = &[
    TEAM_NAME_UNFIT,
    TEAM_SCHOOLS_UNFIT,
    TEAM_REGION_UNKNOWN,
    TEAM_FIELD_MISSING,
    TEAM_FIELD_UNKNOWN,
    TEAM_PROGRAMME_TOO_LONG,
    TEAM_GOOD_AT_UNFIT,
    TEAM_QUALITIES_UNFIT,
    TEAM_LINE_TOO_LONG,
    TEACHERS_HAVE_TEAMS,
    TEAM_NOT_YOURS,
    TEAM_ALREADY_IN,
    TEAM_ALREADY_ASKED,
    TEAM_FULL,
    TEAM_TOO_MANY,
    TEAM_CLOSED,
    TEAM_TOO_MANY_INVITES,
    TEAM_TOO_MANY_REQUESTS,
    TEAM_INVITE_ENDED,
    TEAM_REQUEST_GONE,
    CARD_NOT_IN_TEAM,
    CARD_TEAM_MISSING,
];
