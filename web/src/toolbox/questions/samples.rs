//! Invented questions for the states of these pages.

use contract::toolbox::exchange::{
    QuestionLink, QuestionPreview, QuestionStep, TeamAnswer, TeamQuestion, TeamThatKnows, WhyKnows,
};
use contract::toolbox::{CardLink, MyTeams};

use super::super::samples::moment;

fn card() -> CardLink {
    CardLink {
        id: "kennismaken".to_owned(),
        title: "Kennismaken in drie rondes".to_owned(),
        kind: Some("werkvorm".to_owned()),
        minutes: Some(15),
    }
}

pub(super) fn found() -> QuestionPreview {
    QuestionPreview {
        cards: vec![card()],
        alike: vec![QuestionLink {
            id: "andere-vraag".to_owned(),
            title: "Wie heeft een goede start voor een nieuw team?".to_owned(),
            state: "closed".to_owned(),
            answers: 3,
            made: moment(),
        }],
        teams: vec![
            knows("Team Installatie, ROC De Brug", WhyKnows::Card),
            knows("Team <Groen>", WhyKnows::Tried),
            knows("Team Zorg", WhyKnows::GoodAt),
        ],
    }
}

fn knows(team: &str, why: WhyKnows) -> TeamThatKnows {
    let is_said = why == WhyKnows::GoodAt;
    TeamThatKnows {
        team: team.to_owned(),
        id: (why != WhyKnows::Card).then(|| "team-groen".to_owned()),
        why,
        card: (!is_said).then(card),
        good_at: if is_said {
            vec![
                "Een nieuw team opbouwen".to_owned(),
                "Buiten <lesgeven>".to_owned(),
            ]
        } else {
            Vec::new()
        },
    }
}

/// Teams of which one asks or answers.
pub(super) fn my_teams() -> MyTeams {
    MyTeams {
        teams: vec![super::super::teams::samples::groen()],
        ..MyTeams::default()
    }
}

fn answer(id: &str, by: &str) -> TeamAnswer {
    TeamAnswer {
        id: id.to_owned(),
        text: "Wij doen eerst een **rondje**.\n\nDaarna kiest iedereen een maatje.".to_owned(),
        team: "Team Zorg".to_owned(),
        team_id: Some("team-zorg".to_owned()),
        by: Some(by.to_owned()),
        by_id: Some(by.to_lowercase()),
        at: moment(),
        cards: vec![card()],
        helped: false,
        thanks: None,
        may: Vec::new(),
    }
}

/// A question that nobody answered yet, as others read it.
pub(super) fn open() -> TeamQuestion {
    TeamQuestion {
        id: "vraag".to_owned(),
        title: "Hoe begin je een teamdag met een team dat elkaar niet kent?".to_owned(),
        details: "We zijn met twaalf mensen.\nVijf zijn er nieuw.".to_owned(),
        field: "09".to_owned(),
        team: "Team Zorg".to_owned(),
        team_id: Some("team-zorg".to_owned()),
        asker: Some("Yara".to_owned()),
        asker_id: Some("yara".to_owned()),
        state: "open".to_owned(),
        outcome: None,
        circle: "school".to_owned(),
        reach: "country".to_owned(),
        made: moment(),
        step: Some(QuestionStep {
            step: "answer".to_owned(),
            yours: false,
            until: moment(),
        }),
        answers: Vec::new(),
        found: found(),
        may: vec!["answer".to_owned()],
    }
}

/// My own question with answers.
pub(super) fn my_own() -> TeamQuestion {
    TeamQuestion {
        state: "answered".to_owned(),
        circle: "region".to_owned(),
        step: Some(QuestionStep {
            step: "tell".to_owned(),
            yours: true,
            until: moment(),
        }),
        answers: vec![answer("een", "Tim"), answer("twee", "Petra")],
        may: ["thank", "reopen", "close"].map(str::to_owned).to_vec(),
        ..open()
    }
}

/// A closed one, as somebody reads it whose answer helped.
pub(super) fn thanked() -> TeamQuestion {
    let helped = TeamAnswer {
        helped: true,
        thanks: Some("Dank je wel, dit hielp ons echt.".to_owned()),
        may: vec!["withdraw".to_owned()],
        ..answer("een", "Tim")
    };
    TeamQuestion {
        state: "closed".to_owned(),
        outcome: Some("helped".to_owned()),
        step: None,
        answers: vec![helped, answer("twee", "Petra")],
        may: Vec::new(),
        ..open()
    }
}

/// One for which a moderator looks for somebody.
pub(super) fn to_look_at() -> TeamQuestion {
    TeamQuestion {
        circle: "country".to_owned(),
        step: Some(QuestionStep {
            step: "look".to_owned(),
            yours: true,
            until: moment(),
        }),
        field: String::new(),
        found: QuestionPreview::default(),
        may: vec!["answer".to_owned(), "withdraw".to_owned()],
        ..open()
    }
}
