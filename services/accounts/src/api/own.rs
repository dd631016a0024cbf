//! What a person does about consent, roles, safety and their own data.

use std::sync::Arc;

use chrono::NaiveDate;
use contract::consent::{ConsentDeed, Consents, PURPOSE_UNKNOWN, Progress, SetConsent};
use contract::my_data::{AboutMe, Erase, Erasure, NOT_SURE};
use contract::rights::{self, GivenRole, MayGive, RoleDeed, RoleWish, Roles};
use contract::safety::{
    self, Blocked, Blocks, CloseReport, Look, Looks, NewReport, Report, Reports, SetBlock,
};
use contract::{Caller, Scope, consent};
use nouns::{PersonId, Region, Role, SchoolId};
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, OpenApi};
use wire::{Problem, SignedIn};

use crate::consent::Consent;
use crate::person::RoleHeld;
use crate::roles::{Deed, Given, RolesOf};
use crate::safety as facts;
use crate::store::written;
use crate::{Accounts, AccountsError, Purpose, rules};

/// As matching has them: ids of programmes are ours and short.
const LONGEST_PROGRAMME: usize = 100;

pub(super) struct Own {
    pub(super) accounts: Arc<Accounts>,
}

#[derive(ApiResponse)]
enum Reported {
    #[oai(status = 201)]
    Report(Json<Report>),
}

#[derive(ApiResponse)]
enum Done {
    #[oai(status = 204)]
    Done,
}

#[OpenApi]
impl Own {
    /// What I consent to, and everything I said about it.
    #[oai(path = "/consents", method = "get")]
    async fn consents(&self, SignedIn(by): SignedIn) -> poem::Result<Json<Consents>> {
        let (now, history) = self.accounts.consents(&by).await?;
        let deed = |deed: crate::consent::ConsentDeed| ConsentDeed {
            purpose: deed.purpose.as_str().to_owned(),
            given: deed.given,
            at: deed.at,
            words: deed.words,
        };
        Ok(Json(Consents {
            now: Purpose::ALL
                .into_iter()
                .map(|one| shown(one, &now))
                .collect(),
            history: history.into_iter().map(deed).collect(),
        }))
    }

    /// Gives or withdraws one consent. The answer says whether it holds everywhere yet.
    #[oai(path = "/consents", method = "post")]
    async fn set_consent(
        &self,
        SignedIn(by): SignedIn,
        Json(set): Json<SetConsent>,
    ) -> poem::Result<Json<Progress>> {
        let purpose = Purpose::parse(&set.purpose)
            .ok_or_else(|| Problem::field("purpose", PURPOSE_UNKNOWN))?;
        let progress = self.accounts.set_consent(&by, purpose, set.given).await?;
        Ok(Json(progress))
    }

    /// Whether every service has a change of mine.
    #[oai(path = "/progress/:position", method = "get")]
    async fn progress(
        &self,
        _by: SignedIn,
        Path(position): Path<u64>,
    ) -> poem::Result<Json<Progress>> {
        Ok(Json(self.accounts.progress(position).await?))
    }

    /// Everything that this service holds about me.
    #[oai(path = "/about-me", method = "get")]
    async fn about_me(&self, SignedIn(by): SignedIn) -> poem::Result<Json<AboutMe>> {
        Ok(Json(self.accounts.about_me(&by).await?))
    }

    /// Erases me, here and in every other service. There is no way back.
    #[oai(path = "/erasure", method = "post")]
    async fn erase(
        &self,
        SignedIn(by): SignedIn,
        Json(erase): Json<Erase>,
    ) -> poem::Result<Json<Erasure>> {
        if !rules::may_go(&by) {
            return Err(AccountsError::InPersonOnly.into());
        }
        if !erase.sure {
            return Err(Problem::field("sure", NOT_SURE).into());
        }
        Ok(Json(self.accounts.erase(&by).await?))
    }

    /// How far an erasure is. The receipt names nobody, so nobody has to sign in.
    #[oai(path = "/erasures/:receipt", method = "get")]
    async fn erasure(&self, Path(receipt): Path<String>) -> poem::Result<Json<Erasure>> {
        Ok(Json(self.accounts.erasure(&receipt).await?))
    }

    /// My roles, those that I gave, and those that I may give.
    #[oai(path = "/roles", method = "get")]
    async fn roles(&self, SignedIn(by): SignedIn) -> poem::Result<Json<Roles>> {
        let roles = self.accounts.roles(&by).await?;
        Ok(Json(shown_roles(&by, roles)))
    }

