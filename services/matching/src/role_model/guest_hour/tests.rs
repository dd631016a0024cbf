use chrono::TimeDelta;
use contract::matching::{AddStep, PickPlan, ProposePlan, Request};
use nouns::{Region, Role};

use super::*;
use crate::answering::Answer;
use crate::testing::{Town, together};

/// A teacher in Utrecht, and what they ask for.
struct Class {
    town: Town,
    petra: Caller,
}

fn typed() -> ClassHour {
    ClassHour {
        slots: vec!["di-ochtend".to_owned(), "do-middag".to_owned()],
        subject: "mijn-weg".to_owned(),
        students: 24,
        place: "school".to_owned(),
    }
}

fn name<T: std::fmt::Debug>(result: Result<T, MatchingError>) -> &'static str {
    match result {
        Err(MatchingError::Conflict(code) | MatchingError::NotAllowed(code)) => code.name,
        Err(MatchingError::Refused(faults)) => faults[0].1.name,
        other => panic!("not refused but {other:?}"),
    }
}

impl Class {
    async fn new() -> Self {
        let town = Town::new().await;
        let mut petra = town.caller("petra", Role::Docent);
        petra.region = Region::parse("RMC-19").ok();
        town.agree(&petra, true).await;
        Self { town, petra }
    }

    /// A role model in Utrecht with a certificate, who comes to school and gives guest hours.
    async fn speaker(&self, person: &str) -> Caller {
        let speaker = self
            .town
            .helper(person, |offered| {
                offered.relations = vec!["rolmodel".to_owned()];
                offered.region = Some("RMC-19".to_owned());
                offered.in_person = true;
            })
            .await;
        self.offers(&speaker, &["gesprek", "gastuur"]).await;
        self.town.record_vog(&speaker, "2026-12-31").await;
        speaker
    }

    async fn offers(&self, speaker: &Caller, offers: &[&str]) {
        let short = ShortProfile::parse(&codes::ShortProfile {
            trade: "Elektricien".to_owned(),
            offers: offers.iter().map(|&one| one.to_owned()).collect(),
            ..codes::ShortProfile::default()
        })
        .unwrap();
        let kept = self.town.matching.keep_short(&speaker.person, &short);
        kept.await.unwrap();
    }

    async fn found(&self) -> Vec<String> {
        let list = self
            .town
            .matching
            .guest_speakers(&self.petra)
            .await
            .unwrap();
        list.people.into_iter().map(|one| one.person).collect()
    }

    async fn asks(&self, person: &str, hour: ClassHour) -> Result<RequestId, MatchingError> {
        let person = person.to_owned();
        let ask = AskGuestHour { person, hour };
        self.town.matching.ask_guest_hour(&self.petra, &ask).await
    }

    async fn answers(&self, by: &Caller, id: &RequestId, answer: Answer) {
        let done = self.town.matching.answer(by, id, &answer).await;
        done.unwrap();
    }

    async fn seen(&self, by: &Caller, id: &RequestId) -> Request {
        self.town.matching.request(by, id).await.unwrap()
    }
}

#[test]
fn every_field_is_of_its_list_and_what_is_wrong_is_told_for_each() {
    assert!(Hour::parse(&typed()).is_ok());
    let faults = |hour: &ClassHour| {
        let faults = Hour::parse(hour).unwrap_err().into_iter();
        faults.map(|(field, _)| field).collect::<Vec<_>>()
    };
    let all = ["slots", "subject", "students", "place"];
    assert_eq!(faults(&ClassHour::default()), all);
    let changed = |change: fn(&mut ClassHour)| {
        let mut hour = typed();
        change(&mut hour);
        faults(&hour)
    };
    assert_eq!(
        changed(|hour| hour.slots.push("za-ochtend".to_owned())),
        ["slots"]
    );
    assert_eq!(
        changed(|hour| hour.subject = "rijk".to_owned()),
        ["subject"]
    );
    assert_eq!(changed(|hour| hour.students = 101), ["students"]);
    assert_eq!(changed(|hour| hour.place = "horeca".to_owned()), ["place"]);
}

