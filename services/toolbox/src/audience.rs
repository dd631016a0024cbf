//! Who finds a card, as the keys that the index compares. What a caller finds is never more than
//! [`crate::rules::may_read`] lets them read.

use contract::Caller;
use nouns::{PersonId, TeamId};
use search_index::PUBLIC;

use crate::card::{Card, Visibility};
use crate::exchange::question::{Question, Reach};
use crate::rules::may_add;

/// What those who may ask and answer have in common.
pub(crate) const TEACHERS: &str = "teachers";

/// The keys of a card: whoever has one of them finds it.
pub(crate) fn of_card(card: &Card) -> Vec<String> {
    let circle = match card.content().visibility {
        Visibility::Country => Some(PUBLIC.to_owned()),
        Visibility::Region => card.region.map(|region| format!("region:{region}")),
        Visibility::School => card
            .school
            .as_ref()
            .map(|school| format!("school:{school}")),
        Visibility::Team => None,
    };
    circle.into_iter().chain(holder(card)).collect()
}

/// Whose it is: its team's as long as somebody is in it, else its author's.
fn holder(card: &Card) -> Option<String> {
    match &card.content().team_id {
        Some(id) if !card.team_members.is_empty() => Some(team(id)),
        _ => card.owner.as_ref().map(|owner| person(&owner.person)),
    }
}

/// The keys of a question: teachers of the circle that it has reached, and of the school that it
/// came from. No person is among them, so that nobody has to be taken out of that index.
pub(crate) fn of_question(question: &Question) -> Vec<String> {
    let circle = match question.circle {
        Reach::Country => Some(TEACHERS.to_owned()),
        Reach::Region => question
            .region
            .map(|region| format!("{TEACHERS}:region:{region}")),
        Reach::School => None,
    };
    let school = question
        .school
        .as_ref()
        .map(|school| format!("{TEACHERS}:school:{school}"));
    circle.into_iter().chain(school).collect()
}

/// The keys that a caller has for questions.
pub(crate) fn of_questioner(caller: &Caller) -> Vec<String> {
    if !may_add(caller) {
        return Vec::new();
    }
    let school = caller.school.as_ref();
    let school = school.map(|school| format!("{TEACHERS}:school:{school}"));
    let region = caller.region;
    let region = region.map(|region| format!("{TEACHERS}:region:{region}"));
    let near = school.into_iter().chain(region);
    near.chain([TEACHERS.to_owned()]).collect()
}

/// The keys that a caller has, who acts for these teams now.
pub(crate) fn of_caller(caller: Option<&Caller>, teams: &[TeamId]) -> Vec<String> {
    let mut keys = vec![PUBLIC.to_owned()];
    keys.extend(teams.iter().map(team));
    if let Some(caller) = caller {
        keys.push(person(&caller.person));
        keys.extend(
            caller
                .school
                .as_ref()
                .map(|school| format!("school:{school}")),
        );
        keys.extend(caller.region.map(|region| format!("region:{region}")));
    }
    keys
}

fn person(person: &PersonId) -> String {
    format!("person:{person}")
}

fn team(team: &TeamId) -> String {
    format!("team:{team}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::may_read;
    use crate::samples::{at_school, caller, card_of, card_of_team, saskia};
    use crate::teams::rules::is_member;
    use nouns::{Region, Role};

    #[test]
    fn what_a_caller_finds_is_what_a_caller_may_read() {
        let mut neighbour = caller("tim", Role::Docent);
        neighbour.region = Region::parse("RMC-19").ok();
        let callers = [
            None,
            Some(saskia()),
            Some(at_school("noor", "25PW")),
            Some(at_school("bas", "25LX")),
            Some(neighbour),
        ];
        for visibility in Visibility::ALL {
            for card in [
                card_of("saskia", visibility),
                card_of_team("saskia", &["tim"], visibility),
                card_of_team("saskia", &["saskia", "tim"], visibility),
                card_of_team("saskia", &[], visibility),
            ] {
                for caller in &callers {
                    let acts = |caller: &Caller| is_member(caller, card.team_members.iter());
                    let team = caller.as_ref().filter(|caller| acts(caller));
                    let teams = team.and(card.content().team_id.clone());
                    let keys = of_caller(caller.as_ref(), teams.as_slice());
                    let finds = of_card(&card).iter().any(|key| keys.contains(key));
                    assert_eq!(
                        finds,
                        may_read(caller.as_ref(), &card),
                        "{visibility:?} of {:?} for {caller:?}",
                        card.team_members
                    );
                }
            }
        }
    }
}
