//! Keeping somebody out for a while. Their sessions and keys end at once and every service hears of it; what stays open to
//! them is their own data, going away, and saying that they do not agree. Somebody else than who suspended answers that.

use ::store::StoreError;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use contract::consent::Progress;
use contract::{Caller, FieldProblem, Means};
use nouns::{PersonId, Role, short_name};

use crate::letter::{self, Letter, SuspensionLetter};
use crate::secret::{Kind, Secret};
use crate::{Accounts, AccountsError, Known, rules};

/// The latest end: longer is decided anew, or left open.
const LONGEST: TimeDelta = TimeDelta::days(366);
/// An objection is answered within so long.
const ANSWERED_WITHIN: TimeDelta = TimeDelta::days(14);
/// Characters of what is said to the person, and by them.
const SHORTEST_WORDS: usize = 10;
const LONGEST_WORDS: usize = 500;
const LONGEST_OBJECTION: usize = 1000;
/// A mail about it is of use for so long.
const WAITS: TimeDelta = TimeDelta::days(7);

/// One that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspension {
    pub person: PersonId,
    /// One of the reasons of reports.
    pub reason: String,
    pub words: String,
    /// None when they are gone.
    pub by: Option<PersonId>,
    pub role: Role,
    pub at: DateTime<Utc>,
    pub until: Option<DateTime<Utc>>,
    pub objection: Option<(String, DateTime<Utc>)>,
    pub upheld: Option<DateTime<Utc>>,
}

/// Why somebody is kept out, as it was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grounds {
    pub reason: &'static str,
    words: String,
    last_day: Option<NaiveDate>,
}

impl Grounds {
    /// # Errors
    /// The fields at fault.
    pub fn parse(reason: &str, words: &str, until: Option<&str>) -> Result<Self, AccountsError> {
        use contract::suspension as codes;
        let mut faults = Vec::new();
        let known = contract::safety::REASONS
            .into_iter()
            .find(|one| *one == reason);
        if known.is_none() {
            faults.push(FieldProblem::new("reason", codes::SUSPEND_WHY));
        }
        if !is_long_enough(words, LONGEST_WORDS) {
            faults.push(FieldProblem::new("words", codes::SUSPEND_WORDS));
        }
        let until = until.map(str::trim).filter(|day| !day.is_empty());
        let last_day = until.map(str::parse::<NaiveDate>).transpose();
        match (known, last_day) {
            (Some(reason), Ok(last_day)) if faults.is_empty() => Ok(Self {
                reason,
                words: words.trim().to_owned(),
                last_day,
            }),
            (_, last_day) => {
                if last_day.is_err() {
                    faults.push(FieldProblem::new("until", codes::SUSPEND_UNTIL));
                }
                Err(AccountsError::Refused(faults))
            }
        }
    }

    /// The moment after the last day.
    fn end(&self, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, AccountsError> {
        let Some(day) = self.last_day else {
            return Ok(None);
        };
        let end = day
            .succ_opt()
            .and_then(|next| next.and_hms_opt(0, 0, 0))
            .map(|time| time.and_utc())
            .filter(|end| *end > now && *end <= now + LONGEST);
        end.map(Some).ok_or(AccountsError::SuspendUntil)
    }
}

fn is_long_enough(words: &str, most: usize) -> bool {
    (SHORTEST_WORDS..=most).contains(&words.trim().chars().count())
}

impl Suspension {
    /// Whether it keeps somebody out still.
    #[must_use]
    pub fn stands(&self, now: DateTime<Utc>) -> bool {
        self.until.is_none_or(|until| now < until)
    }

