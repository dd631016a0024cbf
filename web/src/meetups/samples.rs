//! Believable answers of the service, for the samples of the pages.

use chrono::{DateTime, TimeDelta, Utc};
use contract::meetups::{
    Answered, Community, CommunitySummary, Concept, Desk, DeskCommunity, DeskRequest, DeskThing,
    Event, EventList, EventSignups, EventSummary, Goals, Host, JoinRequest, Member, MonthCount,
    MonthList, NewEvent, Occurrence, Participant, Question, Recurrence, RegionCount, RegionList,
    Signup,
};
use nouns::Region;

use super::known::Known;

pub(super) fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_801_000_000, 0).unwrap_or_default()
}

#[expect(clippy::unnecessary_wraps, reason = "every use is an optional field")]
fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn summary() -> EventSummary {
    EventSummary {
        id: "feedforward".to_owned(),
        title: "Oefenen met feedforward".to_owned(),
        kind: "training".to_owned(),
        region: "RMC-19".to_owned(),
        region_name: "Utrecht".to_owned(),
        community: text("leren-in-utrecht"),
        community_name: text("Leergemeenschap Utrecht"),
        starts: "2027-03-04T15:30:00+01:00".to_owned(),
        ends: "2027-03-04T17:00:00+01:00".to_owned(),
        timezone: "Europe/Amsterdam".to_owned(),
        place: text("Wijkcentrum De Brug, Utrecht"),
        online: true,
        capacity: Some(20),
        free: Some(8),
        placed: 12,
        status: "scheduled".to_owned(),
        summary: "Je oefent vooruitkijken. Je vraagt om een idee en zegt dank je wel.".to_owned(),
        accessibility: vec!["wheelchair".to_owned(), "quiet_room".to_owned()],
        cost: text("Gratis"),
        topics: vec!["feedback".to_owned(), "plannen".to_owned()],
        language: "nl".to_owned(),
        ..EventSummary::default()
    }
}

pub(super) fn event() -> Event {
    let event = summary();
    let only = Occurrence {
        starts: event.starts.clone(),
        ends: event.ends.clone(),
        ..Occurrence::default()
    };
    Event {
        event,
        description: "Je oefent **vooruitkijken**. Je vraagt om een idee, luistert en zegt dank je wel.\n\nKom ook als je dit nog nooit deed.".to_owned(),
        travel: text("Vijf minuten lopen vanaf de bushalte."),
        cohosts: vec!["Studentenraad ROC Midden Nederland".to_owned()],
        hosts: vec![Host {
            person: "fenna".to_owned(),
            name: "Fenna B.".to_owned(),
        }],
        organiser: text("Yvonne"),
        organiser_id: text("yvonne"),
        skills: vec!["feedback".to_owned()],
        occurrences: vec![only],
        origin: "own".to_owned(),
        ..Event::default()
    }
}

pub(super) fn with_may(event: Event, may: &[&str]) -> Event {
    Event {
        may: may.iter().map(|&deed| deed.to_owned()).collect(),
        ..event
    }
}

pub(super) fn full() -> Event {
    let mut full = event();
    full.event.free = Some(0);
    full.event.placed = 20;
    full.event.waiting = 4;
    full
}

pub(super) fn placed(position: Option<u32>) -> Event {
    let state = if position.is_some() {
        "waiting"
    } else {
        "placed"
    };
    let mine = Signup {
        id: "s1".to_owned(),
        state: state.to_owned(),
        position,
        reminders: vec!["day".to_owned()],
        code: position.is_none().then(|| "7XK2M9PD".to_owned()),
        party: 1,
        ..Signup::default()
    };
    let link = position
        .is_none()
        .then(|| "https://bijeenkomst.example/feedforward".to_owned());
    Event {
        mine: Some(mine),
        online_link: link,
        ..with_may(full(), &["leave"])
    }
}

/// With places for others, and two questions.
pub(super) fn asking() -> Event {
    let question = |key: &str, ask: &str, options: &[&str], required| Question {
        key: key.to_owned(),
        text: ask.to_owned(),
        options: options.iter().map(|&option| option.to_owned()).collect(),
        required,
    };
    Event {
        may_bring: 3,
        questions: vec![
            question(
                "1a2b3c4d",
                "Hoe kom je?",
                &["Met de fiets", "Met de bus"],
                true,
            ),
            question("5e6f7a8b", "Waar wil je het over hebben?", &[], false),
        ],
        ..event()
    }
}

