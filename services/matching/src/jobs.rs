//! What the store asked to be done at a time: ends of terms, next choices, dates of a match.

use std::sync::PoisonError;

use chrono::{DateTime, TimeDelta, Utc};
use store::jobs::{self, Job};

use crate::after::MATCH_MAIL;
use crate::store::{
    DRAFT, ENDS, INVITATION_ENDS, INVITATION_KEPT, MESSAGE_MAIL, PROGRAMME_MAIL, PUBLISH,
    SUGGESTED_ENDS, WAITING_LIST,
};
use crate::{Matching, MatchingError};

/// Jobs leased in one go.
const AT_ONCE: u32 = 50;

const SWEEP_EVERY: TimeDelta = TimeDelta::hours(1);
/// How long a profile that nobody changes, a request that ended, and a conversation afterwards are kept.
const KEPT: TimeDelta = TimeDelta::days(365);

impl Matching {
    /// Does what is due now; gives how many jobs there were.
    pub(crate) async fn do_due_jobs(&self) -> Result<usize, MatchingError> {
        let now = self.clock.now();
        let next = jobs::next_due(&self.store.db).await?;
        if next.is_none_or(|next| next > now) && !self.a_lease_may_be_lost(now) {
            // Leasing writes; an idle service does not.
            return Ok(0);
        }
        self.sweep_now_and_then(now).await?;
        let due = jobs::claim(&self.store.db, now, AT_ONCE).await?;
        for job in &due {
            match self.do_job(job).await {
                Ok(()) => jobs::finish(&self.store.db, job).await?,
                Err(error) => {
                    tracing::warn!(kind = job.kind, %error, "a job failed");
                    jobs::give_back(&self.store.db, job, now, &error.to_string()).await?;
                }
            }
        }
        Ok(due.len())
    }

    /// Once an hour it removes what was kept long enough.
    async fn sweep_now_and_then(&self, now: DateTime<Utc>) -> Result<(), MatchingError> {
        let is_time = {
            let mut swept = self.swept.lock().unwrap_or_else(PoisonError::into_inner);
            let long_ago = swept.is_none_or(|at| now - at >= SWEEP_EVERY);
            if long_ago {
                *swept = Some(now);
            }
            long_ago
        };
        if is_time {
            self.store.sweep_conversations(now - KEPT).await?;
            self.store.sweep(now - KEPT, now.date_naive()).await?;
            self.store.sweep_rematches(now).await?;
            self.store.sweep_invitations(now - INVITATION_KEPT).await?;
            jobs::sweep(&self.store.db, now).await?;
        }
        Ok(())
    }

    /// Once in the time of a lease it looks for jobs whose worker died.
    fn a_lease_may_be_lost(&self, now: DateTime<Utc>) -> bool {
        let mut looked = self
            .looked_for_lost_jobs
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let long_ago = looked.is_none_or(|at| now - at >= jobs::LEASE);
        if long_ago {
            *looked = Some(now);
        }
        long_ago
    }

