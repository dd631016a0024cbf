use std::sync::Arc;

use contract::FieldProblem;
use contract::toolbox::{
    COLLECTION_TITLE_TOO_SHORT, CollectionGlance, CollectionList, CollectionQuestion, NewCollection,
};
use poem::web::{Data, Form, Query};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::fields::{CollectionFields, TypedCollection};
use super::{calls, samples};
use crate::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::{Crumb, Pager};
use crate::session::{MaybeSignedIn, SignedIn};
use crate::shell::Telling;
use crate::toolbox::shelf::not_now;
use crate::toolbox::toolbox_crumb;
use crate::urls;

/// How many the toolbox gives at a time.
const PER_PAGE: u32 = 20;

/// Collections to find, and a form for a new one.
#[derive(Debug, Serialize)]
pub(crate) struct CollectionsPage {
    q: String,
    mine: bool,
    total: u64,
    collections: Vec<Tile>,
    pager: Pager,
    /// The form, for who may make one.
    fields: Option<CollectionFields>,
    refused: bool,
}

#[derive(Debug, Serialize)]
struct Tile {
    title: String,
    href: String,
    count: u32,
    author: Option<String>,
    visibility: String,
    is_mine: bool,
}

/// What the address asks for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    q: String,
    #[serde(rename = "mijn")]
    mine: String,
    #[serde(rename = "pagina")]
    page: String,
}

impl Asked {
    fn question(&self) -> CollectionQuestion {
        let is_page = |page: &u32| (1..=10_000).contains(page);
        let page = self.page.trim().parse().ok().filter(is_page);
        CollectionQuestion {
            q: self.q.clone(),
            mine: if self.is_mine() { "true" } else { "" }.to_owned(),
            card: String::new(),
            page: page.unwrap_or(1).to_string(),
        }
    }

    fn is_mine(&self) -> bool {
        self.mine == "ja"
    }
}

impl CollectionsPage {
    fn of(asked: &Asked, list: CollectionList) -> Self {
        let mine = if asked.is_mine() { "ja" } else { "" };
        let address = urls::with_query(urls::COLLECTIONS, &[("q", &asked.q), ("mijn", mine)]);
        let page = asked.question().page.parse().unwrap_or(1);
        let may_add = !list.may.is_empty();
        let fields = || CollectionFields::of(&TypedCollection::default(), &[]);
        Self {
            q: asked.q.clone(),
            mine: asked.is_mine(),
            total: list.total,
            pager: Pager::new(&address, page, PER_PAGE, list.total),
            collections: list.collections.into_iter().map(tile).collect(),
            fields: may_add.then(fields),
            refused: false,
        }
    }

    fn again(list: CollectionList, typed: &TypedCollection, problems: &[FieldProblem]) -> Self {
        Self {
            fields: Some(CollectionFields::of(typed, problems)),
            refused: true,
            ..Self::of(&Asked::default(), list)
        }
    }
}

fn tile(glance: CollectionGlance) -> Tile {
    Tile {
        href: urls::collection(&glance.id),
        title: glance.title,
        count: glance.count,
        author: glance.author,
        visibility: glance.visibility,
        is_mine: glance.is_mine,
    }
}

impl Page for CollectionsPage {
    const TEMPLATE: &'static str = "toolbox/collections";

    fn title(&self) -> Say {
        Say::key("shelf-collections-title")
    }

    fn area(&self) -> Area {
        Area::Toolbox
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![toolbox_crumb()]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let list = |total, may| CollectionList {
            total,
            collections: vec![
                samples::glance("Voor de <startweek>", false, false),
                samples::glance("Nog te doen", true, false),
            ],
            may,
        };
        let asked = Asked {
            q: "start".to_owned(),
            mine: "ja".to_owned(),
            page: "2".to_owned(),
        };
        let may = vec![contract::toolbox::ToolboxDeed::Add];
        let problems = [FieldProblem::new("title", COLLECTION_TITLE_TOO_SHORT)];
        let typed = TypedCollection {
            title: "Vr".to_owned(),
            ..TypedCollection::default()
        };
        vec![
            ("found", Self::of(&Asked::default(), list(2, Vec::new()))),
            ("may make one", Self::of(&asked, list(43, may.clone()))),
            ("none", Self::of(&asked, CollectionList::default())),
            ("refused", Self::again(list(2, may), &typed, &problems)),
        ]
    }
}

/// Shows what is found.
#[handler]
pub(crate) async fn read(
    MaybeSignedIn(caller): MaybeSignedIn,
    Data(app): Data<&Arc<App>>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let token = caller.as_ref().map(|caller| &caller.token);
    let list = calls::find(&app.services.toolbox, token, &asked.question()).await?;
    Ok(show(CollectionsPage::of(&asked, list)))
}

/// Makes a collection, or shows the form again with what is wrong.
#[handler]
pub(crate) async fn make(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Form(typed): Form<TypedCollection>,
) -> Result<Response, PageError> {
    let toolbox = &app.services.toolbox;
    let new = NewCollection {
        about: typed.read(),
        card: None,
    };
    match calls::make(toolbox, &caller.token, &new).await {
        Ok(made) => {
            let told = Say::key("shelf-flash-collection-made").with("name", made.about.title);
            Ok(see_other(urls::edit_collection(&made.id)).telling(told))
        }
        Err(Problem::Refused(fields)) => {
            let question = CollectionQuestion::default();
            let list = calls::find(toolbox, Some(&caller.token), &question).await?;
            Ok(refuse(CollectionsPage::again(list, &typed, &fields)))
        }
        Err(problem) => not_now(urls::COLLECTIONS, problem),
    }
}
