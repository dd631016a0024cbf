use std::sync::Arc;

use contract::matching::{
    BlockingPair, Draft, DraftFigures, DraftList, DraftPair, DraftPairs, Edit, PairsQuestion, Party,
};
use poem::web::{Data, Path, Query};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};

use super::fairness::Fair;
use super::picture::Picture;
use super::{calls, crumbs, has_batch, samples};
use crate::app::App;
use crate::error::PageError;
use crate::form::Choices;
use crate::i18n::Say;
use crate::page::{Area, Page, show};
use crate::part::{Crumb, Pager};
use crate::session::{Caller, SignedIn};
use crate::urls;

/// The parameter that says which draft is looked at.
pub(super) const PARAMETER: &str = "regel";
/// The parameter with how the name of a buddy begins.
pub(super) const SEARCH: &str = "zoek";
/// Of more buddies than these the service gives only those that are searched for.
const FEW_BUDDIES: u32 = 30;

/// The three drafts beside each other, what was changed, and the pairs of one of them.
#[derive(Debug, Serialize)]
pub(crate) struct DraftsPage {
    id: String,
    name: String,
    has_batch: bool,
    drafts: Vec<Column>,
    /// The same as numbers.
    rows: Vec<Row>,
    is_waiting: bool,
    is_publishing: bool,
    edits: Vec<Change>,
    fairness: Vec<Fair>,
    chosen: Option<Chosen>,
    cap: String,
    problem: Option<Say>,
}

/// One draft.
#[derive(Debug, Serialize)]
struct Column {
    rule: String,
    say: Say,
    what: Say,
    state: Say,
    is_made: bool,
    may_publish: bool,
    stale: bool,
    picture: Option<Picture>,
    /// What the last change cost.
    cost: Vec<Say>,
    href: String,
    is_chosen: bool,
}

/// One measure of all drafts.
#[derive(Debug, Serialize)]
struct Row {
    say: Say,
    hint: Say,
    values: Vec<String>,
}

/// A change that somebody made.
#[derive(Debug, Serialize)]
struct Change {
    n: i64,
    say: Say,
    holds: bool,
}

/// The pairs of the draft that is looked at.
#[derive(Debug, Serialize)]
struct Chosen {
    rule: String,
    say: Say,
    pairs: Vec<Pair>,
    pager: Pager,
    may_edit: bool,
    blocking: Blocking,
    students: Choices,
    buddies: Choices,
    has_buddies: bool,
    /// Where there are too many buddies for one list.
    search: Option<Search>,
}

/// Who would rather have each other: how many over all pairs, and the first.
#[derive(Debug, Serialize)]
struct Blocking {
    say: Say,
    pairs: Vec<Say>,
    more: Option<Say>,
}

/// A search for a buddy by how the name begins.
#[derive(Debug, Serialize)]
struct Search {
    typed: String,
    all: i64,
    found_nobody: bool,
}

#[derive(Debug, Serialize)]
struct Pair {
    student: String,
    student_id: String,
    buddy: Option<String>,
    buddy_id: String,
    score: i64,
    place: Say,
    state: Say,
    pinned: bool,
    /// Another counted as much for this place: the lottery decided.
    drawn: bool,
    may_edit: bool,
}

/// Which draft and page the address asks for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Which {
    pub(super) regel: Option<String>,
    pub(super) pagina: Option<u32>,
    /// How the name of a buddy to pin begins.
    pub(super) zoek: Option<String>,
}

impl Page for DraftsPage {
    const TEMPLATE: &'static str = "matching/programme-drafts";

    fn title(&self) -> Say {
        Say::key("programmes-drafts-title").with("name", self.name.as_str())
    }

    fn area(&self) -> Area {
        Area::Matching
    }

