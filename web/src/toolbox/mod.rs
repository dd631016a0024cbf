//! The pages of toolbox: Team Trukendoos.

pub(crate) mod calls;
pub mod card;
pub mod edit;
mod form;
pub mod history;
pub mod new;
mod open;
pub mod questions;
mod samples;
pub mod search;
mod structured;
mod view;

use poem::{Route, get, post};

use crate::i18n::Say;
use crate::page::pages;
use crate::part::Crumb;
use crate::urls;

pages![
    search::ToolboxPage,
    card::CardPage,
    new::NewCardPage,
    edit::EditCardPage,
    history::HistoryPage,
    questions::list::QuestionsPage,
    questions::ask::AskPage,
    questions::question::QuestionPage,
];

/// The addresses of this folder.
pub(crate) fn routes(route: Route) -> Route {
    questions::routes(route)
        .at(urls::TOOLBOX, get(search::search))
        .at(urls::TOOLBOX_FEED, get(open::feed))
        .at(urls::OAI, get(open::harvest).post(open::harvest))
        .at(urls::NEW_CARD, get(new::form).post(new::create))
        .at(urls::pattern::CARD, get(card::read))
        .at(urls::pattern::EDIT_CARD, get(edit::form).post(edit::save))
        .at(urls::pattern::CARD_HISTORY, get(history::read))
        .at(urls::pattern::WITHDRAW_CARD, post(card::withdraw))
}

fn toolbox_crumb() -> Crumb {
    Crumb::say(Say::key("toolbox-title"), urls::TOOLBOX)
}

#[cfg(test)]
mod tests {
    use contract::toolbox::CODES;
    use nouns::Language;

    use crate::i18n::coded;
    use crate::render::Pages;

    #[test]
    fn every_problem_of_the_toolbox_has_a_sentence_in_both_languages() {
        let pages = Pages::load().unwrap();
        for lang in Language::ALL {
            for code in CODES {
                let key = coded("toolbox-problem", code.name);
                assert!(pages.sentences(lang).has(&key), "{key} in {lang:?}");
            }
        }
    }
}
