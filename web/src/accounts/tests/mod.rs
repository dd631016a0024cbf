//! Signing in and out through the pages.

mod town;

use chrono::TimeDelta;
use contract::accounts::{CODES, FORM_CODES, SIGN_IN_CODES};
use contract::consent::PARENT_CODES;
use contract::recovery::RECOVERY_CODES;
use contract::suspension::SUSPENSION_CODES;
use poem::http::{HeaderValue, Method, StatusCode, header};

pub(super) use town::request_from;
use town::{HERE, at, location, session_cookie, set_cookie_line, site_with};

use crate::app::Origin;
use crate::i18n::{Language, Sentences};
use crate::urls;

#[tokio::test]
async fn signing_in_changes_the_session_and_signing_out_ends_it() {
    let site = site_with(Origin::Loopback);
    let stranger = session_cookie(&site.get(urls::SIGN_IN, None).await).unwrap();
    let answer = site
        .post(
            urls::SIGN_IN,
            "persoon=noor&terug=%2Fmaatjes%3Fx%3D1",
            &stranger,
            HERE,
        )
        .await;
    assert_eq!(
        (answer.status(), location(&answer)),
        (StatusCode::SEE_OTHER, "/maatjes?x=1")
    );
    let noor = session_cookie(&answer).unwrap();
    assert_ne!(noor, stranger);

    let devices = site.get(urls::MY_DEVICES, Some(&noor)).await;
    assert_eq!(devices.status(), StatusCode::OK);
    assert_eq!(devices.headers()[header::CACHE_CONTROL], "no-store");
    let out = site.post(urls::SIGN_OUT, "", &noor, HERE).await;
    assert_eq!(
        (out.status(), location(&out)),
        (StatusCode::SEE_OTHER, urls::HOME)
    );
    assert_eq!(out.headers()["clear-site-data"], "\"cache\", \"storage\"");
    assert!(site.town.live.lock().unwrap().is_empty());
    let after = site.get(urls::MY_DEVICES, Some(&noor)).await;
    assert_eq!(location(&after), "/aanmelden?terug=%2Fmijn%2Fapparaten");
}

#[tokio::test]
async fn another_site_begins_no_sign_in_at_a_provider() {
    let site = site_with(Origin::Loopback);
    let way = format!("{}?terug=%2Fmaatjes", urls::sign_in_at("surfconext"));
    for (from, is_ours) in [
        ("cross-site", false),
        ("same-site", false),
        ("same-origin", true),
    ] {
        let mut request = at(&way);
        let from_there = HeaderValue::from_static(from);
        request.headers_mut().insert("sec-fetch-site", from_there);
        let answer = site.send(request, None).await;
        let is_shown = answer.status() == StatusCode::SEE_OTHER
            && location(&answer) == "/aanmelden?terug=%2Fmaatjes";
        assert_eq!(is_shown, !is_ours, "{from}: {}", answer.status());
    }
}

#[tokio::test]
async fn a_second_sign_in_ends_the_session_before_it() {
    let site = site_with(Origin::Loopback);
    let noor = site.signed_in("noor").await;
    assert_eq!(
        site.get(urls::MY_DEVICES, Some(&noor)).await.status(),
        StatusCode::OK
    );
    let answer = site.post(urls::SIGN_IN, "persoon=bilal", &noor, HERE).await;
    let bilal = session_cookie(&answer).unwrap();
    assert_ne!(bilal, noor);
    assert_eq!(
        site.get(urls::MY_DEVICES, Some(&noor)).await.status(),
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        site.get(urls::MY_DEVICES, Some(&bilal)).await.status(),
        StatusCode::OK
    );
}

#[tokio::test]
async fn the_cookie_is_for_this_host_only_and_not_for_scripts() {
    for (origin, name, is_secure) in [
        (Origin::Loopback, "kansrijk-sessie=", false),
        (
            Origin::Public("https://kansrijk.example".to_owned()),
            "__Host-kansrijk-sessie=",
            true,
        ),
    ] {
        let site = site_with(origin);
        let line = set_cookie_line(&site.get(urls::SIGN_IN, None).await).unwrap();
        let answer = site
            .post(
                urls::SIGN_IN,
                "persoon=noor",
                line.split(';').next().unwrap(),
                HERE,
            )
            .await;
        let line = set_cookie_line(&answer).unwrap();
        assert!(line.starts_with(name), "{line}");
        assert_eq!(line.contains("Secure"), is_secure, "{line}");
        for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(line.contains(part), "{line}");
        }
        assert!(!line.contains("Domain"), "{line}");
    }
}

