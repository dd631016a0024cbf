use std::sync::Arc;

use contract::meetups::{
    self as code, MadeCalendar, NewCalendar, OwnCalendar as Answer, OwnCalendars,
};
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, OpenApi};
use wire::{Problem, SignedIn};

use crate::own_calendar::{Form, OwnCalendar};
use crate::{Meetups, MeetupsError};

/// Addresses of the caller's own calendars.
pub(super) struct CalendarApi(pub(super) Arc<Meetups>);

#[derive(ApiResponse)]
enum Made {
    #[oai(status = 201)]
    Created(Json<MadeCalendar>),
}

#[derive(ApiResponse)]
enum Revoked {
    #[oai(status = 204)]
    Done,
}

#[OpenApi]
impl CalendarApi {
    /// The calendars that the caller has an address of.
    #[oai(path = "/calendars/mine", method = "get")]
    async fn mine(&self, caller: SignedIn) -> Result<Json<OwnCalendars>, Problem> {
        let calendars = self.0.own_calendars(&caller.0).await?;
        let calendars = calendars.iter().map(answer).collect();
        Ok(Json(OwnCalendars { calendars }))
    }

    /// A new address, said this once; the one before it opens nothing any more.
    #[oai(path = "/calendars/mine", method = "post")]
    async fn make(&self, caller: SignedIn, new: Json<NewCalendar>) -> Result<Made, Problem> {
        let form = new.0.form.as_deref().and_then(Form::parse);
        let form = form.ok_or_else(|| Problem::field("form", code::CALENDAR_FORM))?;
        let made = self.0.make_calendar(&caller.0, form).await;
        let secret = made.map_err(|error| match error {
            MeetupsError::NotAllowed => Problem::Forbidden(code::CALENDAR_IN_BROWSER),
            other => other.into(),
        })?;
        Ok(Made::Created(Json(MadeCalendar {
            form: form.as_str().to_owned(),
            secret,
        })))
    }

    /// Revokes an address: it opens nothing any more.
    #[oai(path = "/calendars/mine/:form", method = "delete")]
    async fn revoke(&self, form: Path<String>, caller: SignedIn) -> Result<Revoked, Problem> {
        let form = Form::parse(&form.0).ok_or(Problem::NotFound)?;
        self.0.revoke_calendar(&caller.0, form).await?;
        Ok(Revoked::Done)
    }
}

fn answer(calendar: &OwnCalendar) -> Answer {
    let region = calendar.region.filter(|_| calendar.form == Form::All);
    Answer {
        form: calendar.form.as_str().to_owned(),
        region_name: region.map(|region| region.name().to_owned()),
        since: calendar.made.to_rfc3339(),
    }
}
