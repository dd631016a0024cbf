//! Looking for cards: words, filters, and what was found.

mod asked;
mod refine;

use std::sync::Arc;

use contract::FieldProblem;
use contract::toolbox::{
    CardAnswer, CardFacetCount, CardFacets, CardHit, CardQuestion, NUMBER_UNREADABLE, NearCards,
    ToolboxDeed,
};
use poem::web::{Data, Query};
use poem::{Response, handler};
use serde::Serialize;
use wire::Problem;

use super::calls;
use super::view::{KINDS, group, kind};
use crate::App;
use crate::error::PageError;
use crate::form::{Choices, Field};
use crate::i18n::Say;
use crate::marked::{self, Piece};
use crate::page::{Area, Page, refuse, show};
use crate::part::{Facet, Pager};
use crate::session::MaybeSignedIn;
use crate::urls;

pub(crate) use asked::Asked;

/// How many cards stand where nothing was found.
const NEWEST: u32 = 4;
/// The orders that a reader can choose.
const SORTS: [&str; 3] = ["best", "newest", "shortest"];

/// The front of the toolbox: the question, the filters, the cards.
#[derive(Debug, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one thing that the template asks, and none excludes another"
)]
pub struct ToolboxPage {
    q: String,
    kinds: Choices,
    sorts: Choices,
    minutes: Choices,
    group: Field,
    tag: String,
    fits_in_meeting: bool,
    mine: bool,
    /// The id of a team whose cards alone are asked for, or nothing.
    team: String,
    /// Whether anything but words was asked, so that the filters stand open.
    is_filtered: bool,
    refused: bool,
    /// What was found; nothing when the question was refused.
    found: Option<Found>,
    may_add: bool,
    is_signed_in: bool,
    /// The question with its filters, as form fields, for whoever may keep it.
    keep: Vec<Sent>,
}

/// A field of a form that nobody sees.
#[derive(Debug, Serialize)]
struct Sent {
    name: &'static str,
    value: String,
}

#[derive(Debug, Serialize)]
struct Found {
    total: u64,
    hits: Vec<HitView>,
    facets: Vec<Facet>,
    pager: Pager,
    did_you_mean: Option<DidYouMean>,
    /// The same words without filters, where filters left nothing.
    without_filters: Option<String>,
    /// Where to ask other teams what was looked for.
    ask: String,
    /// Where nothing was found: what comes nearest.
    near: Option<NearView>,
    /// Where nothing comes near either: what others shared last.
    newest: Vec<HitView>,
}

#[derive(Debug, Serialize)]
struct NearView {
    hits: Vec<HitView>,
    /// The words by which these were found, where they are others than those that were asked.
    words: Option<String>,
    /// All that these words find.
    href: String,
    dropped: Vec<String>,
    quotes: bool,
    filters: bool,
}

#[derive(Debug, Serialize)]
struct DidYouMean {
    q: String,
    href: String,
}

#[derive(Debug, Serialize)]
struct HitView {
    title: Vec<Piece>,
    href: String,
    kind: Option<&'static str>,
    snippet: Vec<Piece>,
    minutes: Option<i64>,
    group: Option<Say>,
    fits_in_meeting: bool,
    team: String,
}

impl ToolboxPage {
    fn asked(asked: &Asked, problems: &[FieldProblem]) -> Self {
        let problem = |name: &str| {
            let found = problems.iter().find(|problem| problem.field == name)?;
            Some(Say::of("toolbox-problem", &found.code))
        };
        Self {
            q: asked.q.clone(),
            kinds: Choices {
                problem: problem("kind"),
                ..Choices::of("toolbox-kind", KINDS, &[&asked.kind])
            },
            sorts: Choices {
                problem: problem("sort"),
                ..Choices::of("toolbox-sort", SORTS, &[asked.sorted_by()])
            },
            minutes: Choices {
                problem: problem("max_minutes"),
                ..Choices::of("toolbox-within", refine::MINUTES, &[&asked.minutes])
            },
            group: Field {
                value: asked.group.clone(),
                problem: problem("group"),
            },
            tag: asked.tag.clone(),
            fits_in_meeting: asked.fits(),
            mine: asked.mine(),
            team: asked.team.clone(),
            is_filtered: asked.is_filtered(),
            refused: !problems.is_empty(),
            found: None,
            may_add: false,
            is_signed_in: false,
            keep: Vec::new(),
        }
    }

