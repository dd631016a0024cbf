//! From nouns to what goes over the wire.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, NaiveDateTime, SecondsFormat, Utc};
use contract::meetups as wire_types;

use crate::attendance::DoorCode;
use crate::by_mail::GuestView;
use crate::community::{Community, Member};
use crate::concepts::ConceptView;
use crate::entry::{Answers, Entry};
use crate::event::{Event, Origin, Status};
use crate::images::Shown;
use crate::joining::JoinRequest;
use crate::reading::{CommunityView, EventView, FoundEvent};
use crate::recurrence::Occurrence;
use crate::signups::{Attendee, Mine, SignedUp, Stand};
use crate::when::{HOME, When, rfc3339, rfc3339_at, wall};

const LONGEST_SUMMARY: usize = 200;

pub(super) fn summary(
    event: &Event,
    when: When,
    place: Option<&str>,
    community: Option<String>,
) -> wire_types::EventSummary {
    let words = &event.words;
    wire_types::EventSummary {
        id: event.id.to_string(),
        title: words.title.as_str().to_owned(),
        kind: words.kind.as_str().to_owned(),
        region: words.region.code().to_owned(),
        region_name: words.region.name().to_owned(),
        community: words.community.as_ref().map(ToString::to_string),
        community_name: community,
        starts: rfc3339(when.starts(), when.zone()),
        ends: rfc3339_at(when.ends_at(), when.zone()),
        timezone: when.zone().name().to_owned(),
        all_day: when.all_day(),
        place: place.map(str::to_owned).or_else(|| words.place.clone()),
        online: words.online_link.is_some(),
        capacity: words.capacity,
        free: event.free(),
        placed: event.places.placed,
        waiting: event.places.waiting,
        status: event.status.as_str().to_owned(),
        summary: beginning(&words.description),
        recurs: !words.recurrence.is_empty(),
        accessibility: texts(&words.accessibility),
        cost: words.cost.clone(),
        topics: words
            .topics
            .iter()
            .map(|topic| topic.as_str().to_owned())
            .collect(),
        language: words.language.as_str().to_owned(),
        took_away: words
            .outcome
            .as_deref()
            .filter(|_| event.status == Status::Scheduled)
            .map(beginning),
    }
}

pub(super) fn found(found: FoundEvent) -> wire_types::EventSummary {
    let mut answer = summary(
        &found.event,
        found.time.when,
        found.time.place.as_deref(),
        found.community,
    );
    if let Some(title) = found.time.title {
        answer.title = title;
    }
    answer
}

fn image(shown: &Shown) -> wire_types::Image {
    wire_types::Image {
        hash: shown.hash.as_str().to_owned(),
        alt: shown.alt.as_str().to_owned(),
        width: shown.width,
        height: shown.height,
    }
}

pub(super) fn event(view: EventView) -> wire_types::Event {
    let (event, words) = (&view.event, &view.event.words);
    wire_types::Event {
        event: summary(event, words.when, None, view.community),
        description: words.description.clone(),
        online_link: words.online_link.clone().filter(|_| view.sees_link),
        travel: words.travel.clone(),
        cohosts: words.cohosts.clone(),
        hosts: view.hosts.into_iter().map(host).collect(),
        organiser: view
            .organiser
            .as_ref()
            .map(|organiser| organiser.name.clone()),
        organiser_id: view
            .organiser
            .as_ref()
            .filter(|_| view.knows_people)
            .map(|organiser| organiser.person.to_string()),
        skills: texts(&words.skills),
        outcome: words.outcome.clone(),
        cards: view.cards.iter().map(ToString::to_string).collect(),
        image: view.image.as_ref().map(image),
        recurrence: recurrence(event),
        occurrences: view.times.iter().map(occurrence).collect(),
        previous_start: event.previous_start(view.times.first()).map(|at| {
            let zone = words.when.zone();
            rfc3339_at(at, zone)
        }),
        sequence: event.sequence,
        created: utc(event.created),
        changed: utc(event.changed),
        origin: if event.origin == Origin::Own {
            "own"
        } else {
            "import"
        }
        .to_owned(),
        may_bring: words.entry.may_bring,
        questions: questions(&words.entry),
        mine: view.mine.as_ref().map(signup),
        may: view.may.into_iter().map(str::to_owned).collect(),
    }
}

fn host(member: Member) -> wire_types::Host {
    wire_types::Host {
        person: member.person.to_string(),
        name: member.name,
    }
}

