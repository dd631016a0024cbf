//! "Uitgeprobeerd" over HTTP: translation only.

use std::collections::BTreeMap;
use std::sync::Arc;

use contract::Caller;
use contract::toolbox::{self as wired, REPORT_FIXED, ReportContent};
use nouns::{CardId, StudyField, TeamId};
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, OpenApi};
use wire::{Problem, SignedIn, Visitor};

use super::named;
use super::teams::deeds;
use crate::Toolbox;
use crate::teams::rules;
use crate::tried::evidence::{Evidence, last_of_each_team};
use crate::tried::{Report, ReportId, Shown, ShownReport, told};

pub(super) struct TriedApi(pub(super) Arc<Toolbox>);

/// A report that was told.
#[derive(ApiResponse)]
enum Told {
    #[oai(status = 201)]
    Report(Json<wired::Report>),
}

#[OpenApi]
impl TriedApi {
    /// What teams say about a card, and how well it is supported that teams would do it again.
    #[oai(path = "/cards/:id/reports", method = "get")]
    async fn reports(
        &self,
        visitor: Visitor,
        id: Path<String>,
    ) -> poem::Result<Json<wired::Reports>> {
        let shown = self.0.reports(visitor.caller(), &named(&id)?).await;
        Ok(Json(reports(shown.map_err(Problem::from)?)))
    }

    /// Tells how it went, on behalf of a team of the caller: once for each team and day.
    #[oai(path = "/cards/:id/reports", method = "post")]
    async fn tell(
        &self,
        by: SignedIn,
        id: Path<String>,
        content: Json<ReportContent>,
    ) -> poem::Result<Told> {
        let (id, team) = (named(&id)?, self.team(&by.0, &content).await?);
        let told = told(&content, self.0.today()).map_err(Problem::Refused)?;
        let report = self.0.report(&by.0, &id, &team, told).await;
        let report = report.map_err(Problem::from)?;
        Ok(Told::Report(Json(self.shown(&by.0, &report).await?)))
    }

    /// One report.
    #[oai(path = "/cards/:id/reports/:report", method = "get")]
    async fn one(
        &self,
        visitor: Visitor,
        id: Path<String>,
        report: Path<String>,
    ) -> poem::Result<Json<wired::Report>> {
        let (id, which) = (named(&id)?, which(&report)?);
        let shown = self.0.one_report(visitor.caller(), &id, &which).await;
        Ok(Json(told_by(shown.map_err(Problem::from)?)))
    }

    /// Changes a report of a team of the caller. Team and day stay.
    #[oai(path = "/cards/:id/reports/:report", method = "put")]
    async fn change(
        &self,
        by: SignedIn,
        id: Path<String>,
        report: Path<String>,
        content: Json<ReportContent>,
    ) -> poem::Result<Json<wired::Report>> {
        let (id, report) = (named(&id)?, which(&report)?);
        self.0
            .own_team(&by.0, &report.team)
            .await
            .map_err(Problem::from)?;
        let (day, told) = told(&content, self.0.today()).map_err(Problem::Refused)?;
        if day != report.day || content.team != report.team.as_str() {
            return Err(Problem::field("on", REPORT_FIXED).into());
        }
        let changed = self.0.change_report(&by.0, &id, &report, told).await;
        let changed = changed.map_err(Problem::from)?;
        Ok(Json(self.shown(&by.0, &changed).await?))
    }

    /// Takes a report away.
    #[oai(path = "/cards/:id/reports/:report", method = "delete")]
    async fn withdraw(
        &self,
        by: SignedIn,
        id: Path<String>,
        report: Path<String>,
    ) -> poem::Result<Json<wired::Reports>> {
        let (id, report) = (named(&id)?, which(&report)?);
        let withdrawn = self.0.withdraw_report(&by.0, &id, &report).await;
        withdrawn.map_err(Problem::from)?;
        let shown = self.0.reports(Some(&by.0), &id).await;
        Ok(Json(reports(shown.map_err(Problem::from)?)))
    }

    /// What a team tried, newest first, of the cards that the caller reads.
    #[oai(path = "/teams/:id/reports", method = "get")]
    async fn of_team(
        &self,
        visitor: Visitor,
        id: Path<String>,
    ) -> poem::Result<Json<wired::ReportsOfTeam>> {
        let team = TeamId::parse(&id).map_err(|_| Problem::NotFound)?;
        let found = self.0.reports_of_team(visitor.caller(), &team).await;
        let reports = found.map_err(Problem::from)?;
        Ok(Json(wired::ReportsOfTeam {
            reports: reports.into_iter().map(told_by).collect(),
        }))
    }
}