    async fn do_job(&self, job: &Job) -> Result<(), MatchingError> {
        let now = self.clock.now();
        match job.kind.as_str() {
            "expire" => {
                self.store.expire(&job.key, now).await?;
                Ok(())
            }
            "advance" => self.advance(&job.key, now).await,
            "follow" => self.follow(&job.key, now).await,
            WAITING_LIST => Ok(self.store.follow_waiting(&job.key, now).await?),
            SUGGESTED_ENDS => Ok(self.store.end_suggested(&job.key, now).await?),
            INVITATION_ENDS => Ok(self.store.end_invitation(&job.key, now).await?),
            MESSAGE_MAIL => self.mail_of_message(&job.key).await,
            DRAFT => self.make_asked_draft(&job.key, now).await,
            PUBLISH => self.publish_some(job, now).await,
            PROGRAMME_MAIL => self.mail_of_programme(job).await,
            ENDS => {
                let today = now.date_naive().to_string();
                Ok(self.store.end_programme(&job.key, &today).await?)
            }
            MATCH_MAIL => self.mail_of_match(&job.key).await,
            "plan-tomorrow" => Ok(self.store.remind_of_date(&job.key, now).await?),
            "plan-past" => Ok(self.store.ask_whether_met(&job.key, now).await?),
            "stuck" => self.look_whether_stuck(&job.key, now).await,
            "vog-ends" => Ok(self.store.remind_of_vog(&job.key, now).await?),
            "vog-over" => Ok(self.store.drop_vog(&job.key, now.date_naive()).await?),
            other => {
                tracing::error!(kind = other, "nobody knows this kind of job");
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta, Utc};
    use contract::Caller;

    use crate::testing::{Town, choices, start};

    impl Town {
        /// Half an hour later everything that is due by then has been done.
        async fn wait_until(&self, moment: DateTime<Utc>) {
            self.clock.advance(moment - self.clock.now());
            while self.matching.do_due_jobs().await.unwrap() > 0 {}
        }

        async fn news_of(&self, who: &Caller) -> Vec<String> {
            let list = self.matching.requests(who).await.unwrap();
            list.notices.into_iter().map(|notice| notice.what).collect()
        }
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[tokio::test]
    async fn the_holder_of_a_certificate_is_reminded_before_it_ends_and_it_is_dropped_after() {
        let town = Town::new().await;
        let hanna = town.helper("hanna", |_| {}).await;
        town.record_vog(&hanna, "2026-06-30").await;
        town.wait_until(at("2026-05-19T23:59:00Z")).await;
        assert_eq!(town.news_of(&hanna).await, [""; 0]);
        town.wait_until(at("2026-05-20T00:00:00Z")).await;
        assert_eq!(town.news_of(&hanna).await, ["vog-ends"]);
        let vog = || town.matching.store.vog_of("hanna");
        town.wait_until(at("2026-06-30T23:59:00Z")).await;
        assert!(
            vog().await.unwrap().is_some(),
            "it is valid on its last day"
        );
        town.wait_until(at("2026-07-01T00:00:00Z")).await;
        assert_eq!(vog().await.unwrap(), None);
    }

    #[tokio::test]
    async fn an_imported_certificate_is_reminded_of_too_and_a_late_one_at_once() {
        let town = Town::new().await;
        let (hanna, omar) = (
            town.helper("hanna", |_| {}).await,
            town.helper("omar", |_| {}).await,
        );
        let row = |person: &str, until: &str| crate::store::VogRow {
            person: person.to_owned(),
            valid_until: until.to_owned(),
        };
        let imported = vec![row("hanna", "2026-06-30"), row("omar", "2026-03-20")];
        let store = &town.matching.store;
        store
            .plant(vec![], vec![], imported, town.clock.now())
            .await
            .unwrap();
        town.wait_until(town.clock.now()).await;
        assert_eq!(town.news_of(&omar).await, ["vog-ends"]);
        assert_eq!(town.news_of(&hanna).await, [""; 0]);
        town.wait_until(at("2026-03-21T00:00:00Z")).await;
        assert_eq!(store.vog_of("omar").await.unwrap(), None);
        town.wait_until(at("2026-05-20T00:00:00Z")).await;
        assert_eq!(town.news_of(&hanna).await, ["vog-ends"]);
    }

    #[tokio::test]
    async fn a_new_certificate_moves_the_reminder_and_one_taken_back_has_none() {
        let town = Town::new().await;
        let hanna = town.helper("hanna", |_| {}).await;
        let bas = town.helper("bas", |_| {}).await;
        for helper in [&hanna, &bas] {
            town.record_vog(helper, "2026-06-30").await;
        }
        town.record_vog(&hanna, "2027-06-30").await;
        let admin = town.caller("beheer", nouns::Role::Beheerder);
        town.matching
            .record_vog(&admin, &bas.person, None)
            .await
            .unwrap();
        town.wait_until(at("2026-07-02T00:00:00Z")).await;
        assert_eq!(town.news_of(&hanna).await, [""; 0]);
        assert_eq!(town.news_of(&bas).await, [""; 0]);
        assert!(town.matching.store.vog_of("hanna").await.unwrap().is_some());
    }

    #[tokio::test]
    async fn a_certificate_that_came_with_an_import_goes_too() {
        let town = Town::new().await;
        let row = crate::store::VogRow {
            person: "oud".to_owned(),
            valid_until: "2026-03-02".to_owned(),
        };
        let store = &town.matching.store;
        store
            .plant(vec![], vec![], vec![row], start())
            .await
            .unwrap();
        town.wait_until(start() + TimeDelta::hours(14)).await;
        assert!(store.vog_of("oud").await.unwrap().is_some());
        town.wait_until(start() + TimeDelta::hours(16)).await;
        assert_eq!(store.vog_of("oud").await.unwrap(), None);
    }

    #[tokio::test]
    async fn a_request_goes_a_year_after_its_end_and_profiles_with_the_last_one() {
        let town = Town::new().await;
        let noor = town.seeker("noor").await;
        let hanna = town.helper("hanna", |_| {}).await;
        town.helper("gerda", |_| {}).await;
        let id = town.ask(&noor, &hanna, None).await.unwrap();
        // Nobody answers: it ends after 72 hours.
        town.wait_until(start() + TimeDelta::hours(73)).await;
        assert_eq!(town.state(&noor, &id).await, "expired");
        let kept = async || {
            let surql = "SELECT VALUE record::id(id) FROM request; SELECT VALUE request FROM event;
                SELECT VALUE person FROM profile ORDER BY person";
            let mut rows = town.matching.store.db.read(surql).await.unwrap();
            let mut kept = |n| rows.take::<Vec<String>>(n).unwrap();
            (kept(0).len(), !kept(1).is_empty(), kept(2).join(" "))
        };
        town.wait_until(start() + TimeDelta::days(364)).await;
        assert_eq!(kept().await, (1, true, "gerda hanna noor".to_owned()));
        town.wait_until(start() + TimeDelta::days(366)).await;
        assert_eq!(
            kept().await,
            (1, true, "hanna noor".to_owned()),
            "nobody asked gerda; what the others did is not a year ago"
        );
        town.wait_until(start() + TimeDelta::days(369)).await;
        assert_eq!(kept().await, (0, false, String::new()));
    }

    #[tokio::test]
    async fn who_still_waits_after_a_year_keeps_their_profile_and_is_served() {
        let town = Town::new().await;
        let noor = town.seeker("noor").await;
        town.matching.join_waiting_list(&noor).await.unwrap();
        for days in (30..=390).step_by(30) {
            town.wait_until(start() + TimeDelta::days(days)).await;
            town.matching.join_waiting_list(&noor).await.unwrap();
        }
        let hanna = town.helper("hanna", |_| {}).await;
        town.matching.catch_up().await.unwrap();
        let asked = town.matching.requests(&hanna).await.unwrap().requests;
        assert_eq!(asked.len(), 1);
    }

    #[tokio::test]
    async fn whom_somebody_tried_more_than_a_year_ago_is_asked_for_them_again() {
        let town = Town::new().await;
        let noor = town.seeker("noor").await;
        let hanna = town.helper("hanna", |_| {}).await;
        let id = town.ask(&noor, &hanna, None).await.unwrap();
        town.wait_until(start() + TimeDelta::hours(73)).await;
        assert_eq!(town.state(&noor, &id).await, "expired");
        town.wait_until(start() + TimeDelta::days(360)).await;
        town.fill_in(&hanna, &choices("helps")).await;
        town.matching.join_waiting_list(&noor).await.unwrap();
        assert!(
            town.matching
                .requests(&hanna)
                .await
                .unwrap()
                .requests
                .iter()
                .all(|one| one.state == "expired")
        );
        town.wait_until(start() + TimeDelta::days(369)).await;
        town.matching.catch_up().await.unwrap();
        let asked = town.matching.requests(&hanna).await.unwrap().requests;
        assert_eq!((asked.len(), asked[0].state.as_str()), (1, "asked"));
    }
}
