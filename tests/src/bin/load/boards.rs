//! Full boards: the feed of a region, who has it already, and its page.

use std::time::Duration;

use crate::Failure;
use crate::country::Country;
use crate::measure::{Expect, Series};
use crate::steady::stream;

/// A feed of so many meetups is looked for: that of the region which is nearest to it.
const EVENTS: usize = 5000;
const LASTS: Duration = Duration::from_secs(20);
/// Feeds a second. Each has megabytes.
const FEEDS: u32 = 20;
const KNOWN: u32 = 200;
const PAGES: u32 = 300;
const PROVINCES: &[&str] = &[
    "NL-DR", "NL-FL", "NL-FR", "NL-GE", "NL-GR", "NL-LI", "NL-NB", "NL-NH", "NL-OV", "NL-UT",
    "NL-ZE", "NL-ZH",
];

/// A feed as it was found.
struct Found {
    code: &'static str,
    address: String,
    etag: String,
    events: usize,
    bytes: usize,
}

/// Prints all.
pub(crate) async fn print(country: &Country) -> Result<(), Failure> {
    let found = nearest(country).await?;
    println!(
        "the feed of {} has {} meetups and {} bytes",
        found.code, found.events, found.bytes
    );
    let feed = || vec![found.address.clone()];
    let whole = Series::get("feed of a region", feed(), 0, Expect::Feed).within(10);
    println!("{}", stream(country, whole, FEEDS, LASTS).await?.0);
    let same = Series::get("the same, known (304)", feed(), 0, Expect::Same).within(1);
    let same = same.knowing(found.etag.clone());
    println!("{}", stream(country, same, KNOWN, LASTS).await?.0);
    let page = country.address(&format!("/regio/{}", found.code), "");
    let pages = Series::get("board of a region", vec![page], 0, Expect::Board).within(20);
    println!("{}", stream(country, pages, PAGES, LASTS).await?.0);
    Ok(())
}

async fn nearest(country: &Country) -> Result<Found, Failure> {
    let mut nearest: Option<Found> = None;
    for code in PROVINCES {
        let address = country.address(&format!("/kalender/{code}.ics"), "");
        let answer = country.client.get(&address).send().await?;
        let etag = answer
            .headers()
            .get("etag")
            .and_then(|tag| tag.to_str().ok());
        let etag = etag.unwrap_or_default().to_owned();
        let body = answer.text().await?;
        let found = Found {
            code,
            address,
            etag,
            events: body.matches("BEGIN:VEVENT").count(),
            bytes: body.len(),
        };
        let is_nearer =
            |known: &Found| found.events.abs_diff(EVENTS) < known.events.abs_diff(EVENTS);
        if nearest.as_ref().is_none_or(is_nearer) {
            nearest = Some(found);
        }
    }
    nearest.ok_or_else(|| "no region has a feed".into())
}
