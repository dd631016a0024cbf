//! Short profiles of role models, and invitations by a link.

use chrono::{DateTime, TimeDelta, Utc};
use store::StoreError;
use surrealdb::types::SurrealValue;

use super::asking::{CREATE, FIT, ROOM, of_class};
use super::{Bound, Store};
use crate::request::{ANSWER_WITHIN, MOST_OPEN};
use contract::matching::MOST_INVITATIONS;

/// The kind of the job that ends an invitation at its date.
pub(crate) const INVITATION_ENDS: &str = "invitation-ends";
/// How long a link works.
pub(crate) const WORKS: TimeDelta = TimeDelta::days(14);
/// How long an invitation that ended stays in the list.
pub(crate) const INVITATION_KEPT: TimeDelta = TimeDelta::days(30);
/// So many invitations of a student are kept at most, with those that ended.
const MOST_KEPT: usize = 20;

#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct ShortRow {
    pub(crate) person: String,
    pub(crate) trade: String,
    pub(crate) chance: String,
    pub(crate) example: String,
    pub(crate) offers: Vec<String>,
}

#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct InvitationRow {
    /// The id without its table.
    pub(crate) key: String,
    pub(crate) student: String,
    pub(crate) form: String,
    pub(crate) state: String,
    pub(crate) made: DateTime<Utc>,
    pub(crate) until: DateTime<Utc>,
    pub(crate) ended: Option<DateTime<Utc>>,
    pub(crate) invitee: String,
    pub(crate) invitee_name: String,
    pub(crate) request: Option<String>,
}

/// How the two of an invitation stand: what decides what is still missing.
#[derive(Debug, Clone, Default, SurrealValue)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own that may be missing"
)]
pub(crate) struct BothRow {
    /// Empty where the student has no profile that seeks.
    pub(crate) student_name: String,
    pub(crate) student_active: bool,
    pub(crate) minor: bool,
    pub(crate) open: i64,
    pub(crate) relations: Vec<String>,
    pub(crate) active: bool,
    pub(crate) capacity: i64,
    pub(crate) taken: i64,
    pub(crate) has_short: bool,
    pub(crate) found: bool,
    pub(crate) contacted: bool,
    /// Empty without a certificate.
    pub(crate) vog: String,
    pub(crate) blocked: bool,
}

/// The invitation, which somebody can still act on.
const LIVING: &str = "
    LET $invitation = (SELECT * FROM ONLY type::record('invitation', $id));
    IF $invitation = NONE OR $invitation.state NOT IN ['open', 'claimed'] OR $invitation.until <= $now { THROW 'ended' };
";

impl Store {
    pub(crate) async fn save_short(
        &self,
        row: ShortRow,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body =
            "UPSERT type::record('role_model', $row.person) SET trade = $row.trade, chance = $row.chance,
                example = $row.example, offers = $row.offers, updated = $now RETURN NONE;
             fn::log('person', $row.person)";
        let bound = Bound::new().with("row", row).with("now", now);
        self.write("saving a short profile", body, bound.done())
            .await
    }

    pub(crate) async fn drop_short(&self, person: &str) -> Result<(), StoreError> {
        let body = "DELETE type::record('role_model', $person); fn::log('person', $person)";
        let bound = Bound::new().with("person", person);
        self.write("emptying a short profile", body, bound.done())
            .await
    }

    /// The short profiles of some people.
    pub(crate) async fn shorts_of(&self, people: Vec<String>) -> Result<Vec<ShortRow>, StoreError> {
        let surql = "SELECT record::id(id) AS person, trade, chance, example, offers
            FROM array::map($people, |$one| type::record('role_model', $one)) WHERE id != NONE";
        let bound = Bound::new().with("people", people);
        self.rows("reading short profiles", surql, bound.done())
            .await
    }

    /// Makes an invitation.
    ///
    /// # Errors
    /// Throws `too-many` and `many-made`.
    pub(crate) async fn invite(
        &self,
        id: &str,
        student: &str,
        form: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = format!(
            "UPSERT type::record('asker', $student) SET open = open ?? 0, invited = (invited ?? 0) + 1 RETURN NONE;
            LET $own = (SELECT state FROM invitation WHERE student = $student);
            IF array::len($own[WHERE state IN ['open', 'claimed']]) >= {MOST_INVITATIONS} {{ THROW 'too-many' }};
            IF array::len($own) >= {MOST_KEPT} {{ THROW 'many-made' }};
            CREATE type::record('invitation', $id) SET student = $student, form = $form, state = 'open', made = $now,
                until = $until, invitee = '', invitee_name = '' RETURN NONE;
            fn::enqueue('{INVITATION_ENDS}', $id, $until, {{ person: $student }})"
        );
        let bound = Bound::new()
            .with("id", id)
            .with("student", student)
            .with("form", form)
            .with("until", now + WORKS)
            .with("now", now);
        self.write("inviting", &body, bound.done()).await
    }

