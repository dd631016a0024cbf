//! What these pages ask of the toolbox, one function for each call.

use contract::toolbox::{
    Card, Collecting, Collection, CollectionAbout, CollectionList, CollectionQuestion, Direction,
    EntryMove, EntryNote, NewCollection,
};
use wire::{CallerToken, Client, Problem, segment};

fn at(id: &str) -> String {
    format!("/collections/{}", segment(id))
}

fn entry(id: &str, card: &str) -> String {
    format!("{}/cards/{}", at(id), segment(card))
}

pub(crate) async fn find(
    toolbox: &Client,
    caller: Option<&CallerToken>,
    question: &CollectionQuestion,
) -> Result<CollectionList, Problem> {
    toolbox.get(caller, "/collections", question).await
}

/// The caller's own, last changed first; each says whether `card` is in it.
pub(crate) async fn mine(
    toolbox: &Client,
    caller: &CallerToken,
    card: &str,
) -> Result<CollectionList, Problem> {
    let question = CollectionQuestion {
        mine: "true".to_owned(),
        card: card.to_owned(),
        ..CollectionQuestion::default()
    };
    find(toolbox, Some(caller), &question).await
}

pub(crate) async fn make(
    toolbox: &Client,
    caller: &CallerToken,
    new: &NewCollection,
) -> Result<Collection, Problem> {
    toolbox.post(Some(caller), "/collections", new).await
}

pub(crate) async fn collection(
    toolbox: &Client,
    caller: Option<&CallerToken>,
    id: &str,
) -> Result<Collection, Problem> {
    toolbox.get(caller, &at(id), &()).await
}

pub(crate) async fn cards(
    toolbox: &Client,
    caller: Option<&CallerToken>,
    id: &str,
) -> Result<Vec<Card>, Problem> {
    toolbox.get(caller, &format!("{}/cards", at(id)), &()).await
}

pub(crate) async fn rename(
    toolbox: &Client,
    caller: &CallerToken,
    id: &str,
    about: &CollectionAbout,
) -> Result<Collection, Problem> {
    toolbox.put(Some(caller), &at(id), about).await
}

pub(crate) async fn remove(
    toolbox: &Client,
    caller: &CallerToken,
    id: &str,
) -> Result<(), Problem> {
    toolbox.delete(Some(caller), &at(id)).await
}

pub(crate) async fn put(
    toolbox: &Client,
    caller: &CallerToken,
    id: &str,
    card: &str,
) -> Result<Collection, Problem> {
    let collecting = Collecting {
        card: card.to_owned(),
    };
    let path = format!("{}/cards", at(id));
    toolbox.post(Some(caller), &path, &collecting).await
}

pub(crate) async fn note(
    toolbox: &Client,
    caller: &CallerToken,
    id: &str,
    card: &str,
    note: &str,
) -> Result<Collection, Problem> {
    let note = EntryNote {
        note: note.to_owned(),
    };
    toolbox.put(Some(caller), &entry(id, card), &note).await
}

pub(crate) async fn take_out(
    toolbox: &Client,
    caller: &CallerToken,
    id: &str,
    card: &str,
) -> Result<Collection, Problem> {
    toolbox.delete(Some(caller), &entry(id, card)).await
}

pub(crate) async fn shift(
    toolbox: &Client,
    caller: &CallerToken,
    id: &str,
    card: &str,
    to: Direction,
) -> Result<Collection, Problem> {
    let path = format!("{}/move", entry(id, card));
    toolbox.post(Some(caller), &path, &EntryMove { to }).await
}
