use nouns::Role;

use super::*;
use crate::testing::{House, caller, coordinator, places};

impl House {
    async fn ask(&self, email: &str) -> Result<(), MeetupsError> {
        let asking = Asking {
            name: GuestName::parse("Lin").unwrap(),
            email: email.to_owned(),
            language: Language::Nl,
            from: None,
            wish: crate::entry::Wish::default(),
        };
        self.meetups.ask_by_mail(&self.id, asking).await
    }

    /// What stands in the last mail to an address.
    fn secret_of(&self, email: &str) -> String {
        let is_to =
            |letter: &&Letter| matches!(&letter.to, Reader::Address(to) if to.email == email);
        let written = self.desk.written();
        let letter = written.iter().rev().find(is_to).unwrap();
        letter.path.strip_prefix("/plek/").unwrap().to_owned()
    }

    /// Somebody asks, reads their mail and says yes.
    async fn comes_by_mail(&self, email: &str) -> String {
        self.ask(email).await.unwrap();
        let secret = self.secret_of(email);
        self.meetups.guest_says_yes(&secret).await.unwrap();
        secret
    }

    async fn stand(&self, secret: &str) -> Option<Stand> {
        let view = self.meetups.guest(secret).await.unwrap();
        view.mine.map(|mine| mine.stand)
    }

    /// Names of who is on the list.
    async fn list(&self) -> Vec<String> {
        let yvonne = coordinator("yvonne", "RMC-19");
        let (_, _, attendees) = self.meetups.signups(&yvonne, &self.id).await.unwrap();
        attendees.into_iter().map(|one| one.name).collect()
    }
}

#[tokio::test]
async fn nobody_is_on_the_list_before_they_said_yes_and_a_yes_counts_once() {
    let house = House::open(places(Some(2))).await;
    house.ask(" Lin@Thuis.example ").await.unwrap();
    assert_eq!(house.list().await, [""; 0]);
    let secret = house.secret_of("lin@thuis.example");
    let view = house.meetups.guest(&secret).await.unwrap();
    assert!(view.may_say_yes && view.mine.is_none());
    for _ in 0..2 {
        let view = house.meetups.guest_says_yes(&secret).await.unwrap();
        assert_eq!(view.mine.unwrap().stand, Stand::Placed);
    }
    assert_eq!(house.list().await, ["Lin"]);
    // The same address asks again, in whatever letters: it is the same person, who has a place.
    house.ask("LIN@thuis.example").await.unwrap();
    assert_eq!(house.secret_of("lin@thuis.example"), secret);
    house.wait(TimeDelta::days(2)).await;
    assert_eq!(house.stand(&secret).await, Some(Stand::Placed));
    assert!(house.meetups.guest("verzonnen").await.is_err());
}

#[tokio::test]
async fn who_has_no_account_stands_in_the_same_line() {
    let house = House::open(places(Some(1))).await;
    let noor = caller("noor", Role::Student);
    house.meetups.sign_up(&noor, &house.id).await.unwrap();
    let lin = house.comes_by_mail("lin@thuis.example").await;
    let bas = caller("bas", Role::Student);
    house.meetups.sign_up(&bas, &house.id).await.unwrap();
    assert_eq!(house.stand(&lin).await, Some(Stand::Waiting));
    house.meetups.leave(&noor, &house.id).await.unwrap();
    house.meetups.catch_up().await.unwrap();
    assert!(matches!(
        house.stand(&lin).await,
        Some(Stand::Offered { .. })
    ));
    let offer = house.desk.written().pop().unwrap();
    assert_eq!(offer.what, contract::letters::PLACE_OFFERED);
    assert_eq!(offer.path, format!("/plek/{lin}"));
    house.meetups.guest_says_no(&lin).await.unwrap();
    let held = house.meetups.store.signup(&house.id, &bas.person).await;
    assert!(matches!(
        held.unwrap().unwrap().stand(),
        Stand::Offered { .. }
    ));
    assert!(matches!(
        house.meetups.guest(&lin).await,
        Err(MeetupsError::NoInvitation)
    ));
    // No is no fault the second time, and the address may ask again.
    house.meetups.guest_says_no(&lin).await.unwrap();
    house.comes_by_mail("lin@thuis.example").await;
}

