//! Deeds about oneself: profile, break, block; and what a coordinator has seen.

use chrono::{NaiveDate, TimeDelta};
use contract::matching::{self as codes, CertificateList, OwnProfiles};
use contract::my_data::{AboutMe, Stays};
use contract::{Age, Caller};
use nouns::{PersonId, Region};

use crate::profile::{Profile, Side};
use crate::store::{PlaceRow, ProfileRow};
use crate::{Matching, MatchingError, rules};

/// Helpers told in one list.
const MOST_HELPERS: usize = 100;
/// Nobody trusts a certificate for longer: a day further away is a typing mistake.
const LONGEST_CERTIFICATE: TimeDelta = TimeDelta::days(5 * 366);

impl Matching {
    /// Both sides of the caller's profile, and which they may fill in.
    pub async fn own_profiles(&self, by: &Caller) -> Result<OwnProfiles, MatchingError> {
        let person = by.person.as_str();
        let rows = self.store.profiles_of(person).await?;
        let vog = self.store.vog_of(person).await?;
        let place = self.store.place_of(person).await?;
        let side = |side: Side| {
            rows.iter()
                .find(|row| row.side == side.as_str())
                .map(|row| own_profile(row, vog, place.as_ref()))
        };
        let may = [("seek", Side::Seeks), ("help", Side::Helps)]
            .into_iter()
            .filter(|(_, side)| rules::may_fill_in(by, *side))
            .map(|(deed, _)| deed)
            .chain(rules::may_ask_guest_hour(by).then_some("ask-hour"))
            .map(str::to_owned)
            .collect();
        Ok(OwnProfiles {
            seeks: side(Side::Seeks),
            helps: side(Side::Helps),
            may,
        })
    }

    /// Keeps one side of the caller's profile. A break stays a break.
    pub async fn save_profile(
        &self,
        by: &Caller,
        profile: &Profile,
    ) -> Result<OwnProfiles, MatchingError> {
        if !rules::may_fill_in(by, profile.side) {
            return Err(MatchingError::NotAllowed(match (profile.side, by.age) {
                (Side::Helps, Age::Minor) => codes::HELP_FROM_EIGHTEEN,
                _ => codes::PROFILE_NOT_ALLOWED,
            }));
        }
        let before = self.store.profiles_of(by.person.as_str()).await?;
        self.check_programme(by, profile, &before).await?;
        let paused = before
            .iter()
            .any(|row| row.side == profile.side.as_str() && !row.active);
        let owner = crate::store::Owner {
            person: by.person.as_str(),
            name: &by.name,
            minor: by.age == Age::Minor,
            active: !paused,
        };
        let row = ProfileRow::of(&owner, profile.choices(), self.clock.now());
        self.store.save_profile(row).await?;
        self.own_profiles(by).await
    }

    /// Starts or ends a break of one side: nobody sees the person, or is shown to them.
    pub async fn pause(
        &self,
        by: &Caller,
        side: Side,
        paused: bool,
    ) -> Result<OwnProfiles, MatchingError> {
        let rows = self.store.profiles_of(by.person.as_str()).await?;
        if !rows.iter().any(|row| row.side == side.as_str()) {
            return Err(MatchingError::Conflict(codes::PROFILE_MISSING));
        }
        self.store
            .set_active(side.as_str(), by.person.as_str(), !paused)
            .await?;
        self.own_profiles(by).await
    }

    /// The helpers for whom the caller may record a certificate, by a part of their name.
    ///
    /// # Errors
    /// Not allowed for who coordinates no region.
    pub async fn certificates(
        &self,
        by: &Caller,
        part: &str,
    ) -> Result<CertificateList, MatchingError> {
        if !rules::may_see_certificates(by) {
            return Err(MatchingError::NotAllowed(codes::VOG_NOT_YOURS));
        }
        self.pool.catch_up(&self.store).await?;
        let part = part.trim().to_lowercase();
        let mut helpers = self.pool.helpers_where(|id, name, region| {
            rules::may_record_vog(by, id, region) && name.to_lowercase().contains(&part)
        });
        helpers.sort_by(|a, b| {
            (a.valid_until, &a.name, &a.person).cmp(&(b.valid_until, &b.name, &b.person))
        });
        let more = helpers.len().saturating_sub(MOST_HELPERS);
        helpers.truncate(MOST_HELPERS);
        Ok(CertificateList {
            helpers,
            more: u32::try_from(more).unwrap_or(u32::MAX),
        })
    }

