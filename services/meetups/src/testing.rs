//! What the tests of this crate have in common: people, a community, an event, a clock.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, Utc};
use contract::accounts_log::{Pull, Pulled};
use contract::letters::Letter;
use contract::{Age, Caller, Grant, Scope};
use nouns::{EventId, PersonId, Region, Role};
use poem::http::StatusCode;
use poem::web::{Data, Json};
use poem::{EndpointExt as _, Route, handler, post};
use wire::{AccountsLog, Client, Problem, Signer};

use crate::community::{Charter, Community, Goals, Mix, Space, Tier, parse_slug};
use crate::event::{Draft, Event, Kind, Origin, Places, Status, Title};
use crate::recurrence::Recurrence;
use crate::when::{HOME, When};

pub(crate) fn start() -> DateTime<Utc> {
    "2026-03-02T09:00:00Z".parse().unwrap()
}

pub(crate) fn region(code: &str) -> Region {
    Region::parse(code).unwrap()
}

pub(crate) fn caller(name: &str, role: Role) -> Caller {
    Caller {
        person: PersonId::parse(name).unwrap(),
        name: name.to_owned(),
        roles: vec![Grant {
            role,
            scope: Scope::Everywhere,
        }],
        school: None,
        region: None,
        age: Age::Adult,
        means: contract::Means::Session,
    }
}

pub(crate) fn coordinator(name: &str, code: &str) -> Caller {
    let grant = Grant {
        role: Role::Coordinator,
        scope: Scope::Region(region(code)),
    };
    Caller {
        roles: vec![grant],
        ..caller(name, Role::Coordinator)
    }
}

pub(crate) fn community(slug: &str, code: &str, coordinator: Option<&str>) -> Community {
    Community {
        charter: Charter {
            slug: parse_slug(slug).unwrap(),
            name: "Samen leren".to_owned(),
            tier: Tier::Regio,
            space: Space::Open,
            region: region(code),
            schools: Vec::new(),
            purpose: "Van elkaar leren.".to_owned(),
            goals: Goals::default(),
        },
        coordinator: coordinator.map(|id| PersonId::parse(id).unwrap()),
        created: start(),
        changed: start(),
        mix: Mix::default(),
    }
}

/// On Thursday 5 March 2026, half past three to five in the afternoon.
pub(crate) fn draft(code: &str) -> Draft {
    let local = |text: &str| text.parse().unwrap();
    Draft {
        title: Title::parse("Samen leren").unwrap(),
        kind: Kind::USUAL,
        description: "Neem een vraag mee.".to_owned(),
        region: region(code),
        community: None,
        when: When::timed(
            local("2026-03-05T15:30:00"),
            local("2026-03-05T17:00:00"),
            HOME,
        )
        .unwrap(),
        recurrence: Recurrence::default(),
        place: Some("Wijkcentrum, Utrecht".to_owned()),
        online_link: None,
        capacity: None,
        cost: None,
        travel: None,
        accessibility: BTreeSet::new(),
        skills: BTreeSet::new(),
        cohosts: Vec::new(),
        outcome: None,
    }
}

pub(crate) fn event(id: &str, code: &str) -> Event {
    Event {
        id: EventId::parse(id).unwrap(),
        uid: format!("{id}@kansrijk"),
        words: draft(code),
        status: Status::Scheduled,
        origin: Origin::Own,
        organiser: None,
        sequence: 0,
        created: start(),
        changed: start(),
        places: Places::default(),
    }
}

/// Accounts, as far as it is asked for mails: each counts once by its name, as there.
#[derive(Default)]
pub(crate) struct Desk {
    written: Mutex<Vec<Letter>>,
    /// How often it was asked.
    asked: Mutex<usize>,
    /// It notes the mail, and whoever asked hears nothing of it: as when they die.
    dies: AtomicBool,
}

#[handler]
fn pull(Json(pull): Json<Pull>) -> Json<Pulled> {
    Json(Pulled {
        changes: Vec::new(),
        upto: pull.after,
    })
}

#[handler]
fn write(Data(desk): Data<&Arc<Desk>>, Json(letter): Json<Letter>) -> Result<StatusCode, Problem> {
    *desk.asked.lock().unwrap() += 1;
    let mut written = desk.written.lock().unwrap();
    if !written.iter().any(|known| known.once == letter.once) {
        written.push(letter);
    }
    if desk.dies.load(Ordering::SeqCst) {
        return Err(Problem::Busy);
    }
    Ok(StatusCode::NO_CONTENT)
}

impl Desk {
    /// What a service speaks to.
    pub(crate) fn log(self: &Arc<Self>) -> AccountsLog {
        let door = Route::new()
            .at("/log", post(pull))
            .at("/letters", post(write))
            .data(Arc::clone(self));
        let key = Signer::generate().unwrap();
        let verifier = Signer::from_pkcs8(&key).unwrap().verifier();
        let client = Client::local(door.map_to_response());
        AccountsLog::new(client, None, "meetups", verifier)
    }

    pub(crate) fn written(&self) -> Vec<Letter> {
        self.written.lock().unwrap().clone()
    }

    pub(crate) fn asked(&self) -> usize {
        *self.asked.lock().unwrap()
    }

    pub(crate) fn dies(&self, dies: bool) {
        self.dies.store(dies, Ordering::SeqCst);
    }
}

/// Polls a future so often and then drops it, as a process that is killed drops what it was doing.
pub(crate) async fn gone_after<T>(polls: u64, future: impl Future<Output = T>) {
    let mut future = Box::pin(future);
    let mut left = polls;
    std::future::poll_fn(move |context| {
        if left == 0 || future.as_mut().poll(context).is_ready() {
            return std::task::Poll::Ready(());
        }
        left -= 1;
        std::task::Poll::Pending
    })
    .await;
}
