//! What these pages ask of the toolbox, one function for each call.

use contract::toolbox::{Report, ReportContent, Reports};
use wire::{CallerToken, Client, Problem, segment};

pub(super) async fn reports(
    toolbox: &Client,
    caller: Option<&CallerToken>,
    card: &str,
) -> Result<Reports, Problem> {
    toolbox.get(caller, &at(card), &()).await
}

pub(super) async fn report(
    toolbox: &Client,
    caller: &CallerToken,
    card: &str,
    report: &str,
) -> Result<Report, Problem> {
    let path = format!("{}/{}", at(card), segment(report));
    toolbox.get(Some(caller), &path, &()).await
}

pub(super) async fn tell(
    toolbox: &Client,
    caller: &CallerToken,
    card: &str,
    told: &ReportContent,
) -> Result<Report, Problem> {
    toolbox.post(Some(caller), &at(card), told).await
}

pub(super) async fn change(
    toolbox: &Client,
    caller: &CallerToken,
    card: &str,
    report: &str,
    told: &ReportContent,
) -> Result<Report, Problem> {
    let path = format!("{}/{}", at(card), segment(report));
    toolbox.put(Some(caller), &path, told).await
}

pub(super) async fn withdraw(
    toolbox: &Client,
    caller: &CallerToken,
    card: &str,
    report: &str,
) -> Result<Reports, Problem> {
    let path = format!("{}/{}", at(card), segment(report));
    toolbox.delete(Some(caller), &path).await
}

fn at(card: &str) -> String {
    format!("/cards/{}/reports", segment(card))
}