    fn crumbs(&self) -> Vec<Crumb> {
        crumbs(&self.id, &self.name)
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let made = || samples::list(["done"; 3], true);
        let mut stale = samples::list(["done"; 3], false);
        for draft in &mut stale.drafts {
            draft.stale = true;
        }
        let mut choose = samples::list([""; 3], false);
        "choose".clone_into(&mut choose.programme.mode);
        let refused = Say::of("matching-problem", "edit.not-fitting");
        vec![
            ("none yet", Self::of(samples::list([""; 3], false), None)),
            (
                "being made",
                Self::of(samples::list(["queued"; 3], false), None),
            ),
            (
                "three",
                Self::of(made(), Some(samples::pairs("best", "done"))),
            ),
            (
                "nobody would rather",
                Self::of(made(), Some(samples::pairs("stable", "done"))),
            ),
            (
                "many buddies",
                Self::of(made(), Some(samples::many_buddies(0))).searching("Qu"),
            ),
            (
                "found buddies",
                Self::of(made(), Some(samples::many_buddies(2))).searching("Han"),
            ),
            (
                "before a search",
                Self::of(made(), Some(samples::many_buddies(0))),
            ),
            ("no longer of now", Self::of(stale, None)),
            (
                "one failed",
                Self::of(samples::list(["done", "failed", "done"], false), None),
            ),
            (
                "being published",
                Self::of(samples::list(["done", "publishing", "done"], false), None),
            ),
            (
                "published",
                Self::of(
                    samples::list(["done", "published", "done"], false),
                    Some(samples::pairs("best", "published")),
                ),
            ),
            ("chosen by students", Self::of(choose, None)),
            (
                "refused",
                Self {
                    problem: Some(refused),
                    ..Self::of(made(), Some(samples::pairs("best", "done")))
                },
            ),
        ]
    }
}

impl DraftsPage {
    fn of(list: DraftList, pairs: Option<DraftPairs>) -> Self {
        let programme = list.programme;
        let is = |state: &str| list.drafts.iter().any(|draft| draft.state == state);
        let is_publishing = is("publishing");
        let looked_at = pairs.as_ref().map(|pairs| pairs.draft.rule.clone());
        let figures = list.drafts.iter().find_map(|draft| {
            let wanted = looked_at.as_ref().is_none_or(|rule| *rule == draft.rule);
            draft.figures.as_ref().filter(|_| wanted)
        });
        Self {
            has_batch: has_batch(&programme),
            rows: rows(&list.drafts),
            fairness: figures.map_or_else(Vec::new, |figures| {
                figures.fairness.iter().map(Fair::of).collect()
            }),
            is_waiting: is("queued") || is_publishing,
            is_publishing,
            edits: list.edits.iter().map(Change::of).collect(),
            cap: list
                .drafts
                .iter()
                .find(|draft| draft.rule == "balanced")
                .map_or_else(|| "5".to_owned(), |draft| draft.max_blocking.to_string()),
            drafts: list
                .drafts
                .iter()
                .map(|draft| {
                    let is_chosen = looked_at.as_deref() == Some(draft.rule.as_str());
                    Column::of(draft, &programme.id, is_chosen, is_publishing)
                })
                .collect(),
            chosen: pairs.map(|pairs| Chosen::of(pairs, is_publishing)),
            problem: None,
            id: programme.id,
            name: programme.name,
        }
    }
}

impl DraftsPage {
    /// The same page with what was typed to find a buddy.
    fn searching(mut self, typed: &str) -> Self {
        if let Some(chosen) = &mut self.chosen {
            chosen.search = chosen.search.take().map(|search| Search {
                typed: typed.to_owned(),
                found_nobody: !chosen.has_buddies && !typed.is_empty(),
                ..search
            });
        }
        self
    }

    /// The same page with why a deed was not done.
    pub(super) fn again(self, why: Say) -> Self {
        Self {
            problem: Some(why),
            ..self
        }
    }
}

impl Column {
    fn of(draft: &Draft, id: &str, is_chosen: bool, is_publishing: bool) -> Self {
        let is_made = draft.figures.is_some();
        Self {
            say: Say::of("programmes-rule", &draft.rule),
            what: Say::of("programmes-rule-what", &draft.rule),
            state: Say::of("programmes-draft", &draft.state),
            is_made,
            may_publish: draft.state == "done" && !draft.stale && !is_publishing,
            stale: draft.stale && draft.state == "done",
            picture: draft.figures.as_ref().map(Picture::of),
            cost: cost(draft),
            href: urls::with_query(
                &urls::programme_drafts(id),
                &[(PARAMETER, draft.rule.as_str())],
            ),
            is_chosen,
            rule: draft.rule.clone(),
        }
    }
}

