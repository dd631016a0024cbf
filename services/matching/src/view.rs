//! Requests as one of the two people sees them.

use std::collections::HashMap;

use contract::Caller;
use contract::matching::{ClassHour, Event, Notice, Party, Request, RequestList, Step};
use nouns::{RequestId, short_name};

use crate::pool::Common;
use crate::request::{Actor, MOST_OPEN, State, next_step};
use crate::rules::{self, Part};
use crate::store::{EventRow, NoticeRow, RequestRow};
use crate::vocabulary::{self, List};
use crate::{Matching, MatchingError};

impl Matching {
    /// Everything that runs or ran for the caller, on both sides, newest first.
    pub async fn requests(&self, by: &Caller) -> Result<RequestList, MatchingError> {
        let person = by.person.as_str();
        let rows = self.store.requests_of(person).await?;
        let seen: Vec<_> = rows
            .iter()
            .filter_map(|row| Some((row, part_of(person, row)?, State::parse(&row.state)?)))
            .collect();
        let ids = seen.iter().map(|(row, ..)| row.key.clone()).collect();
        let mut histories = self.histories(ids).await?;
        self.pool.catch_up(&self.store).await?;
        let requests: Vec<Request> = seen
            .into_iter()
            .map(|(row, part, state)| {
                let history = histories.remove(&row.key).unwrap_or_default();
                let common = self.pool.common(&row.student, &row.buddy);
                request(row, part, state, &common, history)
            })
            .collect();
        let open = rows
            .iter()
            .filter(|row| row.student == person)
            .filter(|row| State::parse(&row.state).is_some_and(State::is_open))
            .count();
        let notices = self.store.notices(person).await?;
        let asked_for_me = |notice: &NoticeRow| {
            let own = rows.iter().find(|row| row.key == notice.request);
            notice.what == State::Asked.as_str() && own.is_some_and(|row| row.student == person)
        };
        let asked_for_class = |notice: &NoticeRow| {
            let own = rows.iter().find(|row| row.key == notice.request);
            notice.what == State::Asked.as_str() && own.is_some_and(RequestRow::is_for_class)
        };
        Ok(RequestList {
            requests,
            notices: notices
                .into_iter()
                .map(|row| Notice {
                    what: if asked_for_me(&row) {
                        "asked-for-you".to_owned()
                    } else if asked_for_class(&row) {
                        "asked-for-class".to_owned()
                    } else {
                        row.what
                    },
                    request: row.request,
                    other: short_name(&row.other),
                    at: row.at,
                })
                .collect(),
            left: u32::try_from(MOST_OPEN.saturating_sub(open)).unwrap_or_default(),
            waits_until: self.pool.waits_until(&by.person),
        })
    }

    /// One request with its history.
    pub async fn request(&self, by: &Caller, id: &RequestId) -> Result<Request, MatchingError> {
        let (row, part, state) = self.seen_by(by, id).await?;
        let mut histories = self.histories(vec![row.key.clone()]).await?;
        let history = histories.remove(&row.key).unwrap_or_default();
        self.pool.catch_up(&self.store).await?;
        let common = self.pool.common(&row.student, &row.buddy);
        Ok(request(&row, part, state, &common, history))
    }

    /// Puts away the caller's notices; gives how many there were.
    pub async fn put_notices_away(&self, by: &Caller) -> Result<u32, MatchingError> {
        let now = self.clock.now();
        Ok(self.store.put_away(by.person.as_str(), now).await?)
    }

    /// A request that the caller may know of, and who they are in it.
    pub(crate) async fn seen_by(
        &self,
        by: &Caller,
        id: &RequestId,
    ) -> Result<(RequestRow, Part, State), MatchingError> {
        let row = self.store.request(id.as_str()).await?;
        row.and_then(|row| {
            let part = part_of(by.person.as_str(), &row)?;
            let state = State::parse(&row.state)?;
            Some((row, part, state))
        })
        .ok_or(MatchingError::NotFound)
    }

    async fn histories(
        &self,
        ids: Vec<String>,
    ) -> Result<HashMap<String, Vec<EventRow>>, MatchingError> {
        let mut histories: HashMap<String, Vec<EventRow>> = HashMap::new();
        for event in self.store.events_of(ids).await? {
            histories
                .entry(event.request.clone())
                .or_default()
                .push(event);
        }
        Ok(histories)
    }
}

pub(crate) fn part_of(person: &str, row: &RequestRow) -> Option<Part> {
    rules::side_of(person, &row.student, &row.buddy, row.asked.is_some())
}

fn request(
    row: &RequestRow,
    part: Part,
    state: State,
    common: &Common,
    mut history: Vec<EventRow>,
) -> Request {
    history.sort_by_key(|event| event.n);
    if part == Part::Buddy {
        // How a choice stood in line is the student's own matter.
        history.retain(|event| event.what != State::Waiting.as_str());
    }
    let question = row.question.as_deref().and_then(vocabulary::question);
    Request {
        id: row.key.clone(),
        relation: row.relation.clone(),
        form: row.form.clone(),
        class: class_of(row),
        programme: row.programme.clone(),
        state: state.as_str().to_owned(),
        side: match part {
            Part::Student => "student",
            Part::Buddy => "buddy",
        }
        .to_owned(),
        student: party(&row.student, &row.student_name, state),
        buddy: party(&row.buddy, &row.buddy_name, state),
        rank: row
            .rank
            .filter(|_| part == Part::Student)
            .and_then(|rank| u8::try_from(rank).ok()),
        made: row.made,
        step: step(row, part, state),
        question: row.question.clone(),
        replies: question
            .map(|question| question.replies.iter().map(|&key| key.to_owned()).collect())
            .unwrap_or_default(),
        reply: row.reply.clone(),
        reason: row.reason.clone(),
        goals: keys(&vocabulary::GOALS, common.goals),
        common_slots: match row.class_slots {
            Some(_) => Vec::new(),
            None => keys(&vocabulary::SLOTS, common.slots),
        },
        common_languages: keys(&vocabulary::LANGUAGES, common.languages),
        common_interests: keys(&vocabulary::INTERESTS, common.interests),
        history: history.into_iter().map(event).collect(),
        may: rules::deeds(part, state)
            .iter()
            .map(|&deed| deed.to_owned())
            .collect(),
    }
}

fn class_of(row: &RequestRow) -> Option<ClassHour> {
    Some(ClassHour {
        slots: row.class_slots.clone()?,
        subject: row.class_subject.clone()?,
        students: u32::try_from(row.class_students?).ok()?,
        place: row.class_place.clone()?,
    })
}

fn keys(list: &'static List, bits: u64) -> Vec<String> {
    list.keys_of(bits).map(str::to_owned).collect()
}

/// The whole name comes with a yes and stays while there is a match.
pub(crate) fn party(id: &str, name: &str, state: State) -> Party {
    Party {
        id: id.to_owned(),
        name: if state.is_match() {
            name.to_owned()
        } else {
            short_name(name)
        },
    }
}

fn step(row: &RequestRow, part: Part, state: State) -> Option<Step> {
    let (step, who) = next_step(state)?;
    let yours = matches!(
        (who, part),
        (Actor::Both, _) | (Actor::Student, Part::Student) | (Actor::Buddy, Part::Buddy)
    );
    Some(Step {
        step: step.to_owned(),
        who: who.as_str().to_owned(),
        until: row.due?,
        yours,
    })
}

fn event(row: EventRow) -> Event {
    Event {
        what: row.what,
        by: row.by,
        at: row.at,
        detail: row.detail,
    }
}
