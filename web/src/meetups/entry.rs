//! What is asked of who signs up: who comes along, and the questions of who organises.

use std::sync::Arc;

use contract::FieldProblem;
use contract::meetups::{Answered, Answering, Question, SigningUp};
use poem::http::StatusCode;
use poem::web::{Data, Form, Path};
use poem::{Request, Response, handler};
use serde::Serialize;
use wire::Problem;

use super::by_mail::PlacePage;
use super::event::{MeetupPage, circumstances};
use super::{calls, problems};
use crate::App;
use crate::error::{PageError, see_other};
use crate::form::{Choices, Field};
use crate::i18n::Say;
use crate::page::{refuse, show_as};
use crate::passing::site;
use crate::session::SignedIn;
use crate::shell::Telling as _;
use crate::urls;

/// The name of the field of who comes along.
const BRINGS: &str = "meebrengen";
/// Before the key of a question.
const ANSWER: &str = "antwoord-";

/// Fields beside a sign-up; nothing to see where nothing is asked.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct EntryFields {
    /// `None` where everybody comes alone.
    brings: Option<Choices>,
    questions: Vec<Asked>,
    /// What belongs to no field: the questions changed.
    problem: Option<Say>,
    /// Whether it was sent and something is wrong.
    is_open: bool,
}

/// A question, as a choice or in words.
#[derive(Debug, Clone, Serialize)]
struct Asked {
    field_name: String,
    text: String,
    choice: Option<Choices>,
    words: Option<Field>,
    is_needed: bool,
}

/// What stands in those fields.
#[derive(Debug, Clone, Default)]
pub(super) struct Filled {
    brings: String,
    answers: Vec<(String, String)>,
}

impl Filled {
    /// From a form as it was sent.
    pub(super) fn typed(pairs: &[(String, String)]) -> Self {
        let brings = pairs.iter().find(|(name, _)| name == BRINGS);
        let answers = pairs.iter().filter_map(|(name, value)| {
            Some((name.strip_prefix(ANSWER)?.to_owned(), value.clone()))
        });
        Self {
            brings: brings.map(|(_, value)| value.clone()).unwrap_or_default(),
            answers: answers.collect(),
        }
    }

    /// As somebody signed up.
    pub(super) fn before(party: u32, answers: &[Answered]) -> Self {
        let answers = answers.iter();
        Self {
            brings: party.saturating_sub(1).to_string(),
            answers: answers
                .map(|one| (one.question.clone(), one.answer.clone()))
                .collect(),
        }
    }

    /// What the service is asked. What is no number is none that it takes, and it says so.
    pub(super) fn request(&self) -> SigningUp {
        let brings = self.brings.trim();
        let answers = self.answers.iter().map(|(question, answer)| Answering {
            question: question.clone(),
            answer: answer.clone(),
        });
        SigningUp {
            brings: (!brings.is_empty()).then(|| brings.parse().unwrap_or(-1)),
            answers: answers.collect(),
        }
    }

    fn answer(&self, key: &str) -> &str {
        let found = self.answers.iter().find(|(known, _)| known == key);
        found.map(|(_, answer)| answer.as_str()).unwrap_or_default()
    }
}

impl EntryFields {
    pub(super) fn of(
        may_bring: u32,
        questions: &[Question],
        filled: &Filled,
        faults: &[FieldProblem],
    ) -> Self {
        let brings: u32 = filled.brings.parse().unwrap_or_default();
        let most = may_bring.max(brings.min(5));
        let numbers: Vec<String> = (0..=most).map(|number| number.to_string()).collect();
        let pairs = numbers.iter().map(|one| (one.as_str(), one.as_str()));
        let brings = Choices {
            problem: problems::with("brings", faults),
            ..Choices::named(pairs, &[brings.to_string()])
        };
        Self {
            brings: (most > 0).then_some(brings),
            questions: questions
                .iter()
                .map(|one| asked(one, filled.answer(&one.key), faults))
                .collect(),
            problem: problems::with("answers", faults),
            is_open: !faults.is_empty(),
        }
    }

    /// The same, or nothing where there is nothing to fill in.
    pub(super) fn if_any(self) -> Option<Self> {
        (self.brings.is_some() || !self.questions.is_empty()).then_some(self)
    }
}

fn asked(question: &Question, answer: &str, faults: &[FieldProblem]) -> Asked {
    let problem = problems::with(&format!("answers.{}", question.key), faults);
    let is_choice = !question.options.is_empty();
    let choice = is_choice.then(|| {
        let options = question.options.iter();
        let pairs = options.map(|one| (one.as_str(), one.as_str()));
        Choices {
            problem: problem.clone(),
            ..Choices::named(pairs, &[answer])
        }
    });
    Asked {
        field_name: format!("{ANSWER}{}", question.key),
        text: question.text.clone(),
        choice,
        words: (!is_choice).then(|| Field {
            value: answer.to_owned(),
            problem,
        }),
        is_needed: question.required,
    }
}

