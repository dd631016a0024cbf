use contract::{Caller, Grant, Scope};
use nouns::Role;

use crate::AccountsError;
use crate::safety::NewReport;
use crate::testing::{caller, id, town};

fn moderator(key: &str) -> Caller {
    let everywhere = Grant {
        role: Role::Moderator,
        scope: Scope::Everywhere,
    };
    Caller {
        roles: vec![everywhere],
        ..caller(key)
    }
}

fn about_ria(thing: &str) -> NewReport {
    NewReport {
        kind: "kaart",
        thing: thing.to_owned(),
        about: Some(id("ria")),
        reason: "grof",
        words: "Dit is niet aardig.".to_owned(),
    }
}

#[tokio::test]
async fn a_report_has_an_owner_a_step_and_a_date_and_a_look_is_seen_by_whom_it_is_about() {
    let accounts = town().await;
    let report = accounts
        .report(&caller("noor"), &about_ria("rondje"))
        .await
        .unwrap();
    assert!(report.is_open && report.due > report.made);
    let vera = moderator("vera");
    let open = accounts.open_reports(&vera).await.unwrap();
    assert_eq!(open.len(), 1);
    assert!(accounts.looks(&caller("ria")).await.unwrap().is_empty());
    let seen = accounts.open_report(&vera, &report.id).await.unwrap();
    assert_eq!(seen.words, "Dit is niet aardig.");
    let looks = accounts.looks(&caller("ria")).await.unwrap();
    assert_eq!((looks.len(), looks[0].role.as_str()), (1, "moderator"));
    accounts
        .close_report(&vera, &report.id, "gesproken")
        .await
        .unwrap();
    assert!(accounts.open_reports(&vera).await.unwrap().is_empty());
    let again = accounts.close_report(&vera, &report.id, "niets").await;
    assert!(matches!(again, Err(AccountsError::ReportNotOpen)));
    let mine = accounts.my_reports(&caller("noor")).await.unwrap();
    assert_eq!(mine[0].outcome.as_deref(), Some("gesproken"));
}

#[tokio::test]
async fn who_does_not_moderate_sees_no_report_of_others() {
    let accounts = town().await;
    let report = accounts
        .report(&caller("noor"), &about_ria("rondje"))
        .await
        .unwrap();
    for stranger in [caller("tijn"), caller("ria"), moderator("ria")] {
        assert!(accounts.open_reports(&stranger).await.unwrap().is_empty());
        let opened = accounts.open_report(&stranger, &report.id).await;
        assert!(
            matches!(opened, Err(AccountsError::NotFound)),
            "{stranger:?}"
        );
    }
    assert!(accounts.looks(&caller("ria")).await.unwrap().is_empty());
}

#[tokio::test]
async fn reports_have_bounds() {
    let accounts = town().await;
    let noor = caller("noor");
    let empty = accounts.report(&noor, &about_ria(" ")).await;
    assert!(matches!(empty, Err(AccountsError::ReportWhat)));
    let long = NewReport {
        words: "a".repeat(1001),
        ..about_ria("rondje")
    };
    let long = accounts.report(&noor, &long).await;
    assert!(matches!(long, Err(AccountsError::ReportTooLong)));
    for number in 0..10 {
        accounts
            .report(&noor, &about_ria(&format!("k{number}")))
            .await
            .unwrap();
    }
    let more = accounts.report(&noor, &about_ria("k10")).await;
    assert!(matches!(more, Err(AccountsError::ReportTooMany)));
}

#[tokio::test]
async fn a_report_is_about_somebody_who_is_there() {
    let accounts = town().await;
    let noor = caller("noor");
    let about_nobody = NewReport {
        about: Some(id("niemand")),
        ..about_ria("rondje")
    };
    let of = |thing: &str, about: Option<&str>| NewReport {
        kind: "persoon",
        about: about.map(id),
        ..about_ria(thing)
    };
    for wrong in [
        about_nobody,
        of("ria", None),
        of("ria", Some("vera")),
        of("niemand", Some("niemand")),
    ] {
        let answer = accounts.report(&noor, &wrong).await;
        assert!(
            matches!(answer, Err(AccountsError::ReportWhat)),
            "{wrong:?}"
        );
    }
    let report = accounts.report(&noor, &of("ria", Some("ria"))).await;
    assert_eq!(report.unwrap().about, Some(id("ria")));
}
