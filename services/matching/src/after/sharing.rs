//! Goals that two people share, with small steps; how it goes; thanks.

use chrono::{DateTime, Utc};
use contract::Caller;
use contract::matching::{
    self as codes, AddStep, AnswerCheckIn, CHECK_IN_ANSWERS, LONGEST_STEP, STEPS, THANKS,
};
use nouns::RequestId;
use store::StoreError;

use super::planning::turn;
use super::refusal;
use crate::rules::{self, Sharing};
use crate::store::{NewStep, StepRow};
use crate::talking::Talk;
use crate::vault::{ConversationKey, Place};
use crate::vocabulary::GOALS;
use crate::{Matching, MatchingError};
use nouns::filter;

/// Goals that two people share at once.
pub(crate) const MOST_GOALS: usize = 3;
/// Small steps to one goal.
pub(crate) const MOST_STEPS: usize = 5;
/// How often a step is tried again, because the other was first with theirs.
const ATTEMPTS: usize = 3;

impl Matching {
    /// Shares a goal of those that the two could share.
    pub async fn share_goal(
        &self,
        by: &Caller,
        id: &RequestId,
        goal: &str,
    ) -> Result<(), MatchingError> {
        self.share_goal_at(by, id, goal, self.clock.now()).await
    }

    pub(crate) async fn share_goal_at(
        &self,
        by: &Caller,
        id: &RequestId,
        goal: &str,
        now: DateTime<Utc>,
    ) -> Result<(), MatchingError> {
        let talk = self.open_talk(by, id).await?;
        if !self.goals_to_share(&talk).contains(&goal) {
            return Err(MatchingError::field("goal", codes::GOAL_UNKNOWN));
        }
        let done = self.store.add_goal(turn(&talk, now), goal).await;
        done.map_err(refusal)
    }

    /// Puts a goal away with its steps: a goal less is no fault.
    pub async fn put_goal_away(
        &self,
        by: &Caller,
        id: &RequestId,
        goal: &str,
    ) -> Result<(), MatchingError> {
        let talk = self.open_talk(by, id).await?;
        let turn = turn(&talk, self.clock.now());
        self.store.drop_goal(turn, goal).await.map_err(refusal)
    }

    /// What both chose; without any what the student wants; and where nothing is left of that every goal.
    /// An hour in class has none.
    pub(super) fn goals_to_share(&self, talk: &Talk) -> Vec<&'static str> {
        if talk.request.is_for_class() {
            return Vec::new();
        }
        let common = self.pool.common(&talk.request.student, &talk.request.buddy);
        let bits = [common.shared_goals, common.goals, u64::MAX];
        let bits = bits.into_iter().find(|bits| *bits != 0).unwrap_or(u64::MAX);
        GOALS.keys_of(bits).collect()
    }

    /// Adds a small step, of the list or in own words.
    ///
    /// # Errors
    /// Own words are looked through as messages are: what leads outside is refused, or wants to be said twice.
    pub async fn add_step(
        &self,
        by: &Caller,
        id: &RequestId,
        new: &AddStep,
    ) -> Result<(), MatchingError> {
        self.add_step_at(by, id, new, self.clock.now()).await
    }

    pub(crate) async fn add_step_at(
        &self,
        by: &Caller,
        id: &RequestId,
        new: &AddStep,
        now: DateTime<Utc>,
    ) -> Result<(), MatchingError> {
        let talk = self.open_talk(by, id).await?;
        let words = Words::parse(new, rules::sharing(talk.i_am_minor, talk.other_is_minor))?;
        for _ in 0..ATTEMPTS {
            let n = self.store.next_step_number(&talk.request.key).await?;
            let (key, sealed) = match &words {
                Words::Key(key) => (Some((*key).to_owned()), None),
                Words::Own(text) => (None, Some(self.seal_step(&talk, n, text, now).await?)),
            };
            let step = NewStep {
                goal: &new.goal,
                key,
                sealed,
                n,
            };
            match self.store.add_step(turn(&talk, now), step).await {
                Err(StoreError::Thrown(name)) if name == "changed" => {}
                done => return done.map_err(refusal),
            }
        }
        Err(StoreError::Busy.into())
    }

    /// Ticks a step off, or takes the tick back.
    pub async fn tick_step(
        &self,
        by: &Caller,
        id: &RequestId,
        n: u32,
        done: bool,
    ) -> Result<(), MatchingError> {
        self.tick_step_at(by, id, n, done, self.clock.now()).await
    }

    pub(crate) async fn tick_step_at(
        &self,
        by: &Caller,
        id: &RequestId,
        n: u32,
        done: bool,
        now: DateTime<Utc>,
    ) -> Result<(), MatchingError> {
        let talk = self.open_talk(by, id).await?;
        let ticked = self.store.tick(turn(&talk, now), n.into(), done).await;
        ticked.map_err(refusal)
    }

    /// Keeps how it goes, as the caller says it; the other sees it only where the caller wants that.
    pub async fn say_how_it_goes(
        &self,
        by: &Caller,
        id: &RequestId,
        said: &AnswerCheckIn,
    ) -> Result<(), MatchingError> {
        let talk = self.open_talk(by, id).await?;
        if !CHECK_IN_ANSWERS.contains(&said.answer.as_str()) {
            return Err(MatchingError::field("answer", codes::CHECK_IN_UNKNOWN));
        }
        let turn = turn(&talk, self.clock.now());
        let round = said.round.into();
        let kept = self
            .store
            .answer_check_in(turn, round, &said.answer, said.share);
        kept.await.map_err(refusal)
    }

    /// Thanks the other at the end, once, with a sentence of the list.
    pub async fn thank(
        &self,
        by: &Caller,
        id: &RequestId,
        thanks: &str,
    ) -> Result<(), MatchingError> {
        let talk = self.talk(by, id).await?;
        if !THANKS.contains(&thanks) {
            return Err(MatchingError::field("thanks", codes::THANKS_UNKNOWN));
        }
        let turn = turn(&talk, self.clock.now());
        self.store.thank(turn, thanks).await.map_err(refusal)
    }

    async fn seal_step(
        &self,
        talk: &Talk,
        n: i64,
        text: &str,
        now: DateTime<Utc>,
    ) -> Result<String, MatchingError> {
        let id = &talk.request.key;
        if self.store.conversation(id).await?.is_none() {
            let (_, stored) = self.vault.new_key(id)?;
            let made = self.store.conversation_key(turn(talk, now), &stored);
            made.await.map_err(refusal)?;
        }
        let row = self.store.conversation(id).await?;
        let row = row.ok_or(MatchingError::NotFound)?;
        let key = self.vault.open_key(id, &row.key)?;
        let name = step_name(n);
        Ok(key.seal(place(id, &name, talk.part.as_str()), text)?)
    }

    /// The words of some steps of one match, where they are own words and can still be read.
    pub(super) async fn words_of(
        &self,
        id: &str,
        steps: &[StepRow],
    ) -> Result<Vec<Option<String>>, MatchingError> {
        let has_words = steps.iter().any(|step| step.sealed.is_some());
        let row = if has_words {
            self.store.conversation(id).await?
        } else {
            None
        };
        let key = row
            .map(|row| self.vault.open_key(id, &row.key))
            .transpose()?;
        let opened = |step: &StepRow| opened(id, key.as_ref()?, step);
        Ok(steps.iter().map(opened).collect())
    }

    /// Every step of a person's matches, readable, for them to take along.
    pub(crate) async fn all_steps(
        &self,
        person: &str,
    ) -> Result<Vec<serde_json::Value>, MatchingError> {
        let mut all = Vec::new();
        for step in self.store.steps_of(person).await? {
            let words = self
                .words_of(&step.request, std::slice::from_ref(&step))
                .await?;
            all.push(serde_json::json!({
                "request": step.request,
                "goal": step.goal,
                "step": step.key,
                "text": words.into_iter().next().flatten(),
                "by": step.by,
                "made": step.made,
                "done": step.done,
            }));
        }
        Ok(all)
    }
}

