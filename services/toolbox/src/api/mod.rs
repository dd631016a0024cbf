//! The toolbox over HTTP: translation only. Paths are those below `/api/toolbox`.

mod asking;
mod cared;
mod collections;
mod exchange;
mod open;
mod searches;
mod shelf;
mod teams;
mod telling;
mod telling_exchange;
mod tried;

use std::sync::Arc;

use contract::my_data::AboutMe;
use contract::toolbox::{self as wired, CardContent, CardEdit, CardHistory, CardSuggestions};
use contract::{Caller, FieldProblem};
use nouns::CardId;
use poem::endpoint::BoxEndpoint;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, OpenApi, OpenApiService};
use store::StoreError;
use wire::{Problem, SignedIn, Verifier, Visitor, Written};

use crate::card::{Card, Content};
use crate::following::Names;
use crate::search::Found;
use crate::{Toolbox, ToolboxError, reading};

pub(crate) use self::asking::question as asked;
pub(crate) use self::telling::content as told_content;

/// The service's HTTP API, its description at `/openapi.json` among it.
pub fn endpoint(service: Arc<Toolbox>, verifier: Verifier) -> BoxEndpoint<'static> {
    let clock = service.clock();
    let shelf = shelf::ShelfApi {
        service: Arc::clone(&service),
    };
    let collections = collections::CollectionsApi {
        service: Arc::clone(&service),
    };
    let teams = teams::TeamApi(Arc::clone(&service));
    let tried = tried::TriedApi(Arc::clone(&service));
    let api = OpenApiService::new(
        (
            Api {
                service: Arc::clone(&service),
            },
            shelf,
            collections,
            teams,
            tried,
            open::FieldApi(Arc::clone(&service)),
            searches::SearchesApi(Arc::clone(&service)),
            exchange::ExchangeApi(service),
        ),
        "Team Trukendoos",
        env!("CARGO_PKG_VERSION"),
    )
    .description("Cards with which education teams work better together.")
    .server("/api/toolbox");
    wire::mount(api, verifier, clock)
}

struct Api {
    service: Arc<Toolbox>,
}

/// A card that was added.
#[derive(ApiResponse)]
enum Added {
    #[oai(status = 201)]
    Card(Json<wired::Card>),
}

