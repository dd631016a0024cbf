use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use contract::{Age, Caller, Grant, Means, Scope as Where};
use meetups::community::{Charter, Goals, Side, Space, Tier};
use meetups::event::{Event, Status};
use meetups::feed::{Format, Scope};
use meetups::own_calendar::Form;
use meetups::{Meetups, Plant, PlantedCommunity};
use nouns::{CommunityId, EventId, PersonId, Role};

use crate::random::Random;
use crate::{AFTER, BEFORE, Outcome, SITE, all_events, moment, region, service};

/// Of so many feeds one is somebody's own.
const OWN: usize = 20;
const MOST_EVENTS: u64 = 4;
/// Times by which an event is known again.
const COMPARED: usize = 200;

/// Writes `count` feeds, each with an `.atom` and a `.json` beside it, and takes them over again.
pub(crate) async fn write(folder: &Path, count: usize, seed: u64) -> Outcome<()> {
    fs::create_dir_all(folder)?;
    let mut random = Random::new(seed);
    let (meetups, again) = (service().await?, service().await?);
    let slugs: Vec<CommunityId> = (0..count)
        .map(|number| CommunityId::parse(&format!("groep-{number}")))
        .collect::<Result<_, _>>()
        .map_err(|_| "no such community")?;
    let mut plants = Vec::new();
    for slug in &slugs {
        meetups
            .plant_community(community(slug, &mut random)?)
            .await?;
        for _ in 0..random.below(MOST_EVENTS) {
            plants.push(plant(slug, plants.len(), &mut random)?);
        }
    }
    meetups.plant(plants).await?;
    for (number, slug) in slugs.iter().enumerate() {
        let scope = Scope::Community(slug.clone());
        for (format, extension) in [
            (Format::Ics, "ics"),
            (Format::Atom, "atom"),
            (Format::Json, "json"),
        ] {
            let feed = meetups.feed(&scope, format, Some(SITE))?.ok_or("no feed")?;
            fs::write(
                folder.join(format!("{number:05}.{extension}")),
                feed.body.as_bytes(),
            )?;
            if format == Format::Ics {
                again.import_ics(&feed.body, region()?).await?;
            }
        }
    }
    own(&meetups, folder, count / OWN + 1).await?;
    let lost = lost(&all_events(&meetups)?, &all_events(&again)?)?;
    if lost.is_empty() {
        return Ok(());
    }
    eprintln!("{}", lost.join("\n"));
    Err(format!("{} did not come back as they went", lost.len()).into())
}

/// Own calendars of people who have places here and there.
async fn own(meetups: &Meetups, folder: &Path, many: usize) -> Outcome<()> {
    let events = all_events(meetups)?;
    for number in 0..many {
        let reader = somebody(&format!("lezer-{number}"))?;
        for event in events.iter().skip(number).step_by(many).take(5) {
            // What is called off or over takes nobody; that is how it should be.
            let _signed = meetups.sign_up(&reader, &event.id).await;
        }
        for form in [Form::All, Form::Mine] {
            let secret = meetups.make_calendar(&reader, form).await?;
            let feed = meetups.own_feed(&secret, Some(SITE)).await?;
            let name = format!("own-{}-{number:05}.ics", form.as_str());
            fs::write(folder.join(name), feed.body.as_bytes())?;
        }
    }
    Ok(())
}

fn somebody(id: &str) -> Outcome<Caller> {
    Ok(Caller {
        person: PersonId::parse(id).map_err(|_| "no such person")?,
        name: "Noor".to_owned(),
        roles: vec![Grant {
            role: Role::Student,
            scope: Where::Everywhere,
        }],
        school: None,
        region: None,
        age: Age::Adult,
        means: Means::Session,
    })
}

fn community(slug: &CommunityId, random: &mut Random) -> Outcome<PlantedCommunity> {
    Ok(PlantedCommunity {
        charter: Charter {
            slug: slug.clone(),
            name: random.text(60),
            tier: Tier::Regio,
            region: region()?,
            schools: Vec::new(),
            purpose: "Samen leren.".to_owned(),
            goals: Goals::default(),
            space: Space::Open,
        },
        coordinator: None,
        members: vec![meetups::community::Member {
            person: PersonId::parse("lezer-0").map_err(|_| "no such person")?,
            name: "Noor".to_owned(),
            side: Side::Student,
        }],
        asking: Vec::new(),
        created: moment(BEFORE)?,
        asked: moment(BEFORE)?,
    })
}

fn plant(slug: &CommunityId, number: usize, random: &mut Random) -> Outcome<Plant> {
    let cancelled = random.below(8) == 0;
    Ok(Plant {
        id: EventId::parse(&format!("bijeenkomst-{number}")).map_err(|_| "no such event")?,
        words: random.words(slug, region()?)?,
        organiser: None,
        status: if cancelled {
            Status::Cancelled
        } else {
            Status::Scheduled
        },
        created: moment(BEFORE)?,
    })
}

/// What differs of events that went out as a feed and came in again, by what a calendar carries.
fn lost(out: &[Event], back: &[Event]) -> Outcome<Vec<String>> {
    let back: BTreeMap<&str, &Event> = back
        .iter()
        .map(|event| (event.uid.as_str(), event))
        .collect();
    let mut lost = Vec::new();
    for event in out {
        let before = carried(event)?;
        match back
            .get(event.uid.as_str())
            .map(|event| carried(event))
            .transpose()?
        {
            Some(after) if after == before => {}
            after => lost.push(format!("{}: {before}\n  became {after:?}", event.uid)),
        }
    }
    Ok(lost)
}

/// A day is the same day in every zone.
fn beginning(when: meetups::when::When) -> String {
    if when.all_day() {
        when.starts().date().to_string()
    } else {
        when.starts_at().to_string()
    }
}

fn carried(event: &Event) -> Outcome<String> {
    let words = &event.words;
    let times = event.times(moment(BEFORE)?, moment(AFTER)?, COMPARED);
    let times: Vec<String> = times
        .iter()
        .map(|time| {
            let title = time
                .title
                .as_deref()
                .filter(|title| *title != words.title.as_str());
            let place = time
                .place
                .as_deref()
                .filter(|place| Some(*place) != words.place.as_deref());
            format!(
                "{} {} {title:?} {place:?}",
                beginning(time.when),
                time.when.length()
            )
        })
        .collect();
    Ok(format!(
        "{:?} {} {:?} {:?} {:?} {} {:?}",
        words.title.as_str(),
        words.kind.as_str(),
        words.place,
        words.accessibility,
        event.status,
        event.sequence,
        times
    ))
}