fn opened(id: &str, key: &ConversationKey, step: &StepRow) -> Option<String> {
    let name = step_name(step.n);
    key.open(place(id, &name, &step.by), step.sealed.as_deref()?)
        .ok()
}

/// No message is called so: their names are hexadecimal digits.
fn step_name(n: i64) -> String {
    format!("step-{n}")
}

fn place<'a>(conversation: &'a str, message: &'a str, author: &'a str) -> Place<'a> {
    Place {
        conversation,
        message,
        author,
    }
}

/// What a step says.
#[derive(Debug, PartialEq, Eq)]
enum Words {
    Key(&'static str),
    /// One line of at most [`LONGEST_STEP`] characters.
    Own(String),
}

impl Words {
    fn parse(new: &AddStep, sharing: Sharing) -> Result<Self, MatchingError> {
        let text = new.text.as_deref().unwrap_or_default();
        let one_line: Vec<&str> = text.split_whitespace().collect();
        let text: String = one_line
            .join(" ")
            .chars()
            .filter(|sign| !sign.is_control())
            .collect();
        if text.is_empty() {
            let key = new.step.as_deref().unwrap_or_default();
            let own = STEPS.iter().find(|own| **own == key);
            return own
                .map(|key| Self::Key(key))
                .ok_or_else(|| MatchingError::field("step", codes::STEP_EMPTY));
        }
        if text.chars().count() > LONGEST_STEP {
            return Err(MatchingError::field("text", codes::STEP_TOO_LONG));
        }
        match sharing {
            Sharing::Free => Ok(Self::Own(text)),
            _ if filter::find(&text).is_empty() => Ok(Self::Own(text)),
            Sharing::Warned if new.sure => Ok(Self::Own(text)),
            Sharing::Warned => Err(MatchingError::field("text", codes::STEP_WARNED)),
            Sharing::Refused => Err(MatchingError::field("text", codes::STEP_REFUSED)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, sharing: Sharing, sure: bool) -> Result<Words, &'static str> {
        let new = AddStep {
            text: Some(text.to_owned()),
            sure,
            ..AddStep::default()
        };
        Words::parse(&new, sharing).map_err(|error| match error {
            MatchingError::Refused(faults) => faults[0].1.name,
            other => panic!("{other:?}"),
        })
    }

    #[test]
    fn own_words_are_one_short_line_and_lead_nobody_outside() {
        let own = |text: &str| Ok(Words::Own(text.to_owned()));
        assert_eq!(
            words(" Maak \n een rooster ", Sharing::Refused, false),
            own("Maak een rooster")
        );
        assert_eq!(
            words(&"é".repeat(80), Sharing::Free, false),
            own(&"é".repeat(80))
        );
        assert_eq!(
            words(&"é".repeat(81), Sharing::Free, false),
            Err("step.too-long")
        );
        assert_eq!(words("  ", Sharing::Free, false), Err("step.empty"));
        let call = "Bel me op 06 12345678";
        assert_eq!(words(call, Sharing::Free, false), own(call));
        assert_eq!(words(call, Sharing::Warned, false), Err("step.warned"));
        assert_eq!(words(call, Sharing::Warned, true), own(call));
        assert_eq!(words(call, Sharing::Refused, true), Err("step.refused"));
    }
}
