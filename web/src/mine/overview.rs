use std::sync::Arc;

use chrono::NaiveDate;
use contract::meetups::MySignups;
use contract::toolbox::{CardAnswer, MyTeams, SavedSearches};
use nouns::Role;
use poem::web::Data;
use poem::{Response, handler};
use serde::Serialize;
use wire::Problem;

use super::calls;
use super::running::{News, Run, Running};
use crate::app::App;
use crate::error::PageError;
use crate::form::Label;
use crate::i18n::Say;
use crate::matching::programme;
use crate::page::{Area, Page, show};
use crate::session::{Caller, SignedIn};
use crate::toolbox::{questions, searches};
use crate::urls;

/// My page: what waits on me, what waits on someone else, what is coming, what I shared.
#[derive(Debug, Serialize)]
pub(super) struct MinePage {
    name: String,
    /// Some of my roles wait for a second factor.
    is_locked: bool,
    running: Running,
    is_empty: bool,
    /// Where somebody with my roles can begin.
    ways: Vec<Way>,
    /// Where I was: each has a certificate.
    attended: Vec<Link>,
    teams: Vec<Link>,
    /// Somebody with my roles can be in a team.
    has_teams: bool,
    cards: Vec<Link>,
    more_cards: u64,
    /// What I look for more often.
    searches: Vec<Kept>,
    moderates: bool,
    suspends: bool,
    /// What could not be asked just now.
    missing: Vec<Say>,
}

/// A place to begin.
#[derive(Debug, Serialize)]
struct Way {
    say: Say,
    href: &'static str,
}

#[derive(Debug, Serialize)]
struct Kept {
    parts: Vec<Label>,
    href: String,
}

fn kept(mine: SavedSearches) -> Vec<Kept> {
    let searches = mine.searches.into_iter();
    let kept = |search: contract::toolbox::SavedSearch| Kept {
        href: searches::address(&search.words),
        parts: searches::parts(&search.words),
    };
    searches.map(kept).collect()
}

#[derive(Debug, Serialize)]
struct Link {
    title: String,
    href: String,
}

/// Shows what runs for me. A service that does not answer leaves a gap with a name, not an empty page.
#[handler]
pub(super) async fn overview(
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
) -> Result<Response, PageError> {
    let services = &app.services;
    let (requests, talks, signups, steps, cards, shelf, teams, questions, searches) = tokio::join!(
        calls::my_requests(&services.matching, &me.token),
        calls::my_conversations(&services.matching, &me.token),
        calls::my_signups(&services.meetups, &me.token),
        calls::my_steps(&services.meetups, &me.token),
        calls::my_cards(&services.toolbox, &me.token),
        calls::my_shelf(&services.toolbox, &me.token),
        crate::toolbox::teams::mine_if_any(&services.toolbox, &me),
        questions::calls::mine(&services.toolbox, &me.token),
        searches::calls::mine(&services.toolbox, &me.token),
    );
    let mut missing = Vec::new();
    let mut running = Running::default();
    let mut attended = Vec::new();
    if me.is(Role::Coordinator) {
        let programmes = programme::mine(&services.matching, &me.token).await;
        let gap = Say::key("programmes-mine-missing");
        if let Some(programmes) = present(programmes, gap, &mut missing) {
            let today = app.clock.now().date_naive();
            running.add_programmes(&programmes, today);
        }
    }
    if let Some(requests) = present(requests, Say::key("mine-missing-matching"), &mut missing) {
        running.add_requests(&requests);
    }
    if let Some(talks) = present(talks, Say::key("mine-missing-talks"), &mut missing) {
        running.add_conversations(&talks);
    }
    if let Some(signups) = present(signups, Say::key("mine-missing-meetups"), &mut missing) {
        running.add_signups(&signups);
        attended = there(signups);
    }
    if let Some(steps) = present(steps, Say::key("mine-missing-meetups"), &mut missing) {
        running.add_steps(&steps);
    }
    let teams = present(teams, Say::key("mine-missing-teams"), &mut missing).unwrap_or_default();
    running.add_teams(&teams);
    if let Some(questions) = present(questions, Say::key("mine-missing-toolbox"), &mut missing) {
        running.add_questions(&questions);
    }
    let cards = present(cards, Say::key("mine-missing-toolbox"), &mut missing);
    if let Some(shelf) = present(shelf, Say::key("shelf-mine-missing"), &mut missing) {
        running.add_shelf(&shelf);
    }
    let searches = present(searches, Say::key("searches-missing"), &mut missing);
    Ok(show(MinePage {
        attended,
        searches: searches.map(kept).unwrap_or_default(),
        ..MinePage::new(
            &me,
            running.in_order(),
            cards.unwrap_or_default(),
            teams,
            missing,
        )
    }))
}

