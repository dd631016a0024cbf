//! What the tests of this crate have in common: people, a community, an event, a clock.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use ::store::Datastore;
use chrono::{DateTime, TimeDelta, Utc};
use contract::accounts_log::{Pull, Pulled};
use contract::letters::{Letter, Reader};
use contract::{Age, Caller, Grant, Scope};
use nouns::{Clock, CommunityId, EventId, PersonId, Region, Role};
use poem::http::StatusCode;
use poem::web::{Data, Json};
use poem::{EndpointExt as _, Route, handler, post};
use wire::{AccountsLog, Client, Problem, Signer};

use crate::community::{Charter, Community, Goals, Mix, Space, Tier, parse_slug};
use crate::entry::Entry;
use crate::event::{Draft, Event, Kind, Origin, Places, Status, Title};
use crate::recurrence::Recurrence;
use crate::topic::Spoken;
use crate::when::{HOME, When};
use crate::{Meetups, MeetupsError, Seal};

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
        hosts: BTreeSet::new(),
        topics: BTreeSet::new(),
        language: Spoken::USUAL,
        outcome: None,
        entry: Entry::default(),
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
        moved_from: None,
        places: Places::default(),
    }
}

/// Accounts, as far as it is asked for mails: each counts once by its name, as there.
#[derive(Default)]
pub(crate) struct Desk {
    written: Mutex<Vec<Letter>>,
    /// The names of those.
    known: Mutex<BTreeSet<String>>,
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
    if desk.known.lock().unwrap().insert(letter.once.clone()) {
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

    /// Who got which mail, in order.
    pub(crate) fn mails(&self) -> Vec<(String, String)> {
        let mail = |letter: Letter| match letter.to {
            Reader::Person(person) => (person.to_string(), letter.what),
            Reader::Address(address) => (address.email, letter.what),
        };
        self.written().into_iter().map(mail).collect()
    }

    pub(crate) fn asked(&self) -> usize {
        *self.asked.lock().unwrap()
    }

    pub(crate) fn dies(&self, dies: bool) {
        self.dies.store(dies, Ordering::SeqCst);
    }
}

/// A mail as [`Desk::mails`] tells it.
pub(crate) fn mail(person: &str, what: &str) -> (String, String) {
    (person.to_owned(), what.to_owned())
}

pub(crate) fn student(name: &str) -> Caller {
    caller(name, Role::Student)
}

/// Who leads [`found`]'s community, and coordinates its region.
pub(crate) fn yvonne() -> Caller {
    coordinator("yvonne", "RMC-19")
}

/// A service with a community of Yvonne's; mails are asked of a [`Desk`].
pub(crate) async fn found(desk: &Arc<Desk>, clock: &Clock) -> (Meetups, CommunityId) {
    let datastore = Datastore::in_memory().await.unwrap();
    let opened = Meetups::open(&datastore, None, clock.clone()).await;
    let meetups = opened.unwrap().with_accounts(desk.log());
    let charter = community("samen-leren", "RMC-19", None).charter;
    let slug = meetups.found(&yvonne(), charter).await.unwrap();
    (meetups, slug)
}

/// A service with one meetup, at half past three on 5 March in Utrecht unless its words say otherwise, published on the 2nd
/// at ten; mails are asked of a [`Desk`]. Each folder of tests adds what its people do.
pub(crate) struct House {
    pub(crate) datastore: Datastore,
    pub(crate) meetups: Meetups,
    pub(crate) desk: Arc<Desk>,
    pub(crate) clock: Clock,
    pub(crate) id: EventId,
}

impl House {
    pub(crate) async fn open(words: Draft) -> Self {
        let (desk, clock) = (Arc::new(Desk::default()), Clock::fixed(start()));
        let datastore = Datastore::in_memory().await.unwrap();
        let opened = Meetups::open(&datastore, None, clock.clone()).await;
        let meetups = opened
            .unwrap()
            .with_accounts(desk.log())
            .with_seal(Seal::ephemeral().unwrap());
        let yvonne = coordinator("yvonne", "RMC-19");
        let id = meetups.publish(&yvonne, words).await.unwrap().id;
        Self {
            datastore,
            meetups,
            desk,
            clock,
            id,
        }
    }

    pub(crate) async fn edit(&self, words: Draft) {
        let yvonne = coordinator("yvonne", "RMC-19");
        self.meetups.edit(&yvonne, &self.id, words).await.unwrap();
    }

    pub(crate) async fn leave(&self, name: &str) {
        let by = caller(name, Role::Student);
        self.meetups.leave(&by, &self.id).await.unwrap();
    }

    pub(crate) async fn yes(&self, name: &str) -> Result<(), MeetupsError> {
        let by = caller(name, Role::Student);
        self.meetups.confirm(&by, &self.id).await.map(drop)
    }

    pub(crate) async fn wait(&self, time: TimeDelta) {
        self.clock.advance(time);
        self.meetups.catch_up().await.unwrap();
    }

    pub(crate) async fn wait_until(&self, moment: &str) {
        let moment: DateTime<Utc> = moment.parse().unwrap();
        self.wait(moment - self.clock.now()).await;
    }

    /// Who was written to, and of what.
    pub(crate) fn mails(&self) -> Vec<(String, String)> {
        let written = self.desk.written().into_iter();
        let reader = |to: Reader| match to {
            Reader::Person(person) => person.to_string(),
            Reader::Address(address) => address.email,
        };
        written.map(|one| (reader(one.to), one.what)).collect()
    }
}

/// So many places, or room for everyone.
pub(crate) fn places(capacity: Option<u32>) -> Draft {
    Draft {
        capacity,
        ..draft("RMC-19")
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
