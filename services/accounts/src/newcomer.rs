//! Somebody has shown who they are, and has no account yet: the welcome form makes one, or an account that they are signed
//! in to takes what they came with.

use ::store::StoreError;
use chrono::TimeDelta;
use contract::FieldProblem;
use contract::accounts as codes;
use contract::consent;
use nouns::{Language, PersonId, Role, SchoolId};

use crate::birth::{Birth, BirthProblem};
use crate::person::{NameProblem, Person, PersonName, RmcRegion};
use crate::secret::Secret;
use crate::session::{Device, IdToken};
use crate::sign_in::{Showing, Started};
use crate::store::NewcomerRow;
use crate::{Accounts, AccountsError, Email, Known, School, rules};

/// Who came out of a sign-in.
#[derive(Debug)]
pub enum Arrived {
    SignedIn {
        started: Started,
        back: String,
    },
    /// Kept for an hour, for this browser.
    Newcomer,
    /// Under 16, and no parent has consented: nobody is signed in, and for an hour this browser may ask a parent.
    Waiting,
}

/// Somebody who is new, as the welcome form shows them.
#[derive(Debug)]
pub struct Newcomer {
    pub name: String,
    /// The school that the provider told.
    pub school: Option<School>,
    /// To choose from, when it told none.
    pub schools: Vec<School>,
    /// The provider's name.
    pub way: Option<String>,
    pub back: String,
}

/// The welcome form as it was filled in.
#[derive(Debug)]
pub struct WelcomeForm {
    pub name: String,
    pub birth_year: Option<i32>,
    pub birth_month: Option<u32>,
    pub school: Option<String>,
    /// For somebody under 16.
    pub parent: Option<String>,
    pub language: Language,
}

impl NewcomerRow {
    /// Longer than anybody needs for four questions.
    pub(crate) const LASTS: TimeDelta = TimeDelta::hours(1);
}

impl Accounts {
    /// Who is new in this browser.
    ///
    /// # Errors
    /// [`AccountsError::NotFound`] when nobody is, or not any more.
    pub async fn newcomer(&self, browser: &Secret) -> Result<Newcomer, AccountsError> {
        let row = self.new_here(browser).await?;
        let mut schools = self.schools().await?;
        let told = row.school.as_deref();
        let school = told.and_then(|told| {
            let place = schools
                .iter()
                .position(|school| school.id.as_str() == told)?;
            Some(schools.swap_remove(place))
        });
        if school.is_some() {
            schools.clear();
        }
        Ok(Newcomer {
            name: row.name,
            school,
            schools,
            way: row
                .provider
                .and_then(|key| self.ways.talk(&key).map(|talk| talk.provider.name.clone())),
            back: row.back,
        })
    }

    /// Makes the account of somebody who is new, and signs them in. Somebody under 16 names a parent, who is asked first.
    ///
    /// # Errors
    /// [`AccountsError::Refused`] with the fields at fault; nothing is kept then.
    pub async fn welcome(
        &self,
        browser: &Secret,
        form: WelcomeForm,
        device: Device,
        previous: Option<&Secret>,
    ) -> Result<Arrived, AccountsError> {
        let now = self.clock.now();
        let row = self.new_here(browser).await?;
        let parent = form.parent.clone();
        let person = self.person_of(&row, form).await?;
        let parent = match rules::takes_part(&person, false, now) {
            Some(_) => None,
            None => Some(self.parent_of_newcomer(&person, parent.as_deref())?),
        };
        let role = row.told_role.as_deref().unwrap_or(Role::Student.as_str());
        let made = self
            .store
            .welcome(&browser.id(), &row, &person, role, now)
            .await;
        taken_or_gone(made)?;
        let known = self.known(&person.id).await?.ok_or(AccountsError::Ended)?;
        let showing = Showing {
            strong: row.is_strong.then_some(now),
            way: row.provider,
            id_token: row.id_token.map(IdToken),
        };
        let arrived = self
            .enter(&known, browser, row.back, device, previous, showing)
            .await?;
        if let Some(parent) = parent {
            match self.ask_parent(&person.id, &parent).await {
                // The page that follows says that no mail went out, and takes another address.
                Err(AccountsError::ParentAskedOften) => {}
                answer => answer?,
            }
        }
        Ok(arrived)
    }

    /// Signs somebody in who has shown who they are, or lets them wait for a parent.
    pub(crate) async fn enter(
        &self,
        known: &Known,
        browser: &Secret,
        back: String,
        device: Device,
        previous: Option<&Secret>,
        showing: Showing,
    ) -> Result<Arrived, AccountsError> {
        let now = self.clock.now();
        if rules::takes_part(&known.person, known.parent_consents, now).is_none() {
            self.wait_for_parent(browser, &known.person.id).await?;
            return Ok(Arrived::Waiting);
        }
        let started = self.begin(known, device, previous, showing).await?;
        Ok(Arrived::SignedIn { started, back })
    }