/// The answer, if there is one. Not being allowed is having nothing; anything else leaves a gap.
fn present<T>(answer: Result<T, Problem>, gap: Say, missing: &mut Vec<Say>) -> Option<T> {
    let problem = match answer {
        Ok(present) => return Some(present),
        Err(problem) => problem,
    };
    if problem.status() != poem::http::StatusCode::FORBIDDEN {
        tracing::warn!(
            problem = problem.name(),
            gap = gap.key,
            "my page is not whole"
        );
        // Two answers of one service can be missing; it is named once.
        if !missing.contains(&gap) {
            missing.push(gap);
        }
    }
    None
}

impl MinePage {
    fn new(
        me: &Caller,
        running: Running,
        cards: CardAnswer,
        teams: MyTeams,
        missing: Vec<Say>,
    ) -> Self {
        let shown = cards.hits.len() as u64;
        let link = |hit: contract::toolbox::CardHit| Link {
            href: urls::card(&hit.id),
            title: hit.title,
        };
        let cards_of_mine: Vec<Link> = cards.hits.into_iter().map(link).collect();
        Self {
            name: first_name(&me.name),
            is_locked: me.second_factor_due,
            is_empty: running.is_empty() && missing.is_empty(),
            running,
            has_teams: me.is(Role::Docent),
            attended: Vec::new(),
            teams: teams
                .teams
                .into_iter()
                .map(|team| Link {
                    href: urls::team(&team.id),
                    title: team.content.name,
                })
                .collect(),
            ways: ways(me),
            more_cards: cards.total.saturating_sub(shown),
            cards: cards_of_mine,
            searches: Vec::new(),
            moderates: me.is(Role::Moderator),
            suspends: me.is(Role::Moderator) || me.is(Role::Beheerder),
            missing,
        }
    }
}

/// Where somebody was, each as a link to its page.
fn there(mine: MySignups) -> Vec<Link> {
    let links = mine.attended.into_iter().map(|one| Link {
        href: urls::meetup(&one.event),
        title: one.title,
    });
    links.collect()
}

/// What people call each other: the first word of a name.
fn first_name(name: &str) -> String {
    name.split_whitespace().next().unwrap_or(name).to_owned()
}

fn ways(me: &Caller) -> Vec<Way> {
    let mut ways = Vec::new();
    if me.is(Role::Student) {
        ways.push(Way {
            say: Say::key("mine-way-suggestions"),
            href: urls::MATCHING_SUGGESTIONS,
        });
    }
    if me.is(Role::Student) || me.is(Role::Maatje) || me.is(Role::Rolmodel) {
        ways.push(Way {
            say: Say::key("mine-way-profile"),
            href: urls::MATCHING_PROFILE,
        });
    }
    if me.is(Role::Docent) {
        ways.push(Way {
            say: Say::key("mine-way-toolbox"),
            href: urls::TOOLBOX,
        });
        ways.push(Way {
            say: Say::key("guesthours-way"),
            href: urls::GUEST_HOURS,
        });
    }
    if me.is(Role::Coordinator) {
        ways.push(Way {
            say: Say::key("mine-way-publish"),
            href: urls::NEW_MEETUP,
        });
        ways.push(Way {
            say: Say::key("programmes-mine-way"),
            href: urls::PROGRAMMES,
        });
    }
    if me.is(Role::Coordinator) || me.is(Role::Beheerder) {
        ways.push(Way {
            say: Say::key("together-matches-title"),
            href: urls::MATCHES,
        });
        ways.push(Way {
            say: Say::key("matching-vog-title"),
            href: urls::CERTIFICATES,
        });
    }
    ways.push(Way {
        say: Say::key("mine-way-meetups"),
        href: urls::MEETUPS,
    });
    ways
}

impl Page for MinePage {
    const TEMPLATE: &'static str = "mine/overview";

    fn title(&self) -> Say {
        Say::key("mine-title")
    }