    pub(crate) async fn invitation(&self, id: &str) -> Result<Option<InvitationRow>, StoreError> {
        let surql = "SELECT *, record::id(id) AS key OMIT id FROM type::record('invitation', $id)";
        let bound = Bound::new().with("id", id);
        self.row("reading an invitation", surql, bound.done()).await
    }

    /// The invitations that a student made, newest first.
    pub(crate) async fn invitations_of(
        &self,
        student: &str,
    ) -> Result<Vec<InvitationRow>, StoreError> {
        let surql = "SELECT *, record::id(id) AS key OMIT id FROM invitation
            WHERE student = $student ORDER BY made DESC LIMIT 50";
        let bound = Bound::new().with("student", student);
        self.rows("reading invitations", surql, bound.done()).await
    }

    /// What somebody took up and that still waits for something.
    pub(crate) async fn claimed_by(&self, invitee: &str) -> Result<Vec<InvitationRow>, StoreError> {
        let surql = "SELECT *, record::id(id) AS key OMIT id FROM invitation
            WHERE invitee = $invitee AND state = 'claimed' ORDER BY made DESC LIMIT 50";
        let bound = Bound::new().with("invitee", invitee);
        self.rows("reading what was taken up", surql, bound.done())
            .await
    }

    /// Every invitation that was taken up and still waits for something.
    pub(crate) async fn claimed(&self) -> Result<Vec<InvitationRow>, StoreError> {
        let surql = "SELECT *, record::id(id) AS key OMIT id FROM invitation
            WHERE state = 'claimed' ORDER BY made LIMIT 1000";
        self.rows("reading what was taken up", surql, Bound::new().done())
            .await
    }

    /// How a student and who they invite stand.
    pub(crate) async fn both(&self, student: &str, invitee: &str) -> Result<BothRow, StoreError> {
        let surql = "
            LET $seeker = (SELECT name, active, minor FROM ONLY type::record('profile', ['seeks', $student]));
            LET $helper = (SELECT relations, active, capacity FROM ONLY type::record('profile', ['helps', $invitee]));
            LET $agrees = (SELECT found, contacted FROM ONLY type::record('standing', $invitee));
            RETURN {
                student_name: $seeker.name ?? '',
                student_active: $seeker.active ?? false,
                minor: $seeker.minor ?? true,
                open: array::len((SELECT VALUE id FROM request WHERE student = $student AND state IN ['asked', 'question'])),
                relations: $helper.relations ?? [],
                active: $helper.active ?? false,
                capacity: $helper.capacity ?? 0,
                taken: (SELECT VALUE taken FROM ONLY type::record('place', $invitee)) ?? 0,
                has_short: record::exists(type::record('role_model', $invitee)),
                found: $agrees.found ?? false,
                contacted: $agrees.contacted ?? false,
                vog: (SELECT VALUE valid_until FROM ONLY type::record('vog', $invitee)) ?? '',
                blocked: record::exists(type::record('block', [$student, $invitee]))
                    OR record::exists(type::record('block', [$invitee, $student])),
            }";
        let bound = Bound::new()
            .with("student", student)
            .with("invitee", invitee);
        let row: Option<BothRow> = self
            .db
            .read(surql)
            .bind(bound.done())
            .await
            .and_then(|mut results| results.take(3))
            .map_err(StoreError::while_doing("reading how two people stand"))?;
        Ok(row.unwrap_or_default())
    }

    /// Somebody takes an invitation up; from now on it is theirs.
    ///
    /// # Errors
    /// Throws `ended` when it is over, another's, or one of the two blocked the other.
    pub(crate) async fn claim(
        &self,
        id: &str,
        invitee: &str,
        name: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = format!(
            "{LIVING}
            IF $invitation.student = $invitee {{ THROW 'ended' }};
            IF $invitation.state = 'claimed' AND $invitation.invitee != $invitee {{ THROW 'ended' }};
            IF record::exists(type::record('block', [$invitation.student, $invitee]))
                OR record::exists(type::record('block', [$invitee, $invitation.student])) {{ THROW 'ended' }};
            UPDATE type::record('invitation', $id) SET state = 'claimed', invitee = $invitee, invitee_name = $name RETURN NONE;
            fn::log('person', $invitee)"
        );
        let bound = Bound::new()
            .with("id", id)
            .with("invitee", invitee)
            .with("name", name)
            .with("now", now);
        self.write("taking an invitation up", &body, bound.done())
            .await
    }

