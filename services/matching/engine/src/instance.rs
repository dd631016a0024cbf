//! A matching instance: buddies with places, students with options.

use std::collections::{HashMap, HashSet};

use crate::fault::{Fault, LARGEST, Problem};
use crate::reading;

/// One option of a student.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// Position of the buddy in the instance.
    pub buddy: u32,
    /// The student's side, 0 to [`LARGEST`]; higher is better.
    pub score: u64,
    /// The buddy's side, 0 to [`LARGEST`]; only ranks, never counts in a total.
    pub buddy_score: u64,
}

/// A valid instance. The order of students and options is the drawn lottery: it breaks every tie.
///
/// Guaranteed: ids are unique per list, every option names a buddy that is there, no student names
/// a buddy twice, every number is between 0 and [`LARGEST`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instance {
    pub(crate) buddy_ids: Vec<Box<str>>,
    pub(crate) capacities: Vec<u64>,
    pub(crate) student_ids: Vec<Box<str>>,
    /// Options of student `s` are `choices[starts[s]..starts[s + 1]]`.
    pub(crate) starts: Vec<usize>,
    pub(crate) choices: Vec<Choice>,
}

impl Instance {
    /// Reads the instance file of `kansrijk match` (UTF-8 JSON). Fields that the format does not
    /// know are ignored.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        reading::instance(text)
    }

    /// Like [`Instance::parse`], for bytes that may not even be UTF-8.
    pub fn parse_bytes(bytes: &[u8]) -> Result<Self, Fault> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::parse(text),
            Err(error) => {
                let byte = error.valid_up_to();
                Err(Fault::new(String::new(), Problem::NotUtf8 { byte }))
            }
        }
    }

    /// Builds an instance in memory, with the same checks as a file: buddies as (id, capacity),
    /// students as (id, options).
    pub fn build(
        buddies: Vec<(String, u64)>,
        students: Vec<(String, Vec<Choice>)>,
    ) -> Result<Self, Fault> {
        let mut instance = Self::empty();
        for (id, capacity) in buddies {
            instance.buddy_ids.push(id.into_boxed_str());
            instance.capacities.push(capacity);
        }
        for (id, choices) in students {
            instance.student_ids.push(id.into_boxed_str());
            instance.choices.extend(choices);
            instance.starts.push(instance.choices.len());
        }
        instance.check_ids()?;
        instance.check_numbers()?;
        instance.check_choices()?;
        Ok(instance)
    }

    pub(crate) fn empty() -> Self {
        Self {
            buddy_ids: Vec::new(),
            capacities: Vec::new(),
            student_ids: Vec::new(),
            starts: vec![0],
            choices: Vec::new(),
        }
    }

    /// How many students.
    #[must_use]
    pub fn students(&self) -> usize {
        self.student_ids.len()
    }

    /// How many buddies.
    #[must_use]
    pub fn buddies(&self) -> usize {
        self.buddy_ids.len()
    }

    /// The id of the student at this position.
    #[must_use]
    pub fn student_id(&self, student: usize) -> &str {
        &self.student_ids[student]
    }

    /// The id of the buddy at this position.
    #[must_use]
    pub fn buddy_id(&self, buddy: usize) -> &str {
        &self.buddy_ids[buddy]
    }

    /// How many students the buddy at this position can take.
    #[must_use]
    pub fn capacity(&self, buddy: usize) -> u64 {
        self.capacities[buddy]
    }

    /// The options of the student at this position, in the order of the file.
    #[must_use]
    pub fn options(&self, student: usize) -> &[Choice] {
        &self.choices[self.starts[student]..self.starts[student + 1]]
    }

    /// Places that can matter: nobody has more places than students who name them.
    pub(crate) fn useful_places(&self) -> Vec<u32> {
        let mut named = vec![0_u32; self.buddies()];
        for choice in &self.choices {
            named[choice.buddy as usize] += 1;
        }
        let clip = |(&capacity, named): (&u64, u32)| {
            u32::try_from(capacity).map_or(named, |capacity| capacity.min(named))
        };
        self.capacities.iter().zip(named).map(clip).collect()
    }

    fn check_ids(&self) -> Result<(), Fault> {
        for (list, ids) in [
            ("buddies", &self.buddy_ids),
            ("students", &self.student_ids),
        ] {
            let mut seen = HashSet::with_capacity(ids.len());
            if let Some(twice) = ids.iter().position(|id| !seen.insert(id)) {
                let problem = Problem::DuplicateId {
                    id: ids[twice].to_string(),
                };
                return Err(Fault::new(format!("{list}[{twice}].id"), problem));
            }
        }
        Ok(())
    }

    fn check_numbers(&self) -> Result<(), Fault> {
        if let Some(at) = self
            .capacities
            .iter()
            .position(|&capacity| capacity > LARGEST)
        {
            return Err(Fault::new(
                format!("buddies[{at}].capacity"),
                Problem::TooLarge,
            ));
        }
        for student in 0..self.students() {
            for (at, choice) in self.options(student).iter().enumerate() {
                let numbers = [("score", choice.score), ("buddy_score", choice.buddy_score)];
                if let Some((field, _)) = numbers.iter().find(|(_, number)| *number > LARGEST) {
                    let place = format!("students[{student}].options[{at}].{field}");
                    return Err(Fault::new(place, Problem::TooLarge));
                }
            }
        }
        Ok(())
    }

    fn check_choices(&self) -> Result<(), Fault> {
        let mut named_by: HashMap<u32, usize> = HashMap::new();
        for student in 0..self.students() {
            for (at, choice) in self.options(student).iter().enumerate() {
                let place = || format!("students[{student}].options[{at}].buddy");
                let Some(id) = self.buddy_ids.get(choice.buddy as usize) else {
                    let id = choice.buddy.to_string();
                    return Err(Fault::new(place(), Problem::UnknownBuddy { id }));
                };
                if named_by.insert(choice.buddy, student) == Some(student) {
                    let id = id.to_string();
                    return Err(Fault::new(place(), Problem::BuddyTwice { id }));
                }
            }
        }
        Ok(())
    }
}
