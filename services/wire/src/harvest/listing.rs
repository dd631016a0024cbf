//! Lists, a page at a time (sections 3.5, 4.3 and 4.5). Why nothing is missed: see the module above.

use chrono::{DateTime, Utc};
use nouns::harvest::{Extent, LIST_LIVES, Place, Seen, Window};

use super::arguments::{Begin, List, Selection, bad_token};
use super::record::{self, Item};
use super::token::Token;
use super::{ErrorCode, Halt, Refusal, Repository, Site, Xml, datestamp};

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

pub(super) async fn list<R: Repository>(
    repository: &R,
    site: &Site,
    list: &List,
    now: DateTime<Utc>,
) -> Result<Xml, Halt<R::Failure>> {
    let extent = repository.extent().await.map_err(Halt::Failed)?;
    let course = match &list.from {
        Begin::Anew(selection) => {
            let course = begun(repository, selection, &extent).await;
            course.map_err(Halt::Failed)?
        }
        Begin::After(token) => resumed(token, &extent, now)?,
    };
    let (items, more) = page(repository, &course).await.map_err(Halt::Failed)?;
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
        ends: now.timestamp() + LIST_LIVES,
    });
    Ok(written(
        repository, site, list.whole, &course, &items, after,
    ))
}

async fn begun<R: Repository>(
    repository: &R,
    selection: &Selection,
    extent: &Extent,
) -> Result<Course, R::Failure> {
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
    course.total = repository.count(&course.window(), selection.set).await?;
    Ok(course)
}

/// The next records, and the last one's place when others follow.
async fn page<R: Repository>(
    repository: &R,
    course: &Course,
) -> Result<(Vec<Item<R::Thing>>, Option<Place>), R::Failure> {
    let mut window = course.window();
    let mut items = Vec::with_capacity(PAGE + 1);
    while items.len() <= PAGE {
        let most = PAGE + 1 - items.len();
        let places = repository
            .places(&window, course.selection.set, most)
            .await?;
        let Some((last, _)) = places.last() else {
            break;
        };
        window.from = after(*last);
        let is_end = places.len() < most;
        items.extend(items_at(repository, places, &course.selection).await?);
        if is_end {
            break;
        }
    }
    let more = (items.len() > PAGE).then(|| items[PAGE - 1].0);
    items.truncate(PAGE);
    Ok((items.into_iter().map(|(_, item)| item).collect(), more))
}

/// The things at some places as they are now, but for those that have left the selection since.
async fn items_at<R: Repository>(
    repository: &R,
    places: Vec<(Place, String)>,
    selection: &Selection,
) -> Result<Vec<(Place, Item<R::Thing>)>, R::Failure> {
    let keys: Vec<String> = places.iter().map(|(_, key)| key.clone()).collect();
    let seen = repository.seen(&keys).await?;
    let mut things = repository.public(&keys).await?;
    let belongs = |seen: &Seen| {
        selection.until.is_none_or(|until| seen.at <= until)
            && selection.set.is_none_or(|set| seen.kind == set)
    };
    let item = |(place, key): (Place, String)| {
        let seen = seen.get(&key).filter(|seen| belongs(seen))?.clone();
        let thing = things.remove(&key);
        Some((place, Item::of(key, seen, thing)))
    };
    Ok(places.into_iter().filter_map(item).collect())
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

fn written<R: Repository>(
    repository: &R,
    site: &Site,
    whole: bool,
    course: &Course,
    items: &[Item<R::Thing>],
    after: Option<Token>,
) -> Xml {
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
                record::record(xml, repository, site, item, format);
            } else {
                record::header(xml, repository.about(), site, item);
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