    /// Records until when a helper's certificate of conduct is valid; `None` takes it back.
    pub async fn record_vog(
        &self,
        by: &Caller,
        helper: &PersonId,
        valid_until: Option<NaiveDate>,
    ) -> Result<(), MatchingError> {
        let rows = self.store.profiles_of(helper.as_str()).await?;
        let row = rows.iter().find(|row| row.side == Side::Helps.as_str());
        let region = row
            .and_then(|row| row.region.as_deref())
            .and_then(|code| Region::parse(code).ok());
        if !rules::may_record_vog(by, helper, region) {
            return Err(MatchingError::NotAllowed(codes::VOG_NOT_YOURS));
        }
        let today = self.clock.now().date_naive();
        if valid_until.is_some_and(|last| last < today || last > today + LONGEST_CERTIFICATE) {
            return Err(MatchingError::field("valid_until", codes::VOG_DAY));
        }
        if row.is_none() {
            return Err(MatchingError::field("person", codes::BUDDY_UNKNOWN));
        }
        let now = self.clock.now();
        self.store
            .save_vog(helper.as_str(), valid_until, by.person.as_str(), now)
            .await?;
        Ok(())
    }

    /// Everything that matching holds about the caller, and what others keep when they go.
    pub async fn about_me(&self, by: &Caller) -> Result<AboutMe, MatchingError> {
        let person = by.person.as_str();
        let requests = self.store.requests_of(person).await?;
        let asked = requests.iter().filter(|row| row.asked.is_some()).count();
        let talks = self.store.conversations_of(person).await?;
        let mut stays = Stays::of("requests", asked);
        stays.extend(Stays::of("conversations", talks.len()));
        Ok(AboutMe {
            tables: self.export(&by.person).await?,
            stays,
        })
    }

    /// Everything that matching holds about a person, by table, with conversations as they were written.
    pub async fn export(&self, person: &PersonId) -> Result<serde_json::Value, MatchingError> {
        let person = person.as_str();
        let mut tables = self.store.db.about(person, crate::REGISTER).await?;
        let Some(by_name) = tables.as_object_mut() else {
            return Ok(tables);
        };
        // What is sealed says nothing to anybody.
        by_name.remove("message");
        if let Some(talks) = by_name.get_mut("conversation") {
            talks["rows"] = self.all_said(person).await?.into();
        }
        if let Some(steps) = by_name.get_mut("step") {
            steps["rows"] = self.all_steps(person).await?.into();
        }
        Ok(tables)
    }

    /// Keeps two people out of each other's sight, and ends what runs between them.
    #[cfg(test)]
    pub(crate) async fn block(&self, by: &Caller, whom: &PersonId) -> Result<(), MatchingError> {
        if by.person == *whom {
            return Err(MatchingError::field("person", codes::BUDDY_UNKNOWN));
        }
        let now = self.clock.now();
        self.store
            .block(by.person.as_str(), whom.as_str(), now)
            .await?;
        Ok(())
    }

    /// Takes the caller's own block back; what ended stays ended.
    #[cfg(test)]
    pub(crate) async fn unblock(&self, by: &Caller, whom: &PersonId) -> Result<(), MatchingError> {
        self.store
            .unblock(by.person.as_str(), whom.as_str())
            .await?;
        Ok(())
    }
}

