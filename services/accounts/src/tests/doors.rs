use std::sync::Arc;

use chrono::TimeDelta;
use contract::accounts::{
    DEMO_ELSEWHERE, DemoPeople, DemoSignIn, End, Ended, Exchange, Exchanged, IN_PERSON_ONLY,
    MadeToken, Me, NewToken, PARENT_CONSENT_NEEDED, PERSON_UNKNOWN, Resolve, Resolved, Secret,
    Sessions, Started, TOKEN_HOURS, TOKEN_LABEL_EMPTY, Tokens,
};
use wire::{CallerToken, Client, DoorKey, Problem};

use crate::testing::town;
use crate::{Accounts, Door, endpoint, internal_endpoint};

struct Doors {
    accounts: Arc<Accounts>,
    public: Client,
    internal: Client,
}

async fn doors() -> Doors {
    let accounts = Arc::new(town().await);
    let public = Client::local(endpoint(Arc::clone(&accounts), accounts.verifier()));
    let internal = Client::local(internal_endpoint(Arc::clone(&accounts), Door::InProcess));
    Doors {
        accounts,
        public,
        internal,
    }
}

fn sign_in(person: &str) -> DemoSignIn {
    DemoSignIn {
        person: person.to_owned(),
        device: "Firefox, Android".to_owned(),
        previous: None,
        from_loopback: true,
    }
}

impl Doors {
    async fn signed_in(&self, person: &str) -> (Secret, CallerToken) {
        let started: Started = self
            .internal
            .post(None, "/sessions/demo", &sign_in(person))
            .await
            .unwrap();
        let resolved: Resolved = self
            .internal
            .post(
                None,
                "/sessions/resolve",
                &Resolve {
                    secret: started.secret.clone(),
                },
            )
            .await
            .unwrap();
        (
            started.secret,
            CallerToken::from(resolved.token.reveal().to_owned()),
        )
    }
}

#[tokio::test]
async fn a_person_reads_what_is_known_of_them() {
    let doors = doors().await;
    let (_, ria) = doors.signed_in("ria").await;
    let me: Me = doors.public.get(Some(&ria), "/me", &()).await.unwrap();
    assert_eq!(
        (me.id.as_str(), me.email.as_deref()),
        ("ria", Some("ria@school.example"))
    );
    assert_eq!(me.roles[0].role, "coordinator");
    assert_eq!(
        (me.roles[0].scope.as_str(), me.roles[0].which.as_deref()),
        ("region", Some("NL-UT"))
    );
    let stranger: Result<Me, _> = doors.public.get(None, "/me", &()).await;
    assert!(matches!(stranger, Err(Problem::SignInNeeded)));
}

#[tokio::test]
async fn a_caller_token_counts_for_a_minute() {
    let doors = doors().await;
    let (_, noor) = doors.signed_in("noor").await;
    doors.accounts.clock.advance(TimeDelta::seconds(61));
    let late: Result<Me, _> = doors.public.get(Some(&noor), "/me", &()).await;
    assert!(matches!(late, Err(Problem::SignInNeeded)));
}

#[tokio::test]
async fn sessions_are_listed_and_ended_over_the_wire() {
    let doors = doors().await;
    let (secret, noor) = doors.signed_in("noor").await;
    let listed: Sessions = doors
        .public
        .get(Some(&noor), "/sessions", &())
        .await
        .unwrap();
    assert_eq!(listed.sessions[0].device, "Firefox, Android");
    let path = format!("/sessions/{}", listed.sessions[0].id);
    doors.public.delete::<()>(Some(&noor), &path).await.unwrap();
    let again: Result<(), _> = doors.public.delete(Some(&noor), &path).await;
    assert!(matches!(again, Err(Problem::NotFound)));
    let ended: Result<Resolved, _> = doors
        .internal
        .post(
            None,
            "/sessions/resolve",
            &Resolve {
                secret: secret.clone(),
            },
        )
        .await;
    assert!(matches!(ended, Err(Problem::SignInNeeded)));
    doors
        .internal
        .post::<Ended>(None, "/sessions/end", &End { secret })
        .await
        .unwrap();
}

#[tokio::test]
async fn a_token_is_made_exchanged_and_revoked_over_the_wire() {
    let doors = doors().await;
    let (_, noor) = doors.signed_in("noor").await;
    let new = NewToken {
        label: "mijn script".to_owned(),
        hours: Some(3),
    };
    let made: MadeToken = doors
        .public
        .post(Some(&noor), "/tokens", &new)
        .await
        .unwrap();
    let exchange = Exchange {
        pat: Secret::new(made.token),
    };
    let exchanged: Exchanged = doors
        .internal
        .post(None, "/tokens/exchange", &exchange)
        .await
        .unwrap();
    let token = CallerToken::from(exchanged.token.reveal().to_owned());
    let listed: Tokens = doors
        .public
        .get(Some(&token), "/tokens", &())
        .await
        .unwrap();
    assert_eq!(listed.tokens[0].label, "mijn script");
    let path = format!("/tokens/{}", made.info.id);
    let by_itself = doors.public.delete::<()>(Some(&token), &path).await;
    let why = by_itself.err().map(|problem| problem.name().to_owned());
    assert_eq!(why.as_deref(), Some(IN_PERSON_ONLY.name));
    doors.public.delete::<()>(Some(&noor), &path).await.unwrap();
    let refused: Result<Exchanged, _> = doors
        .internal
        .post(None, "/tokens/exchange", &exchange)
        .await;
    assert!(matches!(refused, Err(Problem::SignInNeeded)));
}

