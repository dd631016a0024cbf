//! What these pages ask of the toolbox, one function for each call.

use contract::toolbox::{Card, CardAnswer, CardContent, CardEdit, CardHistory, CardQuestion};
use poem::http::{HeaderMap, Method};
use serde::Serialize;
use wire::{CallerToken, Client, Problem, Raw, segment};

/// Finds cards.
pub(crate) async fn search(
    toolbox: &Client,
    caller: Option<&CallerToken>,
    question: &CardQuestion,
) -> Result<CardAnswer, Problem> {
    toolbox.get(caller, "/cards", question).await
}

/// A card, if the caller may read it.
pub(crate) async fn card(
    toolbox: &Client,
    caller: Option<&CallerToken>,
    id: &str,
) -> Result<Card, Problem> {
    toolbox.get(caller, &at(id), &()).await
}

pub(crate) async fn history(
    toolbox: &Client,
    caller: Option<&CallerToken>,
    id: &str,
) -> Result<CardHistory, Problem> {
    let path = format!("{}/history", at(id));
    toolbox.get(caller, &path, &()).await
}

/// A card as its readers would see it; nothing is stored.
pub(crate) async fn preview(
    toolbox: &Client,
    caller: &CallerToken,
    content: &CardContent,
) -> Result<Card, Problem> {
    toolbox.post(Some(caller), "/cards/preview", content).await
}

pub(crate) async fn add(
    toolbox: &Client,
    caller: &CallerToken,
    content: &CardContent,
) -> Result<Card, Problem> {
    toolbox.post(Some(caller), "/cards", content).await
}

pub(crate) async fn edit(
    toolbox: &Client,
    caller: &CallerToken,
    id: &str,
    edit: &CardEdit,
) -> Result<Card, Problem> {
    toolbox.put(Some(caller), &at(id), edit).await
}

/// Whether the caller may add a card: the toolbox says so beside every answer.
pub(crate) async fn may_add(toolbox: &Client, caller: &CallerToken) -> Result<bool, Problem> {
    let smallest = OnlyOne { per_page: 1 };
    let answer: CardAnswer = toolbox.get(Some(caller), "/cards", &smallest).await?;
    Ok(!answer.may.is_empty())
}

/// What a harvester asks, answered as XML.
pub(crate) async fn harvest(toolbox: &Client, site: &str, arguments: &str) -> Result<Raw, Problem> {
    let (site, arguments) = (segment(site), segment(arguments));
    let path = format!("/harvest?site={site}&arguments={arguments}");
    toolbox
        .raw(Method::GET, &path, HeaderMap::new(), Vec::new())
        .await
}

/// New cards as an Atom feed, under the reader's conditions.
pub(crate) async fn feed(toolbox: &Client, site: &str, asked: HeaderMap) -> Result<Raw, Problem> {
    let path = format!("/feed.atom?site={}", segment(site));
    toolbox.raw(Method::GET, &path, asked, Vec::new()).await
}

#[derive(Serialize)]
struct OnlyOne {
    per_page: u8,
}

fn at(id: &str) -> String {
    format!("/cards/{}", segment(id))
}
