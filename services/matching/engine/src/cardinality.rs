//! How many students can be matched at all, and where the shortage and the room are.
//!
//! Hopcroft and Karp's algorithm (1973) with capacities, then the decomposition of Dulmage and
//! Mendelsohn (1958): in every largest matching a student is coupled within its own zone.

use crate::instance::Instance;
use crate::matching::narrow;

pub(crate) const NOBODY: u32 = u32::MAX;
const UNSEEN: u32 = u32::MAX;

/// What every largest matching does with a student or buddy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Zone {
    /// No option with a place at all; a buddy without places.
    Outside,
    /// Fewer places than students who depend on them: every place is taken, somebody is left out.
    Scarce,
    /// As many places as students: all are taken.
    Exact,
    /// More places than students: every student gets one.
    Ample,
}

/// A largest matching, by zone.
pub(crate) struct Largest {
    pub(crate) size: usize,
    pub(crate) students: Vec<Zone>,
    pub(crate) buddies: Vec<Zone>,
}

/// Who names each buddy: students in the order of the file, and the value of each by position.
pub(crate) struct Namers {
    pub(crate) starts: Vec<usize>,
    pub(crate) students: Vec<u32>,
}

impl Namers {
    /// From (student, buddy) pairs, in the order of students.
    pub(crate) fn of(buddies: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let mut starts = vec![0_usize; buddies + 1];
        for (_, buddy) in pairs.clone() {
            starts[buddy as usize + 1] += 1;
        }
        for buddy in 0..buddies {
            starts[buddy + 1] += starts[buddy];
        }
        let mut filled = starts.clone();
        let mut students = vec![0; starts[buddies]];
        for (student, buddy) in pairs {
            students[filled[buddy as usize]] = student;
            filled[buddy as usize] += 1;
        }
        Self { starts, students }
    }

    pub(crate) fn of_buddy(&self, buddy: usize) -> &[u32] {
        &self.students[self.starts[buddy]..self.starts[buddy + 1]]
    }
}

pub(crate) fn largest(instance: &Instance, places: &[u32]) -> Largest {
    let mut search = Search::new(instance, places);
    search.greedy();
    while search.layers() {
        search.augment();
    }
    search.zones()
}

struct Search<'i> {
    instance: &'i Instance,
    places: &'i [u32],
    seat: Vec<u32>,
    held: Vec<Vec<u32>>,
    student_level: Vec<u32>,
    buddy_level: Vec<u32>,
    /// Next option of a student and next held student of a buddy to try in this phase.
    next_option: Vec<u32>,
    next_held: Vec<u32>,
}

impl<'i> Search<'i> {
    fn new(instance: &'i Instance, places: &'i [u32]) -> Self {
        let (students, buddies) = (instance.students(), instance.buddies());
        Self {
            instance,
            places,
            seat: vec![NOBODY; students],
            held: vec![Vec::new(); buddies],
            student_level: vec![UNSEEN; students],
            buddy_level: vec![UNSEEN; buddies],
            next_option: vec![0; students],
            next_held: vec![0; buddies],
        }
    }

    fn is_free(&self, buddy: u32) -> bool {
        self.held[buddy as usize].len() < self.places[buddy as usize] as usize
    }

    fn has_option(&self, student: usize) -> bool {
        self.instance
            .options(student)
            .iter()
            .any(|choice| self.places[choice.buddy as usize] > 0)
    }

    fn greedy(&mut self) {
        for student in 0..self.seat.len() {
            let options = self.instance.options(student);
            if let Some(choice) = options.iter().find(|choice| self.is_free(choice.buddy)) {
                self.seat[student] = choice.buddy;
                self.held[choice.buddy as usize].push(narrow(student));
            }
        }
    }

    /// Breadth first from the students without a buddy; true when a free place was reached.
    fn layers(&mut self) -> bool {
        self.student_level.fill(UNSEEN);
        self.buddy_level.fill(UNSEEN);
        self.next_option.fill(0);
        self.next_held.fill(0);
        let mut queue: Vec<u32> = (0..narrow(self.seat.len())).collect();
        queue.retain(|&student| self.seat[student as usize] == NOBODY);
        for &student in &queue {
            self.student_level[student as usize] = 0;
        }
        let mut deepest = UNSEEN;
        let mut at = 0;
        while let Some(&student) = queue.get(at) {
            at += 1;
            let level = self.student_level[student as usize];
            if level > deepest {
                break;
            }
            for choice in self.instance.options(student as usize) {
                let buddy = choice.buddy as usize;
                if self.buddy_level[buddy] != UNSEEN || self.places[buddy] == 0 {
                    continue;
                }
                self.buddy_level[buddy] = level;
                if self.is_free(choice.buddy) {
                    deepest = deepest.min(level);
                }
                for &held in &self.held[buddy] {
                    self.student_level[held as usize] = level + 1;
                    queue.push(held);
                }
            }
        }
        deepest != UNSEEN
    }

