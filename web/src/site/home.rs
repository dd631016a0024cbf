use std::sync::Arc;

use poem::web::Data;
use poem::{Response, handler};
use serde::Serialize;

use crate::App;
use crate::i18n::Say;
use crate::meetups::calls::{self, BoardQuestion};
use crate::meetups::tile::event_tile;
use crate::page::{Page, show};
use crate::part::{EventTile, Tone};
use crate::session::MaybeSignedIn;

/// The three jobs as three doors, what is coming in the regions, and search over everything.
#[derive(Debug, Serialize)]
pub struct HomePage {
    /// The name of whoever is signed in.
    pub name: Option<String>,
    /// The first meetings to come, whatever the region.
    pub coming: Vec<EventTile>,
    /// That meetups did not answer: the doors open all the same.
    pub is_missing: bool,
}

/// As many as stand in one row.
const COMING: u32 = 3;

impl Page for HomePage {
    const TEMPLATE: &'static str = "site/home";

    fn title(&self) -> Say {
        Say::key("site-home-title")
    }

    fn samples() -> Vec<(&'static str, Self)> {
        vec![
            ("stranger", Self::with(None, EventTile::samples())),
            (
                "signed in",
                Self::with(Some("Noor".into()), EventTile::samples()),
            ),
            ("nothing coming", Self::with(None, Vec::new())),
            (
                "meetups away",
                Self {
                    is_missing: true,
                    ..Self::with(None, Vec::new())
                },
            ),
        ]
    }
}

impl EventTile {
    /// The same three, and a whole day, when they are over.
    pub(crate) fn past_samples() -> Vec<Self> {
        let mut past = Self::samples();
        past.extend(past.first().cloned().map(|tile| Self {
            title: "Dag van het mbo".to_owned(),
            starts: "2022-11-17".to_owned(),
            ends: "2022-11-18T00:00:00+01:00".to_owned(),
            all_day: true,
            ..tile
        }));
        for tile in &mut past {
            tile.past = true;
        }
        past
    }

    /// Three meetings in different states, for the samples of every page that lists some.
    pub(crate) fn samples() -> Vec<Self> {
        let tile = |title: &str, starts: &str, ends: &str, place: Option<&str>| Self {
            title: title.to_owned(),
            href: crate::urls::meetup("voorbeeld"),
            starts: starts.to_owned(),
            ends: ends.to_owned(),
            all_day: false,
            past: false,
            place: place.map(str::to_owned),
            kind: Say::key("site-sample-kind"),
            status: Say::key("site-sample-status"),
            tone: Tone::Good,
        };
        let full = Say::key("site-sample-full");
        vec![
            tile(
                "Feedback geven zonder knoop in je maag",
                "2027-02-04T14:30:00Z",
                "2027-02-04T16:00:00Z",
                Some("Utrecht, Werkplaats Merwede"),
            ),
            Self {
                status: full,
                tone: Tone::Alert,
                ..tile(
                    "Van mbo naar hbo: stel je vraag",
                    "2027-02-09T18:30:00Z",
                    "2027-02-09T20:00:00Z",
                    Some("Zwolle"),
                )
            },
            tile(
                "Teams van elkaar",
                "2027-03-17T15:00:00Z",
                "2027-03-17T16:00:00Z",
                None,
            ),
        ]
    }
}

impl HomePage {
    fn with(name: Option<String>, coming: Vec<EventTile>) -> Self {
        Self {
            name,
            coming,
            is_missing: false,
        }
    }
}

/// The front of the site.
#[handler]
pub(crate) async fn home(
    MaybeSignedIn(caller): MaybeSignedIn,
    Data(app): Data<&Arc<App>>,
) -> Response {
    let name = caller.map(|caller| caller.name.clone());
    let question = BoardQuestion {
        page: 1,
        per_page: COMING,
        ..BoardQuestion::default()
    };
    match calls::events(&app.services.meetups, None, &question).await {
        Ok(list) => show(HomePage::with(
            name,
            list.events.into_iter().map(event_tile).collect(),
        )),
        Err(problem) => {
            tracing::warn!(problem = problem.name(), "home goes without what is coming");
            show(HomePage {
                is_missing: true,
                ..HomePage::with(name, Vec::new())
            })
        }
    }
}
