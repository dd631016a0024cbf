use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::Amsterdam;
use contract::toolbox::{
    CardAnswer, Invite, JoinRequest, MadeInvite, Member, Qualities, Report, ReportsOfTeam,
    TEAM_TOO_MANY_INVITES, TeamPage as Found,
};
use poem::web::{Data, Path};
use poem::{Request, Response, handler};
use serde::Serialize;
use wire::{CallerToken, Client, Problem};

use super::{calls, list, samples, teams_crumb};
use crate::App;
use crate::error::PageError;
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::{Crumb, NextStep, Other};
use crate::session::{MaybeSignedIn, SignedIn};
use crate::toolbox::tried::ReportView;
use crate::urls;

/// A team: what it asks itself, what it is good at, what it shares and tried; for people of teams
/// who is in it, for its members what waits.
#[derive(Debug, Serialize)]
pub(super) struct TeamPage {
    id: String,
    name: String,
    schools: Vec<String>,
    region: String,
    region_href: String,
    field: Option<Say>,
    programme: String,
    good_at: Vec<String>,
    is_closed: bool,
    is_mine: bool,
    members: Vec<MemberView>,
    /// What members are good at, without names.
    qualities: Vec<QualitiesView>,
    requests: Vec<RequestView>,
    invites: Vec<InviteView>,
    made: Option<Made>,
    /// Where the reader's own request stands.
    asked: Option<NextStep>,
    cards: Vec<CardLine>,
    more_cards: Option<String>,
    reports: Vec<ReportView>,
    may_join: bool,
    may_edit: bool,
    may_invite: bool,
    may_describe: bool,
    may_leave: bool,
    is_last: bool,
    problem: Option<Say>,
}

#[derive(Debug, Serialize)]
struct MemberView {
    name: String,
    said: Option<QualitiesView>,
    /// None for the reader.
    other: Option<Other>,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct QualitiesView {
    words: Vec<Say>,
    line: String,
    on_page: bool,
}

#[derive(Debug, Serialize)]
struct RequestView {
    name: String,
    person: String,
    ends: NaiveDate,
    other: Option<Other>,
}

#[derive(Debug, Serialize)]
struct InviteView {
    id: String,
    /// RFC 3339.
    made: String,
    ends: NaiveDate,
}

/// A link that was just made: shown once.
#[derive(Debug, Serialize)]
struct Made {
    href: String,
    ends: NaiveDate,
}

#[derive(Debug, Serialize)]
struct CardLine {
    title: String,
    href: String,
}

impl TeamPage {
    pub(super) fn of(
        found: Found,
        cards: CardAnswer,
        reports: ReportsOfTeam,
        me: Option<&str>,
    ) -> Self {
        let may = |deed: &str| found.may.iter().any(|may| may == deed);
        let is_stranger = me.is_none() && !found.team.closed;
        let content = found.team.content;
        let id = found.team.id;
        let is_more = cards.total > cards.hits.len() as u64;
        let card = |hit: contract::toolbox::CardHit| CardLine {
            href: urls::card(&hit.id),
            title: hit.title,
        };
        Self {
            may_join: may("join") || is_stranger,
            may_edit: may("edit"),
            may_invite: may("invite"),
            may_describe: may("describe"),
            may_leave: may("leave"),
            is_last: found.mine && found.members.len() == 1,
            is_closed: found.team.closed,
            is_mine: found.mine,
            region: found.team.region_name,
            region_href: urls::region(&content.region),
            field: list::field(&content.field),
            members: found
                .members
                .into_iter()
                .map(|one| member(one, me))
                .collect(),
            qualities: found.qualities.into_iter().map(qualities).collect(),
            requests: found
                .requests
                .into_iter()
                .map(|one| request(one, me))
                .collect(),
            invites: found.invites.into_iter().map(invite_view).collect(),
            made: None,
            asked: found.my_request.map(waiting),
            more_cards: is_more.then(|| urls::with_query(urls::TOOLBOX, &[("team", &id)])),
            cards: cards.hits.into_iter().map(card).collect(),
            reports: reports
                .reports
                .into_iter()
                .map(|report: Report| ReportView::of(report, true))
                .collect(),
            problem: None,
            name: content.name,
            schools: content.schools,
            programme: content.programme,
            good_at: content.good_at,
            id,
        }
    }

    pub(super) fn with_problem(self, name: &str) -> Self {
        Self {
            problem: Some(Say::of("teams-problem", name)),
            ..self
        }
    }

