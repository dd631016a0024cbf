use std::sync::Arc;

use contract::FieldProblem;
use contract::matching::{
    AskGuestHour, ClassHour, GuestSpeaker, GuestSpeakerList, HOUR_SLOTS, HOUR_SUBJECTS,
    MOST_STUDENTS,
};
use nouns::Region;
use poem::web::{Data, Form, Path};
use poem::{Response, handler};
use serde::Serialize;
use wire::Problem;

use super::{calls, crumbs, refusal, samples};
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::form::{Choices, Field};
use crate::i18n::Say;
use crate::matching::suggestions::Avatar;
use crate::matching::{Pairs, value_of, values_of};
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::{Caller, SignedIn};
use crate::shell::Telling;
use crate::urls;

/// A form begins with nothing chosen.
const NONE: &[&str] = &[];

/// The role models whom I can ask for an hour in my class.
#[derive(Debug, Default, Serialize)]
pub(crate) struct SpeakersPage {
    people: Vec<Speaker>,
}

/// One of them.
#[derive(Debug, Serialize)]
struct Speaker {
    person: String,
    name: String,
    avatar: Avatar,
    trade: String,
    chance: Option<String>,
    example: Option<String>,
    region: Option<Say>,
    places: Vec<Say>,
    /// How my request to them stands.
    asked: Option<Say>,
    may_ask: bool,
}

impl Page for SpeakersPage {
    const TEMPLATE: &'static str = "matching/guest-hours";

    fn title(&self) -> Say {
        Say::key("guesthours-title")
    }

    fn area(&self) -> Area {
        Area::Matching
    }

    fn crumbs(&self) -> Vec<Crumb> {
        crumbs()
    }

    fn samples() -> Vec<(&'static str, Self)> {
        vec![
            ("some", Self::of(samples::speakers())),
            ("nobody", Self::default()),
        ]
    }
}

impl SpeakersPage {
    fn of(list: GuestSpeakerList) -> Self {
        Self {
            people: list.people.into_iter().map(Speaker::of).collect(),
        }
    }
}

impl Speaker {
    fn of(one: GuestSpeaker) -> Self {
        let told = |text: String| (!text.is_empty()).then_some(text);
        let region = one.region.as_deref().map(Region::parse);
        Self {
            avatar: Avatar::of(&one.name),
            may_ask: one.may.iter().any(|may| may == "ask"),
            asked: one
                .asked
                .as_deref()
                .map(|state| Say::of("matching-state", state)),
            region: region
                .and_then(Result::ok)
                .map(|region| Say::key("matching-region").with("name", region.name())),
            places: one.places.iter().map(|key| place(key)).collect(),
            person: one.person,
            name: one.name,
            trade: one.trade,
            chance: told(one.chance),
            example: told(one.example),
        }
    }
}

fn place(key: &str) -> Say {
    Say::of("guesthours-place", key)
}

/// Asks one role model for an hour in class: when it could be, about what, for how many and where.
#[derive(Debug, Serialize)]
pub(crate) struct AskHourPage {
    speaker: Speaker,
    slots: Choices,
    subjects: Choices,
    students: Field,
    most: u32,
    places: Choices,
    problem: Option<Say>,
    refused: bool,
}

impl Page for AskHourPage {
    const TEMPLATE: &'static str = "matching/guest-hour";

    fn title(&self) -> Say {
        Say::key("guesthours-ask-title").with("name", self.speaker.name.as_str())
    }

    fn area(&self) -> Area {
        Area::Matching
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let mut crumbs = crumbs();
        crumbs.push(Crumb::say(Say::key("guesthours-title"), urls::GUEST_HOURS));
        crumbs
    }

