//! Buddies in columns: one bit per buddy for each choice that a hard rule or a goal looks at, so
//! that 512 buddies are judged at once.

use crate::profile::Person;

/// Words of 64 buddies that are looked at together; compilers turn a loop over them into vectors.
const WORDS: usize = 8;
/// Buddies in a block.
pub(super) const BLOCK: usize = 64 * WORDS;

pub(super) type Block = [u64; WORDS];

pub(super) const NONE: Block = [0; WORDS];

/// For each bit of a choice, who has it; empty where nobody has it.
#[derive(Debug, Clone, Default)]
pub(super) struct Column(Vec<Vec<Block>>);

impl Column {
    fn of(choices: impl Iterator<Item = u64>, blocks: usize) -> Self {
        let mut bits = vec![Vec::new(); 64];
        for (row, choice) in choices.enumerate() {
            for bit in bits_of(choice) {
                let having: &mut Vec<Block> = &mut bits[bit];
                having.resize(blocks, NONE);
                set(having, row, true);
            }
        }
        Self(bits)
    }

    /// Who in this block has this bit.
    fn having(&self, bit: usize, block: usize) -> Option<&Block> {
        self.0[bit].get(block)
    }

    /// Adds everybody in this block who has any of these bits.
    fn add_any(&self, choice: u64, block: usize, to: &mut Block) {
        for bit in bits_of(choice) {
            if let Some(having) = self.having(bit, block) {
                add(to, having);
            }
        }
    }

    /// For each level from 1 on, who in this block has at least so many of these bits.
    pub(super) fn at_least(&self, choice: u64, block: usize, levels: &mut [Block]) {
        levels.fill(NONE);
        for having in bits_of(choice).filter_map(|bit| self.having(bit, block)) {
            for level in (1..levels.len()).rev() {
                let (below, these) = levels.split_at_mut(level);
                for word in 0..WORDS {
                    these[0][word] |= below[level - 1][word] & having[word];
                }
            }
            if let Some(first) = levels.first_mut() {
                add(first, having);
            }
        }
    }
}

/// Everything that the hard rules look at, and the goals.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    /// Active, willing, and with a free place.
    ready: Vec<Block>,
    online: Vec<Block>,
    asynchronous: Vec<Block>,
    minor: Vec<Block>,
    certified: Vec<Block>,
    regions: Column,
    languages: Column,
    slots: Column,
    pub(super) wants: Column,
    pub(super) offers: Column,
}

impl Columns {
    pub(super) fn of(people: &[Person], free: &[u32]) -> Self {
        let blocks = people.len().div_ceil(BLOCK);
        let flags = |is: &dyn Fn(usize) -> bool| {
            let mut flags = vec![NONE; blocks];
            for row in (0..people.len()).filter(|&row| is(row)) {
                set(&mut flags, row, true);
            }
            flags
        };
        let column =
            |choice: &dyn Fn(&Person) -> u64| Column::of(people.iter().map(choice), blocks);
        Self {
            ready: flags(&|row| may_be_asked(&people[row], free[row])),
            online: flags(&|row| people[row].profile.online),
            asynchronous: flags(&|row| people[row].profile.asynchronous),
            minor: flags(&|row| people[row].standing.minor),
            certified: flags(&|row| people[row].standing.certified),
            regions: column(&|person| person.profile.regions),
            languages: column(&|person| person.profile.languages),
            slots: column(&|person| u64::from(person.profile.slots)),
            wants: column(&|person| person.profile.wants),
            offers: column(&|person| person.profile.offers),
        }
    }

    pub(super) fn blocks(&self) -> usize {
        self.ready.len()
    }

    pub(super) fn set_ready(&mut self, row: usize, person: &Person, free: u32) {
        set(&mut self.ready, row, may_be_asked(person, free));
    }

    /// Whom in this block no hard rule keeps from this student, blocks between people aside.
    pub(super) fn feasible(&self, block: usize, student: &Person) -> Block {
        let own = &student.profile;
        let mut near = NONE;
        self.regions.add_any(own.regions, block, &mut near);
        if own.online {
            add(&mut near, &self.online[block]);
        }
        if near == NONE {
            return NONE;
        }
        let mut talks = NONE;
        self.languages.add_any(own.languages, block, &mut talks);
        let mut meets = NONE;
        self.slots.add_any(u64::from(own.slots), block, &mut meets);
        if own.asynchronous {
            add(&mut meets, &self.asynchronous[block]);
        }
        let mut feasible = self.ready[block];
        for word in 0..WORDS {
            feasible[word] &= near[word] & talks[word] & meets[word];
        }
        self.keep_age_rule(block, student, &mut feasible);
        feasible
    }

    fn keep_age_rule(&self, block: usize, student: &Person, feasible: &mut Block) {
        let (certified, minor) = (&self.certified[block], &self.minor[block]);
        for word in 0..WORDS {
            if student.standing.minor {
                feasible[word] &= certified[word];
            } else if !student.standing.certified {
                feasible[word] &= !minor[word];
            }
        }
    }
}

fn may_be_asked(person: &Person, free: u32) -> bool {
    person.standing.active && person.standing.willing && free > 0
}

fn add(to: &mut Block, more: &Block) {
    for (word, more) in to.iter_mut().zip(more) {
        *word |= more;
    }
}

fn set(flags: &mut [Block], row: usize, on: bool) {
    let word = &mut flags[row / BLOCK][row % BLOCK / 64];
    let bit = 1 << (row % 64);
    if on {
        *word |= bit;
    } else {
        *word &= !bit;
    }
}

/// The positions of the bits that are set, ascending.
pub(crate) fn bits_of(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = bits.trailing_zeros() as usize;
        let some = bits != 0;
        // Clears the lowest bit.
        bits &= bits.wrapping_sub(1);
        some.then_some(bit)
    })
}