    fn augment(&mut self) {
        let mut path = Vec::new();
        for student in 0..self.seat.len() {
            if self.seat[student] == NOBODY {
                self.augment_from(narrow(student), &mut path);
            }
        }
    }

    /// Depth first along the layers, without recursion: a path may be as long as the file.
    fn augment_from(&mut self, first: u32, path: &mut Vec<(u32, u32)>) {
        path.clear();
        let mut student = first;
        loop {
            let Some(buddy) = self.next_step(student) else {
                // A dead end: back to the buddy that led here, which tries its next student.
                let Some((before, buddy)) = path.pop() else {
                    return;
                };
                self.next_held[buddy as usize] += 1;
                student = before;
                continue;
            };
            if self.is_free(buddy) {
                self.held[buddy as usize].push(student);
                self.seat[student as usize] = buddy;
                self.shift(path);
                return;
            }
            let slot = self.next_held[buddy as usize] as usize;
            path.push((student, buddy));
            student = self.held[buddy as usize][slot];
        }
    }

    /// The next buddy, one layer on, with a free place or a student yet to try.
    fn next_step(&mut self, student: u32) -> Option<u32> {
        let level = self.student_level[student as usize];
        let options = self.instance.options(student as usize);
        while let Some(choice) = options.get(self.next_option[student as usize] as usize) {
            let buddy = choice.buddy as usize;
            if self.buddy_level[buddy] == level {
                if self.is_free(choice.buddy) {
                    return Some(choice.buddy);
                }
                while let Some(&held) = self.held[buddy].get(self.next_held[buddy] as usize) {
                    if self.student_level[held as usize] == level + 1 {
                        return Some(choice.buddy);
                    }
                    self.next_held[buddy] += 1;
                }
            }
            self.next_option[student as usize] += 1;
        }
        None
    }

    /// Every student on the path takes the place of the one after it.
    fn shift(&mut self, path: &[(u32, u32)]) {
        for &(student, buddy) in path {
            let slot = self.next_held[buddy as usize] as usize;
            self.held[buddy as usize][slot] = student;
            self.next_held[buddy as usize] += 1;
            self.seat[student as usize] = buddy;
        }
    }

    fn zones(self) -> Largest {
        let mut students: Vec<Zone> = (0..self.seat.len())
            .map(|student| {
                if self.has_option(student) {
                    Zone::Exact
                } else {
                    Zone::Outside
                }
            })
            .collect();
        let mut buddies: Vec<Zone> = self
            .places
            .iter()
            .map(|&places| {
                if places > 0 {
                    Zone::Exact
                } else {
                    Zone::Outside
                }
            })
            .collect();
        self.mark_scarce(&mut students, &mut buddies);
        self.mark_ample(&mut students, &mut buddies);
        let size = self.seat.iter().filter(|&&buddy| buddy != NOBODY).count();
        Largest {
            size,
            students,
            buddies,
        }
    }

    /// Everything on an alternating path from a student without a buddy.
    fn mark_scarce(&self, students: &mut [Zone], buddies: &mut [Zone]) {
        let mut reached: Vec<u32> = (0..narrow(students.len()))
            .filter(|&student| {
                self.seat[student as usize] == NOBODY && students[student as usize] == Zone::Exact
            })
            .collect();
        for &student in &reached {
            students[student as usize] = Zone::Scarce;
        }
        while let Some(student) = reached.pop() {
            for choice in self.instance.options(student as usize) {
                let buddy = choice.buddy as usize;
                if buddies[buddy] == Zone::Exact {
                    buddies[buddy] = Zone::Scarce;
                    for &held in &self.held[buddy] {
                        if students[held as usize] == Zone::Exact {
                            students[held as usize] = Zone::Scarce;
                            reached.push(held);
                        }
                    }
                }
            }
        }
    }

    /// Everything on an alternating path from a free place.
    fn mark_ample(&self, students: &mut [Zone], buddies: &mut [Zone]) {
        let all = 0..self.seat.len();
        let pairs = all.flat_map(|student| {
            let options = self.instance.options(student).iter();
            options.map(move |choice| (narrow(student), choice.buddy))
        });
        let namers = Namers::of(buddies.len(), pairs);
        let mut reached: Vec<u32> = (0..narrow(buddies.len()))
            .filter(|&buddy| buddies[buddy as usize] == Zone::Exact && self.is_free(buddy))
            .collect();
        for &buddy in &reached {
            buddies[buddy as usize] = Zone::Ample;
        }
        while let Some(buddy) = reached.pop() {
            for &student in namers.of_buddy(buddy as usize) {
                if students[student as usize] != Zone::Exact {
                    continue;
                }
                students[student as usize] = Zone::Ample;
                let seat = self.seat[student as usize];
                if buddies[seat as usize] == Zone::Exact {
                    buddies[seat as usize] = Zone::Ample;
                    reached.push(seat);
                }
            }
        }
    }
}
