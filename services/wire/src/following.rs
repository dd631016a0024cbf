//! Following the log of accounts, on the side of a service. The service stores what came with
//! its place in the log in one transaction; this asks, keeps the order, and says when the
//! service lags.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use contract::Caller;
use contract::accounts_log::{Change, Happened, Pull, Pulled};
use contract::letters::Letter;
use contract::news::{CalendarAddresses, Invite, Invited, Readers, Tell, WhoReads, WhoseCalendar};
use nouns::PersonId;
use poem::endpoint::BoxEndpoint;
use poem::{Endpoint as _, EndpointExt as _};
use tokio::sync::watch;

use crate::{CallerToken, Client, DoorKey, Problem, Verifier, as_problem_response};

/// A service that has not been up to date for so long shows no personal data any more.
pub const LAGS_AFTER: Duration = Duration::from_secs(15);
/// How long one question waits for something to happen.
const WAIT: Duration = Duration::from_secs(5);
/// After accounts could not be reached it is asked again so soon.
const AGAIN: Duration = Duration::from_secs(1);

/// A service's own store, as the follower of the log.
pub trait Follower: Sync {
    type Error: From<Problem> + std::error::Error + Send + 'static;

    /// Up to where everything is stored.
    fn place(&self) -> impl Future<Output = Result<u64, Self::Error>> + Send;

    /// Finishes what stored changes left to do outside the store: nothing of the erased is left in
    /// its files when this returns.
    fn settle(&self) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Stores one change together with its place.
    fn take_over(&self, change: Change) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Stores changes in their order; who can do many at once says how.
    fn take_over_all(
        &self,
        changes: Vec<Change>,
    ) -> impl Future<Output = Result<(), Self::Error>> + Send {
        async move {
            for change in changes {
                self.take_over(change).await?;
            }
            Ok(())
        }
    }

    /// Stores a place: what came up to it does not concern this service.
    fn pass(&self, position: u64) -> impl Future<Output = Result<(), Self::Error>> + Send;
}

/// The log of accounts, as one service sees it.
pub struct AccountsLog {
    client: Client,
    key: Option<DoorKey>,
    service: &'static str,
    verifier: Verifier,
    /// One at a time, so that changes are stored in their order.
    turn: tokio::sync::Mutex<()>,
    /// When the service last had everything there was.
    current: Mutex<Option<Instant>>,
}

impl AccountsLog {
    /// `client` speaks to the internal door of accounts, with `key` where it is elsewhere.
    #[must_use]
    pub fn new(
        client: Client,
        key: Option<DoorKey>,
        service: &'static str,
        verifier: Verifier,
    ) -> Self {
        Self {
            client,
            key,
            service,
            verifier,
            turn: tokio::sync::Mutex::default(),
            current: Mutex::new(None),
        }
    }

    /// Stores everything that accounts has for us now.
    pub async fn follow<F: Follower>(&self, follower: &F) -> Result<(), F::Error> {
        let _turn = self.turn.lock().await;
        loop {
            // To ask on is to say that everything up to here is done.
            follower.settle().await?;
            let place = follower.place().await?;
            let pulled = self.after(place, Duration::ZERO).await?;
            if pulled.upto == place {
                *self.current() = Some(Instant::now());
                return Ok(());
            }
            for change in &pulled.changes {
                self.close_to(&change.what);
            }
            follower.take_over_all(pulled.changes).await?;
            if follower.place().await? < pulled.upto {
                follower.pass(pulled.upto).await?;
            }
        }
    }