    /// By when an objection that waits is answered.
    #[must_use]
    pub fn answer_by(&self) -> Option<DateTime<Utc>> {
        let objected = self.objection.as_ref().map(|(_, at)| *at);
        objected
            .filter(|_| self.upheld.is_none())
            .map(|at| at + ANSWERED_WITHIN)
    }
}

impl Accounts {
    /// Keeps somebody out from now on, up to and including a last day or until it is lifted. They are told by mail.
    ///
    /// # Errors
    /// [`AccountsError::SuspendNotYours`] for who suspends nobody; [`AccountsError::SuspendWho`] for whom the caller may not
    /// suspend, as for nobody; [`AccountsError::SuspendUntil`] for an end that has passed or is too far.
    pub async fn suspend(
        &self,
        by: &Caller,
        whom: &PersonId,
        grounds: &Grounds,
    ) -> Result<Progress, AccountsError> {
        let role = rules::suspends_as(by).ok_or(AccountsError::SuspendNotYours)?;
        let known = self.known(whom).await?;
        let known = known
            .filter(|known| rules::may_suspend(by, known))
            .ok_or(AccountsError::SuspendWho)?;
        let now = self.clock.now();
        let suspension = Suspension {
            person: whom.clone(),
            reason: grounds.reason.to_owned(),
            words: grounds.words.clone(),
            by: Some(by.person.clone()),
            role,
            at: now,
            until: grounds.end(now)?,
            objection: None,
            upheld: None,
        };
        let mail = Secret::fresh(Kind::Receipt).id();
        let letter = letter_about(&known, &suspension, now);
        let position = self
            .store
            .suspend(&suspension, &mail, letter.as_ref())
            .await
            .map_err(|error| match error {
                StoreError::Thrown(_) => AccountsError::SuspendWho,
                other => other.into(),
            })?;
        self.signer_verifier.suspend(whom, true);
        self.note_suspension(&by.person, whom, "suspended");
        self.everywhere(position).await
    }

    /// Whom a report is about, if the caller may open it.
    ///
    /// # Errors
    /// [`AccountsError::SuspendWho`] where it is about nobody.
    pub async fn reported_person(
        &self,
        by: &Caller,
        report: &str,
    ) -> Result<PersonId, AccountsError> {
        let report = self.open_report(by, report).await?;
        report.about.ok_or(AccountsError::SuspendWho)
    }

    /// Lets somebody in again.
    ///
    /// # Errors
    /// [`AccountsError::NotFound`] where there is nothing that the caller may lift.
    pub async fn lift_suspension(
        &self,
        by: &Caller,
        whom: &PersonId,
    ) -> Result<Progress, AccountsError> {
        let (_, known) = self.suspension_for(by, whom).await?;
        let now = self.clock.now();
        let letter = SuspensionLetter::lifted(&known, now + WAITS);
        let mail = Secret::fresh(Kind::Receipt).id();
        let position = self
            .store
            .lift_suspension(whom, &by.person, &mail, letter.as_ref(), now)
            .await
            .map_err(|error| match error {
                StoreError::Thrown(_) => AccountsError::NotFound,
                other => other.into(),
            })?;
        self.signer_verifier.suspend(whom, false);
        self.note_suspension(&by.person, whom, "suspension lifted");
        self.everywhere(position).await
    }

    /// Answers an objection: it stays. Never by who suspended.
    ///
    /// # Errors
    /// [`AccountsError::NotFound`] where no objection waits for the caller.
    pub async fn uphold_suspension(
        &self,
        by: &Caller,
        whom: &PersonId,
    ) -> Result<(), AccountsError> {
        let (suspension, _) = self.suspension_for(by, whom).await?;
        if !rules::may_uphold(by, &suspension) {
            return Err(AccountsError::NotFound);
        }
        let now = self.clock.now();
        self.store.uphold_suspension(whom, &by.person, now).await?;
        self.note_suspension(&by.person, whom, "suspension upheld");
        Ok(())
    }

    /// Those where the caller may lift, with the person's short name; objections that wait come first.
    pub async fn suspensions(
        &self,
        by: &Caller,
    ) -> Result<Vec<(Suspension, String)>, AccountsError> {
        if rules::suspends_as(by).is_none() {
            return Err(AccountsError::SuspendNotYours);
        }
        let now = self.clock.now();
        let mut found = Vec::new();
        for one in self.store.suspensions().await? {
            let known = self.known(&one.person).await?;
            if let Some(known) =
                known.filter(|known| one.stands(now) && rules::may_suspend(by, known))
            {
                found.push((one, short_name(known.person.name.as_str())));
            }
        }
        found.sort_by_key(|(one, _)| (one.answer_by().is_none(), one.answer_by(), one.at));
        Ok(found)
    }

