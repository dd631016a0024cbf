//! What two people share, as one of them sees it.

use chrono::{DateTime, Utc};
use contract::Caller;
use contract::matching::{
    CheckIn, CheckInSaid, Moment, Plan, SharedGoal, SharedStep, Thanks, Together,
};
use nouns::RequestId;

use super::{MOST_GOALS, MOST_STEPS, invitation};
use crate::conversation::Stand;
use crate::request::State;
use crate::rules::{self, Part};
use crate::store::{CheckInRow, EventRow, StepRow, TogetherRow};
use crate::talking::Talk;
use crate::{Matching, MatchingError};

/// All that is read of a match.
struct Read {
    row: TogetherRow,
    steps: Vec<StepRow>,
    words: Vec<Option<String>>,
    answers: Vec<CheckInRow>,
    history: Vec<EventRow>,
    asked: bool,
    blocked: bool,
    goes_first_until: Option<DateTime<Utc>>,
}

impl Matching {
    /// Everything that the two of a match share.
    ///
    /// # Errors
    /// Not found before a yes, and for anybody else.
    pub async fn together(&self, by: &Caller, id: &RequestId) -> Result<Together, MatchingError> {
        self.pool.catch_up(&self.store).await?;
        let talk = self.talk(by, id).await?;
        let key = id.as_str();
        let row = self.store.together(key).await?;
        let row = row.ok_or(MatchingError::NotFound)?;
        let steps = self.store.steps(key).await?;
        let (student, buddy) = (&talk.request.student, &talk.request.buddy);
        let between = self.store.between(student, buddy, talk.request.minor);
        let first = match (talk.part, talk.state) {
            (Part::Student, State::Closed) => {
                let own = vec![by.person.as_str().to_owned()];
                self.store.rematches(own, self.clock.now()).await?.pop()
            }
            _ => None,
        };
        let read = Read {
            goes_first_until: first.map(|first| first.until),
            words: self.words_of(key, &steps).await?,
            answers: self.store.check_ins(key).await?,
            history: self.store.events_of(vec![key.to_owned()]).await?,
            asked: self.store.agrees_to_be_asked(by.person.as_str()).await?,
            blocked: between.await?.is_none_or(|between| between.blocked),
            row,
            steps,
        };
        Ok(self.shown(by, &talk, &read))
    }

    /// Who of these people goes first at their next match, since when: whoever's match ended before its goal. First in a
    /// waiting line and in ties of a batch; whoever waits longest first.
    pub async fn first_at_rematch(
        &self,
        people: Vec<String>,
    ) -> Result<Vec<(String, DateTime<Utc>)>, MatchingError> {
        let rows = self.store.rematches(people, self.clock.now()).await?;
        Ok(rows
            .into_iter()
            .map(|row| (row.person, row.since))
            .collect())
    }

    fn shown(&self, by: &Caller, talk: &Talk, read: &Read) -> Together {
        let (row, now) = (&read.row, self.clock.now());
        let open = talk.stand == Stand::Open;
        let check_in = check_in(by, talk, read).filter(|_| open);
        let mine = |who: &str| who == talk.part.as_str();
        let thanks = match talk.part {
            Part::Student => (&row.student_thanks, &row.buddy_thanks),
            Part::Buddy => (&row.buddy_thanks, &row.student_thanks),
        };
        let goals = goals(row, &read.steps, &read.words, mine);
        let may_thank = talk.state == State::Closed
            && thanks.0.is_none()
            && !read.blocked
            && !talk.other().0.is_empty();
        let reason = talk.request.reason.as_deref();
        let in_class = talk.request.is_for_class();
        let pick = !row.options.is_empty() && !row.by.as_deref().is_some_and(mine);
        let may = [
            ("propose", open),
            ("pick", open && pick),
            ("drop", open && !row.options.is_empty()),
            (
                "call-off",
                open && row.agreed.is_some_and(|agreed| agreed > now),
            ),
            (
                "remind",
                open && row.agreed.is_some_and(|agreed| agreed > now),
            ),
            ("goals", open && !in_class),
            ("check-in", check_in.is_some()),
            ("help", open && row.help.is_none()),
            ("thank", may_thank),
            (
                "helper",
                rules::may_help_next(by, talk.part, talk.state, reason, in_class),
            ),
        ];
        let could = self.goals_to_share(talk);
        Together {
            stand: talk.stand.as_str().to_owned(),
            plan: self.plan(talk, row, now),
            more_goals: could
                .into_iter()
                .filter(|goal| {
                    open && row.goals.len() < MOST_GOALS && !row.goals.iter().any(|own| own == goal)
                })
                .map(str::to_owned)
                .collect(),
            goals,
            check_in,
            answers: answers(by, &read.answers),
            thanks: Thanks {
                yours: thanks.0.clone(),
                theirs: thanks.1.clone(),
            },
            goes_first_until: read.goes_first_until,
            stuck: row.stuck,
            help: row.help,
            moments: moments(talk, read, now),
            may: may
                .into_iter()
                .filter(|(_, may)| *may)
                .map(|(deed, _)| deed.to_owned())
                .collect(),
        }
    }

