//! Everybody of a programme at once, in the order of its lottery: from people to the engine's positions and back.

use std::collections::{HashMap, HashSet};

use engine::{Batch, BrokenDraft, Options, Rule, Score, Shelf, Weights};
use matching_engine as engine;
use ring::digest::{SHA256, digest};

use super::fair;
use crate::pool::{Gathered, GatheredBuddy, GatheredStudent};
use crate::store::EditRow;

/// A programme's people, ready to be divided.
#[derive(Debug)]
pub(crate) struct Crowd {
    pub(crate) students: Vec<GatheredStudent>,
    /// With the places that are free in this programme.
    pub(crate) buddies: Vec<GatheredBuddy>,
    apart: Vec<(u32, u32)>,
    weights: Weights,
}

/// What a coordinator wants of a division, in positions.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Wishes {
    /// For each pinned student the buddy.
    pub(crate) pins: HashMap<u32, u32>,
    vetoes: Vec<(u32, u32)>,
    out: HashSet<u32>,
}

/// One student of a division.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seat {
    pub(crate) student: u32,
    pub(crate) buddy: Option<u32>,
    /// The student's side.
    pub(crate) score: u32,
    /// The place of the buddy among all who suit the student, 1 to 5; 0 is further down.
    pub(crate) place: u8,
    pub(crate) pinned: bool,
    /// Another counted as much for this place: the lottery decided.
    pub(crate) drawn: bool,
}

/// A division that the checker found right.
#[derive(Debug)]
pub(crate) struct Division {
    pub(crate) seats: Vec<Seat>,
    pub(crate) total: u128,
    pub(crate) certificate: Option<engine::Certificate>,
    pub(crate) blocking_pairs: u64,
    /// The first students in a blocking pair, each with the buddy of it.
    pub(crate) first_blocking: Vec<(u32, u32)>,
    pub(crate) fairness: Vec<contract::matching::FairGroup>,
}

/// As many as one's own top.
const TOP: usize = 5;

impl Crowd {
    /// Puts people in the order that the seed draws, those first whose match ended; nobody has more places than the programme gives and are left in it.
    pub(crate) fn new(
        mut gathered: Gathered,
        seed: &str,
        weights: Weights,
        places: u32,
        taken_here: &HashMap<String, u32>,
    ) -> Self {
        let lot = |id: &str| -> Vec<u8> {
            let text = format!("{seed}/{id}");
            digest(&SHA256, text.as_bytes()).as_ref().to_vec()
        };
        let turn = |one: &GatheredStudent| (!one.goes_first, lot(&one.id));
        gathered.students.sort_by_cached_key(turn);
        gathered.buddies.sort_by_cached_key(|one| lot(&one.id));
        for buddy in &mut gathered.buddies {
            let taken = taken_here.get(&buddy.id).copied().unwrap_or_default();
            buddy.free = buddy.free.min(places.saturating_sub(taken));
        }
        let mut crowd = Self {
            students: gathered.students,
            buddies: gathered.buddies,
            apart: Vec::new(),
            weights,
        };
        let (students, buddies) = crowd.positions();
        let apart = gathered.apart.iter().filter_map(|(student, buddy)| {
            Some((
                *students.get(student.as_str())?,
                *buddies.get(buddy.as_str())?,
            ))
        });
        crowd.apart = apart.collect();
        crowd
    }

    /// The first so many students of the lottery, and as large a part of the buddies.
    pub(crate) fn sample(mut self, most: usize) -> Self {
        if self.students.len() > most {
            let buddies = (self.buddies.len() * most).div_ceil(self.students.len());
            self.students.truncate(most);
            self.buddies.truncate(buddies);
            let (students, buddies) = (self.students.len(), self.buddies.len());
            self.apart.retain(|(student, buddy)| {
                (*student as usize) < students && (*buddy as usize) < buddies
            });
        }
        self
    }

    pub(crate) fn weighed(mut self, weights: Weights) -> Self {
        self.weights = weights;
        self
    }

