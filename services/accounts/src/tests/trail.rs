//! What the log says of what happens at the doors, and whom it does not name.

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use contract::{Caller, Grant, Scope};
use nouns::{Language, Role};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::testing::{TempFolder, caller, id, town};
use crate::{Accounts, Device, Grounds, Hours, Proof, SignInSettings, TokenLabel};

/// Keeps the lines of the target "security".
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<String>>>);

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, " {}={value:?}", field.name());
    }
}

impl Subscriber for Lines {
    fn enabled(&self, about: &Metadata<'_>) -> bool {
        about.target() == "security"
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = Line(event.metadata().level().to_string());
        event.record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

impl Lines {
    fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

async fn site() -> (Accounts, TempFolder) {
    let folder = TempFolder::new();
    let settings = SignInSettings {
        site: "https://kansrijk.example".to_owned(),
        mails: Some(folder.path().to_owned()),
        ..SignInSettings::default()
    };
    (town().await.with_sign_in(&settings).unwrap(), folder)
}

/// What else is written down: each is done, and leaves one line that says so.
async fn others(accounts: &Accounts, lines: &Lines, admin: &Caller) -> Vec<String> {
    let mut written = Vec::new();
    let mut one = |words: &str| {
        let new = lines.take();
        assert!(new.len() == 1 && new[0].contains(words), "{words}: {new:?}");
        written.extend(new);
    };
    let noor = id("noor");
    let spent = Proof::Code("000000".to_owned());
    let device = Device::of("Firefox, Android");
    let refused = accounts.finish_by_mail(None, &spent, device.clone(), None);
    assert!(refused.await.is_err());
    one("a spent code");

    for _ in 0..5 {
        let asked = accounts.begin_by_mail("iemand@elders.example", "/mijn", Language::Nl, None);
        asked.await.unwrap();
    }
    let asked = accounts.begin_by_mail("iemand@elders.example", "/mijn", Language::Nl, None);
    asked.await.unwrap();
    one("held back");

    let label = TokenLabel::command_line();
    let key = accounts.issue_pat(&noor, label, Hours::DEFAULT).await;
    accounts.exchange(&key.unwrap().secret).await.unwrap();
    one("a key was used");

    let started = accounts.play(&noor, device, None, true).await.unwrap();
    one("signed in");
    accounts.sign_out(&started.secret).await.unwrap();
    one("signed out");

    let grounds = Grounds::parse("grof", "Je schold een ander uit.", None).unwrap();
    accounts.suspend(admin, &noor, &grounds).await.unwrap();
    one("suspended");
    accounts.lift_suspension(admin, &noor).await.unwrap();
    one("suspension lifted");
    written
}

#[tokio::test]
async fn the_doors_write_down_what_happens_and_name_nobody() {
    let (accounts, _folder) = site().await;
    let lines = Lines::default();
    let _guard = tracing::subscriber::set_default(lines.clone());

    let device = || Device::of("Firefox, Android");
    accounts
        .play(&id("noor"), device(), None, true)
        .await
        .unwrap();
    let came = lines.take();
    assert_eq!(came.len(), 1, "{came:?}");
    assert!(came[0].contains("signed in") && came[0].contains("second_factor=true"));

    let asked = accounts.begin_by_mail("noor@school.example", "/mijn", Language::Nl, None);
    let browser = asked.await.unwrap();
    let wrong = Proof::Code("000000x".to_owned());
    let refused = accounts.finish_by_mail(Some(&browser), &wrong, device(), None);
    assert!(refused.await.is_err());
    let wrong = lines.take();
    assert!(
        wrong.len() == 1 && wrong[0].contains("wrong code"),
        "{wrong:?}"
    );

    let admin = Caller {
        roles: vec![Grant {
            role: Role::Beheerder,
            scope: Scope::Everywhere,
        }],
        ..caller("vera")
    };
    accounts
        .sign_out_everywhere(&admin, &id("noor"))
        .await
        .unwrap();
    let out = lines.take();
    assert!(
        out.len() == 1 && out[0].contains("signed out everywhere"),
        "{out:?}"
    );

    let others = others(&accounts, &lines, &admin).await;
    for line in came.iter().chain(&wrong).chain(&out).chain(&others) {
        for name in ["noor", "vera", "school.example"] {
            assert!(!line.contains(name), "{line}");
        }
    }
    // The same person has the same name, so that a series is seen.
    let hash = |line: &str| {
        let at = line.split("person=").nth(1).unwrap_or_default();
        at.split_whitespace().next().unwrap_or_default().to_owned()
    };
    assert_eq!(hash(&came[0]), hash(&out[0]));
    assert!(!hash(&came[0]).is_empty());
}
