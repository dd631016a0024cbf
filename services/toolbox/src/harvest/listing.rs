//! Lists, a page at a time (sections 3.5, 4.3 and 4.5). Why nothing is missed: see the module above.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use nouns::CardId;

use super::arguments::{Begin, List, Selection, bad_token};
use super::record::{self, Item};
use super::token::{LIVES, Token};
use super::xml::Xml;
use super::{ErrorCode, Halt, Refusal, Site, datestamp};
use crate::Toolbox;
use crate::card::Card;
use crate::store::{Extent, Place, Seen, Window};

/// How many records one answer holds.
const PAGE: usize = 100;

/// A list under way, begun or resumed.
struct Course {
    selection: Selection,
    bound: Place,
    /// The first place that was not looked at yet.
    next: Place,
    cursor: u64,
    total: u64,
    is_resumed: bool,
}

impl Course {
    fn window(&self) -> Window {
        Window {
            from: self.next,
            until: self.selection.until,
            bound: self.bound,
        }
    }
}

impl Toolbox {
    pub(super) async fn list(
        &self,
        site: &Site,
        list: &List,
        now: DateTime<Utc>,
    ) -> Result<Xml, Halt> {
        let extent = self.store.extent().await?;
        let course = match &list.from {
            Begin::Anew(selection) => self.begun(selection, &extent).await?,
            Begin::After(token) => resumed(token, &extent, now)?,
        };
        let (items, more) = self.page(&course).await?;
        if items.is_empty() {
            return Err(empty(course.is_resumed).into());
        }
        let after = more.map(|last| Token {
            whole: list.whole,
            selection: course.selection.clone(),
            bound: course.bound,
            last,
            cursor: course.cursor + items.len() as u64,
            total: course.total,
            ends: now.timestamp() + LIVES,
        });
        Ok(written(site, list.whole, &course, &items, after))
    }

    async fn begun(&self, selection: &Selection, extent: &Extent) -> Result<Course, Halt> {
        let bound = Place {
            at: extent.at,
            number: extent.number,
        };
        let next = Place {
            at: selection.from.unwrap_or_default().max(0),
            number: 0,
        };
        let mut course = Course {
            selection: selection.clone(),
            bound,
            next,
            cursor: 0,
            total: 0,
            is_resumed: false,
        };
        course.total = self
            .store
            .count_places(&course.window(), selection.set)
            .await?;
        Ok(course)
    }

    /// The next records, and the last one's place when others follow.
    async fn page(&self, course: &Course) -> Result<(Vec<Item>, Option<Place>), Halt> {
        let mut window = course.window();
        let mut items: Vec<(Place, Item)> = Vec::with_capacity(PAGE + 1);
        while items.len() <= PAGE {
            let most = PAGE + 1 - items.len();
            let places = self
                .store
                .places(&window, course.selection.set, most)
                .await?;
            let Some((last, _)) = places.last() else {
                break;
            };
            window.from = after(*last);
            let is_end = places.len() < most;
            items.extend(self.items(places, &course.selection).await?);
            if is_end {
                break;
            }
        }
        let more = (items.len() > PAGE).then(|| items[PAGE - 1].0);
        items.truncate(PAGE);
        Ok((items.into_iter().map(|(_, item)| item).collect(), more))
    }

    /// The cards at some places as they are now, but for those that have left the selection since.
    async fn items(
        &self,
        places: Vec<(Place, CardId)>,
        selection: &Selection,
    ) -> Result<Vec<(Place, Item)>, Halt> {
        let ids: Vec<CardId> = places.iter().map(|(_, id)| id.clone()).collect();
        let seen = self.store.seen(&ids).await?;
        let cards = self.store.cards(&ids).await?;
        let mut cards: HashMap<String, Card> = cards
            .into_iter()
            .map(|card| (card.id.as_str().to_owned(), card))
            .collect();
        let belongs = |seen: &Seen| {
            selection.until.is_none_or(|until| seen.at <= until)
                && selection.set.is_none_or(|set| seen.kind == set)
        };
        let item = |(place, id): (Place, CardId)| {
            let seen = seen.get(id.as_str()).filter(|seen| belongs(seen))?.clone();
            let card = cards.remove(id.as_str());
            Some((place, Item::of(id, seen, card)))
        };
        Ok(places.into_iter().filter_map(item).collect())
    }
}

/// The course that a token is about, if it is one of ours and still works.
fn resumed(token: &Token, extent: &Extent, now: DateTime<Utc>) -> Result<Course, Refusal> {
    let Token { bound, last, .. } = *token;
    let is_ours = bound.number <= extent.number && bound.at <= extent.at && last <= bound;
    if !is_ours || token.ends < now.timestamp() {
        return Err(bad_token());
    }
    Ok(Course {
        selection: token.selection.clone(),
        bound,
        next: after(last),
        cursor: token.cursor,
        total: token.total,
        is_resumed: true,
    })
}

fn after(place: Place) -> Place {
    Place {
        number: place.number + 1,
        ..place
    }
}

/// What was left of a resumed list can leave its selection meanwhile: then it begins again.
fn empty(is_resumed: bool) -> Refusal {
    if is_resumed {
        bad_token()
    } else {
        Refusal::new(
            ErrorCode::NoRecordsMatch,
            "No record matches these arguments.",
        )
    }
}

fn written(site: &Site, whole: bool, course: &Course, items: &[Item], after: Option<Token>) -> Xml {
    let verb = if whole {
        "ListRecords"
    } else {
        "ListIdentifiers"
    };
    let format = course.selection.format;
    let mut xml = Xml::default();
    xml.within(verb, &[], |xml| {
        for item in items {
            if whole {
                record::record(xml, site, item, format);
            } else {
                record::header(xml, site, item);
            }
        }
        let (total, cursor) = (course.total.to_string(), course.cursor.to_string());
        let place = [
            ("completeListSize", total.as_str()),
            ("cursor", cursor.as_str()),
        ];
        match after {
            Some(token) => {
                let ends = datestamp(token.ends);
                let attributes = [("expirationDate", ends.as_str()), place[0], place[1]];
                xml.text_with("resumptionToken", &attributes, &token.write());
            }
            // The last answer of a list of several says so with an empty token.
            None if course.is_resumed => xml.text_with("resumptionToken", &place, ""),
            None => {}
        }
    });
    xml
}
