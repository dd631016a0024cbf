use std::sync::Arc;

use contract::FieldProblem;
use contract::meetups::{self as code, AskByMail, GuestPlace, Reminders, SigningUp};
use nouns::Language;
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, OpenApi};
use wire::Problem;

use super::signups::{reminders, wish};
use super::{answers, event_id, refused_if_any};
use crate::Meetups;
use crate::by_mail::{Asking, GuestName};

/// Places of who has no account: the secret of a link stands for its reader.
pub(super) struct ByMailApi(pub(super) Arc<Meetups>);

#[derive(ApiResponse)]
enum Asked {
    #[oai(status = 202)]
    Accepted,
}

#[derive(ApiResponse)]
enum Forgotten {
    #[oai(status = 204)]
    Done,
}

#[OpenApi]
impl ByMailApi {
    /// Has a mail sent that asks its reader whether they want to come. The answer is the same for every address.
    #[oai(path = "/events/:id/signups/by-mail", method = "post")]
    async fn ask(&self, id: Path<String>, sent: Json<AskByMail>) -> Result<Asked, Problem> {
        let id = event_id(&id.0)?;
        self.0.ask_by_mail(&id, asking(sent.0)?).await?;
        Ok(Asked::Accepted)
    }

    /// Where the reader of a mail stands.
    #[oai(path = "/signups/by-mail/:secret", method = "get")]
    async fn look(&self, secret: Path<String>) -> Result<Json<GuestPlace>, Problem> {
        let view = self.0.guest(&secret.0).await?;
        Ok(Json(answers::guest(view)))
    }

    /// They come: on the list, or a yes to the place that is held for them.
    #[oai(path = "/signups/by-mail/:secret", method = "post")]
    async fn yes(&self, secret: Path<String>) -> Result<Json<GuestPlace>, Problem> {
        let view = self.0.guest_says_yes(&secret.0).await?;
        Ok(Json(answers::guest(view)))
    }

    /// What they want to be reminded by; an empty list is nothing.
    #[oai(path = "/signups/by-mail/:secret/reminders", method = "put")]
    async fn reminders(
        &self,
        secret: Path<String>,
        sent: Json<Reminders>,
    ) -> Result<Json<GuestPlace>, Problem> {
        let chosen = reminders(&sent.0)?;
        let view = self.0.guest_chooses_reminders(&secret.0, &chosen).await?;
        Ok(Json(answers::guest(view)))
    }

    /// They come with more or fewer others, or answer anew.
    #[oai(path = "/signups/by-mail/:secret", method = "put")]
    async fn change(
        &self,
        secret: Path<String>,
        sent: Json<SigningUp>,
    ) -> Result<Json<GuestPlace>, Problem> {
        let view = self.0.guest_changes(&secret.0, &wish(sent.0)).await?;
        Ok(Json(answers::guest(view)))
    }

    /// They do not come; nothing of them is kept.
    #[oai(path = "/signups/by-mail/:secret", method = "delete")]
    async fn no(&self, secret: Path<String>) -> Result<Forgotten, Problem> {
        self.0.guest_says_no(&secret.0).await?;
        Ok(Forgotten::Done)
    }
}

fn asking(sent: AskByMail) -> Result<Asking, Problem> {
    let mut problems = Vec::new();
    let name = GuestName::parse(&sent.name.unwrap_or_default());
    if name.is_none() {
        problems.push(FieldProblem::new("name", code::SIGNUP_NAME));
    }
    let email = sent.email.unwrap_or_default();
    if !email.contains('@') {
        problems.push(FieldProblem::new("email", code::INVITE_EMAIL));
    }
    if sent.sixteen != Some(true) {
        problems.push(FieldProblem::new("sixteen", code::SIGNUP_AGE));
    }
    let known = sent.language.as_deref().and_then(Language::parse);
    match name {
        Some(name) if problems.is_empty() => Ok(Asking {
            name,
            email,
            language: known.unwrap_or_default(),
            from: sent.from,
            wish: wish(SigningUp {
                brings: sent.brings,
                answers: sent.answers,
            }),
        }),
        _ => {
            refused_if_any(problems)?;
            Err(Problem::field("name", code::SIGNUP_NAME))
        }
    }
}
