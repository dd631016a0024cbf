use std::collections::BTreeSet;
use std::sync::Arc;

use contract::FieldProblem;
use contract::meetups::{
    self as code, Event, EventList, MonthCount, MonthList, NewEvent, RegionCount, RegionList,
};
use nouns::{CommunityId, Paging, PagingProblem, Region, RegionKind};
use poem_openapi::param::Query;
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, OpenApi};
use wire::{Problem, SignedIn, Visitor};

use super::answers;
use super::drafts;
use super::events::EventApi;
use super::times::Typed;
use crate::event::Kind;
use crate::topic::Topic;
use crate::{Meetups, Month, Search, rules};

/// Boards of regions.
pub(super) struct BoardApi(pub(super) Arc<Meetups>);

#[derive(ApiResponse)]
pub(super) enum Published {
    #[oai(status = 201)]
    Created(Json<Event>),
}

#[OpenApi]
#[expect(
    clippy::too_many_arguments,
    reason = "each is a parameter of the query"
)]
impl BoardApi {
    /// Events in the order of time: the coming ones, unless `from` says otherwise. A province includes its RMC
    /// regions. With `q` those that fit the words, best first. `order=newest` goes back in time.
    #[oai(path = "/events", method = "get")]
    async fn events(
        &self,
        region: Query<Option<String>>,
        community: Query<Option<String>>,
        kind: Query<Option<String>>,
        /// What it is about, as the topics of events say it.
        topic: Query<Option<String>>,
        /// What there has to be, of `ACCESSIBILITY`, with commas between: `wheelchair,quiet_room`.
        access: Query<Option<String>>,
        from: Query<Option<String>>,
        to: Query<Option<String>>,
        q: Query<Option<String>>,
        order: Query<Option<String>>,
        page: Query<Option<u32>>,
        per_page: Query<Option<u32>>,
        visitor: Visitor,
    ) -> Result<Json<EventList>, Problem> {
        let mut problems = Vec::new();
        let region = super::region(region.0.as_deref(), &mut problems);
        let kind = kind_of(kind.0.as_deref(), &mut problems);
        let access = access_of(access.0.as_deref(), &mut problems);
        let from = time("from", from.0.as_deref(), &mut problems).map(Typed::moment);
        let to = time("to", to.0.as_deref(), &mut problems).map(Typed::end);
        let paging = paging(page.0, per_page.0, &mut problems);
        super::refused_if_any(problems)?;
        let search = Search {
            text: q.0.unwrap_or_default(),
            region,
            community: community
                .0
                .as_deref()
                .and_then(|slug| CommunityId::parse(slug).ok()),
            kind,
            topic: topic.0.as_deref().and_then(Topic::parse),
            access,
            from,
            to,
            newest_first: order.0.as_deref() == Some("newest"),
            paging,
        };
        let found = self.0.search(&search)?;
        let asks = visitor.caller();
        let publishes = asks.is_some_and(rules::may_publish_somewhere);
        let follows = asks
            .zip(region)
            .is_some_and(|(caller, region)| rules::may_have_sources(caller, region));
        Ok(Json(EventList {
            total: answers::count(found.total),
            page: paging.page(),
            per_page: paging.per_page(),
            events: found.events.into_iter().map(answers::found).collect(),
            may: [("publish", publishes), ("sources", follows)]
                .into_iter()
                .filter(|(_, may)| *may)
                .map(|(deed, _)| deed.to_owned())
                .collect(),
        }))
    }

    /// Publishes an event on the board of its region.
    #[oai(path = "/events", method = "post")]
    async fn publish(&self, caller: SignedIn, event: Json<NewEvent>) -> Result<Published, Problem> {
        let words = drafts::draft(&event.0)?;
        let event = self.0.publish(&caller.0, words).await?;
        EventApi(Arc::clone(&self.0))
            .shown(Some(&caller.0), &event.id)
            .await
            .map(Published::Created)
    }

    /// The months around now, each with how many meetups a list of it has.
    #[oai(path = "/events/months", method = "get")]
    async fn months(
        &self,
        region: Query<Option<String>>,
        kind: Query<Option<String>>,
        topic: Query<Option<String>>,
    ) -> Result<Json<MonthList>, Problem> {
        let mut problems = Vec::new();
        let region = super::region(region.0.as_deref(), &mut problems);
        let kind = kind_of(kind.0.as_deref(), &mut problems);
        super::refused_if_any(problems)?;
        let topic = topic.0.as_deref().and_then(Topic::parse);
        let count = |month: Month| MonthCount {
            first: month.first.to_string(),
            last: month.last().to_string(),
            count: month.count,
        };
        let months = self.0.months(region, kind, topic);
        Ok(Json(MonthList {
            months: months.into_iter().map(count).collect(),
        }))
    }

    /// Every region with the number of its coming events and communities.
    #[oai(path = "/regions", method = "get")]
    async fn regions(&self) -> Json<RegionList> {
        let count = |(region, coming, communities): (Region, u32, u32)| RegionCount {
            code: region.code().to_owned(),
            name: region.name().to_owned(),
            kind: if region.kind() == RegionKind::Province {
                "province"
            } else {
                "rmc"
            }
            .to_owned(),
            province: region.province().code().to_owned(),
            coming,
            communities,
        };
        Json(RegionList {
            regions: self.0.regions().into_iter().map(count).collect(),
        })
    }
}

fn kind_of(text: Option<&str>, problems: &mut Vec<FieldProblem>) -> Option<Kind> {
    let text = text.filter(|text| !text.is_empty())?;
    let kind = Kind::parse(text);
    if kind.is_none() {
        problems.push(FieldProblem::new("kind", code::KIND_UNKNOWN));
    }
    kind
}

fn access_of(text: Option<&str>, problems: &mut Vec<FieldProblem>) -> BTreeSet<&'static str> {
    let asked = text.into_iter().flat_map(|text| text.split(','));
    let mut found = BTreeSet::new();
    for word in asked.map(str::trim).filter(|word| !word.is_empty()) {
        match code::ACCESSIBILITY.iter().find(|flag| **flag == word) {
            Some(flag) => {
                found.insert(*flag);
            }
            None => problems.push(FieldProblem::new("access", code::ACCESSIBILITY_UNKNOWN)),
        }
    }
    found
}

fn time(field: &str, text: Option<&str>, problems: &mut Vec<FieldProblem>) -> Option<Typed> {
    let text = text.filter(|text| !text.is_empty())?;
    let time = Typed::parse(text);
    if time.is_none() {
        problems.push(FieldProblem::new(field, code::DATE_UNREADABLE));
    }
    time
}

fn paging(page: Option<u32>, per_page: Option<u32>, problems: &mut Vec<FieldProblem>) -> Paging {
    match Paging::parse(page, per_page) {
        Ok(paging) => return paging,
        Err(PagingProblem::Page) => {
            problems.push(FieldProblem::new("page", code::PAGE_OUT_OF_RANGE));
        }
        Err(PagingProblem::PerPage) => {
            problems.push(FieldProblem::new("per_page", code::PER_PAGE_OUT_OF_RANGE));
        }
    }
    Paging::default()
}
