use std::sync::Arc;

use contract::toolbox::{CardLink, Relative};
use poem::web::{Data, Path};
use poem::{Response, handler};
use serde::Serialize;

use super::calls;
use crate::App;
use crate::error::PageError;
use crate::i18n::Say;
use crate::page::{Area, Page, show};
use crate::part::Crumb;
use crate::session::MaybeSignedIn;
use crate::toolbox::{calls as cards, samples, toolbox_crumb};
use crate::urls;

/// Where a card comes from and what was made from it.
#[derive(Debug, Serialize)]
pub(crate) struct FamilyPage {
    id: String,
    title: String,
    branches: Vec<Branch>,
    is_alone: bool,
}

/// A card with those that were made from it.
#[derive(Debug, Serialize)]
struct Branch {
    /// Nothing for a card that the reader may not read.
    title: Option<String>,
    href: String,
    team: String,
    licence: String,
    is_asked: bool,
    /// Both beside each other, for another card than the one that was asked for.
    compare: Option<String>,
    branches: Vec<Branch>,
}

impl FamilyPage {
    fn of(id: &str, title: &str, relatives: Vec<Relative>) -> Self {
        Self {
            is_alone: relatives.len() < 2,
            branches: grow(id, relatives),
            id: id.to_owned(),
            title: title.to_owned(),
        }
    }
}

/// Each relative below the nearest one before it that stands one step higher.
fn grow(asked: &str, relatives: Vec<Relative>) -> Vec<Branch> {
    // The way from the first card to the last that was read; a branch is hung up when nothing follows in it.
    let mut way: Vec<Branch> = Vec::new();
    let mut found = Vec::new();
    for relative in relatives {
        let depth = usize::try_from(relative.depth).unwrap_or(0).min(way.len());
        hang_up(&mut way, &mut found, depth);
        way.push(branch(asked, relative));
    }
    hang_up(&mut way, &mut found, 0);
    found
}

fn hang_up(way: &mut Vec<Branch>, found: &mut Vec<Branch>, depth: usize) {
    while way.len() > depth {
        let Some(done) = way.pop() else { return };
        way.last_mut()
            .map_or(&mut *found, |above| &mut above.branches)
            .push(done);
    }
}

fn branch(asked: &str, relative: Relative) -> Branch {
    let id = relative.card.as_ref().map(|card| card.id.clone());
    let compare = id
        .as_deref()
        .filter(|id| *id != asked)
        .map(|id| urls::with_query(&urls::compare_cards(asked), &[("met", id)]));
    Branch {
        href: id.map(urls::card).unwrap_or_default(),
        title: relative.card.map(|card| card.title),
        team: relative.team,
        licence: relative.licence,
        is_asked: relative.is_asked,
        compare,
        branches: Vec::new(),
    }
}

impl Page for FamilyPage {
    const TEMPLATE: &'static str = "toolbox/family";

    fn title(&self) -> Say {
        Say::key("shelf-family-title").with("title", self.title.as_str())
    }

    fn area(&self) -> Area {
        Area::Toolbox
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let card = Crumb::name(self.title.clone(), urls::card(&self.id));
        vec![toolbox_crumb(), card]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let alone = vec![relative(0, Some("vooruitblik"))];
        let family = vec![
            relative(0, Some("gangloop")),
            relative(1, None),
            relative(2, Some("vooruitblik")),
            relative(3, Some("kort")),
            relative(1, Some("buiten")),
        ];
        let title = samples::full().content.title;
        vec![
            ("alone", Self::of("vooruitblik", &title, alone)),
            ("family", Self::of("vooruitblik", &title, family)),
        ]
    }
}

fn relative(depth: u32, id: Option<&str>) -> Relative {
    Relative {
        depth,
        card: id.map(|id| CardLink {
            id: id.to_owned(),
            title: format!("Kaart <{id}>"),
            kind: Some("werkvorm".to_owned()),
            minutes: Some(20),
        }),
        team: if id.is_some() {
            "Team Zorg".to_owned()
        } else {
            String::new()
        },
        licence: "CC BY 4.0".to_owned(),
        is_asked: id == Some("vooruitblik"),
    }
}

/// Shows the family of a card.
#[handler]
pub(crate) async fn read(
    MaybeSignedIn(caller): MaybeSignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let toolbox = &app.services.toolbox;
    let token = caller.as_ref().map(|caller| &caller.token);
    let card = cards::card(toolbox, token, &id).await?;
    let family = calls::family(toolbox, token, &id).await?;
    let page = FamilyPage::of(&card.id, &card.content.title, family.relatives);
    Ok(show(page))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_card_hangs_below_the_one_that_it_was_made_from() {
        let steps = [0, 1, 2, 2, 1].map(|depth| relative(depth, Some("x")));
        let trees = grow("y", steps.into());
        let below = |branch: &Branch| branch.branches.len();
        assert_eq!((trees.len(), below(&trees[0])), (1, 2));
        let children = &trees[0].branches;
        assert_eq!((below(&children[0]), below(&children[1])), (2, 0));
    }
}