/// The reader waits first, with two others, and one place is free.
pub(super) fn waits_with_others() -> Event {
    let mut event = with_may(standing("waiting", Some(1), None), &["leave", "change"]);
    event.event.free = Some(1);
    event.may_bring = 3;
    event.questions = asking().questions;
    if let Some(mine) = &mut event.mine {
        mine.party = 3;
        mine.answers = vec![bus()];
    }
    event
}

fn bus() -> Answered {
    Answered {
        question: "1a2b3c4d".to_owned(),
        asked: "Hoe kom je?".to_owned(),
        answer: "Met de bus".to_owned(),
    }
}

/// The reader was there, and it is over.
pub(super) fn attended() -> Event {
    let mut event = with_may(placed(None), &[]);
    if let Some(mine) = &mut event.mine {
        mine.certificate = true;
    }
    event
}

/// A place is held for the reader.
pub(super) fn offered() -> Event {
    let until = text("2027-02-01T14:00:00Z");
    with_may(standing("offered", None, until), &["confirm", "leave"])
}

/// The reader waits, and who is first has the place.
pub(super) fn last_call() -> Event {
    let mut event = with_may(standing("waiting", Some(2), None), &["confirm", "leave"]);
    event.event.free = Some(1);
    event
}

/// The reader did not answer in time.
pub(super) fn lapsed() -> Event {
    with_may(standing("lapsed", None, None), &["sign_up"])
}

fn standing(state: &str, position: Option<u32>, until: Option<String>) -> Event {
    let mine = Signup {
        id: "s1".to_owned(),
        state: state.to_owned(),
        position,
        until,
        party: 1,
        ..Signup::default()
    };
    Event {
        mine: Some(mine),
        online_link: None,
        ..full()
    }
}

pub(super) fn two_days() -> Event {
    let mut days = event();
    days.event.title = "Bootcamp: van idee naar plan".to_owned();
    days.event.all_day = true;
    days.event.starts = "2027-03-04T00:00:00+01:00".to_owned();
    days.event.ends = "2027-03-06T00:00:00+01:00".to_owned();
    days.event.online = false;
    days.event.capacity = None;
    days.event.free = None;
    days.occurrences = vec![Occurrence {
        original: "2027-03-04T00:00:00".to_owned(),
        starts: days.event.starts.clone(),
        ends: days.event.ends.clone(),
        ..Occurrence::default()
    }];
    days
}

pub(super) fn series() -> Event {
    let mut series = event();
    series.event.title = "Huiswerkavond met maatjes".to_owned();
    series.event.recurs = true;
    series.event.placed = 0;
    let day = |day: &str| Occurrence {
        original: format!("2027-03-{day}T19:00:00"),
        moved: false,
        starts: format!("2027-03-{day}T19:00:00+01:00"),
        ends: format!("2027-03-{day}T20:30:00+01:00"),
    };
    series.occurrences = vec![day("04"), day("11"), day("18")];
    series.event.starts = "2027-03-04T19:00:00+01:00".to_owned();
    series.event.ends = "2027-03-04T20:30:00+01:00".to_owned();
    series.recurrence = Some(Recurrence {
        rule: text("FREQ=WEEKLY;COUNT=3"),
        ..Recurrence::default()
    });
    series
}

/// One that waits for its moment, one that is hardly begun, one of somebody else, one that was held up.
pub(super) fn concepts() -> Vec<Concept> {
    let words = NewEvent {
        title: text("Oefenen met feedforward"),
        region: text("RMC-19"),
        community: text("leren-in-utrecht"),
        starts: text("2027-03-04T15:30"),
        ends: text("2027-03-04T17:00"),
        hosts: Some(vec!["fenna".to_owned()]),
        ..NewEvent::default()
    };
    let may = |deeds: &[&str]| deeds.iter().map(|&deed| deed.to_owned()).collect();
    let own = Concept {
        id: "later".to_owned(),
        words,
        by: "Yvonne".to_owned(),
        publish_at: text("2027-02-15T09:00:00+01:00"),
        changed: "2027-02-01T10:00:00+01:00".to_owned(),
        may: may(&["edit", "publish", "delete"]),
        ..Concept::default()
    };
    let unfinished = Concept {
        id: "half".to_owned(),
        words: NewEvent::default(),
        publish_at: None,
        kept_until: text("2027-07-31T10:00:00+02:00"),
        ..own.clone()
    };
    let of_another = Concept {
        id: "samen".to_owned(),
        by: "Petra".to_owned(),
        may: may(&["edit"]),
        ..own.clone()
    };
    let held = Concept {
        id: "held".to_owned(),
        words: own.words.clone(),
        problem: text("community"),
        ..unfinished.clone()
    };
    vec![own, unfinished, of_another, held]
}

