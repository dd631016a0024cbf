use std::sync::Arc;

use chrono::{DateTime, Utc};
use contract::FieldProblem;
use contract::meetups::{
    ANSWER_MISSING, Event, INVITE_EMAIL, Occurrence, REMINDERS, Reminders, SIGNUP_AGE, SIGNUP_NAME,
    Signup,
};
use poem::http::StatusCode;
use poem::web::{Data, Form, Path};
use poem::{Request, Response, handler};
use serde::Serialize;
use wire::Problem;

use super::by_mail::{AskForm, Typed};
use super::entry::{EntryFields, Filled};
use super::follow_up::{CardUsed, cards_used};
use super::image::Picture;
use super::qr::Pass;
use super::structured::structured;
use super::{board_crumb, calls, samples, tile};
use crate::App;
use crate::error::{PageError, see_other};
use crate::form::Choices;
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show, show_as};
use crate::part::{Crumb, Other, Tone};
use crate::prose::Prose;
use crate::session::{Caller, MaybeSignedIn, SignedIn};
use crate::shell::Telling;
use crate::urls;

/// One meetup: the facts, and one tap to come.
#[derive(Debug, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a question that the template asks by name"
)]
pub struct MeetupPage {
    id: String,
    title: String,
    kind: Say,
    status: Say,
    tone: Tone,
    is_cancelled: bool,
    is_over: bool,
    when: Time,
    /// The times after the first, of a series.
    later: Vec<Time>,
    place: Option<String>,
    online: bool,
    link: Option<String>,
    region: Link,
    community: Option<Link>,
    image: Option<Picture>,
    description: Prose,
    outcome: Option<Prose>,
    /// The cards that were used.
    cards: Vec<CardUsed>,
    /// Whether the reader may tell what came of it.
    may_follow_up: bool,
    cost: Option<String>,
    travel: Option<String>,
    access: Vec<Say>,
    skills: Vec<Say>,
    organiser: Option<String>,
    /// The same, when it is somebody else than the reader.
    host: Option<Other>,
    /// Organisations by their names, and members of its community who organise it too.
    cohosts: Vec<String>,
    language: Say,
    topics: Vec<Link>,
    /// Where the reader stands, if they signed up.
    mine: Option<Mine>,
    /// What is asked of who signs up.
    entry: Option<EntryFields>,
    /// What the reader can change of their sign-up.
    change: Option<EntryFields>,
    /// What the button offers to who has not signed up.
    offer: Option<Say>,
    /// What is asked of who has no account.
    by_mail: Option<AskForm>,
    may_confirm: bool,
    may_leave: bool,
    may_edit: bool,
    /// Whether it has single times to change.
    recurs: bool,
    /// The form for another one like it.
    again: String,
    may_cancel: bool,
    may_see_signups: bool,
    /// Why the last tap did not work.
    problem: Option<Say>,
    /// JSON-LD, safe inside a script element.
    structured: String,
}

#[derive(Debug, Serialize)]
struct Link {
    name: String,
    href: String,
}

#[derive(Debug, Serialize)]
struct Mine {
    has_place: bool,
    /// Whether they are on the list; who answered too late is not.
    waits: bool,
    /// Until when a place is held for them, RFC 3339.
    until: Option<String>,
    say: Say,
    /// What they show at the door.
    pass: Option<Pass>,
    /// What they want to be reminded by, while they may come.
    remind: Option<Choices>,
    /// Whether there is a certificate that they were there.
    certificate: bool,
    /// How many others come along.
    brings: u32,
    /// Whether places are free, and too few for all of them.
    is_short: bool,
}

/// What can be chosen to be reminded by.
pub(super) fn reminders(signup: &Signup) -> Choices {
    let known = REMINDERS.iter().copied();
    Choices::of("meetups-remind", known, &signup.reminders)
}

/// What was chosen in such a form.
pub(super) fn chosen(pairs: Vec<(String, String)>) -> Reminders {
    let chosen = pairs.into_iter().filter(|(name, _)| name == "seintje");
    Reminders {
        reminders: chosen.map(|(_, value)| value).collect(),
    }
}