    fn plan(&self, talk: &Talk, row: &TogetherRow, now: DateTime<Utc>) -> Plan {
        let is_open = talk.stand == Stand::Open;
        let places = talk.places();
        Plan {
            version: u32::try_from(row.version).unwrap_or_default(),
            options: row
                .options
                .iter()
                .copied()
                .filter(|moment| *moment > now)
                .collect(),
            place: row.place.clone(),
            yours: row.by.as_deref() == Some(talk.part.as_str()),
            agreed: row.agreed,
            agreed_place: row.agreed_place.clone(),
            off: row.off.filter(|_| row.agreed.is_none()),
            invitation: invitation::exists(row),
            reminded: match talk.part {
                Part::Student => row.student_reminded,
                Part::Buddy => row.buddy_reminded,
            },
            offers: if is_open {
                self.offered(talk, now)
            } else {
                Vec::new()
            },
            places,
        }
    }
}

/// The last question how it goes, while the match runs, the caller agrees to be asked and has not answered.
fn check_in(by: &Caller, talk: &Talk, read: &Read) -> Option<CheckIn> {
    if !read.asked || talk.state != State::Running {
        return None;
    }
    let asked = read.history.iter().filter(|event| event.what == "check-in");
    let last = asked.max_by_key(|event| event.n)?;
    let is_answered = read
        .answers
        .iter()
        .any(|said| said.round == last.n && said.person == by.person.as_str());
    (!is_answered).then(|| CheckIn {
        round: u32::try_from(last.n).unwrap_or_default(),
        asked: last.at,
    })
}

/// One's own answers, and the other's that they chose to show.
fn answers(by: &Caller, all: &[CheckInRow]) -> Vec<CheckInSaid> {
    let is_mine = |said: &&CheckInRow| said.person == by.person.as_str();
    all.iter()
        .filter(|said| said.shared || is_mine(said))
        .map(|said| CheckInSaid {
            yours: is_mine(&said),
            answer: said.answer.clone(),
            shared: said.shared,
            at: said.at,
        })
        .collect()
}

fn goals(
    row: &TogetherRow,
    steps: &[StepRow],
    words: &[Option<String>],
    mine: impl Fn(&str) -> bool,
) -> Vec<SharedGoal> {
    let of = |goal: &String| {
        let own = steps
            .iter()
            .zip(words)
            .filter(|(step, _)| step.goal == *goal);
        let steps: Vec<SharedStep> = own
            .map(|(step, words)| SharedStep {
                n: u32::try_from(step.n).unwrap_or_default(),
                step: step.key.clone(),
                text: words.clone(),
                yours: mine(&step.by),
                done: step.done,
            })
            .collect();
        SharedGoal {
            goal: goal.clone(),
            room: steps.len() < MOST_STEPS,
            steps,
        }
    };
    row.goals.iter().map(of).collect()
}

/// What was, what is and what comes, in the order of time.
fn moments(talk: &Talk, read: &Read, now: DateTime<Utc>) -> Vec<Moment> {
    let moment = |what: &str, at: DateTime<Utc>, done: bool| Moment {
        what: what.to_owned(),
        at,
        done,
    };
    let request = &talk.request;
    let mut all = vec![moment("asked", request.asked.unwrap_or(request.made), true)];
    let said = |what: &str| match what {
        "matched" => Some("yes"),
        "check-in" => Some("check-in"),
        "closed" => Some("end"),
        "thanked" => Some("thanks"),
        _ => None,
    };
    let told = read.history.iter();
    all.extend(told.filter_map(|event| Some(moment(said(&event.what)?, event.at, true))));
    let steps = read.steps.iter().filter_map(|step| step.done);
    all.extend(steps.map(|at| moment("step", at, true)));
    match (request.met, read.row.agreed) {
        (Some(met), agreed) => {
            all.push(moment("meeting", met, true));
            let next = agreed.filter(|agreed| *agreed > now);
            all.extend(next.map(|agreed| moment("meeting", agreed, false)));
        }
        (None, Some(agreed)) => all.push(moment("meeting", agreed, false)),
        (None, None) if talk.state == State::Matched => {
            all.extend(request.due.map(|due| moment("meeting", due, false)));
        }
        (None, None) => {}
    }
    if talk.state == State::Running {
        all.extend(request.due.map(|due| moment("check-in", due, false)));
    }
    all.sort_by_key(|moment| (!moment.done, moment.at));
    all
}
