use std::sync::{Arc, Mutex};

use ::store::Datastore;
use contract::accounts_log::{Pull, Pulled};
use contract::news::Invited;
use nouns::{Clock, Role};
use poem::http::StatusCode;
use poem::web::{Data, Json};
use poem::{EndpointExt as _, Route, handler, post};
use wire::{AccountsLog, Client, Problem, Signer};

use super::*;
use crate::community::{Charter, Tier};
use crate::testing::{caller, community, coordinator, start};

/// What is in the mail; only its hash leaves accounts.
const SECRET: &str = "geheim-in-de-mail";

/// Accounts, as far as it hears whom to invite and to tell.
#[derive(Default)]
struct Heard {
    invited: Mutex<Vec<Invite>>,
    told: Mutex<Vec<Tell>>,
}

#[handler]
fn pull(Json(pull): Json<Pull>) -> Json<Pulled> {
    Json(Pulled {
        changes: Vec::new(),
        upto: pull.after,
    })
}

#[handler]
fn invite(
    Data(heard): Data<&Arc<Heard>>,
    Json(invite): Json<Invite>,
) -> Result<Json<Invited>, Problem> {
    let mut invited = heard.invited.lock().unwrap();
    if invited.len() >= 2 {
        return Err(Problem::TooMany);
    }
    invited.push(invite);
    let id = InvitationId::of(SECRET).as_str().to_owned();
    Ok(Json(Invited { id }))
}

#[handler]
fn tell(Data(heard): Data<&Arc<Heard>>, Json(news): Json<Tell>) -> StatusCode {
    heard.told.lock().unwrap().push(news);
    StatusCode::NO_CONTENT
}

struct Site {
    meetups: Meetups,
    heard: Arc<Heard>,
    clock: Clock,
    slug: CommunityId,
}

impl Site {
    /// A community of one school that Yvonne leads.
    async fn open() -> Self {
        let heard = Arc::new(Heard::default());
        let door = Route::new()
            .at("/log", post(pull))
            .at("/invite", post(invite))
            .at("/tell", post(tell))
            .data(Arc::clone(&heard));
        let key = Signer::generate().unwrap();
        let verifier = Signer::from_pkcs8(&key).unwrap().verifier();
        let log = AccountsLog::new(
            Client::local(door.map_to_response()),
            None,
            "meetups",
            verifier,
        );
        let clock = Clock::fixed(start());
        let datastore = Datastore::in_memory().await.unwrap();
        let opened = Meetups::open(&datastore, None, clock.clone()).await;
        let meetups = opened.unwrap().with_accounts(log);
        let charter = Charter {
            tier: Tier::School,
            schools: vec![nouns::SchoolId::parse("roc-midden-nederland").unwrap()],
            ..community("samen-leren", "RMC-19", None).charter
        };
        let slug = meetups.found(&yvonne(), charter).await.unwrap();
        Self {
            meetups,
            heard,
            clock,
            slug,
        }
    }

    async fn invite(&self, by: &Caller) -> Result<(), MeetupsError> {
        let email = "noor@school.example";
        self.meetups.invite(by, &self.slug, email).await
    }

    async fn members(&self) -> Vec<String> {
        let members = self.meetups.store.members(&self.slug).await.unwrap();
        members.iter().map(|one| one.person.to_string()).collect()
    }
}

fn yvonne() -> Caller {
    coordinator("yvonne", "RMC-19")
}

