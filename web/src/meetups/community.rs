use std::sync::Arc;

use contract::FieldProblem;
use contract::meetups::{Community, Joining, SIDES};
use poem::web::{Data, Form, Path};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::joining::Asking;
use super::tile::Tile;
use super::{board_crumb, calls, problems, samples};
use crate::App;
use crate::error::{PageError, see_other};
use crate::form::{Choices, Field};
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::{Crumb, Other};
use crate::session::{MaybeSignedIn, SignedIn};
use crate::shell::Telling;
use crate::urls;

/// A learning community: what it is for, who takes part and who is missing, what it trains, what is coming.
#[derive(Debug, Serialize)]
pub struct CommunityPage {
    slug: String,
    name: String,
    tier: Say,
    region: String,
    region_href: String,
    schools: u32,
    purpose: String,
    mix: Vec<Count>,
    missing: Vec<Say>,
    goals: Vec<Goal>,
    members: Vec<MemberView>,
    events: Vec<Tile>,
    past: Vec<Tile>,
    mine: Option<Say>,
    is_closed: bool,
    /// Whether the reader sees what goes on there.
    reads: bool,
    /// Sides to ask on, where one asks first.
    asks: Option<Choices>,
    /// Until when the reader waits for an answer.
    asked_until: Option<String>,
    /// Who asks to take part, and whether to open or close it: for who leads.
    asking: Vec<Asking>,
    may_set_space: bool,
    /// Sides to join on, for who may; a stranger signs in first.
    sides: Option<Choices>,
    may_leave: bool,
    may_publish: bool,
    /// For who leads it.
    invite: Option<Field>,
    calendar: String,
    atom: String,
    json: String,
}

/// How many take part on one side.
#[derive(Debug, Serialize)]
struct Count {
    side: &'static str,
    count: u32,
}

#[derive(Debug, Serialize)]
struct Goal {
    skill: &'static str,
    text: String,
}

#[derive(Debug, Serialize)]
struct MemberView {
    name: String,
    side: Say,
    coordinates: bool,
    /// None for the reader.
    other: Option<Other>,
    /// Whom the reader may take off.
    off: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    kant: String,
}

impl CommunityPage {
    pub(super) fn of(found: Community, me: Option<&str>) -> Self {
        let may = |deed: &str| found.may.iter().any(|may| may == deed);
        let is_closed = found.community.space == "closed";
        let joins = may("join") || (me.is_none() && !is_closed);
        let asks = may("ask") || (me.is_none() && is_closed);
        let (reads, may_set_space) = (may("read"), may("edit"));
        let (may_leave, may_publish) = (may("leave"), may("publish"));
        let invites = may("invite");
        let community = found.community;
        let goals = [
            ("reflectie", found.goals.reflectie),
            ("feedback", found.goals.feedback),
            ("weerbaarheid", found.goals.weerbaarheid),
        ];
        let mix = [
            ("student", community.students),
            ("docent", community.teachers),
            ("aankomend-docent", community.future_teachers),
        ];
        let member = |member: contract::meetups::Member| MemberView {
            off: Some(member.person.clone())
                .filter(|person| invites && !member.coordinates && me != Some(person.as_str())),
            other: Other::of(Some(&member.person), Some(&member.name), me),
            side: Say::of("meetups-side", &member.side),
            name: member.name,
            coordinates: member.coordinates,
        };
        Self {
            tier: Say::of("meetups-tier", &community.tier),
            region: community.region_name,
            region_href: urls::region(&community.region),
            schools: u32::try_from(community.schools.len()).unwrap_or(u32::MAX),
            purpose: community.purpose,
            mix: mix
                .into_iter()
                .map(|(side, count)| Count { side, count })
                .collect(),
            missing: community
                .missing
                .iter()
                .map(|what| Say::of("meetups-missing", what))
                .collect(),
            goals: goals
                .into_iter()
                .filter_map(|(skill, text)| Some(Goal { skill, text: text? }))
                .collect(),
            members: found.members.into_iter().map(member).collect(),
            events: found.events.into_iter().map(Tile::of).collect(),
            past: found.past.into_iter().map(Tile::past).collect(),
            mine: found.mine.map(|side| Say::of("meetups-side", &side)),
            is_closed,
            reads,
            asks: asks.then(|| Choices::of("meetups-side", SIDES.iter().copied(), &["student"])),
            asked_until: found.asked.map(|asked| asked.due.to_rfc3339()),
            asking: found.requests.into_iter().map(Asking::of).collect(),
            may_set_space,
            sides: joins.then(|| Choices::of("meetups-side", SIDES.iter().copied(), &["student"])),
            may_leave,
            may_publish,
            invite: invites.then(Field::default),
            calendar: urls::community_calendar(format!("{}.ics", community.slug)),
            atom: urls::community_calendar(format!("{}.atom", community.slug)),
            json: urls::community_calendar(format!("{}.json", community.slug)),
            name: community.name,
            slug: community.slug,
        }
    }
}

