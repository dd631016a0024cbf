//! The pages of meetups: boards, events, learning communities, calendars.

pub mod board;
pub mod by_mail;
mod calendars;
pub(crate) mod calls;
pub mod cancel;
mod certificate;
pub mod community;
pub mod concepts;
pub mod dates;
mod desk;
mod door;
pub mod edit;
mod entries;
mod entry;
pub mod event;
mod fields;
mod follow_up;
mod image;
mod invitation;
mod joining;
mod known;
mod nearby;
pub mod new;
mod open;
mod problems;
mod qr;
pub mod region;
mod samples;
pub mod signups;
mod sources;
mod structured;
pub(crate) mod tile;
mod topics;

use poem::{Route, get, post};

use crate::i18n::Say;
use crate::page::pages;
use crate::part::Crumb;
use crate::urls;

pages![
    board::BoardPage,
    event::MeetupPage,
    new::NewMeetupPage,
    edit::EditMeetupPage,
    dates::DatesPage,
    concepts::ConceptsPage,
    concepts::ConceptPage,
    cancel::CancelPage,
    signups::SignupsPage,
    community::CommunityPage,
    invitation::InvitationPage,
    by_mail::PlacePage,
    door::DoorPage,
    sources::SourcesPage,
    entries::BoardPage,
    entries::EntryPage,
    topics::TopicsPage,
    topics::TopicPage,
    follow_up::FollowUpPage,
    image::ImagePage,
    desk::DeskPage,
];

/// The addresses of this folder.
pub(crate) fn routes(route: Route) -> Route {
    let route = entries::routes(topics::routes(joining::routes(follow_up::routes(
        desk::routes(route),
    ))));
    let route = image::routes(route);
    route
        .at(urls::MEETUPS, get(board::board))
        .at(urls::MEETUPS_NEARBY, post(nearby::find))
        .at(urls::NEW_MEETUP, get(new::form).post(new::publish))
        .at(urls::MEETUP_CONCEPTS, get(concepts::mine))
        .at(
            urls::pattern::MEETUP_CONCEPT,
            get(concepts::open).post(concepts::save),
        )
        .at(urls::pattern::DROP_MEETUP_CONCEPT, post(concepts::drop))
        .at(urls::pattern::MEETUP, get(event::meetup))
        .at(
            urls::pattern::MEETUP_SIGNUP,
            get(event::after_sign_in).post(event::sign_up),
        )
        .at(
            urls::pattern::MEETUP_CONFIRM,
            get(event::after_sign_in).post(event::confirm),
        )
        .at(urls::pattern::MEETUP_BY_MAIL, post(by_mail::ask))
        .at(urls::pattern::PLACE, get(by_mail::look).post(by_mail::yes))
        .at(
            urls::pattern::MEETUP_DOOR,
            get(door::open).post(door::tick_off),
        )
        .at(
            urls::pattern::PLACE_REMINDERS,
            post(by_mail::keep_reminders),
        )
        .at(
            urls::pattern::MEETUP_REMINDERS,
            get(event::after_sign_in).post(event::keep_reminders),
        )
        .at(urls::pattern::LEAVE_PLACE, post(by_mail::no))
        .at(urls::pattern::MEETUP_LEAVE, post(event::leave))
        .at(urls::pattern::MEETUP_SIGNUPS, get(signups::open))
        .at(urls::pattern::MEETUP_CALENDAR, get(calendars::meetup))
        .at(
            urls::pattern::MEETUP_DATES,
            get(dates::open).post(dates::change),
        )
        .at(urls::pattern::MEETUP_LIST, get(signups::list))
        .at(
            urls::pattern::MEETUP_ENTRY,
            get(event::after_sign_in).post(entry::change),
        )
        .at(urls::pattern::PLACE_ENTRY, post(entry::change_by_link))
        .at(urls::pattern::MEETUP_CERTIFICATE, get(certificate::mine))
        .at(urls::pattern::PLACE_CERTIFICATE, get(certificate::of_link))
        .at(urls::pattern::EDIT_MEETUP, get(edit::form).post(edit::save))
        .at(
            urls::pattern::CANCEL_MEETUP,
            get(cancel::ask).post(cancel::cancel),
        )
        .at(urls::REGIONS, get(region::map))
        .at(urls::pattern::REGION, get(region::open))
        .at(
            urls::pattern::REGION_SOURCES,
            get(sources::list).post(sources::add),
        )
        .at(urls::pattern::DROP_SOURCE, post(sources::stop))
        .at(urls::pattern::EMBEDDED_REGION, get(region::embedded))
        .at(urls::pattern::COMMUNITY, get(community::open))
        .at(
            urls::pattern::JOIN_COMMUNITY,
            get(community::after_sign_in).post(community::join),
        )
        .at(urls::pattern::LEAVE_COMMUNITY, post(community::leave))
        .at(urls::pattern::INVITE_MEMBER, post(invitation::invite))
        .at(urls::pattern::TAKE_OFF_MEMBER, post(invitation::take_off))
        .at(
            urls::pattern::INVITATION,
            get(invitation::look).post(invitation::accept),
        )
        .at(urls::pattern::DECLINE_INVITATION, post(invitation::decline))
        .at(urls::pattern::CALENDAR, get(calendars::region))
        .at(urls::pattern::COMMUNITY_CALENDAR, get(calendars::community))
        .at(urls::pattern::KIND_CALENDAR, get(calendars::kind))
        .at(urls::pattern::OWN_CALENDAR, get(calendars::own))
        .at(urls::OAI_MEETUPS, get(open::harvest).post(open::harvest))
}

/// The way to all boards.
fn board_crumb() -> Crumb {
    Crumb::say(Say::key("common-menu-meetups"), urls::MEETUPS)
}

#[cfg(test)]
mod tests {
    use contract::meetups::{
        ACCESSIBILITY, CALENDAR_FORMS, CODES, KINDS, REMINDERS, SIDES, SKILLS,
    };
    use nouns::Language;

    use crate::i18n::coded;
    use crate::render::Pages;

    #[test]
    fn every_word_and_problem_of_the_service_has_a_sentence_in_both_languages() {
        let pages = Pages::load().unwrap();
        let problems = CODES.iter().map(|code| coded("meetups-problem", code.name));
        let words = [
            ("meetups-kind", KINDS),
            ("meetups-access", ACCESSIBILITY),
            ("meetups-skill", SKILLS),
            ("meetups-side", SIDES),
            ("meetups-remind", REMINDERS),
            ("mine-calendar-form", CALENDAR_FORMS),
            ("mine-calendar-about", CALENDAR_FORMS),
        ];
        let words = words
            .into_iter()
            .flat_map(|(prefix, codes)| codes.iter().map(move |code| coded(prefix, code)));
        let keys: Vec<String> = problems.chain(words).collect();
        for lang in Language::ALL {
            for key in &keys {
                assert!(pages.sentences(lang).has(key), "{key} in {lang:?}");
            }
        }
    }
}
