//! A provider that lies, steals, dawdles and breaks: each attack is refused for its own reason, and nobody is signed in by it.

mod descriptions;
mod lies;
mod people;
mod provider;

use std::time::Duration;

use chrono::TimeDelta;
use contract::Code;
use contract::accounts as codes;
use contract::accounts::Secret as WireSecret;
use nouns::{Language, Region, Role, SchoolId};
use serde_json::{Value, json};

use crate::oidc::Returned;
use crate::testing::{start, without_people};
use crate::{
    Accounts, AccountsError, Arrived, Device, ProviderSettings, School, Secret, SignInSettings,
    WelcomeForm,
};
use lies::lies;
use provider::{Brought, CLIENT, Keys, Provider, Signing, Token, Twist};

/// Longer than an honest provider here takes on a busy machine; only the one that never answers takes all of it.
const PATIENCE: Duration = Duration::from_secs(4);

/// A site with two providers, at one of which Sam has an account, signed in on one device.
struct Site {
    accounts: Accounts,
    hostile: Provider,
    other: Provider,
}

fn settings(key: &str, provider: &Provider) -> ProviderSettings {
    serde_json::from_value(json!({
        "key": key, "name": key, "issuer": provider.issuer, "client_id": CLIENT, "client_secret": "secret",
        "schools": { "roc.example": "25LH" }, "second_factor": ["urn:mfa"],
    }))
    .unwrap()
}

fn form() -> WelcomeForm {
    WelcomeForm {
        name: "Sam".to_owned(),
        birth_year: Some(2006),
        birth_month: Some(4),
        school: None,
        parent: None,
        language: Language::Nl,
    }
}

fn device() -> Device {
    Device::of("Firefox, Android")
}

impl Site {
    /// The two providers, and nobody with an account.
    async fn empty() -> Self {
        let (hostile, other) = (Provider::start().await, Provider::start().await);
        let site = "https://kansrijk.example";
        let ways = SignInSettings {
            site: site.to_owned(),
            return_to: format!("{site}/aanmelden/terug/"),
            providers: vec![settings("hostile", &hostile), settings("other", &other)],
            patience: Some(PATIENCE),
            ..SignInSettings::default()
        };
        let accounts = without_people().await.with_sign_in(&ways).unwrap();
        let school = School {
            id: SchoolId::parse("25LH").unwrap(),
            name: "ROC van het Voorbeeld".to_owned(),
            sector: "mbo".to_owned(),
            place: "UTRECHT".to_owned(),
            region: Region::parse("RMC-19").unwrap(),
            website: None,
        };
        accounts.keep_schools(vec![school]).await.unwrap();
        Self {
            accounts,
            hostile,
            other,
        }
    }

    async fn with_sam() -> Self {
        let site = Self::empty().await;
        let (browser, brought) = site.asked(&site.hostile, "hostile").await;
        let arrived = site.returns("hostile", &browser, &brought).await.unwrap();
        assert!(matches!(arrived, Arrived::Newcomer));
        site.accounts
            .welcome(&browser, form(), device(), None)
            .await
            .unwrap();
        assert_eq!(site.sessions().await, 1);
        site
    }

    async fn asked(&self, provider: &Provider, key: &str) -> (Secret, Brought) {
        let (address, browser) = self
            .accounts
            .begin_at_provider(key, None, "/mijn")
            .await
            .unwrap();
        (browser, provider.agree(&address))
    }

    async fn returns(
        &self,
        key: &str,
        browser: &Secret,
        brought: &Brought,
    ) -> Result<Arrived, AccountsError> {
        self.sends(returned(key, brought), Some(browser.clone()))
            .await
    }

    async fn sends(
        &self,
        returned: Returned,
        browser: Option<Secret>,
    ) -> Result<Arrived, AccountsError> {
        self.accounts
            .finish_at_provider(returned, browser, device(), None)
            .await
    }

