//! The pages of teams: finding one, founding one, what it shows, who comes in and who leaves.

mod calls;
mod content;
mod deeds;
mod edit;
mod invite;
mod list;
mod new;
mod qualities;
pub(crate) mod samples;
mod team;

pub(crate) use calls::{mine, mine_if_any};
pub(crate) use list::field;
use nouns::StudyField;
use poem::{Route, get, post};

use crate::form::Choices;
use crate::i18n::Say;
use crate::page::pages;
use crate::part::Crumb;
use crate::urls;

pages![
    list::TeamsPage,
    new::NewTeamPage,
    edit::EditTeamPage,
    team::TeamPage,
    qualities::QualitiesPage,
    invite::InvitePage,
];

/// The addresses of this folder.
pub(crate) fn routes(route: Route) -> Route {
    route
        .at(urls::TEAMS, get(list::list))
        .at(urls::NEW_TEAM, get(new::form).post(new::create))
        .at(urls::pattern::TEAM, get(team::open))
        .at(urls::pattern::EDIT_TEAM, get(edit::form).post(edit::save))
        .at(
            urls::pattern::TEAM_QUALITIES,
            get(qualities::form).post(qualities::save),
        )
        .at(
            urls::pattern::ASK_TEAM,
            get(deeds::after_sign_in).post(deeds::ask),
        )
        .at(urls::pattern::TAKE_BACK_TEAM, post(deeds::take_back))
        .at(urls::pattern::ANSWER_TEAM, post(deeds::answer))
        .at(urls::pattern::LEAVE_TEAM, post(deeds::leave))
        .at(urls::pattern::INVITE_TEAM, post(team::make_link))
        .at(urls::pattern::REVOKE_INVITE, post(deeds::revoke))
        .at(
            urls::pattern::TEAM_INVITE,
            get(invite::open).post(invite::accept),
        )
}

fn teams_crumb() -> Crumb {
    Crumb::say(Say::key("teams-title"), urls::TEAMS)
}

/// The broad study fields as choices.
pub(crate) fn field_choices(chosen: &str) -> Choices {
    let codes: Vec<String> = StudyField::all().map(StudyField::code).collect();
    Choices::of("teams-field", codes.iter().map(String::as_str), &[chosen])
}

#[cfg(test)]
mod tests {
    use contract::toolbox::{
        AGAIN, DID_NOT_WORK, GROUPS, QUALITIES, TEAM_CODES, TRIED_CODES, WORKED,
    };
    use nouns::{Language, StudyField};

    use crate::i18n::coded;
    use crate::render::Pages;

    #[test]
    fn every_problem_and_every_word_has_a_sentence_in_both_languages() {
        let pages = Pages::load().unwrap();
        let codes = TEAM_CODES.iter().chain(TRIED_CODES);
        let problems = codes.map(|code| coded("teams-problem", code.name));
        let lists = [
            ("teams-quality", QUALITIES),
            ("tried-worked", WORKED),
            ("tried-not", DID_NOT_WORK),
            ("tried-group", GROUPS),
            ("tried-again", AGAIN),
        ];
        let words = lists
            .into_iter()
            .flat_map(|(prefix, words)| words.iter().map(move |word| coded(prefix, word)));
        let fields = StudyField::all().map(|field| coded("teams-field", &field.code()));
        let keys: Vec<String> = problems.chain(words).chain(fields).collect();
        for lang in Language::ALL {
            for key in &keys {
                assert!(pages.sentences(lang).has(key), "{key} in {lang:?}");
            }
        }
    }
}