/// The reader comes with more or fewer others, or answers anew.
#[handler]
pub(crate) async fn change(
    request: &Request,
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let (meetups, filled) = (&app.services.meetups, Filled::typed(&typed));
    let back = see_other(urls::meetup(&id));
    let sent = filled.request();
    let changing = calls::change_signup(meetups, &caller.token, &id, &sent);
    let Some((status, faults, problem)) = wrong(changing.await.map(drop))? else {
        return Ok(back.telling(Say::key("meetups-flash-entry")));
    };
    let event = calls::event(meetups, Some(&caller.token), &id).await?;
    let page = MeetupPage::of(&event, &circumstances(request, app, Some(&caller)));
    Ok(show_as(
        status,
        page.entering_again(&event, &filled, &faults, problem),
    ))
}

/// The same for who has no account.
#[handler]
pub(crate) async fn change_by_link(
    request: &Request,
    Data(app): Data<&Arc<App>>,
    Path(secret): Path<String>,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let (meetups, filled) = (&app.services.meetups, Filled::typed(&typed));
    let changed = calls::guest_changes(meetups, &secret, &filled.request()).await;
    if matches!(changed, Err(Problem::NotFound)) {
        return Ok(refuse(PlacePage::ended()));
    }
    let Some((status, faults, problem)) = wrong(changed.map(drop))? else {
        let back = see_other(urls::place(&secret));
        return Ok(back.telling(Say::key("meetups-flash-entry")));
    };
    let place = calls::guest(meetups, &secret).await?;
    let page = PlacePage::of(&secret, place, &site(request, app));
    Ok(show_as(
        status,
        page.entering_again(&filled, &faults, problem),
    ))
}

/// What to show with a form that was refused.
pub(super) type Wrong = (StatusCode, Vec<FieldProblem>, Option<Say>);

/// Why a sign-up was not done, as far as its form can say it.
pub(super) fn wrong(done: Result<(), Problem>) -> Result<Option<Wrong>, PageError> {
    match done {
        Ok(()) => Ok(None),
        Err(Problem::Refused(faults)) => Ok(Some((StatusCode::UNPROCESSABLE_ENTITY, faults, None))),
        Err(Problem::Told(body)) if body.status == 409 => {
            let code = body.kind.rsplit(':').next().unwrap_or_default().to_owned();
            let problem = Some(Say::of("meetups-problem", &code));
            Ok(Some((StatusCode::CONFLICT, Vec::new(), problem)))
        }
        Err(problem) => Err(problem.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn what_is_typed_goes_to_the_service_and_stands_in_the_form_again() {
        let filled = Filled::typed(&[
            pair("meebrengen", "2"),
            pair("antwoord-9f86d081", "alles"),
            pair("iets", "anders"),
        ]);
        let sent = filled.request();
        assert_eq!((sent.brings, sent.answers.len()), (Some(2), 1));
        assert_eq!(sent.answers.first().unwrap().question, "9f86d081");
        let question = Question {
            key: "9f86d081".to_owned(),
            text: "Wat eet je?".to_owned(),
            options: vec!["alles".to_owned(), "niets".to_owned()],
            required: true,
        };
        let fields = EntryFields::of(3, &[question], &filled, &[]);
        let chosen = |choices: &Choices| {
            let chosen = choices.choices.iter().find(|one| one.is_chosen);
            chosen.map(|one| one.value.clone())
        };
        assert_eq!(
            fields.brings.as_ref().and_then(chosen).as_deref(),
            Some("2")
        );
        let asked = fields.questions.first().unwrap();
        assert_eq!(
            asked.choice.as_ref().and_then(chosen).as_deref(),
            Some("alles")
        );
    }

    #[test]
    fn nothing_is_shown_where_nothing_is_asked() {
        assert!(
            EntryFields::of(0, &[], &Filled::default(), &[])
                .if_any()
                .is_none()
        );
        // Who came with others before the host changed that still sees them.
        let before = Filled::before(3, &[]);
        assert!(EntryFields::of(0, &[], &before, &[]).if_any().is_some());
    }

    #[test]
    fn what_is_no_number_is_passed_on_as_one_that_is_refused() {
        let filled = Filled::typed(&[pair("meebrengen", "veel")]);
        assert_eq!(filled.request().brings, Some(-1));
        assert_eq!(Filled::typed(&[]).request().brings, None);
    }
}