#[tokio::test]
async fn a_class_is_met_by_who_is_willing_there_and_has_a_certificate() {
    let class = Class::new().await;
    let town = &class.town;
    let marijke = class.speaker("marijke").await;
    assert_eq!(class.found().await, ["marijke"]);
    let admin = town.caller("beheer", Role::Beheerder);
    let vog = async |day: Option<&str>| {
        let until = day.map(|day| day.parse().unwrap());
        let done = town.matching.record_vog(&admin, &marijke.person, until);
        done.await.unwrap();
    };
    vog(None).await;
    assert!(
        class.found().await.is_empty(),
        "in a class there are minors"
    );
    vog(Some("2026-12-31")).await;
    class.offers(&marijke, &["gesprek"]).await;
    assert!(class.found().await.is_empty(), "no guest hours");
    class.offers(&marijke, &["gastuur"]).await;
    town.agree(&marijke, false).await;
    assert!(class.found().await.is_empty(), "takes no part");
    town.agree(&marijke, true).await;
    town.matching
        .block(&marijke, &class.petra.person)
        .await
        .unwrap();
    assert!(class.found().await.is_empty(), "blocked");
    town.matching
        .unblock(&marijke, &class.petra.person)
        .await
        .unwrap();
    assert_eq!(class.found().await, ["marijke"]);
    let student = town.matching.guest_speakers(&town.student("noor")).await;
    assert_eq!(name(student), "hour.teachers-only");
    let ask = AskGuestHour {
        person: "marijke".to_owned(),
        hour: typed(),
    };
    let student = town
        .matching
        .ask_guest_hour(&town.student("noor"), &ask)
        .await;
    assert_eq!(name(student), "hour.teachers-only");
    let elsewhere = ClassHour {
        place: "bellen".to_owned(),
        ..typed()
    };
    assert_eq!(name(class.asks("marijke", elsewhere).await), "hour.place");
    assert_eq!(
        name(class.asks("niemand", typed()).await),
        "hour.not-offered"
    );
}

#[tokio::test]
async fn an_hour_in_class_is_answered_planned_where_and_when_the_class_can_and_over_once_given() {
    let class = Class::new().await;
    let (town, petra) = (&class.town, &class.petra);
    let marijke = class.speaker("marijke").await;
    let id = class.asks("marijke", typed()).await.unwrap();
    assert_eq!(
        name(class.asks("marijke", typed()).await),
        "request.pair-open"
    );
    let seen = class.seen(&marijke, &id).await;
    assert_eq!(seen.class, Some(typed()));
    let step = seen.step.unwrap();
    assert!(step.yours && step.until == town.clock.now() + TimeDelta::hours(72));
    class.answers(&marijke, &id, Answer::Yes).await;
    let shared = town.matching.together(petra, &id).await.unwrap();
    assert_eq!(shared.plan.places, ["school"]);
    let slots = ["di-ochtend", "do-middag"].map(str::to_owned);
    let slots = crate::vocabulary::SLOTS.set(&slots).unwrap();
    let offers = crate::after::offers_of_class(slots, town.clock.now());
    assert_eq!(shared.plan.offers, offers);
    assert!(shared.more_goals.is_empty() && !shared.may.contains(&"goals".to_owned()));
    let goal = town.matching.share_goal(petra, &id, "planning").await;
    assert_eq!(name(goal), "goal.unknown");
    let step = town
        .matching
        .add_step(petra, &id, &AddStep::default())
        .await;
    assert!(step.is_err());
    let plan = ProposePlan {
        version: shared.plan.version,
        moments: vec![offers[0]],
        place: "school".to_owned(),
    };
    town.matching
        .propose_to_meet(petra, &id, &plan)
        .await
        .unwrap();
    let pick = PickPlan {
        version: plan.version + 1,
        moment: offers[0],
        remind: true,
    };
    town.matching
        .pick_moment(&marijke, &id, &pick)
        .await
        .unwrap();
    town.matching.met(petra, &id).await.unwrap();
    let seen = class.seen(petra, &id).await;
    assert_eq!(
        (seen.state.as_str(), seen.reason.as_deref()),
        ("closed", Some("doel-bereikt"))
    );
    let may = town.matching.together(petra, &id).await.unwrap().may;
    assert!(!may.contains(&"helper".to_owned()), "{may:?}");
}