fn recurrence(event: &Event) -> Option<wire_types::Recurrence> {
    let (recurrence, when) = (&event.words.recurrence, event.words.when);
    if recurrence.is_empty() {
        return None;
    }
    let local = |time: &NaiveDateTime| time.format("%Y-%m-%dT%H:%M:%S").to_string();
    let moved = recurrence
        .moved
        .iter()
        .filter(|(_, moved)| !moved.cancelled);
    let cancelled = recurrence
        .moved
        .iter()
        .filter(|(_, moved)| moved.cancelled)
        .map(|(from, _)| local(from));
    Some(wire_types::Recurrence {
        rule: recurrence.rules.first().map(|rule| rule.text(when)),
        extra: recurrence.extra.iter().map(local).collect(),
        except: recurrence
            .except
            .iter()
            .map(local)
            .chain(cancelled)
            .collect(),
        moved: moved
            .map(|(from, moved)| wire_types::Moved {
                from: local(from),
                starts: local(&moved.starts),
                ends: local(&moved.ends),
            })
            .collect(),
    })
}

fn occurrence(time: &Occurrence) -> wire_types::Occurrence {
    let when = time.when;
    wire_types::Occurrence {
        original: time.original.format("%Y-%m-%dT%H:%M:%S").to_string(),
        moved: time.original != when.starts(),
        starts: rfc3339(when.starts(), when.zone()),
        ends: rfc3339_at(when.ends_at(), when.zone()),
    }
}

pub(super) fn signup(signup: &SignedUp) -> wire_types::Signup {
    wire_types::Signup {
        id: signup.id.to_string(),
        state: signup.stand.as_str().to_owned(),
        position: signup.position,
        code: (signup.stand == Stand::Placed).then(|| DoorCode::of(&signup.id).as_str().to_owned()),
        until: match signup.stand {
            Stand::Offered { until } => Some(utc(until)),
            Stand::Placed | Stand::Waiting | Stand::Lapsed => None,
        },
        reminders: signup
            .reminders
            .iter()
            .map(|remind| remind.as_str().to_owned())
            .collect(),
        certificate: signup.has_certificate,
        party: signup.party,
        answers: answered(&signup.answers),
    }
}

fn answered(answers: &Answers) -> Vec<wire_types::Answered> {
    let each = answers.iter().map(|(key, one)| wire_types::Answered {
        question: key.clone(),
        asked: one.asked.clone(),
        answer: one.answer.clone(),
    });
    each.collect()
}

fn questions(entry: &Entry) -> Vec<wire_types::Question> {
    let each = entry.questions.iter().map(|one| wire_types::Question {
        key: one.key.clone(),
        text: one.text.clone(),
        options: one.options.clone(),
        required: one.required,
    });
    each.collect()
}

/// Where somebody was.
pub(super) fn attended((event, day): (Event, NaiveDate)) -> wire_types::Attended {
    wire_types::Attended {
        event: event.id.to_string(),
        title: event.words.title.as_str().to_owned(),
        day: day.to_string(),
    }
}

pub(super) fn concept(view: ConceptView) -> wire_types::Concept {
    let concept = view.concept;
    let at_home = |at: DateTime<Utc>| rfc3339(wall(at, HOME), HOME);
    let kept_until = concept.kept_until();
    wire_types::Concept {
        id: concept.id.to_string(),
        words: concept.words,
        by: concept.by.name,
        publish_at: concept.publish_at.map(at_home),
        problem: concept.problem.map(|problem| problem.as_str().to_owned()),
        changed: at_home(concept.changed),
        kept_until: kept_until.map(at_home),
        may: view.may.into_iter().map(str::to_owned).collect(),
    }
}

/// What somebody without an account sees by their link.
pub(super) fn guest(view: GuestView) -> wire_types::GuestPlace {
    let event = &view.event;
    let has_place = view
        .mine
        .as_ref()
        .is_some_and(|mine| mine.stand == Stand::Placed);
    wire_types::GuestPlace {
        event: summary(event, event.words.when, None, view.community),
        name: view.name,
        mine: view.mine.as_ref().map(signup),
        online_link: event.words.online_link.clone().filter(|_| has_place),
        may_say_yes: view.may_say_yes,
        may_change: view.may_change,
        may_bring: event.words.entry.may_bring,
        questions: questions(&event.words.entry),
    }
}