    fn with_made(self, made: &MadeInvite, site: &str) -> Self {
        Self {
            made: Some(Made {
                href: format!("{site}{}", urls::team_invite(&made.secret)),
                ends: day(made.ends),
            }),
            ..self
        }
    }
}

fn member(member: Member, me: Option<&str>) -> MemberView {
    MemberView {
        other: Other::of(Some(&member.person), Some(&member.name), me),
        said: member.qualities.map(qualities),
        name: member.name,
    }
}

pub(super) fn qualities(said: Qualities) -> QualitiesView {
    QualitiesView {
        words: said
            .words
            .iter()
            .map(|word| Say::of("teams-quality", word))
            .collect(),
        line: said.line,
        on_page: said.on_page,
    }
}

fn request(request: JoinRequest, me: Option<&str>) -> RequestView {
    RequestView {
        other: Other::of(Some(&request.person), Some(&request.name), me),
        ends: day(request.ends),
        name: request.name,
        person: request.person,
    }
}

fn invite_view(invite: Invite) -> InviteView {
    InviteView {
        made: invite.made.to_rfc3339(),
        ends: day(invite.ends),
        id: invite.id,
    }
}

fn waiting(ends: DateTime<Utc>) -> NextStep {
    NextStep {
        say: Say::key("teams-asked-step"),
        by: day(ends),
        is_mine: false,
        href: None,
    }
}

/// The day of a moment, as the clocks here have it.
pub(super) fn day(moment: DateTime<Utc>) -> NaiveDate {
    moment.with_timezone(&Amsterdam).date_naive()
}

impl Page for TeamPage {
    const TEMPLATE: &'static str = "toolbox/teams/team";

    fn title(&self) -> Say {
        Say::key("teams-team-title").with("name", self.name.as_str())
    }

    fn area(&self) -> Area {
        Area::Toolbox
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![super::super::toolbox_crumb(), teams_crumb()]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let of = |found: Found, me| Self::of(found, samples::cards(), samples::reports(), me);
        let made = MadeInvite {
            secret: "voorbeeld".to_owned(),
            ends: samples::in_two_weeks(),
        };
        let inside = || of(samples::inside(), Some("petra"));
        let bare = Self::of(
            samples::outside(),
            CardAnswer::default(),
            ReportsOfTeam::default(),
            Some("noor"),
        );
        vec![
            ("stranger", of(samples::outside(), None)),
            ("nothing shared yet", bare),
            ("other team", of(samples::named(), Some("wim"))),
            ("asked", of(samples::asked(), Some("wim"))),
            ("member", inside()),
            (
                "link made",
                inside().with_made(&made, "https://kansrijk.example"),
            ),
            (
                "too many links",
                inside().with_problem(TEAM_TOO_MANY_INVITES.name),
            ),
            ("last member", of(samples::alone(), Some("petra"))),
            ("closed", of(samples::closed(), Some("petra"))),
        ]
    }
}

/// Shows a team.
#[handler]
pub(super) async fn open(
    MaybeSignedIn(caller): MaybeSignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let token = caller.as_ref().map(|caller| &caller.token);
    let me = caller.as_ref().map(|caller| caller.person.as_str());
    Ok(show(page(&app.services.toolbox, token, me, &id).await?))
}

/// The page of a team as somebody sees it.
pub(super) async fn page(
    toolbox: &Client,
    token: Option<&CallerToken>,
    me: Option<&str>,
    id: &str,
) -> Result<TeamPage, Problem> {
    // Three calls at a time are much to carry through every deed that shows the page again.
    let asking = Box::pin(async {
        tokio::try_join!(
            calls::team(toolbox, token, id),
            calls::cards(toolbox, token, id),
            calls::reports(toolbox, token, id),
        )
    });
    let (found, cards, reports) = asking.await?;
    Ok(TeamPage::of(found, cards, reports, me))
}

/// Makes a link, and shows it once.
#[handler]
pub(super) async fn make_link(
    request: &Request,
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let toolbox = &app.services.toolbox;
    let made = calls::invite(toolbox, &me.token, &id).await;
    let shown = async || page(toolbox, Some(&me.token), Some(me.person.as_str()), &id).await;
    match made {
        Ok(made) => Ok(show(shown().await?.with_made(&made, &address_of(request)))),
        Err(problem) if problem.name() == TEAM_TOO_MANY_INVITES.name => {
            Ok(refuse(shown().await?.with_problem(problem.name())))
        }
        Err(problem) => Err(problem.into()),
    }
}

/// How the member reached the site is how a colleague will. The middleware has checked both headers by now.
fn address_of(request: &Request) -> String {
    let header = |name| request.header(name).unwrap_or_default();
    match header("origin") {
        "" | "null" => format!("http://{}", header("host")),
        origin => origin.to_owned(),
    }
}
