use std::fs;
use std::io::Write as _;
use std::path::Path;

use meetups::event::Event;
use meetups::feed::{Format, Scope};
use serde_json::json;

use crate::{AFTER, BEFORE, Outcome, SITE, all_events, moment, region, service};

/// More times than any series here has.
const MOST_TIMES: usize = 100_000;

/// Takes a file over, and says what became of it.
pub(crate) async fn expand(file: &Path, out: &Path) -> Outcome<()> {
    let meetups = service().await?;
    let text = fs::read_to_string(file)?;
    meetups.import_ics(&text, region()?).await?;
    let feed = meetups.feed(&Scope::Region(region()?), Format::Ics, Some(SITE))?;
    fs::write(out, feed.ok_or("a region has a feed")?.body.as_bytes())?;
    let mut said = std::io::stdout().lock();
    for event in all_events(&meetups)? {
        let line = json!({ "uid": event.uid, "times": times(&event)? });
        writeln!(said, "{line}")?;
    }
    Ok(())
}

/// Each time of an event: its beginning and its end, in UTC.
fn times(event: &Event) -> Outcome<Vec<[String; 2]>> {
    let all = event.times(moment(BEFORE)?, moment(AFTER)?, MOST_TIMES);
    let both = |when: meetups::when::When| {
        let text = |at: chrono::DateTime<chrono::Utc>| at.format("%Y%m%dT%H%M%SZ").to_string();
        [text(when.starts_at()), text(when.ends_at())]
    };
    Ok(all.into_iter().map(|time| both(time.when)).collect())
}
