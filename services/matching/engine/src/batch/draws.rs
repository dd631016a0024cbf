//! Which places of a draft the lottery gave away: another student, who would rather have had it, counted as much for it.
//!
//! What counts for a place is what the rule goes by. Where it goes by whom a buddy likes (`stable`), two students whom the buddy
//! likes alike are equal for its last place. Where it goes by the total (`best`), two are equal who could change places
//! without another total: one gains what the other loses. Between the two (`balanced`) either makes them equal. Changes
//! among more than two at once are not looked for.

use std::cmp::Reverse;

use super::{Batch, Draft};
use crate::parallel;
use crate::profile::why_not;
use crate::solution::Rule;
use crate::topk::Sieve;

impl Batch {
    /// For each student whether the lottery decided that it has its buddy. `are_equal` is asked of the student who has a
    /// place and one who has not: whether nothing but the lottery orders the two.
    #[must_use]
    pub fn drawn(
        &self,
        draft: &Draft,
        are_equal: impl Fn(usize, usize) -> bool + Sync,
    ) -> Vec<bool> {
        let mut seated: Vec<Vec<Seated>> = vec![Vec::new(); self.buddies.len()];
        for (student, buddy) in draft.buddies.iter().enumerate() {
            if let Some(buddy) = *buddy {
                seated[buddy as usize].push(Seated {
                    student,
                    score: self.score(student, buddy),
                    liked: self.buddy_score(student, buddy),
                });
            }
        }
        let winners = parallel::for_each(self.students.len(), |student| {
            let own = draft.buddies[student].map(|buddy| (self.score(student, buddy), buddy));
            let mut rival = Rival {
                batch: self,
                rule: draft.rule,
                student,
                own,
                blocked: self.blocked_of(student),
                seated: &seated,
                are_equal: &are_equal,
                lost_to: Vec::new(),
            };
            let person = &self.students[student];
            self.shelf.scan(person, &self.student_side, &mut rival);
            rival.lost_to
        });
        let mut drawn = vec![false; self.students.len()];
        for winner in winners.into_iter().flatten() {
            drawn[winner] = true;
        }
        drawn
    }

    fn may_have(&self, student: usize, buddy: u32) -> bool {
        let blocked = self.blocked_of(student).binary_search(&buddy).is_ok();
        let (person, free) = &self.buddies[buddy as usize];
        why_not(&self.students[student], person, *free, blocked).is_empty()
    }
}

/// A student who has a place, with both sides of the two.
#[derive(Debug, Clone, Copy)]
struct Seated {
    student: usize,
    score: u32,
    liked: u32,
}

/// A student, and to whom it lost a place that it would rather have had by nothing but the lottery.
struct Rival<'b, E> {
    batch: &'b Batch,
    rule: Rule,
    student: usize,
    /// What it has, with its score.
    own: Option<(u32, u32)>,
    blocked: &'b [u32],
    seated: &'b [Vec<Seated>],
    are_equal: &'b E,
    lost_to: Vec<usize>,
}

impl<E: Fn(usize, usize) -> bool> Rival<'_, E> {
    /// The least that the students of a buddy are liked, if that is how much it likes this one.
    fn liked_as_the_last(&self, buddy: u32, seated: &[Seated]) -> Option<u32> {
        if self.rule == Rule::Best {
            return None;
        }
        let least = seated.iter().map(|one| one.liked).min()?;
        (self.batch.buddy_score(self.student, buddy) == least).then_some(least)
    }

    /// The two could change places, this one would gain by it, and the total would stay.
    fn could_change(&self, winner: Seated, score: u32) -> bool {
        match self.own {
            _ if self.rule == Rule::Stable => false,
            None => score == winner.score,
            Some((own, with)) => {
                let its = || u64::from(self.batch.score(winner.student, with));
                score > own
                    && u64::from(score) + its() == u64::from(winner.score) + u64::from(own)
                    && self.batch.may_have(winner.student, with)
            }
        }
    }
}

impl<E: Fn(usize, usize) -> bool> Sieve for Rival<'_, E> {
    fn floor(&self) -> u32 {
        self.own.map_or(0, |(score, _)| score)
    }

    fn could_enter(&self, score: u32, buddy: u32) -> bool {
        self.own
            .is_none_or(|(own, with)| (score, Reverse(buddy)) > (own, Reverse(with)))
    }

    fn keep(&mut self, score: u32, buddy: u32) {
        let seated = &self.seated[buddy as usize];
        let (_, free) = self.batch.buddies[buddy as usize];
        let has_room = (seated.len() as u64) < u64::from(free);
        if has_room || self.blocked.binary_search(&buddy).is_ok() {
            return;
        }
        let least = self.liked_as_the_last(buddy, seated);
        for &winner in seated {
            let is_equal = least == Some(winner.liked) || self.could_change(winner, score);
            if is_equal && (self.are_equal)(winner.student, self.student) {
                self.lost_to.push(winner.student);
            }
        }
    }
}