    /// Follows until `stop` turns true: what changes is known here at once.
    pub async fn follow_until<F: Follower>(&self, follower: &F, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            let following = async {
                self.follow(follower).await?;
                // Only waits: what comes is stored by the next turn.
                let place = follower.place().await?;
                self.after(place, WAIT).await.map_err(F::Error::from)
            };
            let pause = tokio::select! {
                done = following => match done {
                    Ok(_) => Duration::ZERO,
                    Err(error) => {
                        let error: &dyn std::error::Error = &error;
                        tracing::warn!(service = self.service, error, "accounts cannot be followed");
                        AGAIN
                    }
                },
                stopped = stop.wait_for(|stop| *stop) => { drop(stopped); return }
            };
            if !pause.is_zero() {
                // The pause or the word to stop, whichever comes first.
                let _ = tokio::time::timeout(pause, stop.wait_for(|stop| *stop)).await;
            }
        }
    }

    /// Brings a service up to date that lags.
    ///
    /// # Errors
    /// [`Problem::Lagging`] when it cannot be.
    pub async fn be_up_to_date<F: Follower>(&self, follower: &F) -> Result<(), Problem> {
        if !self.lags() {
            return Ok(());
        }
        self.follow(follower).await.map_err(|error| {
            let error: &dyn std::error::Error = &error;
            tracing::warn!(service = self.service, error, "lagging behind accounts");
            Problem::Lagging
        })
    }

    /// Asks accounts to tell somebody something by mail, if they agreed to that.
    pub async fn tell(&self, news: &Tell) -> Result<(), Problem> {
        self.client
            .post(self.bearer().as_ref(), "/tell", news)
            .await
    }

    /// Asks accounts for a mail with a link to an address; gives the hash of the link's secret.
    pub async fn invite(&self, invite: &Invite) -> Result<Invited, Problem> {
        self.client
            .post(self.bearer().as_ref(), "/invite", invite)
            .await
    }

    /// Asks accounts for a mail about a place at a meetup; it goes out once, by its name.
    pub async fn write(&self, letter: &Letter) -> Result<(), Problem> {
        self.client
            .post(self.bearer().as_ref(), "/letters", letter)
            .await
    }

    fn bearer(&self) -> Option<CallerToken> {
        self.key.as_ref().and_then(DoorKey::token)
    }

    /// Who of these people may be sent mails now, and what they are to a service.
    pub async fn readers(&self, people: Vec<String>) -> Result<Vec<Caller>, Problem> {
        let asked = WhoReads { people };
        let told: Readers = self
            .client
            .post(self.bearer().as_ref(), "/readers", &asked)
            .await?;
        Ok(told.readers)
    }

    /// What an invitation for somebody's own calendar names.
    pub async fn calendar_addresses(
        &self,
        person: &PersonId,
    ) -> Result<CalendarAddresses, Problem> {
        let asked = WhoseCalendar {
            person: person.clone(),
        };
        self.client
            .post(self.bearer().as_ref(), "/calendar", &asked)
            .await
    }

    /// Whether what the service would show may be gone by now.
    #[must_use]
    pub fn lags(&self) -> bool {
        self.current().is_none_or(|at| at.elapsed() > LAGS_AFTER)
    }

    async fn after(&self, position: u64, wait: Duration) -> Result<Pulled, Problem> {
        let pull = Pull {
            service: self.service.to_owned(),
            after: position,
            wait_ms: u64::try_from(wait.as_millis()).unwrap_or(u64::MAX),
        };
        self.client
            .post(self.bearer().as_ref(), "/log", &pull)
            .await
    }

    /// A token of somebody who is gone or suspended opens nothing any more, though its minute is not over.
    fn close_to(&self, what: &Happened) {
        match what {
            Happened::Erased { person } => self.verifier.bar(person),
            Happened::Standing(standing) => {
                self.verifier
                    .suspend(&standing.person, standing.is_suspended);
            }
            Happened::Block { .. } => {}
        }
    }

    fn current(&self) -> std::sync::MutexGuard<'_, Option<Instant>> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Lets nobody see what `is_personal` (asked with the path) while a service lags: `check` brings