fn own_profile(
    row: &ProfileRow,
    vog: Option<NaiveDate>,
    place: Option<&PlaceRow>,
) -> codes::Profile {
    let helps = row.side == Side::Helps.as_str();
    let taken = place
        .filter(|_| helps)
        .and_then(|place| u32::try_from(place.taken).ok())
        .unwrap_or_default();
    let capacity = u32::try_from(row.capacity).unwrap_or_default();
    codes::Profile {
        choices: row.choices(),
        active: row.active,
        vog_valid_until: vog.filter(|_| helps),
        taken,
        free: capacity.saturating_sub(taken),
        updated: row.updated,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Town, choices};
    use nouns::Role;

    #[tokio::test]
    async fn a_saved_profile_reads_back_and_a_break_survives_saving() {
        let town = Town::new().await;
        let noor = town.student("noor");
        let mut wanted = choices("seeks");
        wanted.goals_wanted = vec!["planning".to_owned()];
        let profile = Profile::parse(&wanted).unwrap();
        let saved = town.matching.save_profile(&noor, &profile).await.unwrap();
        assert_eq!(saved.seeks.unwrap().choices, profile.choices());
        town.matching.pause(&noor, Side::Seeks, true).await.unwrap();
        let saved = town.matching.save_profile(&noor, &profile).await.unwrap();
        assert!(!saved.seeks.unwrap().active);
        assert_eq!(saved.may, ["seek", "help"]);
    }

    #[tokio::test]
    async fn a_coordinator_sees_the_helpers_of_the_region_and_a_day_must_be_to_come() {
        let town = Town::new().await;
        let utrecht = |choices: &mut contract::matching::Choices| {
            choices.region = Some("RMC-19".to_owned());
        };
        let hanna = town.helper("hanna", utrecht).await;
        town.helper("omar", utrecht).await;
        town.helper("elsewhere", |_| {}).await;
        let mut ria = town.caller("ria", Role::Coordinator);
        ria.roles[0].scope = contract::Scope::Region(Region::parse("NL-UT").unwrap());
        let names = async |part: &str| {
            let list = town.matching.certificates(&ria, part).await.unwrap();
            list.helpers
                .into_iter()
                .map(|helper| helper.person)
                .collect::<Vec<_>>()
        };
        let record = async |day: &str| {
            let day = day.parse().ok();
            town.matching.record_vog(&ria, &hanna.person, day).await
        };
        for wrong in ["2026-03-01", "2036-03-02"] {
            let refused = record(wrong).await;
            assert!(
                matches!(refused, Err(MatchingError::Refused(fields)) if fields[0].1 == codes::VOG_DAY)
            );
        }
        record("2026-03-02").await.unwrap();
        assert_eq!(names("").await, ["omar", "hanna"], "who has none first");
        assert_eq!(names(" HAN").await, ["hanna"]);
        let refused = town.matching.certificates(&hanna, "").await;
        assert!(matches!(refused, Err(MatchingError::NotAllowed(_))));
    }

    #[tokio::test]
    async fn a_minor_cannot_help_and_nobody_records_their_own_vog() {
        let town = Town::new().await;
        let fenna = town.minor("fenna");
        let helps = Profile::parse(&choices("helps")).unwrap();
        let refused = town.matching.save_profile(&fenna, &helps).await;
        assert!(
            matches!(refused, Err(MatchingError::NotAllowed(code)) if code == codes::HELP_FROM_EIGHTEEN)
        );
        let hanna = town.helper("hanna", |_| {}).await;
        let refused = town.matching.record_vog(&hanna, &hanna.person, None).await;
        assert!(matches!(refused, Err(MatchingError::NotAllowed(_))));
    }

    #[tokio::test]
    async fn a_coordinator_of_the_region_records_a_vog() {
        let town = Town::new().await;
        let hanna = town
            .helper("hanna", |choices| {
                choices.region = Some("RMC-19".to_owned());
            })
            .await;
        let ria = town.caller("ria", Role::Coordinator);
        let until = "2028-01-01".parse().ok();
        town.matching
            .record_vog(&ria, &hanna.person, until)
            .await
            .unwrap();
        let own = town.matching.own_profiles(&hanna).await.unwrap();
        assert_eq!(own.helps.unwrap().vog_valid_until, until);
    }
}
