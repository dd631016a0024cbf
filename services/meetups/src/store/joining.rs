//! Open and closed communities, and who asks to take part.

use chrono::{DateTime, Utc};
use nouns::{CommunityId, PersonId};
use serde::Deserialize;
use serde_json::json;

use super::{Store, binding};
use crate::MeetupsError;
use crate::community::{Member, Side, Space};
use crate::joining::JoinRequest;
use crate::mails::Hears;

#[derive(Deserialize)]
struct RequestRow {
    community: CommunityId,
    person: PersonId,
    name: String,
    side: String,
    at: DateTime<Utc>,
    due: DateTime<Utc>,
}

impl Store {
    /// Opens or closes a community. Board, feeds and index look again at its meetups.
    pub(crate) async fn set_space(
        &self,
        slug: &CommunityId,
        space: Space,
        now: DateTime<Utc>,
    ) -> Result<(), MeetupsError> {
        let body =
            "UPDATE type::record('community', $slug) SET space = $space, changed = $now RETURN NONE;
            LET $events = (SELECT VALUE record::id(id) FROM event WHERE community = $slug);
            fn::log('community', $slug);
            fn::log_all('event', $events)";
        let variables = binding! {
            "slug": slug.to_string(), "space": space.as_str().to_owned(), "now": now,
        };
        self.db
            .transact("opening or closing a community", body, variables)
            .await?;
        Ok(())
    }

    /// Keeps who asks, unless they asked already; whoever leads hears of it.
    pub(crate) async fn ask_to_join(
        &self,
        request: &JoinRequest,
        hears: Option<&Hears>,
    ) -> Result<(), MeetupsError> {
        let body = "LET $id = type::record('join_request', [$slug, $person]);
            IF !record::exists($id) {
                CREATE $id SET community = $slug, person = $person, name = $name, side = $side, at = $at, due = $due RETURN NONE;
                fn::enqueue('join-due', $slug + '/' + $person, $due, { community: $slug, person: $person });
                IF $hears != NONE { fn::enqueue('community-mail', $hears.once, $at, $hears); };
            }";
        let member = &request.member;
        let variables = binding! {
            "slug": request.community.to_string(), "person": member.person.to_string(), "name": member.name.clone(),
            "side": member.side.as_str().to_owned(), "at": request.at, "due": request.due,
            "hears": hears.map(|hears| json!(hears)),
        };
        self.db
            .transact("asking to take part", body, variables)
            .await?;
        Ok(())
    }

    pub(crate) async fn join_request(
        &self,
        slug: &CommunityId,
        person: &PersonId,
    ) -> Result<Option<JoinRequest>, MeetupsError> {
        let surql = "SELECT * OMIT id FROM type::record('join_request', [$slug, $person])";
        let variables = binding! { "slug": slug.to_string(), "person": person.to_string() };
        let rows: Vec<RequestRow> = self.rows("join_request", surql, variables).await?;
        let request = rows.into_iter().next().map(JoinRequest::try_from);
        request.transpose()
    }

    /// Who asks to take part in a community, longest first.
    pub(crate) async fn join_requests(
        &self,
        slug: &CommunityId,
    ) -> Result<Vec<JoinRequest>, MeetupsError> {
        let surql =
            "SELECT * OMIT id FROM join_request WHERE community = $slug ORDER BY at, person";
        let variables = binding! { "slug": slug.to_string() };
        let rows: Vec<RequestRow> = self.rows("join_request", surql, variables).await?;
        rows.into_iter().map(JoinRequest::try_from).collect()
    }

    /// Where somebody asks to take part.
    pub(crate) async fn join_requests_of(
        &self,
        person: &PersonId,
    ) -> Result<Vec<JoinRequest>, MeetupsError> {
        let surql = "SELECT * OMIT id FROM join_request WHERE person = $person ORDER BY at";
        let variables = binding! { "person": person.to_string() };
        let rows: Vec<RequestRow> = self.rows("join_request", surql, variables).await?;
        rows.into_iter().map(JoinRequest::try_from).collect()
    }

    pub(crate) async fn drop_request(
        &self,
        slug: &CommunityId,
        person: &PersonId,
    ) -> Result<(), MeetupsError> {
        let body = "fn::join_request_gone($slug, $person)";
        let variables = binding! { "slug": slug.to_string(), "person": person.to_string() };
        self.db
            .transact("taking back a request", body, variables)
            .await?;
        Ok(())
    }

    /// Lets somebody in, or not; they hear of it.
    ///
    /// # Errors
    /// [`JoinProblem::NoRequest`](crate::joining::JoinProblem::NoRequest) when it is not there any more.
    pub(crate) async fn answer_request(
        &self,
        request: &JoinRequest,
        yes: bool,
        hears: &Hears,
        now: DateTime<Utc>,
    ) -> Result<(), MeetupsError> {
        let body = "IF !record::exists(type::record('join_request', [$slug, $person])) { THROW 'no-request' };
            fn::join_request_gone($slug, $person);
            IF $yes {
                UPSERT type::record('membership', [$slug, $person]) SET community = $slug, person = $person,
                    name = $name, side = $side, since = since ?? $now RETURN NONE;
            };
            fn::enqueue('community-mail', $hears.once, $now, $hears);
            fn::log('community', $slug)";
        let member = &request.member;
        let variables = binding! {
            "slug": request.community.to_string(), "person": member.person.to_string(), "name": member.name.clone(),
            "side": member.side.as_str().to_owned(), "yes": yes, "hears": json!(hears), "now": now,
        };
        self.db
            .transact("answering a request", body, variables)
            .await?;
        Ok(())
    }

    /// Nobody answered in time: it is over, and both hear of it.
    pub(crate) async fn end_request(
        &self,
        request: &JoinRequest,
        hears: &[Hears],
        now: DateTime<Utc>,
    ) -> Result<(), MeetupsError> {
        let body = "IF record::exists(type::record('join_request', [$slug, $person])) {
                fn::join_request_gone($slug, $person);
                FOR $one IN $hears { fn::enqueue('community-mail', $one.once, $now, $one); };
            }";
        let variables = binding! {
            "slug": request.community.to_string(), "person": request.member.person.to_string(),
            "hears": json!(hears), "now": now,
        };
        self.db
            .transact("ending a request", body, variables)
            .await?;
        Ok(())
    }
}

impl TryFrom<RequestRow> for JoinRequest {
    type Error = MeetupsError;

    fn try_from(row: RequestRow) -> Result<Self, MeetupsError> {
        let side = Side::parse(&row.side).ok_or(MeetupsError::Row("join_request"))?;
        Ok(Self {
            community: row.community,
            member: Member {
                person: row.person,
                name: row.name,
                side,
            },
            at: row.at,
            due: row.due,
        })
    }
}