    /// Makes the request that the student invited to, once nothing is missing; the invitation is used with it.
    ///
    /// # Errors
    /// Throws `ended` when there is nothing to do any more, `missing` and what [`Self::ask`] throws while something is in
    /// the way; [`StoreError::AlreadyExists`] when the pair has a running request.
    pub(crate) async fn take_up(
        &self,
        id: &str,
        request: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = format!(
            "LET $invitation = (SELECT * FROM ONLY type::record('invitation', $invited));
            IF $invitation = NONE OR $invitation.state != 'claimed' OR $invitation.until <= $now {{ THROW 'ended' }};
            LET $student = $invitation.student;
            LET $buddy = $invitation.invitee;
            LET $seeker = (SELECT name, active, minor FROM ONLY type::record('profile', ['seeks', $student]));
            IF $seeker = NONE OR !$seeker.active {{ THROW 'missing' }};
            LET $minor = $seeker.minor;
            LET $student_name = $seeker.name;
            {FIT}
            LET $offering = (SELECT name, relations FROM ONLY type::record('profile', ['helps', $buddy]));
            LET $buddy_name = $offering.name;
            LET $relation = IF $invitation.form != 'meelopen' AND 'rolmodel' IN $offering.relations {{ 'rolmodel' }}
                ELSE IF 'meelopen' IN $offering.relations {{ 'meelopen' }}
                ELSE IF 'rolmodel' IN $offering.relations {{ 'rolmodel' }}
                ELSE {{ NONE }};
            IF $relation = NONE OR !record::exists(type::record('role_model', $buddy)) {{ THROW 'missing' }};
            {ROOM}
            IF $open >= {MOST_OPEN} {{ THROW 'too-many' }};
            LET $form = $invitation.form;
            LET $programme = NONE;
            LET $rank = NONE;
            LET $state = 'asked';
            LET $asked = $now;
            LET $until = $due;
            {CREATE}
            fn::enqueue('expire', $id, $due, {{}});
            fn::recount($student, $buddy);
            UPDATE type::record('invitation', $invited) SET state = 'used', ended = $now, request = $id RETURN NONE;
            fn::dequeue('{INVITATION_ENDS}', $invited);
            fn::note($id, 'asked', 'student', $now, NONE);
            CREATE type::record('notice', [$student, $id, 'invitation-taken']) SET
                person = $student, request = $id, what = 'invitation-taken', other = $buddy_name, at = $now RETURN NONE"
        );
        let bound = of_class(Bound::new(), None)
            .with("invited", id)
            .with("id", request)
            .with("due", now + ANSWER_WITHIN)
            .with("today", now.date_naive().to_string())
            .with("now", now);
        self.write("asking who was invited", &body, bound.done())
            .await
    }

    /// One of the two ends an invitation.
    ///
    /// # Errors
    /// Throws `ended` when it is over already.
    pub(crate) async fn withdraw_invitation(
        &self,
        id: &str,
        by: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = format!(
            "{LIVING}
            LET $state = IF $invitation.student = $by {{ 'withdrawn' }} ELSE {{ 'ended' }};
            fn::end_invitation($id, $state, $by, $now)"
        );
        let bound = Bound::new().with("id", id).with("by", by).with("now", now);
        self.write("ending an invitation", &body, bound.done())
            .await
    }

    /// Ends what nobody used, or what can lead to nothing any more.
    pub(crate) async fn end_invitation(
        &self,
        id: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = "LET $state = (SELECT VALUE state FROM ONLY type::record('invitation', $id));
            IF $state IN ['open', 'claimed'] { fn::end_invitation($id, 'ended', '', $now) }";
        let bound = Bound::new().with("id", id).with("now", now);
        self.write("ending an invitation", body, bound.done()).await
    }

    /// Removes invitations that ended before a moment.
    pub(crate) async fn sweep_invitations(&self, before: DateTime<Utc>) -> Result<(), StoreError> {
        let body = "DELETE invitation WHERE state IN ['used', 'withdrawn', 'ended'] AND ended <= $before RETURN NONE";
        let bound = Bound::new().with("before", before);
        self.write("removing old invitations", body, bound.done())
            .await
    }
}
