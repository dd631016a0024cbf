//! What these pages ask of meetups, one function for each call.

use contract::meetups::{Closing, Entry, EntryList, NewEntry, NewReaction};
use wire::{CallerToken, Client, Problem, segment};

pub(super) async fn entries(
    meetups: &Client,
    caller: &CallerToken,
    slug: &str,
) -> Result<EntryList, Problem> {
    meetups.get(Some(caller), &of(slug), &()).await
}

pub(super) async fn place(
    meetups: &Client,
    caller: &CallerToken,
    slug: &str,
    new: &NewEntry,
) -> Result<Entry, Problem> {
    meetups.post(Some(caller), &of(slug), new).await
}

pub(super) async fn entry(
    meetups: &Client,
    caller: &CallerToken,
    id: &str,
) -> Result<Entry, Problem> {
    meetups.get(Some(caller), &at(id), &()).await
}

pub(super) async fn react(
    meetups: &Client,
    caller: &CallerToken,
    id: &str,
    new: &NewReaction,
) -> Result<Entry, Problem> {
    let path = format!("{}/reactions", at(id));
    meetups.post(Some(caller), &path, new).await
}

pub(super) async fn prolong(
    meetups: &Client,
    caller: &CallerToken,
    id: &str,
) -> Result<Entry, Problem> {
    let path = format!("{}/prolong", at(id));
    meetups.post(Some(caller), &path, &()).await
}

pub(super) async fn close(
    meetups: &Client,
    caller: &CallerToken,
    id: &str,
    closing: &Closing,
) -> Result<Entry, Problem> {
    let path = format!("{}/close", at(id));
    meetups.post(Some(caller), &path, closing).await
}

pub(super) async fn remove(
    meetups: &Client,
    caller: &CallerToken,
    id: &str,
) -> Result<(), Problem> {
    meetups.delete(Some(caller), &at(id)).await
}

pub(super) async fn remove_reaction(
    meetups: &Client,
    caller: &CallerToken,
    id: &str,
    reaction: &str,
) -> Result<(), Problem> {
    let path = format!("{}/reactions/{}", at(id), segment(reaction));
    meetups.delete(Some(caller), &path).await
}

fn of(slug: &str) -> String {
    format!("/communities/{}/entries", segment(slug))
}

fn at(id: &str) -> String {
    format!("/entries/{}", segment(id))
}
