//! Believable topics, for the samples of the pages.

use chrono::TimeDelta;
use contract::meetups::{EventSummary, Topic, TopicList};

fn topic(id: &str, title: &str, state: &str) -> Topic {
    let now = super::super::samples::now();
    Topic {
        id: id.to_owned(),
        title: title.to_owned(),
        text: String::new(),
        by: Some("Noor B.".to_owned()),
        by_id: Some("noor".to_owned()),
        state: state.to_owned(),
        made: now,
        due: now + TimeDelta::days(21),
        event: None,
        event_title: None,
        reason: None,
        support: 0,
        supports: false,
        may: Vec::new(),
    }
}

pub(super) fn list(may: &[&str]) -> TopicList {
    let takes_part = !may.is_empty();
    let wants = |deed: &str| takes_part.then(|| deed.to_owned()).into_iter().collect();
    let stress = Topic {
        text: "Ik slaap slecht voor een nieuwe dienst. Hoe doen jullie dat?".to_owned(),
        support: 7,
        may: wants("support"),
        ..topic("stress", "Hoe ga je om met stress op je stage?", "open")
    };
    let later = Topic {
        support: 3,
        supports: true,
        may: wants("unsupport"),
        ..topic(
            "solliciteren",
            "Solliciteren: wat vertel je wel en wat vertel je niet over jezelf?",
            "later",
        )
    };
    let planned = Topic {
        support: 12,
        event: Some("feedforward".to_owned()),
        event_title: Some("Rondkomen als je studeert".to_owned()),
        ..topic("geld", "Rondkomen van weinig geld", "planned")
    };
    let declined = Topic {
        by: None,
        by_id: None,
        reason: Some(
            "Dit past beter bij de studentenraad. Daar gaan ze er graag mee verder.".to_owned(),
        ),
        ..topic("uitje", "Samen een dag weg", "declined")
    };
    TopicList {
        community: "leren-in-utrecht".to_owned(),
        community_name: "Leergemeenschap Utrecht".to_owned(),
        topics: vec![stress, later, planned, declined],
        may: may.iter().map(|&deed| deed.to_owned()).collect(),
    }
}

/// For who leads the community.
pub(super) fn led() -> TopicList {
    let mut list = list(&["propose"]);
    for topic in &mut list.topics {
        topic.may = vec!["answer".to_owned(), "remove".to_owned()];
    }
    list
}

pub(super) fn nothing() -> TopicList {
    TopicList {
        topics: Vec::new(),
        ..list(&["propose"])
    }
}

pub(super) fn events() -> Vec<EventSummary> {
    vec![super::super::samples::event().event]
}