    fn answered(asked: &Asked, answer: CardAnswer, is_signed_in: bool) -> Self {
        let may_add = answer.may.contains(&ToolboxDeed::Add);
        Self {
            may_add,
            keep: if may_add && asked.can_be_kept() {
                asked.fields()
            } else {
                Vec::new()
            },
            is_signed_in,
            found: Some(Found::of(asked, answer)),
            ..Self::asked(asked, &[])
        }
    }
}

impl Found {
    fn of(asked: &Asked, answer: CardAnswer) -> Self {
        let did_you_mean = |q: String| DidYouMean {
            href: asked.with_words(&q).address(),
            q,
        };
        let is_lost = answer.total == 0 && asked.is_filtered();
        Self {
            facets: refine::facets(asked, &answer.facets),
            pager: Pager::new(
                &asked.address(),
                asked.page_number(),
                Asked::PER_PAGE,
                answer.total,
            ),
            did_you_mean: answer.did_you_mean.map(did_you_mean),
            without_filters: is_lost.then(|| asked.without_filters().address()),
            // To people one speaks without the signs of a search.
            ask: urls::with_query(urls::ASK_TEAMS, &[("vraag", &asked.q.replace('"', ""))]),
            near: answer.near.map(|near| NearView::of(asked, near)),
            newest: Vec::new(),
            total: answer.total,
            hits: answer.hits.into_iter().map(hit).collect(),
        }
    }
}

impl NearView {
    fn of(asked: &Asked, near: NearCards) -> Self {
        let again = if near.filters {
            asked.without_filters()
        } else {
            asked.clone()
        };
        Self {
            href: again.with_words(&near.words).address(),
            words: (near.words != asked.q).then_some(near.words),
            hits: near.hits.into_iter().map(hit).collect(),
            dropped: near.dropped,
            quotes: near.quotes,
            filters: near.filters,
        }
    }
}

fn hit(hit: CardHit) -> HitView {
    HitView {
        title: marked::pieces(&hit.marked_title),
        href: crate::urls::card(&hit.id),
        kind: kind(hit.kind.as_deref()),
        snippet: marked::pieces(&hit.snippet),
        minutes: hit.minutes,
        group: group(hit.group_min, hit.group_max),
        fits_in_meeting: hit.fits_in_meeting,
        team: hit.team,
    }
}

impl Page for ToolboxPage {
    const TEMPLATE: &'static str = "toolbox/search";

    fn title(&self) -> Say {
        if self.q.is_empty() {
            Say::key("toolbox-title")
        } else {
            Say::key("toolbox-title-for").with("q", self.q.as_str())
        }
    }

    fn area(&self) -> Area {
        Area::Toolbox
    }

