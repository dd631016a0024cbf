//! Who may: one sentence each. Handlers and templates ask, none decides.

use chrono::{DateTime, NaiveDate, Utc};
use contract::{Caller, Means};
use nouns::{PersonId, Region, Role};

use crate::community::{Charter, Community, Member, Side, Space, Tier};
use crate::concepts::Concept;
use crate::entries::entry::{Entry, Reaction};
use crate::event::{Draft, Event, Status};
use crate::signups::Stand;
use crate::topics::topic::Topic;

/// Who coordinates a region, or a learning community in it, publishes there.
#[must_use]
pub fn may_publish(caller: &Caller, region: Region, community: Option<&Community>) -> bool {
    coordinates(caller, region)
        || community.is_some_and(|community| {
            coordinates_community(caller, community)
                && community.charter.region.province() == region.province()
        })
}

/// Who coordinates anywhere finds the way to publish; where, is asked when it comes to it.
#[must_use]
pub fn may_publish_somewhere(caller: &Caller) -> bool {
    caller.is(Role::Coordinator) || caller.is(Role::Beheerder)
}

/// Who publishes anywhere, or leads the community that it is for, begins a meetup that is not published yet.
#[must_use]
pub fn may_keep_concept(caller: &Caller, community: Option<&Community>) -> bool {
    may_publish_somewhere(caller)
        || community.is_some_and(|community| coordinates_community(caller, community))
}

/// A concept is read and written by who keeps it and by the members who will organise the meetup too.
#[must_use]
pub fn may_read_concept(caller: &Caller, concept: &Concept, hosts: &[Member]) -> bool {
    keeps_concept(caller, concept) || is_host(caller, hosts)
}

/// Who keeps a concept publishes it, gives it its moment, and throws it away.
#[must_use]
pub fn keeps_concept(caller: &Caller, concept: &Concept) -> bool {
    caller.person == concept.by.person
}

/// Who may publish where an event stands may change it, and so may the members who organise it too.
#[must_use]
pub fn may_edit(
    caller: &Caller,
    event: &Event,
    community: Option<&Community>,
    hosts: &[Member],
) -> bool {
    may_publish(caller, event.words.region, community) || is_host(caller, hosts)
}

/// Who organises too stands among the hosts.
#[must_use]
pub fn is_host(caller: &Caller, hosts: &[Member]) -> bool {
    hosts.iter().any(|host| host.person == caller.person)
}

/// Words of a meetup are for everybody who may edit it; where it stands and who organises it are not.
#[must_use]
pub fn may_write(before: &Draft, words: &Draft) -> bool {
    (before.region, &before.community, &before.hosts)
        == (words.region, &words.community, &words.hosts)
}

/// Who may publish where an event stands may call it off.
#[must_use]
pub fn may_cancel(caller: &Caller, event: &Event, community: Option<&Community>) -> bool {
    may_publish(caller, event.words.region, community)
}

/// Who may call an event off sees who comes.
#[must_use]
pub fn may_see_signups(caller: &Caller, event: &Event, community: Option<&Community>) -> bool {
    may_cancel(caller, event, community)
}

/// Who sees who comes ticks off who is there.
#[must_use]
pub fn may_tick_off(caller: &Caller, event: &Event, community: Option<&Community>) -> bool {
    may_see_signups(caller, event, community)
}

/// Whoever is there in person makes an address of their own calendar: it may outlast the key of a script.
#[must_use]
pub fn may_make_calendar(caller: &Caller) -> bool {
    caller.means == Means::Session
}

/// Who coordinates a region says which calendars of others it follows.
#[must_use]
pub fn may_have_sources(caller: &Caller, region: Region) -> bool {
    coordinates(caller, region)
}

/// A place that is held for somebody is theirs to take; after the last call, one that is free is for everybody who waits.
#[must_use]
pub fn may_confirm(stand: Stand, party: u32, event: &Event, now: DateTime<Utc>) -> bool {
    let goes_on = event.status == Status::Scheduled && !event.is_over(now);
    goes_on
        && match stand {
            Stand::Offered { until } => now < until || event.is_last_call(now),
            Stand::Waiting => {
                event.is_last_call(now) && event.free().is_none_or(|free| party <= free)
            }
            Stand::Placed | Stand::Lapsed => false,
        }
}

/// Whoever was ticked off at the door, on one day at least, has a certificate.
#[must_use]
pub fn may_have_certificate(days: &[NaiveDate]) -> bool {
    !days.is_empty()
}

/// Who coordinates the region, or the school of a community of one school, begins a community.
#[must_use]
pub fn may_found(caller: &Caller, charter: &Charter) -> bool {
    let at_school = charter.tier == Tier::School
        && charter
            .schools
            .iter()
            .any(|school| caller.is_at(Role::Coordinator, school));
    coordinates(caller, charter.region) || at_school
}