impl Mine {
    fn of(signup: &Signup, may_confirm: bool, pass: Option<Pass>) -> Self {
        let say = match (signup.state.as_str(), signup.position) {
            ("offered", _) => Say::key("meetups-mine-offered"),
            ("lapsed", _) => Say::key("meetups-mine-lapsed"),
            (_, Some(_)) if may_confirm => Say::key("meetups-mine-free"),
            (_, Some(position)) => Say::key("meetups-mine-waiting").with("position", position),
            (_, None) => Say::key("meetups-mine-placed"),
        };
        Self {
            has_place: signup.state == "placed",
            waits: signup.position.is_some() && !may_confirm,
            until: signup.until.clone(),
            say,
            pass,
            remind: (signup.state != "lapsed").then(|| reminders(signup)),
            certificate: signup.certificate,
            brings: signup.party.saturating_sub(1),
            is_short: false,
        }
    }
}

/// Whether somebody waits first for more places than are free.
pub(super) fn is_short(signup: &Signup, free: Option<u32>) -> bool {
    signup.position == Some(1) && free.is_some_and(|free| 0 < free && free < signup.party)
}

impl Mine {
    /// Whoever waits first sees that there are places, and that they are too few.
    fn short_of(mut self, signup: &Signup, free: Option<u32>) -> Self {
        self.is_short = self.waits && is_short(signup, free);
        self
    }
}

/// A time to show: on one day, or from one to another.
#[derive(Debug, Serialize)]
pub(super) struct Time {
    starts: String,
    ends: String,
    all_day: bool,
    /// The last day, where it is not the first.
    last_day: Option<String>,
}

impl Time {
    /// The last day, where it is not the first.
    pub(super) fn last_day(&self) -> Option<&str> {
        self.last_day.as_deref()
    }

    pub(super) fn of(time: &Occurrence, all_day: bool) -> Self {
        let last = if all_day {
            day_before(&time.ends)
        } else {
            time.ends.clone()
        };
        let day = |text: &str| text.get(..10).unwrap_or_default().to_owned();
        Self {
            starts: if all_day {
                day(&time.starts)
            } else {
                time.starts.clone()
            },
            last_day: (day(&time.starts) != day(&last)).then_some(last),
            ends: time.ends.clone(),
            all_day,
        }
    }
}

/// Its first time that is shown, and those after it.
fn times(event: &Event) -> (Time, Vec<Time>) {
    let whole_days = event.event.all_day;
    let mut times = event
        .occurrences
        .iter()
        .map(|time| Time::of(time, whole_days));
    let Some(first) = times.next() else {
        let only = Occurrence {
            starts: event.event.starts.clone(),
            ends: event.event.ends.clone(),
            ..Occurrence::default()
        };
        return (Time::of(&only, whole_days), Vec::new());
    };
    (first, times.collect())
}

/// What the button offers.
fn offer(event: &Event) -> Say {
    let (free, waiting) = (event.event.free, event.event.waiting);
    if free == Some(0) || waiting > 0 {
        Say::key("meetups-offer-waiting")
    } else {
        Say::key("meetups-offer-place")
    }
}

/// The last of whole days: they end at the midnight after it.
fn day_before(ends: &str) -> String {
    let after = ends
        .get(..10)
        .and_then(|day| day.parse::<chrono::NaiveDate>().ok());
    after
        .and_then(|day| day.pred_opt())
        .map_or(String::new(), |day| day.format("%Y-%m-%d").to_string())
}