impl CommunityPage {
    /// With why nobody is asked.
    pub(super) fn not_asked(self, fields: &[FieldProblem]) -> Self {
        let asks = self.asks.map(|asks| Choices {
            problem: problems::with("side", fields),
            ..asks
        });
        Self { asks, ..self }
    }

    /// With what was typed, and why nobody is invited.
    pub(super) fn not_invited(self, email: &str, fields: &[FieldProblem]) -> Self {
        let field = Field {
            value: email.to_owned(),
            problem: problems::with("email", fields),
        };
        Self {
            invite: Some(field),
            ..self
        }
    }
}

impl Page for CommunityPage {
    const TEMPLATE: &'static str = "meetups/community";

    fn title(&self) -> Say {
        Say::key("meetups-community-title").with("name", self.name.as_str())
    }

    fn area(&self) -> Area {
        Area::Meetups
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![board_crumb(), Crumb::name(&self.region, &self.region_href)]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let refused = Self::of(samples::lonely_community(), None);
        let sides = refused
            .sides
            .clone()
            .map(|sides| sides.refused(Say::of("meetups-problem", "side.unknown")));
        let wrong = [FieldProblem::new("side", contract::meetups::SIDE_UNKNOWN)];
        let led = Self::of(samples::community(&["leave", "invite"]), Some("yvonne"));
        let fields = [FieldProblem::new("email", contract::meetups::INVITE_EMAIL)];
        let no_address = led.not_invited("noor", &fields);
        vec![
            ("stranger", Self::of(samples::community(&[]), None)),
            (
                "member",
                Self::of(samples::community(&["leave"]), Some("noor")),
            ),
            (
                "coordinator",
                Self::of(
                    samples::community(&["leave", "publish", "edit", "invite"]),
                    Some("yvonne"),
                ),
            ),
            (
                "one side missing",
                Self::of(samples::lonely_community(), None),
            ),
            ("refused", Self { sides, ..refused }),
            ("closed", Self::of(samples::closed(&["ask"]), Some("sam"))),
            (
                "not asked",
                Self::of(samples::closed(&["ask"]), Some("sam")).not_asked(&wrong),
            ),
            ("closed to a stranger", Self::of(samples::closed(&[]), None)),
            ("asked", Self::of(samples::asked(), Some("sam"))),
            (
                "somebody asks",
                Self::of(samples::with_somebody_asking(), Some("yvonne")),
            ),
            ("no address", no_address),
        ]
    }
}

/// Shows a community.
#[handler]
pub(crate) async fn open(
    MaybeSignedIn(caller): MaybeSignedIn,
    Data(app): Data<&Arc<App>>,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    let token = caller.as_ref().map(|caller| &caller.token);
    let found = calls::community(&app.services.meetups, token, &slug).await?;
    let me = caller.as_ref().map(|caller| caller.person.as_str());
    Ok(show(CommunityPage::of(found, me)))
}

/// Whoever had to sign in first comes back here and can tap again.
#[handler]
pub(crate) fn after_sign_in(Path(slug): Path<String>) -> Response {
    see_other(urls::community(slug))
}

/// Takes part, or shows the page again with what is wrong.
#[handler]
pub(crate) async fn join(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(slug): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let (meetups, joining) = (
        &app.services.meetups,
        Joining {
            side: Some(typed.kant),
        },
    );
    match calls::join(meetups, &caller.token, &slug, &joining).await {
        Ok(_) => Ok(see_other(urls::community(&slug)).telling(Say::key("meetups-flash-joined"))),
        Err(Problem::Refused(wrong)) => {
            let found = calls::community(meetups, Some(&caller.token), &slug).await?;
            let page = CommunityPage::of(found, Some(caller.person.as_str()));
            let sides = page.sides.map(|sides| Choices {
                problem: problems::with("side", &wrong),
                ..sides
            });
            Ok(refuse(CommunityPage { sides, ..page }))
        }
        Err(problem) => Err(problem.into()),
    }
}

/// Takes part no longer.
#[handler]
pub(crate) async fn leave(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    calls::leave_community(&app.services.meetups, &caller.token, &slug).await?;
    Ok(see_other(urls::community(&slug)).telling(Say::key("meetups-flash-left-community")))
}
