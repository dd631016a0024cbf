//! How much each part of the score counts in a programme: four strengths, so that nobody has to weigh points.

use contract::matching::{self as codes, PARTS, PartWeight, STRENGTHS};
use engine::{Part, Weight, Weights};
use matching_engine as engine;

use crate::MatchingError;

/// The parts as the engine names them, in the order of [`PARTS`].
const ENGINE_PARTS: [Part; 12] = Part::ALL;

/// A strength for each part of [`PARTS`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Strengths([&'static str; 12]);

impl Default for Strengths {
    fn default() -> Self {
        Self(["usual"; 12])
    }
}

impl Strengths {
    /// Reads what a coordinator chose; parts that are left out count as usual.
    ///
    /// # Errors
    /// A part or strength that is not in the list.
    pub(crate) fn parse(parts: &[PartWeight]) -> Result<Self, MatchingError> {
        let unknown = || MatchingError::field("parts", codes::CHOICE_UNKNOWN);
        let mut strengths = Self::default();
        for one in parts {
            let at = PARTS.iter().position(|part| *part == one.part);
            let known = STRENGTHS.iter().find(|known| **known == one.strength);
            strengths.0[at.ok_or_else(unknown)?] = known.ok_or_else(unknown)?;
        }
        Ok(strengths)
    }

    /// As the store keeps them; what no longer reads counts as usual.
    pub(crate) fn of(stored: &[String]) -> Self {
        let mut strengths = Self::default();
        for (own, stored) in strengths.0.iter_mut().zip(stored) {
            let known = STRENGTHS.iter().find(|known| *known == stored);
            *own = known.copied().unwrap_or(own);
        }
        strengths
    }

    pub(crate) fn stored(&self) -> Vec<String> {
        self.0.iter().map(|&strength| strength.to_owned()).collect()
    }

    pub(crate) fn parts(&self) -> Vec<PartWeight> {
        PARTS
            .iter()
            .zip(&self.0)
            .map(|(part, strength)| PartWeight {
                part: (*part).to_owned(),
                strength: (*strength).to_owned(),
            })
            .collect()
    }

    /// The weights of a version of the policy: the usual points of each part on both sides, times its strength.
    pub(crate) fn weights(&self, version: u32) -> Weights {
        let mut weights = Weights {
            version,
            ..Weights::default()
        };
        for (part, strength) in ENGINE_PARTS.into_iter().zip(self.0) {
            for side in [&mut weights.student, &mut weights.buddy] {
                let weight = weight_of(side, part);
                weight.points = scaled(weight.points, strength);
            }
        }
        weights
    }
}

fn scaled(points: u16, strength: &str) -> u16 {
    match strength {
        "off" => 0,
        "less" => points.div_ceil(2),
        "more" => points.saturating_mul(2),
        _ => points,
    }
}

fn weight_of(side: &mut engine::SideWeights, part: Part) -> &mut Weight {
    match part {
        Part::Goals => &mut side.goals,
        Part::GivesBack => &mut side.gives_back,
        Part::Field => &mut side.field,
        Part::Route => &mut side.route,
        Part::WishedRoute => &mut side.wished_route,
        Part::Learning => &mut side.learning,
        Part::Languages => &mut side.languages,
        Part::Slots => &mut side.slots,
        Part::Interests => &mut side.interests,
        Part::NoClash => &mut side.no_clash,
        Part::Ways => &mut side.ways,
        Part::Near => &mut side.near,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(part: &str, strength: &str) -> PartWeight {
        PartWeight {
            part: part.to_owned(),
            strength: strength.to_owned(),
        }
    }

    #[test]
    fn usual_strengths_are_the_usual_weights() {
        assert_eq!(Strengths::default().weights(1), Weights::default());
    }

    #[test]
    fn the_parts_stand_in_the_order_in_which_they_are_named() {
        for (name, part) in PARTS.iter().zip(ENGINE_PARTS) {
            assert_eq!(crate::fit::name(part), *name);
        }
    }

    #[test]
    fn a_strength_changes_its_part_on_both_sides_and_no_other() {
        let strengths = Strengths::parse(&[part("goals", "more"), part("near", "off")]).unwrap();
        let (weights, usual) = (strengths.weights(2), Weights::default());
        assert_eq!(weights.student.goals.points, usual.student.goals.points * 2);
        assert_eq!(weights.buddy.goals.points, usual.buddy.goals.points * 2);
        assert_eq!(weights.student.near.points, 0);
        assert_eq!(weights.student.slots, usual.student.slots);
        assert_eq!(Strengths::of(&strengths.stored()), strengths);
    }

    #[test]
    fn what_is_not_in_the_list_is_refused() {
        assert!(Strengths::parse(&[part("looks", "more")]).is_err());
        assert!(Strengths::parse(&[part("goals", "9000")]).is_err());
    }
}
