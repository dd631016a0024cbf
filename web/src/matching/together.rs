//! The part of a match's page that comes after a yes: a date, shared goals, how it goes, the end, and the drawn line.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::Amsterdam;
use contract::matching::{
    CHECK_IN_ANSWERS, LONGEST_STEP, Moment, Plan, STEPS, SharedGoal, THANKS, Together,
};
use serde::Serialize;

use super::{Pairs, value_of};
use crate::form::{Choice, Choices, Field, Label};
use crate::i18n::Say;

/// A form begins with nothing chosen.
const NONE: &[&str] = &[];
/// Fields of a proposal: one to three moments.
pub(super) const MOMENTS: [&str; 3] = ["moment1", "moment2", "moment3"];

#[derive(Debug, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "one answer for each form of the page"
)]
pub(crate) struct TogetherPart {
    line: Line,
    plan: PlanPart,
    goals: Vec<GoalPart>,
    may_share: bool,
    more_goals: Choices,
    longest: usize,
    /// The question how it goes, by its place in the history.
    check_in: Option<u32>,
    answers: Choices,
    said: Vec<SaidPart>,
    is_stuck: bool,
    may_ask_help: bool,
    help_since: Option<NaiveDate>,
    may_thank: bool,
    thanks: Choices,
    thanked: Option<Say>,
    got_thanks: Option<Say>,
    may_help_next: bool,
    /// Until when the reader goes first on the waiting list.
    goes_first: Option<NaiveDate>,
}

/// When and where the two meet.
#[derive(Debug, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a form of its own or a state of the date"
)]
struct PlanPart {
    version: u32,
    agreed: Option<DateTime<Utc>>,
    place: Option<Say>,
    is_past: bool,
    off: Option<DateTime<Utc>>,
    options: Vec<DateTime<Utc>>,
    options_place: Option<Say>,
    is_mine: bool,
    picks: Choices,
    /// Three lists of the same moments.
    moments: [Choices; 3],
    places: Choices,
    has_invitation: bool,
    is_reminded: bool,
    may_propose: bool,
    may_pick: bool,
    may_drop: bool,
    may_call_off: bool,
    may_remind: bool,
}

/// A shared goal with its steps.
#[derive(Debug, Serialize)]
struct GoalPart {
    goal: String,
    say: Say,
    done: usize,
    all: usize,
    steps: Vec<StepPart>,
    has_room: bool,
    choices: Choices,
    /// Own words that came back.
    text: Field,
    /// They lead outside, and may be kept all the same.
    is_warned: bool,
}

#[derive(Debug, Serialize)]
struct StepPart {
    n: u32,
    say: Option<Say>,
    text: Option<String>,
    is_done: bool,
    on: Option<NaiveDate>,
}

#[derive(Debug, Serialize)]
struct SaidPart {
    say: Say,
    on: NaiveDate,
}

/// The course of a match, drawn: dots on a line. The same stands below it as a list.
#[derive(Debug, Serialize)]
pub(crate) struct Line {
    dots: Vec<Dot>,
    /// Where the line is walked up to.
    walked: usize,
    moments: Vec<LineMoment>,
}

#[derive(Debug, Serialize)]
struct Dot {
    x: usize,
    kind: String,
    is_done: bool,
}

#[derive(Debug, Serialize)]
struct LineMoment {
    say: Say,
    on: NaiveDate,
    is_done: bool,
}

impl TogetherPart {
    pub(super) fn of(shared: &Together, other: &str) -> Self {
        let may = |deed: &str| shared.may.iter().any(|may| may == deed);
        let said = shared.answers.iter().map(|said| {
            let who = match (said.yours, said.shared) {
                (true, true) => "you-shared",
                (true, false) => "you",
                (false, _) => "other",
            };
            SaidPart {
                say: Say::of("together-said", &format!("{who}-{}", said.answer))
                    .with("name", other),
                on: day(said.at),
            }
        });
        Self {
            line: Line::of(&shared.moments, other),
            said: said.collect(),
            may_share: may("goals"),
            more_goals: Choices::of(
                "matching-goal",
                shared.more_goals.iter().map(String::as_str),
                NONE,
            ),
            goals: shared.goals.iter().map(GoalPart::of).collect(),
            longest: LONGEST_STEP,
            check_in: shared.check_in.as_ref().map(|asked| asked.round),
            answers: Choices::of("together-answer", CHECK_IN_ANSWERS.iter().copied(), NONE),
            is_stuck: may("help") && (shared.stuck.is_some() || is_stuck(shared)),
            may_ask_help: may("help"),
            help_since: shared.help.map(day),
            may_thank: may("thank"),
            thanks: Choices::of("together-thanks", THANKS.iter().copied(), NONE),
            thanked: shared.thanks.yours.as_deref().map(thanks),
            got_thanks: shared.thanks.theirs.as_deref().map(thanks),
            may_help_next: may("helper"),
            goes_first: shared.goes_first_until.map(day),
            plan: PlanPart::of(&shared.plan, may),
        }
    }

    /// The same with what was typed and could not be kept.
    pub(super) fn keeping(mut self, pairs: &Pairs, code: Option<&str>) -> Self {
        for (choices, field) in self.plan.moments.iter_mut().zip(MOMENTS) {
            if let Some(chosen) = value_of(pairs, field) {
                *choices = choices.clone().choosing(chosen);
            }
        }
        if let Some(place) = value_of(pairs, "plek") {
            self.plan.places = self.plan.places.choosing(place);
        }
        let goal = value_of(pairs, "doel");
        let text = value_of(pairs, "eigen").unwrap_or_default();
        for part in &mut self.goals {
            if Some(part.goal.as_str()) == goal && !text.is_empty() {
                part.text = Field::filled(text);
                part.is_warned = code == Some(contract::matching::STEP_WARNED.name);
            }
        }
        self
    }
}

