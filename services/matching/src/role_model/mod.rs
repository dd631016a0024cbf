//! Role models: a short profile of their own, students who find one by the same engine, and students who invite one from
//! their own network by a link (`RM-1`).
//!
//! A request to a role model is a request like every other: an answer within 72 hours, places, blocks and certificates are
//! the store's. What is asked is one of three forms: a conversation, a guest hour, a day of shadowing.

mod guest_hour;
mod inviting;
mod secret;
mod short;

use std::collections::{HashMap, HashSet};

use contract::matching::{self as codes, AskRoleModel, OwnRoleModel, RoleModel, RoleModelList};
use contract::{Age, Caller};
use nouns::{PersonId, RequestId};

use self::short::offers;
use crate::asking::{refusal, relation_for};
use crate::pool::Found;
use crate::profile::Side;
use crate::request::State;
use crate::store::{AskRow, ProfileRow, ShortRow};
use crate::suggesting::{TOP, suggestion};
use crate::vocabulary::{FORMS, RELATIONS, ROLE_MODELS, ROUTES};
use crate::{Matching, MatchingError, rules};

pub use self::short::ShortProfile;

/// As bits of the relations.
pub(crate) fn role_models() -> u64 {
    RELATIONS.set(&ROLE_MODELS).unwrap_or_default()
}

impl Matching {
    /// The caller's own short profile, and who invited them.
    pub async fn own_role_model(&self, by: &Caller) -> Result<OwnRoleModel, MatchingError> {
        let person = by.person.as_str();
        let short = self
            .shorts([person.to_owned()].into())
            .await?
            .remove(person);
        let helps = self.helping(person).await?;
        let standing = self.store.standings_of(vec![person.to_owned()]).await?;
        let agrees = standing
            .first()
            .is_some_and(|one| one.found && one.contacted);
        let may = if rules::may_help(by) {
            vec!["write".to_owned(), "empty".to_owned()]
        } else {
            Vec::new()
        };
        Ok(OwnRoleModel {
            shown: agrees && short.is_some() && helps.as_ref().is_some_and(|row| row.active),
            routes: helps
                .as_ref()
                .map(|row| row.known_routes.clone())
                .unwrap_or_default(),
            helps: helps.is_some(),
            profile: short.as_ref().map(ShortProfile::told),
            invited: self.invited_and_waiting(by).await?,
            may,
        })
    }

    /// Keeps the caller's short profile; who invited them and waited for it is asked for.
    ///
    /// # Errors
    /// A conflict for who has no helping profile that chose `rolmodel` or `meelopen`.
    pub async fn save_role_model(
        &self,
        by: &Caller,
        short: &ShortProfile,
    ) -> Result<OwnRoleModel, MatchingError> {
        if !rules::may_help(by) {
            return Err(MatchingError::NotAllowed(codes::ROLE_MODEL_NOT_ALLOWED));
        }
        if self.helping(by.person.as_str()).await?.is_none() {
            return Err(MatchingError::Conflict(codes::ROLE_MODEL_NO_PROFILE));
        }
        self.keep_short(&by.person, short).await?;
        self.take_up_invitations().await?;
        self.own_role_model(by).await
    }

    /// Empties the caller's short profile; requests stay.
    pub async fn drop_role_model(&self, by: &Caller) -> Result<(), MatchingError> {
        Ok(self.store.drop_short(by.person.as_str()).await?)
    }

    /// At most ten role models for the caller, best first, by the same engine as [`Self::suggest`]; whichever relations the
    /// caller chose, here they look for a role model.
    ///
    /// # Errors
    /// A conflict when the caller has no profile that seeks, or takes a break.
    pub async fn role_models(&self, by: &Caller) -> Result<RoleModelList, MatchingError> {
        self.refresh(by).await?;
        self.pool.may_choose(&by.person)?;
        let running = self.pool.running_of(&by.person);
        let is_match = |state: &str| State::parse(state).is_some_and(State::is_match);
        let (matched, asked): (Vec<_>, Vec<_>) =
            running.iter().partition(|one| is_match(&one.state));
        let matched: HashSet<&str> = matched.iter().map(|one| one.buddy.as_str()).collect();
        let asked: HashMap<&str, &str> = asked
            .iter()
            .map(|one| (one.buddy.as_str(), one.state.as_str()))
            .collect();
        let today = self.clock.now().date_naive();
        let best = self
            .pool
            .best_among(&by.person, &matched, today, TOP, Some(role_models()))?;
        let people = best.found.iter().map(|found| found.buddy.clone()).collect();
        let mut shorts = self.shorts(people).await?;
        let people = best.found.into_iter().map(|found| {
            let state = asked.get(found.buddy.as_str()).copied();
            let short = shorts.remove(&found.buddy);
            role_model(&best.seeker, found, short.as_ref(), state)
        });
        Ok(RoleModelList {
            people: people.collect(),
        })
    }

