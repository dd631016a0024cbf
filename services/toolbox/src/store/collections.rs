//! Collections.

use chrono::{DateTime, Utc};
use contract::Caller;
use nouns::{CardId, PersonId, SchoolId};
use serde::Deserialize;
use serde_json::Value;
use store::StoreError;
use surrealdb::types::Variables;

use super::Store;
use super::keeping::{read, stored};
use super::owned::Owned;
use crate::card::{Author, Line, Title, Visibility};
use crate::collecting::CollectionQuestion;
use crate::collection::{About, Collection, Entry};

const COLUMNS: &str = "record::id(id) AS id, owner, owner_name, school, title, intro, visibility, \
     entries, version, changed";
const KIND: Owned = Owned {
    table: "collection",
    counter: "version",
    columns: COLUMNS,
    write: "owner = $owner, owner_name = $owner_name, school = $school, title = $title,
    intro = $intro, visibility = $visibility, entries = $entries, version = $version,
    changed = $changed",
    most: Collection::MOST,
};

#[derive(Deserialize)]
struct CollectionRow {
    id: CardId,
    owner: PersonId,
    owner_name: String,
    school: Option<SchoolId>,
    title: Title,
    intro: Line<600>,
    visibility: Visibility,
    entries: Vec<Entry>,
    version: u32,
    changed: DateTime<Utc>,
}

impl From<CollectionRow> for Collection {
    fn from(row: CollectionRow) -> Self {
        Self {
            id: row.id,
            owner: Author {
                person: row.owner,
                name: row.owner_name,
            },
            school: row.school,
            about: About {
                title: row.title,
                intro: row.intro,
                visibility: row.visibility,
            },
            entries: row.entries,
            version: row.version,
            changed: row.changed,
        }
    }
}

impl Store {
    /// # Errors
    /// Throws `many` when the owner has as many as one may have.
    pub(crate) async fn add_collection(&self, collection: &Collection) -> Result<(), StoreError> {
        self.add_owned("making a collection", &KIND, variables(collection)?)
            .await
    }

    /// Replaces the version before this one.
    ///
    /// # Errors
    /// Throws `changed` when the collection has moved on.
    pub(crate) async fn replace_collection(
        &self,
        collection: &Collection,
    ) -> Result<(), StoreError> {
        self.replace_owned("changing a collection", &KIND, variables(collection)?)
            .await
    }

    pub(crate) async fn remove_collection(&self, id: &CardId) -> Result<(), StoreError> {
        let mut variables = Variables::new();
        variables.insert("id", id.as_str().to_owned());
        let body = "DELETE type::record('collection', $id) RETURN NONE";
        self.db
            .transact("removing a collection", body, variables)
            .await
            .map(drop)
    }

    pub(crate) async fn collection(&self, id: &CardId) -> Result<Option<Collection>, StoreError> {
        let row: Option<CollectionRow> = self.one_owned(&KIND, id.as_str()).await?;
        Ok(row.map(Collection::from))
    }

    /// One page of what the caller may read, last changed first, and how many there are in all.
    pub(crate) async fn collections(
        &self,
        caller: Option<&Caller>,
        question: &CollectionQuestion,
    ) -> Result<(Vec<Collection>, u64), StoreError> {
        let circle = if question.mine {
            "owner = $person"
        } else {
            "(visibility = 'country' OR owner = $person
                OR (visibility = 'school' AND $school != NONE AND school = $school))"
        };
        let wanted = format!(
            "FROM collection WHERE {circle} AND string::contains(string::lowercase(title), $text)"
        );
        let surql = format!(
            "SELECT {COLUMNS} {wanted} ORDER BY changed DESC LIMIT {} START {};
            SELECT count() AS count {wanted} GROUP ALL",
            question.paging.per_page(),
            question.paging.offset()
        );
        let school = caller.and_then(|caller| caller.school.as_ref());
        // A stranger has none: nobody's id is empty.
        let person = caller.map_or("", |caller| caller.person.as_str());
        let mut rows = self
            .db
            .read_built(surql)
            .bind(("person", person.to_owned()))
            .bind(("school", school.map(ToString::to_string)))
            .bind(("text", question.text.trim().to_lowercase()))
            .await
            .map_err(StoreError::while_doing("finding collections"))?;
        let found = collections(&mut rows, 0)?;
        let total: Option<i64> = rows
            .take((1, "count"))
            .map_err(StoreError::while_doing("counting collections"))?;
        Ok((
            found,
            total.and_then(|n| u64::try_from(n).ok()).unwrap_or(0),
        ))
    }
}

fn collections(
    rows: &mut surrealdb::IndexedResults,
    statement: usize,
) -> Result<Vec<Collection>, StoreError> {
    let rows: Vec<Value> = rows
        .take(statement)
        .map_err(StoreError::while_doing("reading collections"))?;
    rows.into_iter()
        .map(|row| read::<CollectionRow>("collection", row).map(Collection::from))
        .collect()
}

fn variables(collection: &Collection) -> Result<Variables, StoreError> {
    let mut variables = Variables::new();
    let about = &collection.about;
    variables.insert("id", collection.id.as_str().to_owned());
    variables.insert("owner", collection.owner.person.as_str().to_owned());
    variables.insert("owner_name", collection.owner.name.clone());
    variables.insert(
        "school",
        collection.school.as_ref().map(ToString::to_string),
    );
    variables.insert("title", about.title.as_str().to_owned());
    variables.insert("intro", about.intro.as_str().to_owned());
    variables.insert("visibility", about.visibility.as_str().to_owned());
    variables.insert("entries", stored("collection", &collection.entries)?);
    variables.insert("version", i64::from(collection.version));
    variables.insert("changed", collection.changed);
    Ok(variables)
}
