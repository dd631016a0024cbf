use std::sync::Arc;

use contract::FieldProblem;
use contract::meetups::{Closing, Entry, NewReaction, Reaction};
use poem::web::{Data, Form, Path};
use poem::{Response, handler};
use serde::Serialize;
use wire::Problem;

use super::super::{board_crumb, problems};
use super::{calls, runs, samples, state, tone, why_not};
use crate::App;
use crate::error::{PageError, see_other};
use crate::form::Field;
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::{Crumb, NextStep, Other, Tone};
use crate::session::{Caller, SignedIn};
use crate::shell::Telling as _;
use crate::urls;

/// One thing that is asked or offered, with what others say to it.
#[derive(Debug, Serialize)]
pub(crate) struct EntryPage {
    id: String,
    slug: String,
    community: String,
    heading: String,
    kind: Say,
    state: Say,
    tone: Tone,
    text: String,
    owner: String,
    /// RFC 3339.
    made: String,
    step: Option<NextStep>,
    /// Whose reaction solved it.
    thanks: Vec<String>,
    reacted: u32,
    reactions: Vec<Said>,
    /// Whether its owner is asked if it is needed still.
    is_needed: bool,
    may_prolong: bool,
    may_close: bool,
    may_remove: bool,
    /// For who takes part.
    reaction: Option<Field>,
    problem: Option<Say>,
    other: Option<Other>,
}

#[derive(Debug, Serialize)]
struct Said {
    id: String,
    name: String,
    text: String,
    /// RFC 3339.
    at: String,
    thanked: bool,
    /// Its owner can be thanked by whoever reads this.
    can_be_thanked: bool,
    may_remove: bool,
    other: Option<Other>,
}

/// What somebody does with an entry, as a browser sends it.
#[derive(Debug, Default)]
struct Turn {
    deed: String,
    text: String,
    thanks: Vec<String>,
}

impl Turn {
    fn of(pairs: Vec<(String, String)>) -> Self {
        let mut turn = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "doe" => turn.deed = value,
                "reactie" => turn.text = value,
                "dank" => turn.thanks.push(value),
                _ => {}
            }
        }
        turn
    }
}

impl EntryPage {
    fn of(entry: Entry, me: &str) -> Self {
        let may = |deed: &str| entry.may.iter().any(|may| may == deed);
        let owns = entry.owner_id == me;
        let thanked = entry.reactions.iter().filter(|one| one.thanked);
        let is_needed = owns && entry.ends_soon;
        Self {
            kind: Say::of("communities-entry", &entry.kind),
            state: state(&entry),
            tone: tone(&entry),
            step: runs(&entry).then(|| next_step(&entry, is_needed)),
            thanks: thanked.map(|one| one.name.clone()).collect(),
            is_needed,
            may_prolong: may("prolong"),
            may_close: may("close"),
            may_remove: may("remove"),
            reaction: may("react").then(Field::default),
            problem: None,
            other: Other::of(Some(&entry.owner_id), Some(&entry.owner), Some(me)),
            reactions: entry
                .reactions
                .into_iter()
                .map(|reaction| Said::of(reaction, me))
                .collect(),
            reacted: entry.reacted,
            made: entry.made.to_rfc3339(),
            owner: entry.owner,
            text: entry.text,
            heading: entry.title,
            community: entry.community_name,
            slug: entry.community,
            id: entry.id,
        }
    }

    fn refused(self, text: &str, fields: &[FieldProblem]) -> Self {
        let field = Field {
            value: text.to_owned(),
            problem: problems::with("text", fields),
        };
        Self {
            problem: problems::with("thanks", fields),
            reaction: self.reaction.map(|_| field),
            ..self
        }
    }
}

impl Said {
    fn of(reaction: Reaction, me: &str) -> Self {
        Self {
            other: Other::of(Some(&reaction.person), Some(&reaction.name), Some(me)),
            can_be_thanked: reaction.person != me,
            may_remove: !reaction.may.is_empty(),
            at: reaction.at.to_rfc3339(),
            thanked: reaction.thanked,
            name: reaction.name,
            text: reaction.text,
            id: reaction.id,
        }
    }
}

