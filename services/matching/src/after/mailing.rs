//! A mail that says that there is news of a match, and nothing of it: to who agreed to mails.

use contract::news::{
    GUEST_HOUR_ANSWERED, GUEST_HOUR_ASKED, MATCH_PLAN, MATCH_STUCK, MATCH_TOMORROW, Tell,
};

use crate::conversation::Stand;
use crate::request::State;
use crate::rules::{self, Between, Part};
use crate::{Matching, MatchingError};

/// The kind of the job that tells them. Its key is the match, the reader's part and what there is, with `/` between.
pub(crate) const MATCH_MAIL: &str = "match-mail";

/// Whether there is still something to tell: a question that stands open, an answer to it, or a match that goes on; and
/// never of somebody who is blocked.
fn is_news(what: &str, between: Between) -> bool {
    match what {
        GUEST_HOUR_ASKED => between.state == State::Asked && !between.blocked,
        GUEST_HOUR_ANSWERED => !between.state.is_open() && !between.blocked,
        _ => rules::stand(between) == Stand::Open,
    }
}

impl Matching {
    /// Has accounts tell the reader whom the job names, if the two may still do something together. Without accounts (a
    /// command, a test) nobody is told.
    pub(crate) async fn mail_of_match(&self, job: &str) -> Result<(), MatchingError> {
        let Some(accounts) = &self.accounts else {
            return Ok(());
        };
        // A block that is on its way stops the mail.
        self.follow_accounts().await?;
        let Some(told) = self.news_of_match(job).await? else {
            return Ok(());
        };
        Ok(accounts.tell(&told).await?)
    }

    async fn news_of_match(&self, job: &str) -> Result<Option<Tell>, MatchingError> {
        let mut parts = job.splitn(3, '/');
        let (Some(id), Some(part), Some(what)) = (parts.next(), parts.next(), parts.next()) else {
            return Ok(None);
        };
        let known = [
            GUEST_HOUR_ASKED,
            GUEST_HOUR_ANSWERED,
            MATCH_PLAN,
            MATCH_TOMORROW,
            MATCH_STUCK,
        ]
        .contains(&what);
        let Some(request) = self.store.request(id).await?.filter(|_| known) else {
            return Ok(None);
        };
        let (part, person) = match part {
            "student" => (Part::Student, request.student.clone()),
            _ => (Part::Buddy, request.buddy.clone()),
        };
        let Some(state) = State::parse(&request.state) else {
            return Ok(None);
        };
        let between = self
            .store
            .between(&request.student, &request.buddy, request.minor);
        let Some(between) = between.await? else {
            return Ok(None);
        };
        let between = self.between(&between, &request, part, state, false);
        Ok(is_news(what, between).then(|| Tell {
            person,
            what: what.to_owned(),
            title: String::new(),
            path: format!("/maatjes/verzoek/{}", wire::segment(id)),
            lines: Vec::new(),
            stop: None,
        }))
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use contract::matching::{AskGuestHour, ClassHour, ShortProfile as Typed};
    use nouns::{Region, RequestId, Role};

    use super::*;
    use crate::answering::Answer;
    use crate::role_model::ShortProfile;
    use crate::testing::Town;

    const BETWEEN: Between = Between {
        state: State::Asked,
        blocked: false,
        i_agree: true,
        other_agrees: true,
        minor: false,
        certified: false,
    };

    #[test]
    fn a_question_is_news_while_it_stands_and_an_answer_once_there_is_one_and_a_block_is_none() {
        for state in State::ALL {
            let between = Between { state, ..BETWEEN };
            let blocked = Between {
                blocked: true,
                ..between
            };
            let asks = is_news(GUEST_HOUR_ASKED, between);
            assert_eq!(asks, state == State::Asked, "{state:?}");
            let answered = is_news(GUEST_HOUR_ANSWERED, between);
            assert_eq!(answered, !state.is_open(), "{state:?}");
            assert_eq!(is_news(MATCH_PLAN, between), state.is_match());
            for what in [GUEST_HOUR_ASKED, GUEST_HOUR_ANSWERED, MATCH_PLAN] {
                assert!(!is_news(what, blocked));
            }
        }
    }

    /// A question of a teacher to a role model, and the mails that it asked for since.
    struct Asked {
        town: Town,
        marijke: contract::Caller,
        id: RequestId,
    }

    impl Asked {
        async fn new() -> Self {
            let town = Town::new().await;
            let marijke = town
                .helper("marijke", |offered| {
                    offered.relations = vec!["rolmodel".to_owned()];
                    offered.online = true;
                })
                .await;
            town.record_vog(&marijke, "2026-12-31").await;
            let short = ShortProfile::parse(&Typed {
                trade: "Kok".to_owned(),
                offers: vec!["gastuur".to_owned()],
                ..Typed::default()
            })
            .unwrap();
            let kept = town.matching.keep_short(&marijke.person, &short);
            kept.await.unwrap();
            let mut petra = town.caller("petra", Role::Docent);
            petra.region = Region::parse("RMC-19").ok();
            town.agree(&petra, true).await;
            let ask = AskGuestHour {
                person: "marijke".to_owned(),
                hour: ClassHour {
                    slots: vec!["di-ochtend".to_owned()],
                    subject: "werkdag".to_owned(),
                    students: 20,
                    place: "bellen".to_owned(),
                },
            };
            let id = town.matching.ask_guest_hour(&petra, &ask).await.unwrap();
            Self { town, marijke, id }
        }

        /// Whom the jobs of now tell of what.
        async fn mails(&self) -> Vec<(String, String)> {
            let surql = "SELECT VALUE key FROM job WHERE kind = 'match-mail' ORDER BY key";
            let db = &self.town.matching.store.db;
            let jobs: Vec<String> = db
                .read(surql)
                .await
                .and_then(|mut rows| rows.take(0))
                .unwrap();
            let mut told = Vec::new();
            for job in jobs {
                let news = self.town.matching.news_of_match(&job).await.unwrap();
                told.extend(news.map(|one| (one.person, one.what)));
            }
            told
        }
    }

    fn told(person: &str, what: &str) -> Vec<(String, String)> {
        vec![(person.to_owned(), what.to_owned())]
    }

    #[tokio::test]
    async fn a_role_model_hears_of_a_guest_hour_and_the_teacher_of_the_answer_or_that_there_is_none()
     {
        for answer in [Some(Answer::Yes), Some(Answer::No("geen-tijd")), None] {
            let asked = Asked::new().await;
            assert_eq!(asked.mails().await, told("marijke", GUEST_HOUR_ASKED));
            let matching = &asked.town.matching;
            if let Some(answer) = &answer {
                let done = matching.answer(&asked.marijke, &asked.id, answer).await;
                done.unwrap();
            } else {
                asked.town.clock.advance(TimeDelta::hours(73));
                let now = asked.town.clock.now();
                matching.store.expire(asked.id.as_str(), now).await.unwrap();
            }
            let mails = asked.mails().await;
            assert_eq!(mails, told("petra", GUEST_HOUR_ANSWERED), "{answer:?}");
        }
    }
}
