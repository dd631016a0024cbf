//! What these pages ask of meetups, one function for each call.

use contract::meetups::{AnswerTopic, NewTopic, SetSupport, TopicList};
use wire::{CallerToken, Client, Problem, segment};

pub(super) async fn topics(
    meetups: &Client,
    caller: &CallerToken,
    slug: &str,
) -> Result<TopicList, Problem> {
    meetups.get(Some(caller), &of(slug), &()).await
}

pub(super) async fn propose(
    meetups: &Client,
    caller: &CallerToken,
    slug: &str,
    new: &NewTopic,
) -> Result<TopicList, Problem> {
    meetups.post(Some(caller), &of(slug), new).await
}

/// The topics of the community of one.
pub(super) async fn beside(
    meetups: &Client,
    caller: &CallerToken,
    id: &str,
) -> Result<TopicList, Problem> {
    meetups.get(Some(caller), &at(id), &()).await
}

pub(super) async fn support(
    meetups: &Client,
    caller: &CallerToken,
    id: &str,
    wants: bool,
) -> Result<TopicList, Problem> {
    let path = format!("{}/support", at(id));
    meetups
        .put(Some(caller), &path, &SetSupport { wants })
        .await
}

pub(super) async fn answer(
    meetups: &Client,
    caller: &CallerToken,
    id: &str,
    answer: &AnswerTopic,
) -> Result<TopicList, Problem> {
    let path = format!("{}/answer", at(id));
    meetups.post(Some(caller), &path, answer).await
}

pub(super) async fn remove(
    meetups: &Client,
    caller: &CallerToken,
    id: &str,
) -> Result<(), Problem> {
    meetups.delete(Some(caller), &at(id)).await
}

fn of(slug: &str) -> String {
    format!("/communities/{}/topics", segment(slug))
}

fn at(id: &str) -> String {
    format!("/topics/{}", segment(id))
}