#[tokio::test]
async fn the_demo_is_shown_here_and_refused_elsewhere() {
    let site = site_with(Origin::Loopback);
    let here = site.get(urls::SIGN_IN, None).await;
    let stranger = session_cookie(&here).unwrap();
    assert!(
        here.into_body()
            .into_string()
            .await
            .unwrap()
            .contains("Noor Hendriks")
    );

    let mut passed_on = at(urls::SIGN_IN);
    passed_on
        .headers_mut()
        .insert("x-forwarded-for", HeaderValue::from_static("192.0.2.1"));
    let shown = site
        .send(passed_on, None)
        .await
        .into_body()
        .into_string()
        .await
        .unwrap();
    assert!(!shown.contains("Noor Hendriks"));

    let refused = site
        .post(urls::SIGN_IN, "persoon=noor", &stranger, "192.0.2.1:5000")
        .await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(site.town.live.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_sign_in_form_from_another_site_is_refused() {
    let site = site_with(Origin::Loopback);
    let stranger = session_cookie(&site.get(urls::SIGN_IN, None).await).unwrap();
    let mut request = at(urls::SIGN_IN);
    request.set_method(Method::POST);
    request.headers_mut().insert(
        header::ORIGIN,
        HeaderValue::from_static("https://evil.example"),
    );
    request.set_body("persoon=noor");
    assert_eq!(
        site.send(request, Some(&stranger)).await.status(),
        StatusCode::FORBIDDEN
    );
    assert!(site.town.live.lock().unwrap().is_empty());
}

#[tokio::test]
async fn accounts_is_asked_once_in_half_a_minute() {
    let site = site_with(Origin::Loopback);
    let noor = site.signed_in("noor").await;
    for _ in 0..3 {
        assert_eq!(
            site.get(urls::MY_DEVICES, Some(&noor)).await.status(),
            StatusCode::OK
        );
    }
    assert_eq!(*site.town.asked.lock().unwrap(), 1);

    // Ended on another device: within half a minute it ends here.
    site.town.live.lock().unwrap().clear();
    assert_eq!(
        site.get(urls::MY_DEVICES, Some(&noor)).await.status(),
        StatusCode::OK
    );
    site.clock.advance(TimeDelta::seconds(30));
    assert_eq!(
        site.get(urls::MY_DEVICES, Some(&noor)).await.status(),
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn my_page_names_what_is_away() {
    let site = site_with(Origin::Loopback);
    let noor = site.signed_in("noor").await;
    let page = site.get(urls::MINE, Some(&noor)).await;
    assert_eq!(page.status(), StatusCode::OK);
    let html = page.into_body().into_string().await.unwrap();
    let nl = Sentences::load(Language::Nl).unwrap();
    for gap in [
        "mine-missing-matching",
        "mine-missing-meetups",
        "mine-missing-toolbox",
    ] {
        let words = nl.say(&crate::i18n::Say::known(gap.to_owned())).unwrap();
        assert!(html.contains(&words), "{gap}");
    }
}

#[tokio::test]
async fn a_stranger_who_sends_a_form_comes_back_to_the_page_with_it() {
    let site = site_with(Origin::Loopback);
    let stranger = session_cookie(&site.get(urls::SIGN_IN, None).await).unwrap();
    let answer = site
        .post(urls::REVOKE_ACCESS, "sleutel=a", &stranger, HERE)
        .await;
    assert_eq!(location(&answer), "/aanmelden?terug=%2Fmijn");
}

#[test]
fn every_code_of_accounts_has_a_sentence_in_both_languages() {
    for lang in Language::ALL {
        let sentences = Sentences::load(lang).unwrap();
        for code in CODES
            .iter()
            .chain(FORM_CODES)
            .chain(PARENT_CODES)
            .chain(RECOVERY_CODES)
            .chain(SUSPENSION_CODES)
        {
            let key = crate::i18n::coded("accounts-problem", code.name);
            assert!(sentences.has(&key), "{key} in {}", lang.code());
        }
    }
}

#[test]
fn every_refused_sign_in_says_what_to_do_in_both_languages() {
    for lang in Language::ALL {
        let sentences = Sentences::load(lang).unwrap();
        for code in SIGN_IN_CODES {
            let kind = super::arrival::kind(code.name);
            let key = crate::i18n::coded("accounts-failed", kind);
            assert!(sentences.has(&key), "{key} in {}", lang.code());
        }
    }
    assert_eq!(super::arrival::kind("sign-in.provider-slow"), "away");
    assert_eq!(
        super::arrival::kind("sign-in.provider-other-issuer"),
        "distrusted"
    );
}
