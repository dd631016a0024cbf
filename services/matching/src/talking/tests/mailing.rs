//! The mail that says that there is a message.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use contract::accounts_log::{Pull, Pulled};
use contract::news::Tell;
use poem::http::StatusCode;
use poem::web::{Data, Json};
use poem::{EndpointExt as _, Route, handler, post};
use wire::{AccountsLog, Client, Problem, Signer};

use super::*;

/// Accounts, as far as it hears what it has to tell.
#[derive(Default)]
struct Told {
    news: Mutex<Vec<Tell>>,
    is_away: AtomicBool,
}

#[handler]
fn pull(Json(pull): Json<Pull>) -> Json<Pulled> {
    Json(Pulled {
        changes: Vec::new(),
        upto: pull.after,
    })
}

#[handler]
fn tell(Data(told): Data<&Arc<Told>>, Json(news): Json<Tell>) -> Result<StatusCode, Problem> {
    if told.is_away.load(Ordering::SeqCst) {
        return Err(Problem::Busy);
    }
    told.news.lock().unwrap().push(news);
    Ok(StatusCode::NO_CONTENT)
}

/// A town whose matching is connected to accounts.
async fn connected(town: &Town) -> (Matching, Arc<Told>) {
    let told = Arc::new(Told::default());
    let door = Route::new()
        .at("/log", post(pull))
        .at("/tell", post(tell))
        .data(Arc::clone(&told));
    let key = Signer::generate().unwrap();
    let verifier = Signer::from_pkcs8(&key).unwrap().verifier();
    let client = Client::local(door.map_to_response());
    let log = AccountsLog::new(client, None, "matching", verifier);
    (town.replica().await.with_accounts(log), told)
}

struct Post<'a> {
    town: &'a Town,
    matching: Matching,
    told: Arc<Told>,
}

impl<'a> Post<'a> {
    async fn of(town: &'a Town) -> Self {
        let (matching, told) = connected(town).await;
        Self {
            town,
            matching,
            told,
        }
    }

    /// So many minutes later everything due was done; who was told of what since the last time.
    async fn after(&self, minutes: i64) -> Vec<(String, String)> {
        self.town.clock.advance(TimeDelta::minutes(minutes));
        while self.matching.do_due_jobs().await.unwrap() > 0 {}
        let news = std::mem::take(&mut *self.told.news.lock().unwrap());
        news.into_iter().map(|one| (one.person, one.path)).collect()
    }
}

fn to(person: &Caller, id: &RequestId) -> Vec<(String, String)> {
    let path = format!("/maatjes/gesprekken/{}", id.as_str());
    vec![(person.person.as_str().to_owned(), path)]
}

const NOBODY: Vec<(String, String)> = Vec::new();

#[tokio::test]
async fn a_reader_is_told_once_after_ten_minutes_and_again_only_after_reading() {
    let town = Town::new().await;
    let (noor, hanna, id) = pair(&town).await;
    let post = Post::of(&town).await;
    say(&town, &noor, &id, 1, "Geheim!").await;
    assert_eq!(post.after(9).await, NOBODY);
    say(&town, &noor, &id, 2, "Ben je er?").await;
    assert_eq!(post.after(1).await, to(&hanna, &id), "ten after the first");
    say(&town, &noor, &id, 3, "Hallo?").await;
    assert_eq!(post.after(60).await, NOBODY, "it was told");
    town.matching.mark_read(&hanna, &id, 3).await.unwrap();
    say(&town, &noor, &id, 4, "Fijn").await;
    assert_eq!(post.after(10).await, to(&hanna, &id), "it was read since");
}

#[tokio::test]
async fn nothing_of_a_message_is_told() {
    let town = Town::new().await;
    let (noor, _, id) = pair(&town).await;
    let post = Post::of(&town).await;
    say(&town, &noor, &id, 1, "Geheim!").await;
    town.clock.advance(TimeDelta::minutes(10));
    post.matching.do_due_jobs().await.unwrap();
    let news = post.told.news.lock().unwrap();
    assert_eq!(
        (news[0].what.as_str(), news[0].title.as_str()),
        ("conversation-new", "")
    );
}

#[tokio::test]
async fn who_read_it_meanwhile_is_not_told_and_the_ten_minutes_begin_anew() {
    let town = Town::new().await;
    let (noor, hanna, id) = pair(&town).await;
    let post = Post::of(&town).await;
    say(&town, &noor, &id, 1, "Hoi").await;
    assert_eq!(post.after(8).await, NOBODY);
    town.matching.mark_read(&hanna, &id, 1).await.unwrap();
    say(&town, &noor, &id, 2, "Nog iets").await;
    assert_eq!(post.after(5).await, NOBODY, "she just read");
    assert_eq!(post.after(5).await, to(&hanna, &id));
    // The writer is told of what the other writes, and not of their own.
    say(&town, &hanna, &id, 3, "Hoi Noor").await;
    assert_eq!(post.after(10).await, to(&noor, &id));
}

#[tokio::test]
async fn nobody_is_told_after_a_block_or_where_they_may_not_write() {
    let town = Town::new().await;
    let (noor, hanna, id) = pair(&town).await;
    let post = Post::of(&town).await;
    say(&town, &noor, &id, 1, "Hoi").await;
    town.agree(&hanna, false).await;
    assert_eq!(post.after(10).await, NOBODY, "she wants no contact");

    town.agree(&hanna, true).await;
    say(&town, &noor, &id, 2, "Hoi").await;
    town.matching.block(&hanna, &noor.person).await.unwrap();
    assert_eq!(post.after(10).await, NOBODY, "she blocked him");
}

#[tokio::test]
async fn a_mail_that_could_not_be_asked_for_is_asked_for_again() {
    let town = Town::new().await;
    let (noor, hanna, id) = pair(&town).await;
    let post = Post::of(&town).await;
    say(&town, &noor, &id, 1, "Hoi").await;
    post.told.is_away.store(true, Ordering::SeqCst);
    assert_eq!(post.after(10).await, NOBODY);
    post.told.is_away.store(false, Ordering::SeqCst);
    assert_eq!(post.after(1).await, to(&hanna, &id));
}

#[tokio::test]
async fn what_waits_stands_in_the_readers_export_and_goes_with_them() {
    let town = Town::new().await;
    let (noor, hanna, id) = pair(&town).await;
    let post = Post::of(&town).await;
    say(&town, &noor, &id, 1, "Hoi").await;
    let about = town.matching.about_me(&hanna).await.unwrap();
    assert!(
        about.tables["job"].to_string().contains("message-mail"),
        "{about:?}"
    );
    let now = town.clock.now();
    let erased = town.matching.store.erase(2, "hanna", now).await;
    erased.unwrap();
    assert_eq!(post.after(10).await, NOBODY);
}
