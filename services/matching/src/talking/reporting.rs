use contract::Caller;
use contract::matching::{ReportedMessage, SingleMessage};
use nouns::{Region, RequestId, SchoolId};

use super::{message, place};
use crate::conversation::MessageId;
use crate::store::{MessageRow, SOMEBODY};
use crate::{Matching, MatchingError, rules};

impl Matching {
    /// One message of a conversation of the caller's, and who wrote it.
    pub async fn message(
        &self,
        by: &Caller,
        id: &RequestId,
        message_id: &MessageId,
    ) -> Result<SingleMessage, MatchingError> {
        self.talk(by, id).await?;
        let (row, text) = self.opened_one(id, message_id).await?;
        Ok(SingleMessage {
            author: row.person.clone(),
            message: message(&row, by, text),
        })
    }

    /// Opens a message of the other to the moderators of where the caller learns. The report itself is accounts'.
    pub async fn report_message(
        &self,
        by: &Caller,
        id: &RequestId,
        message_id: &MessageId,
    ) -> Result<(), MatchingError> {
        self.talk(by, id).await?;
        let (row, _) = self.opened_one(id, message_id).await?;
        if row.person == by.person.as_str() {
            return Err(MatchingError::NotFound);
        }
        let school = by.school.as_ref().map(|school| school.as_str().to_owned());
        let region = by.region.map(|region| region.code().to_owned());
        let now = self.clock.now();
        self.store
            .mark_reported(id.as_str(), message_id.as_str(), school, region, now)
            .await?;
        Ok(())
    }

    /// A message that was reported, for a moderator of where that was. Its author is told first.
    ///
    /// # Errors
    /// [`MatchingError::NotFound`] for everybody else, and for every message that was not reported.
    pub async fn reported_message(
        &self,
        by: &Caller,
        id: &RequestId,
        message_id: &MessageId,
    ) -> Result<ReportedMessage, MatchingError> {
        let row = self.store.message(id.as_str(), message_id.as_str()).await?;
        let row = row
            .filter(|row| row.reported.is_some())
            .ok_or(MatchingError::NotFound)?;
        let school = row.reported_school.as_deref();
        let school = school.and_then(|school| SchoolId::parse(school).ok());
        let region = row.reported_region.as_deref();
        let region = region.and_then(|region| Region::parse(region).ok());
        if !rules::may_read_reported(by, &row.person, school.as_ref(), region) {
            return Err(MatchingError::NotFound);
        }
        let request = self.store.request(id.as_str()).await?;
        let other = request.map_or(SOMEBODY.to_owned(), |request| {
            if request.student == row.person {
                request.buddy_name
            } else {
                request.student_name
            }
        });
        let now = self.clock.now();
        self.store.note_look(id.as_str(), &row, &other, now).await?;
        let (row, text) = self.opened_one(id, message_id).await?;
        Ok(ReportedMessage { text, at: row.at })
    }

    pub(super) async fn opened_one(
        &self,
        id: &RequestId,
        message: &MessageId,
    ) -> Result<(MessageRow, String), MatchingError> {
        let row = self.store.message(id.as_str(), message.as_str()).await?;
        let talk = self.store.conversation(id.as_str()).await?;
        let (row, talk) = row.zip(talk).ok_or(MatchingError::NotFound)?;
        let key = self.vault.open_key(id.as_str(), &talk.key)?;
        let text = key.open(place(id.as_str(), &row), &row.sealed)?;
        Ok((row, text))
    }
}
