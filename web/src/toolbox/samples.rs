//! Invented cards for the states of these pages.

use chrono::{DateTime, Utc};
use contract::toolbox::{Attribution, Card, CardContent, CardDeed, CardLink, CardState, Step};

fn lines(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

fn step(text: &str, minutes: i64) -> Step {
    Step {
        text: text.to_owned(),
        minutes: Some(minutes),
    }
}

pub(super) fn moment() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + chrono::TimeDelta::days(20_514)
}

/// Everything that can stand on a card.
pub(super) fn full() -> Card {
    let content = CardContent {
        title: "Vooruitblik in tweetallen".to_owned(),
        kind: Some("werkvorm".to_owned()),
        goal: "Je krijgt van drie collega’s een idee waar je morgen iets mee kunt.".to_owned(),
        summary: "Een korte ronde op de gang. Je loopt, je vraagt en je bedankt.".to_owned(),
        body: "Kies een plek waar je kunt **lopen**. Een gang is goed.".to_owned(),
        minutes: Some(20),
        group_min: Some(4),
        group_max: Some(24),
        fits_in_meeting: true,
        frequency: "Elke maand".to_owned(),
        roles: lines(&["Iemand houdt de tijd bij"]),
        materials: lines(&["Een kaartje per persoon", "Een klok die iedereen ziet"]),
        steps: vec![
            step("Schrijf op wat je wilt leren. Maak het klein.", 3),
            step(
                "Loop naar een collega. Vraag om één idee en zeg dank je wel.",
                12,
            ),
            step(
                "Kies wat je deze week probeert. Vertel het aan de groep.",
                5,
            ),
        ],
        variations: lines(&["Online: wissel elke vier minuten van groepje."]),
        pitfalls: lines(&["Je gaat uitleggen waarom het niet kan. Luister alleen."]),
        preconditions: lines(&["Het team weet waarom je dit doet."]),
        after: lines(&["kennismaken"]),
        for_whom: "Teams van 4 tot 24 mensen. Gedaan bij techniek en bij zorg.".to_owned(),
        origin: "Bedacht op een studiedag".to_owned(),
        tags: lines(&["feedback", "teamdag"]),
        licence: "CC BY 4.0".to_owned(),
        team: "Team Installatie, ROC De Brug".to_owned(),
        team_id: "team-installatie".to_owned(),
        visibility: "country".to_owned(),
    };
    let link = |id: &str, title: &str| CardLink {
        id: id.to_owned(),
        title: title.to_owned(),
        kind: Some("werkvorm".to_owned()),
        minutes: Some(10),
    };
    Card {
        id: "vooruitblik".to_owned(),
        content,
        author: Some("Yara Mulder".to_owned()),
        author_id: Some("yara".to_owned()),
        state: CardState::Published,
        version: 3,
        created: moment(),
        changed: moment(),
        first_do: vec![link("kennismaken", "Kennismaken met een voorwerp")],
        leads_to: vec![link("spiegel", "De spiegel")],
        related: vec![link("stoel", "De warme stoel")],
        adapted_from: Vec::new(),
        tried: contract::toolbox::Tried::default(),
        may: Vec::new(),
    }
}

/// A card from a file: a title and a text.
pub(super) fn bare() -> Card {
    let content = CardContent {
        title: "Afspraken over bereikbaarheid in de avond en in het weekend, voor teams die \
                <ver> uit elkaar werken & elkaar weinig zien"
            .to_owned(),
        body: "Spreek af wanneer je **niet** hoeft te reageren.".to_owned(),
        visibility: "country".to_owned(),
        ..CardContent::default()
    };
    Card {
        id: "avond".to_owned(),
        content,
        author: None,
        author_id: None,
        version: 1,
        first_do: Vec::new(),
        leads_to: Vec::new(),
        related: Vec::new(),
        ..full()
    }
}

/// A card that was made from another, which was made from one that cannot be read any more.
pub(super) fn adapted() -> Card {
    let original = Attribution {
        id: Some("gangloop".to_owned()),
        version: 2,
        title: "Loop <en> vraag".to_owned(),
        author: Some("Tim Visser".to_owned()),
        team: "Team Zorg".to_owned(),
        origin: "Bedacht op een studiedag".to_owned(),
        licence: "CC BY 4.0".to_owned(),
    };
    let first = Attribution {
        id: None,
        version: 1,
        title: "Rondje".to_owned(),
        author: None,
        team: String::new(),
        origin: String::new(),
        licence: "CC0".to_owned(),
    };
    Card {
        adapted_from: vec![original, first],
        may: vec![CardDeed::Adapt],
        ..full()
    }
}

/// A card of the reader's own, for the school only.
pub(super) fn own() -> Card {
    let mut card = full();
    card.content.visibility = "school".to_owned();
    card.may = vec![CardDeed::Edit, CardDeed::Withdraw];
    card
}