    fn samples() -> Vec<(&'static str, Self)> {
        use contract::matching::{
            BUDDY_FULL, HOUR_SLOTS_CODE, HOUR_STUDENTS_CODE, HOUR_SUBJECT_CODE,
        };
        let new = || Self::of(samples::speaker(0), &ClassHour::default(), "");
        let wrong = [
            FieldProblem::new("slots", HOUR_SLOTS_CODE),
            FieldProblem::new("subject", HOUR_SUBJECT_CODE),
            FieldProblem::new("students", HOUR_STUDENTS_CODE),
        ];
        let typed = ClassHour {
            place: "school".to_owned(),
            ..ClassHour::default()
        };
        let full = Self {
            problem: Some(Say::of("matching-problem", BUDDY_FULL.name)),
            ..new()
        };
        vec![
            ("new", new()),
            (
                "refused",
                Self::of(samples::speaker(0), &typed, "heel veel").wrong(&wrong),
            ),
            ("full", full),
        ]
    }
}

impl AskHourPage {
    /// The form as it was filled in; `students` as it was typed.
    fn of(speaker: GuestSpeaker, hour: &ClassHour, students: &str) -> Self {
        let places = speaker.places.iter().map(String::as_str);
        Self {
            slots: Choices::of("matching-slot", HOUR_SLOTS.iter().copied(), &hour.slots),
            subjects: chosen(
                "guesthours-subject",
                HOUR_SUBJECTS.iter().copied(),
                &hour.subject,
            ),
            students: Field::filled(students),
            most: MOST_STUDENTS,
            places: chosen("guesthours-place", places, &hour.place),
            problem: None,
            refused: false,
            speaker: Speaker::of(speaker),
        }
    }

    fn wrong(self, problems: &[FieldProblem]) -> Self {
        let mut page = Self {
            refused: true,
            ..self
        };
        let mut slots = [
            ("slots", &mut page.slots.problem),
            ("subject", &mut page.subjects.problem),
            ("students", &mut page.students.problem),
            ("place", &mut page.places.problem),
        ];
        page.problem = crate::form::place(problems, "guesthours-problem", &mut slots);
        page
    }
}

fn chosen<'a>(
    prefix: &'static str,
    codes: impl IntoIterator<Item = &'a str>,
    chosen: &str,
) -> Choices {
    Choices::of(prefix, codes, NONE).choosing(chosen)
}

#[handler]
pub(in crate::matching) async fn show_speakers(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
) -> poem::Result<Response> {
    let list = calls::speakers(app, &by).await.map_err(PageError::from)?;
    Ok(show(SpeakersPage::of(list)))
}

/// Whom the page is about; nobody who cannot be asked.
async fn speaker(app: &App, by: &Caller, person: &str) -> Result<GuestSpeaker, PageError> {
    let list = calls::speakers(app, by).await?;
    let mut people = list.people.into_iter();
    let found = people.find(|one| one.person == person);
    found.ok_or_else(|| Problem::NotFound.into())
}

#[handler]
pub(in crate::matching) async fn show_hour(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(person): Path<String>,
) -> poem::Result<Response> {
    let speaker = speaker(app, &by, &person).await?;
    Ok(show(AskHourPage::of(speaker, &ClassHour::default(), "")))
}

/// Asks, or shows the form again with what was filled in and what is wrong.
#[handler]
pub(in crate::matching) async fn ask_hour(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(person): Path<String>,
    Form(pairs): Form<Pairs>,
) -> poem::Result<Response> {
    let speaker = speaker(app, &by, &person).await?;
    let text = |field| value_of(&pairs, field).unwrap_or_default().to_owned();
    let students = text("aantal");
    let ask = AskGuestHour {
        person,
        hour: ClassHour {
            slots: values_of(&pairs, "slots"),
            subject: text("onderwerp"),
            students: students.trim().parse().unwrap_or_default(),
            place: text("plek"),
        },
    };
    match calls::ask_hour(app, &by, &ask).await {
        Ok(request) => {
            let asked = see_other(urls::match_request(&request.id));
            Ok(asked.telling(Say::key("guesthours-flash-asked")))
        }
        Err(problem) => {
            let page = AskHourPage::of(speaker, &ask.hour, &students);
            Ok(match problem {
                Problem::Refused(fields) => refuse(page.wrong(&fields)),
                other => refuse(AskHourPage {
                    problem: Some(refusal(other)?),
                    ..page
                }),
            })
        }
    }
}
