use std::sync::Arc;

use contract::toolbox::{Collection, CollectionDeed, CollectionEntry};
use poem::web::{Data, Path};
use poem::{Response, handler};
use serde::Serialize;

use super::{calls, samples};
use crate::App;
use crate::error::PageError;
use crate::i18n::Say;
use crate::page::{Area, Page, show};
use crate::part::{Crumb, Other};
use crate::session::MaybeSignedIn;
use crate::toolbox::view::LinkView;

/// A collection to read, and to print as one sheet.
#[derive(Debug, Serialize)]
pub(crate) struct CollectionPage {
    id: String,
    title: String,
    intro: String,
    maker: Option<String>,
    /// Who finds it, when that is not everybody.
    circle: Option<String>,
    /// RFC 3339.
    changed: String,
    entries: Vec<EntryView>,
    may_edit: bool,
    /// Who made it, when that is somebody else.
    author: Option<Other>,
}

#[derive(Debug, Serialize)]
struct EntryView {
    link: LinkView,
    goal: String,
    note: String,
}

impl CollectionPage {
    fn of(collection: Collection, me: Option<&str>) -> Self {
        let (author, name) = (
            collection.author_id.as_deref(),
            collection.author.as_deref(),
        );
        Self {
            author: Other::of(author, name, me),
            id: collection.id,
            title: collection.about.title,
            intro: collection.about.intro,
            circle: Some(collection.about.visibility).filter(|circle| circle != "country"),
            maker: collection.author,
            changed: collection.changed.to_rfc3339(),
            entries: collection.entries.into_iter().filter_map(entry).collect(),
            may_edit: collection.may.contains(&CollectionDeed::Edit),
        }
    }
}

fn entry(entry: CollectionEntry) -> Option<EntryView> {
    Some(EntryView {
        link: LinkView::of(entry.link?),
        goal: entry.goal,
        note: entry.note,
    })
}

impl Page for CollectionPage {
    const TEMPLATE: &'static str = "toolbox/collection";

    fn title(&self) -> Say {
        Say::key("shelf-collection-title").with("title", self.title.as_str())
    }

    fn area(&self) -> Area {
        Area::Toolbox
    }

    fn crumbs(&self) -> Vec<Crumb> {
        super::crumbs()
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let mut empty = samples::own();
        empty.entries.clear();
        "team".clone_into(&mut empty.about.visibility);
        vec![
            ("a stranger", Self::of(samples::collection(), None)),
            ("signed in", Self::of(samples::collection(), Some("noor"))),
            ("my own", Self::of(samples::own(), Some("yara"))),
            ("empty", Self::of(empty, Some("yara"))),
        ]
    }
}

/// Shows a collection.
#[handler]
pub(crate) async fn read(
    MaybeSignedIn(caller): MaybeSignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let token = caller.as_ref().map(|caller| &caller.token);
    let collection = calls::collection(&app.services.toolbox, token, &id).await?;
    let me = caller.as_ref().map(|caller| caller.person.as_str());
    Ok(show(CollectionPage::of(collection, me)))
}
