//! What these pages ask of the toolbox, one function for each call.

use contract::toolbox::{
    Adaptation, Card, Comparison, Draft, DraftEdit, Family, MyShelf, NewDraft, Restoring,
    ReviewWish, Shared, Sharing, Tombstone, Verdict, Withdrawing,
};
use serde::Serialize;
use wire::{CallerToken, Client, Problem, segment};

/// Which versions to put beside each other; what is not said is the newest, of the same card.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Beside {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with_version: Option<u32>,
}

fn card(id: &str, deed: &str) -> String {
    format!("/cards/{}/{deed}", segment(id))
}

fn at(id: &str) -> String {
    format!("/drafts/{}", segment(id))
}

pub(crate) async fn adapt(
    toolbox: &Client,
    caller: &CallerToken,
    original: &str,
    adaptation: &Adaptation,
) -> Result<Card, Problem> {
    let path = card(original, "adaptations");
    toolbox.post(Some(caller), &path, adaptation).await
}

pub(crate) async fn family(
    toolbox: &Client,
    caller: Option<&CallerToken>,
    id: &str,
) -> Result<Family, Problem> {
    toolbox.get(caller, &card(id, "family"), &()).await
}

pub(crate) async fn compare(
    toolbox: &Client,
    caller: Option<&CallerToken>,
    id: &str,
    beside: &Beside,
) -> Result<Comparison, Problem> {
    toolbox.get(caller, &card(id, "compare"), beside).await
}

pub(crate) async fn restore(
    toolbox: &Client,
    caller: &CallerToken,
    id: &str,
    which: Restoring,
) -> Result<Card, Problem> {
    let path = card(id, "restore");
    toolbox.post(Some(caller), &path, &which).await
}

pub(crate) async fn withdraw(
    toolbox: &Client,
    caller: &CallerToken,
    id: &str,
    why: &Withdrawing,
) -> Result<Card, Problem> {
    let path = card(id, "withdraw");
    toolbox.post(Some(caller), &path, why).await
}

pub(crate) async fn tombstone(
    toolbox: &Client,
    caller: Option<&CallerToken>,
    id: &str,
) -> Result<Tombstone, Problem> {
    toolbox.get(caller, &card(id, "tombstone"), &()).await
}

pub(crate) async fn my_shelf(toolbox: &Client, caller: &CallerToken) -> Result<MyShelf, Problem> {
    toolbox.get(Some(caller), "/shelf", &()).await
}

pub(crate) async fn set_review(
    toolbox: &Client,
    caller: &CallerToken,
    review: bool,
) -> Result<(), Problem> {
    let wish = ReviewWish { review };
    toolbox.put(Some(caller), "/shelf/review", &wish).await
}

pub(crate) async fn start_draft(
    toolbox: &Client,
    caller: &CallerToken,
    new: &NewDraft,
) -> Result<Draft, Problem> {
    toolbox.post(Some(caller), "/drafts", new).await
}

pub(crate) async fn draft(
    toolbox: &Client,
    caller: &CallerToken,
    id: &str,
) -> Result<Draft, Problem> {
    toolbox.get(Some(caller), &at(id), &()).await
}

pub(crate) async fn save_draft(
    toolbox: &Client,
    caller: &CallerToken,
    id: &str,
    edit: &DraftEdit,
) -> Result<Draft, Problem> {
    toolbox.put(Some(caller), &at(id), edit).await
}

pub(crate) async fn remove_draft(
    toolbox: &Client,
    caller: &CallerToken,
    id: &str,
) -> Result<(), Problem> {
    toolbox.delete(Some(caller), &at(id)).await
}

pub(crate) async fn share_draft(
    toolbox: &Client,
    caller: &CallerToken,
    id: &str,
    review: bool,
) -> Result<Shared, Problem> {
    let path = format!("{}/share", at(id));
    toolbox.post(Some(caller), &path, &Sharing { review }).await
}

pub(crate) async fn take_back(
    toolbox: &Client,
    caller: &CallerToken,
    id: &str,
) -> Result<Draft, Problem> {
    let path = format!("{}/take-back", at(id));
    toolbox.post(Some(caller), &path, &()).await
}

pub(crate) async fn claim(
    toolbox: &Client,
    caller: &CallerToken,
    id: &str,
) -> Result<Draft, Problem> {
    let path = format!("{}/claim", at(id));
    toolbox.post(Some(caller), &path, &()).await
}

pub(crate) async fn decide(
    toolbox: &Client,
    caller: &CallerToken,
    id: &str,
    verdict: &Verdict,
) -> Result<Shared, Problem> {
    let path = format!("{}/decide", at(id));
    toolbox.post(Some(caller), &path, verdict).await
}
