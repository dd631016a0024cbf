//! Drafts.

use chrono::{DateTime, Utc};
use contract::toolbox::CardContent;
use nouns::{CardId, PersonId, Region, SchoolId};
use serde::Deserialize;
use serde_json::Value;
use store::StoreError;
use surrealdb::types::Variables;

use super::Store;
use super::keeping::{read, stored};
use super::owned::Owned;
use crate::adapting::Adapted;
use crate::card::Author;
use crate::draft::{Draft, DraftState};

const COLUMNS: &str = "record::id(id) AS id, owner, owner_name, school, region, content, adapts, \
     revision, state, changed, due, reviewer, reviewer_name, reason";
/// How many that are over are ended in one go.
const AT_ONCE: usize = 100;
const KIND: Owned = Owned {
    table: "draft",
    counter: "revision",
    columns: COLUMNS,
    write: "owner = $owner, owner_name = $owner_name, school = $school, region = $region,
    content = $content, adapts = $adapts, revision = $revision, state = $state, changed = $changed,
    due = $due, reviewer = $reviewer, reviewer_name = $reviewer_name, reason = $reason",
    most: Draft::MOST,
};

#[derive(Deserialize)]
struct DraftRow {
    id: CardId,
    owner: PersonId,
    owner_name: String,
    school: Option<SchoolId>,
    region: Option<Region>,
    content: CardContent,
    adapts: Option<Adapted>,
    revision: u32,
    state: DraftState,
    changed: DateTime<Utc>,
    due: DateTime<Utc>,
    reviewer: Option<PersonId>,
    reviewer_name: Option<String>,
    reason: String,
}

impl From<DraftRow> for Draft {
    fn from(row: DraftRow) -> Self {
        let reviewer_name = row.reviewer_name.unwrap_or_default();
        Self {
            id: row.id,
            owner: Author {
                person: row.owner,
                name: row.owner_name,
            },
            school: row.school,
            region: row.region,
            content: row.content,
            adapts: row.adapts,
            revision: row.revision,
            state: row.state,
            changed: row.changed,
            due: row.due,
            reviewer: row.reviewer.map(|person| Author {
                person,
                name: reviewer_name,
            }),
            reason: row.reason,
        }
    }
}

impl Store {
    /// # Errors
    /// Throws `many` when the owner has as many as one may have.
    pub(crate) async fn add_draft(&self, draft: &Draft) -> Result<(), StoreError> {
        self.add_owned("starting a draft", &KIND, variables(draft)?)
            .await
    }

    /// Replaces the revision before this one.
    ///
    /// # Errors
    /// Throws `changed` when the draft has moved on.
    pub(crate) async fn replace_draft(&self, draft: &Draft) -> Result<(), StoreError> {
        self.replace_owned("changing a draft", &KIND, variables(draft)?)
            .await
    }

    pub(crate) async fn remove_draft(&self, draft: &Draft) -> Result<(), StoreError> {
        let mut variables = Variables::new();
        variables.insert("id", draft.id.as_str().to_owned());
        variables.insert("revision", i64::from(draft.revision));
        let body = "DELETE type::record('draft', $id) WHERE revision = $revision RETURN NONE";
        self.db
            .transact("removing a draft", body, variables)
            .await
            .map(drop)
    }

    pub(crate) async fn draft(&self, id: &CardId) -> Result<Option<Draft>, StoreError> {
        let row: Option<DraftRow> = self.one_owned(&KIND, id.as_str()).await?;
        Ok(row.map(Draft::from))
    }

    /// Somebody's drafts, last changed first.
    pub(crate) async fn drafts_by(&self, person: &PersonId) -> Result<Vec<Draft>, StoreError> {
        let surql =
            format!("SELECT {COLUMNS} FROM draft WHERE owner = $person ORDER BY changed DESC");
        let rows = self.db.read_built(surql);
        drafts(rows.bind(("person", person.as_str().to_owned())).await)
    }

    /// What the teachers of a school are to read, soonest due first.
    pub(crate) async fn drafts_in_review(
        &self,
        school: &SchoolId,
    ) -> Result<Vec<Draft>, StoreError> {
        let surql = format!(
            "SELECT {COLUMNS} FROM draft WHERE state = 'review' AND school = $school
                ORDER BY due LIMIT {AT_ONCE}"
        );
        let rows = self.db.read_built(surql);
        drafts(rows.bind(("school", school.as_str().to_owned())).await)
    }

