//! A provider that lies, steals, dawdles and breaks: each attack is refused for its own reason, and nobody is signed in by it.

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
use provider::{Brought, CLIENT, Keys, Provider, Signing, Token, Twist};

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
            patience: Some(Duration::from_millis(300)),
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

type Lie = (&'static str, Twist, Code);

/// What a provider can put into its answers, and the reason for which each is refused.
fn lies() -> impl Iterator<Item = Lie> {
    about_the_token()
        .into_iter()
        .chain(about_the_person())
        .chain(in_the_signature())
        .chain(at_the_token_endpoint())
}

fn about_the_token() -> Vec<Lie> {
    vec![
        (
            "wrong iss",
            claims(|c| c["iss"] = json!("https://evil.example")),
            codes::SIGN_IN_TOKEN_ISSUER,
        ),
        (
            "wrong aud",
            claims(|c| c["aud"] = json!("another")),
            codes::SIGN_IN_TOKEN_AUDIENCE,
        ),
        (
            "no aud",
            claims(|c| drop_claim(c, "aud")),
            codes::SIGN_IN_TOKEN_AUDIENCE,
        ),
        (
            "an aud too many",
            claims(|c| c["aud"] = json!([CLIENT, "another"])),
            codes::SIGN_IN_TOKEN_AUDIENCE,
        ),
        (
            "wrong azp",
            claims(|c| c["azp"] = json!("another")),
            codes::SIGN_IN_TOKEN_PARTY,
        ),
        (
            "wrong nonce",
            claims(|c| c["nonce"] = json!("guessed")),
            codes::SIGN_IN_TOKEN_NONCE,
        ),
        (
            "no nonce",
            claims(|c| drop_claim(c, "nonce")),
            codes::SIGN_IN_TOKEN_NONCE,
        ),
        (
            "expired",
            claims(|c| c["exp"] = at(-1)),
            codes::SIGN_IN_TOKEN_EXPIRED,
        ),
        (
            "issued in the future",
            claims(|c| c["iat"] = at(3600)),
            codes::SIGN_IN_TOKEN_EARLY,
        ),
        (
            "issued long ago",
            claims(|c| c["iat"] = at(-3600)),
            codes::SIGN_IN_TOKEN_OLD,
        ),
        (
            "not valid yet",
            claims(|c| c["nbf"] = at(3600)),
            codes::SIGN_IN_TOKEN_EARLY,
        ),
        (
            "another access token",
            claims(|c| c["at_hash"] = json!("AAAAAAAAAAAAAAAAAAAAAA")),
            codes::SIGN_IN_TOKEN_ACCESS,
        ),
    ]
}

fn about_the_person() -> Vec<Lie> {
    vec![
        (
            "empty sub",
            claims(|c| c["sub"] = json!("")),
            codes::SIGN_IN_TOKEN_SUBJECT,
        ),
        (
            "sub of 300 characters",
            claims(|c| c["sub"] = json!("s".repeat(300))),
            codes::SIGN_IN_TOKEN_SUBJECT,
        ),
        (
            "userinfo of somebody else",
            userinfo(|u| u["sub"] = json!("noor")),
            codes::SIGN_IN_TOKEN_SUBJECT,
        ),
    ]
}

fn in_the_signature() -> Vec<Lie> {
    vec![
        (
            "spoiled signature",
            signing(Signing::Spoiled),
            codes::SIGN_IN_TOKEN_SIGNATURE,
        ),
        (
            "signed by a stranger",
            signing(Signing::Stranger),
            codes::SIGN_IN_TOKEN_SIGNATURE,
        ),
        (
            "alg none",
            signing(Signing::Nothing),
            codes::SIGN_IN_TOKEN_ALGORITHM,
        ),
        (
            "HS256 with the public key",
            signing(Signing::PublicKeyAsSecret),
            codes::SIGN_IN_TOKEN_ALGORITHM,
        ),
        (
            "unknown kid",
            Twist {
                header: |h| h["kid"] = json!("nobody's"),
                ..Twist::default()
            },
            codes::SIGN_IN_TOKEN_KEY,
        ),
        (
            "critical header",
            Twist {
                header: |h| h["crit"] = json!(["b64"]),
                ..Twist::default()
            },
            codes::SIGN_IN_TOKEN_UNREADABLE,
        ),
    ]
}

fn at_the_token_endpoint() -> Vec<Lie> {
    vec![
        (
            "token endpoint down",
            token(Token::Broken),
            codes::SIGN_IN_PROVIDER_UNREADABLE,
        ),
        (
            "token endpoint slow",
            token(Token::Slow),
            codes::SIGN_IN_PROVIDER_SLOW,
        ),
        (
            "token endpoint answers rubbish",
            token(Token::Rubbish),
            codes::SIGN_IN_PROVIDER_UNREADABLE,
        ),
        (
            "token endpoint never stops",
            token(Token::Oversized),
            codes::SIGN_IN_PROVIDER_TOO_LARGE,
        ),
        (
            "token endpoint leads elsewhere",
            token(Token::Redirects),
            codes::SIGN_IN_PROVIDER_UNREADABLE,
        ),
        (
            "no ID token",
            token(Token::Incomplete),
            codes::SIGN_IN_TOKEN_MISSING,
        ),
        (
            "code refused",
            token(Token::Refuses),
            codes::SIGN_IN_CODE_REFUSED,
        ),
    ]
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

#[tokio::test]
async fn a_changed_sub_is_nobody_until_linked_and_then_the_same_person() {
    let site = Site::with_sam().await;
    site.hostile.twist(Twist {
        claims: |c| c["sub"] = json!("sam-2"),
        userinfo: |u| u["sub"] = json!("sam-2"),
        ..Twist::default()
    });
    let (browser, brought) = site.asked(&site.hostile, "hostile").await;
    let arrived = site.returns("hostile", &browser, &brought).await.unwrap();
    assert!(matches!(arrived, Arrived::Newcomer));
    // Without a session of the old account there is nothing to link to.
    let nobody = Secret::fresh(crate::Kind::Session);
    let refused = site.accounts.link_to_account(&browser, &nobody).await;
    assert!(matches!(refused, Err(AccountsError::Ended)), "{refused:?}");

    site.hostile.twist(Twist::default());
    let (old_way, brought) = site.asked(&site.hostile, "hostile").await;
    let Arrived::SignedIn { started, .. } =
        site.returns("hostile", &old_way, &brought).await.unwrap()
    else {
        panic!("Sam is known")
    };
    let sam = site.accounts.resolve(&started.secret).await.unwrap().caller;
    let linked = site
        .accounts
        .link_to_account(&browser, &started.secret)
        .await
        .unwrap();
    assert!(matches!(
        site.accounts.resolve(&started.secret).await,
        Err(AccountsError::Ended)
    ));
    let again = site.accounts.resolve(&linked.secret).await.unwrap().caller;
    assert_eq!(again.person, sam.person);

    // The new subject is Sam now; the old one, which the provider may give to another, is not any more.
    let (browser, brought) = site.asked(&site.hostile, "hostile").await;
    let arrived = site.returns("hostile", &browser, &brought).await.unwrap();
    assert!(matches!(arrived, Arrived::Newcomer));
}

#[tokio::test]
async fn the_first_sign_in_keeps_school_and_role_and_no_more() {
    let site = Site::with_sam().await;
    let (browser, brought) = site.asked(&site.hostile, "hostile").await;
    let Arrived::SignedIn { started, .. } =
        site.returns("hostile", &browser, &brought).await.unwrap()
    else {
        panic!("Sam is known")
    };
    let sam = site.accounts.resolve(&started.secret).await.unwrap().caller;
    assert_eq!(sam.school, Some(SchoolId::parse("25LH").unwrap()));
    assert!(sam.is(Role::Student));
    let known = site.accounts.me(&sam).await.unwrap();
    assert_eq!(known.person.email, None);

    // What the provider tells now counts now.
    site.hostile
        .twist(userinfo(|u| u["eduperson_affiliation"] = json!("employee")));
    let (browser, brought) = site.asked(&site.hostile, "hostile").await;
    site.returns("hostile", &browser, &brought).await.unwrap();
    let sam = site.accounts.resolve(&started.secret).await.unwrap().caller;
    assert!(sam.is(Role::Docent) && !sam.is(Role::Student));

    let elsewhere = site
        .accounts
        .sign_out(&started.secret)
        .await
        .unwrap()
        .unwrap();
    let end = format!("{}/end?id_token_hint=", site.hostile.issuer);
    assert!(elsewhere.address.starts_with(&end), "{}", elsewhere.address);
    assert!(
        elsewhere
            .address
            .contains("post_logout_redirect_uri=https%3A%2F%2Fkansrijk.example%2F")
    );
}

#[tokio::test]
async fn somebody_under_sixteen_leaves_nothing_behind() {
    let site = Site::empty().await;
    let (browser, brought) = site.asked(&site.hostile, "hostile").await;
    site.returns("hostile", &browser, &brought).await.unwrap();
    let young = WelcomeForm {
        birth_year: Some(2012),
        ..form()
    };
    let refused = site.accounts.welcome(&browser, young, device(), None).await;
    let Err(AccountsError::Refused(fields)) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(fields[0].code, contract::consent::PARENT_MISSING.name);
    // Here no mail can leave, so that no parent can be asked.
    let with_parent = WelcomeForm {
        birth_year: Some(2012),
        parent: Some("ouder@thuis.example".to_owned()),
        ..form()
    };
    let refused = site
        .accounts
        .welcome(&browser, with_parent, device(), None)
        .await;
    assert!(
        matches!(refused, Err(AccountsError::ParentConsentNeeded)),
        "{refused:?}"
    );
    assert!(site.accounts.is_empty().await.unwrap());
    assert_eq!(site.sessions().await, 0);
}

/// A fresh site for each, because a description that was read once is believed for an hour.
#[tokio::test]
async fn a_description_that_lies_begins_no_sign_in() {
    let discovery = |discovery: fn(&mut Value)| Twist {
        discovery,
        ..Twist::default()
    };
    for (what, twist, expected) in [
        (
            "other issuer",
            discovery(|d| d["issuer"] = json!("https://evil.example")),
            codes::SIGN_IN_PROVIDER_OTHER_ISSUER,
        ),
        (
            "token endpoint in the open",
            discovery(|d| d["token_endpoint"] = json!("http://evil.example/token")),
            codes::SIGN_IN_PROVIDER_OPEN,
        ),
        (
            "no authorization endpoint",
            discovery(|d| drop_claim(d, "authorization_endpoint")),
            codes::SIGN_IN_PROVIDER_UNREADABLE,
        ),
        (
            "oversized",
            discovery(|d| d["more"] = json!("x".repeat(1024 * 1024))),
            codes::SIGN_IN_PROVIDER_TOO_LARGE,
        ),
        (
            "keys down",
            keys(Keys::Broken),
            codes::SIGN_IN_PROVIDER_AWAY,
        ),
    ] {
        let site = Site::empty().await;
        site.hostile.twist(twist);
        let answer = site
            .accounts
            .begin_at_provider("hostile", None, "/mijn")
            .await;
        let Err(AccountsError::SignIn(refusal)) = answer else {
            panic!("{what}: {answer:?}")
        };
        assert_eq!(refusal.code().name, expected.name, "{what}");
        // The rest keeps working.
        assert!(
            site.accounts
                .begin_at_provider("other", None, "/mijn")
                .await
                .is_ok()
        );
    }
}

#[tokio::test]
async fn keys_that_are_swapped_or_gone_sign_nobody_in() {
    for (what, twist, expected) in [
        ("no keys", keys(Keys::None), codes::SIGN_IN_TOKEN_KEY),
        (
            "swapped key",
            keys(Keys::Swapped),
            codes::SIGN_IN_TOKEN_SIGNATURE,
        ),
    ] {
        let site = Site::empty().await;
        site.hostile.twist(twist);
        let (browser, brought) = site.asked(&site.hostile, "hostile").await;
        let answer = site.returns("hostile", &browser, &brought).await;
        let Err(AccountsError::SignIn(refusal)) = answer else {
            panic!("{what}: {answer:?}")
        };
        assert_eq!(refusal.code().name, expected.name, "{what}");
        assert_eq!(
            (site.sessions().await, site.newcomers().await),
            (0, 0),
            "{what}"
        );
    }
}

#[tokio::test]
async fn a_new_key_is_learnt_and_the_description_is_read_once_an_hour() {
    let site = Site::with_sam().await;
    for _ in 0..3 {
        let (browser, brought) = site.asked(&site.hostile, "hostile").await;
        site.returns("hostile", &browser, &brought).await.unwrap();
    }
    assert_eq!(site.hostile.discoveries(), 1);
    site.accounts.clock.advance(TimeDelta::seconds(40));
    site.hostile.rotate("two");
    let (browser, brought) = site.asked(&site.hostile, "hostile").await;
    site.returns("hostile", &browser, &brought).await.unwrap();
    assert_eq!(site.hostile.discoveries(), 2);
}

#[tokio::test]
async fn a_role_of_trust_waits_for_the_second_factor() {
    let site = Site::with_sam().await;
    let weak = Twist {
        claims: |c| c["acr"] = json!("urn:password"),
        ..Twist::default()
    };
    let (browser, brought) = site.asked(&site.hostile, "hostile").await;
    let Arrived::SignedIn { started, .. } =
        site.returns("hostile", &browser, &brought).await.unwrap()
    else {
        panic!("Sam is known")
    };
    let sam = site
        .accounts
        .resolve(&started.secret)
        .await
        .unwrap()
        .caller
        .person;
    site.accounts.clock.advance(TimeDelta::seconds(1));
    let body = "CREATE held_role SET person = type::record('person', $sam), role = 'moderator', scope = 'everywhere',
        given_at = $now";
    let mut variables = surrealdb::types::Variables::new();
    variables.insert("sam", sam.as_str().to_owned());
    variables.insert("now", site.accounts.clock.now());
    site.accounts
        .store
        .database()
        .transact("giving a role", body, variables)
        .await
        .unwrap();

    // Given after the second factor was shown: it waits.
    let resolved = site.accounts.resolve(&started.secret).await.unwrap();
    assert!(!resolved.caller.is(Role::Moderator) && resolved.second_factor_due);
    // A provider that does not vouch for a second factor does not help.
    for (twist, is_moderator) in [(weak, false), (Twist::default(), true)] {
        site.hostile.twist(twist);
        let (browser, brought) = site.asked(&site.hostile, "hostile").await;
        let Arrived::SignedIn { started, .. } =
            site.returns("hostile", &browser, &brought).await.unwrap()
        else {
            panic!("Sam is known")
        };
        let resolved = site.accounts.resolve(&started.secret).await.unwrap();
        assert_eq!(resolved.caller.is(Role::Moderator), is_moderator);
        assert_eq!(resolved.second_factor_due, !is_moderator);
        let hours = crate::Hours::DEFAULT;
        let label = crate::TokenLabel::parse("script").unwrap();
        let pat = site
            .accounts
            .make_my_pat(&resolved.caller, label, hours)
            .await
            .unwrap();
        let (script, _) = site.accounts.exchange(&pat.secret).await.unwrap();
        assert_eq!(script.is(Role::Moderator), is_moderator);
    }
}