    fn positions(&self) -> (HashMap<&str, u32>, HashMap<&str, u32>) {
        let students = (0u32..).zip(&self.students);
        let buddies = (0u32..).zip(&self.buddies);
        (
            students.map(|(at, one)| (one.id.as_str(), at)).collect(),
            buddies.map(|(at, one)| (one.id.as_str(), at)).collect(),
        )
    }

    /// The changes that hold now, in positions, and which do: who is gone or no longer fits is left out.
    pub(crate) fn wishes(&self, edits: &[EditRow]) -> (Wishes, Vec<bool>) {
        let (students, buddies) = self.positions();
        let mut wishes = Wishes::default();
        let mut taken: HashMap<u32, u32> = HashMap::new();
        let mut holds = Vec::with_capacity(edits.len());
        for edit in edits {
            let student = students.get(edit.student.as_str()).copied();
            let buddy = buddies.get(edit.buddy.as_str()).copied();
            let held = match (edit.kind.as_str(), student, buddy) {
                ("out", Some(student), _) => wishes.out.insert(student),
                ("veto", Some(student), Some(buddy)) => {
                    wishes.vetoes.push((student, buddy));
                    true
                }
                ("pin", Some(student), Some(buddy)) => {
                    let taken = taken.entry(buddy).or_default();
                    let fits = self.may_be_together(student, buddy, *taken);
                    if fits {
                        *taken += 1;
                        wishes.pins.insert(student, buddy);
                    }
                    fits
                }
                _ => false,
            };
            holds.push(held);
        }
        (wishes, holds)
    }

    /// Whether two fit by the hard rules, where so many places of the buddy are pinned already.
    fn may_be_together(&self, student: u32, buddy: u32, pinned: u32) -> bool {
        let (one, other) = (
            &self.students[student as usize],
            &self.buddies[buddy as usize],
        );
        let apart = self.apart.contains(&(student, buddy));
        let free = other.free.saturating_sub(pinned);
        engine::why_not(&one.person, &other.person, free, apart).is_empty()
    }

    /// The whole programme as the engine sees it, without who is taken out; the checker counts in it too.
    pub(crate) fn batch(&self, wishes: &Wishes) -> Batch {
        self.batch_of(wishes, &HashMap::new())
    }

    /// The same without these students, who have these buddies already.
    fn batch_of(&self, wishes: &Wishes, seated: &HashMap<u32, u32>) -> Batch {
        let mut taken = vec![0u32; self.buddies.len()];
        for buddy in seated.values() {
            taken[*buddy as usize] += 1;
        }
        let students = (0u32..).zip(&self.students).map(|(at, one)| {
            let mut person = one.person;
            person.standing.willing &= !wishes.out.contains(&at) && !seated.contains_key(&at);
            person
        });
        let buddies = self.buddies.iter().zip(&taken);
        let apart = [self.apart.as_slice(), wishes.vetoes.as_slice()].concat();
        Batch::new(
            students.collect(),
            buddies
                .map(|(one, taken)| (one.person, one.free.saturating_sub(*taken)))
                .collect(),
            &apart,
            self.weights,
        )
    }

