//! Teams and reports that are invented, for seeds: in one transaction, so that a first start stays
//! quick. What they hold has passed the same reading as what people type.

use chrono::NaiveDate;
use contract::FieldProblem;
use contract::toolbox::{self as wired, ReportContent};
use nouns::{CardId, PersonId, SchoolId, TeamId};

use crate::teams::{Member, Qualities, Team, TeamState, qualities, team_content};
use crate::tried::{Report, told};
use crate::{Toolbox, ToolboxError};

/// A team with its members, longest first.
#[derive(Debug, Clone)]
pub struct PlantedTeam {
    pub team: Team,
    pub members: Vec<Member>,
}

/// Somebody of a team.
#[derive(Debug, Clone)]
pub struct PlantedMember {
    pub person: PersonId,
    pub name: String,
    pub said: wired::Qualities,
}

impl Toolbox {
    /// A team as somebody would have founded it, for [`Toolbox::plant_teams`].
    ///
    /// # Errors
    /// The fields at fault.
    pub fn planted_team(
        &self,
        id: TeamId,
        content: &wired::TeamContent,
        members: Vec<PlantedMember>,
    ) -> Result<PlantedTeam, Vec<FieldProblem>> {
        let founded = self.clock.now();
        let member = |member: PlantedMember| {
            let qualities: Qualities = qualities(&member.said)?;
            Ok(Member {
                person: member.person,
                name: member.name,
                since: founded,
                qualities,
            })
        };
        Ok(PlantedTeam {
            members: members
                .into_iter()
                .map(member)
                .collect::<Result<_, Vec<FieldProblem>>>()?,
            team: Team {
                id,
                content: team_content(content)?,
                state: TeamState::Open,
                founded,
            },
        })
    }

    /// A report as a member would have told it, for [`Toolbox::plant_teams`].
    ///
    /// # Errors
    /// The fields at fault.
    pub fn planted_report(
        &self,
        card: CardId,
        team: &Team,
        school: Option<SchoolId>,
        content: &ReportContent,
    ) -> Result<Report, Vec<FieldProblem>> {
        let (day, told): (NaiveDate, _) = told(content, self.today())?;
        Ok(Report {
            card,
            team: team.id.clone(),
            team_name: team.name().to_owned(),
            day,
            school,
            told,
            at: self.clock.now(),
        })
    }

    /// Plants all of them, or none.
    pub async fn plant_teams(
        &self,
        teams: &[PlantedTeam],
        reports: &[Report],
    ) -> Result<(), ToolboxError> {
        Ok(self.store.plant_teams(teams, reports).await?)
    }
}
