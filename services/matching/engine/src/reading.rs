//! Reads an instance file in one pass, without a tree in between: 60,000 students with 50 options
//! each fit in well under 500 MB, text included.
//!
//! One seed walks the whole format. It always knows its place, so that every fault can name it.

use std::collections::{HashMap, HashSet};
use std::fmt;

use serde::Deserialize;
use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use crate::fault::{Fault, Kind, LARGEST, Problem};
use crate::instance::{Choice, Instance};

pub(crate) fn instance(text: &str) -> Result<Instance, Fault> {
    // Some editors begin a UTF-8 file with a byte order mark; it says nothing about the content.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reading = Reading::default();
    let mut json = serde_json::Deserializer::from_str(text);
    let read = Seed {
        reading: &mut reading,
        what: What::File,
    }
    .deserialize(&mut json);
    if let Err(error) = read.and_then(|()| json.end()) {
        return Err(reading.fault(&error));
    }
    reading.finish()
}

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "snake_case")]
enum Key {
    Buddies,
    Students,
    Id,
    Capacity,
    Options,
    Buddy,
    Score,
    BuddyScore,
    #[serde(other)]
    Other,
}

/// What stands at the place being read.
#[derive(Clone, Copy)]
enum What {
    File,
    Buddies,
    Buddy,
    Students,
    Student,
    Options,
    Option,
    BuddyId,
    StudentId,
    OptionBuddy,
    Number,
}

impl What {
    fn kind(self) -> Kind {
        match self {
            Self::File | Self::Buddy | Self::Student | Self::Option => Kind::Object,
            Self::Buddies | Self::Students | Self::Options => Kind::List,
            Self::BuddyId | Self::StudentId | Self::OptionBuddy => Kind::Text,
            Self::Number => Kind::Integer,
        }
    }
}

/// Everything read so far.
#[derive(Default)]
struct Reading {
    /// Every buddy id met, as option or in the list of buddies, in the order of first meeting.
    handles: HashMap<Box<str>, u32>,
    names: Vec<Box<str>>,
    /// Position in the list of buddies, by handle.
    declared: Vec<Option<u32>>,
    /// The student that named the handle last, plus one.
    named_by: Vec<usize>,
    buddy_ids: Vec<Box<str>>,
    capacities: Vec<u64>,
    student_ids: Vec<Box<str>>,
    known_students: HashSet<Box<str>>,
    starts: Vec<usize>,
    /// Options, with handles instead of positions until the end.
    choices: Vec<Choice>,
    /// The text and number that were read last.
    handle: u32,
    number: u64,
    /// Innermost place being read, and the fault found there.
    path: Path,
    found: Option<Problem>,
}

#[derive(Default, Clone, Copy)]
struct Path {
    list: &'static str,
    index: Option<usize>,
    option: Option<usize>,
    in_options: bool,
    field: &'static str,
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.list)?;
        if let Some(index) = self.index {
            write!(f, "[{index}]")?;
        }
        if self.in_options {
            f.write_str(".options")?;
        }
        if let Some(option) = self.option {
            write!(f, "[{option}]")?;
        }
        if self.field.is_empty() {
            Ok(())
        } else {
            write!(f, ".{}", self.field)
        }
    }
}

impl Reading {
    fn fault(&mut self, error: &serde_json::Error) -> Fault {
        let at = Some((error.line(), error.column()));
        if error.is_data() {
            let problem = self.found.take().unwrap_or(Problem::WrongKind {
                wanted: Kind::Object,
            });
            Fault {
                place: self.path.to_string(),
                problem,
                at,
            }
        } else {
            Fault {
                place: String::new(),
                problem: Problem::Syntax,
                at,
            }
        }
    }

    fn handle_of(&mut self, id: &str) -> u32 {
        if let Some(&handle) = self.handles.get(id) {
            return handle;
        }
        let handle = u32::try_from(self.declared.len()).expect("fewer than 2^32 buddies");
        self.handles.insert(id.into(), handle);
        self.names.push(id.into());
        self.declared.push(None);
        self.named_by.push(0);
        handle
    }