    /// Those that are over.
    pub(crate) async fn drafts_due(&self, now: DateTime<Utc>) -> Result<Vec<Draft>, StoreError> {
        let surql =
            format!("SELECT {COLUMNS} FROM draft WHERE due <= $now ORDER BY due LIMIT {AT_ONCE}");
        drafts(self.db.read_built(surql).bind(("now", now)).await)
    }
}

fn drafts(rows: surrealdb::Result<surrealdb::IndexedResults>) -> Result<Vec<Draft>, StoreError> {
    let rows: Vec<Value> = rows
        .and_then(|mut results| results.take(0))
        .map_err(StoreError::while_doing("reading drafts"))?;
    rows.into_iter()
        .map(|row| read::<DraftRow>("draft", row).map(Draft::from))
        .collect()
}

fn variables(draft: &Draft) -> Result<Variables, StoreError> {
    let mut variables = Variables::new();
    variables.insert("id", draft.id.as_str().to_owned());
    variables.insert("owner", draft.owner.person.as_str().to_owned());
    variables.insert("owner_name", draft.owner.name.clone());
    variables.insert("school", draft.school.as_ref().map(ToString::to_string));
    variables.insert(
        "region",
        draft.region.map(|region| region.code().to_owned()),
    );
    variables.insert("content", stored("draft", &draft.content)?);
    let adapts = draft.adapts.as_ref();
    variables.insert(
        "adapts",
        adapts.map(|adapts| stored("draft", adapts)).transpose()?,
    );
    variables.insert("revision", i64::from(draft.revision));
    variables.insert("state", draft.state.as_str().to_owned());
    variables.insert("changed", draft.changed);
    variables.insert("due", draft.due);
    let reviewer = draft.reviewer.as_ref();
    variables.insert("reviewer", super::person(reviewer));
    variables.insert("reviewer_name", super::name(reviewer));
    variables.insert("reason", draft.reason.clone());
    Ok(variables)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::start;
    use store::Datastore;

    fn draft() -> Draft {
        Draft {
            id: CardId::parse("concept").unwrap(),
            owner: Author {
                person: PersonId::parse("saskia").unwrap(),
                name: "Saskia".to_owned(),
            },
            school: SchoolId::parse("25PW").ok(),
            region: Region::parse("RMC-19").ok(),
            content: CardContent {
                title: "H".to_owned(),
                steps: vec![contract::toolbox::Step {
                    text: "Begin".to_owned(),
                    minutes: Some(3),
                }],
                ..CardContent::default()
            },
            adapts: None,
            revision: 1,
            state: DraftState::Writing,
            changed: start(),
            due: start() + Draft::KEPT,
            reviewer: None,
            reason: String::new(),
        }
    }

    #[tokio::test]
    async fn a_draft_reads_back_as_it_was_written_and_a_stale_change_is_refused() {
        let store = Store::open(&Datastore::in_memory().await.unwrap())
            .await
            .unwrap();
        let first = draft();
        store.add_draft(&first).await.unwrap();
        assert_eq!(store.draft(&first.id).await.unwrap(), Some(first.clone()));
        let mut adapted = first.clone().moved(DraftState::Review, start());
        adapted.adapts = Some(Adapted {
            parent: CardId::parse("rondje").unwrap(),
            version: 2,
            root: CardId::parse("rondje").unwrap(),
            title: "Rondje om".to_owned(),
            team: String::new(),
            origin: String::new(),
            licence: "CC BY 4.0".to_owned(),
        });
        adapted.reviewer = Some(first.owner.clone());
        store.replace_draft(&adapted).await.unwrap();
        assert!(matches!(
            store.replace_draft(&adapted).await,
            Err(StoreError::Thrown(name)) if name == "changed"
        ));
        let school = SchoolId::parse("25PW").unwrap();
        let waiting = store.drafts_in_review(&school).await.unwrap();
        assert_eq!(waiting, [adapted.clone()]);
        let due = |at| store.drafts_due(at);
        assert_eq!(due(start()).await.unwrap(), []);
        assert_eq!(due(start() + Draft::REVIEW).await.unwrap(), [adapted]);
    }
}
