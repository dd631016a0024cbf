use chrono::{DateTime, Utc};
use nouns::{CardId, EventId};
use serde::Deserialize;
use serde_json::json;

use super::{Store, binding};
use crate::MeetupsError;
use crate::follow_up::FollowUp;
use crate::mails::Hears;

#[derive(Deserialize)]
struct FollowUpRow {
    cards: Vec<CardId>,
}

impl Store {
    /// Keeps what came of a meetup: the words with the event, the cards beside it.
    pub(crate) async fn keep_follow_up(
        &self,
        id: &EventId,
        told: &FollowUp,
        now: DateTime<Utc>,
    ) -> Result<(), MeetupsError> {
        let body =
            "UPDATE type::record('event', $id) SET outcome = $text, changed = $now RETURN NONE;
            UPSERT type::record('follow_up', $id) SET event = $id, cards = $cards RETURN NONE;
            fn::log('event', $id)";
        let cards: Vec<String> = told.cards.iter().map(ToString::to_string).collect();
        let variables = binding! {
            "id": id.to_string(), "text": told.text.clone(), "cards": cards, "now": now,
        };
        self.db
            .transact("keeping what came of a meetup", body, variables)
            .await?;
        Ok(())
    }

    /// The cards that were used at a meetup.
    pub(crate) async fn cards_used(&self, id: &EventId) -> Result<Vec<CardId>, MeetupsError> {
        let surql = "SELECT cards FROM type::record('follow_up', $id)";
        let variables = binding! { "id": id.to_string() };
        let rows: Vec<FollowUpRow> = self.rows("follow_up", surql, variables).await?;
        Ok(rows.into_iter().flat_map(|row| row.cards).collect())
    }

    /// Asks who organised a meetup what came of it, unless they were asked or told it already.
    pub(crate) async fn ask_for_follow_up(
        &self,
        id: &EventId,
        hears: &Hears,
        now: DateTime<Utc>,
    ) -> Result<(), MeetupsError> {
        let body = "IF !record::exists(type::record('follow_up', $id)) {
                CREATE type::record('follow_up', $id) SET event = $id, asked = $now, cards = [] RETURN NONE;
                fn::enqueue('community-mail', $hears.once, $now, $hears);
            }";
        let variables = binding! { "id": id.to_string(), "hears": json!(hears), "now": now };
        self.db
            .transact("asking what came of a meetup", body, variables)
            .await?;
        Ok(())
    }
}