    /// What keeps the caller out.
    ///
    /// # Errors
    /// [`AccountsError::NotFound`] for who is not suspended.
    pub async fn own_suspension(&self, by: &Caller) -> Result<Suspension, AccountsError> {
        let own = self.store.suspension(&by.person).await?;
        own.filter(|one| one.stands(self.clock.now()))
            .ok_or(AccountsError::NotFound)
    }

    /// The caller does not agree with being kept out.
    ///
    /// # Errors
    /// [`AccountsError::Objected`] the second time.
    pub async fn object(&self, by: &Caller, words: &str) -> Result<(), AccountsError> {
        if by.means == Means::Key {
            return Err(AccountsError::InPersonOnly);
        }
        self.own_suspension(by).await?;
        if !is_long_enough(words, LONGEST_OBJECTION) {
            let fault = FieldProblem::new("words", contract::suspension::OBJECTION_WORDS);
            return Err(AccountsError::Refused(vec![fault]));
        }
        match self
            .store
            .object(&by.person, words.trim(), self.clock.now())
            .await
        {
            Err(StoreError::Thrown(_)) => Err(AccountsError::Objected),
            answer => Ok(answer?),
        }
    }

    /// Whether somebody is kept out now.
    pub(crate) async fn is_suspended(&self, person: &PersonId) -> Result<bool, AccountsError> {
        let now = self.clock.now();
        let one = self.store.suspension(person).await?;
        Ok(one.is_some_and(|one| one.stands(now)))
    }

    async fn suspension_for(
        &self,
        by: &Caller,
        whom: &PersonId,
    ) -> Result<(Suspension, Known), AccountsError> {
        if rules::suspends_as(by).is_none() {
            return Err(AccountsError::SuspendNotYours);
        }
        let known = self.known(whom).await?;
        let known = known
            .filter(|known| rules::may_suspend(by, known))
            .ok_or(AccountsError::NotFound)?;
        let suspension = self.store.suspension(whom).await?;
        let suspension = suspension.filter(|one| one.stands(self.clock.now()));
        Ok((suspension.ok_or(AccountsError::NotFound)?, known))
    }

    /// Tells somebody by mail that they are kept out, or no longer. Nobody chooses not to hear this.
    pub(crate) async fn mail_suspension_letter(
        &self,
        mail: &SuspensionLetter,
        now: DateTime<Utc>,
    ) -> Result<(), AccountsError> {
        let mailer = self.ways.mailer.as_ref();
        let Some(mailer) = mailer.filter(|_| now < mail.letter.until) else {
            return Ok(());
        };
        let link = format!("{}/geschorst", self.ways.site);
        let written = letter::suspension(mail, &link)
            .map_err(|error| AccountsError::Mail(Box::new(error)))?;
        mailer
            .send(&mail.letter.to, &written, now)
            .await
            .map_err(|error| AccountsError::Mail(Box::new(error)))
    }
}

fn letter_about(known: &Known, one: &Suspension, now: DateTime<Utc>) -> Option<SuspensionLetter> {
    let lifted = SuspensionLetter::lifted(known, now + WAITS)?;
    // A last day is easier to read than the moment after it.
    let last = one
        .until
        .map(|until| (until - TimeDelta::days(1)).format("%d-%m-%Y").to_string());
    Some(SuspensionLetter {
        stands: true,
        words: one.words.clone(),
        last_day: last,
        ..lifted
    })
}

impl SuspensionLetter {
    /// That it is over; none for somebody without an address, who sees it at signing in.
    fn lifted(known: &Known, until: DateTime<Utc>) -> Option<Self> {
        let to = known.person.email.as_ref()?;
        Some(Self {
            letter: Letter {
                to: to.as_str().to_owned(),
                language: known.person.language,
                until,
            },
            person: known.person.id.as_str().to_owned(),
            stands: false,
            words: String::new(),
            last_day: None,
        })
    }
}
