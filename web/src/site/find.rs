//! Asks every service at once, and shows what each found.

use std::sync::Arc;

use contract::meetups::{CommunityList, CommunitySummary, EventList, EventSummary};
use contract::toolbox::exchange::{QuestionHit, QuestionList};
use contract::toolbox::{CardAnswer, CardHit, CardQuestion};
use poem::web::{Data, Query};
use poem::{Response, handler};
use serde::Deserialize;
use wire::Problem;

use super::search::{DidYouMean, SearchGroup, SearchHit, SearchPage};
use crate::App;
use crate::i18n::Say;
use crate::marked;
use crate::meetups::calls::BoardQuestion;
use crate::page::show;
use crate::session::MaybeSignedIn;
use crate::toolbox::questions::{self, calls::ListQuestion};
use crate::{meetups, toolbox, urls};

/// How many of each kind; the rest is on the service's own page.
const OF_EACH: u32 = 5;
/// More is no question.
const LONGEST: usize = 200;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    q: String,
}

/// Search over everything.
#[handler]
pub(crate) async fn find(
    MaybeSignedIn(caller): MaybeSignedIn,
    Data(app): Data<&Arc<App>>,
    Query(asked): Query<Asked>,
) -> Response {
    let q: String = asked.q.trim().chars().take(LONGEST).collect();
    if q.is_empty() {
        return show(SearchPage::before());
    }
    let token = caller.as_ref().map(|caller| &caller.token);
    let per_page = OF_EACH.to_string();
    let cards = CardQuestion {
        q: q.clone(),
        per_page,
        ..CardQuestion::default()
    };
    let events = BoardQuestion {
        q: q.clone(),
        page: 1,
        per_page: OF_EACH,
        ..BoardQuestion::default()
    };
    let questions = async {
        match token {
            Some(token) => {
                let asked = ListQuestion {
                    q: &q,
                    state: "",
                    page: 1,
                    per_page: OF_EACH,
                };
                questions::calls::list(&app.services.toolbox, token, &asked).await
            }
            // Questions are for those who are signed in.
            None => Ok(QuestionList::default()),
        }
    };
    let (cards, questions, events, communities) = tokio::join!(
        toolbox::calls::search(&app.services.toolbox, token, &cards),
        questions,
        meetups::calls::events(&app.services.meetups, token, &events),
        meetups::calls::communities_about(&app.services.meetups, &q),
    );
    let page = SearchPage::answered(q, cards, events);
    show(page.with_communities(communities).with_questions(questions))
}

impl SearchPage {
    fn before() -> Self {
        Self {
            q: String::new(),
            groups: None,
            total: 0,
            did_you_mean: None,
            missing: Vec::new(),
        }
    }

    /// What each service answered; one that did not is named, the others are shown.
    fn answered(
        q: String,
        cards: Result<CardAnswer, Problem>,
        events: Result<EventList, Problem>,
    ) -> Self {
        let mut page = Self {
            q,
            groups: Some(Vec::new()),
            ..Self::before()
        };
        match cards {
            Ok(answer) => {
                page.did_you_mean = answer.did_you_mean.as_deref().map(DidYouMean::new);
                page.add(cards_group(&page.q, answer));
            }
            Err(problem) => page.miss(Say::key("site-kind-cards"), &problem),
        }
        match events {
            Ok(list) => page.add(events_group(&page.q, list)),
            Err(problem) => page.miss(Say::key("site-kind-meetups"), &problem),
        }
        page
    }

    /// The questions stand behind what the services gave first.
    fn with_questions(mut self, questions: Result<QuestionList, Problem>) -> Self {
        match questions {
            Ok(list) => {
                let group = questions_group(&self.q, list);
                self.add(group);
            }
            Err(problem) => self.miss(Say::key("site-kind-questions"), &problem),
        }
        self
    }

    /// Communities are for everybody to find; who is in them is not.
    fn with_communities(mut self, communities: Result<CommunityList, Problem>) -> Self {
        match communities {
            Ok(list) => self.add(communities_group(list)),
            Err(problem) => self.miss(Say::key("site-kind-communities"), &problem),
        }
        self
    }

    fn add(&mut self, group: SearchGroup) {
        if group.total > 0 {
            self.total += group.total;
            self.groups.get_or_insert_default().push(group);
        }
    }

    fn miss(&mut self, kind: Say, problem: &Problem) {
        tracing::warn!(problem = problem.name(), "search goes without a service");
        self.missing.push(kind);
    }
}

fn cards_group(q: &str, answer: CardAnswer) -> SearchGroup {
    SearchGroup {
        kind: Say::key("site-kind-cards"),
        icon: "toolbox",
        total: answer.total,
        href: urls::with_query(urls::TOOLBOX, &[("q", q)]),
        hits: answer.hits.into_iter().map(card_hit).collect(),
    }
}

fn questions_group(q: &str, list: QuestionList) -> SearchGroup {
    SearchGroup {
        kind: Say::key("site-kind-questions"),
        icon: "chat",
        total: list.total,
        href: urls::with_query(urls::QUESTIONS, &[("q", q)]),
        hits: list.hits.into_iter().map(question_hit).collect(),
    }
}

fn question_hit(hit: QuestionHit) -> SearchHit {
    SearchHit {
        href: urls::question(&hit.id),
        about: Say::of("questions-state", &hit.state),
        title: hit.title,
        snippet: marked::pieces(&hit.snippet),
        when: None,
    }
}

fn card_hit(hit: CardHit) -> SearchHit {
    let kind = hit.kind.map(|kind| Say::of("toolbox-kind", &kind));
    SearchHit {
        href: urls::card(&hit.id),
        title: hit.title,
        about: kind.unwrap_or_else(|| Say::key("site-kind-card")),
        snippet: marked::pieces(&hit.snippet),
        when: None,
    }
}

fn events_group(q: &str, list: EventList) -> SearchGroup {
    SearchGroup {
        kind: Say::key("site-kind-meetups"),
        icon: "calendar",
        total: u64::from(list.total),
        href: urls::with_query(urls::MEETUPS, &[("q", q)]),
        hits: list.events.into_iter().map(event_hit).collect(),
    }
}

fn communities_group(list: CommunityList) -> SearchGroup {
    let found = list.communities;
    SearchGroup {
        kind: Say::key("site-kind-communities"),
        icon: "group",
        total: found.len() as u64,
        href: urls::REGIONS.to_owned(),
        hits: found
            .into_iter()
            .take(OF_EACH as usize)
            .map(community_hit)
            .collect(),
    }
}

fn community_hit(community: CommunitySummary) -> SearchHit {
    SearchHit {
        href: urls::community(&community.slug),
        about: Say::key("site-community-in").with("region", community.region_name),
        title: community.name,
        snippet: vec![marked::plain(community.purpose)],
        when: None,
    }
}

fn event_hit(event: EventSummary) -> SearchHit {
    SearchHit {
        href: urls::meetup(&event.id),
        about: Say::of("meetups-kind", &event.kind),
        title: event.title,
        snippet: vec![marked::plain(event.summary)],
        when: Some(event.starts),
    }
}