impl MeetupPage {
    pub(super) fn of(event: &Event, visit: &Circumstances) -> Self {
        let summary = &event.event;
        let may = |deed: &str| event.may.iter().any(|may| may == deed);
        let (when, later) = times(event);
        let is_over = is_past(event, visit.now);
        let is_cancelled = summary.status == "cancelled";
        let (status, tone) = if is_over && !is_cancelled {
            (Say::key("meetups-status-over"), Tone::Quiet)
        } else {
            tile::status(summary)
        };
        let is_open = !is_over && !is_cancelled;
        let stranger_may = visit.is_stranger && is_open;
        let link = |href: String, name: &str| Link {
            name: name.to_owned(),
            href,
        };
        Self {
            id: summary.id.clone(),
            title: summary.title.clone(),
            kind: Say::of("meetups-kind", &summary.kind),
            status,
            tone,
            is_cancelled,
            is_over,
            when,
            later,
            place: summary.place.clone(),
            online: summary.online,
            link: event.online_link.clone(),
            region: link(urls::region(&summary.region), &summary.region_name),
            community: summary.community.as_ref().map(|slug| {
                link(
                    urls::community(slug),
                    summary.community_name.as_deref().unwrap_or(slug),
                )
            }),
            image: Picture::of(event),
            description: Prose::from_markdown(&event.description),
            outcome: event.outcome.as_deref().map(Prose::from_markdown),
            cards: Vec::new(),
            may_follow_up: may("follow_up"),
            cost: summary.cost.clone(),
            travel: event.travel.clone(),
            access: summary
                .accessibility
                .iter()
                .map(|flag| Say::of("meetups-access", flag))
                .collect(),
            skills: event
                .skills
                .iter()
                .map(|skill| Say::of("meetups-skill", skill))
                .collect(),
            organiser: event.organiser.clone(),
            host: Other::of(
                event.organiser_id.as_deref(),
                event.organiser.as_deref(),
                visit.me.as_deref(),
            ),
            cohosts: organisers_too(event),
            language: Say::of("meetups-language", &summary.language),
            topics: topics(&summary.topics),
            mine: event.mine.as_ref().map(|mine| {
                Mine::of(
                    mine,
                    may("confirm"),
                    Pass::of(mine, &summary.id, &visit.site),
                )
                .short_of(mine, summary.free)
            }),
            offer: (may("sign_up") || stranger_may).then(|| offer(event)),
            entry: may("sign_up")
                .then(|| entry(event))
                .and_then(EntryFields::if_any),
            change: may("change")
                .then(|| change(event))
                .and_then(EntryFields::if_any),
            by_mail: stranger_may.then(|| AskForm::empty(event)),
            may_confirm: may("confirm"),
            may_leave: may("leave"),
            may_edit: may("edit"),
            recurs: summary.recurs,
            again: urls::with_query(urls::NEW_MEETUP, &[("zoals", &summary.id)]),
            may_cancel: may("cancel"),
            may_see_signups: may("see_signups"),
            problem: None,
            structured: structured(event, &visit.site),
        }
    }

    /// With what the reader filled in beside a sign-up, and what is wrong with it.
    pub(super) fn entering_again(
        self,
        event: &Event,
        filled: &Filled,
        faults: &[FieldProblem],
        problem: Option<Say>,
    ) -> Self {
        let again = EntryFields::of(event.may_bring, &event.questions, filled, faults).if_any();
        if self.change.is_some() {
            return Self {
                change: again,
                problem,
                ..self
            };
        }
        Self {
            entry: again,
            problem,
            ..self
        }
    }

    /// With what somebody without an account typed, and why no mail was sent.
    pub(super) fn asking_again(self, form: AskForm, problem: Option<Say>) -> Self {
        Self {
            by_mail: Some(form),
            problem,
            ..self
        }
    }
}

/// Organisations by their names, and members of its community who organise it too.
fn organisers_too(event: &Event) -> Vec<String> {
    let hosts = event.hosts.iter().map(|host| host.name.clone());
    event.cohosts.iter().cloned().chain(hosts).collect()
}

/// What it is about, each with the board of that.
fn topics(topics: &[String]) -> Vec<Link> {
    let link = |topic: &String| Link {
        name: topic.clone(),
        href: urls::with_query(urls::MEETUPS, &[("onderwerp", topic)]),
    };
    topics.iter().map(link).collect()
}

/// The fields beside a sign-up, empty.
pub(super) fn entry(event: &Event) -> EntryFields {
    EntryFields::of(event.may_bring, &event.questions, &Filled::default(), &[])
}

