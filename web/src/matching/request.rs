use std::sync::Arc;

use chrono::NaiveDate;
use contract::matching::vocabulary::{CLOSING_REASONS, DECLINE_REASONS, QUESTIONS};
use contract::matching::{ClassHour, Event, Request};
use poem::web::{Data, Path};
use poem::{Response, handler};
use serde::Serialize;
use wire::Problem;

use super::suggestions::Avatar;
use super::together::TogetherPart;
use super::{Pairs, calls, together_deeds};
use crate::app::App;
use crate::error::PageError;
use crate::form::Choices;
use crate::i18n::Say;
use crate::page::{Area, Page, show};
use crate::part::{Crumb, NextStep, Progress, Timeline, TimelineMoment, Tone};
use crate::session::{Caller, SignedIn};
use crate::urls;

/// A form begins with nothing chosen.
const NONE: &[&str] = &[];

/// One request or match: where it stands, what comes next, and what I can do.
#[derive(Debug, Serialize)]
pub(crate) struct RequestPage {
    id: String,
    other: String,
    avatar: Avatar,
    relation: Say,
    /// What was asked of a role model.
    form: Option<Say>,
    /// What a class asks.
    class: Option<ClassPart>,
    state: Say,
    tone: Tone,
    step: Option<NextStep>,
    /// What to do with an end.
    after: Option<Say>,
    /// The words of the other: a question, a reply, a reason.
    said: Vec<Say>,
    goals: Vec<Say>,
    shared: Vec<Say>,
    timeline: Timeline,
    problem: Option<Say>,
    may: May,
    reasons: Choices,
    reason_hint: Say,
    questions: Choices,
    replies: Choices,
    closings: Choices,
    is_student: bool,
    /// The two can talk, or read what they said.
    may_talk: bool,
    /// What they share after a yes.
    together: Option<TogetherPart>,
}

/// What a class asks of a role model.
#[derive(Debug, Serialize)]
pub(crate) struct ClassPart {
    subject: Say,
    students: Say,
    place: Say,
    slots: Vec<Say>,
    who: Say,
}

impl ClassPart {
    fn of(class: &ClassHour, side: &str, other: &str) -> Self {
        Self {
            subject: Say::of("guesthours-subject", &class.subject),
            students: Say::key("guesthours-request-count").with("count", class.students),
            place: Say::of("guesthours-place", &class.place),
            slots: says("matching-slot", &class.slots),
            who: Say::of("guesthours-request-who", side).with("name", other),
        }
    }
}

/// What the reader may do with it.
#[derive(Debug, Default, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "one answer for each form of the page"
)]
pub(crate) struct May {
    answer: bool,
    ask_first: bool,
    reply: bool,
    withdraw: bool,
    met: bool,
    close: bool,
    block: bool,
}

impl Page for RequestPage {
    const TEMPLATE: &'static str = "matching/request";

    fn title(&self) -> Say {
        Say::key("matching-request-title").with("name", self.other.as_str())
    }

    fn area(&self) -> Area {
        Area::Matching
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::say(Say::key("matching-start-title"), urls::MATCHING),
            Crumb::say(Say::key("matching-requests-title"), urls::MATCHING_REQUESTS),
        ]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let late = Say::of("matching-problem", contract::matching::REQUEST_LATE.name);
        let sample = |state, side| Self::of(super::samples::request(state, side));
        let in_class = |state, side| Self::of(super::samples::class_request(state, side));
        let shared = |of, state, side| {
            let page = sample(state, side);
            let part = TogetherPart::of(&super::together_samples::together(of), &page.other);
            page.sharing(Some(part))
        };
        vec![
            ("waiting", sample("waiting", "student")),
            ("asked, student", sample("asked", "student")),
            ("asked, buddy", sample("asked", "buddy")),
            ("question, student", sample("question", "student")),
            ("question, buddy", sample("question", "buddy")),
            ("matched", sample("matched", "student")),
            ("running", sample("running", "buddy")),
            ("nothing planned", shared("new", "matched", "student")),
            (
                "proposed by the other",
                shared("theirs", "matched", "buddy"),
            ),
            ("proposed by me", shared("mine", "matched", "student")),
            ("date agreed", shared("agreed", "matched", "student")),
            ("date moving", shared("moving", "matched", "buddy")),
            ("date called off", shared("off", "matched", "student")),
            ("date passed", shared("past", "matched", "student")),
            (
                "goals and check-in",
                shared("running", "running", "student"),
            ),
            ("stuck", shared("stuck", "running", "buddy")),
            ("help asked", shared("help", "running", "student")),
            ("paused", shared("paused", "running", "student")),
            ("ended well", shared("closed", "closed", "student")),
            ("thanked", shared("thanked", "closed", "buddy")),
            ("step held", held(shared("running", "running", "student"))),
            ("declined", sample("declined", "student")),
            ("class, asked", in_class("asked", "buddy")),
            ("class, matched", in_class("matched", "student")),
            ("expired", sample("expired", "student")),
            ("withdrawn", sample("withdrawn", "buddy")),
            ("closed", sample("closed", "student")),
            (
                "too late",
                Self {
                    problem: Some(late),
                    ..sample("asked", "buddy")
                },
            ),
        ]
    }
}