    /// Gives somebody a role.
    #[oai(path = "/roles", method = "post")]
    async fn give_role(
        &self,
        SignedIn(by): SignedIn,
        Json(wish): Json<RoleWish>,
    ) -> poem::Result<Json<Roles>> {
        let (role, scope) = read_role(&wish)?;
        let until = wish
            .until
            .as_deref()
            .map(str::trim)
            .filter(|day| !day.is_empty());
        let until = until
            .map(str::parse::<NaiveDate>)
            .transpose()
            .map_err(|_| Problem::field("until", rights::ROLE_UNTIL))?;
        // Who may give nothing does not learn who is here.
        if !rules::may_give_some(&by) {
            return Err(AccountsError::RoleNotYours.into());
        }
        let to = self.accounts.named(&wish.person).await?;
        self.accounts
            .give_role(&by, &to, role, &scope, until)
            .await?;
        let roles = self.accounts.roles(&by).await?;
        Ok(Json(shown_roles(&by, roles)))
    }

    /// Ends a role that I may give, or lays down one of mine.
    #[oai(path = "/roles/end", method = "post")]
    async fn end_role(
        &self,
        SignedIn(by): SignedIn,
        Json(wish): Json<RoleWish>,
    ) -> poem::Result<Done> {
        let (role, scope) = read_role(&wish)?;
        let is_own = wish.person == by.person.as_str();
        if !is_own && !rules::may_give_some(&by) {
            return Err(AccountsError::RoleNotYours.into());
        }
        let of = self.accounts.named(&wish.person).await?;
        self.accounts.end_role(&by, &of, role, &scope).await?;
        Ok(Done::Done)
    }

    /// Whom I do not want to see.
    #[oai(path = "/blocks", method = "get")]
    async fn blocks(&self, SignedIn(by): SignedIn) -> poem::Result<Json<Blocks>> {
        let blocks = self.accounts.blocks(&by).await?;
        let blocked = |one: facts::Blocked| Blocked {
            person: one.person,
            name: one.name,
            since: one.since,
        };
        Ok(Json(Blocks {
            blocks: blocks.into_iter().map(blocked).collect(),
        }))
    }

    /// Blocks somebody, or takes it back. The other cannot tell.
    #[oai(path = "/blocks", method = "post")]
    async fn set_block(
        &self,
        SignedIn(by): SignedIn,
        Json(set): Json<SetBlock>,
    ) -> poem::Result<Json<Progress>> {
        let whom = PersonId::parse(&set.person).map_err(|_| AccountsError::BlockWho)?;
        let progress = self.accounts.set_block(&by, &whom, set.blocked).await?;
        Ok(Json(progress))
    }

    /// Reports something that shows a person or their words.
    #[oai(path = "/reports", method = "post")]
    async fn report(
        &self,
        SignedIn(by): SignedIn,
        Json(new): Json<NewReport>,
    ) -> poem::Result<Reported> {
        let report = self.accounts.report(&by, &read_report(new)?).await?;
        Ok(Reported::Report(Json(shown_report(&by, report, true))))
    }

    /// My reports; and for a moderator those that are open where they moderate.
    #[oai(path = "/reports", method = "get")]
    async fn reports(&self, SignedIn(by): SignedIn) -> poem::Result<Json<Reports>> {
        let mine = self.accounts.my_reports(&by).await?;
        let open = self.accounts.open_reports(&by).await?;
        Ok(Json(Reports {
            mine: mine
                .into_iter()
                .map(|report| shown_report(&by, report, true))
                .collect(),
            open: open
                .into_iter()
                .map(|report| shown_report(&by, report, false))
                .collect(),
            moderates: rules::may_moderate(&by),
        }))
    }

    /// Opens a report. When a moderator does, the person concerned can see that.
    #[oai(path = "/reports/:id", method = "get")]
    async fn open_report(
        &self,
        SignedIn(by): SignedIn,
        Path(id): Path<String>,
    ) -> poem::Result<Json<Report>> {
        let report = self.accounts.open_report(&by, &id).await?;
        Ok(Json(shown_report(&by, report, true)))
    }

    /// Closes a report with what was done.
    #[oai(path = "/reports/:id/close", method = "post")]
    async fn close_report(
        &self,
        SignedIn(by): SignedIn,
        Path(id): Path<String>,
        Json(close): Json<CloseReport>,
    ) -> poem::Result<Done> {
        let outcome = one_of(&safety::OUTCOMES, &close.outcome)
            .ok_or_else(|| Problem::field("outcome", safety::REPORT_OUTCOME))?;
        self.accounts.close_report(&by, &id, outcome).await?;
        Ok(Done::Done)
    }

    /// Who looked at what was reported of me.
    #[oai(path = "/looks", method = "get")]
    async fn looks(&self, SignedIn(by): SignedIn) -> poem::Result<Json<Looks>> {
        let looks = self.accounts.looks(&by).await?;
        let look = |look: facts::Look| Look {
            role: look.role,
            kind: look.kind,
            at: look.at,
        };
        Ok(Json(Looks {
            looks: looks.into_iter().map(look).collect(),
        }))
    }
}

