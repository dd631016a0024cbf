//! A teacher asks a role model for an hour in class: when it could be, about what, for how many and where.
//!
//! It is a request like every other, with the teacher on the side of the student. In a class there are minors, so nobody
//! stands in one without a valid certificate, whoever asks.

use contract::Caller;
use contract::matching::{
    self as codes, AskGuestHour, ClassHour, GuestSpeaker, GuestSpeakerList, HOUR_PLACES,
    HOUR_SLOTS, HOUR_SUBJECTS, MOST_STUDENTS,
};
use nouns::{PersonId, RequestId, short_name};

use super::ShortProfile;
use super::short::offers;
use crate::asking::{refusal, relation_for};
use crate::pool::Speaker;
use crate::profile::Fault;
use crate::store::{AskRow, ClassRow};
use crate::vocabulary::FORMS;
use crate::{Matching, MatchingError, rules};

/// What is asked.
const FORM: &str = "gastuur";

/// What a class asks, fit to be asked: some parts of days, a subject, a number of students and a place, all of the lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hour {
    slots: Vec<&'static str>,
    subject: &'static str,
    students: u32,
    place: &'static str,
}

impl Hour {
    /// Reads what was filled in.
    ///
    /// # Errors
    /// Every field at fault, in the order of the form.
    pub(crate) fn parse(typed: &ClassHour) -> Result<Self, Vec<Fault>> {
        let known = |list: &'static [&'static str], key: &str| {
            list.iter().find(|own| **own == key).copied()
        };
        let slots = HOUR_SLOTS.iter().copied();
        let slots: Vec<&str> = slots
            .filter(|own| typed.slots.iter().any(|typed| typed == own))
            .collect();
        let all_known = typed
            .slots
            .iter()
            .all(|slot| known(HOUR_SLOTS, slot).is_some());
        let subject = known(HOUR_SUBJECTS, &typed.subject);
        let place = known(HOUR_PLACES, &typed.place);
        let faults = [
            (
                "slots",
                codes::HOUR_SLOTS_CODE,
                slots.is_empty() || !all_known,
            ),
            ("subject", codes::HOUR_SUBJECT_CODE, subject.is_none()),
            (
                "students",
                codes::HOUR_STUDENTS_CODE,
                !(1..=MOST_STUDENTS).contains(&typed.students),
            ),
            ("place", codes::HOUR_PLACE_CODE, place.is_none()),
        ];
        let faults: Vec<Fault> = faults
            .into_iter()
            .filter(|(.., wrong)| *wrong)
            .map(|(field, code, _)| (field, code))
            .collect();
        match (subject, place) {
            (Some(subject), Some(place)) if faults.is_empty() => Ok(Self {
                slots,
                subject,
                students: typed.students,
                place,
            }),
            _ => Err(faults),
        }
    }

    fn row(&self, tells: bool) -> ClassRow {
        ClassRow {
            slots: self.slots.iter().map(|&slot| slot.to_owned()).collect(),
            subject: self.subject.to_owned(),
            students: self.students,
            place: self.place.to_owned(),
            tells,
        }
    }
}

impl Matching {
    /// The role models whom a teacher can ask for an hour in class now, those nearby first.
    ///
    /// # Errors
    /// For teachers only.
    pub async fn guest_speakers(&self, by: &Caller) -> Result<GuestSpeakerList, MatchingError> {
        let found = self.speakers(by).await?;
        let running = self.pool.running_of(&by.person);
        let people = found.into_iter().map(|(speaker, short)| {
            let asked = running.iter().find(|one| one.buddy == speaker.id);
            shown(&speaker, &short, asked.map(|one| one.state.as_str()))
        });
        Ok(GuestSpeakerList {
            people: people.collect(),
        })
    }

