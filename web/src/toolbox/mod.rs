//! The pages of toolbox: Team Trukendoos.

pub(crate) mod calls;
pub mod card;
mod collections;
pub mod edit;
mod form;
pub mod history;
pub mod new;
mod open;
pub mod questions;
mod samples;
pub mod search;
pub(crate) mod searches;
mod shelf;
mod structured;
pub(crate) mod teams;
pub(crate) mod tried;
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
    shelf::adapt::AdaptPage,
    shelf::family::FamilyPage,
    shelf::compare::ComparePage,
    shelf::tombstone::TombstonePage,
    shelf::draft::DraftPage,
    shelf::read::ReadDraftPage,
    shelf::mine::MyShelfPage,
    collections::list::CollectionsPage,
    collections::one::CollectionPage,
    collections::sheets::SheetsPage,
    collections::edit::EditCollectionPage,
    collections::collect::CollectPage,
    questions::list::QuestionsPage,
    questions::ask::AskPage,
    questions::question::QuestionPage,
];

/// The addresses of this folder.
pub(crate) fn routes(route: Route) -> Route {
    searches::routes(questions::routes(tried::routes(teams::routes(route))))
        .at(urls::TOOLBOX, get(search::search))
        .at(urls::TOOLBOX_FEED, get(open::feed))
        .at(urls::OAI, get(open::harvest).post(open::harvest))
        .at(urls::NEW_CARD, get(new::form).post(new::create))
        .at(urls::pattern::CARD, get(card::read))
        .at(urls::pattern::EDIT_CARD, get(edit::form).post(edit::save))
        .at(urls::pattern::CARD_HISTORY, get(history::read))
        .at(urls::pattern::WITHDRAW_CARD, post(card::withdraw))
        .at(urls::pattern::RESTORE_CARD, post(shelf::restore::restore))
        .at(
            urls::pattern::ADAPT_CARD,
            get(shelf::adapt::form).post(shelf::adapt::save),
        )
        .at(urls::pattern::CARD_FAMILY, get(shelf::family::read))
        .at(urls::pattern::COMPARE_CARDS, get(shelf::compare::read))
        .at(urls::MY_SHELF, get(shelf::mine::read))
        .at(urls::SHELF_REVIEW, post(shelf::mine::set_review))
        .at(
            urls::pattern::DRAFT,
            get(shelf::draft::form).post(shelf::draft::save),
        )
        .at(
            urls::pattern::DRAFT_REVIEW,
            get(shelf::read::read).post(shelf::read::decide),
        )
        .at(
            urls::COLLECTIONS,
            get(collections::list::read).post(collections::list::make),
        )
        .at(urls::pattern::COLLECTION, get(collections::one::read))
        .at(
            urls::pattern::COLLECTION_SHEETS,
            get(collections::sheets::read),
        )
        .at(
            urls::pattern::EDIT_COLLECTION,
            get(collections::edit::form).post(collections::edit::save),
        )
        .at(
            urls::pattern::COLLECT_CARD,
            get(collections::collect::form).post(collections::collect::put),
        )
}

fn toolbox_crumb() -> Crumb {
    Crumb::say(Say::key("toolbox-title"), urls::TOOLBOX)
}

#[cfg(test)]
mod tests {
    use contract::toolbox::{CODES, SEARCH_CODES, SHELF_CODES};
    use nouns::Language;

    use crate::i18n::coded;
    use crate::render::Pages;

    #[test]
    fn every_problem_of_the_toolbox_has_a_sentence_in_both_languages() {
        let pages = Pages::load().unwrap();
        for lang in Language::ALL {
            for code in CODES.iter().chain(SHELF_CODES).chain(SEARCH_CODES) {
                let key = coded("toolbox-problem", code.name);
                assert!(pages.sentences(lang).has(&key), "{key} in {lang:?}");
            }
        }
    }
}
