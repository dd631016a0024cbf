use chrono::{DateTime, Utc};
use contract::consent::Purpose;
use nouns::PersonId;
use serde::Deserialize;
use store::StoreError;

use super::{Store, naming, row, rows};
use crate::consent::{Consent, ConsentDeed, WORDS};
use crate::secret::SecretId;
use crate::tally::Tally;

#[derive(Deserialize)]
struct ConsentRow {
    purpose: Purpose,
    given: bool,
    since: DateTime<Utc>,
}

#[derive(Deserialize)]
struct DeedRow {
    purpose: Purpose,
    given: bool,
    words: u32,
    at: DateTime<Utc>,
}

/// How it stands between a child and the parents.
#[derive(Debug, Deserialize)]
pub(crate) struct AskedOfParents {
    pub(crate) made_at: DateTime<Utc>,
    /// The last asking.
    pub(crate) asked: Option<DateTime<Utc>>,
    pub(crate) ends: Option<DateTime<Utc>>,
    /// Askings since a moment.
    pub(crate) lately: u32,
    pub(crate) said: Option<bool>,
    pub(crate) said_at: Option<DateTime<Utc>>,
}

#[derive(Deserialize)]
struct LinkRow {
    person: String,
    ends_at: DateTime<Utc>,
}

impl Store {
    /// Gives or withdraws; asking for what is so already changes nothing. Gives the position of
    /// the log at which it is so.
    ///
    /// # Errors
    /// Throws `gone` when the person is.
    pub(crate) async fn set_consent(
        &self,
        person: &PersonId,
        purpose: Purpose,
        given: bool,
        now: DateTime<Utc>,
    ) -> Result<u64, StoreError> {
        let body = "IF !record::exists(type::record('person', $person)) { THROW 'gone' };
            LET $before = (SELECT VALUE given FROM ONLY type::record('consent', [$person, $purpose])) ?? false;
            IF $before != $given {
                UPSERT type::record('consent', [$person, $purpose]) SET
                    person = $person, purpose = $purpose, given = $given, since = $now RETURN NONE;
                CREATE consent_deed SET person = $person, purpose = $purpose, given = $given, words = $words,
                    at = $now RETURN NONE;
                fn::log('standing', $person);
            };
            SELECT VALUE n FROM ONLY counter:outbox";
        let mut variables = naming("person", person.as_str());
        variables.insert("purpose", purpose.as_str().to_owned());
        variables.insert("given", given);
        variables.insert("words", i64::from(WORDS));
        variables.insert("now", now);
        let mut answers = self
            .db
            .transact("keeping a consent", body, variables)
            .await?;
        Ok(super::log::position(answers.take(3)?))
    }

    /// What a person consents to now, and the ledger, newest first.
    pub(crate) async fn consents(
        &self,
        person: &PersonId,
    ) -> Result<(Vec<Consent>, Vec<ConsentDeed>), StoreError> {
        let surql = "SELECT purpose, given, since FROM consent WHERE person = $person;
            SELECT purpose, given, words, at FROM consent_deed WHERE person = $person ORDER BY at DESC";
        let mut results = self
            .db
            .read(surql)
            .bind(naming("person", person.as_str()))
            .await
            .map_err(StoreError::while_doing("reading consents"))?;
        let now = rows::<ConsentRow>(&mut results, 0, "consent")?;
        let deeds = rows::<DeedRow>(&mut results, 1, "consent_deed")?;
        let consent = |row: ConsentRow| Consent {
            purpose: row.purpose,
            given: row.given,
            since: row.since,
        };
        let deed = |row: DeedRow| ConsentDeed {
            purpose: row.purpose,
            given: row.given,
            words: row.words,
            at: row.at,
        };
        Ok((
            now.into_iter().map(consent).collect(),
            deeds.into_iter().map(deed).collect(),
        ))
    }

