//! Addresses of people's own calendars, by the hash of their secret.

use chrono::{DateTime, Utc};
use nouns::{CommunityId, PersonId, Region};
use serde::Deserialize;

use super::{Store, binding};
use crate::MeetupsError;
use crate::own_calendar::{Form, OwnCalendar};
use crate::seal::LinkId;

#[derive(Deserialize)]
struct Row {
    person: PersonId,
    form: String,
    hash: String,
    #[serde(default)]
    region: Option<Region>,
    made: DateTime<Utc>,
}

impl Row {
    fn read(self) -> Result<OwnCalendar, MeetupsError> {
        Ok(OwnCalendar {
            form: Form::parse(&self.form).ok_or(MeetupsError::Row("own_calendar"))?,
            person: self.person,
            hash: self.hash,
            region: self.region,
            made: self.made,
        })
    }
}

impl Store {
    /// Keeps a new address by its hash, in the place of the one before.
    pub(crate) async fn keep_calendar(&self, calendar: &OwnCalendar) -> Result<(), MeetupsError> {
        let body = "UPSERT type::record('own_calendar', [$person, $form]) SET person = $person, form = $form,
            hash = $hash, region = $region, made = $made RETURN NONE";
        let variables = binding! {
            "person": calendar.person.to_string(), "form": calendar.form.as_str().to_owned(),
            "hash": calendar.hash.clone(), "made": calendar.made,
            "region": calendar.region.map(|region| region.code().to_owned()),
        };
        self.db
            .transact("keeping an address of a calendar", body, variables)
            .await?;
        Ok(())
    }

    /// The calendar that an address opens.
    pub(crate) async fn calendar_behind(
        &self,
        address: &LinkId,
    ) -> Result<Option<OwnCalendar>, MeetupsError> {
        let surql = "SELECT person, form, hash, region, made FROM own_calendar WHERE hash = $hash";
        let variables = binding! { "hash": address.as_str().to_owned() };
        let rows: Vec<Row> = self.rows("own_calendar", surql, variables).await?;
        rows.into_iter().next().map(Row::read).transpose()
    }

    pub(crate) async fn calendars_of(
        &self,
        person: &PersonId,
    ) -> Result<Vec<OwnCalendar>, MeetupsError> {
        let surql = "SELECT person, form, hash, region, made FROM own_calendar WHERE person = $person ORDER BY form";
        let variables = binding! { "person": person.to_string() };
        let rows: Vec<Row> = self.rows("own_calendar", surql, variables).await?;
        rows.into_iter().map(Row::read).collect()
    }

    /// The person lives in another region now.
    pub(crate) async fn move_calendars(
        &self,
        person: &PersonId,
        region: Option<Region>,
    ) -> Result<(), MeetupsError> {
        let body = "UPDATE own_calendar SET region = $region WHERE person = $person RETURN NONE";
        let variables = binding! {
            "person": person.to_string(), "region": region.map(|region| region.code().to_owned()),
        };
        self.db
            .transact("moving calendars to a region", body, variables)
            .await?;
        Ok(())
    }

    pub(crate) async fn drop_calendar(
        &self,
        person: &PersonId,
        form: Form,
    ) -> Result<(), MeetupsError> {
        let body = "DELETE type::record('own_calendar', [$person, $form]) RETURN NONE";
        let variables = binding! { "person": person.to_string(), "form": form.as_str().to_owned() };
        self.db
            .transact("revoking an address of a calendar", body, variables)
            .await?;
        Ok(())
    }

    /// The communities that a person takes part in or coordinates.
    pub(crate) async fn communities_of(
        &self,
        person: &PersonId,
    ) -> Result<Vec<CommunityId>, MeetupsError> {
        let surql =
            "RETURN array::concat((SELECT VALUE community FROM membership WHERE person = $person),
            (SELECT VALUE record::id(id) FROM community WHERE coordinator = $person))";
        self.rows(
            "membership",
            surql,
            binding! { "person": person.to_string() },
        )
        .await
    }
}
