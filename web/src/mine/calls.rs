//! What my page asks of the services, one small function for each call. What it asks about sessions and keys stands
//! with the pages of accounts.

use contract::accounts::AccountDeeds;
use contract::consent::{Consents, Progress, SetConsent};
use contract::matching::{ConversationList, ReportedMessage, Request, RequestList, SingleMessage};
use contract::meetups::{
    Community, CommunitySteps, Entry, Event, MadeCalendar, MySignups, NewCalendar, OwnCalendars,
};
use contract::my_data::{AboutMe, Erase, Erasure};
use contract::recovery::Recoveries;
use contract::rights::{RoleWish, Roles};
use contract::safety::{Blocks, CloseReport, Looks, NewReport, Report, Reports, SetBlock};
use contract::suspension::{NewSuspension, Objection, OwnSuspension, Suspensions};
use contract::toolbox::{Card, CardAnswer, CardQuestion, MyShelf};
use wire::{CallerToken, Client, Problem, segment};

/// How many of my cards are shown; the toolbox has the rest.
const CARDS: u32 = 6;

/// My requests and matches, and what I have not seen of them.
pub(super) async fn my_requests(
    matching: &Client,
    me: &CallerToken,
) -> Result<RequestList, Problem> {
    matching.get(Some(me), "/requests", &()).await
}

/// My conversations, and what is new in them.
pub(super) async fn my_conversations(
    matching: &Client,
    me: &CallerToken,
) -> Result<ConversationList, Problem> {
    matching.get(Some(me), "/conversations", &()).await
}

/// The meetings that I signed up for.
pub(super) async fn my_signups(meetups: &Client, me: &CallerToken) -> Result<MySignups, Problem> {
    meetups.get(Some(me), "/signups/mine", &()).await
}

/// What runs for me in communities.
pub(super) async fn my_steps(
    meetups: &Client,
    me: &CallerToken,
) -> Result<CommunitySteps, Problem> {
    meetups.get(Some(me), "/steps/mine", &()).await
}

/// Which calendars of mine have an address.
pub(super) async fn my_calendars(
    meetups: &Client,
    me: &CallerToken,
) -> Result<OwnCalendars, Problem> {
    meetups.get(Some(me), "/calendars/mine", &()).await
}

/// Makes an address of one of them.
pub(super) async fn make_calendar(
    meetups: &Client,
    me: &CallerToken,
    form: &str,
) -> Result<MadeCalendar, Problem> {
    let new = NewCalendar {
        form: Some(form.to_owned()),
    };
    meetups.post(Some(me), "/calendars/mine", &new).await
}

/// Revokes it.
pub(super) async fn stop_calendar(
    meetups: &Client,
    me: &CallerToken,
    form: &str,
) -> Result<(), Problem> {
    let path = format!("/calendars/mine/{}", segment(form));
    meetups.delete(Some(me), &path).await
}

/// The cards that I shared, at most a handful.
pub(super) async fn my_cards(toolbox: &Client, me: &CallerToken) -> Result<CardAnswer, Problem> {
    let mine = CardQuestion {
        mine: "true".to_owned(),
        per_page: CARDS.to_string(),
        ..CardQuestion::default()
    };
    toolbox.get(Some(me), "/cards", &mine).await
}

/// My drafts, and what I am to read for colleagues.
pub(super) async fn my_shelf(toolbox: &Client, me: &CallerToken) -> Result<MyShelf, Problem> {
    toolbox.get(Some(me), "/shelf", &()).await
}

/// What I consent to.
pub(super) async fn my_consents(accounts: &Client, me: &CallerToken) -> Result<Consents, Problem> {
    accounts.get(Some(me), "/consents", &()).await
}

/// Gives or withdraws one of my consents.
pub(super) async fn set_consent(
    accounts: &Client,
    me: &CallerToken,
    purpose: &str,
    given: bool,
) -> Result<Progress, Problem> {
    let set = SetConsent {
        purpose: purpose.to_owned(),
        given,
    };
    accounts.post(Some(me), "/consents", &set).await
}

/// What a service holds about me.
pub(super) async fn about_me(service: &Client, me: &CallerToken) -> Result<AboutMe, Problem> {
    service.get(Some(me), "/about-me", &()).await
}

/// Erases me everywhere.
pub(super) async fn erase_me(accounts: &Client, me: &CallerToken) -> Result<Erasure, Problem> {
    accounts
        .post(Some(me), "/erasure", &Erase { sure: true })
        .await
}

