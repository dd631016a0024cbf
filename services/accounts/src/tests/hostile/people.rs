//! Who comes out of a sign-in, and with which rights.

use super::*;

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