    async fn sessions(&self) -> usize {
        let ids: Vec<String> = self
            .accounts
            .store
            .database()
            .read("SELECT VALUE record::id(id) FROM session")
            .await
            .and_then(|mut results| results.take(0))
            .unwrap();
        ids.len()
    }

    async fn newcomers(&self) -> usize {
        let ids: Vec<String> = self
            .accounts
            .store
            .database()
            .read("SELECT VALUE record::id(id) FROM newcomer")
            .await
            .and_then(|mut results| results.take(0))
            .unwrap();
        ids.len()
    }

    /// Nobody was signed in by an attack, nor kept as new; and an honest sign-in still works.
    async fn refused(&self, what: &str, answer: Result<Arrived, AccountsError>, expected: Code) {
        let code = match answer {
            Err(AccountsError::SignIn(refusal)) => refusal.code(),
            other => panic!("{what}: {other:?}"),
        };
        assert_eq!(code.name, expected.name, "{what}");
        assert_eq!(
            (self.sessions().await, self.newcomers().await),
            (1, 0),
            "{what}"
        );
    }
}

fn returned(key: &str, brought: &Brought) -> Returned {
    Returned {
        provider: key.to_owned(),
        state: Some(brought.state.clone()),
        code: Some(WireSecret::new(brought.code.clone())),
        iss: Some(brought.iss.clone()),
        error: None,
    }
}

fn claims(claims: fn(&mut Value)) -> Twist {
    Twist {
        claims,
        ..Twist::default()
    }
}

fn signing(signing: Signing) -> Twist {
    Twist {
        signing,
        ..Twist::default()
    }
}

fn token(token: Token) -> Twist {
    Twist {
        token,
        ..Twist::default()
    }
}

fn keys(keys: Keys) -> Twist {
    Twist {
        keys,
        ..Twist::default()
    }
}

fn userinfo(userinfo: fn(&mut Value)) -> Twist {
    Twist {
        userinfo,
        ..Twist::default()
    }
}

fn drop_claim(claims: &mut Value, name: &str) {
    claims.as_object_mut().unwrap().remove(name);
}

fn at(seconds: i64) -> Value {
    json!(start().timestamp() + seconds)
}

#[tokio::test]
async fn every_lie_is_refused_for_its_own_reason() {
    let site = Site::with_sam().await;
    for (what, twist, expected) in lies() {
        let (browser, brought) = site.asked(&site.hostile, "hostile").await;
        site.hostile.twist(twist);
        let answer = site.returns("hostile", &browser, &brought).await;
        site.hostile.twist(Twist::default());
        site.refused(what, answer, expected).await;
    }
    // The control: without a lie the same way signs Sam in.
    let (browser, brought) = site.asked(&site.hostile, "hostile").await;
    let arrived = site.returns("hostile", &browser, &brought).await.unwrap();
    assert!(matches!(arrived, Arrived::SignedIn { .. }));
    assert_eq!(site.sessions().await, 2);
}