    /// Asks a role model for something that they offer.
    ///
    /// # Errors
    /// As [`Self::ask`]; a refused field for a form that this person does not offer.
    pub async fn ask_role_model(
        &self,
        by: &Caller,
        ask: &AskRoleModel,
    ) -> Result<RequestId, MatchingError> {
        let unknown = || MatchingError::field("person", codes::BUDDY_UNKNOWN);
        let buddy = PersonId::parse(&ask.person).map_err(|_| unknown())?;
        self.refresh(by).await?;
        self.pool.may_choose(&by.person)?;
        let now = self.clock.now();
        let among = Some(role_models());
        let pair = self
            .pool
            .pair_among(&by.person, &buddy, now.date_naive(), among)?;
        let short = self.shorts(vec![ask.person.clone()]).await?;
        let offered = offers(short.get(&ask.person), pair.relations);
        let form = FORMS.keys_of(offered).find(|form| *form == ask.form);
        let form = form.ok_or_else(|| MatchingError::field("form", codes::FORM_UNKNOWN))?;
        let wanted = if form == "meelopen" {
            ROLE_MODELS[1]
        } else {
            ROLE_MODELS[0]
        };
        let relation = relation_for(pair.relations, wanted)?;
        let id = RequestId::fresh();
        let row = AskRow {
            id: id.as_str(),
            student: by.person.as_str(),
            buddy: buddy.as_str(),
            student_name: &by.name,
            buddy_name: &pair.buddy_name,
            minor: by.age == Age::Minor,
            relation,
            form: Some(form),
            programme: pair.programme,
            rank: None,
            only_suggested: false,
            region: by.region,
            class: None,
        };
        self.store.ask(row, now).await.map_err(refusal)?;
        Ok(id)
    }

    /// Keeps somebody's short profile, for whom another vouches: the demo town.
    pub async fn keep_short(
        &self,
        person: &PersonId,
        short: &ShortProfile,
    ) -> Result<(), MatchingError> {
        let told = short.told();
        let row = ShortRow {
            person: person.as_str().to_owned(),
            trade: told.trade,
            chance: told.chance,
            example: told.example,
            offers: told.offers,
        };
        Ok(self.store.save_short(row, self.clock.now()).await?)
    }

    /// The helping profile of a role model.
    async fn helping(&self, person: &str) -> Result<Option<ProfileRow>, MatchingError> {
        let rows = self.store.profiles_of(person).await?;
        Ok(rows.into_iter().find(|row| {
            let is_role = |key: &String| ROLE_MODELS.contains(&key.as_str());
            row.side == Side::Helps.as_str() && row.relations.iter().any(is_role)
        }))
    }

    /// The short profiles of some people, by person.
    async fn shorts(
        &self,
        people: Vec<String>,
    ) -> Result<HashMap<String, ShortProfile>, MatchingError> {
        let rows = self.store.shorts_of(people).await?;
        let read = rows.into_iter().filter_map(|row| {
            let told = codes::ShortProfile {
                trade: row.trade,
                chance: row.chance,
                example: row.example,
                offers: row.offers,
            };
            // What the filter has learnt to see since is not shown any more.
            Some((row.person, ShortProfile::parse(&told).ok()?))
        });
        Ok(read.collect())
    }
}

fn role_model(
    seeker: &crate::profile::Profile,
    found: Found,
    short: Option<&ShortProfile>,
    asked: Option<&str>,
) -> RoleModel {
    let keys = |list: &'static crate::vocabulary::List, bits: u64| {
        list.keys_of(bits).map(str::to_owned).collect::<Vec<_>>()
    };
    RoleModel {
        profile: short.map(ShortProfile::told),
        routes: keys(&ROUTES, found.profile.known_routes),
        offers: keys(&FORMS, offers(short, found.profile.relations)),
        suggestion: suggestion(seeker, found, asked),
    }
}

#[cfg(test)]
mod tests;