/// Who coordinates a community, or may begin it, changes its words.
#[must_use]
pub fn may_edit_community(caller: &Caller, community: &Community) -> bool {
    coordinates_community(caller, community) || may_found(caller, &community.charter)
}

/// Who moves a community to other schools or another region must be able to begin one there.
#[must_use]
pub fn may_move(caller: &Caller, from: &Charter, to: &Charter) -> bool {
    let stays = from.region == to.region && from.tier == to.tier && from.schools == to.schools;
    stays || may_found(caller, to)
}

/// Everybody takes part on the side of their role; who has no role of a side chooses.
#[must_use]
pub fn may_join_as(caller: &Caller, side: Side) -> bool {
    let studies = [Role::Student, Role::Maatje]
        .iter()
        .any(|role| caller.is(*role));
    let teaches = caller.is(Role::Docent);
    match side {
        Side::Student => studies || !teaches,
        Side::Docent => teaches || !studies,
        // A student of a teacher training college may be both.
        Side::AankomendDocent => true,
    }
}

/// An open community is joined by whom it is for; a closed one by who leads it. Others are invited, or ask.
#[must_use]
pub fn may_join(caller: &Caller, community: &Community) -> bool {
    belongs_to(caller, community) && (is_open(community) || may_edit_community(caller, community))
}

/// A community of one school is for who belongs there, as the school or somebody who may has told; one of a region is for
/// everybody.
#[must_use]
pub fn belongs_to(caller: &Caller, community: &Community) -> bool {
    let charter = &community.charter;
    let belongs = || {
        charter
            .schools
            .iter()
            .any(|school| caller.school.as_ref() == Some(school))
    };
    charter.tier != Tier::School || belongs() || may_edit_community(caller, community)
}

/// The whole name of a member is for themselves and for who leads the community; others see the first name and an initial.
#[must_use]
pub fn may_see_whole_name(caller: &Caller, member: &PersonId, edits: bool) -> bool {
    edits || caller.person == *member
}

/// Who leads a community takes others off it; one's own place one leaves oneself, and who coordinates it stays.
#[must_use]
pub fn may_take_off(caller: &Caller, community: &Community, whom: &PersonId) -> bool {
    may_edit_community(caller, community)
        && caller.person != *whom
        && community.coordinator.as_ref() != Some(whom)
}

/// What goes on in an open community is read by everybody who is signed in; in a closed one by who takes part, who leads it
/// and who moderates.
#[must_use]
pub fn may_read_along(caller: &Caller, community: &Community, takes_part: bool) -> bool {
    is_open(community) || takes_part || keeps_order(caller, community)
}

/// Who would join a closed community asks first.
#[must_use]
pub fn may_ask_to_join(caller: &Caller, community: &Community) -> bool {
    !is_open(community) && belongs_to(caller, community) && !may_edit_community(caller, community)
}

fn is_open(community: &Community) -> bool {
    community.charter.space == Space::Open
}

/// Who takes part reacts to what runs.
#[must_use]
pub fn may_react(_caller: &Caller, entry: &Entry, takes_part: bool) -> bool {
    takes_part && entry.state.runs()
}

/// Nobody thanks themselves.
#[must_use]
pub fn may_be_thanked(entry: &Entry, reaction: &Reaction) -> bool {
    entry.owner != reaction.person
}

/// Whoever placed an entry takes it away, and who leads the community or moderates.
#[must_use]
pub fn may_remove_entry(caller: &Caller, entry: &Entry, community: &Community) -> bool {
    caller.person == entry.owner || keeps_order(caller, community)
}

/// Whoever said something takes it away, and who leads the community or moderates.
#[must_use]
pub fn may_remove_reaction(caller: &Caller, reaction: &Reaction, community: &Community) -> bool {
    caller.person == reaction.person || keeps_order(caller, community)
}

/// Whoever proposed a topic takes it away, and who leads the community or moderates.
#[must_use]
pub fn may_remove_topic(caller: &Caller, topic: &Topic, community: &Community) -> bool {
    topic.is_by(&caller.person) || keeps_order(caller, community)
}

/// Who organised a meetup, or may edit it, tells what came of it.
#[must_use]
pub fn may_tell_follow_up(
    caller: &Caller,
    event: &Event,
    community: Option<&Community>,
    hosts: &[Member],
) -> bool {
    let organised = event
        .organiser
        .as_ref()
        .is_some_and(|organiser| organiser.person == caller.person);
    organised || may_edit(caller, event, community, hosts)
}

/// Who coordinates a region sees what there is to do in it.
#[must_use]
pub fn may_see_desk(caller: &Caller, region: Region) -> bool {
    coordinates(caller, region)
}

