//! The pages of programmes: one list, one form, and for who runs a programme its dashboard, drafts and weights.

pub(crate) mod board;
pub(super) mod calls;
mod draft_deeds;
pub(crate) mod drafts;
mod fairness;
pub(crate) mod form;
pub(crate) mod list;
pub(crate) mod one;
mod picture;
mod places;
pub(super) mod samples;
pub(crate) mod weights;

use chrono::NaiveDate;
use contract::matching::Programme;
use nouns::Region;
use poem::{Route, get};

use crate::form::Label;
use crate::i18n::Say;
use crate::part::Crumb;
use crate::urls;

pub(crate) use calls::mine;

/// Programmes for the samples of other pages.
pub(super) fn sample_list() -> contract::matching::ProgrammeList {
    contract::matching::ProgrammeList {
        programmes: samples::programmes(),
        may: Vec::new(),
    }
}

/// The addresses of this folder.
pub(super) fn routes(route: Route) -> Route {
    route
        .at(urls::PROGRAMMES, get(list::show_programmes))
        .at(urls::NEW_PROGRAMME, get(form::show_new).post(form::set_up))
        .at(urls::pattern::PROGRAMME, get(one::show_programme))
        .at(
            urls::pattern::EDIT_PROGRAMME,
            get(form::show_edit).post(form::change),
        )
        .at(
            urls::pattern::PROGRAMME_BOARD,
            get(board::show_board).post(board::nudge),
        )
        .at(
            urls::pattern::PROGRAMME_DRAFTS,
            get(drafts::show_drafts).post(draft_deeds::act),
        )
        .at(
            urls::pattern::PROGRAMME_WEIGHTS,
            get(weights::show_weights).post(weights::save),
        )
}

/// The way to a page below a programme.
fn crumbs(id: &str, name: &str) -> Vec<Crumb> {
    let mut crumbs = to_the_list();
    crumbs.push(Crumb::name(name, urls::programme(id)));
    crumbs
}

fn to_the_list() -> Vec<Crumb> {
    vec![
        Crumb::say(Say::key("matching-start-title"), urls::MATCHING),
        Crumb::say(Say::key("programmes-title"), urls::PROGRAMMES),
    ]
}

/// The coordinator divides the places.
fn has_batch(programme: &Programme) -> bool {
    matches!(programme.mode.as_str(), "batch" | "all")
}

pub(super) fn runs(programme: &Programme) -> bool {
    programme.may.iter().any(|may| may == "run")
}

/// Where a programme is for, in words.
fn place(programme: &Programme) -> Label {
    let name = programme.place.as_deref().unwrap_or_default();
    match programme.audience.as_str() {
        "region" => Label::Name(
            Region::parse(name).map_or_else(|_| name.to_owned(), |region| region.name().to_owned()),
        ),
        "school" => Label::Say(Say::key("programmes-at-school").with("school", name)),
        _ => Label::Say(Say::key("programmes-whole-country")),
    }
}

/// What comes next in a programme, and on which day.
pub(crate) fn next_date(programme: &Programme, today: NaiveDate) -> (Say, NaiveDate) {
    let dates = [
        ("opens", programme.opens),
        ("asked-until", programme.asked_until),
        ("matches-on", programme.matches_on),
    ];
    let next = dates.into_iter().find(|(_, day)| *day >= today);
    let (what, day) = next.unwrap_or(("ends", programme.ends));
    (Say::of("programmes-next", what), day)
}