fn thanks(key: &str) -> Say {
    Say::of("together-thanks", key)
}

/// The reader said last that it is stuck.
fn is_stuck(shared: &Together) -> bool {
    let own = shared.answers.iter().rev().find(|said| said.yours);
    own.is_some_and(|said| said.answer == "vast")
}

impl PlanPart {
    fn of(plan: &Plan, may: impl Fn(&str) -> bool) -> Self {
        let place = |key: &Option<String>| key.as_deref().map(|key| Say::of("together-place", key));
        let moments = || Choices {
            choices: plan.offers.iter().map(moment).collect(),
            problem: None,
        };
        Self {
            version: plan.version,
            agreed: plan.agreed,
            place: place(&plan.agreed_place),
            is_past: plan.agreed.is_some() && !may("call-off"),
            off: plan.off,
            options: plan.options.clone(),
            options_place: place(&plan.place),
            is_mine: plan.yours,
            picks: Choices {
                choices: plan.options.iter().map(moment).collect(),
                problem: None,
            },
            moments: [moments(), moments(), moments()],
            places: Choices::of(
                "together-place",
                plan.places.iter().map(String::as_str),
                NONE,
            ),
            has_invitation: plan.invitation,
            is_reminded: plan.reminded,
            may_propose: may("propose"),
            may_pick: may("pick") && !plan.options.is_empty(),
            may_drop: may("drop"),
            may_call_off: may("call-off"),
            may_remind: may("remind"),
        }
    }
}

/// A moment to choose, as the clock at home shows it.
fn moment(at: &DateTime<Utc>) -> Choice {
    let local = at.with_timezone(&Amsterdam);
    let say = Say::key("together-moment")
        .with("day", local.date_naive())
        .with("time", local.format("%H:%M").to_string());
    Choice {
        value: at.to_rfc3339(),
        label: Label::Say(say),
        is_chosen: false,
    }
}

impl GoalPart {
    fn of(goal: &SharedGoal) -> Self {
        let steps = goal.steps.iter().map(|step| StepPart {
            n: step.n,
            say: match (&step.step, &step.text) {
                (Some(key), _) => Some(Say::of("together-step", key)),
                (None, None) => Some(Say::key("together-step-gone")),
                (None, Some(_)) => None,
            },
            text: step.text.clone(),
            is_done: step.done.is_some(),
            on: step.done.map(day),
        });
        Self {
            say: Say::of("matching-goal", &goal.goal),
            goal: goal.goal.clone(),
            done: goal.steps.iter().filter(|step| step.done.is_some()).count(),
            all: goal.steps.len(),
            steps: steps.collect(),
            has_room: goal.room,
            choices: Choices::of("together-step", STEPS.iter().copied(), NONE),
            text: Field::default(),
            is_warned: false,
        }
    }
}

impl Line {
    /// Width of the drawing, and its margin.
    const WIDTH: usize = 320;
    const MARGIN: usize = 12;
    /// More dots than this do not fit on a phone; the last ones count.
    const MOST: usize = 14;

    fn of(moments: &[Moment], other: &str) -> Self {
        let shown = &moments[moments.len().saturating_sub(Self::MOST)..];
        let gaps = shown.len().saturating_sub(1).max(1);
        let at = |place: usize| Self::MARGIN + place * (Self::WIDTH - 2 * Self::MARGIN) / gaps;
        let dots = shown.iter().enumerate().map(|(place, moment)| Dot {
            x: at(place),
            kind: moment.what.clone(),
            is_done: moment.done,
        });
        let walked = shown.iter().filter(|moment| moment.done).count();
        let list = moments.iter().map(|moment| {
            let when = if moment.done { "past" } else { "next" };
            LineMoment {
                say: Say::of("together-line", &format!("{}-{when}", moment.what))
                    .with("name", other),
                on: day(moment.at),
                is_done: moment.done,
            }
        });
        Self {
            dots: dots.collect(),
            walked: at(walked.saturating_sub(1)),
            moments: list.collect(),
        }
    }
}

fn day(moment: DateTime<Utc>) -> NaiveDate {
    moment.with_timezone(&Amsterdam).date_naive()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::together_samples as samples;

    #[test]
    fn what_was_typed_stays_in_its_place() {
        let pairs: Pairs = vec![
            ("doel".into(), "planning".into()),
            ("eigen".into(), "Bel 06".into()),
            ("plek".into(), "school".into()),
        ];
        let part = TogetherPart::of(&samples::together("running"), "Hanna")
            .keeping(&pairs, Some("step.warned"));
        assert_eq!(part.goals[0].text.value, "Bel 06");
        assert!(part.goals[0].is_warned);
        let chosen: Vec<_> = part
            .plan
            .places
            .choices
            .iter()
            .filter(|one| one.is_chosen)
            .collect();
        assert_eq!(chosen.len(), 1);
    }

    #[test]
    fn dots_stand_in_order_on_the_line() {
        let part = TogetherPart::of(&samples::together("running"), "Hanna");
        let xs: Vec<usize> = part.line.dots.iter().map(|dot| dot.x).collect();
        assert!(xs.windows(2).all(|pair| pair[0] < pair[1]), "{xs:?}");
        assert_eq!((xs[0], *xs.last().unwrap()), (12, 308));
        assert!(xs.contains(&part.line.walked));
    }
}
