//! What these pages ask of meetups, one function for each call.

use contract::meetups::{
    AskByMail, Cancelling, Community, CommunityList, Concept, ConceptList, Event, EventList,
    EventSignups, GuestPlace, Invitation, Joining, MonthList, NewConcept, NewDate, NewEvent,
    NewImage, NewInvitation, NewSource, Participant, RegionList, Reminders, SigningUp, Signup,
    Source, Sources, TickedOff,
};
use poem::http::{HeaderMap, HeaderValue, Method, header};
use serde::Serialize;
use wire::{CallerToken, Client, Problem, Raw, segment};

/// What is asked of a board; empty texts ask nothing.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct BoardQuestion {
    pub(crate) q: String,
    pub(crate) region: String,
    pub(crate) kind: String,
    pub(crate) topic: String,
    /// Of `ACCESSIBILITY`.
    pub(crate) access: String,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) order: String,
    pub(crate) page: u32,
    pub(crate) per_page: u32,
}

pub(crate) async fn events(
    meetups: &Client,
    caller: Option<&CallerToken>,
    question: &BoardQuestion,
) -> Result<EventList, Problem> {
    meetups.get(caller, "/events", question).await
}

/// The timeline of a question, whatever its time.
pub(crate) async fn months(
    meetups: &Client,
    question: &BoardQuestion,
) -> Result<MonthList, Problem> {
    let asked = [
        ("region", &question.region),
        ("kind", &question.kind),
        ("topic", &question.topic),
    ];
    meetups.get(None, "/events/months", &asked).await
}

pub(crate) async fn event(
    meetups: &Client,
    caller: Option<&CallerToken>,
    id: &str,
) -> Result<Event, Problem> {
    meetups.get(caller, &at(id), &()).await
}

pub(crate) async fn publish(
    meetups: &Client,
    caller: &CallerToken,
    event: &NewEvent,
) -> Result<Event, Problem> {
    meetups.post(Some(caller), "/events", event).await
}

/// What the caller keeps, or will organise too.
pub(crate) async fn concepts(
    meetups: &Client,
    caller: &CallerToken,
) -> Result<ConceptList, Problem> {
    meetups.get(Some(caller), "/concepts", &()).await
}

pub(crate) async fn concept(
    meetups: &Client,
    caller: &CallerToken,
    id: &str,
) -> Result<Concept, Problem> {
    meetups.get(Some(caller), &concept_at(id), &()).await
}

pub(crate) async fn begin_concept(
    meetups: &Client,
    caller: &CallerToken,
    concept: &NewConcept,
) -> Result<Concept, Problem> {
    meetups.post(Some(caller), "/concepts", concept).await
}

pub(crate) async fn change_concept(
    meetups: &Client,
    caller: &CallerToken,
    id: &str,
    concept: &NewConcept,
) -> Result<Concept, Problem> {
    meetups.put(Some(caller), &concept_at(id), concept).await
}

pub(crate) async fn publish_concept(
    meetups: &Client,
    caller: &CallerToken,
    id: &str,
) -> Result<Event, Problem> {
    let path = format!("{}/publish", concept_at(id));
    meetups.post(Some(caller), &path, &()).await
}

pub(crate) async fn drop_concept(
    meetups: &Client,
    caller: &CallerToken,
    id: &str,
) -> Result<(), Problem> {
    meetups.delete(Some(caller), &concept_at(id)).await
}

pub(crate) async fn edit(
    meetups: &Client,
    caller: &CallerToken,
    id: &str,
    event: &NewEvent,
) -> Result<Event, Problem> {
    meetups.put(Some(caller), &at(id), event).await
}

/// Changes one time of a series.
pub(crate) async fn change_date(
    meetups: &Client,
    caller: &CallerToken,
    id: &str,
    date: &NewDate,
) -> Result<Event, Problem> {
    let path = format!("{}/dates", at(id));
    meetups.post(Some(caller), &path, date).await
}

/// Gives an event an image, or the one that it has other words.
pub(crate) async fn put_image(
    meetups: &Client,
    caller: &CallerToken,
    id: &str,
    image: &NewImage,
) -> Result<Event, Problem> {
    let path = format!("{}/image", at(id));
    meetups.put(Some(caller), &path, image).await
}

pub(crate) async fn remove_image(
    meetups: &Client,
    caller: &CallerToken,
    id: &str,
) -> Result<Event, Problem> {
    let path = format!("{}/image", at(id));
    meetups.delete(Some(caller), &path).await
}

pub(crate) async fn cancel(
    meetups: &Client,
    caller: &CallerToken,
    id: &str,
    why: &Cancelling,
) -> Result<Event, Problem> {
    meetups
        .post(Some(caller), &format!("{}/cancel", at(id)), why)
        .await
}