impl TriedApi {
    /// The team that somebody names; who may at all is asked before the fields.
    async fn team(&self, by: &Caller, content: &ReportContent) -> Result<TeamId, Problem> {
        if !rules::takes_part(by) {
            return Err(Problem::Forbidden(wired::TEACHERS_HAVE_TEAMS));
        }
        let missing = || Problem::field("team", wired::CARD_TEAM_MISSING);
        let team = TeamId::parse(content.team.trim()).map_err(|_| missing())?;
        let mine = self.0.teams_of(Some(by)).await?;
        if mine.contains(&team) {
            Ok(team)
        } else {
            Err(Problem::Forbidden(wired::TEAM_NOT_YOURS))
        }
    }

    /// A report as whoever wrote it sees it.
    async fn shown(&self, by: &Caller, told: &Report) -> Result<wired::Report, Problem> {
        let id = ReportId {
            team: told.team.clone(),
            day: told.day,
        };
        let shown = self.0.one_report(Some(by), &told.card, &id).await?;
        Ok(told_by(shown))
    }
}

fn which(report: &str) -> Result<ReportId, Problem> {
    ReportId::parse(report).ok_or(Problem::NotFound)
}

fn reports(shown: Shown) -> wired::Reports {
    wired::Reports {
        tried: tried(shown.evidence, &shown.all),
        may: deeds([("report", shown.may_report)]),
        reports: shown.reports.into_iter().map(told_by).collect(),
    }
}

fn told_by(shown: ShownReport) -> wired::Report {
    let ShownReport { report, .. } = shown;
    let id = ReportId {
        team: report.team.clone(),
        day: report.day,
    };
    let told = report.told;
    wired::Report {
        id: id.to_string(),
        card: report.card.as_str().to_owned(),
        card_title: shown.card_title,
        content: ReportContent {
            team: report.team.to_string(),
            on: report.day.to_string(),
            people: Some(i64::from(told.people)),
            group: told.group.as_str().to_owned(),
            field: told.field.map(StudyField::code).unwrap_or_default(),
            changed: told.changed.as_str().to_owned(),
            worked: told.worked.to_vec(),
            did_not_work: told.did_not_work.to_vec(),
            line: told.line.as_str().to_owned(),
            again: told.again.as_str().to_owned(),
        },
        team_name: report.team_name,
        told: report.at,
        may: deeds([("edit", shown.may_edit), ("withdraw", shown.may_withdraw)]),
    }
}

/// What all reports say together: each team by its last one.
pub(super) fn tried(evidence: Evidence, all: &[Report]) -> wired::Tried {
    let last = last_of_each_team(all);
    let again = || last.iter().filter(|report| report.told.again.is_again());
    wired::Tried {
        teams: evidence.teams,
        again: evidence.again,
        schools: evidence.schools,
        level: evidence.level,
        interval: wired::Interval {
            low: evidence.interval.low,
            high: evidence.interval.high,
        },
        groups: counted(again().map(|report| report.told.group.as_str().to_owned())),
        fields: counted(
            again()
                .filter_map(|report| report.told.field)
                .map(StudyField::code),
        ),
        worked: counted(last.iter().flat_map(|report| report.told.worked.to_vec())),
        did_not_work: counted(
            last.iter()
                .flat_map(|report| report.told.did_not_work.to_vec()),
        ),
    }
}

/// How often each value stands, most often first.
fn counted(values: impl Iterator<Item = String>) -> Vec<wired::Count> {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let count = |(value, teams)| wired::Count { value, teams };
    let mut counts: Vec<wired::Count> = counts.into_iter().map(count).collect();
    counts.sort_by_key(|count| std::cmp::Reverse(count.teams));
    counts
}

impl Toolbox {
    /// What teams say about a card that was read already.
    pub(super) async fn tried_of(&self, card: &CardId) -> Result<wired::Tried, Problem> {
        let all = self
            .store
            .reports_about(card)
            .await
            .map_err(crate::ToolboxError::from)?;
        Ok(tried(Evidence::of(&all), &all))
    }
}