/// What happens next with what runs: others react, and its owner says whether it is needed still.
fn next_step(entry: &Entry, is_needed: bool) -> NextStep {
    let code = if is_needed { "needed" } else { &entry.state };
    NextStep {
        say: Say::of("communities-step", code),
        by: entry
            .ends
            .with_timezone(&chrono_tz::Europe::Amsterdam)
            .date_naive(),
        is_mine: is_needed,
        href: None,
    }
}

impl Page for EntryPage {
    const TEMPLATE: &'static str = "meetups/entry";

    fn title(&self) -> Say {
        Say::key("communities-entry-title").with("title", self.heading.as_str())
    }

    fn area(&self) -> Area {
        Area::Meetups
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            board_crumb(),
            Crumb::name(&self.community, urls::community(&self.slug)),
            Crumb::say(Say::key("communities-entries"), urls::entries(&self.slug)),
        ]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let fields = [FieldProblem::new("text", contract::meetups::TEXT_MISSING)];
        let nobody = [FieldProblem::new(
            "thanks",
            contract::meetups::THANKS_UNKNOWN,
        )];
        vec![
            ("reader", Self::of(samples::asked(&[]), "sam")),
            ("member", Self::of(samples::talking(&["react"]), "bas")),
            ("needed still", Self::of(samples::ends_soon(), "noor")),
            ("solved", Self::of(samples::solved(), "bas")),
            ("given away", Self::of(samples::given(), "noor")),
            ("over", Self::of(samples::expired(), "noor")),
            (
                "refused",
                Self::of(samples::talking(&["react"]), "bas").refused(" ", &fields),
            ),
            (
                "nobody thanked",
                Self::of(samples::ends_soon(), "noor").refused("", &nobody),
            ),
        ]
    }
}

/// Shows an entry.
#[handler]
pub(crate) async fn open(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let entry = calls::entry(&app.services.meetups, &me.token, &id).await?;
    Ok(show(EntryPage::of(entry, me.person.as_str())))
}

/// Reacts, prolongs, closes or takes away.
#[handler]
pub(crate) async fn act(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let (meetups, token) = (&app.services.meetups, &me.token);
    let turn = Turn::of(pairs);
    let (done, told) = match turn.deed.as_str() {
        "reageer" => {
            let new = NewReaction {
                text: Some(turn.text.clone()),
            };
            let done = calls::react(meetups, token, &id, &new).await;
            (done.map(drop), "communities-flash-reacted")
        }
        "langer" => {
            let done = calls::prolong(meetups, token, &id).await;
            (done.map(drop), "communities-flash-prolonged")
        }
        "sluit" => {
            let closing = Closing {
                thanks: turn.thanks.clone(),
            };
            let done = calls::close(meetups, token, &id, &closing).await;
            (done.map(drop), "communities-flash-closed")
        }
        "haal-weg" => {
            let entry = calls::entry(meetups, token, &id).await?;
            calls::remove(meetups, token, &id).await?;
            let told = Say::key("communities-flash-removed");
            return Ok(see_other(urls::entries(&entry.community)).telling(told));
        }
        deed => match deed.strip_prefix("haal-weg-") {
            Some(reaction) => (
                calls::remove_reaction(meetups, token, &id, reaction).await,
                "communities-flash-removed",
            ),
            None => return Err(PageError::NotFound),
        },
    };
    match done {
        Ok(()) => Ok(see_other(urls::entry(&id)).telling(Say::key(told))),
        Err(problem) => shown_again(app, &me, &id, &turn, problem).await,
    }
}

/// The entry anew, with what was typed and why not.
async fn shown_again(
    app: &App,
    me: &Caller,
    id: &str,
    turn: &Turn,
    problem: Problem,
) -> Result<Response, PageError> {
    let (fields, problem) = match problem {
        Problem::Refused(fields) => (fields, None),
        other => (Vec::new(), Some(why_not(other)?)),
    };
    let entry = calls::entry(&app.services.meetups, &me.token, id).await?;
    let page = EntryPage::of(entry, me.person.as_str()).refused(&turn.text, &fields);
    Ok(refuse(EntryPage {
        problem: problem.or(page.problem),
        ..page
    }))
}
