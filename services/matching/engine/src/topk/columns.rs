//! Buddies in columns: one bit per buddy for each choice and each fact, so that 512 buddies are
//! judged at once.

use super::planes::{BLOCK, NONE, Plane};
use crate::profile::{Person, Profile};

/// A choice that buddies made, by which columns are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aspect {
    Wants,
    Offers,
    Fields,
    Routes,
    WishedRoutes,
    Learning,
    Ways,
    Slots,
    Languages,
    Interests,
    Dislikes,
    Regions,
}

impl Aspect {
    const ALL: [Self; 12] = [
        Self::Wants,
        Self::Offers,
        Self::Fields,
        Self::Routes,
        Self::WishedRoutes,
        Self::Learning,
        Self::Ways,
        Self::Slots,
        Self::Languages,
        Self::Interests,
        Self::Dislikes,
        Self::Regions,
    ];

    pub(super) fn of(self, profile: &Profile) -> u64 {
        match self {
            Self::Wants => profile.wants,
            Self::Offers => profile.offers,
            Self::Fields => profile.fields.into(),
            Self::Routes => profile.routes.into(),
            Self::WishedRoutes => profile.wished_routes.into(),
            Self::Learning => profile.learning.into(),
            Self::Ways => profile.ways.into(),
            Self::Slots => profile.slots.into(),
            Self::Languages => profile.languages,
            Self::Interests => profile.interests,
            Self::Dislikes => profile.dislikes,
            Self::Regions => profile.regions,
        }
    }
}

/// Where a column stands in each block.
pub(super) type Column = u16;

/// Active, willing, and with a free place.
pub(super) const READY: Column = 0;
pub(super) const ONLINE: Column = 1;
pub(super) const ASYNCHRONOUS: Column = 2;
pub(super) const MINOR: Column = 3;
pub(super) const CERTIFIED: Column = 4;
const FACTS: Column = 5;

const NOBODY: Column = Column::MAX;

/// What all buddies of a block have together.
#[derive(Debug, Clone, Copy, Default)]
struct Reach {
    regions: u64,
    online: bool,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    /// The column of each bit of each choice, where anybody has it.
    of_bit: Vec<[Column; 64]>,
    width: usize,
    /// Block after block, all columns of a block side by side.
    cells: Vec<Plane>,
    reach: Vec<Reach>,
}

impl Columns {
    pub(super) fn of(people: &[Person], free: &[u32]) -> Self {
        let blocks = people.len().div_ceil(BLOCK);
        let (of_bit, width) = numbered(people);
        let mut columns = Self {
            of_bit,
            width,
            cells: vec![NONE; blocks * width],
            reach: vec![Reach::default(); blocks],
        };
        for (row, person) in people.iter().enumerate() {
            columns.write_down(row, person, free[row]);
        }
        columns
    }

    fn write_down(&mut self, row: usize, person: &Person, free: u32) {
        let (profile, standing) = (&person.profile, &person.standing);
        let facts = [
            (READY, may_be_asked(person, free)),
            (ONLINE, profile.online),
            (ASYNCHRONOUS, profile.asynchronous),
            (MINOR, standing.minor),
            (CERTIFIED, standing.certified),
        ];
        for (column, is_so) in facts {
            self.set(row, column, is_so);
        }
        for aspect in Aspect::ALL {
            for column in self.columns(aspect, aspect.of(profile)).collect::<Vec<_>>() {
                self.set(row, column, true);
            }
        }
        let reach = &mut self.reach[row / BLOCK];
        reach.regions |= profile.regions;
        reach.online |= profile.online;
    }

    fn set(&mut self, row: usize, column: Column, on: bool) {
        let cell = &mut self.cells[row / BLOCK * self.width + usize::from(column)];
        let word = &mut cell[row % BLOCK / 64];
        let bit = 1 << (row % 64);
        if on {
            *word |= bit;
        } else {
            *word &= !bit;
        }
    }

    pub(super) fn blocks(&self) -> usize {
        self.reach.len()
    }

    pub(super) fn set_ready(&mut self, row: usize, person: &Person, free: u32) {
        self.set(row, READY, may_be_asked(person, free));
    }

    /// The columns of these bits of a choice; bits that nobody has are left out.
    pub(super) fn columns(&self, aspect: Aspect, bits: u64) -> impl Iterator<Item = Column> {
        let of_bit = self.of_bit.get(aspect as usize);
        let of_bit = of_bit.copied().unwrap_or([NOBODY; 64]);
        super::bits_of(bits)
            .map(move |bit| of_bit[bit])
            .filter(|column| *column != NOBODY)
    }

    /// All columns of a block, unless nobody in it can be met.
    #[inline]
    pub(super) fn block(&self, block: usize, regions: u64, online: bool) -> Option<&[Plane]> {
        let reach = self.reach[block];
        let in_reach = reach.regions & regions != 0 || reach.online && online;
        in_reach.then(|| &self.cells[block * self.width..][..self.width])
    }
}

/// Gives each bit that anybody has a column; with the number of columns.
fn numbered(people: &[Person]) -> (Vec<[Column; 64]>, usize) {
    let mut next = FACTS;
    let mut of_aspect = |aspect: Aspect| {
        let had = people
            .iter()
            .fold(0, |had, person| had | aspect.of(&person.profile));
        std::array::from_fn(|bit| {
            if had >> bit & 1 == 0 {
                return NOBODY;
            }
            next += 1;
            next - 1
        })
    };
    let of_bit = Aspect::ALL.map(&mut of_aspect).to_vec();
    (of_bit, usize::from(next))
}

fn may_be_asked(person: &Person, free: u32) -> bool {
    person.standing.active && person.standing.willing && free > 0
}
