//! What the two of a match do after a yes: one form for each deed, named by its button.

use chrono::{DateTime, Utc};
use contract::matching::{
    AddStep, AnswerCheckIn, PickPlan, PlanReminder, ProposePlan, SayThanks, SeenPlan, ShareGoal,
    TickStep, Together,
};
use wire::{Problem, segment};

use super::together::MOMENTS;
use super::{Pairs, value_of};
use crate::app::App;
use crate::i18n::Say;
use crate::session::Caller;

/// A deed on what two people share.
pub(super) enum Deed {
    Propose(ProposePlan),
    Pick(PickPlan),
    Drop(SeenPlan),
    CallOff(SeenPlan),
    Remind(PlanReminder),
    Share(ShareGoal),
    PutAway(String),
    Step(AddStep),
    Tick(String, TickStep),
    CheckIn(AnswerCheckIn),
    Help,
    Thank(SayThanks),
}

/// A deed, what is said when it is done, and where on the page it stands.
pub(super) type Named = (Deed, Say, &'static str);

/// The deed that a button names.
pub(super) fn deed(name: &str, pairs: &Pairs) -> Option<Named> {
    let named = |(deed, flash), place| (deed, flash, place);
    planning(name, pairs)
        .map(|deed| named(deed, "afspreken"))
        .or_else(|| working(name, pairs).map(|deed| named(deed, "doelen")))
        .or_else(|| saying(name, pairs))
}

fn chosen(pairs: &Pairs, field: &str) -> String {
    value_of(pairs, field).unwrap_or_default().to_owned()
}

fn number(pairs: &Pairs, field: &str) -> u32 {
    let typed = value_of(pairs, field).and_then(|n| n.parse().ok());
    typed.unwrap_or_default()
}

fn planning(name: &str, pairs: &Pairs) -> Option<(Deed, Say)> {
    let version = number(pairs, "versie");
    let seen = SeenPlan { version };
    let moments = || MOMENTS.iter().filter_map(|field| moment(pairs, field));
    Some(match name {
        "stel-voor" => {
            let propose = ProposePlan {
                version,
                moments: moments().collect(),
                place: chosen(pairs, "plek"),
            };
            (Deed::Propose(propose), Say::key("together-flash-proposed"))
        }
        "kies" => {
            let pick = PickPlan {
                version,
                // No moment is one that is not on offer.
                moment: moment(pairs, "moment").unwrap_or_default(),
                remind: value_of(pairs, "herinner").is_some(),
            };
            (Deed::Pick(pick), Say::key("together-flash-agreed"))
        }
        "past-niet" => (Deed::Drop(seen), Say::key("together-flash-dropped")),
        "zeg-af" => (Deed::CallOff(seen), Say::key("together-flash-off")),
        "herinner" => {
            let remind = value_of(pairs, "herinner") == Some("ja");
            let reminder = PlanReminder { remind };
            (Deed::Remind(reminder), Say::key("together-flash-reminder"))
        }
        _ => return None,
    })
}

fn working(name: &str, pairs: &Pairs) -> Option<(Deed, Say)> {
    let tick = |done| Deed::Tick(chosen(pairs, "stap"), TickStep { done });
    Some(match name {
        "doel" => {
            let goal = chosen(pairs, "nieuw");
            let share = Deed::Share(ShareGoal { goal });
            (share, Say::key("together-flash-goal"))
        }
        "doel-weg" => {
            let away = Deed::PutAway(chosen(pairs, "doel"));
            (away, Say::key("together-flash-goal-away"))
        }
        "stap" | "stap-toch" => {
            let step = AddStep {
                goal: chosen(pairs, "doel"),
                step: value_of(pairs, "stap").map(str::to_owned),
                text: value_of(pairs, "eigen").map(str::to_owned),
                sure: name == "stap-toch",
            };
            (Deed::Step(step), Say::key("together-flash-step"))
        }
        "vink" => (tick(true), Say::key("together-flash-ticked")),
        "vink-terug" => (tick(false), Say::key("together-flash-unticked")),
        _ => return None,
    })
}

fn saying(name: &str, pairs: &Pairs) -> Option<Named> {
    Some(match name {
        "hoe-gaat-het" => {
            let said = AnswerCheckIn {
                round: number(pairs, "ronde"),
                answer: chosen(pairs, "antwoord"),
                share: value_of(pairs, "deel").is_some(),
            };
            let flash = Say::key("together-flash-said");
            (Deed::CheckIn(said), flash, "hoe-gaat-het")
        }
        "vraag-hulp" => (Deed::Help, Say::key("together-flash-help"), "hulp"),
        "bedank" => {
            let thanks = SayThanks {
                thanks: chosen(pairs, "dank"),
            };
            let flash = Say::key("together-flash-thanked");
            (Deed::Thank(thanks), flash, "einde")
        }
        _ => return None,
    })
}

fn moment(pairs: &Pairs, field: &str) -> Option<DateTime<Utc>> {
    value_of(pairs, field)?.parse().ok()
}

pub(super) async fn shared(app: &App, by: &Caller, id: &str) -> Result<Together, Problem> {
    let client = &app.services.matching;
    let path = format!("/requests/{}/together", segment(id));
    client.get(Some(&by.token), &path, &()).await
}

pub(super) async fn act(
    app: &App,
    by: &Caller,
    id: &str,
    deed: &Deed,
) -> Result<Together, Problem> {
    let client = &app.services.matching;
    let token = Some(&by.token);
    let path = |deed: &str| format!("/requests/{}/{deed}", segment(id));
    match deed {
        Deed::Propose(plan) => client.post(token, &path("plan"), plan).await,
        Deed::Pick(pick) => client.post(token, &path("plan/pick"), pick).await,
        Deed::Drop(seen) => client.post(token, &path("plan/drop"), seen).await,
        Deed::CallOff(seen) => client.post(token, &path("plan/call-off"), seen).await,
        Deed::Remind(wanted) => client.put(token, &path("plan/reminder"), wanted).await,
        Deed::Share(goal) => client.post(token, &path("goals"), goal).await,
        Deed::PutAway(goal) => {
            let goal = format!("goals/{}", segment(goal));
            client.delete(token, &path(&goal)).await
        }
        Deed::Step(step) => client.post(token, &path("steps"), step).await,
        Deed::Tick(n, tick) => {
            let step = format!("steps/{}", segment(n));
            client.put(token, &path(&step), tick).await
        }
        Deed::CheckIn(said) => client.post(token, &path("check-in"), said).await,
        Deed::Help => client.post(token, &path("help"), &()).await,
        Deed::Thank(thanks) => client.post(token, &path("thanks"), thanks).await,
    }
}
