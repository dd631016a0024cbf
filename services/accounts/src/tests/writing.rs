//! Mails about a place at a meetup.

use chrono::TimeDelta;
use contract::consent::Purpose;
use contract::letters::{
    Address, CHANGED, Difference, Letter, MEETUP_CHANGED, OF_COMMUNITIES, PLACE_OFFERED, Reader,
    SIGNUP_ASKED, Span, Told, WRITTEN,
};
use nouns::Language;

use crate::testing::{TempFolder, id, start, town};
use crate::{Accounts, AccountsError, SignInSettings};

async fn site() -> (Accounts, TempFolder) {
    let folder = TempFolder::new();
    let settings = SignInSettings {
        site: "https://kansrijk.example".to_owned(),
        mails: Some(folder.path().to_owned()),
        ..SignInSettings::default()
    };
    (town().await.with_sign_in(&settings).unwrap(), folder)
}

fn letter(once: &str, to: Reader, what: &str) -> Letter {
    Letter {
        once: once.to_owned(),
        to,
        what: what.to_owned(),
        title: "Samen <leren>".to_owned(),
        path: "/bijeenkomsten/samen".to_owned(),
        moment: Some("2026-03-05T13:30:00".parse().unwrap()),
        changes: Vec::new(),
        until: start() + TimeDelta::days(3),
    }
}

fn address(email: &str, from: &str) -> Reader {
    Reader::Address(Address {
        email: email.to_owned(),
        language: Language::Nl,
        from: Some(from.to_owned()),
    })
}

async fn agree(accounts: &Accounts, given: bool) {
    let (noor, now) = (id("noor"), accounts.clock.now());
    let set = accounts.store.set_consent(&noor, Purpose::Mail, given, now);
    set.await.unwrap();
}

/// Address, subject and text of what was sent.
async fn sent(accounts: &Accounts) -> Vec<(String, String, String)> {
    while accounts.do_due_jobs().await.unwrap() > 0 {}
    let mails = accounts.demo_mails(true).unwrap().into_iter();
    mails
        .map(|mail| (mail.to, mail.subject, mail.text))
        .collect()
}

#[tokio::test]
async fn a_mail_goes_out_once_by_its_name_also_when_the_first_was_sent_long_ago() {
    let (accounts, _folder) = site().await;
    agree(&accounts, true).await;
    let noor = || Reader::Person(id("noor"));
    for _ in 0..2 {
        let asked = letter("offered/s1/1", noor(), PLACE_OFFERED);
        accounts.write(&asked).await.unwrap();
        assert_eq!(sent(&accounts).await.len(), 1);
        accounts.clock.advance(TimeDelta::hours(30));
        accounts.store.sweep(accounts.clock.now()).await.unwrap();
    }
    let another = letter("offered/s1/2", noor(), PLACE_OFFERED);
    accounts.write(&another).await.unwrap();
    let mails = sent(&accounts).await;
    assert_eq!(mails.len(), 2);
    let (_, subject, text) = &mails[0];
    assert!(subject.contains("Samen <leren>"), "{subject}");
    for part in [
        "5 maart om 13:30",
        "https://kansrijk.example/bijeenkomsten/samen",
    ] {
        assert!(text.contains(part), "{text}");
    }
}

#[tokio::test]
async fn a_mail_that_is_sent_again_after_a_crash_has_the_name_of_the_first() {
    let (accounts, folder) = site().await;
    agree(&accounts, true).await;
    let asked = letter("offered/s1/1", Reader::Person(id("noor")), PLACE_OFFERED);
    accounts.write(&asked).await.unwrap();
    let now = accounts.clock.now();
    let job = accounts.store.claim(now, 1).await.unwrap().remove(0);
    let name = crate::secret::SecretId::parse(&job.key).unwrap();
    let mail = serde_json::from_value(job.payload).unwrap();
    for _ in 0..2 {
        accounts.mail_about_place(&name, &mail, now).await.unwrap();
    }
    let named = format!("Message-ID: <{}@", name.as_str());
    let files = std::fs::read_dir(folder.path()).unwrap().flatten();
    let texts: Vec<String> = files
        .map(|file| std::fs::read_to_string(file.path()).unwrap())
        .collect();
    assert_eq!(texts.len(), 2);
    assert!(texts.iter().all(|text| text.contains(&named)), "{texts:?}");
}

#[tokio::test]
async fn who_took_their_word_back_gets_none_and_an_address_that_was_typed_does() {
    let (accounts, _folder) = site().await;
    agree(&accounts, true).await;
    let asked = letter("offered/s1/1", Reader::Person(id("noor")), PLACE_OFFERED);
    accounts.write(&asked).await.unwrap();
    agree(&accounts, false).await;
    let more = letter("offered/s1/2", Reader::Person(id("noor")), PLACE_OFFERED);
    accounts.write(&more).await.unwrap();
    assert!(sent(&accounts).await.is_empty());
    // Hers or nobody's: the answer is the same, and so is the mail.
    let mut texts = Vec::new();
    for email in ["noor@school.example", "nieuw@school.example"] {
        let asked = letter(email, address(email, "192.0.2.1"), SIGNUP_ASKED);
        accounts.write(&asked).await.unwrap();
        let mails = sent(&accounts).await;
        assert_eq!(mails[0].0, email);
        texts.push(mails[0].2.clone());
    }
    assert_eq!(texts[0], texts[1]);
}