    /// Asks a role model for an hour in class.
    ///
    /// # Errors
    /// For teachers only; a refused field for what is not filled in or where this role model cannot come; a conflict as
    /// [`Self::ask`].
    pub async fn ask_guest_hour(
        &self,
        by: &Caller,
        ask: &AskGuestHour,
    ) -> Result<RequestId, MatchingError> {
        self.ask_hour(by, ask, true).await
    }

    async fn ask_hour(
        &self,
        by: &Caller,
        ask: &AskGuestHour,
        tells: bool,
    ) -> Result<RequestId, MatchingError> {
        let hour = Hour::parse(&ask.hour).map_err(MatchingError::Refused);
        let mut speakers = self.speakers(by).await?.into_iter();
        let hour = hour?;
        let speaker = speakers.find(|(speaker, _)| speaker.id == ask.person);
        let (speaker, _) = speaker.ok_or(MatchingError::Conflict(codes::HOUR_NOT_OFFERED))?;
        if !speaker.places.contains(&hour.place) {
            return Err(MatchingError::field("place", codes::HOUR_PLACE_CODE));
        }
        let id = RequestId::fresh();
        let row = AskRow {
            id: id.as_str(),
            student: by.person.as_str(),
            buddy: &speaker.id,
            student_name: &by.name,
            buddy_name: &speaker.name,
            minor: false,
            relation: relation_for(speaker.relations, super::ROLE_MODELS[0])?,
            form: Some(FORM),
            programme: None,
            rank: None,
            only_suggested: false,
            region: by.region,
            class: Some(hour.row(tells)),
        };
        let asked = self.store.ask(row, self.clock.now()).await;
        asked.map_err(refusal)?;
        Ok(id)
    }

    /// Who can stand in a class of the caller now, with what they say of themselves.
    async fn speakers(&self, by: &Caller) -> Result<Vec<(Speaker, ShortProfile)>, MatchingError> {
        if !rules::may_ask_guest_hour(by) {
            return Err(MatchingError::NotAllowed(codes::HOUR_TEACHERS_ONLY));
        }
        self.pool.catch_up(&self.store).await?;
        let today = self.clock.now().date_naive();
        let could = self.pool.speakers(&by.person, by.region, today);
        let ids = could.iter().map(|one| one.id.clone()).collect();
        let mut shorts = self.shorts(ids).await?;
        let gives = |speaker: Speaker| {
            let short = shorts.remove(&speaker.id)?;
            let offered = offers(Some(&short), speaker.relations);
            let is_offered = FORMS.keys_of(offered).any(|form| form == FORM);
            is_offered.then_some((speaker, short))
        };
        Ok(could.into_iter().filter_map(gives).collect())
    }

    /// Asks in the name of a teacher whom accounts knows, without a mail: the demo town.
    pub async fn plant_guest_hour(
        &self,
        teacher: &PersonId,
        name: &str,
        region: nouns::Region,
        ask: &AskGuestHour,
    ) -> Result<RequestId, MatchingError> {
        let by = Caller {
            person: teacher.clone(),
            name: name.to_owned(),
            roles: vec![contract::Grant {
                role: nouns::Role::Docent,
                scope: contract::Scope::Everywhere,
            }],
            school: None,
            region: Some(region),
            age: contract::Age::Adult,
            means: contract::Means::Session,
        };
        self.ask_hour(&by, ask, false).await
    }
}

fn shown(speaker: &Speaker, short: &ShortProfile, asked: Option<&str>) -> GuestSpeaker {
    let told = short.told();
    GuestSpeaker {
        person: speaker.id.clone(),
        name: short_name(&speaker.name),
        trade: told.trade,
        chance: told.chance,
        example: told.example,
        region: speaker.region.map(|region| region.code().to_owned()),
        places: speaker.places.iter().map(|&key| key.to_owned()).collect(),
        asked: asked.map(str::to_owned),
        may: asked
            .is_none()
            .then(|| "ask".to_owned())
            .into_iter()
            .collect(),
    }
}

#[cfg(test)]
mod tests;
