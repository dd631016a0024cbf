//! The pages of "Uitgeprobeerd": what teams tried, and telling it in a minute.

mod calls;
mod edit;
mod form;
mod list;
mod new;
pub(crate) mod samples;
mod view;

use poem::{Route, get, post};

use crate::page::pages;
use crate::part::Crumb;
use crate::urls;

pub(crate) use view::{ReportView, TriedView};

pages![list::TriedPage, new::TellPage, edit::EditReportPage];

/// The addresses of this folder.
pub(crate) fn routes(route: Route) -> Route {
    route
        .at(urls::pattern::TRIED, get(list::read))
        .at(urls::pattern::TELL_TRIED, get(new::form).post(new::tell))
        .at(urls::pattern::EDIT_TRIED, get(edit::form).post(edit::save))
        .at(urls::pattern::WITHDRAW_TRIED, post(edit::withdraw))
}

/// The way to a page about a card.
fn crumbs(card: &str, title: &str) -> Vec<Crumb> {
    vec![super::toolbox_crumb(), Crumb::name(title, urls::card(card))]
}
