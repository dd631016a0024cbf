//! Logs and numbers. Neither holds personal data: requests are counted by the pattern of their
//! path, never by their ids, and nothing of a body or a query is logged.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use poem::http::{Method, StatusCode};
use poem::{Endpoint, IntoResponse, Middleware, PathPattern, Request, Response};
use tracing::{Event, Subscriber};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::{self, FmtContext, FormatEvent, FormatFields};
use tracing_subscriber::registry::LookupSpan;

const UPKEEP_EVERY: Duration = Duration::from_secs(5);

static NUMBERS: OnceLock<PrometheusHandle> = OnceLock::new();

/// Starts logging to standard error, as JSON lines where `json`; `filter` as in `RUST_LOG`.
/// Calling it again changes nothing.
pub fn start(filter: &str, json: bool) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(false);
    // A second start, as in tests, is refused; the first one's settings stay.
    let _ = if json {
        builder.json().try_init()
    } else {
        builder
            .event_format(OneLine(fmt::format().compact()))
            .try_init()
    };
    let _ = numbers();
}

/// One line for each entry, whatever is in it: a text with a line end in it looks like no entry of its own.
struct OneLine<F>(F);

impl<S, N, F> FormatEvent<S, N> for OneLine<F>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
    F: FormatEvent<S, N>,
{
    fn format_event(
        &self,
        context: &FmtContext<'_, S, N>,
        mut writer: Writer<'_>,
        event: &Event<'_>,
    ) -> std::fmt::Result {
        let mut text = String::new();
        self.0
            .format_event(context, Writer::new(&mut text), event)?;
        let line = text.trim_end_matches('\n');
        writeln!(writer, "{}", line.replace('\n', "\\n").replace('\r', "\\r"))
    }
}

/// All numbers in the text format of Prometheus.
#[must_use]
pub fn render() -> String {
    numbers().map(PrometheusHandle::render).unwrap_or_default()
}

/// Lets go of samples that nobody fetched, until the process ends: without it they pile up.
pub async fn keep_small() {
    loop {
        if let Some(numbers) = numbers() {
            numbers.run_upkeep();
        }
        pause().await;
    }
}

#[expect(clippy::disallowed_methods, reason = "upkeep waits for time to pass")]
async fn pause() {
    tokio::time::sleep(UPKEEP_EVERY).await;
}

/// The process has one recorder; whoever comes second uses the first one's.
fn numbers() -> Option<&'static PrometheusHandle> {
    if NUMBERS.get().is_none()
        && let Ok(handle) = PrometheusBuilder::new().install_recorder()
    {
        let _ = NUMBERS.set(handle);
    }
    NUMBERS.get()
}

/// Counts and times the requests of whatever it wraps.
pub struct Measured;

impl<E: Endpoint> Middleware<E> for Measured {
    type Output = MeasuredEndpoint<E>;

    fn transform(&self, inner: E) -> MeasuredEndpoint<E> {
        MeasuredEndpoint(inner)
    }
}

/// An endpoint behind [`Measured`].
pub struct MeasuredEndpoint<E>(E);

impl<E: Endpoint> Endpoint for MeasuredEndpoint<E> {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let method = label(request.method());
        let started = Instant::now();
        let answer = self.0.call(request).await.map(IntoResponse::into_response);
        let (status, pattern) = match &answer {
            Ok(response) => (response.status(), response.data::<PathPattern>()),
            Err(error) => (error.status(), error.data::<PathPattern>()),
        };
        note(method, pattern, status, started);
        answer
    }
}

/// What is not a method that we answer is "other": a label that strangers choose would fill the memory.
fn label(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

fn note(method: &'static str, pattern: Option<&PathPattern>, status: StatusCode, started: Instant) {
    let path = pattern.map_or_else(|| "other".to_owned(), |pattern| pattern.0.to_string());
    let labels = [
        ("method", method.to_owned()),
        ("path", path),
        ("status", status.as_u16().to_string()),
    ];
    metrics::counter!("http_requests_total", &labels).increment(1);
    metrics::histogram!("http_request_seconds", &labels).record(started.elapsed().as_secs_f64());
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<u8>>>);

    impl Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_text_with_a_line_end_makes_no_entry_of_its_own() {
        let kept = Kept::default();
        let writer = kept.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_writer(move || writer.clone())
            .with_ansi(false)
            .event_format(OneLine(fmt::format().compact()))
            .finish();
        tracing::subscriber::with_default(subscriber, || {
            let said = "fout\r\n2026-01-01T00:00:00Z  INFO security: signed in";
            tracing::warn!(why = %said, "refused {said}");
        });
        let text = String::from_utf8(kept.0.lock().unwrap().clone()).unwrap();
        assert_eq!(text.lines().count(), 1, "{text}");
        assert!(text.contains("fout\\r\\n2026"), "{text}");
    }
}
