use std::sync::{Arc, Mutex};

use chrono::TimeDelta;
use contract::Caller;
use contract::accounts_log::{Pull, Pulled};
use contract::news::{Readers, Tell, WhoReads};
use contract::toolbox::{MOST_SEARCHES, SearchWords};
use nouns::{Clock, Region, Role};
use poem::web::{Data, Json};
use poem::{EndpointExt as _, Route, handler, post};
use store::Datastore;
use wire::{AccountsLog, Client, Signer};

use crate::card::{Card, Visibility};
use crate::samples::{at_school, caller, saskia, start, typed};
use crate::{SearchProblem, Toolbox, ToolboxError, reading};

/// Accounts, as far as mails go: who wants them, and what was told.
#[derive(Default)]
struct Accounts {
    readers: Mutex<Vec<Caller>>,
    told: Mutex<Vec<Tell>>,
}

#[handler]
fn readers(Data(accounts): Data<&Arc<Accounts>>, Json(asked): Json<WhoReads>) -> Json<Readers> {
    let mut readers = accounts.readers.lock().unwrap().clone();
    readers.retain(|one| asked.people.contains(&one.person.to_string()));
    Json(Readers { readers })
}

#[handler]
fn tell(Data(accounts): Data<&Arc<Accounts>>, Json(news): Json<Tell>) -> Json<()> {
    accounts.told.lock().unwrap().push(news);
    Json(())
}

#[handler]
fn pull(Json(pull): Json<Pull>) -> Json<Pulled> {
    Json(Pulled {
        changes: Vec::new(),
        upto: pull.after,
    })
}

struct Site {
    toolbox: Toolbox,
    clock: Clock,
    accounts: Arc<Accounts>,
}

/// A toolbox whose accounts says that Saskia and Tim want mails.
async fn site() -> Site {
    let clock = Clock::fixed(start());
    let datastore = Datastore::in_memory().await.unwrap();
    let accounts = Arc::new(Accounts::default());
    *accounts.readers.lock().unwrap() = vec![saskia(), tim()];
    let door = Route::new()
        .at("/log", post(pull))
        .at("/readers", post(readers))
        .at("/tell", post(tell))
        .data(Arc::clone(&accounts));
    let key = Signer::generate().unwrap();
    let verifier = Signer::from_pkcs8(&key).unwrap().verifier();
    let log = AccountsLog::new(Client::local(door), None, "toolbox", verifier);
    let toolbox = Toolbox::open(&datastore, None, clock.clone()).await;
    Site {
        toolbox: toolbox.unwrap().with_accounts(log),
        clock,
        accounts,
    }
}

/// A teacher at another school, in another region.
fn tim() -> Caller {
    let mut tim = at_school("tim", "25LX");
    tim.roles[0].role = Role::Docent;
    tim.region = Region::parse("RMC-29").ok();
    tim
}

fn femke() -> Caller {
    let mut femke = caller("femke", Role::Docent);
    femke.school = saskia().school;
    femke.region = saskia().region;
    femke
}

fn words(q: &str) -> SearchWords {
    SearchWords {
        q: q.to_owned(),
        ..SearchWords::default()
    }
}

impl Site {
    async fn share(&self, title: &str, visibility: Visibility) -> Card {
        let mut content = reading::typed(&typed(title)).unwrap();
        content.visibility = visibility;
        self.toolbox.add(&femke(), content).await.unwrap()
    }

    async fn show(&self, card: &Card, visibility: Visibility) {
        let card = self.toolbox.card(Some(&femke()), &card.id).await.unwrap();
        let mut content = card.content().clone();
        content.visibility = visibility;
        let from = card.current.number;
        let by = femke();
        let changed = self.toolbox.edit(&by, &card.id, from, content).await;
        changed.unwrap();
    }

    async fn keep(&self, by: &Caller, q: &str) {
        let kept = self.toolbox.keep_search(by, &words(q), true).await;
        kept.unwrap();
        // What is shared from here on is newer than the search.
        self.clock.advance(TimeDelta::minutes(1));
    }

