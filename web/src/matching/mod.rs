//! The pages of matching: studiemaatjes and rolmodellen.

mod calls;
mod certificates;
mod choices;
mod conversation;
mod conversation_deeds;
mod conversations;
mod profile;
pub(crate) mod programme;
mod request;
mod request_deeds;
mod requests;
mod role_models;
mod samples;
mod start;
mod suggestions;
mod together;
mod together_deeds;
mod together_pages;
mod together_samples;
mod waiting_list;

use poem::{Route, get};
use wire::Problem;

use crate::error::PageError;
use crate::i18n::Say;
use crate::page::pages;
use crate::urls;

pages![
    start::MatchingPage,
    profile::ProfilePage,
    suggestions::SuggestionsPage,
    request::RequestPage,
    requests::RequestsPage,
    waiting_list::WaitingListPage,
    certificates::CertificatesPage,
    role_models::FindPage,
    role_models::OwnPage,
    role_models::InvitingPage,
    role_models::LinkPage,
    role_models::SpeakersPage,
    role_models::AskHourPage,
    conversations::ConversationsPage,
    conversation::ConversationPage,
    programme::list::ProgrammesPage,
    programme::form::ProgrammeFormPage,
    programme::one::ProgrammePage,
    programme::board::BoardPage,
    programme::drafts::DraftsPage,
    programme::weights::WeightsPage,
    together_pages::HelpNextPage,
    together_pages::MatchesPage,
];

/// The addresses of this folder.
pub(crate) fn routes(route: Route) -> Route {
    programme::routes(route)
        .at(urls::MATCHING, get(start::show_start))
        .at(
            urls::MATCHING_PROFILE,
            get(profile::show_profile).post(profile::save),
        )
        .at(
            urls::MATCHING_SUGGESTIONS,
            get(suggestions::show_suggestions).post(suggestions::send),
        )
        .at(
            urls::MATCHING_REQUESTS,
            get(requests::show_requests).post(requests::put_away),
        )
        .at(
            urls::CERTIFICATES,
            get(certificates::show_certificates).post(certificates::record),
        )
        .at(
            urls::WAITING_LIST,
            get(waiting_list::show_waiting_list).post(waiting_list::decide),
        )
        .at(
            urls::ROLE_MODELS,
            get(role_models::show_role_models).post(role_models::send),
        )
        .at(
            urls::ROLE_MODEL,
            get(role_models::show_own).post(role_models::save),
        )
        .at(
            urls::INVITE_ROLE_MODEL,
            get(role_models::show_invitations).post(role_models::act),
        )
        .at(
            urls::pattern::ROLE_MODEL_INVITATION,
            get(role_models::show_link).post(role_models::join),
        )
        .at(urls::GUEST_HOURS, get(role_models::show_speakers))
        .at(
            urls::pattern::GUEST_HOUR,
            get(role_models::show_hour).post(role_models::ask_hour),
        )
        .at(urls::CONVERSATIONS, get(conversations::show_conversations))
        .at(
            urls::pattern::CONVERSATION,
            get(conversation::show_conversation).post(conversation_deeds::act),
        )
        .at(
            urls::MATCHES,
            get(together_pages::show_matches).post(together_pages::helped),
        )
        .at(
            urls::pattern::MATCH_CALENDAR,
            get(together_pages::invitation),
        )
        .at(
            urls::pattern::HELP_NEXT,
            get(together_pages::show_help_next).post(together_pages::help_next),
        )
        .at(
            urls::pattern::MATCH_REQUEST,
            get(request::show_request).post(request_deeds::decide),
        )
}

pub(crate) use requests::notice_address;

/// The fields of a form in the order in which a browser sends them; a name may come again.
pub(crate) type Pairs = Vec<(String, String)>;

/// The first value of a field; nothing chosen is no value.
pub(crate) fn value_of<'a>(pairs: &'a Pairs, field: &str) -> Option<&'a str> {
    let mut own = pairs.iter().filter(|(name, _)| name == field);
    own.next()
        .map(|(_, value)| value.as_str())
        .filter(|value| !value.is_empty())
}

/// All values of a field.
pub(crate) fn values_of(pairs: &Pairs, field: &str) -> Vec<String> {
    let own = pairs.iter().filter(|(name, _)| name == field);
    own.map(|(_, value)| value.clone()).collect()
}

/// What a page can say about a refusal; what it cannot is an error.
pub(crate) fn refusal(problem: Problem) -> Result<Say, PageError> {
    let say = |code: &str| Ok(Say::of("matching-problem", code));
    match &problem {
        Problem::Refused(fields) => {
            say(fields.first().map_or("other", |field| field.code.as_str()))
        }
        Problem::Forbidden(code) | Problem::Conflict(code) => say(code.name),
        Problem::Told(body) if matches!(body.status, 403 | 409) => say(problem.name()),
        _ => Err(problem.into()),
    }
}

#[cfg(test)]
mod tests;