/// The same as the reader filled them.
fn change(event: &Event) -> EntryFields {
    let mine = event.mine.as_ref();
    let filled = mine.map_or_else(Filled::default, |mine| {
        Filled::before(mine.party, &mine.answers)
    });
    EntryFields::of(event.may_bring, &event.questions, &filled, &[])
}

/// What the page depends on beside the event.
pub(super) struct Circumstances {
    now: DateTime<Utc>,
    is_stranger: bool,
    /// Who reads it.
    me: Option<String>,
    site: String,
}

/// Whether the last time of it is over.
fn is_past(event: &Event, now: DateTime<Utc>) -> bool {
    let last = event
        .occurrences
        .last()
        .map_or(&event.event.ends, |time| &time.ends);
    DateTime::parse_from_rfc3339(last).is_ok_and(|ends| ends <= now)
}

impl Page for MeetupPage {
    const TEMPLATE: &'static str = "meetups/meetup";

    fn title(&self) -> Say {
        Say::key("meetups-meetup-title").with("title", self.title.as_str())
    }

    fn area(&self) -> Area {
        Area::Meetups
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            board_crumb(),
            Crumb::name(&self.region.name, &self.region.href),
        ]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let now = samples::now();
        let page = |event: Event, is_stranger: bool| {
            Self::of(
                &event,
                &Circumstances {
                    now,
                    is_stranger,
                    me: (!is_stranger).then(|| "noor".to_owned()),
                    site: "https://kansrijk.example".to_owned(),
                },
            )
        };
        let later = Circumstances {
            now: now + chrono::TimeDelta::days(900),
            is_stranger: true,
            me: None,
            site: String::new(),
        };
        let problem = Some(Say::of("meetups-problem", "signup.already"));
        let faults = [
            ("name", SIGNUP_NAME),
            ("email", INVITE_EMAIL),
            ("sixteen", SIGNUP_AGE),
        ];
        let faults = faults.map(|(field, code)| FieldProblem::new(field, code));
        let wrong = AskForm::again(&Typed::default(), &samples::event(), &faults);
        let asking = samples::asking();
        let unanswered: Vec<FieldProblem> = asking
            .questions
            .iter()
            .map(|one| FieldProblem::new(&format!("answers.{}", one.key), ANSWER_MISSING))
            .collect();
        let brings_others = samples::waits_with_others();
        vec![
            ("stranger", page(samples::event(), true)),
            (
                "may come",
                page(samples::with_may(samples::event(), &["sign_up"]), false),
            ),
            (
                "full",
                page(samples::with_may(samples::full(), &["sign_up"]), false),
            ),
            (
                "asks something",
                page(samples::with_may(samples::asking(), &["sign_up"]), false),
            ),
            ("asks a stranger", page(samples::asking(), true)),
            (
                "not answered",
                page(samples::with_may(samples::asking(), &["sign_up"]), false).entering_again(
                    &asking,
                    &Filled::default(),
                    &unanswered,
                    None,
                ),
            ),
            ("brings others", page(brings_others, false)),
            ("has a place", page(samples::placed(None), false)),
            ("waits", page(samples::placed(Some(3)), false)),
            ("is offered a place", page(samples::offered(), false)),
            ("may be first", page(samples::last_call(), false)),
            ("was too late", page(samples::lapsed(), false)),
            (
                "coordinator",
                page(
                    samples::with_may(
                        samples::series(),
                        &["sign_up", "edit", "cancel", "see_signups"],
                    ),
                    false,
                ),
            ),
            (
                "asked wrongly",
                page(samples::event(), true).asking_again(wrong, None),
            ),
            (
                "with an image",
                Self {
                    image: Some(Picture::sample()),
                    ..page(samples::event(), true)
                },
            ),
            ("two days", page(samples::two_days(), true)),
            ("cancelled", page(samples::cancelled(), true)),
            ("over", Self::of(&samples::event(), &later)),
            ("was there", Self::of(&samples::attended(), &later)),
            (
                "did not work",
                Self {
                    problem,
                    ..page(samples::placed(None), false)
                },
            ),
        ]
    }
}