#[OpenApi]
impl Api {
    /// Cards that fit, best first; an empty question gives all, newest first.
    #[oai(path = "/cards", method = "get")]
    #[expect(
        clippy::too_many_arguments,
        reason = "each parameter of the address is an argument here"
    )]
    async fn cards(
        &self,
        visitor: Visitor,
        /// What to look for, in any words.
        q: Query<Option<String>>,
        /// `overlegstructuur`, `teamsamenstelling` or `werkvorm`.
        kind: Query<Option<String>>,
        /// Cards of at most so many minutes.
        max_minutes: Query<Option<String>>,
        /// Cards for a group of so many people.
        group: Query<Option<String>>,
        tag: Query<Option<String>>,
        /// What is shared on behalf of this team.
        team: Query<Option<String>>,
        /// `true`: what fits in a meeting that is planned already.
        fits_in_meeting: Query<Option<String>>,
        /// `true`: the caller's own cards.
        mine: Query<Option<String>>,
        /// `best`, `newest` or `shortest`; best first when it is not said.
        sort: Query<Option<String>>,
        /// From 1.
        page: Query<Option<String>>,
        /// 1 to 100; 20 when it is not said.
        per_page: Query<Option<String>>,
    ) -> poem::Result<Written<wired::CardAnswer>> {
        let question = asking::question(&wired::CardQuestion {
            q: q.0.unwrap_or_default(),
            kind: kind.0.unwrap_or_default(),
            max_minutes: max_minutes.0.unwrap_or_default(),
            group: group.0.unwrap_or_default(),
            tag: tag.0.unwrap_or_default(),
            team: team.0.unwrap_or_default(),
            fits_in_meeting: fits_in_meeting.0.unwrap_or_default(),
            mine: mine.0.unwrap_or_default(),
            sort: sort.0.unwrap_or_default(),
            page: page.0.unwrap_or_default(),
            per_page: per_page.0.unwrap_or_default(),
        })
        .map_err(Problem::Refused)?;
        let caller = visitor.caller();
        let found = self.service.search(caller, &question).await;
        Ok(Written(telling::answer(
            caller,
            found.map_err(Problem::from)?,
        )))
    }

    /// Completions while typing: titles and tags, and for teachers questions of teams that have an answer.
    #[oai(path = "/suggest", method = "get")]
    async fn suggest(
        &self,
        visitor: Visitor,
        q: Query<Option<String>>,
    ) -> poem::Result<Written<CardSuggestions>> {
        let typed = q.0.unwrap_or_default();
        let suggestions = self.service.suggest(visitor.caller(), &typed).await;
        Ok(Written(telling::suggestions(
            suggestions.map_err(Problem::from)?,
        )))
    }

    /// Shares a card.
    #[oai(path = "/cards", method = "post")]
    async fn add(&self, by: SignedIn, card: Json<CardContent>) -> poem::Result<Added> {
        let content = read(&card)?;
        let card = self
            .service
            .add(&by.0, content)
            .await
            .map_err(Problem::from)?;
        Ok(Added::Card(Json(self.view(Some(&by.0), card).await?)))
    }

    /// Shows a card as its readers would see it, and stores nothing.
    #[oai(path = "/cards/preview", method = "post")]
    async fn preview(
        &self,
        by: SignedIn,
        card: Json<CardContent>,
    ) -> poem::Result<Json<wired::Card>> {
        let content = read(&card)?;
        let draft = self.service.draft(&by.0, CardId::fresh(), content).await;
        Ok(Json(
            self.view(Some(&by.0), draft.map_err(Problem::from)?)
                .await?,
        ))
    }

    /// A card with all that stands on it.
    #[oai(path = "/cards/:id", method = "get")]
    async fn card(&self, visitor: Visitor, id: Path<String>) -> poem::Result<Json<wired::Card>> {
        let card = self.service.card(visitor.caller(), &named(&id)?).await;
        Ok(Json(
            self.view(visitor.caller(), card.map_err(Problem::from)?)
                .await?,
        ))
    }

    /// Changes an own card; refused when it has moved on since `version`.
    #[oai(path = "/cards/:id", method = "put")]
    async fn edit(
        &self,
        by: SignedIn,
        id: Path<String>,
        edit: Json<CardEdit>,
    ) -> poem::Result<Json<wired::Card>> {
        let content = read(&edit.content)?;
        let card = self
            .service
            .edit(&by.0, &named(&id)?, edit.version, content)
            .await;
        Ok(Json(
            self.view(Some(&by.0), card.map_err(Problem::from)?).await?,
        ))
    }

    /// Takes a card off the shelf, and gives it as it is now.
    #[oai(path = "/cards/:id", method = "delete")]
    async fn withdraw(&self, by: SignedIn, id: Path<String>) -> poem::Result<Json<wired::Card>> {
        let card = self.service.withdraw(&by.0, &named(&id)?).await;
        Ok(Json(
            self.view(Some(&by.0), card.map_err(Problem::from)?).await?,
        ))
    }

    /// Every version of a card, newest first: who made it, when, and what changed.
    #[oai(path = "/cards/:id/history", method = "get")]
    async fn history(&self, visitor: Visitor, id: Path<String>) -> poem::Result<Json<CardHistory>> {
        let history = self.service.history(visitor.caller(), &named(&id)?).await;
        let (card, versions) = history.map_err(Problem::from)?;
        let names = self.names(visitor.caller()).await?;
        Ok(Json(telling::history(
            visitor.caller(),
            &card,
            &versions,
            &names,
        )))
    }

    /// Everything that this service holds about the caller, and what stays for others.
    #[oai(path = "/about-me", method = "get")]
    async fn about_me(&self, by: SignedIn) -> poem::Result<Json<AboutMe>> {
        let about = self.service.about_me(&by.0).await;
        Ok(Json(about.map_err(Problem::from)?))
    }
}

impl Api {
    async fn view(&self, caller: Option<&Caller>, card: Card) -> Result<wired::Card, Problem> {
        view(&self.service, caller, card).await
    }

    async fn names(&self, caller: Option<&Caller>) -> Result<Names, Problem> {
        names(&self.service, caller).await
    }
}

/// A card with all that stands around it.
async fn view(
    service: &Toolbox,
    caller: Option<&Caller>,
    card: Card,
) -> Result<wired::Card, Problem> {
    let leads_to = service.leads_to(caller, &card).await?;
    let related = service.related(caller, &card).await?;
    told(service, caller, card, (leads_to, related)).await
}

/// A card as it is printed, without the cards that it leads to.
async fn sheet(
    service: &Toolbox,
    caller: Option<&Caller>,
    card: Card,
) -> Result<wired::Card, Problem> {
    told(service, caller, card, Default::default()).await
}

async fn told(
    service: &Toolbox,
    caller: Option<&Caller>,
    card: Card,
    (leads_to, related): (Found, Found),
) -> Result<wired::Card, Problem> {
    let first_do = service.first_do(caller, &card).await?;
    let names = names(service, caller).await?;
    let mut told = telling::card(caller, &card, &first_do, leads_to, related);
    let row = service.where_from(&card).await?;
    told.adapted_from = cared::attributions(caller, row, &names);
    told.tried = service.tried_of(&card.id).await?;
    if card.is_published() && !service.teams_of(caller).await?.is_empty() {
        told.may.push(wired::CardDeed::Report);
    }
    Ok(telling::with_names(told, &card, &names))
}