    /// Notes that a parent is asked, and the job that mails the link. The links of earlier mails open nothing from now on:
    /// the address may have been wrong. What opens the link is made
    /// when the mail is written, see [`Self::open_parent_link`]: it stands nowhere.
    ///
    /// # Errors
    /// Throws `asked-often` when `most` were made since `since`, or the address got as many as it may; such an asking
    /// counts for nothing.
    pub(crate) async fn add_parent_link(
        &self,
        link: &SecretId,
        mail: ParentMail<'_>,
        since: DateTime<Utc>,
        most: u32,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = "LET $lately = (SELECT VALUE id FROM parent_link WHERE person = $person AND made_at > $since AND opened_for = NONE);
            IF array::len($lately) >= $most { THROW 'asked-often' };
            LET $sent = (SELECT VALUE n FROM ONLY type::record('tally', $tally)) ?? 0;
            IF $sent >= $most_to_one { THROW 'asked-often' };
            UPSERT type::record('tally', $tally) SET n = $sent + 1, ends_at = $tally_ends RETURN NONE;
            DELETE parent_link WHERE person = $person AND opened_for != NONE RETURN NONE;
            CREATE type::record('parent_link', $link) SET person = $person, made_at = $now, ends_at = $ends RETURN NONE;
            fn::enqueue($kind, $link, $now, {
                to: $to, language: $language, until: $ends, person: $person, name: $name
            })";
        let mut variables = naming("person", mail.person.as_str());
        variables.insert("kind", PARENT_MAIL.to_owned());
        variables.insert("link", link.as_str().to_owned());
        variables.insert("since", since);
        variables.insert("most", i64::from(most));
        variables.insert("ends", mail.ends);
        variables.insert("tally", mail.tally.id);
        variables.insert("tally_ends", mail.tally.ends);
        variables.insert("most_to_one", i64::from(mail.tally.most));
        variables.insert("to", mail.to.to_owned());
        variables.insert("language", mail.language.to_owned());
        variables.insert("name", mail.name.to_owned());
        variables.insert("now", now);
        self.db
            .transact("asking a parent", body, variables)
            .await
            .map(drop)
    }

    /// Gives the link of a mail that is being written the secret that opens it. A mail written
    /// again gets another; the one before opens nothing then.
    ///
    /// # Errors
    /// Throws `gone` when the link is.
    pub(crate) async fn open_parent_link(
        &self,
        asked: &SecretId,
        link: &SecretId,
    ) -> Result<(), StoreError> {
        let body = "LET $asked = (SELECT * FROM ONLY type::record('parent_link', $asked_id));
            IF $asked = NONE { THROW 'gone' };
            LET $later = (SELECT VALUE id FROM parent_link
                WHERE person = $asked.person AND opened_for = NONE AND made_at > $asked.made_at);
            IF array::len($later) > 0 { THROW 'gone' };
            DELETE parent_link WHERE opened_for = $asked_id RETURN NONE;
            CREATE type::record('parent_link', $link) SET person = $asked.person, made_at = $asked.made_at,
                ends_at = $asked.ends_at, opened_for = $asked_id RETURN NONE";
        let mut variables = naming("asked_id", asked.as_str());
        variables.insert("link", link.as_str().to_owned());
        self.db
            .transact("opening a parent's link", body, variables)
            .await
            .map(drop)
    }

    /// Lets a browser ask the parents of a child until `ends`.
    pub(crate) async fn keep_waiting(
        &self,
        browser: &SecretId,
        child: &PersonId,
        ends: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = "UPSERT type::record('waiting', $id) SET person = type::record('person', $person), ends_at = $ends
            RETURN NONE";
        let mut variables = naming("id", browser.as_str());
        variables.insert("person", child.as_str().to_owned());
        variables.insert("ends", ends);
        self.db
            .transact("letting a child wait", body, variables)
            .await
            .map(drop)
    }

