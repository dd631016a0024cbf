//! Telling how it went, changing that, and showing what all teams say.

use ::store::StoreError;
use chrono::{NaiveDate, TimeDelta};
use contract::Caller;
use nouns::{CardId, TeamId};

use super::evidence::Evidence;
use super::{MOST_SHOWN, Report, ReportId, Told};
use crate::card::Card;
use crate::{Toolbox, ToolboxError, rules, teams};

/// What is shown of the reports about a card.
#[derive(Debug, Clone)]
pub struct Shown {
    pub card: Card,
    /// Of all reports, not only those that are shown.
    pub evidence: Evidence,
    /// All of them, for what is counted beside the evidence.
    pub all: Vec<Report>,
    /// The last ones, newest first.
    pub reports: Vec<ShownReport>,
    pub may_report: bool,
}

/// A report and what the reader may do with it.
#[derive(Debug, Clone)]
pub struct ShownReport {
    pub report: Report,
    pub card_title: String,
    pub may_edit: bool,
    pub may_withdraw: bool,
}

impl Toolbox {
    /// Today, where it is latest in the Netherlands: two hours before UTC at most.
    pub(crate) fn today(&self) -> NaiveDate {
        (self.clock.now() + TimeDelta::hours(2)).date_naive()
    }

    /// Tells how a card went, on behalf of a team of the caller.
    pub async fn report(
        &self,
        by: &Caller,
        card: &CardId,
        team: &TeamId,
        (day, told): (NaiveDate, Told),
    ) -> Result<Report, ToolboxError> {
        let card = self.card(Some(by), card).await?;
        if !card.is_published() {
            return Err(ToolboxError::AlreadyWithdrawn);
        }
        let team = self.team_that_tells(by, team).await?;
        let report = Report {
            card: card.id,
            team: team.id.clone(),
            team_name: team.name().to_owned(),
            day,
            school: by.school.clone(),
            told,
            at: self.clock.now(),
        };
        match self.store.add_report(&report).await {
            Err(StoreError::AlreadyExists) => Err(ToolboxError::AlreadyTold),
            answer => Ok(answer.map(|()| report)?),
        }
    }

    /// Changes a report of a team of the caller.
    pub async fn change_report(
        &self,
        by: &Caller,
        card: &CardId,
        id: &ReportId,
        told: Told,
    ) -> Result<Report, ToolboxError> {
        let card = self.card(Some(by), card).await?;
        self.team_that_tells(by, &id.team).await?;
        let report = self.store.report(&card.id, id).await?;
        let report = report.ok_or(ToolboxError::NotFound(card.id))?;
        let report = Report { told, ..report };
        self.store.change_report(&report).await?;
        Ok(report)
    }

    /// Takes a report away: a member of its team does, and whoever moderates the card.
    pub async fn withdraw_report(
        &self,
        by: &Caller,
        card: &CardId,
        id: &ReportId,
    ) -> Result<(), ToolboxError> {
        let card = self.card(Some(by), card).await?;
        if !rules::moderates(by, &card) {
            self.team_that_tells(by, &id.team).await?;
        }
        Ok(self.store.remove_report(&card.id, id).await?)
    }

    /// What teams say about a card, for whoever reads the card.
    pub async fn reports(
        &self,
        caller: Option<&Caller>,
        card: &CardId,
    ) -> Result<Shown, ToolboxError> {
        let card = self.card(caller, card).await?;
        let mine = self.teams_of(caller).await?;
        let all = self.store.reports_about(&card.id).await?;
        let shown = all.iter().take(MOST_SHOWN).cloned();
        Ok(Shown {
            evidence: Evidence::of(&all),
            reports: shown
                .map(|report| shown_to(caller, &mine, &card, report))
                .collect(),
            may_report: card.is_published() && !mine.is_empty(),
            card,
            all,
        })
    }

    /// One report about a card, for whoever reads the card.
    pub async fn one_report(
        &self,
        caller: Option<&Caller>,
        card: &CardId,
        id: &ReportId,
    ) -> Result<ShownReport, ToolboxError> {
        let card = self.card(caller, card).await?;
        let report = self.store.report(&card.id, id).await?;
        let report = report.ok_or_else(|| ToolboxError::NotFound(card.id.clone()))?;
        let mine = self.teams_of(caller).await?;
        Ok(shown_to(caller, &mine, &card, report))
    }

    /// What a team tried, of the cards that the caller reads, newest first.
    pub async fn reports_of_team(
        &self,
        caller: Option<&Caller>,
        team: &TeamId,
    ) -> Result<Vec<ShownReport>, ToolboxError> {
        let team = self.team(team).await?;
        let mine = self.teams_of(caller).await?;
        let reports = self.store.reports_by(&team.id).await?;
        let mut ids: Vec<CardId> = reports.iter().map(|report| report.card.clone()).collect();
        ids.sort();
        ids.dedup();
        let cards = self.store.cards(&ids).await?;
        let shown = reports.into_iter().filter_map(|report| {
            let card = cards.iter().find(|card| card.id == report.card)?;
            rules::may_read(caller, card).then(|| shown_to(caller, &mine, card, report))
        });
        Ok(shown.collect())
    }

    /// An open team of the caller; whether it exists is no secret, and neither that it is not theirs.
    async fn team_that_tells(
        &self,
        by: &Caller,
        team: &TeamId,
    ) -> Result<teams::Team, ToolboxError> {
        match self.own_team(by, team).await {
            Err(ToolboxError::NoTeam(_)) => Err(ToolboxError::NotInTeam),
            team => team,
        }
    }
}

fn shown_to(
    caller: Option<&Caller>,
    teams_of_caller: &[TeamId],
    card: &Card,
    report: Report,
) -> ShownReport {
    let is_ours = teams_of_caller.contains(&report.team);
    ShownReport {
        may_edit: is_ours,
        may_withdraw: is_ours || caller.is_some_and(|caller| rules::moderates(caller, card)),
        card_title: card.content().title.as_str().to_owned(),
        report,
    }
}
