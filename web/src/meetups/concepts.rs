//! Meetups that are not published yet: the list, and the form of one.

use std::sync::Arc;

use contract::FieldProblem;
use contract::meetups::{Concept, ConceptList, NewConcept, PUBLISH_PAST};
use poem::web::{Data, Form, Path};
use poem::{Response, handler};
use serde::Serialize;
use wire::Problem;

use super::fields::{MeetupFields, Typed, Unseen};
use super::known::Known;
use super::{board_crumb, calls, problems, samples};
use crate::App;
use crate::error::{PageError, see_other};
use crate::form::Field;
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::{Caller, SignedIn};
use crate::shell::Telling;
use crate::urls;

/// What the button says that was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    Publish,
    /// Without a moment.
    Keep,
    /// At the moment that stands in the form.
    Later,
}

impl Deed {
    pub(super) fn of(typed: &Typed) -> Self {
        match typed.text("doe") {
            "concept" => Self::Keep,
            "later" => Self::Later,
            _ => Self::Publish,
        }
    }

    /// What to keep; `before` is the concept that is changed.
    pub(super) fn concept(self, typed: &Typed, before: Option<&Concept>) -> NewConcept {
        let words = before.map(|concept| &concept.words);
        match self {
            Self::Keep => {
                // Who may not give it a moment leaves it its own, and then it has to be finished.
                let kept = before.filter(|concept| !may(concept, "publish"));
                let publish_at = kept.and_then(|concept| concept.publish_at.clone());
                let words = match publish_at {
                    Some(_) => strict(typed, before),
                    None => typed.unfinished(words),
                };
                NewConcept {
                    words: Some(words),
                    publish_at,
                }
            }
            Self::Later => NewConcept {
                words: Some(strict(typed, before)),
                publish_at: Some(Later::moment(typed)),
            },
            Self::Publish => NewConcept {
                words: Some(strict(typed, before)),
                publish_at: None,
            },
        }
    }
}

fn strict(typed: &Typed, before: Option<&Concept>) -> contract::meetups::NewEvent {
    let unseen = before.map(|concept| Unseen::of_words(&concept.words));
    typed.asking(unseen.unwrap_or_default())
}

fn may(concept: &Concept, deed: &str) -> bool {
    concept.may.iter().any(|may| may == deed)
}

/// When it is to be published by itself, as the form shows it.
#[derive(Debug, Serialize)]
pub(super) struct Later {
    day: Field,
    time: Field,
    is_open: bool,
}

impl Later {
    pub(super) fn of(typed: &Typed, wrong: &[FieldProblem]) -> Self {
        let problem = problems::with("publish_at", wrong);
        let (day, time) = (typed.text("plaats-dag"), typed.text("plaats-uur"));
        Self {
            is_open: !day.is_empty() || problem.is_some(),
            day: Field {
                value: day.to_owned(),
                problem,
            },
            time: Field::filled(if time.is_empty() { "09:00" } else { time }),
        }
    }

    /// A moment without a day cannot be read, and the service says so at the field.
    fn moment(typed: &Typed) -> String {
        let (day, time) = (typed.text("plaats-dag"), typed.text("plaats-uur"));
        format!("{day}T{time}")
    }
}

/// Everything that the reader keeps, or will organise too.
#[derive(Debug, Serialize)]
pub struct ConceptsPage {
    concepts: Vec<ConceptTile>,
}

/// One of them in a list.
#[derive(Debug, Serialize)]
pub(super) struct ConceptTile {
    href: String,
    /// Empty for what has no title yet.
    title: String,
    by: String,
    is_own: bool,
    publish_at: Option<String>,
    kept_until: Option<String>,
    problem: Option<Say>,
}

impl ConceptTile {
    pub(super) fn of(concept: Concept) -> Self {
        Self {
            href: urls::meetup_concept(&concept.id),
            is_own: may(&concept, "publish"),
            title: concept.words.title.unwrap_or_default(),
            by: concept.by,
            problem: concept.problem.as_deref().map(obstacle),
            publish_at: concept.publish_at,
            kept_until: concept.kept_until,
        }
    }
}

fn obstacle(problem: &str) -> Say {
    Say::of("meetups-concept-problem", problem)
}

impl ConceptsPage {
    fn of(list: ConceptList) -> Self {
        Self {
            concepts: list.concepts.into_iter().map(ConceptTile::of).collect(),
        }
    }
}

impl Page for ConceptsPage {
    const TEMPLATE: &'static str = "meetups/concepts";

    fn title(&self) -> Say {
        Say::key("meetups-concepts-title")
    }

    fn area(&self) -> Area {
        Area::Meetups
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![board_crumb()]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let concepts = samples::concepts();
        vec![
            ("some", Self::of(ConceptList { concepts })),
            ("none", Self::of(ConceptList::default())),
        ]
    }
}