/// How far an erasure is.
pub(super) async fn erasure(accounts: &Client, receipt: &str) -> Result<Erasure, Problem> {
    let path = format!("/erasures/{}", segment(receipt));
    accounts.get(None, &path, &()).await
}

/// My roles, and those that I gave.
pub(super) async fn my_roles(accounts: &Client, me: &CallerToken) -> Result<Roles, Problem> {
    accounts.get(Some(me), "/roles", &()).await
}

/// Gives somebody a role.
pub(super) async fn give_role(
    accounts: &Client,
    me: &CallerToken,
    wish: &RoleWish,
) -> Result<Roles, Problem> {
    accounts.post(Some(me), "/roles", wish).await
}

/// Ends a role.
pub(super) async fn end_role(
    accounts: &Client,
    me: &CallerToken,
    wish: &RoleWish,
) -> Result<(), Problem> {
    accounts.post(Some(me), "/roles/end", wish).await
}

/// Whom I blocked.
pub(super) async fn my_blocks(accounts: &Client, me: &CallerToken) -> Result<Blocks, Problem> {
    accounts.get(Some(me), "/blocks", &()).await
}

/// Blocks somebody, or takes it back.
pub(super) async fn set_block(
    accounts: &Client,
    me: &CallerToken,
    person: &str,
    blocked: bool,
) -> Result<Progress, Problem> {
    let set = SetBlock {
        person: person.to_owned(),
        blocked,
    };
    accounts.post(Some(me), "/blocks", &set).await
}

/// My reports, and those that I moderate.
pub(super) async fn reports(accounts: &Client, me: &CallerToken) -> Result<Reports, Problem> {
    accounts.get(Some(me), "/reports", &()).await
}

/// Reports something.
pub(super) async fn report(
    accounts: &Client,
    me: &CallerToken,
    new: &NewReport,
) -> Result<Report, Problem> {
    accounts.post(Some(me), "/reports", new).await
}

/// Whom I may let in again.
pub(super) async fn suspensions(
    accounts: &Client,
    me: &CallerToken,
) -> Result<Suspensions, Problem> {
    accounts.get(Some(me), "/suspensions", &()).await
}

/// Keeps somebody out.
pub(super) async fn suspend(
    accounts: &Client,
    me: &CallerToken,
    new: &NewSuspension,
) -> Result<Progress, Problem> {
    accounts.post(Some(me), "/suspensions", new).await
}

/// Lets somebody in again.
pub(super) async fn lift_suspension(
    accounts: &Client,
    me: &CallerToken,
    person: &str,
) -> Result<Progress, Problem> {
    let path = format!("/suspensions/{}/lift", segment(person));
    accounts.post(Some(me), &path, &()).await
}

/// Answers an objection: it stays.
pub(super) async fn uphold_suspension(
    accounts: &Client,
    me: &CallerToken,
    person: &str,
) -> Result<(), Problem> {
    let path = format!("/suspensions/{}/uphold", segment(person));
    accounts.post(Some(me), &path, &()).await
}

/// What keeps me out.
pub(super) async fn my_suspension(
    accounts: &Client,
    me: &CallerToken,
) -> Result<OwnSuspension, Problem> {
    accounts.get(Some(me), "/suspension", &()).await
}

/// Says that I do not agree with it.
pub(super) async fn object(
    accounts: &Client,
    me: &CallerToken,
    words: &str,
) -> Result<(), Problem> {
    let objection = Objection {
        words: words.to_owned(),
    };
    accounts
        .post(Some(me), "/suspension/objection", &objection)
        .await
}

/// Opens a report; a moderator's look is noted.
pub(super) async fn open_report(
    accounts: &Client,
    me: &CallerToken,
    id: &str,
) -> Result<Report, Problem> {
    let path = format!("/reports/{}", segment(id));
    accounts.get(Some(me), &path, &()).await
}

/// Closes a report.
pub(super) async fn close_report(
    accounts: &Client,
    me: &CallerToken,
    id: &str,
    outcome: &str,
) -> Result<(), Problem> {
    let path = format!("/reports/{}/close", segment(id));
    let close = CloseReport {
        outcome: outcome.to_owned(),
    };
    accounts.post(Some(me), &path, &close).await
}

/// Who looked at what was reported of me.
pub(super) async fn my_looks(accounts: &Client, me: &CallerToken) -> Result<Looks, Problem> {
    accounts.get(Some(me), "/looks", &()).await
}

/// The ways back into my account that were made for me.
pub(super) async fn my_recoveries(
    accounts: &Client,
    me: &CallerToken,
) -> Result<Recoveries, Problem> {
    accounts.get(Some(me), "/recoveries", &()).await
}