    /// What the mails of the next morning tell: of whom, which titles.
    async fn next_mails(&self) -> Vec<(String, Vec<String>)> {
        self.clock.advance(TimeDelta::days(1));
        self.toolbox.see_to_questions_now().await.unwrap();
        let told = std::mem::take(&mut *self.accounts.told.lock().unwrap());
        let titles = |told: Tell| {
            let titles = told.lines.into_iter().map(|line| line.title).collect();
            (told.person, titles)
        };
        told.into_iter().map(titles).collect()
    }
}

fn mail(person: &str, titles: &[&str]) -> (String, Vec<String>) {
    let titles = titles.iter().map(|title| (*title).to_owned()).collect();
    (person.to_owned(), titles)
}

fn refused<T: std::fmt::Debug>(done: Result<T, ToolboxError>) -> SearchProblem {
    match done.unwrap_err() {
        ToolboxError::Search(problem) => problem,
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn one_mail_a_day_tells_of_new_cards_and_of_none_twice() {
    let site = site().await;
    site.share("Teamdag van toen", Visibility::Country).await;
    site.keep(&saskia(), "teamdag").await;
    site.keep(&saskia(), "viskom").await;
    assert_eq!(site.next_mails().await, [], "nothing is new");

    site.share("Teamdag buiten", Visibility::Country).await;
    site.share("Viskom met een teamdag", Visibility::Country)
        .await;
    site.share("Prikbord", Visibility::Country).await;
    let mut mails = site.next_mails().await;
    mails[0].1.sort();
    assert_eq!(
        mails,
        [mail(
            "saskia",
            &["Teamdag buiten", "Viskom met een teamdag"]
        )],
        "two searches, one mail, every card once"
    );
    assert_eq!(site.next_mails().await, []);
    site.share("Teamdag binnen", Visibility::Country).await;
    assert_eq!(
        site.next_mails().await,
        [mail("saskia", &["Teamdag binnen"])]
    );
}

#[tokio::test]
async fn a_card_that_a_person_may_not_read_is_in_no_mail() {
    let site = site().await;
    site.keep(&saskia(), "teamdag").await;
    site.keep(&tim(), "teamdag").await;
    let card = site.share("Teamdag buiten", Visibility::Team).await;
    assert_eq!(site.next_mails().await, [], "for its author alone");

    site.show(&card, Visibility::School).await;
    assert_eq!(
        site.next_mails().await,
        [mail("saskia", &["Teamdag buiten"])]
    );
    site.show(&card, Visibility::Country).await;
    assert_eq!(
        site.next_mails().await,
        [mail("tim", &["Teamdag buiten"])],
        "new to whom it was not for before, and to nobody else"
    );
    let gone = site.share("Teamdag weg", Visibility::Country).await;
    site.toolbox.withdraw(&femke(), &gone.id).await.unwrap();
    assert_eq!(site.next_mails().await, []);

    // Tim moved: what was his region's is not his any more, and accounts knows.
    let mut moved = tim();
    moved.region = None;
    moved.school = None;
    *site.accounts.readers.lock().unwrap() = vec![moved];
    site.share("Teamdag in de regio", Visibility::Region).await;
    assert_eq!(site.next_mails().await, []);
}

#[tokio::test]
async fn a_mail_takes_two_yeses_and_one_press_takes_one_back() {
    let site = site().await;
    site.keep(&saskia(), "teamdag").await;
    // No consent to mails: accounts does not name her.
    site.accounts.readers.lock().unwrap().clear();
    site.share("Teamdag een", Visibility::Country).await;
    assert_eq!(site.next_mails().await, []);
    *site.accounts.readers.lock().unwrap() = vec![saskia(), tim()];
    assert_eq!(site.next_mails().await, [mail("saskia", &["Teamdag een"])]);

    let mine = site.toolbox.store.searches_of(&saskia().person).await;
    let stop = mine.unwrap().unwrap().stop;
    site.toolbox.stop_search_mails("geraden").await.unwrap();
    site.toolbox.stop_search_mails(&stop).await.unwrap();
    site.toolbox.stop_search_mails(&stop).await.unwrap();
    site.share("Teamdag twee", Visibility::Country).await;
    assert_eq!(site.next_mails().await, []);
    site.toolbox.catch_up().await.unwrap();
    let mine = site.toolbox.my_searches(&saskia()).await.unwrap();
    assert!(!mine[0].search.mail, "the search itself is kept");
    assert_eq!(mine[0].total, 2);

    // On again: what came in between is not news any more.
    let id = mine[0].search.id.clone();
    site.toolbox
        .mail_search(&saskia(), &id, true)
        .await
        .unwrap();
    site.clock.advance(TimeDelta::minutes(1));
    site.share("Teamdag drie", Visibility::Country).await;
    assert_eq!(site.next_mails().await, [mail("saskia", &["Teamdag drie"])]);
}

#[tokio::test]
async fn more_than_one_mail_holds_comes_the_day_after() {
    let site = site().await;
    site.keep(&saskia(), "teamdag").await;
    for number in 0..13 {
        site.share(&format!("Teamdag {number}"), Visibility::Country)
            .await;
    }
    let first = site.next_mails().await;
    let second = site.next_mails().await;
    assert_eq!((first[0].1.len(), second[0].1.len()), (10, 3));
    assert_eq!(site.next_mails().await, []);
}

#[tokio::test]
async fn one_word_of_many_is_no_reason_for_a_mail() {
    let site = site().await;
    site.share("Stilte bewaren bij een lesbezoek", Visibility::Country)
        .await;
    site.keep(&saskia(), "stilte bewaren bij een lesbezoek")
        .await;
    site.share("Geheimen bewaren", Visibility::Country).await;
    assert_eq!(site.next_mails().await, []);
    site.share("Stilte na een lesbezoek", Visibility::Country)
        .await;
    assert_eq!(
        site.next_mails().await,
        [mail("saskia", &["Stilte na een lesbezoek"])]
    );
}

#[tokio::test]
async fn presses_at_the_same_time_are_all_kept() {
    let site = site().await;
    let toolbox = Arc::new(site.toolbox);
    let presses = (0..MOST_SEARCHES).map(|number| {
        let toolbox = Arc::clone(&toolbox);
        let keep = async move {
            let words = words(&format!("team {number}"));
            toolbox.keep_search(&saskia(), &words, false).await
        };
        tokio::spawn(keep)
    });
    for press in presses.collect::<Vec<_>>() {
        press.await.unwrap().unwrap();
    }
    let mine = toolbox.my_searches(&saskia()).await.unwrap();
    assert_eq!(mine.len(), MOST_SEARCHES);
}

#[tokio::test]
async fn searches_are_bounded_their_owners_and_gone_with_them() {
    let site = site().await;
    let toolbox = &site.toolbox;
    let student = caller("noor", Role::Student);
    let kept = toolbox.keep_search(&student, &words("team"), false).await;
    assert_eq!(refused(kept), SearchProblem::MayNotKeep);
    let kept = toolbox.keep_search(&saskia(), &words(" "), false).await;
    assert_eq!(refused(kept), SearchProblem::Empty);
    let unread = SearchWords {
        kind: "spel".to_owned(),
        ..SearchWords::default()
    };
    let kept = toolbox.keep_search(&saskia(), &unread, false).await;
    assert!(matches!(kept, Err(ToolboxError::Refused(_))));
    for number in 0..20 {
        site.keep(&saskia(), &format!("team {number}")).await;
    }
    let kept = toolbox.keep_search(&saskia(), &words("meer"), true).await;
    assert_eq!(refused(kept), SearchProblem::TooMany);

    let id = toolbox.my_searches(&saskia()).await.unwrap()[0]
        .search
        .id
        .clone();
    assert_eq!(
        refused(toolbox.forget_search(&tim(), &id).await),
        SearchProblem::NotFound
    );
    let about = toolbox.about_me(&saskia()).await.unwrap().tables;
    let rows = about["saved_search"]["rows"].as_array().unwrap();
    assert_eq!(rows[0]["searches"].as_array().unwrap().len(), 20);
    toolbox
        .store
        .erase(1, &saskia().person, start())
        .await
        .unwrap();
    assert_eq!(
        toolbox.store.searches_of(&saskia().person).await.unwrap(),
        None
    );
    assert_eq!(site.next_mails().await, []);
}