#[tokio::test]
async fn a_refused_token_names_the_fields_at_fault() {
    let doors = doors().await;
    let (_, noor) = doors.signed_in("noor").await;
    let new = NewToken {
        label: "  ".to_owned(),
        hours: Some(9000),
    };
    let refused: Result<MadeToken, _> = doors.public.post(Some(&noor), "/tokens", &new).await;
    let Err(Problem::Refused(fields)) = refused else {
        panic!("{refused:?}")
    };
    let codes: Vec<_> = fields.iter().map(|field| field.code.as_str()).collect();
    assert_eq!(codes, [TOKEN_LABEL_EMPTY.name, TOKEN_HOURS.name]);
    let listed: Tokens = doors.public.get(Some(&noor), "/tokens", &()).await.unwrap();
    assert_eq!(listed.tokens, vec![]);
}

#[tokio::test]
async fn the_demo_says_why_not() {
    let doors = doors().await;
    let away = DemoSignIn {
        from_loopback: false,
        ..sign_in("noor")
    };
    for (asked, name) in [
        (away, DEMO_ELSEWHERE.name),
        (sign_in("tijn"), PARENT_CONSENT_NEEDED.name),
    ] {
        let refused: Result<Started, _> = doors.internal.post(None, "/sessions/demo", &asked).await;
        assert_eq!(refused.unwrap_err().name(), name);
    }
    let refused: Result<Started, _> = doors
        .internal
        .post(None, "/sessions/demo", &sign_in("vera"))
        .await;
    let Err(Problem::Refused(fields)) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(fields[0].code, PERSON_UNKNOWN.name);

    let town: DemoPeople = doors
        .internal
        .get(None, "/people/demo", &[("from_loopback", "true")])
        .await
        .unwrap();
    let shown: Vec<_> = town
        .people
        .iter()
        .map(|person| (person.id.as_str(), person.may_sign_in))
        .collect();
    assert_eq!(shown, [("noor", true), ("ria", true), ("tijn", false)]);
}

#[tokio::test]
async fn what_makes_callers_is_not_on_the_public_door() {
    let doors = doors().await;
    for path in [
        "/sessions/demo",
        "/sessions/resolve",
        "/sessions/end",
        "/tokens/exchange",
        "/sign-in/provider",
        "/sign-in/provider/finish",
        "/sign-in/newcomer",
        "/sign-in/welcome",
        "/sign-in/link",
        "/sign-in/mail",
        "/sign-in/mail/finish",
        "/second-factor/begin",
        "/second-factor/finish",
    ] {
        let answer: Result<serde_json::Value, _> =
            doors.public.post(None, path, &sign_in("noor")).await;
        let refused = answer.unwrap_err();
        assert!(
            matches!(refused.status().as_u16(), 404 | 405),
            "{path}: {refused}"
        );
    }
    let answer: Result<serde_json::Value, _> = doors.public.get(None, "/people/demo", &()).await;
    assert!(matches!(answer, Err(Problem::NotFound)));
}

#[tokio::test]
async fn a_door_with_a_key_opens_for_the_key_only() {
    let accounts = Arc::new(town().await);
    let held = |letter: &str| {
        let key = DoorKey::parse(&letter.repeat(40), accounts.clock.clone());
        key.unwrap()
    };
    let door = internal_endpoint(Arc::clone(&accounts), Door::Key(held("k")));
    let guarded = Client::local(door);
    let ask = async |sent: Option<CallerToken>| {
        guarded
            .post::<Started>(sent.as_ref(), "/sessions/demo", &sign_in("noor"))
            .await
    };
    let token = held("k").token().unwrap();
    assert!(ask(Some(token.clone())).await.is_ok());
    let bare = CallerToken::from("k".repeat(40));
    let other = held("l").token();
    for wrong in [None, Some(bare), other] {
        let answer = ask(wrong).await;
        assert!(matches!(answer, Err(Problem::SignInNeeded)));
    }
    accounts.clock.advance(chrono::TimeDelta::seconds(66));
    let late = ask(Some(token)).await;
    assert!(
        matches!(late, Err(Problem::SignInNeeded)),
        "its minute is over"
    );
}
