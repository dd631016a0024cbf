//! Keeping somebody out, and what they keep.

use chrono::TimeDelta;
use contract::accounts_log::{Happened, Pull, Standing};
use contract::{Caller, Grant, Means, Scope};
use nouns::{PersonId, Role};

use crate::suspension::Grounds;
use crate::testing::{TempFolder, caller, id, somebody, start, town};
use crate::{Accounts, AccountsError, Device, Hours, Secret, SignInSettings, TokenLabel};

fn acting(key: &str, role: Role) -> Caller {
    Caller {
        roles: vec![Grant {
            role,
            scope: Scope::Everywhere,
        }],
        ..caller(key)
    }
}

fn admin() -> Caller {
    acting("vera", Role::Beheerder)
}

fn grounds(until: Option<&str>) -> Grounds {
    Grounds::parse("grof", "Je schold een ander uit.", until).unwrap()
}

async fn suspend(accounts: &Accounts, until: Option<&str>) {
    let done = accounts
        .suspend(&admin(), &id("noor"), &grounds(until))
        .await;
    done.unwrap();
}

async fn plays(accounts: &Accounts, key: &str) -> Secret {
    let device = Device::of("Firefox, Android");
    let started = accounts.play(&id(key), device, None, true).await;
    started.unwrap().secret
}

async fn told(accounts: &Accounts, person: &PersonId) -> Standing {
    let pull = Pull {
        service: "matching".to_owned(),
        after: 0,
        wait_ms: 0,
    };
    let changes = accounts.pull(&pull).await.unwrap().changes;
    let standing = changes
        .into_iter()
        .rev()
        .find_map(|change| match change.what {
            Happened::Standing(standing) if standing.person == *person => Some(standing),
            _ => None,
        });
    standing.unwrap()
}

#[tokio::test]
async fn every_session_and_key_ends_and_everybody_hears() {
    let accounts = town().await;
    let noor = id("noor");
    let (session, ria) = (
        plays(&accounts, "noor").await,
        plays(&accounts, "ria").await,
    );
    let before = accounts.resolve(&session).await.unwrap();
    let key = accounts
        .issue_pat(&noor, TokenLabel::command_line(), Hours::DEFAULT)
        .await
        .unwrap();
    suspend(&accounts, None).await;
    assert!(matches!(
        accounts.resolve(&session).await,
        Err(AccountsError::Ended)
    ));
    assert!(matches!(
        accounts.exchange(&key.secret).await,
        Err(AccountsError::Ended)
    ));
    assert!(accounts.resolve(&ria).await.is_ok());
    // What was minted before opens nothing, although its minute is not over.
    let verifier = accounts.verifier();
    let now = accounts.clock.now();
    assert!(verifier.verify(before.token.as_str(), now).is_err());
    let standing = told(&accounts, &noor).await;
    assert!(standing.is_suspended && !standing.takes_part);

    accounts.lift_suspension(&admin(), &noor).await.unwrap();
    let standing = told(&accounts, &noor).await;
    assert!(!standing.is_suspended && standing.takes_part);
    let again = plays(&accounts, "noor").await;
    assert_eq!(
        accounts.resolve(&again).await.unwrap().caller.means,
        Means::Session
    );
    let deeds = accounts.account_deeds(&caller("noor")).await.unwrap();
    let mut deeds: Vec<&str> = deeds.iter().map(|one| one.deed.as_str()).collect();
    deeds.sort_unstable();
    assert_eq!(deeds, ["suspended", "suspension-lifted"]);
}

#[tokio::test]
async fn who_is_suspended_signs_in_to_their_own_data_and_nothing_else() {
    let accounts = town().await;
    suspend(&accounts, None).await;
    let session = plays(&accounts, "noor").await;
    let here = accounts.resolve(&session).await.unwrap();
    assert_eq!(here.caller.means, Means::Suspended);
    assert!(here.caller.roles.is_empty() && here.caller.school.is_none());
    assert!(!here.second_factor_due);
    let by = here.caller;
    let key = accounts.make_my_pat(&by, TokenLabel::command_line(), Hours::DEFAULT);
    assert!(matches!(key.await, Err(AccountsError::InPersonOnly)));
    let own = accounts.own_suspension(&by).await.unwrap();
    assert_eq!((own.reason.as_str(), own.role), ("grof", Role::Beheerder));
    let about = accounts.about_me(&by).await.unwrap();
    assert!(about.tables["suspension"].to_string().contains("schold"));
    assert!(accounts.erase(&by).await.is_ok());
    assert!(accounts.find("noor").await.unwrap().is_none());
    let left = accounts.everything().await;
    assert!(!left.contains("schold"), "{left}");
}