/// A step in own words that leads outside.
fn held(page: RequestPage) -> RequestPage {
    let code = contract::matching::STEP_WARNED.name;
    let pairs: Pairs = vec![
        ("doel".to_owned(), "planning".to_owned()),
        ("eigen".to_owned(), "Bel mij op 06 12 34 56 78".to_owned()),
    ];
    page.again(Say::of("matching-problem", code))
        .keeping(&pairs, Some(code))
}

impl RequestPage {
    pub(super) fn of(request: Request) -> Self {
        let is_student = request.side == "student";
        let other = if is_student {
            &request.buddy.name
        } else {
            &request.student.name
        };
        let ended = request.step.is_none();
        let questions = QUESTIONS.iter().map(|question| question.key);
        let replies = request.replies.iter().map(String::as_str);
        let end = if is_student { "student" } else { "buddy" };
        Self {
            avatar: Avatar::of(other),
            relation: Say::of("matching-relation", &request.relation),
            form: request
                .form
                .as_deref()
                .map(|form| Say::of("rolemodels-form", form)),
            class: request
                .class
                .as_ref()
                .map(|class| ClassPart::of(class, &request.side, other)),
            reason_hint: Say::key(if request.class.is_some() {
                "guesthours-request-reason-hint"
            } else {
                "matching-request-reason-hint"
            }),
            state: Say::of("matching-state", &request.state),
            tone: tone(&request.state),
            step: step(&request, other),
            after: ended.then(|| Say::of("matching-after", end)),
            said: said(&request, other),
            goals: says("matching-goal", &request.goals),
            shared: shared(&request),
            timeline: Timeline {
                moments: moments(&request, other),
            },
            problem: None,
            may: May::of(&request),
            reasons: Choices::of("matching-decline", DECLINE_REASONS.iter().copied(), NONE),
            questions: Choices::of("matching-question", questions, NONE),
            replies: Choices::of("matching-reply", replies, NONE),
            closings: Choices::of("matching-closing", CLOSING_REASONS.iter().copied(), NONE),
            is_student,
            may_talk: after_a_yes(&request),
            together: None,
            other: other.clone(),
            id: request.id,
        }
    }

    /// With what the two share.
    pub(super) fn sharing(self, together: Option<TogetherPart>) -> Self {
        Self { together, ..self }
    }

    /// With what was typed and could not be kept.
    pub(super) fn keeping(self, pairs: &Pairs, code: Option<&str>) -> Self {
        let together = self.together.map(|part| part.keeping(pairs, code));
        Self { together, ..self }
    }

    pub(super) fn again(self, problem: Say) -> Self {
        Self {
            problem: Some(problem),
            ..self
        }
    }
}

/// There was a yes: the two share a date, goals and a conversation.
pub(super) fn after_a_yes(request: &Request) -> bool {
    matches!(request.state.as_str(), "matched" | "running" | "closed")
}

/// The page of a request, with what the two share where there was a yes.
pub(super) async fn page(app: &App, by: &Caller, id: &str) -> Result<RequestPage, Problem> {
    let request = calls::request(app, by, id).await?;
    if !after_a_yes(&request) {
        return Ok(RequestPage::of(request));
    }
    let shared = together_deeds::shared(app, by, id).await;
    let page = RequestPage::of(request);
    let part = match shared {
        Ok(shared) => Some(TogetherPart::of(&shared, &page.other)),
        // One of the two is gone, and with them what they shared.
        Err(problem) if problem.status() == 404 => None,
        Err(problem) => return Err(problem),
    };
    Ok(page.sharing(part))
}

