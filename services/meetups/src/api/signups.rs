use std::sync::Arc;

use contract::FieldProblem;
use contract::meetups::{
    self as code, EventSignups, MySignups, Participant, Reminders, SigningUp, Signup, TickedOff,
};
use contract::my_data::AboutMe;
use nouns::{Language, SignupId};
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::{Json, PlainText};
use poem_openapi::{ApiResponse, OpenApi};
use wire::feeds::PRIVATE;
use wire::{Problem, SignedIn};

use super::perhaps::Perhaps;
use super::{answers, event_id};
use crate::Meetups;
use crate::attendance::DoorCode;
use crate::entry::Wish;
use crate::reminders::Remind;

/// Places at events.
pub(super) struct SignupApi(pub(super) Arc<Meetups>);

#[derive(ApiResponse)]
enum SignedUpAnswer {
    #[oai(status = 201)]
    Created(Json<Signup>),
}

#[derive(ApiResponse)]
enum Left {
    #[oai(status = 204)]
    Done,
}

#[derive(ApiResponse)]
enum Spreadsheet {
    #[oai(status = 200, content_type = "text/csv; charset=utf-8")]
    List(PlainText<String>, #[oai(header = "Cache-Control")] String),
}

#[OpenApi]
impl SignupApi {
    /// A place, or the last place in the waiting list.
    #[oai(path = "/events/:id/signups", method = "post")]
    async fn sign_up(
        &self,
        id: Path<String>,
        sent: Perhaps<SigningUp>,
        caller: SignedIn,
    ) -> Result<SignedUpAnswer, Problem> {
        let (id, wish) = (event_id(&id.0)?, wish(sent.0.unwrap_or_default()));
        let signup = self.0.sign_up_with(&caller.0, &id, &wish).await?;
        Ok(SignedUpAnswer::Created(Json(answers::signup(&signup))))
    }

    /// Says yes to the place that is held for the caller; in the last two hours, to one that is free.
    #[oai(path = "/events/:id/signups/mine/confirm", method = "post")]
    async fn confirm(&self, id: Path<String>, caller: SignedIn) -> Result<Json<Signup>, Problem> {
        let signup = self.0.confirm(&caller.0, &event_id(&id.0)?).await?;
        Ok(Json(answers::signup(&signup)))
    }

    /// What the caller wants to be reminded by; an empty list is nothing.
    #[oai(path = "/events/:id/signups/mine/reminders", method = "put")]
    async fn reminders(
        &self,
        id: Path<String>,
        sent: Json<Reminders>,
        caller: SignedIn,
    ) -> Result<Json<Signup>, Problem> {
        let (id, chosen) = (event_id(&id.0)?, reminders(&sent.0)?);
        let signup = self.0.choose_reminders(&caller.0, &id, &chosen).await?;
        Ok(Json(answers::signup(&signup)))
    }

    /// Comes with more or fewer others, or answers anew. Fewer makes room; more is for who has a place while nobody waits.
    #[oai(path = "/events/:id/signups/mine", method = "put")]
    async fn change(
        &self,
        id: Path<String>,
        sent: Json<SigningUp>,
        caller: SignedIn,
    ) -> Result<Json<Signup>, Problem> {
        let (id, wish) = (event_id(&id.0)?, wish(sent.0));
        let signup = self.0.change_signup(&caller.0, &id, &wish).await?;
        Ok(Json(answers::signup(&signup)))
    }

    /// Gives the caller's place back; the first who waits is offered it.
    #[oai(path = "/events/:id/signups/mine", method = "delete")]
    async fn leave(&self, id: Path<String>, caller: SignedIn) -> Result<Left, Problem> {
        self.0.leave(&caller.0, &event_id(&id.0)?).await?;
        Ok(Left::Done)
    }