/// What administrators did to my account.
pub(super) async fn my_account_deeds(
    accounts: &Client,
    me: &CallerToken,
) -> Result<AccountDeeds, Problem> {
    accounts.get(Some(me), "/account-deeds", &()).await
}

/// Ends one of them.
pub(super) async fn withdraw_recovery(
    accounts: &Client,
    me: &CallerToken,
    id: &str,
) -> Result<(), Problem> {
    let path = format!("/recoveries/{}", segment(id));
    accounts.delete(Some(me), &path).await
}

/// Who wrote a card, as far as I may know.
pub(super) async fn author_of(
    toolbox: &Client,
    me: &CallerToken,
    id: &str,
) -> Result<Option<String>, Problem> {
    let path = format!("/cards/{}", segment(id));
    let card: Card = toolbox.get(Some(me), &path, &()).await?;
    Ok(card.author_id)
}

/// Who asked a question, as far as I may know.
pub(super) async fn asker_of(
    toolbox: &Client,
    me: &CallerToken,
    id: &str,
) -> Result<Option<String>, Problem> {
    let question = crate::toolbox::questions::calls::question(toolbox, me, id).await?;
    Ok(question.asker_id)
}

/// Who gave an answer, as far as I may know; `id` joins the ids of question and answer with a dot.
pub(super) async fn answerer_of(
    toolbox: &Client,
    me: &CallerToken,
    id: &str,
) -> Result<Option<String>, Problem> {
    let (question, answer) = id.split_once('.').ok_or(Problem::NotFound)?;
    let question = crate::toolbox::questions::calls::question(toolbox, me, question).await?;
    let found = question.answers.into_iter().find(|one| one.id == answer);
    Ok(found.ok_or(Problem::NotFound)?.by_id)
}

/// Who organises a meetup, as far as I may know.
pub(super) async fn organiser_of(
    meetups: &Client,
    me: &CallerToken,
    id: &str,
) -> Result<Option<String>, Problem> {
    let path = format!("/events/{}", segment(id));
    let event: Event = meetups.get(Some(me), &path, &()).await?;
    Ok(event.organiser_id)
}

/// Who coordinates a community, as far as I may know.
pub(super) async fn coordinator_of(
    meetups: &Client,
    me: &CallerToken,
    slug: &str,
) -> Result<Option<String>, Problem> {
    let path = format!("/communities/{}", segment(slug));
    let community: Community = meetups.get(Some(me), &path, &()).await?;
    Ok(community.coordinator_id)
}

/// Who asks or offers something in a community.
pub(super) async fn placer_of(
    meetups: &Client,
    me: &CallerToken,
    id: &str,
) -> Result<Option<String>, Problem> {
    let path = format!("/entries/{}", segment(id));
    let entry: Entry = meetups.get(Some(me), &path, &()).await?;
    Ok(Some(entry.owner_id))
}

/// The other in one of my requests.
pub(super) async fn other_in(
    matching: &Client,
    me: &CallerToken,
    id: &str,
) -> Result<String, Problem> {
    let path = format!("/requests/{}", segment(id));
    let request: Request = matching.get(Some(me), &path, &()).await?;
    Ok(if request.side == "student" {
        request.buddy.id
    } else {
        request.student.id
    })
}

/// A message of a conversation and its author; `id` joins the ids of both with a dot.
pub(super) async fn message(
    matching: &Client,
    me: &CallerToken,
    id: &str,
) -> Result<SingleMessage, Problem> {
    let path = message_path(id).ok_or(Problem::NotFound)?;
    matching.get(Some(me), &path, &()).await
}

/// Lets moderators read a message that I reported.
pub(super) async fn open_to_moderators(
    matching: &Client,
    me: &CallerToken,
    id: &str,
) -> Result<(), Problem> {
    let path = message_path(id).ok_or(Problem::NotFound)?;
    let path = format!("{path}/report");
    matching.post(Some(me), &path, &()).await
}

/// A message that was reported to me as a moderator. Its author hears that I looked.
pub(super) async fn reported_message(
    matching: &Client,
    me: &CallerToken,
    id: &str,
) -> Result<ReportedMessage, Problem> {
    let path = message_path(id).ok_or(Problem::NotFound)?;
    let path = format!("{path}/reported");
    matching.get(Some(me), &path, &()).await
}

fn message_path(id: &str) -> Option<String> {
    let (conversation, message) = id.rsplit_once('.')?;
    let (conversation, message) = (segment(conversation), segment(message));
    Some(format!("/conversations/{conversation}/messages/{message}"))
}
