//! A programme: one relation with its own people, dates, weights and way of matching, run by a coordinator.
//!
//! The nouns and rules are pure; the deeds stand beside them: [`setting_up`], [`weighing`] (weights and their preview),
//! [`drafting`] (a run of the engine over the people of the programme, kept as a draft), [`editing`] (pin, veto, take out),
//! [`publishing`] (pairs become matches), [`suggesting`] (each student gets one to three to say yes to) and [`watching`] (the
//! dashboard).

mod crowd;
mod drafting;
mod editing;
mod fair;
mod planting;
mod publishing;
pub(crate) mod rules;
mod setting_up;
pub(crate) mod strengths;
mod suggesting;
mod watching;
mod weighing;

#[cfg(test)]
mod tests;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use contract::matching::{self as codes, NewProgramme};
use nouns::{Region, SchoolId, StudyField};

use crate::MatchingError;
use crate::profile::Fault;
use crate::store::{ProgrammeContent, ProgrammeRow};
use crate::vocabulary::{RELATIONS, ROUTES};

pub use drafting::ProgrammeRun;
pub use planting::PlantedProgramme;

/// Who a programme is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Audience {
    Country,
    Region(Region),
    School(SchoolId),
}

/// Whether people find each other themselves, get a suggestion to say yes to, the coordinator divides, or the first and the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Choose,
    Suggested,
    Batch,
    All,
}

impl Mode {
    const ALL: [Self; 4] = [Self::Choose, Self::Suggested, Self::Batch, Self::All];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Choose => "choose",
            Self::Suggested => "suggested",
            Self::Batch => "batch",
            Self::All => "all",
        }
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.as_str() == text)
    }

    /// The coordinator divides the places.
    pub(crate) fn has_batch(self) -> bool {
        matches!(self, Self::Batch | Self::All)
    }
}

/// A programme as it was set up.
///
/// Guaranteed: a name of 3 to 80 characters on one line; it opens, then closes for newcomers, then matches, then ends, all
/// within two years; 1 to 10 places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Programme {
    pub(crate) name: String,
    /// The place of a relation in the list of relations.
    pub(crate) relation: u8,
    pub(crate) audience: Audience,
    pub(crate) study_field: Option<StudyField>,
    pub(crate) route: Option<u8>,
    pub(crate) opens: NaiveDate,
    pub(crate) asked_until: NaiveDate,
    pub(crate) matches_on: NaiveDate,
    pub(crate) ends: NaiveDate,
    pub(crate) mode: Mode,
    pub(crate) places: u8,
}

const SHORTEST_NAME: usize = 3;
const LONGEST: Days = Days::new(731);
const MOST_PLACES: u8 = 10;

impl Programme {
    /// Reads what a coordinator filled in.
    ///
    /// # Errors
    /// Every field at fault, in the order of the form.
    pub(crate) fn parse(new: &NewProgramme) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut read = Reading(&mut faults);
        let name = read.name(&new.name);
        let relation = read.listed("relation", RELATIONS.place(&new.relation));
        let audience = read.audience(new);
        let study_field = given(new.study_field.as_deref())
            .and_then(|code| read.listed("study_field", StudyField::parse(code).ok()));
        let route =
            given(new.route.as_deref()).and_then(|key| read.listed("route", ROUTES.place(key)));
        let days = [
            ("opens", &new.opens),
            ("asked_until", &new.asked_until),
            ("matches_on", &new.matches_on),
            ("ends", &new.ends),
        ]
        .map(|(field, text)| (field, read.day(field, text)));
        read.order(&days);
        let mode = read.listed("mode", Mode::parse(&new.mode));
        if !(1..=MOST_PLACES).contains(&new.places) {
            read.fault("places", codes::CAPACITY_RANGE);
        }
        match (name, relation, audience, days.map(|(_, day)| day), mode) {
            (
                Some(name),
                Some(relation),
                Some(audience),
                [Some(opens), Some(asked_until), Some(matches_on), Some(ends)],
                Some(mode),
            ) if faults.is_empty() => Ok(Self {
                name,
                relation,
                audience,
                study_field,
                route,
                opens,
                asked_until,
                matches_on,
                ends,
                mode,
                places: new.places,
            }),
            _ => Err(faults),
        }
    }

    /// As the store has it; none when the row no longer reads.
    pub(crate) fn of(row: &ProgrammeRow) -> Option<Self> {
        Self::parse(&written(&row.content)).ok()
    }

    /// As the store keeps it.
    pub(crate) fn content(&self) -> ProgrammeContent {
        let (audience, place) = match &self.audience {
            Audience::Country => ("country", None),
            Audience::Region(region) => ("region", Some(region.code().to_owned())),
            Audience::School(school) => ("school", Some(school.to_string())),
        };
        ProgrammeContent {
            name: self.name.clone(),
            relation: self.relation_key().to_owned(),
            audience: audience.to_owned(),
            place,
            study_field: self.study_field.map(StudyField::code),
            route: self
                .route
                .and_then(|place| ROUTES.keys.get(usize::from(place)))
                .map(|key| (*key).to_owned()),
            opens: self.opens.to_string(),
            asked_until: self.asked_until.to_string(),
            matches_on: self.matches_on.to_string(),
            ends: self.ends.to_string(),
            mode: self.mode.as_str().to_owned(),
            places: i64::from(self.places),
        }
    }

    pub(crate) fn relation_key(&self) -> &'static str {
        let key = RELATIONS.keys.get(usize::from(self.relation));
        key.copied().unwrap_or_default()
    }

    /// The first moment after its last day.
    pub(crate) fn is_over_at(&self) -> DateTime<Utc> {
        let after = self.ends.succ_opt().unwrap_or(self.ends);
        after.and_time(NaiveTime::MIN).and_utc()
    }
}

