use std::sync::Arc;

use contract::FieldProblem;
use contract::matching::{Choices, OwnProfiles, Pause, ProgrammeList};
use poem::web::{Data, Form, Query};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::choices::{Questions, chosen};
use super::{Pairs, calls, programme, refusal, value_of};
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::{Caller, SignedIn};
use crate::shell::Telling;
use crate::urls;

const SEEKS: &str = "seeks";
const HELPS: &str = "helps";
/// The parameter that says which side, and its values in addresses.
const SIDE: &str = "kant";
const SEEK: &str = "zoek";
const HELP: &str = "help";

/// One side of my profile: short choices, each with why it is asked.
#[derive(Debug, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a state of its own that the template shows"
)]
pub(crate) struct ProfilePage {
    /// `seeks` or `helps`, as sentences have it.
    side: &'static str,
    is_helping: bool,
    /// The other side's form, if this person may fill it in.
    other: Option<String>,
    /// Why this side cannot be filled in.
    closed: Option<Say>,
    refused: bool,
    /// There is a profile already.
    is_saved: bool,
    is_paused: bool,
    /// Who helps as a role model says more on a page of its own.
    is_role_model: bool,
    questions: Questions,
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Which {
    kant: Option<String>,
    /// A relation that a new form begins with.
    soort: Option<String>,
}

impl Page for ProfilePage {
    const TEMPLATE: &'static str = "matching/profile";

    fn title(&self) -> Say {
        Say::of("matching-profile-title", self.side)
    }

    fn area(&self) -> Area {
        Area::Matching
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![Crumb::say(Say::key("matching-start-title"), urls::MATCHING)]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let filled = super::samples::choices(SEEKS);
        let wrong = [
            FieldProblem::new("relations", contract::matching::RELATIONS_EMPTY),
            FieldProblem::new("region", contract::matching::REGION_EMPTY),
        ];
        let page = |side, choices: &Choices, problems: &[FieldProblem]| Self {
            other: Some(address(if side == HELPS { SEEKS } else { HELPS })),
            ..Self::new(side, choices, problems)
        };
        let empty = Choices::default();
        vec![
            ("empty", page(SEEKS, &empty, &[])),
            (
                "filled",
                Self {
                    is_saved: true,
                    ..page(SEEKS, &filled, &[])
                },
            ),
            ("refused", page(SEEKS, &empty, &wrong)),
            (
                "with programmes",
                page(SEEKS, &filled, &[]).offering(&programme::sample_list(), Some("techniek")),
            ),
            ("helping", page(HELPS, &super::samples::choices(HELPS), &[])),
            (
                "paused",
                Self {
                    is_saved: true,
                    is_paused: true,
                    ..page(HELPS, &filled, &[])
                },
            ),
            (
                "from eighteen",
                Self {
                    closed: Some(Say::of(
                        "matching-problem",
                        contract::matching::HELP_FROM_EIGHTEEN.name,
                    )),
                    ..page(HELPS, &empty, &[])
                },
            ),
        ]
    }
}

impl ProfilePage {
    fn new(side: &'static str, choices: &Choices, problems: &[FieldProblem]) -> Self {
        Self {
            side,
            is_helping: side == HELPS,
            other: None,
            closed: None,
            refused: !problems.is_empty(),
            is_saved: false,
            is_paused: false,
            is_role_model: side == HELPS && is_role_model(choices),
            questions: Questions::of(choices, problems),
        }
    }

    fn of(side: &'static str, soort: Option<&str>, by: &Caller, own: &OwnProfiles) -> Self {
        let profile = if side == HELPS {
            &own.helps
        } else {
            &own.seeks
        };
        let choices = profile
            .as_ref()
            .map_or_else(|| beginning(by, soort), |profile| profile.choices.clone());
        Self {
            is_saved: profile.is_some(),
            is_paused: profile.as_ref().is_some_and(|profile| !profile.active),
            ..Self::new(side, &choices, &[])
        }
        .open_to(by, own)
    }

    /// With the programmes that this side may choose.
    fn offering(self, programmes: &ProgrammeList, own: Option<&str>) -> Self {
        let questions = self
            .questions
            .offering(&programmes.programmes, self.side, own);
        Self { questions, ..self }
    }

