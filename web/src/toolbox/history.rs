use std::sync::Arc;

use contract::toolbox::{CardDeed, CardHistory, CardLink, CardVersion, FieldChange, VersionDeed};
use poem::web::{Data, Path};
use poem::{Response, handler};
use serde::Serialize;

use super::{calls, samples, toolbox_crumb};
use crate::App;
use crate::error::PageError;
use crate::form::Label;
use crate::i18n::Say;
use crate::page::{Area, Page, show};
use crate::part::Crumb;
use crate::session::MaybeSignedIn;
use crate::urls;

/// Everything that a card was: who changed what, and when.
#[derive(Debug, Serialize)]
pub struct HistoryPage {
    id: String,
    title: String,
    /// The present version.
    newest: u32,
    may_restore: bool,
    versions: Vec<VersionView>,
}

#[derive(Debug, Serialize)]
struct VersionView {
    version: u32,
    /// RFC 3339.
    at: String,
    by: Option<String>,
    deed: &'static str,
    changes: Vec<ChangeView>,
    /// Whether it can be put back: every one but the present.
    is_earlier: bool,
    /// This one beside the present.
    compare: String,
}

#[derive(Debug, Serialize)]
struct ChangeView {
    field: String,
    before: Vec<Label>,
    after: Vec<Label>,
}

impl HistoryPage {
    fn of(history: CardHistory) -> Self {
        let newest = history.versions.first().map_or(0, |newest| newest.version);
        let id = history.card.id;
        let versions = history.versions.into_iter();
        Self {
            newest,
            may_restore: history.may.contains(&CardDeed::Edit),
            versions: versions.map(|one| version(&id, newest, one)).collect(),
            id,
            title: history.card.title,
        }
    }
}

fn version(id: &str, newest: u32, version: CardVersion) -> VersionView {
    let (left, right) = (version.version.to_string(), newest.to_string());
    let versions = [("versie", left.as_str()), ("metversie", right.as_str())];
    VersionView {
        is_earlier: version.version != newest,
        compare: urls::with_query(&urls::compare_cards(id), &versions),
        version: version.version,
        at: version.at.to_rfc3339(),
        by: version.by,
        deed: match version.deed {
            VersionDeed::Added => "added",
            VersionDeed::Edited => "edited",
            VersionDeed::Withdrawn => "withdrawn",
            VersionDeed::Restored => "restored",
        },
        changes: version.changes.into_iter().map(change).collect(),
    }
}

fn change(change: FieldChange) -> ChangeView {
    let labels = |lines: Vec<String>| lines.into_iter().map(|line| label(&change.field, line));
    ChangeView {
        before: labels(change.before).collect(),
        after: labels(change.after).collect(),
        field: change.field,
    }
}

/// A code of ours becomes a sentence, what a person wrote stays as it is.
pub(super) fn label(field: &str, line: String) -> Label {
    match field {
        "kind" => Label::Say(Say::of("toolbox-kind", &line)),
        "visibility" => Label::Say(Say::of("toolbox-visibility", &line)),
        "fits_in_meeting" => Label::Say(Say::of("toolbox-fits", &line)),
        _ => Label::Name(line),
    }
}

impl Page for HistoryPage {
    const TEMPLATE: &'static str = "toolbox/history";

    fn title(&self) -> Say {
        Say::key("toolbox-history-title").with("title", self.title.as_str())
    }

    fn area(&self) -> Area {
        Area::Toolbox
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            toolbox_crumb(),
            Crumb::name(self.title.clone(), urls::card(&self.id)),
        ]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let first = sample_version(1, VersionDeed::Added, Vec::new());
        let changes = vec![
            sample_change("minutes", &["30"], &["20"]),
            sample_change("steps", &[], &["Kies wat je probeert. (5 min)"]),
            sample_change("kind", &["overlegstructuur"], &["werkvorm"]),
            sample_change("fits_in_meeting", &["false"], &["true"]),
        ];
        let edited = sample_version(2, VersionDeed::Edited, changes);
        let restored = sample_version(3, VersionDeed::Restored, Vec::new());
        let withdrawn = sample_version(3, VersionDeed::Withdrawn, Vec::new());
        vec![
            ("changed", sample(vec![edited.clone(), first.clone()])),
            ("my own", own(sample(vec![restored, edited, first.clone()]))),
            ("withdrawn", sample(vec![withdrawn, first.clone()])),
            (
                "from a file",
                sample(vec![CardVersion { by: None, ..first }]),
            ),
        ]
    }
}

fn sample(versions: Vec<CardVersion>) -> HistoryPage {
    let card = samples::full();
    HistoryPage::of(CardHistory {
        card: CardLink {
            id: card.id,
            title: card.content.title,
            kind: None,
            minutes: None,
        },
        versions,
        may: Vec::new(),
    })
}

fn own(page: HistoryPage) -> HistoryPage {
    HistoryPage {
        may_restore: true,
        ..page
    }
}

fn sample_version(version: u32, deed: VersionDeed, changes: Vec<FieldChange>) -> CardVersion {
    CardVersion {
        version,
        at: samples::moment(),
        by: Some("Yara Mulder".to_owned()),
        deed,
        changes,
    }
}

fn sample_change(field: &str, before: &[&str], after: &[&str]) -> FieldChange {
    let lines = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
    FieldChange {
        field: field.to_owned(),
        before: lines(before),
        after: lines(after),
    }
}

/// Shows who changed what on a card.
#[handler]
pub(crate) async fn read(
    MaybeSignedIn(caller): MaybeSignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let token = caller.as_ref().map(|caller| &caller.token);
    let history = calls::history(&app.services.toolbox, token, &id).await?;
    Ok(show(HistoryPage::of(history)))
}