pub(crate) async fn sign_up(
    meetups: &Client,
    caller: &CallerToken,
    id: &str,
    with: &SigningUp,
) -> Result<Signup, Problem> {
    meetups
        .post(Some(caller), &format!("{}/signups", at(id)), with)
        .await
}

/// Comes with more or fewer others, or answers anew.
pub(crate) async fn change_signup(
    meetups: &Client,
    caller: &CallerToken,
    id: &str,
    with: &SigningUp,
) -> Result<Signup, Problem> {
    let path = format!("{}/signups/mine", at(id));
    meetups.put(Some(caller), &path, with).await
}

/// The same for who has no account.
pub(crate) async fn guest_changes(
    meetups: &Client,
    secret: &str,
    with: &SigningUp,
) -> Result<GuestPlace, Problem> {
    meetups.put(None, &by_mail(secret), with).await
}

/// Says yes to a place that came free.
pub(crate) async fn confirm(
    meetups: &Client,
    caller: &CallerToken,
    id: &str,
) -> Result<Signup, Problem> {
    meetups
        .post(
            Some(caller),
            &format!("{}/signups/mine/confirm", at(id)),
            &(),
        )
        .await
}

/// Has a mail sent to who signs up without an account.
pub(crate) async fn ask_by_mail(
    meetups: &Client,
    id: &str,
    asking: &AskByMail,
) -> Result<(), Problem> {
    meetups
        .post(None, &format!("{}/signups/by-mail", at(id)), asking)
        .await
}

/// What the link of somebody without an account shows.
pub(crate) async fn guest(meetups: &Client, secret: &str) -> Result<GuestPlace, Problem> {
    meetups.get(None, &by_mail(secret), &()).await
}

pub(crate) async fn guest_says_yes(meetups: &Client, secret: &str) -> Result<GuestPlace, Problem> {
    meetups.post(None, &by_mail(secret), &()).await
}

pub(crate) async fn guest_says_no(meetups: &Client, secret: &str) -> Result<(), Problem> {
    meetups.delete(None, &by_mail(secret)).await
}

/// Keeps what the caller wants to be reminded by.
pub(crate) async fn choose_reminders(
    meetups: &Client,
    caller: &CallerToken,
    id: &str,
    chosen: &Reminders,
) -> Result<Signup, Problem> {
    let path = format!("{}/signups/mine/reminders", at(id));
    meetups.put(Some(caller), &path, chosen).await
}

/// The same for who has no account.
pub(crate) async fn guest_chooses_reminders(
    meetups: &Client,
    secret: &str,
    chosen: &Reminders,
) -> Result<GuestPlace, Problem> {
    let path = format!("{}/reminders", by_mail(secret));
    meetups.put(None, &path, chosen).await
}

/// Whose code somebody shows at the door.
pub(crate) async fn at_the_door(
    meetups: &Client,
    caller: &CallerToken,
    id: &str,
    code: &str,
) -> Result<Participant, Problem> {
    let path = format!("{}/signups/door/{}", at(id), segment(code));
    meetups.get(Some(caller), &path, &()).await
}

/// Says whether somebody was there.
pub(crate) async fn tick_off(
    meetups: &Client,
    caller: &CallerToken,
    id: &str,
    ticked: &TickedOff,
) -> Result<(), Problem> {
    let path = format!("{}/signups/attendance", at(id));
    meetups.post(Some(caller), &path, ticked).await
}

pub(crate) async fn leave(meetups: &Client, caller: &CallerToken, id: &str) -> Result<(), Problem> {
    meetups
        .delete(Some(caller), &format!("{}/signups/mine", at(id)))
        .await
}

pub(crate) async fn signups(
    meetups: &Client,
    caller: &CallerToken,
    id: &str,
) -> Result<EventSignups, Problem> {
    meetups
        .get(Some(caller), &format!("{}/signups", at(id)), &())
        .await
}

pub(crate) async fn regions(meetups: &Client) -> Result<RegionList, Problem> {
    meetups.get(None, "/regions", &()).await
}

/// Communities with words of a question, those with the most first.
pub(crate) async fn communities_about(meetups: &Client, q: &str) -> Result<CommunityList, Problem> {
    meetups.get(None, "/communities", &[("q", q)]).await
}

pub(crate) async fn communities(meetups: &Client, region: &str) -> Result<CommunityList, Problem> {
    meetups
        .get(None, "/communities", &[("region", region)])
        .await
}

pub(crate) async fn community(
    meetups: &Client,
    caller: Option<&CallerToken>,
    slug: &str,
) -> Result<Community, Problem> {
    meetups.get(caller, &of(slug), &()).await
}