fn shown(purpose: Purpose, now: &[Consent]) -> consent::Consent {
    let own = now.iter().find(|one| one.purpose == purpose);
    consent::Consent {
        purpose: purpose.as_str().to_owned(),
        given: own.is_some_and(|own| own.given),
        since: own.map(|own| own.since),
    }
}

fn one_of(list: &[&'static str], text: &str) -> Option<&'static str> {
    list.iter().copied().find(|one| *one == text)
}

fn read_role(wish: &RoleWish) -> Result<(Role, Scope), Problem> {
    let role = wish
        .role
        .parse()
        .map_err(|_| Problem::field("role", rights::ROLE_UNKNOWN))?;
    let place = || Problem::field("scope", rights::ROLE_PLACE);
    let which = wish.which.as_deref().map(str::trim).unwrap_or_default();
    let scope = match wish.scope.as_str() {
        "everywhere" => Scope::Everywhere,
        "region" => Scope::Region(Region::parse(which).map_err(|_| place())?),
        "school" => Scope::School(SchoolId::parse(which).map_err(|_| place())?),
        "programme" if (1..=LONGEST_PROGRAMME).contains(&which.chars().count()) => {
            Scope::Programme(which.to_owned())
        }
        _ => return Err(place()),
    };
    Ok((role, scope))
}

fn read_report(new: NewReport) -> Result<facts::NewReport, Problem> {
    let kind = one_of(&safety::KINDS, &new.kind)
        .ok_or_else(|| Problem::field("kind", safety::REPORT_WHAT))?;
    let reason = one_of(&safety::REASONS, &new.reason)
        .ok_or_else(|| Problem::field("reason", safety::REPORT_WHY))?;
    let about = new
        .about
        .as_deref()
        .filter(|about| !about.is_empty())
        .map(PersonId::parse)
        .transpose()
        .map_err(|_| Problem::field("about", safety::REPORT_WHAT))?;
    Ok(facts::NewReport {
        kind,
        thing: new.thing,
        about,
        reason,
        words: new.words,
    })
}

/// `whole`: with the reporter's own words.
fn shown_report(by: &Caller, report: facts::Report, whole: bool) -> Report {
    let mut may = Vec::new();
    if rules::may_look_at(by, &report) {
        may.extend(report.is_open.then(|| "close".to_owned()));
        // Whom it is about, and whether they may be, is asked when it is done.
        let suspends = report.about.is_some() && rules::suspends_as(by).is_some();
        may.extend(suspends.then(|| "suspend".to_owned()));
    }
    Report {
        id: report.id,
        kind: report.kind,
        thing: report.thing,
        reason: report.reason,
        words: whole.then_some(report.words),
        made: report.made,
        state: if report.is_open { "open" } else { "closed" }.to_owned(),
        owner: report.is_open.then(|| rules::MODERATES.as_str().to_owned()),
        step: report.is_open.then(|| facts::STEP.to_owned()),
        due: report.is_open.then_some(report.due),
        outcome: report.outcome,
        may,
    }
}

fn shown_roles(by: &Caller, roles: RolesOf) -> Roles {
    let given = |given: &Given| GivenRole {
        person: given.person.as_str().to_owned(),
        name: given.name.clone(),
        role: (&given.role).into(),
    };
    Roles {
        mine: roles.mine.iter().map(<&RoleHeld>::into).collect(),
        given: roles.given.iter().map(given).collect(),
        may_give: rules::may_give_what(by)
            .into_iter()
            .map(|(role, scope)| {
                let (scope, which) = written(scope);
                MayGive {
                    role: role.as_str().to_owned(),
                    scope: scope.to_owned(),
                    which,
                }
            })
            .collect(),
        history: roles
            .history
            .into_iter()
            .map(|one| {
                let (scope, which) = written(one.scope);
                RoleDeed {
                    role: one.role.as_str().to_owned(),
                    scope: scope.to_owned(),
                    which,
                    deed: match one.deed {
                        Deed::Given => "given",
                        Deed::GivenByCommand => "given-by-command",
                        Deed::Ended => "ended",
                    }
                    .to_owned(),
                    at: one.at,
                }
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_programme_has_a_short_name() {
        let wish = |which: String| RoleWish {
            person: "noor".to_owned(),
            role: "maatje".to_owned(),
            scope: "programme".to_owned(),
            which: Some(which),
            ..RoleWish::default()
        };
        assert!(read_role(&wish("p".repeat(LONGEST_PROGRAMME))).is_ok());
        for wrong in [String::new(), "p".repeat(LONGEST_PROGRAMME + 1)] {
            assert!(matches!(read_role(&wish(wrong)), Err(Problem::Refused(_))));
        }
    }
}
