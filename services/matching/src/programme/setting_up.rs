//! Setting up and changing a programme, and who takes part in it.

use chrono::NaiveDate;
use contract::Caller;
use contract::matching::{self as codes, NewProgramme, ProgrammeList};
use nouns::RequestId;
use ring::rand::{SecureRandom, SystemRandom};

use super::strengths::Strengths;
use super::{Audience, Programme, refusal, rules};
use crate::profile::{Profile, Side};
use crate::store::{ProfileRow, ProgrammeRow};
use crate::{Matching, MatchingError};

/// Bytes of a lottery's seed.
const SEED: usize = 16;

impl Matching {
    /// Sets up a programme and draws the seed of its lottery.
    ///
    /// # Errors
    /// Every field at fault; not allowed outside the caller's region or school.
    pub async fn set_up_programme(
        &self,
        by: &Caller,
        new: &NewProgramme,
    ) -> Result<codes::Programme, MatchingError> {
        let programme = read_for(by, new)?;
        let id = RequestId::fresh().to_string();
        self.add_programme(&id, &programme).await?;
        self.programme(by, &id).await
    }

    pub(crate) async fn add_programme(
        &self,
        id: &str,
        programme: &Programme,
    ) -> Result<(), MatchingError> {
        let strengths = Strengths::default().stored();
        let seed = drawn_seed()?;
        let adding = self.store.add_programme(
            id,
            programme.content(),
            &seed,
            strengths,
            programme.is_over_at(),
            self.clock.now(),
        );
        adding.await.map_err(|error| match error {
            ::store::StoreError::Thrown(why) if why == "too-many" => {
                MatchingError::Conflict(codes::PROGRAMME_TOO_MANY)
            }
            other => refusal(other),
        })
    }

    /// Changes a programme; drafts of before are no longer of now.
    ///
    /// # Errors
    /// Every field at fault; a conflict when it is over.
    pub async fn change_programme(
        &self,
        by: &Caller,
        id: &str,
        new: &NewProgramme,
    ) -> Result<codes::Programme, MatchingError> {
        let (_, before) = self.programme_run_by(by, id).await?;
        let programme = Programme::parse(new).map_err(MatchingError::Refused)?;
        if !rules::may_move(by, &before.audience, &programme.audience) {
            return Err(MatchingError::NotAllowed(codes::PROGRAMME_NOT_YOURS));
        }
        let over = programme.is_over_at();
        let changing = self.store.change_programme(id, programme.content(), over);
        changing.await.map_err(refusal)?;
        self.programme(by, id).await
    }

    /// The programmes that the caller runs, takes part in or may join.
    pub async fn programmes(&self, by: &Caller) -> Result<ProgrammeList, MatchingError> {
        let own = self.own_sides(by).await?;
        let today = self.clock.now().date_naive();
        let rows = self.store.programmes().await?;
        let seen = rows.iter().filter_map(|row| seen(by, row, &own, today));
        Ok(ProgrammeList {
            programmes: seen.collect(),
            may: places(by),
        })
    }

    /// One programme, for who runs it, takes part or may join.
    ///
    /// # Errors
    /// Not found for anybody else.
    pub async fn programme(
        &self,
        by: &Caller,
        id: &str,
    ) -> Result<codes::Programme, MatchingError> {
        let row = self.store.programme(id).await?;
        let row = row.ok_or(MatchingError::NotFound)?;
        let own = self.own_sides(by).await?;
        let today = self.clock.now().date_naive();
        seen(by, &row, &own, today).ok_or(MatchingError::NotFound)
    }

    /// The programme, for who runs it.
    pub(crate) async fn programme_run_by(
        &self,
        by: &Caller,
        id: &str,
    ) -> Result<(ProgrammeRow, Programme), MatchingError> {
        let (row, programme) = self.known_programme(id).await?;
        if rules::may_run(by, id, &programme.audience) {
            Ok((row, programme))
        } else {
            Err(MatchingError::NotAllowed(codes::PROGRAMME_NOT_YOURS))
        }
    }

    pub(crate) async fn known_programme(
        &self,
        id: &str,
    ) -> Result<(ProgrammeRow, Programme), MatchingError> {
        let row = self.store.programme(id).await?;
        let row = row.ok_or(MatchingError::NotFound)?;
        let programme = Programme::of(&row).ok_or(MatchingError::NotFound)?;
        Ok((row, programme))
    }