fn written(content: &ProgrammeContent) -> NewProgramme {
    let content = content.clone();
    NewProgramme {
        name: content.name,
        relation: content.relation,
        audience: content.audience,
        place: content.place,
        study_field: content.study_field,
        route: content.route,
        opens: content.opens,
        asked_until: content.asked_until,
        matches_on: content.matches_on,
        ends: content.ends,
        mode: content.mode,
        places: u8::try_from(content.places).unwrap_or_default(),
    }
}

fn given(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

/// Collects faults while the fields are read.
struct Reading<'f>(&'f mut Vec<Fault>);

impl Reading<'_> {
    fn fault(&mut self, field: &'static str, code: contract::Code) {
        self.0.push((field, code));
    }

    fn listed<T>(&mut self, field: &'static str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.fault(field, codes::CHOICE_UNKNOWN);
        }
        value
    }

    fn name(&mut self, text: &str) -> Option<String> {
        let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let fits = (SHORTEST_NAME..=codes::LONGEST_PROGRAMME_NAME).contains(&name.chars().count());
        if !fits || name.chars().any(char::is_control) {
            self.fault("name", codes::PROGRAMME_NAME);
            return None;
        }
        Some(name)
    }

    fn audience(&mut self, new: &NewProgramme) -> Option<Audience> {
        let place = given(new.place.as_deref());
        let found = match new.audience.as_str() {
            "country" => return Some(Audience::Country),
            "region" => place
                .and_then(|code| Region::parse(code).ok())
                .map(Audience::Region),
            "school" => place
                .and_then(|id| SchoolId::parse(id).ok())
                .map(Audience::School),
            _ => return self.listed("audience", None),
        };
        if found.is_none() {
            self.fault("place", codes::PROGRAMME_PLACE);
        }
        found
    }

    fn day(&mut self, field: &'static str, text: &str) -> Option<NaiveDate> {
        let day = text.trim().parse().ok();
        if day.is_none() {
            self.fault(field, codes::PROGRAMME_DATE);
        }
        day
    }

    /// Each day comes after the one before; the first and the last lie within two years.
    fn order(&mut self, days: &[(&'static str, Option<NaiveDate>); 4]) {
        for pair in days.windows(2) {
            if let [(_, Some(before)), (field, Some(after))] = pair
                && after < before
            {
                self.fault(field, codes::PROGRAMME_DATES);
            }
        }
        if let [(_, Some(first)), .., (field, Some(last))] = days
            && first
                .checked_add_days(LONGEST)
                .is_some_and(|far| *last > far)
        {
            self.fault(field, codes::PROGRAMME_LONG);
        }
    }
}

/// What the store's refusals mean to a coordinator.
pub(crate) fn refusal(error: ::store::StoreError) -> MatchingError {
    let code = match &error {
        ::store::StoreError::Thrown(name) => match name.as_str() {
            "unknown" => return MatchingError::NotFound,
            "over" => codes::PROGRAMME_OVER,
            "publishing" => codes::DRAFT_PUBLISHING,
            "stale" => codes::DRAFT_STALE,
            "missing" => codes::DRAFT_MISSING,
            "twice" => codes::EDIT_TWICE,
            "too-many" => codes::EDIT_TOO_MANY,
            "nudged" => codes::NUDGED,
            "not-open" => codes::REQUEST_NOT_OPEN,
            _ => return error.into(),
        },
        _ => return error.into(),
    };
    MatchingError::Conflict(code)
}