fn keeps_order(caller: &Caller, community: &Community) -> bool {
    caller.is(Role::Moderator) || may_edit_community(caller, community)
}

fn coordinates(caller: &Caller, region: Region) -> bool {
    caller.is_in(Role::Coordinator, region) || caller.is_in(Role::Beheerder, region)
}

/// Whoever was named, while they still have an office.
fn coordinates_community(caller: &Caller, community: &Community) -> bool {
    let is_in_office = [Role::Docent, Role::Coordinator, Role::Beheerder]
        .iter()
        .any(|role| caller.is(*role));
    is_in_office && community.coordinator.as_ref() == Some(&caller.person)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{caller, community, coordinator, event, region};

    #[test]
    fn who_coordinates_the_region_publishes_there_and_nowhere_else() {
        let ria = coordinator("ria", "RMC-19");
        assert!(may_publish(&ria, region("RMC-19"), None));
        assert!(!may_publish(&ria, region("RMC-29"), None));
        assert!(!may_publish(
            &caller("noor", Role::Student),
            region("RMC-19"),
            None
        ));
        assert!(may_publish(
            &coordinator("ana", "NL-UT"),
            region("RMC-19"),
            None
        ));
    }

    #[test]
    fn who_coordinates_a_community_publishes_for_it_in_its_province() {
        let petra = caller("petra", Role::Docent);
        let own = community("samen-leren", "RMC-19", Some("petra"));
        assert!(may_publish(&petra, region("RMC-19"), Some(&own)));
        assert!(may_publish(&petra, region("NL-UT"), Some(&own)));
        assert!(!may_publish(&petra, region("RMC-29"), Some(&own)));
        let other = community("anderen", "RMC-19", Some("omar"));
        assert!(!may_publish(&petra, region("RMC-19"), Some(&other)));
    }

    #[test]
    fn who_coordinates_nothing_is_not_shown_the_way() {
        assert!(may_publish_somewhere(&coordinator("ria", "RMC-19")));
        assert!(!may_publish_somewhere(&caller("noor", Role::Student)));
    }

    #[test]
    fn only_who_may_edit_sees_who_comes() {
        let event = event("samen", "RMC-19");
        assert!(may_see_signups(&coordinator("ria", "RMC-19"), &event, None));
        assert!(may_tick_off(&coordinator("ria", "RMC-19"), &event, None));
        assert!(!may_tick_off(&caller("noor", Role::Student), &event, None));
        assert!(!may_see_signups(
            &caller("noor", Role::Student),
            &event,
            None
        ));
    }

    #[test]
    fn who_coordinates_a_region_says_what_it_follows() {
        let ria = coordinator("ria", "RMC-19");
        assert!(may_have_sources(&ria, region("RMC-19")));
        assert!(!may_have_sources(&ria, region("NL-UT")));
        assert!(!may_have_sources(
            &caller("noor", Role::Student),
            region("RMC-19")
        ));
    }

    #[test]
    fn a_script_makes_no_address_of_a_calendar() {
        let noor = caller("noor", Role::Student);
        assert!(may_make_calendar(&noor));
        for means in [Means::Key, Means::Suspended] {
            assert!(!may_make_calendar(&Caller {
                means,
                ..noor.clone()
            }));
        }
    }

    #[test]
    fn a_held_place_is_taken_in_time_and_a_free_one_after_the_last_call() {
        // It begins at half past three in Utrecht; the last call is at half past one.
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let mut event = event("samen", "RMC-19");
        event.words.capacity = Some(1);
        let held = Stand::Offered {
            until: at("2026-03-04T12:00:00Z"),
        };
        assert!(may_confirm(held, 1, &event, at("2026-03-04T11:59:59Z")));
        assert!(!may_confirm(held, 1, &event, at("2026-03-04T12:00:00Z")));
        let waits = |now: &str, event: &Event| may_confirm(Stand::Waiting, 1, event, at(now));
        assert!(!waits("2026-03-05T12:29:59Z", &event));
        assert!(waits("2026-03-05T12:30:00Z", &event));
        assert!(!waits("2026-03-05T16:00:00Z", &event), "it is over");
        let two = at("2026-03-05T12:30:00Z");
        assert!(!may_confirm(Stand::Waiting, 2, &event, two), "two on one");
        event.places.placed = 1;
        assert!(!waits("2026-03-05T12:30:00Z", &event), "it is full");
        event.places.placed = 0;
        event.status = Status::Cancelled;
        assert!(!waits("2026-03-05T12:30:00Z", &event));
        assert!(!may_confirm(
            Stand::Lapsed,
            1,
            &event,
            at("2026-03-04T11:00:00Z")
        ));
    }

    #[test]
    fn only_who_was_there_has_a_certificate() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 5).unwrap();
        assert!(may_have_certificate(&[day]));
        assert!(!may_have_certificate(&[]));
    }

    #[test]
    fn a_community_is_begun_by_who_coordinates_region_or_school() {
        let charter = community("samen-leren", "RMC-19", None).charter;
        assert!(may_found(&coordinator("ria", "RMC-19"), &charter));
        assert!(!may_found(&coordinator("ria", "RMC-29"), &charter));
        assert!(!may_found(&caller("petra", Role::Docent), &charter));
    }

    #[test]
    fn a_community_moves_only_to_where_its_mover_may_begin_one() {
        let here = community("samen-leren", "RMC-19", None).charter;
        let there = Charter {
            region: region("RMC-29"),
            ..here.clone()
        };
        let ria = coordinator("ria", "RMC-19");
        assert!(may_move(&ria, &here, &here));
        assert!(!may_move(&ria, &here, &there));
        assert!(may_move(&coordinator("bo", "RMC-29"), &here, &there));
    }

    #[test]
    fn who_began_a_community_and_holds_no_office_any_more_does_not_run_it() {
        let own = community("samen-leren", "RMC-19", Some("petra"));
        assert!(may_edit_community(&caller("petra", Role::Docent), &own));
        assert!(!may_edit_community(&caller("petra", Role::Student), &own));
    }

    #[test]
    fn nobody_takes_part_on_the_other_side() {
        let (student, teacher) = (caller("noor", Role::Student), caller("petra", Role::Docent));
        assert!(may_join_as(&student, Side::Student) && !may_join_as(&student, Side::Docent));
        assert!(may_join_as(&teacher, Side::Docent) && !may_join_as(&teacher, Side::Student));
        assert!(may_join_as(&student, Side::AankomendDocent));
    }

    #[test]
    fn who_belongs_to_the_school_joins_its_community_and_everybody_one_of_a_region() {
        let school = |id: &str| nouns::SchoolId::parse(id).unwrap();
        let mut own = community("avondklas", "RMC-19", Some("petra"));
        let noor = Caller {
            school: Some(school("25lh")),
            ..caller("noor", Role::Student)
        };
        let untold = caller("sam", Role::Student);
        assert!(may_join(&untold, &own));
        own.charter.tier = Tier::School;
        own.charter.schools = vec![school("25lh")];
        assert!(may_join(&noor, &own));
        assert!(!may_join(&untold, &own), "a school that was only chosen");
        assert!(may_join(&caller("petra", Role::Docent), &own));
        assert!(may_join(&coordinator("ria", "RMC-19"), &own));
        own.charter.schools = vec![school("25pz")];
        assert!(!may_join(&noor, &own));
    }

    #[test]
    fn a_closed_community_is_read_by_who_takes_part_and_joined_after_asking() {
        let mut own = community("samen-leren", "RMC-19", Some("petra"));
        let (noor, petra) = (caller("noor", Role::Student), caller("petra", Role::Docent));
        assert!(may_read_along(&noor, &own, false) && may_join(&noor, &own));
        assert!(!may_ask_to_join(&noor, &own));
        own.charter.space = Space::Closed;
        assert!(!may_read_along(&noor, &own, false) && !may_join(&noor, &own));
        assert!(may_read_along(&noor, &own, true));
        assert!(may_ask_to_join(&noor, &own));
        assert!(may_read_along(&petra, &own, false) && may_join(&petra, &own));
        assert!(!may_ask_to_join(&petra, &own));
        let moderator = caller("mo", Role::Moderator);
        assert!(may_read_along(&moderator, &own, false));
    }

    #[test]
    fn what_came_of_a_meetup_is_told_by_who_organised_it_or_may_edit_it() {
        let mut event = event("samen", "RMC-19");
        let (noor, ria) = (caller("noor", Role::Student), coordinator("ria", "RMC-19"));
        assert!(!may_tell_follow_up(&noor, &event, None, &[]));
        assert!(may_tell_follow_up(&ria, &event, None, &[]));
        event.organiser = Some(crate::event::Organiser {
            person: noor.person.clone(),
            name: "Noor".to_owned(),
        });
        assert!(may_tell_follow_up(&noor, &event, None, &[]));
        assert!(may_see_desk(&ria, region("RMC-19")));
        assert!(!may_see_desk(&ria, region("NL-UT")) && !may_see_desk(&noor, region("RMC-19")));
    }

    #[test]
    fn a_whole_name_is_for_oneself_and_who_leads() {
        let noor = caller("noor", Role::Student);
        let other = PersonId::parse("sam").unwrap();
        assert!(may_see_whole_name(&noor, &noor.person, false));
        assert!(!may_see_whole_name(&noor, &other, false));
        assert!(may_see_whole_name(&noor, &other, true));
    }
}
