//! What a student could choose otherwise, or what would have to happen, to be proposed a buddy.

use serde::{Deserialize, Serialize};

use crate::profile::Person;
use crate::topk::bits_of;

/// One change. A number is the bit of a choice that is added (or given up, for `Forget`).
///
/// Only what is a choice is changed: nobody is told to have another field, route or way of
/// learning. The last four are facts that somebody else decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    Want(u8),
    Offer(u8),
    WishedRoute(u8),
    Way(u8),
    Slot(u8),
    Language(u8),
    Interest(u8),
    Region(u8),
    /// A dislike that the student gives up.
    Forget(u8),
    Online,
    Asynchronous,
    StudentWilling,
    BuddyWilling,
    FreePlace,
    BuddyCertified,
    StudentCertified,
}

/// A student and a buddy with its free places, as they are or as they would be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Two {
    pub(super) student: Person,
    pub(super) buddy: Person,
    pub(super) free: u32,
}

impl Two {
    pub(super) fn after(mut self, changes: &[Change]) -> Self {
        for change in changes {
            self.apply(*change);
        }
        self
    }

    fn apply(&mut self, change: Change) {
        let own = &mut self.student.profile;
        match change {
            Change::Want(bit) => own.wants |= 1 << bit,
            Change::Offer(bit) => own.offers |= 1 << bit,
            Change::WishedRoute(bit) => own.wished_routes |= 1 << bit,
            Change::Way(bit) => own.ways |= 1 << bit,
            Change::Slot(bit) => own.slots |= 1 << bit,
            Change::Language(bit) => own.languages |= 1 << bit,
            Change::Interest(bit) => own.interests |= 1 << bit,
            Change::Region(bit) => own.regions |= 1 << bit,
            Change::Forget(bit) => own.dislikes &= !(1 << bit),
            Change::Online => own.online = true,
            Change::Asynchronous => own.asynchronous = true,
            Change::StudentWilling => self.student.standing.willing = true,
            Change::BuddyWilling => self.buddy.standing.willing = true,
            Change::FreePlace => self.free = 1,
            Change::BuddyCertified => self.buddy.standing.certified = true,
            Change::StudentCertified => self.student.standing.certified = true,
        }
    }

    /// What others have to decide first, whatever the student chooses.
    pub(super) fn needed(&self) -> Vec<Change> {
        let (student, buddy) = (&self.student.standing, &self.buddy.standing);
        let needed = [
            (!student.willing, Change::StudentWilling),
            (!buddy.willing, Change::BuddyWilling),
            (self.free == 0, Change::FreePlace),
            (student.minor && !buddy.certified, Change::BuddyCertified),
            (
                buddy.minor && !student.minor && !student.certified,
                Change::StudentCertified,
            ),
        ];
        let needed = needed.into_iter().filter(|(is_needed, _)| *is_needed);
        needed.map(|(_, change)| change).collect()
    }

    /// Every single choice with which the student could come nearer to this buddy.
    pub(super) fn choices(&self) -> Vec<Change> {
        let (own, other) = (&self.student.profile, &self.buddy.profile);
        let new = |own: u64, other: u64| other & !own;
        let sets: [(u64, OfKey); 9] = [
            (new(own.wants, other.offers), Change::Want),
            (new(own.offers, other.wants), Change::Offer),
            (
                new(own.wished_routes.into(), other.routes.into()),
                Change::WishedRoute,
            ),
            (new(own.ways.into(), other.ways.into()), Change::Way),
            (new(own.slots.into(), other.slots.into()), Change::Slot),
            (new(own.languages, other.languages), Change::Language),
            (new(own.interests, other.interests), Change::Interest),
            (new(own.regions, other.regions), Change::Region),
            (own.dislikes & other.interests, Change::Forget),
        ];
        let mut choices = Vec::new();
        for (bits, change) in sets {
            choices.extend(bits_of(bits).filter_map(|bit| Some(change(u8::try_from(bit).ok()?))));
        }
        if other.online && !own.online {
            choices.push(Change::Online);
        }
        if other.asynchronous && !own.asynchronous {
            choices.push(Change::Asynchronous);
        }
        choices
    }
}

/// The change that a key of a list stands for.
type OfKey = fn(u8) -> Change;

impl Change {
    /// Whether it can make others fit the student less: a new interest may be disliked.
    pub(super) fn may_lower_others(self) -> bool {
        matches!(self, Self::Interest(_))
    }
}