#[tokio::test]
async fn a_certificate_that_went_meanwhile_stops_the_yes_and_what_was_begun() {
    let class = Class::new().await;
    let town = &class.town;
    let marijke = class.speaker("marijke").await;
    let id = class.asks("marijke", typed()).await.unwrap();
    let admin = town.caller("beheer", Role::Beheerder);
    let vog = async |day: Option<&str>| {
        let until = day.map(|day| day.parse().unwrap());
        let done = town.matching.record_vog(&admin, &marijke.person, until);
        done.await.unwrap();
    };
    vog(None).await;
    let yes = town.matching.answer(&marijke, &id, &Answer::Yes).await;
    assert_eq!(name(yes), "buddy.not-fitting");
    vog(Some("2026-12-31")).await;
    class.answers(&marijke, &id, Answer::Yes).await;
    let stand = async || {
        town.matching
            .together(&class.petra, &id)
            .await
            .unwrap()
            .stand
    };
    assert_eq!(stand().await, "open");
    vog(None).await;
    assert_eq!(stand().await, "certificate");
}

#[tokio::test]
async fn nobody_answers_and_the_teacher_hears_of_it_and_has_at_most_three_open() {
    let class = Class::new().await;
    let town = &class.town;
    for person in ["a", "b", "c", "d"] {
        class.speaker(person).await;
    }
    let persons = ["a", "b", "c", "d"];
    let asked = together(persons.iter().map(|person| class.asks(person, typed()))).await;
    let made: Vec<RequestId> = asked.into_iter().filter_map(Result::ok).collect();
    assert_eq!(made.len(), 3);
    town.clock.advance(TimeDelta::hours(73));
    town.matching.catch_up().await.unwrap();
    for id in &made {
        assert_eq!(class.seen(&class.petra, id).await.state, "expired");
    }
    let list = town.matching.requests(&class.petra).await.unwrap();
    let told = list.notices.iter().filter(|one| one.what == "expired");
    assert_eq!(told.count(), 3);
}

#[tokio::test]
async fn nothing_of_a_teacher_stays_in_a_request_when_they_are_erased() {
    use contract::accounts_log::{Change, Happened};
    use wire::following::Follower as _;
    let class = Class::new().await;
    let marijke = class.speaker("marijke").await;
    let id = class.asks("marijke", typed()).await.unwrap();
    let own = class
        .town
        .matching
        .export(&class.petra.person)
        .await
        .unwrap();
    assert_eq!(own["request"]["rows"][0]["class_students"], 24);
    assert_eq!(own["request_region"]["rows"][0]["region"], "RMC-19");
    let theirs = class.town.matching.export(&marijke.person).await.unwrap();
    assert!(
        theirs.get("request_region").is_none(),
        "the region of the other"
    );
    let what = Happened::Erased {
        person: class.petra.person.clone(),
    };
    let change = Change { position: 2, what };
    class.town.matching.take_over(change).await.unwrap();
    let left = class.town.matching.store.db.dump().await.unwrap().lines;
    assert!(left.contains("marijke"), "the search finds who stays");
    assert!(!left.contains("petra") && !left.contains("request_region:"));
    assert_eq!(class.seen(&marijke, &id).await.state, "withdrawn");
}
