use std::sync::Arc;

use contract::toolbox::{ComparedField, ComparedSide, Comparison, Piece};
use poem::web::{Data, Path, Query};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};

use super::calls::{self, Beside};
use crate::App;
use crate::error::PageError;
use crate::form::{Choice, Choices, Label};
use crate::i18n::Say;
use crate::page::{Area, Page, show};
use crate::part::Crumb;
use crate::session::MaybeSignedIn;
use crate::toolbox::{history, samples, toolbox_crumb};
use crate::urls;

/// Two versions beside each other, of one card or of two, with what differs marked.
#[derive(Debug, Serialize)]
pub(crate) struct ComparePage {
    id: String,
    left: SideView,
    right: SideView,
    /// The other card, when it is one.
    other: Option<String>,
    versions: Choices,
    with_versions: Choices,
    fields: Vec<FieldView>,
}

#[derive(Debug, Serialize)]
struct SideView {
    title: String,
    href: String,
    version: u32,
    /// RFC 3339.
    at: String,
}

#[derive(Debug, Serialize)]
struct FieldView {
    field: String,
    left: Vec<PieceView>,
    right: Vec<PieceView>,
}

#[derive(Debug, Serialize)]
struct PieceView {
    label: Label,
    differs: bool,
}

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    versie: String,
    met: String,
    metversie: String,
}

impl Asked {
    /// A version that is no number is the newest.
    fn beside(self) -> Beside {
        Beside {
            version: self.versie.trim().parse().ok(),
            with: Some(self.met).filter(|with| !with.is_empty()),
            with_version: self.metversie.trim().parse().ok(),
        }
    }
}

impl ComparePage {
    fn of(compared: Comparison) -> Self {
        let other = (compared.right.id != compared.left.id).then(|| compared.right.id.clone());
        Self {
            id: compared.left.id.clone(),
            versions: versions(&compared.left),
            with_versions: versions(&compared.right),
            left: side(compared.left),
            right: side(compared.right),
            other,
            fields: compared.fields.into_iter().map(field).collect(),
        }
    }
}

/// The most versions to choose from: the newest.
const MOST_VERSIONS: u32 = 50;

fn versions(side: &ComparedSide) -> Choices {
    let newest = (1..=side.newest).rev().take(MOST_VERSIONS as usize);
    let choice = |version: u32| Choice {
        value: version.to_string(),
        label: Label::Say(Say::key("toolbox-version").with("number", i64::from(version))),
        is_chosen: version == side.version,
    };
    Choices {
        choices: newest.map(choice).collect(),
        problem: None,
    }
}

fn side(side: ComparedSide) -> SideView {
    SideView {
        href: urls::card(&side.id),
        title: side.title,
        version: side.version,
        at: side.at.to_rfc3339(),
    }
}

fn field(compared: ComparedField) -> FieldView {
    let pieces = |pieces: Vec<Piece>| {
        let view = |piece: Piece| PieceView {
            label: history::label(&compared.field, piece.text),
            differs: piece.differs,
        };
        pieces.into_iter().map(view).collect()
    };
    FieldView {
        left: pieces(compared.left),
        right: pieces(compared.right),
        field: compared.field,
    }
}

impl Page for ComparePage {
    const TEMPLATE: &'static str = "toolbox/compare";

    fn title(&self) -> Say {
        Say::key("shelf-compare-title").with("title", self.left.title.as_str())
    }

    fn area(&self) -> Area {
        Area::Toolbox
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let card = Crumb::name(self.left.title.clone(), urls::card(&self.id));
        vec![toolbox_crumb(), card]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let side = |id: &str, version| ComparedSide {
            id: id.to_owned(),
            title: samples::full().content.title,
            version,
            newest: 3,
            at: samples::moment(),
        };
        let piece = |text: &str, differs| Piece {
            text: text.to_owned(),
            differs,
        };
        let fields = vec![
            ComparedField {
                field: "goal".to_owned(),
                left: vec![piece("Vraag om ", false), piece("<een> idee", true)],
                right: vec![piece("Vraag om ", false), piece("twee ideeën", true)],
            },
            ComparedField {
                field: "kind".to_owned(),
                left: Vec::new(),
                right: vec![piece("werkvorm", true)],
            },
        ];
        let compared = |right: &str, fields| {
            Self::of(Comparison {
                left: side("vooruitblik", 1),
                right: side(right, 3),
                fields,
            })
        };
        vec![
            ("two versions", compared("vooruitblik", fields.clone())),
            ("two cards", compared("gangloop", fields)),
            ("the same", compared("vooruitblik", Vec::new())),
        ]
    }
}

/// Shows two versions beside each other.
#[handler]
pub(crate) async fn read(
    MaybeSignedIn(caller): MaybeSignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let token = caller.as_ref().map(|caller| &caller.token);
    let beside = asked.beside();
    let compared = calls::compare(&app.services.toolbox, token, &id, &beside).await?;
    Ok(show(ComparePage::of(compared)))
}