    fn area(&self) -> Area {
        Area::Mine
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let empty = || Self {
            name: "Noor".to_owned(),
            is_locked: false,
            running: Running::default(),
            is_empty: true,
            ways: vec![
                Way {
                    say: Say::key("mine-way-suggestions"),
                    href: urls::MATCHING_SUGGESTIONS,
                },
                Way {
                    say: Say::key("mine-way-meetups"),
                    href: urls::MEETUPS,
                },
            ],
            attended: vec![],
            teams: vec![],
            has_teams: false,
            cards: vec![],
            more_cards: 0,
            searches: vec![],
            moderates: false,
            suspends: false,
            missing: vec![],
        };
        let cards = vec![Link {
            title: "Vooruitblik in tweetallen".to_owned(),
            href: urls::card("vooruitblik"),
        }];
        let teams = vec![Link {
            title: "Team Groen".to_owned(),
            href: urls::team("team-groen"),
        }];
        let attended = vec![Link {
            title: "Oefenen met feedforward".to_owned(),
            href: urls::meetup("feedforward"),
        }];
        let in_no_team = Self {
            has_teams: true,
            is_empty: false,
            ..empty()
        };
        let filled = Self {
            attended,
            teams,
            has_teams: true,
            running: sample_running(),
            is_empty: false,
            cards,
            searches: vec![Kept {
                parts: vec![Label::Name("feedback".to_owned())],
                href: urls::SAVED_SEARCHES.to_owned(),
            }],
            more_cards: 3,
            moderates: true,
            suspends: true,
            ..empty()
        };
        let gap = Self {
            is_empty: false,
            missing: vec![Say::key("mine-missing-matching")],
            ..empty()
        };
        let locked = Self {
            is_locked: true,
            ..empty()
        };
        vec![
            ("extra lock", locked),
            ("in no team", in_no_team),
            ("filled", filled),
            ("empty", empty()),
            ("one service away", gap),
        ]
    }
}

fn sample_running() -> Running {
    let on = |day| NaiveDate::from_ymd_opt(2026, 3, day).unwrap_or_default();
    let ask = |name: &str, step: Say, day| Run {
        icon: "buddies",
        kind: Say::of("mine-relation", "eerste-jaar"),
        title: name.to_owned(),
        href: urls::match_request("voorbeeld"),
        step: step.with("name", name),
        on: on(day),
        starts: None,
        since: None,
    };
    let meeting = |title: &str, step: Say, day| Run {
        icon: "calendar",
        kind: Say::key("mine-kind-meetup"),
        title: title.to_owned(),
        href: urls::meetup("voorbeeld"),
        step,
        on: on(day),
        starts: Some(format!("2026-03-{day:02}T15:30:00+01:00")),
        since: None,
    };
    let in_community = |title: &str, step: &str, day| Run {
        icon: "group",
        kind: Say::key("mine-kind-community"),
        title: title.to_owned(),
        href: urls::community("voorbeeld"),
        step: Say::of("mine-step-community", step).with("name", "Leren in Utrecht"),
        on: on(day),
        starts: None,
        since: None,
    };
    Running {
        on_me: vec![
            Run {
                icon: "group",
                kind: Say::key("programmes-mine-kind"),
                title: "Samen naar het hbo".to_owned(),
                href: urls::programme_board("voorbeeld"),
                step: Say::key("programmes-mine-step"),
                on: on(8),
                starts: None,
                since: None,
            },
            in_community("Sam D.", "let-in", 5),
            ask("Ilse B.", Say::of("mine-step-me", "reply"), 4),
            Run {
                icon: "chat",
                kind: Say::key("mine-kind-talk"),
                title: "Hanna V.".to_owned(),
                href: urls::conversation("voorbeeld"),
                step: Say::key("mine-step-me-read")
                    .with("count", 2_u32)
                    .with("name", "Hanna V."),
                on: on(3),
                since: Some("2026-03-03T15:30:00+01:00".to_owned()),
                starts: None,
            },
        ],
        on_others: vec![
            ask("Daan K.", Say::of("mine-step-other", "answer"), 5),
            in_community("Fiets te leen", "react", 8),
            meeting(
                "Meelopen op het hbo",
                Say::key("mine-step-waiting").with("position", 2_u32),
                9,
            ),
        ],
        coming: vec![meeting(
            "Kennismaken: wie zijn wij en wat willen we leren?",
            Say::key("mine-step-come"),
            12,
        )],
        has_notices: true,
        news: vec![News {
            say: Say::of("mine-news", "declined").with("name", "Mo A."),
            href: urls::match_request("ander"),
        }],
    }
}
