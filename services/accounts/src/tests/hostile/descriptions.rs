//! Descriptions and keys of a provider that lie, change or are gone.

use super::*;

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