    /// Who is in a programme stays in it; who joins one joins one that is open to them.
    pub(crate) async fn check_programme(
        &self,
        by: &Caller,
        profile: &Profile,
        before: &[ProfileRow],
    ) -> Result<(), MatchingError> {
        let Some(id) = profile.programme.as_deref() else {
            return Ok(());
        };
        let side = profile.side.as_str();
        let mut own = before.iter().filter(|row| row.side == side);
        if own.any(|row| row.programme.as_deref() == Some(id)) {
            return Ok(());
        }
        let today = self.clock.now().date_naive();
        let refused = || MatchingError::field("programme", codes::PROGRAMME_NOT_OPEN);
        match self.known_programme(id).await {
            Ok((row, programme)) => {
                let joins = !row.over && rules::may_join(by, profile, &programme, today);
                joins.then_some(()).ok_or_else(refused)
            }
            Err(MatchingError::NotFound) => Err(refused()),
            Err(error) => Err(error),
        }
    }

    async fn own_sides(&self, by: &Caller) -> Result<Vec<Profile>, MatchingError> {
        let rows = self.store.profiles_of(by.person.as_str()).await?;
        let parsed = rows.iter().map(|row| Profile::parse(&row.choices()));
        Ok(parsed.filter_map(Result::ok).collect())
    }
}

/// What a coordinator filled in, where they may set up programmes.
fn read_for(by: &Caller, new: &NewProgramme) -> Result<Programme, MatchingError> {
    // Who sets up nothing at all hears that first.
    if places(by).is_empty() {
        return Err(MatchingError::NotAllowed(codes::PROGRAMME_NOT_YOURS));
    }
    let programme = Programme::parse(new).map_err(MatchingError::Refused)?;
    if !rules::may_set_up(by, &programme.audience) {
        return Err(MatchingError::NotAllowed(codes::PROGRAMME_NOT_YOURS));
    }
    Ok(programme)
}

/// Where somebody may set up a programme.
fn places(by: &Caller) -> Vec<String> {
    let region =
        nouns::Region::all().any(|region| rules::may_set_up(by, &Audience::Region(region)));
    let schools = by.roles.iter().filter_map(|grant| match &grant.scope {
        contract::Scope::School(school) => Some(school),
        _ => by.school.as_ref(),
    });
    let school = schools
        .cloned()
        .any(|school| rules::may_set_up(by, &Audience::School(school)));
    let country = rules::may_set_up(by, &Audience::Country);
    [("country", country), ("region", region), ("school", school)]
        .into_iter()
        .filter(|(_, may)| *may)
        .map(|(place, _)| place.to_owned())
        .collect()
}

/// A programme as the caller sees it, if they do.
fn seen(
    by: &Caller,
    row: &ProgrammeRow,
    own: &[Profile],
    today: NaiveDate,
) -> Option<codes::Programme> {
    let programme = Programme::of(row)?;
    let is_mine = |profile: &&Profile| profile.programme.as_deref() == Some(row.key.as_str());
    let side = |profile: &Profile| profile.side.as_str().to_owned();
    let mine: Vec<String> = own.iter().filter(is_mine).map(side).collect();
    let joins = own.iter().filter(|profile| {
        !is_mine(profile) && !row.over && rules::may_join(by, profile, &programme, today)
    });
    let mut may: Vec<String> = joins.map(side).collect();
    // Who has not filled in a side yet may begin with it.
    may.extend([Side::Seeks, Side::Helps].into_iter().filter_map(|side| {
        let is_new = own.iter().all(|profile| profile.side != side);
        let begins = is_new
            && !row.over
            && crate::rules::may_fill_in(by, side)
            && rules::is_open(&programme, today)
            && rules::is_for(by, None, &programme.audience);
        begins.then(|| side.as_str().to_owned())
    }));
    if rules::may_run(by, &row.key, &programme.audience) {
        may.insert(0, "run".to_owned());
    }
    (!mine.is_empty() || !may.is_empty()).then(|| told(row, &programme, mine, may))
}

/// A programme as it goes over the wire.
pub(super) fn told(
    row: &ProgrammeRow,
    programme: &Programme,
    mine: Vec<String>,
    may: Vec<String>,
) -> codes::Programme {
    let content = &row.content;
    codes::Programme {
        id: row.key.clone(),
        name: content.name.clone(),
        relation: content.relation.clone(),
        audience: content.audience.clone(),
        place: content.place.clone(),
        study_field: content.study_field.clone(),
        route: content.route.clone(),
        opens: programme.opens,
        asked_until: programme.asked_until,
        matches_on: programme.matches_on,
        ends: programme.ends,
        mode: content.mode.clone(),
        places: programme.places,
        policy: u32::try_from(row.policy).unwrap_or_default(),
        seed: row.seed.clone(),
        over: row.over,
        mine,
        may,
    }
}

fn drawn_seed() -> Result<String, MatchingError> {
    let mut seed = [0u8; SEED];
    SystemRandom::new()
        .fill(&mut seed)
        .map_err(|_| MatchingError::Sealing(crate::vault::VaultError::Random))?;
    Ok(seed.iter().map(|byte| format!("{byte:02x}")).collect())
}
