//! Vraag en antwoord between teams: the list, asking, and one question with its answers.

pub mod ask;
pub(crate) mod calls;
pub mod list;
pub mod question;
mod samples;

use contract::toolbox::MyTeams;
use contract::toolbox::exchange::{QuestionLink, QuestionPreview, QuestionStep, WhyKnows};
use poem::{Route, get, post};
use serde::Serialize;

use super::view::LinkView;
use crate::form::Choices;
use crate::i18n::Say;
use crate::part::{Crumb, NextStep};
use crate::urls;

/// The addresses of this folder.
pub(super) fn routes(route: Route) -> Route {
    route
        .at(urls::QUESTIONS, get(list::list))
        .at(urls::ASK_TEAMS, get(ask::form).post(ask::send))
        .at(
            urls::pattern::QUESTION,
            get(question::read).post(question::act),
        )
        .at(urls::pattern::ANSWER_QUESTION, post(question::give_answer))
}

fn questions_crumb() -> Crumb {
    Crumb::say(Say::key("questions-title"), urls::QUESTIONS)
}

/// What stands beside a question: cards, other questions, and teams that shared something.
#[derive(Debug, Serialize)]
pub(crate) struct Beside {
    cards: Vec<LinkView>,
    alike: Vec<QuestionLine>,
    teams: Vec<TeamLine>,
    is_empty: bool,
}

/// A question in a list.
#[derive(Debug, Serialize)]
pub(crate) struct QuestionLine {
    title: String,
    href: String,
    state: Say,
    answers: u32,
}

#[derive(Debug, Serialize)]
struct TeamLine {
    team: String,
    /// Its page, where it has one.
    href: Option<String>,
    /// Why it may know.
    why: Say,
    card: Option<LinkView>,
    good_at: Vec<String>,
}

/// My teams, of which one can be chosen.
fn teams(mine: &MyTeams, chosen: &str) -> Choices {
    let pairs = mine.teams.iter();
    let pairs = pairs.map(|team| (team.id.as_str(), team.content.name.as_str()));
    Choices::named(pairs, &[chosen])
}

impl Beside {
    fn of(found: QuestionPreview) -> Self {
        let team = |known: contract::toolbox::exchange::TeamThatKnows| TeamLine {
            href: known.id.map(urls::team),
            why: Say::key(match known.why {
                WhyKnows::Card => "questions-knows-card",
                WhyKnows::Tried => "questions-knows-tried",
                WhyKnows::GoodAt => "questions-knows-good-at",
            }),
            team: known.team,
            card: known.card.map(LinkView::of),
            good_at: known.good_at,
        };
        Self {
            is_empty: found.cards.is_empty() && found.alike.is_empty() && found.teams.is_empty(),
            cards: found.cards.into_iter().map(LinkView::of).collect(),
            alike: found.alike.into_iter().map(QuestionLine::of).collect(),
            teams: found.teams.into_iter().map(team).collect(),
        }
    }
}

impl QuestionLine {
    fn of(link: QuestionLink) -> Self {
        Self {
            href: urls::question(&link.id),
            title: link.title,
            state: Say::of("questions-state", &link.state),
            answers: link.answers,
        }
    }
}

/// What happens next with a question, in words for whoever reads it.
pub(crate) fn step_said(step: &QuestionStep) -> Say {
    if step.yours {
        Say::of("questions-step-me", &step.step)
    } else {
        Say::of("questions-step-other", &step.step)
    }
}

/// What happens next with a question, for whoever reads it.
fn next_step(step: &QuestionStep) -> NextStep {
    NextStep {
        say: step_said(step),
        by: step
            .until
            .with_timezone(&chrono_tz::Europe::Amsterdam)
            .date_naive(),
        is_mine: step.yours,
        href: None,
    }
}

#[cfg(test)]
mod tests {
    use contract::toolbox::exchange::EXCHANGE_CODES;
    use nouns::Language;

    use crate::i18n::coded;
    use crate::render::Pages;

    #[test]
    fn every_problem_of_the_exchange_has_a_sentence_in_both_languages() {
        let pages = Pages::load().unwrap();
        for lang in Language::ALL {
            for code in EXCHANGE_CODES {
                let key = coded("questions-problem", code.name);
                assert!(pages.sentences(lang).has(&key), "{key} in {lang:?}");
            }
        }
    }
}