/// A series of which one time moved and one is off.
pub(super) fn exceptions() -> Event {
    let mut series = with_may(series(), &["edit", "cancel", "see_signups"]);
    series.event.placed = 6;
    if let Some(time) = series.occurrences.last_mut() {
        time.moved = true;
        time.starts = "2027-03-19T20:00:00+01:00".to_owned();
        time.ends = "2027-03-19T21:30:00+01:00".to_owned();
    }
    if let Some(recurrence) = &mut series.recurrence {
        recurrence.except.push("2027-03-25T19:00:00".to_owned());
    }
    series
}

/// Two days, again and again.
pub(super) fn days_again() -> Event {
    let mut days = with_may(two_days(), &["edit"]);
    days.event.recurs = true;
    days.recurrence = Some(Recurrence {
        rule: text("FREQ=WEEKLY;INTERVAL=4;COUNT=2"),
        ..Recurrence::default()
    });
    days
}

pub(super) fn cancelled() -> Event {
    let mut off = event();
    off.event.status = "cancelled".to_owned();
    Event {
        outcome: text("De zaal is dicht. We kiezen samen een nieuwe dag."),
        ..off
    }
}

pub(super) fn list() -> EventList {
    let mut busy = full().event;
    busy.title = "Een titel die lang is, omdat de organisatie alles in één zin wilde zeggen over deze middag".to_owned();
    let events = vec![
        event().event,
        busy,
        series().event,
        two_days().event,
        cancelled().event,
    ];
    EventList {
        total: 61,
        page: 2,
        per_page: 24,
        events,
        may: Vec::new(),
    }
}

pub(super) fn months() -> MonthList {
    let month = |(first, last, count): (&str, &str, u32)| MonthCount {
        first: first.to_owned(),
        last: last.to_owned(),
        count,
    };
    let months = [
        ("2026-12-01", "2026-12-31", 7),
        ("2027-01-01", "2027-01-31", 0),
        ("2027-02-01", "2027-02-28", 12),
        ("2027-03-01", "2027-03-31", 61),
    ];
    MonthList {
        months: months.map(month).into(),
    }
}

pub(super) fn empty_list() -> EventList {
    EventList {
        page: 1,
        per_page: 24,
        ..EventList::default()
    }
}

pub(super) fn regions() -> RegionList {
    let count = |region: Region| RegionCount {
        code: region.code().to_owned(),
        name: region.name().to_owned(),
        coming: u32::try_from(region.name().len() % 6).unwrap_or(0),
        ..RegionCount::default()
    };
    RegionList {
        regions: Region::all().map(count).collect(),
    }
}

pub(super) fn known() -> Known {
    let regions = ["NL-UT", "RMC-16", "RMC-19"]
        .iter()
        .filter_map(|code| Region::parse(code).ok())
        .collect();
    Known {
        members: vec![("fenna".to_owned(), "Fenna B.".to_owned())],
        ..Known::of(regions, vec![community_summary()])
    }
}

pub(super) fn signups() -> EventSignups {
    let participant = |name: &str, position: Option<u32>| Participant {
        id: name.to_lowercase(),
        came: name == "Noor",
        name: name.to_owned(),
        state: if position.is_some() {
            "waiting"
        } else {
            "placed"
        }
        .to_owned(),
        position,
        party: if name == "Bilal" { 3 } else { 1 },
        answers: if name == "Bilal" {
            vec![bus()]
        } else {
            Vec::new()
        },
        since: "2027-02-01T10:00:00Z".to_owned(),
    };
    EventSignups {
        capacity: Some(3),
        day: text("2027-03-04"),
        came: 1,
        questions: asking().questions,
        participants: vec![
            participant("Noor", None),
            participant("Bilal", None),
            participant("Anne-Wil van der Heijden-Oosterbroek", None),
            participant("Fenna", Some(1)),
        ],
    }
}

fn community_summary() -> CommunitySummary {
    CommunitySummary {
        slug: "leren-in-utrecht".to_owned(),
        name: "Leergemeenschap Utrecht".to_owned(),
        tier: "regio".to_owned(),
        space: "open".to_owned(),
        region: "RMC-19".to_owned(),
        region_name: "Utrecht".to_owned(),
        schools: vec![
            "roc-midden-nederland".to_owned(),
            "hogeschool-utrecht".to_owned(),
        ],
        purpose: "Docenten en studenten van verschillende scholen leren hier van elkaar."
            .to_owned(),
        students: 9,
        teachers: 4,
        future_teachers: 1,
        missing: Vec::new(),
        coming: 3,
    }
}

