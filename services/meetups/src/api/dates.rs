//! Single times of a series, as they are sent.

use std::sync::Arc;

use contract::meetups::{self as code, Event, NewDate};
use contract::{Code, FieldProblem};
use poem_openapi::OpenApi;
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use wire::{Problem, SignedIn};

use super::drafts::{LONGEST, given};
use super::event_id;
use super::events::EventApi;
use super::times::{Typed, whole_days};
use crate::dates::DateDeed;
use crate::when::When;
use crate::{Meetups, MeetupsError};

/// Single times of a series.
pub(super) struct DateApi(pub(super) Arc<Meetups>);

#[OpenApi]
impl DateApi {
    /// Moves one time of a series, calls it off, or puts it back where the rule has it; who comes hears of it.
    #[oai(path = "/events/:id/dates", method = "post")]
    async fn change(
        &self,
        id: Path<String>,
        caller: SignedIn,
        date: Json<NewDate>,
    ) -> Result<Json<Event>, Problem> {
        let id = event_id(&id.0)?;
        let view = self.0.event(Some(&caller.0), &id).await?;
        if !view.may.contains(&"edit") {
            return Err(MeetupsError::NotAllowed.into());
        }
        let when = view.event.words.when;
        let unreadable = || Problem::field("original", code::DATE_UNREADABLE);
        let original = Typed::parse(&date.0.original).ok_or_else(unreadable)?;
        let deed = deed(&date.0, when)?;
        self.0
            .change_date(&caller.0, &id, original.in_series(when), deed)
            .await?;
        EventApi(Arc::clone(&self.0))
            .shown(Some(&caller.0), &id)
            .await
    }
}

fn deed(sent: &NewDate, of: When) -> Result<DateDeed, Problem> {
    match sent.deed.as_str() {
        "off" => return Ok(DateDeed::Off),
        "back" => return Ok(DateDeed::Back),
        "move" => {}
        _ => return Err(Problem::field("deed", code::DATE_UNREADABLE)),
    }
    let mut wrong = Vec::new();
    let mut time = |field: &str, text: Option<&String>, missing: Code, unreadable: Code| {
        let Some(text) = given(text) else {
            wrong.push(FieldProblem::new(field, missing));
            return None;
        };
        let time = Typed::parse(text);
        if time.is_none() {
            wrong.push(FieldProblem::new(field, unreadable));
        }
        time
    };
    let starts = time(
        "starts",
        sent.starts.as_ref(),
        code::STARTS_MISSING,
        code::STARTS_UNREADABLE,
    );
    let ends = time(
        "ends",
        sent.ends.as_ref(),
        code::ENDS_MISSING,
        code::ENDS_UNREADABLE,
    );
    let (Some(starts), Some(ends)) = (starts, ends) else {
        return Err(Problem::Refused(wrong));
    };
    let zone = of.zone();
    let to = if of.all_day() {
        whole_days(starts, ends, zone)
    } else {
        When::timed(starts.on(zone), ends.on(zone), zone)
            .ok()
            .filter(|when| when.ends() > when.starts())
    };
    match to {
        None => Err(Problem::field("ends", code::ENDS_BEFORE_STARTS)),
        Some(to) if to.length() > LONGEST => Err(Problem::field("ends", code::ENDS_TOO_LATE)),
        Some(to) => Ok(DateDeed::Move(to)),
    }
}