/// Shows a meetup.
#[handler]
pub(crate) async fn meetup(
    request: &Request,
    MaybeSignedIn(caller): MaybeSignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let token = caller.as_ref().map(|caller| &caller.token);
    let event = calls::event(&app.services.meetups, token, &id).await?;
    let page = MeetupPage::of(&event, &circumstances(request, app, caller.as_ref()));
    let cards = cards_used(&app.services.toolbox, token, &event.cards).await;
    Ok(show(MeetupPage { cards, ..page }))
}

pub(super) fn circumstances(
    request: &Request,
    app: &App,
    reader: Option<&Caller>,
) -> Circumstances {
    Circumstances {
        now: app.clock.now(),
        is_stranger: reader.is_none(),
        me: reader.map(|reader| reader.person.to_string()),
        site: crate::passing::site(request, app),
    }
}

/// Whoever had to sign in first comes back here and can tap again.
#[handler]
pub(crate) fn after_sign_in(Path(id): Path<String>) -> Response {
    see_other(urls::meetup(id))
}

/// Takes a place, or the last place in the waiting list.
#[handler]
pub(crate) async fn sign_up(
    request: &Request,
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let (meetups, filled) = (&app.services.meetups, Filled::typed(&typed));
    match calls::sign_up(meetups, &caller.token, &id, &filled.request()).await {
        Err(Problem::Refused(faults)) => {
            let event = calls::event(meetups, Some(&caller.token), &id).await?;
            let page = MeetupPage::of(&event, &circumstances(request, app, Some(&caller)));
            Ok(refuse(page.entering_again(&event, &filled, &faults, None)))
        }
        Ok(signup) if signup.position.is_none() => {
            Ok(see_other(urls::meetup(&id)).telling(Say::key("meetups-flash-placed")))
        }
        Ok(_) => Ok(see_other(urls::meetup(&id)).telling(Say::key("meetups-flash-waiting"))),
        Err(problem) => not_done(request, app, &caller, &id, problem).await,
    }
}

/// Says yes to the place that is held for the reader, or to one that is free.
#[handler]
pub(crate) async fn confirm(
    request: &Request,
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    match calls::confirm(&app.services.meetups, &caller.token, &id).await {
        Ok(_) => Ok(see_other(urls::meetup(&id)).telling(Say::key("meetups-flash-placed"))),
        Err(problem) => not_done(request, app, &caller, &id, problem).await,
    }
}

/// Keeps what the reader wants to be reminded by.
#[handler]
pub(crate) async fn keep_reminders(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let meetups = &app.services.meetups;
    match calls::choose_reminders(meetups, &caller.token, &id, &chosen(typed)).await {
        Ok(_) => Ok(see_other(urls::meetup(&id)).telling(Say::key("meetups-flash-reminders"))),
        // Who is not on the list any more sees that.
        Err(Problem::Told(body)) if body.status == 409 => Ok(see_other(urls::meetup(&id))),
        Err(problem) => Err(problem.into()),
    }
}

/// The page as it is now, with why the tap did not work.
async fn not_done(
    request: &Request,
    app: &App,
    caller: &Caller,
    id: &str,
    problem: Problem,
) -> Result<Response, PageError> {
    match problem {
        Problem::Told(body) if body.status == 409 => {
            let code = body.kind.rsplit(':').next().unwrap_or_default().to_owned();
            let event = calls::event(&app.services.meetups, Some(&caller.token), id).await?;
            let page = MeetupPage::of(&event, &circumstances(request, app, Some(caller)));
            let problem = Some(Say::of("meetups-problem", &code));
            Ok(show_as(
                StatusCode::CONFLICT,
                MeetupPage { problem, ..page },
            ))
        }
        problem => Err(problem.into()),
    }
}

/// Gives a place back. Who was not on the list any more gets the same page.
#[handler]
pub(crate) async fn leave(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    match calls::leave(&app.services.meetups, &caller.token, &id).await {
        Ok(()) => Ok(see_other(urls::meetup(&id)).telling(Say::key("meetups-flash-left"))),
        Err(Problem::Told(body)) if body.status == 409 => Ok(see_other(urls::meetup(&id))),
        Err(problem) => Err(problem.into()),
    }
}