    fn parent_of_newcomer(
        &self,
        child: &Person,
        typed: Option<&str>,
    ) -> Result<Email, AccountsError> {
        let refused = |code| AccountsError::Refused(vec![FieldProblem::new("parent", code)]);
        let typed = typed.map(str::trim).filter(|typed| !typed.is_empty());
        let typed = typed.ok_or_else(|| refused(consent::PARENT_MISSING))?;
        if self.ways.mailer.is_none() {
            return Err(AccountsError::ParentConsentNeeded);
        }
        let parent = Email::parse(typed).map_err(|_| refused(consent::EMAIL_SHAPE))?;
        if !rules::may_be_asked(&parent, child) {
            return Err(refused(consent::PARENT_IS_CHILD));
        }
        Ok(parent)
    }

    /// Gives what somebody came with to the account that they are signed in to: they have shown both in this browser. It
    /// is how a second provider is added, and how an account is kept when a provider changes `sub`.
    pub async fn link_to_account(
        &self,
        browser: &Secret,
        session: &Secret,
    ) -> Result<Started, AccountsError> {
        let live = self.live(session).await?;
        let row = self.new_here(browser).await?;
        let known = self
            .known(&live.person)
            .await?
            .ok_or(AccountsError::Ended)?;
        let passkeys = self.store.passkeys_of(&live.person).await?.len();
        if !rules::may_add_way_in(&known.roles, passkeys, live.strong) {
            return Err(AccountsError::PasskeyFirst);
        }
        self.refuse_while_settling(&live.person).await?;
        let now = self.clock.now();
        let adopted = self
            .store
            .adopt(&browser.id(), &row, &live.person, now)
            .await;
        taken_or_gone(adopted)?;
        // What opens the account has changed: the session is another one, and no stronger than it was.
        let showing = Showing {
            strong: live.strong,
            way: live.way.or(row.provider),
            id_token: live.id_token.or(row.id_token.map(IdToken)),
        };
        self.begin(&known, live.device, Some(session), showing)
            .await
    }

    pub(crate) async fn new_here(&self, browser: &Secret) -> Result<NewcomerRow, AccountsError> {
        let row = self.store.newcomer(&browser.id()).await?;
        row.filter(|row| self.clock.now() < row.ends_at)
            .ok_or(AccountsError::NotFound)
    }

    async fn person_of(
        &self,
        row: &NewcomerRow,
        form: WelcomeForm,
    ) -> Result<Person, AccountsError> {
        let mut wrong = Vec::new();
        let name = PersonName::parse(&form.name).map_err(|problem| {
            let code = match problem {
                NameProblem::Empty => codes::NAME_EMPTY,
                NameProblem::TooLong => codes::NAME_TOO_LONG,
            };
            wrong.push(FieldProblem::new("name", code));
        });
        let birth = self.birth_of(&form).map_err(|problem| wrong.push(problem));
        let school = self.school_of(row, &form).await?;
        let school = school.map_err(|problem| wrong.push(problem));
        let (Ok(name), Ok(birth), Ok(school)) = (name, birth, school) else {
            return Err(AccountsError::Refused(wrong));
        };
        Ok(Person {
            id: PersonId::fresh(),
            name,
            email: row
                .email
                .as_deref()
                .and_then(|email| Email::parse(email).ok()),
            region: school
                .as_ref()
                .and_then(|school| RmcRegion::parse(school.region.code()).ok()),
            school: school.map(|school| school.id),
            birth,
            language: form.language,
            is_demo: false,
        })
    }

    /// A year that nobody who takes part was born in is a slip of the finger.
    fn birth_of(&self, form: &WelcomeForm) -> Result<Birth, FieldProblem> {
        let wrong_year = || FieldProblem::new("birth_year", codes::BIRTH_YEAR);
        let wrong_month = || FieldProblem::new("birth_month", codes::BIRTH_MONTH);
        let year = form.birth_year.ok_or_else(wrong_year)?;
        let month = form.birth_month.ok_or_else(wrong_month)?;
        let birth = Birth::parse(year, month).map_err(|problem| match problem {
            BirthProblem::Year => wrong_year(),
            BirthProblem::Month => wrong_month(),
        })?;
        let this_year = chrono::Datelike::year(&self.clock.now());
        if year > this_year {
            return Err(wrong_year());
        }
        Ok(birth)
    }

    /// What the provider told counts over what was chosen. Where no schools are known, nobody is asked for theirs.
    async fn school_of(
        &self,
        row: &NewcomerRow,
        form: &WelcomeForm,
    ) -> Result<Result<Option<School>, FieldProblem>, AccountsError> {
        let schools = self.schools().await?;
        if schools.is_empty() {
            return Ok(Ok(None));
        }
        let chosen = row.school.as_deref().or(form.school.as_deref());
        let id = chosen.and_then(|chosen| SchoolId::parse(chosen).ok());
        let school = id.and_then(|id| schools.into_iter().find(|school| school.id == id));
        let unknown = || FieldProblem::new("school", codes::SCHOOL_UNKNOWN);
        Ok(school.map(Some).ok_or_else(unknown))
    }
}

/// Somebody else was first, or this browser itself.
fn taken_or_gone(answer: Result<(), StoreError>) -> Result<(), AccountsError> {
    match answer {
        Err(StoreError::AlreadyExists) => Err(AccountsError::IdentityTaken),
        Err(StoreError::Thrown(_)) => Err(AccountsError::NotFound),
        answer => Ok(answer?),
    }
}