#[tokio::test]
async fn an_invitation_is_for_one_yes_and_nobody_takes_part_before() {
    let site = Site::open().await;
    let (noor, bas) = (caller("noor", Role::Student), caller("bas", Role::Student));
    let closed = site.meetups.join(&noor, &site.slug, None).await;
    assert!(matches!(closed, Err(MeetupsError::OtherSchool)));
    site.invite(&yvonne()).await.unwrap();
    assert_eq!(site.members().await, [""; 0]);
    let asked = site.heard.invited.lock().unwrap()[0].clone();
    assert_eq!(
        (asked.by.as_str(), asked.title.as_str()),
        ("yvonne", "Samen leren")
    );
    let dump = site.meetups.store.database().dump().await.unwrap();
    assert!(dump.lines.contains("invitation"));
    for kept_nowhere in ["noor@school.example", SECRET] {
        assert!(!dump.lines.contains(kept_nowhere), "{kept_nowhere}");
    }

    let wrong = site
        .meetups
        .accept_invitation(&noor, SECRET, Side::Docent)
        .await;
    assert!(matches!(wrong, Err(MeetupsError::WrongSide)));
    let yes = site
        .meetups
        .accept_invitation(&noor, SECRET, Side::Student)
        .await;
    assert_eq!(yes.unwrap(), site.slug);
    assert_eq!(site.members().await, ["noor"]);
    let again = site
        .meetups
        .accept_invitation(&bas, SECRET, Side::Student)
        .await;
    assert!(matches!(again, Err(MeetupsError::NoInvitation)));
}

#[tokio::test]
async fn an_invitation_ends_and_a_no_uses_it_up() {
    let site = Site::open().await;
    let noor = caller("noor", Role::Student);
    site.invite(&yvonne()).await.unwrap();
    assert!(site.meetups.invitation(SECRET).await.is_ok());
    site.meetups.decline_invitation(SECRET).await.unwrap();
    let answered = site
        .meetups
        .accept_invitation(&noor, SECRET, Side::Student)
        .await;
    assert!(matches!(answered, Err(MeetupsError::NoInvitation)));
    site.invite(&yvonne()).await.unwrap();
    site.clock.advance(LASTS);
    let ended = site
        .meetups
        .accept_invitation(&noor, SECRET, Side::Student)
        .await;
    assert!(matches!(ended, Err(MeetupsError::NoInvitation)));
    site.meetups.catch_up().await.unwrap();
    let dump = site.meetups.store.database().dump().await.unwrap();
    assert!(!dump.lines.contains("\"invitation\""), "it was swept");
}

#[tokio::test]
async fn only_who_leads_it_invites_and_not_without_end() {
    let site = Site::open().await;
    for by in [caller("noor", Role::Student), coordinator("ana", "RMC-29")] {
        let refused = site.invite(&by).await;
        assert!(matches!(refused, Err(MeetupsError::NotAllowed)));
    }
    site.invite(&yvonne()).await.unwrap();
    site.meetups.decline_invitation(SECRET).await.unwrap();
    site.invite(&yvonne()).await.unwrap();
    let third = Problem::from(site.invite(&yvonne()).await.unwrap_err());
    assert_eq!(third.name(), contract::meetups::INVITES_TOO_MANY.name);
}

#[tokio::test]
async fn who_leads_it_takes_somebody_off_and_they_are_told() {
    let site = Site::open().await;
    let noor = caller("noor", Role::Student);
    site.invite(&yvonne()).await.unwrap();
    let yes = site
        .meetups
        .accept_invitation(&noor, SECRET, Side::Student)
        .await;
    yes.unwrap();
    let bas = caller("bas", Role::Student);
    let refused = site.meetups.take_off(&bas, &site.slug, &noor.person).await;
    assert!(matches!(refused, Err(MeetupsError::NotAllowed)));
    let herself = site
        .meetups
        .take_off(&yvonne(), &site.slug, &yvonne().person)
        .await;
    assert!(matches!(herself, Err(MeetupsError::NotAllowed)));
    for _ in 0..2 {
        let done = site
            .meetups
            .take_off(&yvonne(), &site.slug, &noor.person)
            .await;
        done.unwrap();
    }
    assert_eq!(site.members().await, [""; 0]);
    let told = site.heard.told.lock().unwrap();
    assert_eq!(told.len(), 1, "once");
    assert_eq!(
        (told[0].person.as_str(), told[0].what.as_str()),
        ("noor", COMMUNITY_LEFT)
    );
}
