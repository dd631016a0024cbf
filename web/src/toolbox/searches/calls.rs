//! What these pages ask of the services, one function for each call.

use contract::consent::{Consents, Purpose};
use contract::toolbox::{NewSavedSearch, SavedSearches, SearchMail, StopSearches};
use wire::{CallerToken, Client, Problem, segment};

fn at(id: &str) -> String {
    format!("/searches/{}", segment(id))
}

/// What the caller keeps.
pub(crate) async fn mine(toolbox: &Client, caller: &CallerToken) -> Result<SavedSearches, Problem> {
    toolbox.get(Some(caller), "/searches", &()).await
}

pub(super) async fn keep(
    toolbox: &Client,
    caller: &CallerToken,
    new: &NewSavedSearch,
) -> Result<SavedSearches, Problem> {
    toolbox.post(Some(caller), "/searches", new).await
}

pub(super) async fn mail(
    toolbox: &Client,
    caller: &CallerToken,
    id: &str,
    mail: bool,
) -> Result<SavedSearches, Problem> {
    let set = SearchMail { mail };
    toolbox.put(Some(caller), &at(id), &set).await
}

pub(super) async fn forget(
    toolbox: &Client,
    caller: &CallerToken,
    id: &str,
) -> Result<SavedSearches, Problem> {
    toolbox.delete(Some(caller), &at(id)).await
}

/// Ends the mails of whoever has this secret in one.
pub(super) async fn stop(toolbox: &Client, secret: &str) -> Result<(), Problem> {
    let stop = StopSearches {
        secret: secret.to_owned(),
    };
    toolbox.post(None, "/searches/stop", &stop).await
}

/// Whether the caller agreed to mails at all.
pub(super) async fn agrees_to_mails(
    accounts: &Client,
    caller: &CallerToken,
) -> Result<bool, Problem> {
    let consents: Consents = accounts.get(Some(caller), "/consents", &()).await?;
    let is_mail = |purpose: &str| purpose == Purpose::Mail.as_str();
    Ok(consents
        .now
        .iter()
        .any(|one| is_mail(&one.purpose) && one.given))
}
