//! What my page asks of the other services, one small function for each call. What it asks of accounts stands with
//! the pages of accounts.

use contract::matching::RequestList;
use contract::meetups::MySignups;
use contract::toolbox::{CardAnswer, CardQuestion};
use wire::{CallerToken, Client, Problem};

/// How many of my cards are shown; the toolbox has the rest.
const CARDS: u32 = 6;

/// My requests and matches, and what I have not seen of them.
pub(super) async fn my_requests(
    matching: &Client,
    me: &CallerToken,
) -> Result<RequestList, Problem> {
    matching.get(Some(me), "/requests", &()).await
}

/// The meetings that I signed up for.
pub(super) async fn my_signups(meetups: &Client, me: &CallerToken) -> Result<MySignups, Problem> {
    meetups.get(Some(me), "/signups/mine", &()).await
}

/// The cards that I shared, at most a handful.
pub(super) async fn my_cards(toolbox: &Client, me: &CallerToken) -> Result<CardAnswer, Problem> {
    let mine = CardQuestion {
        mine: "true".to_owned(),
        per_page: CARDS.to_string(),
        ..CardQuestion::default()
    };
    toolbox.get(Some(me), "/cards", &mine).await
}