async fn names(service: &Toolbox, caller: Option<&Caller>) -> Result<Names, Problem> {
    Ok(service.names_for(caller).await?)
}

fn read(content: &CardContent) -> Result<Content, Problem> {
    reading::typed(content).map_err(Problem::Refused)
}

/// What is no id names no card.
fn named(id: &str) -> Result<CardId, Problem> {
    CardId::parse(id).map_err(|_| Problem::NotFound)
}

impl From<ToolboxError> for Problem {
    fn from(error: ToolboxError) -> Self {
        match error {
            ToolboxError::NotFound(_) | ToolboxError::NoTeam(_) => Self::NotFound,
            ToolboxError::MayNotAdd => Self::Forbidden(wired::TEACHERS_ADD),
            ToolboxError::NotYours => Self::Forbidden(wired::NOT_YOURS),
            ToolboxError::ChangedMeanwhile => Self::Conflict(wired::CHANGED_MEANWHILE),
            ToolboxError::AlreadyWithdrawn => Self::Conflict(wired::ALREADY_WITHDRAWN),
            ToolboxError::AlreadyExists(_) => Self::Conflict(wired::ALREADY_EXISTS),
            ToolboxError::UnknownFirst(_) => Self::field("after", wired::AFTER_UNKNOWN),
            ToolboxError::NoSchool => Self::field("visibility", wired::VISIBILITY_NO_SCHOOL),
            ToolboxError::NoRegion => Self::field("visibility", wired::VISIBILITY_NO_REGION),
            ToolboxError::Refused(fields) => Self::Refused(fields),
            ToolboxError::NotAdaptable => Self::Conflict(wired::NOT_ADAPTABLE),
            ToolboxError::LicenceForbids(code) => Self::field("licence", code),
            ToolboxError::WiderThanOriginal => {
                Self::field("visibility", wired::WIDER_THAN_ORIGINAL)
            }
            ToolboxError::ReviewFirst => Self::Conflict(wired::REVIEW_FIRST),
            ToolboxError::NoColleagues => Self::Conflict(wired::REVIEW_NO_SCHOOL),
            ToolboxError::NotYourSchool => Self::Forbidden(wired::REVIEW_NOT_YOURS),
            ToolboxError::TooManyDrafts => Self::Conflict(wired::DRAFTS_TOO_MANY),
            ToolboxError::DraftNotNow => Self::Conflict(wired::DRAFT_NOT_NOW),
            ToolboxError::TooManyCollections => Self::Conflict(wired::COLLECTIONS_TOO_MANY),
            ToolboxError::CollectionFull(_) => Self::Conflict(wired::COLLECTION_FULL),
            ToolboxError::NotYourCollection => Self::Forbidden(wired::COLLECTION_NOT_YOURS),
            ToolboxError::TeachersHaveTeams => Self::Forbidden(wired::TEACHERS_HAVE_TEAMS),
            ToolboxError::NotInTeam => Self::Forbidden(wired::TEAM_NOT_YOURS),
            ToolboxError::NotForThatTeam => Self::field("team_id", wired::CARD_NOT_IN_TEAM),
            ToolboxError::TeamExists(_) => Self::field("name", wired::TEAM_NAME_UNFIT),
            ToolboxError::TeamClosed => Self::Conflict(wired::TEAM_CLOSED),
            ToolboxError::AlreadyInTeam => Self::Conflict(wired::TEAM_ALREADY_IN),
            ToolboxError::AlreadyAsked => Self::Conflict(wired::TEAM_ALREADY_ASKED),
            ToolboxError::TeamFull => Self::Conflict(wired::TEAM_FULL),
            ToolboxError::TooManyTeams => Self::Conflict(wired::TEAM_TOO_MANY),
            ToolboxError::TooManyInvites => Self::Conflict(wired::TEAM_TOO_MANY_INVITES),
            ToolboxError::TooManyRequests => Self::Conflict(wired::TEAM_TOO_MANY_REQUESTS),
            ToolboxError::InviteEnded => Self::Conflict(wired::TEAM_INVITE_ENDED),
            ToolboxError::AlreadyTold => Self::field("on", wired::REPORT_EXISTS),
            ToolboxError::TooManyReports => Self::Conflict(wired::REPORT_TOO_MANY),
            ToolboxError::RequestGone => Self::Conflict(wired::TEAM_REQUEST_GONE),
            ToolboxError::Exchange(problem) => problem.into(),
            ToolboxError::Search(problem) => problem.into(),
            ToolboxError::Accounts(_) => Self::Lagging,
            ToolboxError::Store(StoreError::Busy) => Self::Busy,
            ToolboxError::Store(_)
            | ToolboxError::Index(_)
            | ToolboxError::Feed(_)
            | ToolboxError::UnknownJob
            | ToolboxError::Task(_) => Self::Broken(error.into()),
        }
    }
}

/// For `asking`: a field that cannot be read.
type Refused = Vec<FieldProblem>;