    /// Who waits in this browser.
    pub(crate) async fn waiting(
        &self,
        browser: &SecretId,
        now: DateTime<Utc>,
    ) -> Result<Option<PersonId>, StoreError> {
        let surql = "SELECT VALUE record::id(person) FROM ONLY type::record('waiting', $id) WHERE ends_at > $now";
        let mut variables = naming("id", browser.as_str());
        variables.insert("now", now);
        let id: Option<String> = self
            .db
            .read(surql)
            .bind(variables)
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("looking who waits"))?;
        id.map(|id| super::person_id("waiting", &id)).transpose()
    }

    /// What was asked of the parents of a child, and what they said.
    pub(crate) async fn asked_of_parents(
        &self,
        child: &PersonId,
        since: DateTime<Utc>,
    ) -> Result<AskedOfParents, StoreError> {
        let surql = "LET $asked = (SELECT made_at, ends_at FROM parent_link
                WHERE person = $person AND opened_for = NONE ORDER BY made_at DESC);
            LET $said = (SELECT given, at FROM ONLY type::record('parent_consent', $person));
            SELECT * FROM ONLY {
                made_at: (SELECT VALUE made_at FROM ONLY type::record('person', $person)),
                asked: $asked[0].made_at, ends: $asked[0].ends_at,
                lately: array::len($asked[WHERE made_at > $since]),
                said: $said.given, said_at: $said.at
            }";
        let mut variables = naming("person", child.as_str());
        variables.insert("since", since);
        let mut results = self
            .db
            .read(surql)
            .bind(variables)
            .await
            .map_err(StoreError::while_doing("reading what parents were asked"))?;
        row(&mut results, 2, "parent_link")?.ok_or(StoreError::Thrown("gone".to_owned()))
    }

    /// Who was made before `before`, has no parent's consent nor a no that is younger, and no link that waits for an answer.
    /// Not all of them are children.
    pub(crate) async fn children_without_consent(
        &self,
        before: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<Vec<PersonId>, StoreError> {
        let surql = "LET $with = (SELECT VALUE record::id(id) FROM parent_consent WHERE given OR at > $before);
            LET $asked = (SELECT VALUE person FROM parent_link WHERE opened_for = NONE AND ends_at > $now);
            SELECT VALUE record::id(id) FROM person WHERE made_at <= $before AND !is_demo AND birth_year >= $year
                AND record::id(id) NOT IN $with AND record::id(id) NOT IN $asked";
        let mut variables = surrealdb::types::Variables::new();
        variables.insert("before", before);
        variables.insert("now", now);
        // Nobody born before it is a child now.
        variables.insert("year", i64::from(chrono::Datelike::year(&before)) - 17);
        let ids: Vec<String> = self
            .db
            .read(surql)
            .bind(variables)
            .await
            .and_then(|mut results| results.take(2))
            .map_err(StoreError::while_doing(
                "looking for children without consent",
            ))?;
        ids.iter()
            .map(|id| super::person_id("person", id))
            .collect()
    }

    /// Whose link this is, and until when it works.
    pub(crate) async fn parent_link(
        &self,
        link: &SecretId,
    ) -> Result<Option<(PersonId, DateTime<Utc>)>, StoreError> {
        let surql = "SELECT person, ends_at FROM ONLY type::record('parent_link', $link)";
        let mut results = self
            .db
            .read(surql)
            .bind(naming("link", link.as_str()))
            .await
            .map_err(StoreError::while_doing("reading a parent's link"))?;
        row::<LinkRow>(&mut results, 0, "parent_link")?
            .map(|row| Ok((super::person_id("parent_link", &row.person)?, row.ends_at)))
            .transpose()
    }

    /// What a parent says. The link stays until `until`, so that it can be taken back.
    pub(crate) async fn set_parent_consent(
        &self,
        link: &SecretId,
        person: &PersonId,
        given: bool,
        until: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<u64, StoreError> {
        let body = "IF !record::exists(type::record('parent_link', $link)) { THROW 'gone' };
            UPDATE type::record('parent_link', $link) SET ends_at = $until RETURN NONE;
            UPSERT type::record('parent_consent', $person) SET given = $given, at = $now RETURN NONE;
            IF !$given { DELETE session WHERE person = type::record('person', $person) };
            fn::log('standing', $person);
            SELECT VALUE n FROM ONLY counter:outbox";
        let mut variables = naming("person", person.as_str());
        variables.insert("link", link.as_str().to_owned());
        variables.insert("given", given);
        variables.insert("until", until);
        variables.insert("now", now);
        let mut answers = self
            .db
            .transact("keeping what a parent says", body, variables)
            .await?;
        Ok(super::log::position(answers.take(5)?))
    }
}

/// The kind of job that mails a parent.
pub(crate) const PARENT_MAIL: &str = "mail-parent";

/// What the mail to a parent says.
pub(crate) struct ParentMail<'a> {
    pub(crate) person: &'a PersonId,
    pub(crate) to: &'a str,
    pub(crate) language: &'a str,
    /// The child's first name.
    pub(crate) name: &'a str,
    pub(crate) ends: DateTime<Utc>,
    /// How many mails this address got.
    pub(crate) tally: Tally,
}
