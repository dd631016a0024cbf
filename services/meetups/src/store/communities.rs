use chrono::{DateTime, Utc};
use nouns::{CommunityId, PersonId, Region, SchoolId};
use serde::{Deserialize, Serialize};
use serde_json::json;
use surrealdb::types::Variables;

use super::{Store, binding};
use crate::MeetupsError;
use crate::community::{Charter, Community, Goals, Member, Mix, Side, Space, Tier};

#[derive(Debug, Clone, Serialize, Deserialize)]
struct CommunityRow {
    #[serde(default, skip_serializing)]
    slug: String,
    name: String,
    tier: String,
    space: String,
    region: Region,
    schools: Vec<SchoolId>,
    purpose: String,
    goals: GoalsRow,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    coordinator: Option<PersonId>,
    created: DateTime<Utc>,
    changed: DateTime<Utc>,
    #[serde(default, skip_serializing)]
    sides: Vec<String>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
struct GoalsRow {
    #[serde(skip_serializing_if = "Option::is_none")]
    reflectie: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    feedback: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    weerbaarheid: Option<String>,
}

#[derive(Deserialize)]
struct MemberRow {
    person: PersonId,
    name: String,
    side: String,
}

/// The columns of a community, with the sides of its members.
macro_rules! columns {
    ($from:literal) => {
        concat!(
            "SELECT *, record::id(id) AS slug,
                (SELECT VALUE side FROM membership WHERE community = record::id($parent.id)) AS sides
                OMIT id FROM ",
            $from
        )
    };
}

impl Store {
    pub(crate) async fn communities(&self) -> Result<Vec<Community>, MeetupsError> {
        let rows: Vec<CommunityRow> = self
            .rows("community", columns!("community"), Variables::new())
            .await?;
        rows.into_iter().map(Community::try_from).collect()
    }

    pub(crate) async fn community(
        &self,
        slug: &CommunityId,
    ) -> Result<Option<Community>, MeetupsError> {
        let surql = columns!("type::record('community', $slug)");
        let variables = binding! { "slug": slug.to_string() };
        let rows: Vec<CommunityRow> = self.rows("community", surql, variables).await?;
        rows.into_iter().next().map(Community::try_from).transpose()
    }

    /// Begins a community, or changes its words when it is there; `new` refuses the latter.
    pub(crate) async fn put_community(
        &self,
        community: &Community,
        new: bool,
    ) -> Result<(), MeetupsError> {
        let body =
            "IF $new AND record::exists(type::record('community', $slug)) { THROW 'slug-taken' };
            UPSERT type::record('community', $slug) CONTENT object::extend($content, {
                created: <datetime>$content.created, changed: <datetime>$content.changed
            }) RETURN NONE;
            fn::log('community', $slug)";
        let variables = binding! {
            "slug": community.charter.slug.to_string(), "new": new,
            "content": json!(CommunityRow::from(community)),
        };
        self.db
            .transact("writing a community", body, variables)
            .await?;
        Ok(())
    }

    /// Each takes part, or takes part on another side.
    pub(crate) async fn join(
        &self,
        slug: &CommunityId,
        members: &[Member],
        now: DateTime<Utc>,
    ) -> Result<(), MeetupsError> {
        let body = "FOR $one IN $members {
                UPSERT type::record('membership', [$slug, $one.person]) SET community = $slug, person = $one.person,
                    name = $one.name, side = $one.side, since = since ?? $now RETURN NONE;
            };
            fn::log('community', $slug)";
        let one = |member: &Member| json!({ "person": member.person, "name": member.name, "side": member.side.as_str() });
        let members: Vec<serde_json::Value> = members.iter().map(one).collect();
        let variables = binding! { "slug": slug.to_string(), "members": members, "now": now };
        self.db
            .transact("joining a community", body, variables)
            .await?;
        Ok(())
    }

    /// Takes part no longer; no fault for who did not.
    pub(crate) async fn leave_community(
        &self,
        slug: &CommunityId,
        person: &PersonId,
    ) -> Result<(), MeetupsError> {
        let body = "DELETE type::record('membership', [$slug, $person]) RETURN NONE;
            fn::log('community', $slug)";
        let variables = binding! { "slug": slug.to_string(), "person": person.to_string() };
        self.db
            .transact("leaving a community", body, variables)
            .await?;
        Ok(())
    }

    /// Who takes part, in the order in which they came.
    pub(crate) async fn members(&self, slug: &CommunityId) -> Result<Vec<Member>, MeetupsError> {
        let surql = "SELECT person, name, side, since FROM membership WHERE community = $slug ORDER BY since, name";
        let variables = binding! { "slug": slug.to_string() };
        let rows: Vec<MemberRow> = self.rows("membership", surql, variables).await?;
        rows.into_iter().map(Member::try_from).collect()
    }
}

impl TryFrom<MemberRow> for Member {
    type Error = MeetupsError;

    fn try_from(row: MemberRow) -> Result<Self, MeetupsError> {
        let side = Side::parse(&row.side).ok_or(MeetupsError::Row("membership"))?;
        Ok(Self {
            person: row.person,
            name: row.name,
            side,
        })
    }
}

impl TryFrom<CommunityRow> for Community {
    type Error = MeetupsError;

    fn try_from(row: CommunityRow) -> Result<Self, MeetupsError> {
        let broken = || MeetupsError::Row("community");
        let count = |side: Side| {
            let same = row.sides.iter().filter(|name| *name == side.as_str());
            u32::try_from(same.count()).unwrap_or(u32::MAX)
        };
        let mix = Mix {
            students: count(Side::Student),
            teachers: count(Side::Docent),
            future_teachers: count(Side::AankomendDocent),
        };
        let charter = Charter {
            slug: CommunityId::parse(&row.slug).map_err(|_| broken())?,
            name: row.name,
            tier: Tier::parse(&row.tier).ok_or_else(broken)?,
            space: Space::parse(&row.space).ok_or_else(broken)?,
            region: row.region,
            schools: row.schools,
            purpose: row.purpose,
            goals: Goals {
                reflectie: row.goals.reflectie,
                feedback: row.goals.feedback,
                weerbaarheid: row.goals.weerbaarheid,
            },
        };
        Ok(Self {
            charter,
            coordinator: row.coordinator,
            created: row.created,
            changed: row.changed,
            mix,
        })
    }
}

impl From<&Community> for CommunityRow {
    fn from(community: &Community) -> Self {
        let charter = &community.charter;
        Self {
            slug: charter.slug.to_string(),
            name: charter.name.clone(),
            tier: charter.tier.as_str().to_owned(),
            space: charter.space.as_str().to_owned(),
            region: charter.region,
            schools: charter.schools.clone(),
            purpose: charter.purpose.clone(),
            goals: GoalsRow {
                reflectie: charter.goals.reflectie.clone(),
                feedback: charter.goals.feedback.clone(),
                weerbaarheid: charter.goals.weerbaarheid.clone(),
            },
            coordinator: community.coordinator.clone(),
            created: community.created,
            changed: community.changed,
            sides: Vec::new(),
        }
    }
}
