use chrono::{DateTime, Utc};
use nouns::PersonId;
use serde::Deserialize;
use store::StoreError;

use super::{Store, naming, noun, person_id, row, rows};
use crate::secret::SecretId;
use crate::token::{AccessToken, TokenLabel};

const TABLE: &str = "access_token";
/// What the transaction throws for somebody who has as many as anyone may have.
pub(crate) const TOO_MANY: &str = "too-many-tokens";

#[derive(Deserialize)]
struct TokenRow {
    id: String,
    person: String,
    label: String,
    made_at: DateTime<Utc>,
    used_at: Option<DateTime<Utc>>,
    ends_at: DateTime<Utc>,
    strong_at: Option<DateTime<Utc>>,
}

impl Store {
    /// Keeps a new token.
    ///
    /// # Errors
    /// [`StoreError::Thrown`] with [`TOO_MANY`]. Writers of one process go one by one, so one
    /// process keeps the bound exactly; two at the same moment could pass it by one each.
    pub(crate) async fn keep(&self, token: &AccessToken) -> Result<(), StoreError> {
        let body = "LET $live = (SELECT VALUE id FROM access_token
                WHERE person = type::record('person', $person) AND ends_at > $made);
            IF array::len($live) >= $most { THROW 'too-many-tokens' };
            CREATE type::record('access_token', $id) SET person = type::record('person', $person),
                label = $label, made_at = $made, ends_at = $ends, strong_at = $strong";
        let mut variables = naming("id", token.id.as_str());
        variables.insert("person", token.person.as_str().to_owned());
        variables.insert("label", token.label.as_str().to_owned());
        variables.insert("made", token.made);
        variables.insert("ends", token.ends);
        variables.insert("strong", token.strong);
        variables.insert("most", i64::try_from(AccessToken::MOST).unwrap_or(i64::MAX));
        self.db
            .transact("keeping a token", body, variables)
            .await
            .map(drop)
    }

    /// A token, ended or not.
    pub(crate) async fn token(&self, id: &SecretId) -> Result<Option<AccessToken>, StoreError> {
        let surql = "SELECT record::id(id) AS id, record::id(person) AS person, label, made_at, used_at, ends_at, strong_at
            FROM ONLY type::record('access_token', $id)";
        let mut results = self
            .db
            .read(surql)
            .bind(naming("id", id.as_str()))
            .await
            .map_err(StoreError::while_doing("reading a token"))?;
        row::<TokenRow>(&mut results, 0, TABLE)?
            .map(TokenRow::noun)
            .transpose()
    }

    /// Newest first.
    pub(crate) async fn tokens_of(
        &self,
        person: &PersonId,
    ) -> Result<Vec<AccessToken>, StoreError> {
        let surql = "SELECT record::id(id) AS id, record::id(person) AS person, label, made_at, used_at, ends_at, strong_at
            FROM access_token WHERE person = type::record('person', $person) ORDER BY made_at DESC";
        let mut results = self
            .db
            .read(surql)
            .bind(naming("person", person.as_str()))
            .await
            .map_err(StoreError::while_doing("reading tokens"))?;
        rows::<TokenRow>(&mut results, 0, TABLE)?
            .into_iter()
            .map(TokenRow::noun)
            .collect()
    }

    /// Notes that a token was used. One that was revoked meanwhile stays revoked.
    pub(crate) async fn use_token(
        &self,
        id: &SecretId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut variables = naming("id", id.as_str());
        variables.insert("now", now);
        let body = "UPDATE type::record('access_token', $id) SET used_at = $now RETURN NONE";
        self.db
            .transact("using a token", body, variables)
            .await
            .map(drop)
    }

    pub(crate) async fn revoke(&self, id: &SecretId) -> Result<(), StoreError> {
        let body = "DELETE type::record('access_token', $id)";
        self.db
            .transact("revoking a token", body, naming("id", id.as_str()))
            .await
            .map(drop)
    }
}

impl TokenRow {
    fn noun(self) -> Result<AccessToken, StoreError> {
        Ok(AccessToken {
            id: noun(
                TABLE,
                SecretId::parse(&self.id).ok_or("a token's id is a hash"),
            )?,
            person: person_id(TABLE, &self.person)?,
            label: noun(TABLE, TokenLabel::parse(&self.label))?,
            made: self.made_at,
            used: self.used_at,
            ends: self.ends_at,
            strong: self.strong_at,
        })
    }
}