    fn feed(&self) -> Option<&'static str> {
        Some(urls::TOOLBOX_FEED)
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let words = Asked {
            q: "feedback".to_owned(),
            ..Asked::default()
        };
        let filtered = Asked {
            kind: "werkvorm".to_owned(),
            minutes: "30".to_owned(),
            group: "12".to_owned(),
            tag: "feedback".to_owned(),
            team: "team-groen".to_owned(),
            ..words.clone()
        };
        let wrong = Asked {
            group: "veel".to_owned(),
            ..words.clone()
        };
        let typo = Asked {
            q: "fedback".to_owned(),
            ..Asked::default()
        };
        let nothing = CardAnswer {
            did_you_mean: Some("feedback".to_owned()),
            ..CardAnswer::default()
        };
        let teacher = CardAnswer {
            may: vec![ToolboxDeed::Add],
            ..sample_answer()
        };
        let problems = [FieldProblem::new("group", NUMBER_UNREADABLE)];
        let near = |near: NearCards| CardAnswer {
            near: Some(near),
            ..CardAnswer::default()
        };
        let near_words = near(NearCards {
            hits: sample_answer().hits,
            words: "vooruitblik".to_owned(),
            dropped: vec!["<online>".to_owned(), "qqq".to_owned()],
            quotes: true,
            filters: false,
        });
        let near_without_filters = near(NearCards {
            hits: sample_answer().hits,
            words: filtered.q.clone(),
            filters: true,
            ..NearCards::default()
        });
        let mut nothing_there = Self::answered(&words, CardAnswer::default(), true);
        if let Some(found) = &mut nothing_there.found {
            found.newest = sample_answer().hits.into_iter().map(hit).collect();
        }
        vec![
            (
                "all cards",
                Self::answered(&Asked::default(), sample_answer(), false),
            ),
            ("a teacher", Self::answered(&words, teacher, true)),
            ("filtered", Self::answered(&filtered, sample_answer(), true)),
            ("typing error", Self::answered(&typo, nothing, false)),
            (
                "nothing left",
                Self::answered(&filtered, CardAnswer::default(), false),
            ),
            ("nothing there", nothing_there),
            ("near words", Self::answered(&words, near_words, true)),
            (
                "near without filters",
                Self::answered(&filtered, near_without_filters, false),
            ),
            ("refused", Self::asked(&wrong, &problems)),
        ]
    }
}

fn sample_answer() -> CardAnswer {
    let count = |value: &str, count| CardFacetCount {
        value: value.to_owned(),
        count,
    };
    let card = super::samples::full();
    let hit = |title: &str| CardHit {
        id: card.id.clone(),
        title: title.to_owned(),
        marked_title: format!("{title} met <mark>feedback</mark>"),
        snippet: "Geef elkaar <mark>feedback</mark> die verder helpt &amp; zeg dank je wel."
            .to_owned(),
        score: 1.0,
        kind: card.content.kind.clone(),
        minutes: card.content.minutes,
        group_min: Some(4),
        group_max: None,
        fits_in_meeting: true,
        tags: card.content.tags.clone(),
        team: card.content.team.clone(),
    };
    CardAnswer {
        total: 42,
        hits: vec![hit("Vooruitblik"), hit("De warme stoel")],
        facets: CardFacets {
            kind: vec![count("werkvorm", 30), count("overlegstructuur", 12)],
            tag: vec![count("feedback", 9), count("teamdag", 4)],
            minutes: vec![count("30", 20), count("15", 12), count("more", 10)],
            fits_in_meeting: vec![count("true", 17)],
        },
        ..CardAnswer::default()
    }
}

/// What others shared last. Without it the page is whole too.
async fn newest(app: &App, token: Option<&wire::CallerToken>) -> Vec<HitView> {
    let question = CardQuestion {
        sort: "newest".to_owned(),
        per_page: NEWEST.to_string(),
        ..CardQuestion::default()
    };
    let answer = calls::search(&app.services.toolbox, token, &question).await;
    answer.map_or_else(
        |_| Vec::new(),
        |answer| answer.hits.into_iter().map(hit).collect(),
    )
}

/// Finds cards.
#[handler]
pub(crate) async fn search(
    MaybeSignedIn(caller): MaybeSignedIn,
    Data(app): Data<&Arc<App>>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let token = caller.as_ref().map(|caller| &caller.token);
    match calls::search(&app.services.toolbox, token, &asked.question()).await {
        Ok(answer) => {
            let is_empty = answer.total == 0 && answer.near.is_none();
            let mut page = ToolboxPage::answered(&asked, answer, caller.is_some());
            if is_empty && let Some(found) = &mut page.found {
                found.newest = newest(app, token).await;
            }
            Ok(show(page))
        }
        Err(Problem::Refused(fields)) => Ok(refuse(ToolboxPage::asked(&asked, &fields))),
        Err(problem) => Err(problem.into()),
    }
}