#[tokio::test]
async fn it_ends_on_its_day() {
    let accounts = town().await;
    suspend(&accounts, Some("2026-03-10")).await;
    accounts.clock.advance(
        "2026-03-10T23:59:00Z"
            .parse::<chrono::DateTime<chrono::Utc>>()
            .unwrap()
            - start(),
    );
    accounts.catch_up().await.unwrap();
    let session = plays(&accounts, "noor").await;
    let means = async |accounts: &Accounts| accounts.resolve(&session).await.unwrap().caller.means;
    assert_eq!(means(&accounts).await, Means::Suspended);
    accounts.clock.advance(TimeDelta::minutes(1));
    assert_eq!(
        means(&accounts).await,
        Means::Session,
        "at once, before the sweep"
    );
    accounts.catch_up().await.unwrap();
    assert!(!told(&accounts, &id("noor")).await.is_suspended);
    let deeds = accounts.account_deeds(&caller("noor")).await.unwrap();
    assert_eq!(deeds[0].deed, "suspension-over");
}

#[tokio::test]
async fn nobody_suspends_an_administrator_themselves_or_without_being_there() {
    let accounts = town().await;
    let second = somebody("bo", 1980, Role::Beheerder, Scope::Everywhere);
    accounts.plant(vec![second]).await.unwrap();
    let moderator = acting("moes", Role::Moderator);
    let refused = async |by: &Caller, whom: &str| {
        let done = accounts.suspend(by, &id(whom), &grounds(None)).await;
        done.map(drop).unwrap_err()
    };
    for (by, whom) in [
        (admin(), "vera"),
        (admin(), "bo"),
        (admin(), "nobody"),
        (moderator.clone(), "ria"),
        (moderator.clone(), "vera"),
    ] {
        let error = refused(&by, whom).await;
        assert!(
            matches!(error, AccountsError::SuspendWho),
            "{whom}: {error:?}"
        );
    }
    let script = Caller {
        means: Means::Key,
        ..admin()
    };
    for by in [script, caller("ria"), acting("ria", Role::Coordinator)] {
        let error = refused(&by, "noor").await;
        assert!(matches!(error, AccountsError::SuspendNotYours), "{error:?}");
    }
    let past = accounts
        .suspend(&admin(), &id("noor"), &grounds(Some("2026-03-01")))
        .await;
    assert!(matches!(past, Err(AccountsError::SuspendUntil)));
    accounts
        .suspend(&moderator, &id("noor"), &grounds(None))
        .await
        .unwrap();
}

#[tokio::test]
async fn an_objection_is_answered_by_somebody_else() {
    let accounts = town().await;
    suspend(&accounts, None).await;
    let session = plays(&accounts, "noor").await;
    let noor = accounts.resolve(&session).await.unwrap().caller;
    let short = accounts.object(&noor, "Nee.").await;
    assert!(matches!(short, Err(AccountsError::Refused(_))));
    accounts.object(&noor, "Dat was ik niet.").await.unwrap();
    let twice = accounts.object(&noor, "Echt niet, hoor.").await;
    assert!(matches!(twice, Err(AccountsError::Objected)));
    let own = accounts.own_suspension(&noor).await.unwrap();
    assert_eq!(own.answer_by(), Some(start() + TimeDelta::days(14)));
    let noor = &id("noor");
    let same = accounts.uphold_suspension(&admin(), noor).await;
    assert!(matches!(same, Err(AccountsError::NotFound)));
    let other = acting("moes", Role::Moderator);
    assert_eq!(accounts.suspensions(&other).await.unwrap().len(), 1);
    accounts.uphold_suspension(&other, noor).await.unwrap();
    let own = accounts.own_suspension(&caller("noor")).await.unwrap();
    assert_eq!((own.upheld, own.answer_by()), (Some(start()), None));
    accounts.lift_suspension(&other, noor).await.unwrap();
    assert!(accounts.suspensions(&other).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_mail_says_why_until_when_and_how_to_object() {
    let folder = TempFolder::new();
    let settings = SignInSettings {
        site: "https://kansrijk.example".to_owned(),
        mails: Some(folder.path().to_owned()),
        ..SignInSettings::default()
    };
    let accounts = town().await.with_sign_in(&settings).unwrap();
    suspend(&accounts, Some("2026-03-10")).await;
    accounts
        .lift_suspension(&admin(), &id("noor"))
        .await
        .unwrap();
    while accounts.do_due_jobs().await.unwrap() > 0 {}
    let mails: Vec<String> = accounts
        .demo_mails(true)
        .unwrap()
        .into_iter()
        .map(|mail| format!("{}\n{}", mail.subject, mail.text))
        .collect();
    assert_eq!(mails.len(), 2);
    let stands = mails.iter().find(|mail| mail.contains("schold")).unwrap();
    for part in [
        "geschorst",
        "10-03-2026",
        "https://kansrijk.example/geschorst",
        "iemand anders",
    ] {
        assert!(stands.contains(part), "{part} in {stands}");
    }
}