    /// Who comes and who waits, for who coordinates.
    #[oai(path = "/events/:id/signups", method = "get")]
    async fn signups(
        &self,
        id: Path<String>,
        caller: SignedIn,
    ) -> Result<Json<EventSignups>, Problem> {
        let (event, day, attendees) = self.0.signups(&caller.0, &event_id(&id.0)?).await?;
        Ok(Json(answers::signups(&event, day, attendees)))
    }

    /// The same for a spreadsheet, with the answers to the questions of the host. `language` is `nl` when left out, or `en`.
    #[oai(path = "/events/:id/signups/list.csv", method = "get")]
    async fn list(
        &self,
        id: Path<String>,
        language: Query<Option<String>>,
        caller: SignedIn,
    ) -> Result<Spreadsheet, Problem> {
        let language = language.0.as_deref().and_then(Language::parse);
        let id = event_id(&id.0)?;
        let listing = self
            .0
            .list_csv(&caller.0, &id, language.unwrap_or_default());
        Ok(Spreadsheet::List(
            PlainText(listing.await?),
            PRIVATE.to_owned(),
        ))
    }

    /// Whose code somebody shows at the door, for who coordinates.
    #[oai(path = "/events/:id/signups/door/:code", method = "get")]
    async fn door(
        &self,
        id: Path<String>,
        code: Path<String>,
        caller: SignedIn,
    ) -> Result<Json<Participant>, Problem> {
        let (id, code) = (event_id(&id.0)?, DoorCode::read(&code.0));
        let found = self.0.at_the_door(&caller.0, &id, &code).await?;
        Ok(Json(answers::participant(found)))
    }

    /// Says who was there, for who coordinates.
    #[oai(path = "/events/:id/signups/attendance", method = "post")]
    async fn attendance(
        &self,
        id: Path<String>,
        sent: Json<TickedOff>,
        caller: SignedIn,
    ) -> Result<Left, Problem> {
        let signup = SignupId::parse(&sent.0.signup).map_err(|_| Problem::NotFound)?;
        let id = event_id(&id.0)?;
        let ticking = self.0.tick_off(&caller.0, &id, &signup, sent.0.came);
        ticking.await?;
        Ok(Left::Done)
    }

    /// Everything that this service holds about the caller, and what stays for others.
    #[oai(path = "/about-me", method = "get")]
    async fn about_me(&self, caller: SignedIn) -> Result<Json<AboutMe>, Problem> {
        Ok(Json(self.0.about_me(&caller.0).await?))
    }

    /// What the caller signed up for and is not over, soonest first.
    #[oai(path = "/signups/mine", method = "get")]
    async fn mine(&self, caller: SignedIn) -> Result<Json<MySignups>, Problem> {
        let now = self.0.clock.now();
        let mine = self.0.my_signups(&caller.0).await?.into_iter().map(|one| {
            let community = self.0.community_name(one.event.words.community.as_ref());
            answers::mine(one, community, now)
        });
        let attended = self.0.attended(&caller.0).await?.into_iter();
        Ok(Json(MySignups {
            signups: mine.collect(),
            attended: attended.map(answers::attended).collect(),
        }))
    }
}

/// What somebody sends with a sign-up; the meetup says whether it fits.
pub(super) fn wish(sent: SigningUp) -> Wish {
    let answers = sent.answers.into_iter();
    Wish {
        brings: sent.brings.unwrap_or_default(),
        answers: answers.map(|one| (one.question, one.answer)).collect(),
    }
}

/// What somebody chose, each once.
pub(super) fn reminders(sent: &Reminders) -> Result<Vec<Remind>, Problem> {
    let texts = sent.reminders.iter();
    let chosen: Option<Vec<Remind>> = texts.map(|text| Remind::parse(text)).collect();
    let unknown = || Problem::Refused(vec![FieldProblem::new("reminders", code::REMINDER_UNKNOWN)]);
    let chosen = chosen.ok_or_else(unknown)?;
    let each = Remind::ALL.into_iter();
    Ok(each.filter(|remind| chosen.contains(remind)).collect())
}