/// What the last change made different, in whole students and points.
fn cost(draft: &Draft) -> Vec<Say> {
    let (Some(now), Some(before)) = (&draft.figures, &draft.before) else {
        return Vec::new();
    };
    let fewer = i64::from(before.matched) - i64::from(now.matched);
    let points = |total: u64| i64::try_from(total).unwrap_or(i64::MAX);
    let lost = points(before.total) - points(now.total);
    let mut cost = Vec::new();
    match fewer {
        1.. => cost.push(Say::key("programmes-cost-fewer").with("count", fewer)),
        ..0 => cost.push(Say::key("programmes-cost-more").with("count", -fewer)),
        0 => {}
    }
    match lost {
        1.. => cost.push(Say::key("programmes-cost-points").with("count", lost)),
        ..0 => cost.push(Say::key("programmes-cost-gain").with("count", -lost)),
        0 => {}
    }
    if cost.is_empty() {
        cost.push(Say::key("programmes-cost-nothing"));
    }
    cost
}

/// The measures as numbers, one column for each draft.
fn rows(drafts: &[Draft]) -> Vec<Row> {
    let row = |name: &str, value: &dyn Fn(&DraftFigures) -> String| Row {
        say: Say::of("programmes-measure", name),
        hint: Say::of("programmes-measure-hint", name),
        values: drafts
            .iter()
            .map(|draft| draft.figures.as_ref().map_or_else(|| "–".to_owned(), value))
            .collect(),
    };
    if drafts.iter().all(|draft| draft.figures.is_none()) {
        return Vec::new();
    }
    let average = |figures: &DraftFigures| {
        let all = u64::from(figures.matched).max(1);
        ((figures.total + all / 2) / all).to_string()
    };
    let share = |count: u32, figures: &DraftFigures| format!("{count} / {}", figures.students);
    vec![
        row("matched", &|figures| share(figures.matched, figures)),
        row("top5", &|figures| share(figures.top5, figures)),
        row("average", &average),
        row("blocking", &|figures| figures.blocking_pairs.to_string()),
        row("drawn", &|figures| figures.drawn.to_string()),
        row("gap", &|figures| {
            figures
                .gap
                .map_or_else(|| "–".to_owned(), |gap| gap.to_string())
        }),
    ]
}

impl Change {
    fn of(edit: &Edit) -> Self {
        let buddy = edit.buddy.as_ref().map_or("", |buddy| buddy.name.as_str());
        Self {
            n: i64::from(edit.n),
            say: Say::of("programmes-edit", &edit.kind)
                .with("student", edit.student.name.as_str())
                .with("buddy", buddy),
            holds: edit.holds,
        }
    }
}

impl Chosen {
    fn of(pairs: DraftPairs, is_publishing: bool) -> Self {
        let rule = pairs.draft.rule.clone();
        let address = urls::with_query(
            &urls::programme_drafts(&pairs.programme.id),
            &[(PARAMETER, rule.as_str())],
        );
        let may_edit = pairs.draft.state == "done" && !is_publishing;
        let named = |parties: &mut dyn Iterator<Item = &Party>| {
            let pairs: Vec<(&str, &str)> = parties
                .map(|party| (party.id.as_str(), party.name.as_str()))
                .collect();
            Choices::named(pairs, &[] as &[&str])
        };
        Self {
            say: Say::of("programmes-rule", &rule),
            students: named(&mut pairs.pairs.iter().map(|pair| &pair.student)),
            buddies: named(&mut pairs.buddies.iter()),
            has_buddies: !pairs.buddies.is_empty(),
            search: (pairs.all_buddies > FEW_BUDDIES).then(|| Search {
                typed: String::new(),
                all: i64::from(pairs.all_buddies),
                found_nobody: false,
            }),
            blocking: Blocking::of(&pairs),
            pager: Pager::new(&address, pairs.page, pairs.per_page, u64::from(pairs.total)),
            pairs: pairs
                .pairs
                .into_iter()
                .map(|pair| Pair::of(pair, may_edit))
                .collect(),
            may_edit,
            rule,
        }
    }
}

