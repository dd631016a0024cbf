//! Reading requests, their history and what waits to be told.

use chrono::{DateTime, Utc};
use store::StoreError;

use super::{Bound, EventRow, NoticeRow, RequestRow, Store};

impl Store {
    pub(crate) async fn request(&self, id: &str) -> Result<Option<RequestRow>, StoreError> {
        let surql = "SELECT *, record::id(id) AS key OMIT id FROM type::record('request', $id)";
        let bound = Bound::new().with("id", id);
        self.row("reading a request", surql, bound.done()).await
    }

    /// Every request of or to somebody, newest first.
    pub(crate) async fn requests_of(&self, person: &str) -> Result<Vec<RequestRow>, StoreError> {
        let surql = "SELECT *, record::id(id) AS key OMIT id FROM request
            WHERE student = $person OR buddy = $person ORDER BY made DESC LIMIT 200";
        let bound = Bound::new().with("person", person);
        self.rows("reading requests", surql, bound.done()).await
    }

    /// What a student has asked that has not ended, first rank first.
    pub(crate) async fn running_of(&self, student: &str) -> Result<Vec<RequestRow>, StoreError> {
        let surql = "SELECT *, record::id(id) AS key OMIT id FROM request WHERE student = $student
            AND state IN ['waiting', 'asked', 'question', 'matched', 'running'] ORDER BY rank";
        let bound = Bound::new().with("student", student);
        self.rows("reading running requests", surql, bound.done())
            .await
    }

    /// What happened to some requests, in order.
    pub(crate) async fn events_of(
        &self,
        requests: Vec<String>,
    ) -> Result<Vec<EventRow>, StoreError> {
        let surql = "SELECT * OMIT id FROM event WHERE request IN $requests ORDER BY n";
        let bound = Bound::new().with("requests", requests);
        self.rows("reading the history", surql, bound.done()).await
    }

    pub(crate) async fn notices(&self, person: &str) -> Result<Vec<NoticeRow>, StoreError> {
        let surql = "SELECT request, what, other, at FROM notice
            WHERE person = $person ORDER BY at DESC LIMIT 50";
        let bound = Bound::new().with("person", person);
        self.rows("reading notices", surql, bound.done()).await
    }

    /// Puts away what somebody has seen, up to a moment; gives how many.
    pub(crate) async fn put_away(
        &self,
        person: &str,
        until: DateTime<Utc>,
    ) -> Result<u32, StoreError> {
        let body =
            "LET $seen = (SELECT VALUE id FROM notice WHERE person = $person AND at <= $until);
             DELETE $seen;
             RETURN array::len($seen)";
        let bound = Bound::new().with("person", person).with("until", until);
        let count: Option<i64> = self
            .db
            .transact("putting notices away", body, bound.done())
            .await?
            .take(2)?;
        Ok(count
            .and_then(|count| u32::try_from(count).ok())
            .unwrap_or_default())
    }
}