    /// What may be filled in, as the service says it.
    fn open_to(self, by: &Caller, own: &OwnProfiles) -> Self {
        let may = |side: &str| {
            let deed = if side == HELPS { "help" } else { "seek" };
            own.may.iter().any(|may| may == deed)
        };
        let other = if self.is_helping { SEEKS } else { HELPS };
        let code = if self.is_helping && by.age == contract::Age::Minor {
            contract::matching::HELP_FROM_EIGHTEEN
        } else {
            contract::matching::PROFILE_NOT_ALLOWED
        };
        Self {
            other: may(other).then(|| address(other)),
            closed: (!may(self.side)).then(|| Say::of("matching-problem", code.name)),
            ..self
        }
    }
}

fn is_role_model(choices: &Choices) -> bool {
    let mut relations = choices.relations.iter();
    relations.any(|key| key == "rolmodel" || key == "meelopen")
}

/// What a new form begins with: Dutch, the region that the account knows, online.
fn beginning(by: &Caller, soort: Option<&str>) -> Choices {
    Choices {
        relations: soort.map(str::to_owned).into_iter().collect(),
        languages: vec!["nl".to_owned()],
        region: by.region.map(|region| region.code().to_owned()),
        online: true,
        ..Choices::default()
    }
}

/// The address of one side's form.
pub(super) fn address(side: &str) -> String {
    let kant = if side == HELPS { HELP } else { SEEK };
    urls::with_query(urls::MATCHING_PROFILE, &[(SIDE, kant)])
}

fn side_of(kant: Option<&str>) -> &'static str {
    if kant == Some(HELP) { HELPS } else { SEEKS }
}

#[handler]
pub(super) async fn show_profile(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
    Query(which): Query<Which>,
) -> poem::Result<Response> {
    let own = calls::profiles(app, &by).await.map_err(PageError::from)?;
    let side = side_of(which.kant.as_deref());
    let programmes = programme::calls::all(app, &by).await;
    let programmes = programmes.map_err(PageError::from)?;
    let profile = if side == HELPS {
        &own.helps
    } else {
        &own.seeks
    };
    let chosen = profile
        .as_ref()
        .and_then(|profile| profile.choices.programme.as_deref());
    Ok(show(
        ProfilePage::of(side, which.soort.as_deref(), &by, &own).offering(&programmes, chosen),
    ))
}

/// Keeps a side of the profile, or shows the form again; starts or ends a break.
#[handler]
pub(super) async fn save(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
    Form(pairs): Form<Pairs>,
) -> poem::Result<Response> {
    let side = side_of(value_of(&pairs, SIDE));
    match value_of(&pairs, "daad") {
        Some("pauze") => Ok(paused(app, &by, side, true).await?),
        Some("verder") => Ok(paused(app, &by, side, false).await?),
        _ => Ok(saved(app, &by, side, &pairs).await?),
    }
}

async fn saved(
    app: &App,
    by: &Caller,
    side: &'static str,
    pairs: &Pairs,
) -> Result<Response, PageError> {
    let choices = chosen(side, pairs);
    match calls::save_profile(app, by, &choices).await {
        Ok(_) if side == SEEKS => {
            Ok(see_other(urls::MATCHING_SUGGESTIONS)
                .telling(Say::key("matching-flash-saved-seeks")))
        }
        Ok(_) => {
            let next = if is_role_model(&choices) {
                urls::ROLE_MODEL
            } else {
                urls::MATCHING
            };
            Ok(see_other(next).telling(Say::key("matching-flash-saved-helps")))
        }
        Err(Problem::Refused(fields)) => {
            let own = calls::profiles(app, by).await?;
            let programmes = programme::calls::all(app, by).await?;
            Ok(refuse(
                ProfilePage::new(side, &choices, &fields)
                    .open_to(by, &own)
                    .offering(&programmes, choices.programme.as_deref()),
            ))
        }
        Err(problem) => {
            let closed = Some(refusal(problem)?);
            Ok(refuse(ProfilePage {
                closed,
                ..ProfilePage::new(side, &choices, &[])
            }))
        }
    }
}

async fn paused(
    app: &App,
    by: &Caller,
    side: &'static str,
    paused: bool,
) -> Result<Response, PageError> {
    let pause = Pause {
        side: side.to_owned(),
        paused,
    };
    calls::pause(app, by, &pause).await?;
    let flash = if paused {
        "matching-flash-paused"
    } else {
        "matching-flash-active"
    };
    Ok(see_other(address(side)).telling(Say::key(flash)))
}