impl Blocking {
    fn of(pairs: &DraftPairs) -> Self {
        let figures = pairs.draft.figures.as_ref();
        let count = figures.map_or(0, |figures| figures.blocking_pairs);
        let pair = |pair: &BlockingPair| {
            let key = match pair.has {
                Some(_) => "programmes-blocking-pair",
                None => "programmes-blocking-alone",
            };
            let has = pair.has.as_ref().map_or("", |has| has.name.as_str());
            Say::key(key)
                .with("student", pair.student.name.as_str())
                .with("buddy", pair.buddy.name.as_str())
                .with("has", has)
        };
        let shown: Vec<Say> = pairs.blocking.iter().map(pair).collect();
        let is_more = count > shown.len() as u64 && !shown.is_empty();
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        Self {
            say: match count {
                0 => Say::key("programmes-blocking-none"),
                _ => Say::key("programmes-blocking-count").with("count", count),
            },
            more: is_more.then(|| Say::key("programmes-blocking-first")),
            pairs: shown,
        }
    }
}

impl Pair {
    fn of(pair: DraftPair, may_edit: bool) -> Self {
        let place = pair.place.map_or_else(
            || Say::key("programmes-place-further"),
            |place| Say::key("programmes-place-nth").with("place", i64::from(place)),
        );
        Self {
            state: match &pair.reason {
                Some(reason) => Say::of("programmes-left", reason),
                None => Say::of("programmes-pair", &pair.state),
            },
            may_edit: may_edit && pair.buddy.is_some() && !pair.pinned,
            buddy_id: pair
                .buddy
                .as_ref()
                .map_or_else(String::new, |buddy| buddy.id.clone()),
            buddy: pair.buddy.map(|buddy| buddy.name),
            score: i64::from(pair.score),
            drawn: pair.drawn,
            place,
            pinned: pair.pinned,
            student: pair.student.name,
            student_id: pair.student.id,
        }
    }
}

/// The page as the address asks for it.
pub(super) async fn page(
    app: &App,
    by: &Caller,
    id: &str,
    which: &Which,
) -> Result<DraftsPage, PageError> {
    let list = calls::drafts(app, by, id).await?;
    let has = |rule: &str| {
        let mut drafts = list.drafts.iter();
        drafts.any(|draft| draft.rule == rule && draft.figures.is_some())
    };
    let rule = which.regel.as_deref().filter(|rule| has(rule));
    let pairs = match rule {
        Some(rule) => {
            let question = PairsQuestion {
                page: which.pagina,
                buddy: which.zoek.clone(),
            };
            Some(calls::pairs(app, by, id, rule, &question).await?)
        }
        None => None,
    };
    let typed = which.zoek.as_deref().unwrap_or_default().trim();
    Ok(DraftsPage::of(list, pairs).searching(typed))
}

#[handler]
pub(super) async fn show_drafts(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Query(which): Query<Which>,
) -> Result<Response, PageError> {
    Ok(show(page(app, &by, &id, &which).await?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_says_how_many_would_rather_have_each_other_or_that_nobody_would() {
        let of = |rule| Blocking::of(&samples::pairs(rule, "done"));
        let stable = of("stable");
        assert_eq!(stable.say, Say::key("programmes-blocking-none"));
        assert!(stable.pairs.is_empty() && stable.more.is_none());
        let best = of("best");
        let count = Say::key("programmes-blocking-count").with("count", 23_i64);
        assert_eq!(best.say, count);
        assert!(best.pairs.len() == 2 && best.more.is_some());
        let mut all = samples::pairs("best", "done");
        if let Some(figures) = &mut all.draft.figures {
            figures.blocking_pairs = 2;
        }
        assert!(Blocking::of(&all).more.is_none(), "both stand there");
    }

    #[test]
    fn who_is_searched_for_among_many_is_typed_and_few_stand_in_the_list() {
        let page = |pairs| DraftsPage::of(samples::list(["done"; 3], false), Some(pairs));
        let few = page(samples::pairs("best", "done")).searching("Qu").chosen;
        assert!(few.is_some_and(|few| few.search.is_none() && few.has_buddies));
        let many = page(samples::many_buddies(0)).searching("Qu").chosen;
        let search = many.and_then(|many| many.search).unwrap();
        assert_eq!((search.typed.as_str(), search.found_nobody), ("Qu", true));
        let before = page(samples::many_buddies(0)).searching("").chosen;
        let search = before.and_then(|before| before.search).unwrap();
        assert!(!search.found_nobody, "nobody was looked for");
    }
}
