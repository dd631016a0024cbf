//! A person as the engine sees it: short choices as bitsets, and what the hard rules ask.
//!
//! Which bit means which goal, language or interest is the caller's table; the engine only counts.
//! There is no place here for origin, faith, health, income or level, and none for free text.

use serde::{Deserialize, Serialize};

/// The choices of one person, student or buddy. An empty set says "left out": it never matches and
/// never stands in the way, except where a hard rule needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Profile {
    /// Goals to be helped with, and goals to help with.
    pub wants: u64,
    pub offers: u64,
    /// Broad fields of study of ISCED-F 2013 (00 to 10, one bit each).
    pub fields: u16,
    /// Routes that this person walks or has walked, and routes it would like the other to know.
    pub routes: u8,
    pub wished_routes: u8,
    /// Ways of learning: bol is bit 0, bbl bit 1.
    pub learning: u8,
    /// Ways of working together.
    pub ways: u8,
    /// Part of the day × day of the week: bit `3 * day + part`, Monday morning is bit 0.
    pub slots: u32,
    pub languages: u64,
    pub interests: u64,
    /// Interests of another that this person would rather do without.
    pub dislikes: u64,
    /// Regions where this person can meet.
    pub regions: u64,
    /// Is content to meet online.
    pub online: bool,
    /// Is content to answer when it suits, without a common time.
    pub asynchronous: bool,
}

/// What the hard rules ask of a person beside the choices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four independent facts, each asked by a rule of its own"
)]
pub struct Standing {
    pub active: bool,
    /// Is open to be matched now (not paused, consent given).
    pub willing: bool,
    pub minor: bool,
    /// A certificate of conduct (VOG) is on record and valid.
    pub certified: bool,
}

/// A person that can be matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Person {
    pub profile: Profile,
    pub standing: Standing,
}

/// Why two people cannot be matched: the hard rules, in the order in which they are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhyNot {
    StudentNotActive,
    StudentNotWilling,
    BuddyNotActive,
    BuddyNotWilling,
    NoFreePlace,
    Blocked,
    NoCommonLanguage,
    NoCommonTime,
    TooFar,
    AgeRule,
}

/// Every reason why this student and this buddy cannot be matched; empty when they can. `blocked`
/// says whether one of them blocked the other.
#[must_use]
pub fn why_not(student: &Person, buddy: &Person, free_places: u32, blocked: bool) -> Vec<WhyNot> {
    let rules = [
        (student.standing.active, WhyNot::StudentNotActive),
        (student.standing.willing, WhyNot::StudentNotWilling),
        (buddy.standing.active, WhyNot::BuddyNotActive),
        (buddy.standing.willing, WhyNot::BuddyNotWilling),
        (free_places > 0, WhyNot::NoFreePlace),
        (!blocked, WhyNot::Blocked),
        (
            share_a_language(&student.profile, &buddy.profile),
            WhyNot::NoCommonLanguage,
        ),
        (
            share_a_time(&student.profile, &buddy.profile),
            WhyNot::NoCommonTime,
        ),
        (can_meet(&student.profile, &buddy.profile), WhyNot::TooFar),
        (
            age_rule_holds(&student.standing, &buddy.standing),
            WhyNot::AgeRule,
        ),
    ];
    rules
        .into_iter()
        .filter(|(holds, _)| !holds)
        .map(|(_, why)| why)
        .collect()
}

/// They speak a common language.
#[must_use]
pub fn share_a_language(a: &Profile, b: &Profile) -> bool {
    a.languages & b.languages != 0
}

/// They have a slot in common, or neither needs one.
#[must_use]
pub fn share_a_time(a: &Profile, b: &Profile) -> bool {
    a.slots & b.slots != 0 || (a.asynchronous && b.asynchronous)
}

/// They can meet in a common region, or both online.
#[must_use]
pub fn can_meet(a: &Profile, b: &Profile) -> bool {
    a.regions & b.regions != 0 || (a.online && b.online)
}

/// A minor student gets a buddy with a valid certificate; a minor buddy does not get an adult
/// student without one.
#[must_use]
pub fn age_rule_holds(student: &Standing, buddy: &Standing) -> bool {
    (!student.minor || buddy.certified) && (!buddy.minor || student.minor || student.certified)
}