/// it up to date, or says that it cannot.
pub fn guarded<C, F>(
    api: BoxEndpoint<'static>,
    is_personal: fn(&str) -> bool,
    check: C,
) -> BoxEndpoint<'static>
where
    C: Fn() -> F + Send + Sync + 'static,
    F: Future<Output = Result<(), Problem>> + Send,
{
    let check = Arc::new(check);
    api.around(move |api, request| {
        let check = Arc::clone(&check);
        async move {
            if is_personal(request.uri().path()) {
                check().await?;
            }
            api.call(request).await
        }
    })
    .catch_all_error(as_problem_response)
    .map_to_response()
    .boxed()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

    use poem::http::StatusCode;
    use poem::web::Json;
    use poem::{Request, Response, Route, handler, post};

    use super::*;
    use crate::Signer;

    /// A service that has stored everything up to a place.
    #[derive(Default)]
    struct Service(AtomicU64);

    impl Follower for Service {
        type Error = Problem;

        async fn place(&self) -> Result<u64, Problem> {
            Ok(self.0.load(Ordering::SeqCst))
        }

        async fn settle(&self) -> Result<(), Problem> {
            Ok(())
        }

        async fn take_over(&self, change: Change) -> Result<(), Problem> {
            self.pass(change.position).await
        }

        async fn pass(&self, position: u64) -> Result<(), Problem> {
            self.0.store(position, Ordering::SeqCst);
            Ok(())
        }
    }

    /// Accounts with three entries that concern nobody, or away.
    fn accounts(is_away: &Arc<AtomicBool>) -> Client {
        #[handler]
        fn pull(Json(pull): Json<Pull>) -> Json<Pulled> {
            let upto = pull.after.max(3);
            Json(Pulled {
                changes: Vec::new(),
                upto,
            })
        }
        let is_away = Arc::clone(is_away);
        let door = Route::new().at("/log", post(pull));
        Client::local(door.around(move |door, request: Request| {
            let is_away = is_away.load(Ordering::SeqCst);
            async move {
                if is_away {
                    Err(Problem::Busy.into())
                } else {
                    door.call(request).await
                }
            }
        }))
    }

    fn log(is_away: &Arc<AtomicBool>) -> AccountsLog {
        let key = Signer::generate().unwrap();
        let verifier = Signer::from_pkcs8(&key).unwrap().verifier();
        AccountsLog::new(accounts(is_away), None, "toolbox", verifier)
    }

    impl AccountsLog {
        /// As if it had last been up to date so long ago.
        fn was_current(&self, ago: Duration) {
            *self.current() = Some(Instant::now().checked_sub(ago).unwrap());
        }
    }

    #[tokio::test]
    async fn a_service_lags_before_it_followed_and_again_after_a_while() {
        let away = Arc::default();
        let (log, service) = (log(&away), Service::default());
        assert!(log.lags(), "nothing was followed yet");
        log.follow(&service).await.unwrap();
        assert!(!log.lags());
        assert_eq!(service.place().await.unwrap(), 3);
        log.was_current(LAGS_AFTER / 2);
        assert!(!log.lags());
        log.was_current(LAGS_AFTER + Duration::from_secs(1));
        assert!(log.lags());
    }

    #[tokio::test]
    async fn a_lagging_service_shows_nobody_and_comes_back_by_itself() {
        let away = Arc::new(AtomicBool::new(false));
        let state = Arc::new((log(&away), Service::default()));
        state.0.follow(&state.1).await.unwrap();
        #[handler]
        fn shown() -> &'static str {
            "Noor"
        }
        let api = Route::new().at("/people", shown).at("/health", shown);
        let check = Arc::clone(&state);
        let guarded = guarded(
            api.map_to_response().boxed(),
            |path| path == "/people",
            move || {
                let check = Arc::clone(&check);
                async move { check.0.be_up_to_date(&check.1).await }
            },
        );
        let ask = async |path: &str| -> Response {
            let request = Request::builder().uri(path.parse().unwrap()).finish();
            guarded.get_response(request).await
        };
        assert_eq!(ask("/people").await.status(), StatusCode::OK);

        // Accounts is away: for a while what is known may still be shown, then nobody is.
        away.store(true, Ordering::SeqCst);
        assert_eq!(ask("/people").await.status(), StatusCode::OK);
        state.0.was_current(LAGS_AFTER + Duration::from_secs(1));
        let refused = ask("/people").await;
        assert_eq!(refused.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert!(refused.headers().contains_key("retry-after"));
        let body = refused.into_body().into_string().await.unwrap();
        assert!(
            body.contains("accounts.lagging") && !body.contains("Noor"),
            "{body}"
        );
        assert_eq!(
            ask("/health").await.status(),
            StatusCode::OK,
            "what names nobody is shown"
        );

        away.store(false, Ordering::SeqCst);
        assert_eq!(ask("/people").await.status(), StatusCode::OK);
        assert!(!state.0.lags());
    }
}