pub(crate) async fn join(
    meetups: &Client,
    caller: &CallerToken,
    slug: &str,
    joining: &Joining,
) -> Result<Community, Problem> {
    meetups
        .post(Some(caller), &format!("{}/members", of(slug)), joining)
        .await
}

pub(crate) async fn leave_community(
    meetups: &Client,
    caller: &CallerToken,
    slug: &str,
) -> Result<Community, Problem> {
    meetups
        .delete(Some(caller), &format!("{}/members/me", of(slug)))
        .await
}

/// Has a mail with a link sent to an address.
pub(crate) async fn invite(
    meetups: &Client,
    caller: &CallerToken,
    slug: &str,
    email: &str,
) -> Result<(), Problem> {
    let new = NewInvitation {
        email: email.to_owned(),
    };
    meetups
        .post(Some(caller), &format!("{}/invitations", of(slug)), &new)
        .await
}

/// Takes somebody off a community.
pub(crate) async fn take_off(
    meetups: &Client,
    caller: &CallerToken,
    slug: &str,
    person: &str,
) -> Result<(), Problem> {
    let path = format!("{}/members/{}", of(slug), segment(person));
    meetups.delete(Some(caller), &path).await
}

/// What a link invites to.
pub(crate) async fn invitation(
    meetups: &Client,
    caller: &CallerToken,
    secret: &str,
) -> Result<Invitation, Problem> {
    let path = format!("/invitations/{}", segment(secret));
    meetups.get(Some(caller), &path, &()).await
}

/// Says yes.
pub(crate) async fn accept(
    meetups: &Client,
    caller: &CallerToken,
    secret: &str,
    joining: &Joining,
) -> Result<Community, Problem> {
    let path = format!("/invitations/{}", segment(secret));
    meetups.post(Some(caller), &path, joining).await
}

/// Says no.
pub(crate) async fn decline(
    meetups: &Client,
    caller: &CallerToken,
    secret: &str,
) -> Result<(), Problem> {
    let path = format!("/invitations/{}", segment(secret));
    meetups.delete(Some(caller), &path).await
}

/// The calendars of others that a region follows.
pub(crate) async fn sources(
    meetups: &Client,
    caller: &CallerToken,
    region: &str,
) -> Result<Sources, Problem> {
    meetups.get(Some(caller), &sources_of(region), &()).await
}

pub(crate) async fn add_source(
    meetups: &Client,
    caller: &CallerToken,
    region: &str,
    new: &NewSource,
) -> Result<Source, Problem> {
    meetups.post(Some(caller), &sources_of(region), new).await
}

pub(crate) async fn drop_source(
    meetups: &Client,
    caller: &CallerToken,
    region: &str,
    id: &str,
) -> Result<(), Problem> {
    let path = format!("{}/{}", sources_of(region), segment(id));
    meetups.delete(Some(caller), &path).await
}

fn sources_of(region: &str) -> String {
    format!("/regions/{}/sources", segment(region))
}

/// A feed as the service writes it; `path` is below `/feeds/` or an event's.
pub(crate) async fn calendar(
    meetups: &Client,
    path: &str,
    site: &str,
    headers: HeaderMap,
) -> Result<Raw, Problem> {
    let path = format!("{path}?site={}", segment(site));
    meetups.raw(Method::GET, &path, headers, Vec::new()).await
}

/// What a harvester asks, answered as XML.
pub(crate) async fn harvest(meetups: &Client, site: &str, arguments: &str) -> Result<Raw, Problem> {
    let (site, arguments) = (segment(site), segment(arguments));
    let path = format!("/harvest?site={site}&arguments={arguments}");
    meetups
        .raw(Method::GET, &path, HeaderMap::new(), Vec::new())
        .await
}

/// A file as the service makes it for one reader.
pub(crate) async fn raw(
    meetups: &Client,
    reader: Option<&CallerToken>,
    path: &str,
) -> Result<Raw, Problem> {
    let mut headers = HeaderMap::new();
    if let Some(token) = reader {
        let bearer = HeaderValue::from_str(&format!("Bearer {}", token.as_str()));
        let bearer = bearer.map_err(|error| Problem::Broken(Box::new(error)))?;
        headers.insert(header::AUTHORIZATION, bearer);
    }
    meetups.raw(Method::GET, path, headers, Vec::new()).await
}

/// Where an event stands in the service.
pub(crate) fn at(id: &str) -> String {
    format!("/events/{}", segment(id))
}

fn concept_at(id: &str) -> String {
    format!("/concepts/{}", segment(id))
}

pub(crate) fn by_mail(secret: &str) -> String {
    format!("/signups/by-mail/{}", segment(secret))
}

fn of(slug: &str) -> String {
    format!("/communities/{}", segment(slug))
}