    fn finish(mut self) -> Result<Instance, Fault> {
        self.starts.push(self.choices.len());
        for at in 0..self.choices.len() {
            let handle = self.choices[at].buddy;
            let Some(buddy) = self.declared[handle as usize] else {
                return Err(self.unknown_buddy(at, handle));
            };
            self.choices[at].buddy = buddy;
        }
        Ok(Instance {
            buddy_ids: self.buddy_ids,
            capacities: self.capacities,
            student_ids: self.student_ids,
            starts: self.starts,
            choices: self.choices,
        })
    }

    fn unknown_buddy(&self, at: usize, handle: u32) -> Fault {
        let student = self.starts.partition_point(|&start| start <= at) - 1;
        let option = at - self.starts[student];
        let id = self.names[handle as usize].to_string();
        let place = format!("students[{student}].options[{option}].buddy");
        Fault::new(place, Problem::UnknownBuddy { id })
    }
}

struct Seed<'r> {
    reading: &'r mut Reading,
    what: What,
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        // Kept until something more precise is found inside: a value of another kind ends up here.
        self.reading.found = Some(Problem::WrongKind {
            wanted: self.what.kind(),
        });
        match self.what.kind() {
            Kind::Object => deserializer.deserialize_map(self),
            Kind::List => deserializer.deserialize_seq(self),
            Kind::Text => deserializer.deserialize_str(self),
            Kind::Integer => deserializer.deserialize_u64(self),
        }
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.what.kind())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        match self.what {
            What::Buddy => self.buddy(map),
            What::Student => self.student(map),
            What::Option => self.option(map),
            _ => self.file(map),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let element = match self.what {
            What::Buddies => What::Buddy,
            What::Students => What::Student,
            _ => What::Option,
        };
        let outside = self.reading.path;
        for index in 0.. {
            match element {
                What::Option => self.reading.path.option = Some(index),
                _ => self.reading.path.index = Some(index),
            }
            let seed = Seed {
                reading: &mut *self.reading,
                what: element,
            };
            if list.next_element_seed(seed)?.is_none() {
                break;
            }
        }
        self.reading.path = outside;
        Ok(())
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
        match self.what {
            What::StudentId => {
                if !self.reading.known_students.insert(text.into()) {
                    return self.refuse(Problem::DuplicateId {
                        id: text.to_owned(),
                    });
                }
                self.reading.student_ids.push(text.into());
            }
            _ => self.reading.handle = self.reading.handle_of(text),
        }
        Ok(())
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<(), E> {
        if number > LARGEST {
            return self.refuse(Problem::TooLarge);
        }
        self.reading.number = number;
        Ok(())
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<(), E> {
        match u64::try_from(number) {
            Ok(number) => self.visit_u64(number),
            Err(_) => self.refuse(Problem::Negative),
        }
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<(), E> {
        // Integers too large for 64 bits arrive here as well.
        self.refuse(if number < 0.0 {
            Problem::Negative
        } else if number >= 9_007_199_254_740_993.0 {
            Problem::TooLarge
        } else {
            Problem::NotWhole
        })
    }
}

impl Seed<'_> {
    fn refuse<T, E: serde::de::Error>(self, problem: Problem) -> Result<T, E> {
        self.reading.found = Some(problem);
        Err(E::custom("refused"))
    }

    /// Reads the value of one field, once.
    fn field<'de, A: MapAccess<'de>>(
        &mut self,
        map: &mut A,
        name: &'static str,
        what: What,
        seen: &mut bool,
    ) -> Result<(), A::Error> {
        self.reading.path.field = name;
        if std::mem::replace(seen, true) {
            self.reading.found = Some(Problem::FieldTwice { field: name });
            return Err(A::Error::custom("refused"));
        }
        map.next_value_seed(Seed {
            reading: &mut *self.reading,
            what,
        })?;
        self.reading.path.field = "";
        Ok(())
    }

    fn demand<E: serde::de::Error>(&mut self, fields: &[(&'static str, bool)]) -> Result<(), E> {
        match fields.iter().find(|(_, seen)| !seen) {
            None => Ok(()),
            Some(&(field, _)) => {
                self.reading.found = Some(Problem::Missing { field });
                Err(E::custom("refused"))
            }
        }
    }

    fn file<'de, A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let (mut buddies, mut students) = (false, false);
        while let Some(key) = map.next_key::<Key>()? {
            let (name, what, seen) = match key {
                Key::Buddies => ("buddies", What::Buddies, &mut buddies),
                Key::Students => ("students", What::Students, &mut students),
                _ => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
            };
            self.reading.path = Path {
                list: name,
                ..Path::default()
            };
            if std::mem::replace(seen, true) {
                return self.refuse(Problem::FieldTwice { field: name });
            }
            map.next_value_seed(Seed {
                reading: &mut *self.reading,
                what,
            })?;
            self.reading.path = Path::default();
        }
        self.demand(&[("buddies", buddies), ("students", students)])
    }

    fn buddy<'de, A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let (mut id, mut capacity) = (false, false);
        while let Some(key) = map.next_key::<Key>()? {
            match key {
                Key::Id => {
                    self.field(&mut map, "id", What::BuddyId, &mut id)?;
                    let handle = self.reading.handle;
                    self.declare(handle)?;
                }
                Key::Capacity => {
                    let what = What::Number;
                    self.field(&mut map, "capacity", what, &mut capacity)?;
                    let number = self.reading.number;
                    self.reading.capacities.push(number);
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        self.demand(&[("id", id), ("capacity", capacity)])
    }

    fn declare<E: serde::de::Error>(&mut self, handle: u32) -> Result<(), E> {
        let id = self.reading.names[handle as usize].clone();
        let position = u32::try_from(self.reading.buddy_ids.len()).map_err(E::custom)?;
        if self.reading.declared[handle as usize]
            .replace(position)
            .is_some()
        {
            self.reading.path.field = "id";
            self.reading.found = Some(Problem::DuplicateId { id: id.into() });
            return Err(E::custom("refused"));
        }
        self.reading.buddy_ids.push(id);
        Ok(())
    }

    fn student<'de, A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let start = self.reading.choices.len();
        self.reading.starts.push(start);
        let (mut id, mut options) = (false, false);
        while let Some(key) = map.next_key::<Key>()? {
            match key {
                Key::Id => self.field(&mut map, "id", What::StudentId, &mut id)?,
                Key::Options => {
                    let path = self.reading.path;
                    self.reading.path.in_options = true;
                    if std::mem::replace(&mut options, true) {
                        return self.refuse(Problem::FieldTwice { field: "options" });
                    }
                    map.next_value_seed(Seed {
                        reading: &mut *self.reading,
                        what: What::Options,
                    })?;
                    self.reading.path = path;
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        self.demand(&[("id", id), ("options", options)])
    }

    fn option<'de, A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let mut choice = Choice {
            buddy: 0,
            score: 0,
            buddy_score: 0,
        };
        let (mut buddy, mut score, mut buddy_score) = (false, false, false);
        while let Some(key) = map.next_key::<Key>()? {
            match key {
                Key::Buddy => {
                    self.field(&mut map, "buddy", What::OptionBuddy, &mut buddy)?;
                    choice.buddy = self.reading.handle;
                }
                Key::Score => {
                    self.field(&mut map, "score", What::Number, &mut score)?;
                    choice.score = self.reading.number;
                }
                Key::BuddyScore => {
                    let what = What::Number;
                    self.field(&mut map, "buddy_score", what, &mut buddy_score)?;
                    choice.buddy_score = self.reading.number;
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        self.demand(&[("buddy", buddy), ("score", score)])?;
        if !buddy_score {
            choice.buddy_score = choice.score;
        }
        self.name(choice)
    }

    fn name<E: serde::de::Error>(&mut self, choice: Choice) -> Result<(), E> {
        let student = self.reading.starts.len();
        let named_by = &mut self.reading.named_by[choice.buddy as usize];
        if std::mem::replace(named_by, student) == student {
            let id = self.reading.names[choice.buddy as usize].to_string();
            self.reading.path.field = "buddy";
            self.reading.found = Some(Problem::BuddyTwice { id });
            return Err(E::custom("refused"));
        }
        self.reading.choices.push(choice);
        Ok(())
    }
}
