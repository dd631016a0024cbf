use std::sync::Arc;

use contract::FieldProblem;
use contract::meetups::{ENTRY_KINDS, EntryList, NewEntry};
use poem::web::{Data, Form, Path};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::super::board_crumb;
use super::{Line, calls, runs, samples, why_not};
use crate::App;
use crate::error::{PageError, see_other};
use crate::form::{Choices, Field, place as beside};
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::SignedIn;
use crate::shell::Telling as _;
use crate::urls;

/// How long an entry can stand, as the form offers it.
const WEEKS: [&str; 5] = ["1", "2", "4", "8", "13"];

/// What is asked and offered in a community.
#[derive(Debug, Serialize)]
pub(crate) struct BoardPage {
    slug: String,
    name: String,
    running: Vec<Line>,
    over: Vec<Line>,
    /// For who takes part.
    form: Option<EntryForm>,
    problem: Option<Say>,
}

#[derive(Debug, Serialize)]
struct EntryForm {
    kind: Choices,
    title: Field,
    text: Field,
    weeks: Choices,
    is_refused: bool,
}

/// An entry as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    soort: String,
    titel: String,
    tekst: String,
    weken: String,
}

impl Typed {
    fn entry(&self) -> NewEntry {
        NewEntry {
            kind: Some(self.soort.clone()),
            title: Some(self.titel.clone()),
            text: Some(self.tekst.clone()),
            // What is no number is none that can be kept.
            weeks: Some(self.weken.parse().unwrap_or(0)),
        }
    }
}

impl EntryForm {
    fn empty() -> Self {
        Self::of(&Typed {
            weken: "4".to_owned(),
            ..Typed::default()
        })
    }

    fn of(typed: &Typed) -> Self {
        Self {
            kind: Choices::of(
                "communities-entry-kind",
                ENTRY_KINDS.iter().copied(),
                &[&typed.soort],
            ),
            title: Field::filled(typed.titel.as_str()),
            text: Field::filled(typed.tekst.as_str()),
            weeks: Choices::of("communities-weeks", WEEKS, &[&typed.weken]),
            is_refused: false,
        }
    }

    /// With what is wrong with each field.
    fn refused(mut self, fields: &[FieldProblem]) -> Self {
        self.is_refused = true;
        let mut slots = [
            ("kind", &mut self.kind.problem),
            ("title", &mut self.title.problem),
            ("text", &mut self.text.problem),
            ("weeks", &mut self.weeks.problem),
        ];
        beside(fields, "meetups-problem", &mut slots);
        self
    }
}

impl BoardPage {
    fn of(slug: &str, list: EntryList) -> Self {
        let writes = list.may.iter().any(|may| may == "write");
        let (running, over) = list.entries.into_iter().partition(runs);
        let lines = |entries: Vec<_>| entries.into_iter().map(Line::of).collect();
        Self {
            slug: slug.to_owned(),
            name: list.community_name,
            running: lines(running),
            over: lines(over),
            form: writes.then(EntryForm::empty),
            problem: None,
        }
    }
}

impl Page for BoardPage {
    const TEMPLATE: &'static str = "meetups/entries";

    fn title(&self) -> Say {
        Say::key("communities-entries-title").with("name", self.name.as_str())
    }

    fn area(&self) -> Area {
        Area::Meetups
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            board_crumb(),
            Crumb::name(&self.name, urls::community(&self.slug)),
        ]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let of = |list| Self::of("leren-in-utrecht", list);
        let fields = [
            FieldProblem::new("kind", contract::meetups::ENTRY_KIND),
            FieldProblem::new("title", contract::meetups::LEADS_OUTSIDE),
        ];
        let typed = Typed {
            titel: "Bel 06 12345678".to_owned(),
            ..Typed::default()
        };
        let refused = EntryForm::of(&typed).refused(&fields);
        vec![
            ("member", of(samples::list(true))),
            ("reader", of(samples::list(false))),
            ("nothing yet", of(samples::nothing())),
            (
                "refused",
                Self {
                    form: Some(refused),
                    ..of(samples::list(true))
                },
            ),
            (
                "too many",
                Self {
                    problem: Some(Say::of("meetups-problem", "entry.many")),
                    ..of(samples::list(true))
                },
            ),
        ]
    }
}

/// Shows what is asked and offered.
#[handler]
pub(crate) async fn open(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    let list = calls::entries(&app.services.meetups, &me.token, &slug).await?;
    Ok(show(BoardPage::of(&slug, list)))
}

/// Places an entry, or shows the form again with what was typed and why not.
#[handler]
pub(crate) async fn place(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(slug): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let meetups = &app.services.meetups;
    let problem = match calls::place(meetups, &me.token, &slug, &typed.entry()).await {
        Ok(entry) => {
            return Ok(
                see_other(urls::entry(&entry.id)).telling(Say::key("communities-flash-placed"))
            );
        }
        Err(problem) => problem,
    };
    let (fields, problem) = match problem {
        Problem::Refused(fields) => (fields, None),
        other => (Vec::new(), Some(why_not(other)?)),
    };
    let list = calls::entries(meetups, &me.token, &slug).await?;
    let page = BoardPage::of(&slug, list);
    let form = page
        .form
        .is_some()
        .then(|| EntryForm::of(&typed).refused(&fields));
    Ok(refuse(BoardPage {
        form,
        problem,
        ..page
    }))
}