#[tokio::test]
async fn a_place_that_is_held_is_theirs_by_the_same_link() {
    let house = House::open(places(Some(1))).await;
    let noor = caller("noor", Role::Student);
    house.meetups.sign_up(&noor, &house.id).await.unwrap();
    let lin = house.comes_by_mail("lin@thuis.example").await;
    house.meetups.leave(&noor, &house.id).await.unwrap();
    let view = house.meetups.guest_says_yes(&lin).await.unwrap();
    assert_eq!(view.mine.unwrap().stand, Stand::Placed);
}

#[tokio::test]
async fn a_guest_is_reminded_at_their_address_when_they_chose_so() {
    let house = House::open(places(Some(1))).await;
    let lin = house.comes_by_mail("lin@thuis.example").await;
    let chosen = house.meetups.guest_chooses_reminders(&lin, &[Remind::Day]);
    assert_eq!(chosen.await.unwrap().mine.unwrap().reminders, [Remind::Day]);
    house.wait(TimeDelta::hours(54)).await;
    let letter = house.desk.written().pop().unwrap();
    assert_eq!(letter.what, contract::letters::MEETUP_TOMORROW);
    assert_eq!(letter.path, format!("/plek/{lin}"));
    assert!(matches!(letter.to, Reader::Address(to) if to.email == "lin@thuis.example"));
}

#[tokio::test]
async fn who_never_says_yes_is_forgotten_after_a_day() {
    let house = House::open(places(Some(1))).await;
    house.ask("lin@thuis.example").await.unwrap();
    let secret = house.secret_of("lin@thuis.example");
    house.wait(TimeDelta::hours(23)).await;
    assert!(house.meetups.guest(&secret).await.is_ok());
    house.clock.advance(TimeDelta::hours(1));
    assert!(house.meetups.guest_says_yes(&secret).await.is_err());
    house.wait(TimeDelta::hours(1)).await;
    assert_eq!(guests(&house).await, 0);
}

#[tokio::test]
async fn names_and_addresses_go_thirty_days_after_the_meetup() {
    let house = House::open(places(Some(1))).await;
    let lin = house.comes_by_mail("lin@thuis.example").await;
    house.clock.advance(TimeDelta::days(3));
    house.wait(TimeDelta::days(30)).await;
    assert_eq!(house.list().await, ["Lin"]);
    house.wait(TimeDelta::days(1)).await;
    assert_eq!(guests(&house).await, 0);
    assert_eq!(house.list().await, [""]);
    assert!(house.meetups.guest(&lin).await.is_err());
}

#[tokio::test]
async fn what_is_over_or_off_asks_nobody_and_without_a_key_nobody_is_asked() {
    let house = House::open(places(Some(1))).await;
    house.ask("lin@thuis.example").await.unwrap();
    let secret = house.secret_of("lin@thuis.example");
    let yvonne = coordinator("yvonne", "RMC-19");
    house
        .meetups
        .cancel(&yvonne, &house.id, None)
        .await
        .unwrap();
    assert!(matches!(
        house.ask("lin@thuis.example").await,
        Err(MeetupsError::Cancelled)
    ));
    assert!(matches!(
        house.meetups.guest_says_yes(&secret).await,
        Err(MeetupsError::Cancelled)
    ));
    let other = Meetups::open(&house.datastore, None, house.clock.clone()).await;
    let other = House {
        meetups: other.unwrap().with_accounts(house.desk.log()),
        ..house
    };
    assert!(matches!(
        other.ask("lin@thuis.example").await,
        Err(MeetupsError::NotAllowed)
    ));
}

#[tokio::test]
async fn nothing_in_the_store_has_the_address_or_opens_the_link() {
    let house = House::open(places(Some(1))).await;
    let secret = house.comes_by_mail("lin@thuis.example").await;
    let dump = house.meetups.store.database().dump().await.unwrap();
    assert!(dump.lines.contains("Lin"), "what is kept is in the copy");
    assert!(!dump.lines.to_lowercase().contains("lin@thuis"));
    assert!(!dump.lines.contains(&secret));
}

async fn guests(house: &House) -> usize {
    let surql = "SELECT VALUE guest FROM by_mail";
    let mut rows = house.meetups.store.database().read(surql).await.unwrap();
    rows.take::<Vec<String>>(0).unwrap().len()
}
