//! The pages of meetups: boards, events, learning communities, calendars.

pub mod board;
pub mod by_mail;
mod calendars;
pub(crate) mod calls;
pub mod cancel;
pub mod community;
mod desk;
mod door;
pub mod edit;
mod entries;
pub mod event;
mod fields;
mod follow_up;
mod invitation;
mod joining;
mod known;
pub mod new;
mod problems;
mod qr;
pub mod region;
mod samples;
pub mod signups;
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
    cancel::CancelPage,
    signups::SignupsPage,
    community::CommunityPage,
    invitation::InvitationPage,
    by_mail::PlacePage,
    door::DoorPage,
    entries::BoardPage,
    entries::EntryPage,
    topics::TopicsPage,
    topics::TopicPage,
    follow_up::FollowUpPage,
    desk::DeskPage,
];

/// The addresses of this folder.
pub(crate) fn routes(route: Route) -> Route {
    desk::routes(follow_up::routes(joining::routes(topics::routes(
        entries::routes(route),
    ))))
    .at(urls::MEETUPS, get(board::board))
    .at(urls::NEW_MEETUP, get(new::form).post(new::publish))
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
    .at(urls::pattern::EDIT_MEETUP, get(edit::form).post(edit::save))
    .at(
        urls::pattern::CANCEL_MEETUP,
        get(cancel::ask).post(cancel::cancel),
    )
    .at(urls::REGIONS, get(region::map))
    .at(urls::pattern::REGION, get(region::open))
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
}

/// The way to all boards.
fn board_crumb() -> Crumb {
    Crumb::say(Say::key("common-menu-meetups"), urls::MEETUPS)
}

#[cfg(test)]
mod tests {
    use contract::meetups::{ACCESSIBILITY, CODES, KINDS, REMINDERS, SIDES, SKILLS};
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