#[tokio::test]
async fn what_a_browser_brings_back_counts_once_and_for_it_alone() {
    let site = Site::with_sam().await;
    let (browser, brought) = site.asked(&site.hostile, "hostile").await;
    let stranger = Secret::fresh(crate::Kind::Browser);

    let answer = site.returns("hostile", &stranger, &brought).await;
    site.refused(
        "state of another browser",
        answer,
        codes::SIGN_IN_OTHER_BROWSER,
    )
    .await;
    let answer = site.sends(returned("hostile", &brought), None).await;
    site.refused(
        "a browser without its cookie",
        answer,
        codes::SIGN_IN_OTHER_BROWSER,
    )
    .await;

    let arrived = site.returns("hostile", &browser, &brought).await.unwrap();
    let Arrived::SignedIn { started, back } = arrived else {
        panic!("Sam is known")
    };
    assert_eq!(back, "/mijn");
    site.accounts.sign_out(&started.secret).await.unwrap();

    let answer = site.returns("hostile", &browser, &brought).await;
    site.refused("replayed state", answer, codes::SIGN_IN_STALE)
        .await;

    // A stolen code in a sign-in of one's own; the provider would exchange it again.
    let (browser, mine) = site.asked(&site.hostile, "hostile").await;
    let stolen = Brought {
        code: brought.code.clone(),
        ..mine
    };
    let answer = site.returns("hostile", &browser, &stolen).await;
    site.refused("replayed code", answer, codes::SIGN_IN_CODE_USED)
        .await;

    // A code of somebody else that was not used yet does not fit this browser's PKCE verifier.
    let (_, theirs) = site.asked(&site.hostile, "hostile").await;
    let (browser, mine) = site.asked(&site.hostile, "hostile").await;
    let injected = Brought {
        code: theirs.code,
        ..mine
    };
    let answer = site.returns("hostile", &browser, &injected).await;
    site.refused("injected code", answer, codes::SIGN_IN_CODE_REFUSED)
        .await;

    let (browser, late) = site.asked(&site.hostile, "hostile").await;
    site.accounts.clock.advance(TimeDelta::minutes(10));
    let answer = site.returns("hostile", &browser, &late).await;
    site.refused("a sign-in that took too long", answer, codes::SIGN_IN_STALE)
        .await;
}

#[tokio::test]
async fn a_nonce_of_another_sign_in_is_refused() {
    let site = Site::with_sam().await;
    let (_, earlier) = site.asked(&site.hostile, "hostile").await;
    let (browser, mine) = site.asked(&site.hostile, "hostile").await;
    // The provider puts the nonce of the earlier sign-in into the token of this one.
    site.hostile.exchange_as(&mine.code, &earlier.code);
    let answer = site.returns("hostile", &browser, &mine).await;
    site.refused("replayed nonce", answer, codes::SIGN_IN_TOKEN_NONCE)
        .await;
}

#[tokio::test]
async fn one_provider_does_not_pass_for_the_other() {
    let site = Site::with_sam().await;
    let iss = |iss: Option<&str>, brought: &Brought| Returned {
        iss: iss.map(str::to_owned),
        ..returned("hostile", brought)
    };
    let (browser, brought) = site.asked(&site.hostile, "hostile").await;
    let answer = site.sends(iss(None, &brought), Some(browser)).await;
    site.refused("missing iss", answer, codes::SIGN_IN_SENDER_MISSING)
        .await;

    let (browser, brought) = site.asked(&site.hostile, "hostile").await;
    let answer = site
        .sends(iss(Some(&site.other.issuer), &brought), Some(browser))
        .await;
    site.refused("iss of the other", answer, codes::SIGN_IN_SENDER_WRONG)
        .await;

    let (browser, brought) = site.asked(&site.hostile, "hostile").await;
    let answer = site.returns("other", &browser, &brought).await;
    site.refused(
        "address of the other",
        answer,
        codes::SIGN_IN_OTHER_PROVIDER,
    )
    .await;

    let (browser, brought) = site.asked(&site.hostile, "hostile").await;
    let answer = site.returns("nobody", &browser, &brought).await;
    site.refused("an address of nobody", answer, codes::SIGN_IN_WAY_UNKNOWN)
        .await;

    // The same subject at the other provider is somebody else.
    let (browser, brought) = site.asked(&site.other, "other").await;
    let arrived = site.returns("other", &browser, &brought).await.unwrap();
    assert!(matches!(arrived, Arrived::Newcomer));
}

#[tokio::test]
async fn somebody_who_declines_is_not_signed_in() {
    let site = Site::with_sam().await;
    let (browser, brought) = site.asked(&site.hostile, "hostile").await;
    let declined = Returned {
        code: None,
        error: Some("access_denied".to_owned()),
        ..returned("hostile", &brought)
    };
    let answer = site.sends(declined, Some(browser)).await;
    site.refused("declined", answer, codes::SIGN_IN_DECLINED)
        .await;
}
