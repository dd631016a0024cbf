use std::sync::Arc;

use contract::toolbox::{Team, TeamList, TeamQuestion};
use poem::web::{Data, Query};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::{calls, field_choices, samples};
use crate::App;
use crate::error::PageError;
use crate::form::{Choices, Field};
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::{Crumb, Pager};
use crate::session::MaybeSignedIn;
use crate::urls;

const PER_PAGE: u32 = 20;

/// All teams, by region, study field and words.
#[derive(Debug, Serialize)]
pub(super) struct TeamsPage {
    q: Field,
    regions: Choices,
    fields: Choices,
    is_filtered: bool,
    refused: bool,
    total: u64,
    teams: Vec<TeamTile>,
    pager: Pager,
    may_found: bool,
}

/// A team in a list.
#[derive(Debug, Serialize)]
struct TeamTile {
    name: String,
    href: String,
    region: String,
    schools: String,
    field: Option<Say>,
    programme: String,
    good_at: Vec<String>,
}

/// The question in the address: `/teams?q=…&regio=…`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    regio: String,
    richting: String,
    pagina: String,
}

impl Asked {
    fn question(&self) -> TeamQuestion {
        TeamQuestion {
            q: self.q.clone(),
            region: self.regio.clone(),
            field: self.richting.clone(),
            page: self.page().to_string(),
            per_page: PER_PAGE.to_string(),
        }
    }

    fn page(&self) -> u32 {
        self.pagina.parse().unwrap_or(1).clamp(1, 10_000)
    }

    fn address(&self) -> String {
        let pairs = [
            ("q", self.q.as_str()),
            ("regio", &self.regio),
            ("richting", &self.richting),
        ];
        urls::with_query(urls::TEAMS, &pairs)
    }

    fn is_filtered(&self) -> bool {
        [&self.q, &self.regio, &self.richting]
            .iter()
            .any(|text| !text.is_empty())
    }
}

impl TeamsPage {
    fn of(asked: &Asked, found: TeamList, refused: bool) -> Self {
        Self {
            q: Field::filled(&asked.q),
            regions: all_regions(&asked.regio),
            fields: field_choices(&asked.richting),
            is_filtered: asked.is_filtered(),
            refused,
            may_found: found.may.iter().any(|may| may == "found"),
            pager: Pager::new(&asked.address(), asked.page(), PER_PAGE, found.total),
            total: found.total,
            teams: found.teams.into_iter().map(tile).collect(),
        }
    }
}

fn tile(team: Team) -> TeamTile {
    let content = team.content;
    TeamTile {
        href: urls::team(&team.id),
        region: team.region_name,
        schools: content.schools.join(", "),
        field: field(&content.field),
        name: content.name,
        programme: content.programme,
        good_at: content.good_at,
    }
}

/// A study field in words.
pub(crate) fn field(code: &str) -> Option<Say> {
    (!code.is_empty()).then(|| Say::of("teams-field", code))
}

/// Provinces and RMC regions: a province includes its regions.
fn all_regions(chosen: &str) -> Choices {
    let regions: Vec<(&str, &str)> = nouns::Region::all()
        .map(|region| (region.code(), region.name()))
        .collect();
    Choices::named(regions, &[chosen])
}

impl Page for TeamsPage {
    const TEMPLATE: &'static str = "toolbox/teams/list";

    fn title(&self) -> Say {
        Say::key("teams-title")
    }

    fn area(&self) -> Area {
        Area::Toolbox
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![super::super::toolbox_crumb()]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let found = |may: &[&str]| TeamList {
            total: 41,
            teams: vec![samples::groen(), samples::zorg()],
            may: may.iter().map(|may| (*may).to_owned()).collect(),
        };
        let filtered = Asked {
            q: "groen".to_owned(),
            regio: "NL-UT".to_owned(),
            richting: "08".to_owned(),
            pagina: "2".to_owned(),
        };
        let nothing = TeamList::default();
        vec![
            ("all", Self::of(&Asked::default(), found(&[]), false)),
            ("teacher", Self::of(&filtered, found(&["found"]), false)),
            ("nothing", Self::of(&filtered, nothing.clone(), false)),
            (
                "none yet",
                Self::of(&Asked::default(), nothing.clone(), false),
            ),
            ("refused", Self::of(&filtered, nothing, true)),
        ]
    }
}

/// Shows the teams that fit.
#[handler]
pub(super) async fn list(
    MaybeSignedIn(caller): MaybeSignedIn,
    Data(app): Data<&Arc<App>>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let token = caller.as_ref().map(|caller| &caller.token);
    match calls::teams(&app.services.toolbox, token, &asked.question()).await {
        Ok(found) => Ok(show(TeamsPage::of(&asked, found, false))),
        Err(Problem::Refused(_)) => {
            let nothing = TeamList::default();
            Ok(refuse(TeamsPage::of(&asked, nothing, true)))
        }
        Err(problem) => Err(problem.into()),
    }
}