pub(super) fn mine(
    mine: Mine,
    community: Option<String>,
    now: DateTime<Utc>,
) -> wire_types::MySignup {
    let event = &mine.event;
    let next = event
        .times(now, DateTime::<Utc>::MAX_UTC, 1)
        .into_iter()
        .next();
    let when = next.map_or(event.words.when, |time| time.when);
    wire_types::MySignup {
        signup: signup(&mine.signup),
        event: summary(event, when, None, community),
        since: utc(mine.since),
        online_link: event
            .words
            .online_link
            .clone()
            .filter(|_| mine.signup.stand == Stand::Placed),
        news: mine.news,
        may_confirm: mine.may_confirm,
    }
}

pub(super) fn participant(attendee: Attendee) -> wire_types::Participant {
    wire_types::Participant {
        id: attendee.id.to_string(),
        name: attendee.name,
        state: attendee.stand.as_str().to_owned(),
        position: attendee.position,
        since: utc(attendee.since),
        came: attendee.came,
        party: attendee.party,
        answers: answered(&attendee.answers),
    }
}

pub(super) fn signups(
    event: &Event,
    day: Option<NaiveDate>,
    attendees: Vec<Attendee>,
) -> wire_types::EventSignups {
    wire_types::EventSignups {
        capacity: event.words.capacity,
        day: day.map(|day| day.to_string()),
        came: attendees
            .iter()
            .filter(|one| one.came)
            .map(|one| one.party)
            .sum(),
        questions: questions(&event.words.entry),
        participants: attendees.into_iter().map(participant).collect(),
    }
}

pub(super) fn community_summary(
    community: &Community,
    coming: usize,
) -> wire_types::CommunitySummary {
    let charter = &community.charter;
    wire_types::CommunitySummary {
        slug: charter.slug.to_string(),
        name: charter.name.clone(),
        tier: charter.tier.as_str().to_owned(),
        space: charter.space.as_str().to_owned(),
        region: charter.region.code().to_owned(),
        region_name: charter.region.name().to_owned(),
        schools: charter.schools.iter().map(ToString::to_string).collect(),
        purpose: charter.purpose.clone(),
        students: community.mix.students,
        teachers: community.mix.teachers,
        future_teachers: community.mix.future_teachers,
        missing: community.missing().into_iter().map(str::to_owned).collect(),
        coming: count(coming),
    }
}

pub(super) fn community(view: CommunityView) -> wire_types::Community {
    let goals = view.community.charter.goals.clone();
    let coordinator = view.community.coordinator.clone();
    let member = |member: Member| wire_types::Member {
        coordinates: coordinator.as_ref() == Some(&member.person),
        person: member.person.to_string(),
        name: member.name,
        side: member.side.as_str().to_owned(),
    };
    wire_types::Community {
        community: community_summary(&view.community, view.coming),
        goals: wire_types::Goals {
            reflectie: goals.reflectie,
            feedback: goals.feedback,
            weerbaarheid: goals.weerbaarheid,
        },
        members: view.members.into_iter().map(member).collect(),
        coordinator_id: view.coordinator.map(String::from),
        events: view.events.into_iter().map(found).collect(),
        past: view.past.into_iter().map(found).collect(),
        mine: view.mine.map(|side| side.as_str().to_owned()),
        requests: view.requests.into_iter().map(join_request).collect(),
        asked: view.asked.map(join_request),
        may: view.may.into_iter().map(str::to_owned).collect(),
    }
}

pub(super) fn join_request(request: JoinRequest) -> wire_types::JoinRequest {
    wire_types::JoinRequest {
        person: request.member.person.to_string(),
        name: request.member.name,
        side: request.member.side.as_str().to_owned(),
        at: request.at,
        due: request.due,
    }
}

/// What the caller may do, as it goes out.
pub(super) fn deeds(may: Vec<&'static str>) -> Vec<String> {
    may.into_iter().map(str::to_owned).collect()
}

pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn texts(words: &BTreeSet<&'static str>) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

fn utc(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// The first line or so of a text, cut between words.
fn beginning(text: &str) -> String {
    let mut short = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let more = word.chars().count();
        if length + more > LONGEST_SUMMARY {
            short.push('\u{2026}');
            break;
        }
        if !short.is_empty() {
            short.push(' ');
            length += 1;
        }
        short.push_str(word);
        length += more;
    }
    short
}
