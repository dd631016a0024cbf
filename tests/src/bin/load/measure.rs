//! Asks one kind of thing many times, 16 at a time over kept connections, and looks at each answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use reqwest::StatusCode;
use reqwest::header::IF_NONE_MATCH;
use serde_json::Value;
use tokio::task::JoinSet;

use crate::Failure;
use crate::country::Country;
use crate::table::Row;

const CLIENTS: usize = 16;
/// Asked beforehand and not counted.
const WARM_UP: usize = 64;

/// What makes an answer a real one.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Expect {
    /// JSON with a `total` over 0.
    Total,
    /// JSON with a list that is not empty.
    List(&'static str),
    /// A page with something found.
    Page,
    /// A calendar with an event.
    Feed,
    /// A board with meetups on it.
    Board,
    /// That it is still the same, and nothing else.
    Same,
}

/// One kind of request: its addresses, by turns, and how often.
#[derive(Debug, Clone)]
pub(crate) struct Series {
    name: &'static str,
    addresses: Vec<String>,
    /// Who asks, by turns; nobody where there are none.
    tokens: Vec<String>,
    requests: usize,
    expect: Expect,
    /// By what the asker knows what it has.
    known: Option<String>,
    target: Option<Duration>,
}

impl Series {
    pub(crate) fn get(
        name: &'static str,
        addresses: Vec<String>,
        requests: usize,
        expect: Expect,
    ) -> Self {
        Self {
            name,
            addresses,
            tokens: Vec::new(),
            requests,
            expect,
            known: None,
            target: None,
        }
    }

    /// Asks whether it is still the same.
    pub(crate) fn knowing(self, etag: String) -> Self {
        Self {
            known: Some(etag),
            ..self
        }
    }

    pub(crate) fn post(
        name: &'static str,
        address: String,
        tokens: Vec<String>,
        requests: usize,
    ) -> Self {
        let expect = Expect::List("suggestions");
        Self {
            name,
            addresses: vec![address],
            tokens,
            requests,
            expect,
            known: None,
            target: None,
        }
    }

    /// With a target for the slowest of a hundred, in milliseconds.
    pub(crate) fn within(self, milliseconds: u64) -> Self {
        Self {
            target: Some(Duration::from_millis(milliseconds)),
            ..self
        }
    }

    /// What so many answers took.
    pub(crate) fn row(&self, times: Vec<Duration>, whole: Duration) -> Row {
        Row::of(self.name, times, whole, self.target)
    }

    fn request(&self, client: &reqwest::Client, turn: usize) -> reqwest::RequestBuilder {
        let address = &self.addresses[turn % self.addresses.len()];
        match (
            self.tokens.get(turn % self.tokens.len().max(1)),
            &self.known,
        ) {
            (Some(token), _) => client.post(address).bearer_auth(token),
            (None, Some(etag)) => client.get(address).header(IF_NONE_MATCH, etag),
            (None, None) => client.get(address),
        }
    }

    /// Asks once; gives how long the whole answer took.
    pub(crate) async fn ask(
        &self,
        client: &reqwest::Client,
        turn: usize,
    ) -> Result<Duration, Failure> {
        let began = Instant::now();
        let response = self.request(client, turn).send().await?;
        let status = response.status();
        let body = response.bytes().await?;
        let took = began.elapsed();
        let wanted = match self.known {
            Some(_) => StatusCode::NOT_MODIFIED,
            None => StatusCode::OK,
        };
        if status != wanted || !self.expect.is_met_by(&body) {
            let address = &self.addresses[turn % self.addresses.len()];
            let text: String = String::from_utf8_lossy(&body).chars().take(300).collect();
            return Err(format!(
                "{}: {status} at {address}, or nothing in it: {text}",
                self.name
            )
            .into());
        }
        Ok(took)
    }
}

impl Expect {
    fn is_met_by(self, body: &[u8]) -> bool {
        let json = || serde_json::from_slice::<Value>(body).unwrap_or_default();
        let has = |text: &str| {
            body.windows(text.len())
                .any(|window| window == text.as_bytes())
        };
        match self {
            Self::Total => json()["total"].as_u64() > Some(0),
            Self::List(name) => json()[name].as_array().is_some_and(|list| !list.is_empty()),
            Self::Page => has("class=\"hit"),
            Self::Feed => has("BEGIN:VEVENT"),
            Self::Board => has("class=\"tile"),
            Self::Same => body.is_empty(),
        }
    }
}

/// Measures one kind of request.
pub(crate) async fn measure(country: &Country, series: &Series) -> Result<Row, Failure> {
    let series = Arc::new(series.clone());
    round(country, &series, WARM_UP).await?;
    let began = Instant::now();
    let times = round(country, &series, series.requests).await?;
    Ok(series.row(times, began.elapsed()))
}

/// So many requests by all clients together; each takes the next turn as soon as it has its answer.
async fn round(
    country: &Country,
    series: &Arc<Series>,
    requests: usize,
) -> Result<Vec<Duration>, Failure> {
    let turn = Arc::new(AtomicUsize::new(0));
    let mut clients = JoinSet::new();
    for _ in 0..CLIENTS {
        let (client, series, turn) = (
            country.client.clone(),
            Arc::clone(series),
            Arc::clone(&turn),
        );
        clients.spawn(async move {
            let mut times = Vec::new();
            loop {
                let mine = turn.fetch_add(1, Ordering::Relaxed);
                if mine >= requests {
                    return Ok::<_, Failure>(times);
                }
                times.push(series.ask(&client, mine).await?);
            }
        });
    }
    let mut times = Vec::with_capacity(requests);
    while let Some(done) = clients.join_next().await {
        times.extend(done??);
    }
    Ok(times)
}