/// Writing on at a concept.
#[derive(Debug, Serialize)]
pub struct ConceptPage {
    id: String,
    title: String,
    by: String,
    fields: MeetupFields,
    later: Later,
    publish_at: Option<String>,
    kept_until: Option<String>,
    problem: Option<Say>,
    refused: bool,
    may_publish: bool,
}

impl ConceptPage {
    fn of(concept: &Concept, typed: &Typed, wrong: &[FieldProblem], known: &Known) -> Self {
        let repeats_otherwise = typed.text("herhaal") == "blijft";
        Self {
            id: concept.id.clone(),
            title: concept.words.title.clone().unwrap_or_default(),
            by: concept.by.clone(),
            fields: MeetupFields::of(typed, wrong, known, !repeats_otherwise),
            later: Later::of(typed, wrong),
            publish_at: concept.publish_at.clone(),
            kept_until: concept.kept_until.clone(),
            problem: concept.problem.as_deref().map(obstacle),
            refused: !wrong.is_empty(),
            may_publish: may(concept, "publish"),
        }
    }
}

/// The form as a concept fills it.
fn typed_of(concept: &Concept) -> Typed {
    let mut typed = Typed::of_words(&concept.words);
    if let Some(at) = &concept.publish_at {
        let part = |from: usize, to: usize| at.get(from..to).unwrap_or_default().to_owned();
        typed.0.push(("plaats-dag".to_owned(), part(0, 10)));
        typed.0.push(("plaats-uur".to_owned(), part(11, 16)));
    }
    typed
}

impl Page for ConceptPage {
    const TEMPLATE: &'static str = "meetups/concept";

    fn title(&self) -> Say {
        if self.title.is_empty() {
            return Say::key("meetups-concept-untitled");
        }
        Say::key("meetups-concept-title").with("title", self.title.as_str())
    }

    fn area(&self) -> Area {
        Area::Meetups
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            board_crumb(),
            Crumb::say(Say::key("meetups-concepts-title"), urls::MEETUP_CONCEPTS),
        ]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let names = ["waits for its moment", "unfinished", "of another", "held"];
        let page = |concept: &Concept, wrong: &[FieldProblem]| {
            Self::of(concept, &typed_of(concept), wrong, &samples::known())
        };
        let concepts = samples::concepts();
        let wrong = [FieldProblem::new("publish_at", PUBLISH_PAST)];
        let refused = concepts.first().map(|concept| page(concept, &wrong));
        let pages = names
            .into_iter()
            .zip(&concepts)
            .map(|(name, concept)| (name, page(concept, &[])));
        pages.chain(refused.map(|page| ("refused", page))).collect()
    }
}

/// Shows what the reader keeps.
#[handler]
pub(crate) async fn mine(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
) -> Result<Response, PageError> {
    let list = calls::concepts(&app.services.meetups, &caller.token).await?;
    Ok(show(ConceptsPage::of(list)))
}

/// Shows one, to write on.
#[handler]
pub(crate) async fn open(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let meetups = &app.services.meetups;
    let concept = calls::concept(meetups, &caller.token, &id).await?;
    let typed = typed_of(&concept);
    let known = Known::for_form(meetups, &caller, &typed).await?;
    Ok(show(ConceptPage::of(&concept, &typed, &[], &known)))
}

/// Keeps it, gives it a moment, or publishes it now.
#[handler]
pub(crate) async fn save(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let (meetups, typed) = (&app.services.meetups, Typed(typed));
    let before = calls::concept(meetups, &caller.token, &id).await?;
    match write(app, &caller, &before, &typed).await {
        Ok(response) => Ok(response),
        Err(Problem::Refused(problems)) => {
            let known = Known::for_form(meetups, &caller, &typed).await?;
            Ok(refuse(ConceptPage::of(&before, &typed, &problems, &known)))
        }
        Err(problem) => Err(problem.into()),
    }
}

async fn write(
    app: &App,
    caller: &Caller,
    before: &Concept,
    typed: &Typed,
) -> Result<Response, Problem> {
    let (meetups, token) = (&app.services.meetups, &caller.token);
    let deed = Deed::of(typed);
    let concept = deed.concept(typed, Some(before));
    let concept = calls::change_concept(meetups, token, &before.id, &concept).await?;
    if deed != Deed::Publish {
        return Ok(kept(&concept));
    }
    let event = calls::publish_concept(meetups, token, &before.id).await?;
    let page = see_other(urls::meetup(&event.event.id));
    Ok(page.telling(Say::key("meetups-flash-published")))
}

/// Back to the list, where it says what becomes of it.
pub(super) fn kept(concept: &Concept) -> Response {
    let told = if concept.publish_at.is_some() {
        "meetups-flash-later"
    } else {
        "meetups-flash-kept"
    };
    see_other(urls::MEETUP_CONCEPTS).telling(Say::key(told))
}

/// Throws it away.
#[handler]
pub(crate) async fn drop(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    calls::drop_concept(&app.services.meetups, &caller.token, &id).await?;
    Ok(see_other(urls::MEETUP_CONCEPTS).telling(Say::key("meetups-flash-dropped")))
}