    /// Divides the places by a rule around the pins. The separate checker looks at what the rule made, and again at the
    /// whole with the pins in it: there it counts the total and the blocking pairs that are told.
    ///
    /// # Errors
    /// What the checker found wrong.
    pub(crate) fn divide(
        &self,
        rule: Rule,
        options: Options,
        wishes: &Wishes,
        today: chrono::NaiveDate,
    ) -> Result<Division, BrokenDraft> {
        let unpinned = self.batch_of(wishes, &wishes.pins);
        let mut draft = unpinned.checked_draft(rule, options)?;
        let drawn = unpinned.drawn(&draft, |one, other| self.only_lots_differ(one, other));
        for (student, buddy) in &wishes.pins {
            draft.buddies[*student as usize] = Some(*buddy);
        }
        let divided = draft.total;
        draft.prices = None;
        let report = engine::check_draft(&self.batch(wishes), &draft, options);
        let broken = report.violations.into_iter().filter(|violation| {
            use engine::DraftViolation::{NotAllowed, OtherPeople, OverCapacity};
            matches!(
                violation,
                OtherPeople | NotAllowed { .. } | OverCapacity { .. }
            )
        });
        let broken: Vec<_> = broken.collect();
        if !broken.is_empty() {
            return Err(BrokenDraft(broken));
        }
        let pinned = report.total.saturating_sub(divided);
        let seats = self.seats(&draft.buddies, &drawn, wishes);
        let fairness = fair::report(self, &seats, today);
        Ok(Division {
            seats,
            total: report.total,
            certificate: draft.certificate.map(|certificate| engine::Certificate {
                dual_bound: certificate.dual_bound + pinned,
                ..certificate
            }),
            blocking_pairs: report.blocking_pairs,
            first_blocking: report
                .first_blocking
                .into_iter()
                .filter_map(|(student, buddy)| Some((u32::try_from(student).ok()?, buddy)))
                .collect(),
            fairness,
        })
    }

    /// Whoever's match ended goes first among equals; among the others, and among those, the lottery decides.
    fn only_lots_differ(&self, one: usize, other: usize) -> bool {
        self.students[one].goes_first == self.students[other].goes_first
    }

    fn seats(&self, buddies: &[Option<u32>], drawn: &[bool], wishes: &Wishes) -> Vec<Seat> {
        let rows: Vec<_> = self
            .buddies
            .iter()
            .map(|one| (one.person, one.free))
            .collect();
        let shelf = Shelf::new(&rows);
        let mut apart: HashMap<u32, Vec<u32>> = HashMap::new();
        for (student, buddy) in &self.apart {
            apart.entry(*student).or_default().push(*buddy);
        }
        for buddies in apart.values_mut() {
            buddies.sort_unstable();
        }
        let seat = |(student, buddy): (u32, &Option<u32>)| {
            let person = &self.students[student as usize].person;
            let score = buddy.map_or(0, |buddy| self.score(student, buddy));
            let hidden = apart.get(&student).map_or(&[][..], Vec::as_slice);
            let place = buddy.map_or(0, |buddy| self.place(&shelf, person, buddy, hidden));
            Seat {
                student,
                buddy: *buddy,
                score,
                place,
                pinned: wishes.pins.contains_key(&student),
                drawn: drawn[student as usize],
            }
        };
        let seats = (0u32..).zip(buddies);
        seats
            .filter(|(student, _)| !wishes.out.contains(student))
            .map(seat)
            .collect()
    }

    /// The student's side of a pair.
    pub(crate) fn score(&self, student: u32, buddy: u32) -> u32 {
        let (one, other) = (
            &self.students[student as usize].person.profile,
            &self.buddies[buddy as usize].person.profile,
        );
        Score::of(one, other, &self.weights).sides().0
    }

    fn place(&self, shelf: &Shelf, student: &engine::Person, buddy: u32, apart: &[u32]) -> u8 {
        let own_side = Weights {
            buddy: engine::SideWeights::default(),
            ..self.weights
        };
        let top = shelf.top(student, TOP, &own_side, apart);
        let at = (1u8..).zip(&top).find(|(_, one)| one.buddy == buddy);
        at.map_or(0, |(place, _)| place)
    }

    /// Who stands first for each student, as self-service would show it.
    pub(crate) fn firsts(&self) -> Vec<Option<u32>> {
        let batch = self.batch(&Wishes::default());
        batch
            .explain(1)
            .into_iter()
            .map(|one| one.list.first().map(|(ranked, _)| ranked.buddy))
            .collect()
    }

    /// All free places of the programme.
    pub(crate) fn places(&self) -> u64 {
        self.buddies.iter().map(|one| u64::from(one.free)).sum()
    }
}