#[tokio::test]
async fn a_day_has_its_end_for_an_address_and_an_hour_for_a_place() {
    let (accounts, _folder) = site().await;
    let asked =
        |n: usize, email: &str| letter(&n.to_string(), address(email, "192.0.2.1"), SIGNUP_ASKED);
    let wrong = accounts.write(&asked(0, "geen adres")).await;
    assert!(matches!(wrong, Err(AccountsError::InviteEmail)));
    for n in 0..150 {
        accounts
            .write(&asked(n, "nieuw@school.example"))
            .await
            .unwrap();
    }
    assert_eq!(sent(&accounts).await.len(), 5);
    let more = accounts.write(&asked(200, "ander@school.example")).await;
    assert!(matches!(more, Err(AccountsError::TooMany)));
    accounts.clock.advance(TimeDelta::hours(1));
    accounts
        .write(&asked(201, "ander@school.example"))
        .await
        .unwrap();
    assert_eq!(sent(&accounts).await.len(), 6);
}

#[tokio::test]
async fn whatever_can_be_written_of_has_its_sentences_and_nothing_else_is_sent() {
    let (accounts, _folder) = site().await;
    for language in [Language::Nl, Language::En] {
        for &what in WRITTEN.iter().chain(OF_COMMUNITIES) {
            let to = Reader::Address(Address {
                email: format!("{what}@school.example"),
                language,
                from: None,
            });
            let once = format!("{what}{language:?}");
            accounts.write(&letter(&once, to, what)).await.unwrap();
        }
    }
    let mails = sent(&accounts).await;
    assert_eq!(mails.len(), 2 * (WRITTEN.len() + OF_COMMUNITIES.len()));
    for (n, one) in mails.iter().enumerate() {
        for other in &mails[n + 1..] {
            assert_ne!((&one.1, &one.2), (&other.1, &other.2));
        }
    }
    let to = || address("nieuw@school.example", "192.0.2.1");
    let unknown = letter("x", to(), "iets-anders");
    let elsewhere = Letter {
        path: "//elders.example".to_owned(),
        ..letter("y", to(), PLACE_OFFERED)
    };
    let late = Letter {
        until: start(),
        ..letter("z", to(), PLACE_OFFERED)
    };
    for refused in [unknown, elsewhere, late] {
        accounts.write(&refused).await.unwrap();
    }
    assert_eq!(sent(&accounts).await.len(), mails.len());
}

#[tokio::test]
async fn a_mail_of_a_change_says_what_it_was_and_is_in_the_language_of_its_reader() {
    let (accounts, _folder) = site().await;
    let span = |starts: &str, ends: &str, all_day| {
        Told::Time(Span {
            starts: starts.parse().unwrap(),
            ends: ends.parse().unwrap(),
            all_day,
        })
    };
    let difference = |what: &str, before, now| Difference {
        what: what.to_owned(),
        before,
        now,
    };
    let afternoon = span("2026-03-05T15:30:00", "2026-03-05T17:00:00", false);
    let days = span("2026-03-28T00:00:00", "2026-03-30T00:00:00", true);
    let place = Some(Told::Text("De <Brug>".to_owned()));
    let changes = vec![
        difference("time", Some(afternoon.clone()), Some(days)),
        difference("place", None, place),
        difference("link", None, None),
        difference("date-off", Some(afternoon), None),
    ];
    let dutch = [
        "Tijd: 28 maart tot 29 maart. Eerst: 5 maart om 15:30 uur tot 17:00.",
        "Plek: De <Brug>. Eerst: nog niet bekend.",
        "De link om online mee te doen is anders. Je vindt hem op de pagina.",
        "De keer van 5 maart om 15:30 uur tot 17:00 gaat niet door.",
    ];
    let english = [
        "Time: 28 March until 29 March. It was: 5 March at 15:30 until 17:00.",
        "Place: De <Brug>. It was: not known yet.",
        "The link to take part online is different. You find it on the page.",
        "The one of 5 March at 15:30 until 17:00 is called off.",
    ];
    for (language, lines) in [(Language::Nl, dutch), (Language::En, english)] {
        let to = Reader::Address(Address {
            email: format!("lin-{}@school.example", language.code()),
            language,
            from: None,
        });
        let asked = Letter {
            changes: changes.clone(),
            ..letter(language.code(), to, MEETUP_CHANGED)
        };
        accounts.write(&asked).await.unwrap();
        let mails = sent(&accounts).await;
        let (_, _, text) = &mails[0];
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for line in lines {
            assert!(text.contains(line), "{line}\n{text}");
        }
    }
    let unknown = Letter {
        changes: vec![difference("weather", None, None)],
        ..letter(
            "x",
            address("x@school.example", "192.0.2.1"),
            MEETUP_CHANGED,
        )
    };
    let before = sent(&accounts).await.len();
    accounts.write(&unknown).await.unwrap();
    assert_eq!(sent(&accounts).await.len(), before);
}

#[test]
fn every_change_has_a_sentence_in_both_languages() {
    for text in [
        include_str!("../../locales/nl/mails.ftl"),
        include_str!("../../locales/en/mails.ftl"),
    ] {
        for what in CHANGED {
            let key = format!("mail-change-{what} =");
            assert!(text.contains(&key), "{key}");
        }
    }
}