impl May {
    fn of(request: &Request) -> Self {
        let may = |deed: &str| request.may.iter().any(|may| may == deed);
        Self {
            answer: may("answer"),
            ask_first: may("answer") && request.question.is_none(),
            reply: may("reply"),
            withdraw: may("withdraw"),
            met: may("met"),
            close: may("close"),
            block: may("block"),
        }
    }
}

fn says(prefix: &'static str, keys: &[String]) -> Vec<Say> {
    keys.iter().map(|key| Say::of(prefix, key)).collect()
}

fn shared(request: &Request) -> Vec<Say> {
    let mut all = says("matching-slot", &request.common_slots);
    all.extend(says("matching-language", &request.common_languages));
    all.extend(says("matching-interest", &request.common_interests));
    all
}

pub(super) fn tone(state: &str) -> Tone {
    match state {
        "matched" | "running" => Tone::Good,
        "question" => Tone::Alert,
        "asked" | "waiting" => Tone::Calm,
        _ => Tone::Quiet,
    }
}

/// What comes next, in words for the reader's side.
pub(super) fn step(request: &Request, other: &str) -> Option<NextStep> {
    let step = request.step.as_ref()?;
    let code = format!("{}-{}", step.step, request.side);
    Some(NextStep {
        say: Say::of("matching-step", &code).with("name", other),
        by: day(step.until),
        is_mine: step.yours,
        href: None,
    })
}

fn day(moment: chrono::DateTime<chrono::Utc>) -> NaiveDate {
    moment
        .with_timezone(&chrono_tz::Europe::Amsterdam)
        .date_naive()
}

/// The words that came with it: what was asked, replied, and why it ended.
fn said(request: &Request, other: &str) -> Vec<Say> {
    let side = &request.side;
    let intro =
        |what: &str| Say::of("matching-said", &format!("{what}-{side}")).with("name", other);
    let mut said = Vec::new();
    if let Some(code) = &request.question {
        said.extend([intro("question"), Say::of("matching-question", code)]);
    }
    if let Some(code) = &request.reply {
        said.extend([intro("reply"), Say::of("matching-reply", code)]);
    }
    if let Some(code) = &request.reason {
        let words = match request.state.as_str() {
            "closed" => Say::of("matching-closing", code),
            _ => Say::of("matching-decline", code),
        };
        said.extend([intro("reason"), words]);
    }
    said
}

/// What happened, told to the reader: "you" for their own deeds, the other by name.
fn event_says(event: &Event, request: &Request, other: &str) -> Say {
    let side = request.side.as_str();
    let what = match event.what.as_str() {
        "asked" if request.class.is_some() => "asked-class",
        what => what,
    };
    let who = match event.by.as_str() {
        "kansrijk" => "kansrijk",
        by if by == side => "you",
        _ => "other",
    };
    Say::of("matching-event", &format!("{what}-{who}")).with("name", other)
}

/// What was, what is, and what may come.
fn moments(request: &Request, other: &str) -> Vec<TimelineMoment> {
    let past = |event: &Event| TimelineMoment {
        say: event_says(event, request, other),
        on: Some(day(event.at)),
        state: Progress::Done,
    };
    let later = |key: &'static str| TimelineMoment {
        say: Say::key(key),
        on: None,
        state: Progress::Later,
    };
    let mut moments: Vec<TimelineMoment> = request.history.iter().map(past).collect();
    if let Some(next) = step(request, other) {
        moments.push(TimelineMoment {
            say: next.say,
            on: Some(next.by),
            state: Progress::Now,
        });
    }
    match request.state.as_str() {
        "waiting" | "asked" | "question" => {
            if request.class.is_none() {
                moments.push(later("matching-later-match"));
            }
            moments.push(later("matching-later-meet"));
        }
        "matched" if request.class.is_none() => {
            moments.push(later("matching-later-check-in"));
        }
        _ => {}
    }
    moments
}

#[handler]
pub(super) async fn show_request(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> poem::Result<Response> {
    Ok(show(page(app, &by, &id).await.map_err(PageError::from)?))
}
