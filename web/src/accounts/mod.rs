//! The pages of accounts: signing in and out.

mod arrival;
mod browser;
mod by_mail;
pub mod calls;
mod cast;
mod device;
mod loopback;
mod mailbox;
mod passkey;
mod provider;
mod recovery;
mod recovery_stop;
mod sign_in;
mod sign_out;
mod waiting;
mod welcome;

use contract::FieldProblem;
use poem::{Route, get, post};
use wire::Problem;

use crate::error::PageError;
use crate::i18n::Say;
use crate::page::pages;
use crate::urls;

/// The parameter that says where to go after signing in.
pub(crate) const BACK: &str = "terug";

pages![
    sign_in::SignInPage,
    sign_out::SignedOutPage,
    arrival::FailedPage,
    by_mail::CodePage,
    by_mail::LinkPage,
    welcome::WelcomePage,
    waiting::WaitingPage,
    recovery::RecoveriesPage,
    recovery::RecoveryPage,
    recovery_stop::StopRecoveryPage,
    passkey::PasskeyPage,
    mailbox::MailboxPage,
];

/// The addresses of this folder.
pub(crate) fn routes(route: Route) -> Route {
    route
        .at(
            urls::SIGN_IN,
            get(sign_in::show_ways).post(sign_in::sign_in),
        )
        .at(urls::SIGN_OUT, post(sign_out::sign_out))
        .at(urls::pattern::SIGN_IN_AT, get(provider::begin))
        .at(urls::pattern::SIGN_IN_RETURN, get(provider::finish))
        .at(urls::SIGN_IN_MAIL, post(by_mail::ask))
        .at(
            urls::SIGN_IN_CODE,
            get(by_mail::type_code).post(by_mail::check_code),
        )
        .at(
            urls::pattern::SIGN_IN_LINK,
            get(by_mail::open_link).post(by_mail::press),
        )
        .at(urls::WELCOME, get(welcome::ask).post(welcome::answer))
        .at(urls::WELCOME_LINK, post(welcome::link))
        .at(
            urls::RECOVERIES,
            get(recovery::overview).post(recovery::make),
        )
        .at(urls::AGREE_RECOVERY, post(recovery::agree))
        .at(urls::SIGN_OUT_EVERYWHERE, post(recovery::sign_out))
        .at(
            urls::pattern::RECOVERY,
            get(recovery::look).post(recovery::recover),
        )
        .at(
            urls::pattern::STOP_RECOVERY,
            get(recovery_stop::look).post(recovery_stop::stop),
        )
        .at(urls::WAITING, get(waiting::show_state).post(waiting::ask))
        .at(urls::MY_PASSKEY, get(passkey::ask).post(passkey::take))
        .at(urls::REMOVE_PASSKEY, post(passkey::remove))
        .at(urls::MAILBOX, get(mailbox::open))
}

/// What a page says about the first field at fault.
fn why(fields: &[FieldProblem]) -> Say {
    let code = fields.first().map_or("other", |field| field.code.as_str());
    Say::of("accounts-problem", code)
}

/// What a page can say about a refusal; what it cannot is an error.
pub(crate) fn refusal(problem: Problem) -> Result<Say, PageError> {
    let say = |code: &str| Ok(Say::of("accounts-problem", code));
    match &problem {
        Problem::Refused(fields) => Ok(why(fields)),
        Problem::Forbidden(code) | Problem::Conflict(code) => say(code.name),
        Problem::Told(body) if matches!(body.status, 403 | 409) => say(problem.name()),
        _ => Err(problem.into()),
    }
}

#[cfg(test)]
mod tests;