pub(super) fn community(may: &[&str]) -> Community {
    let member = |name: &str, side: &str, coordinates: bool| Member {
        person: name.to_lowercase(),
        name: name.to_owned(),
        side: side.to_owned(),
        coordinates,
    };
    let takes_part = may.contains(&"leave");
    let members = vec![
        member("Yvonne", "docent", true),
        member("Noor", "student", false),
        member("Fenna", "aankomend-docent", false),
    ];
    Community {
        community: community_summary(),
        goals: Goals {
            reflectie: text("Je vertelt elke keer één moment waarop je anders keek."),
            feedback: text("Je geeft en krijgt een idee voor de volgende keer."),
            weerbaarheid: text("Je oefent wat je zegt als iemand een vooroordeel uitspreekt."),
        },
        members: if takes_part { members } else { Vec::new() },
        coordinator_id: takes_part.then(|| "yvonne".to_owned()),
        events: vec![event().event, series().event],
        past: vec![cancelled().event],
        mine: takes_part.then(|| "student".to_owned()),
        requests: Vec::new(),
        asked: None,
        may: may.iter().map(|&deed| deed.to_owned()).collect(),
    }
}

/// A closed one, with nothing of what goes on in it.
pub(super) fn closed(may: &[&str]) -> Community {
    let mut closed = community(may);
    closed.community.space = "closed".to_owned();
    if !may.contains(&"read") {
        (closed.events, closed.past) = (Vec::new(), Vec::new());
        closed.community.coming = 0;
    }
    closed
}

fn join_request() -> JoinRequest {
    JoinRequest {
        person: "sam".to_owned(),
        name: "Sam de Wit".to_owned(),
        side: "student".to_owned(),
        at: now(),
        due: now() + TimeDelta::days(7),
    }
}

/// The reader asks to take part.
pub(super) fn asked() -> Community {
    Community {
        asked: Some(join_request()),
        ..closed(&[])
    }
}

/// Somebody asks who leads it.
pub(super) fn with_somebody_asking() -> Community {
    Community {
        requests: vec![join_request()],
        ..closed(&["leave", "read", "publish", "edit", "invite"])
    }
}

/// One that was, with what came of it.
pub(super) fn told() -> Event {
    let told = with_may(event(), &["edit", "follow_up"]);
    Event {
        outcome: text("We vragen voortaan eerst wat iemand nodig heeft."),
        cards: vec!["viskom".to_owned()],
        ..told
    }
}

/// What there is to do in a region where a lot goes on.
pub(super) fn desk() -> Desk {
    let lonely = lonely_community().community;
    let thing = |id: &str, title: &str| DeskThing {
        id: id.to_owned(),
        title: title.to_owned(),
        community_name: "Leergemeenschap Utrecht".to_owned(),
        due: now() + TimeDelta::days(12),
    };
    let mut was = told().event;
    was.community_name = text("Leergemeenschap Utrecht");
    Desk {
        region: "NL-UT".to_owned(),
        region_name: "Utrecht".to_owned(),
        coming: vec![event().event, full().event, two_days().event],
        communities: vec![
            DeskCommunity {
                slug: lonely.slug,
                name: lonely.name,
                missing: lonely.missing,
                next: None,
            },
            DeskCommunity {
                slug: "leren-in-utrecht".to_owned(),
                name: "Leergemeenschap Utrecht".to_owned(),
                missing: Vec::new(),
                next: text("2027-03-04T14:30:00Z"),
            },
        ],
        requests: vec![DeskRequest {
            community: "leren-in-utrecht".to_owned(),
            community_name: "Leergemeenschap Utrecht".to_owned(),
            request: join_request(),
        }],
        topics: vec![thing("stress", "Hoe ga je om met stress op je stage?")],
        entries: vec![thing("fiets", "Wie heeft een fiets te leen?")],
        untold: vec![was],
    }
}

/// A community of teachers only, at one school, with nothing planned.
pub(super) fn lonely_community() -> Community {
    let summary = CommunitySummary {
        name: "Samen leren op het Zadkine".to_owned(),
        schools: vec!["zadkine".to_owned()],
        students: 0,
        future_teachers: 0,
        missing: vec!["students".to_owned(), "second-school".to_owned()],
        coming: 0,
        ..community_summary()
    };
    Community {
        community: summary,
        ..Community::default()
    }
}
