//! The deeds between two people. Each is one transaction; a `THROW` names the invariant that
//! said no, and then nothing was written.

use chrono::{DateTime, Utc};
use nouns::Region;
use store::StoreError;

use super::suggested::TAKEN;
use super::waiting_list::{SAME_KIND, leave_when_served};
use super::{Bound, Store};
use crate::request::{ANSWER_WITHIN, MEET_WITHIN, MOST_OPEN};
use crate::vocabulary::BUDDIES;

/// A new request.
pub(crate) struct AskRow<'a> {
    pub(crate) id: &'a str,
    pub(crate) student: &'a str,
    pub(crate) buddy: &'a str,
    pub(crate) student_name: &'a str,
    pub(crate) buddy_name: &'a str,
    pub(crate) minor: bool,
    pub(crate) relation: &'a str,
    /// What is asked of a role model.
    pub(crate) form: Option<&'a str>,
    pub(crate) programme: Option<String>,
    pub(crate) rank: Option<u8>,
    /// Only of whom their programme suggests to the student.
    pub(crate) only_suggested: bool,
    /// Where the student belongs, as accounts has it.
    pub(crate) region: Option<Region>,
    pub(crate) class: Option<ClassRow>,
}

/// What a class asks of a role model.
pub(crate) struct ClassRow {
    pub(crate) slots: Vec<String>,
    pub(crate) subject: String,
    pub(crate) students: u32,
    pub(crate) place: String,
    /// Whether the role model hears of it by mail; not of what is planted.
    pub(crate) tells: bool,
}

impl AskRow<'_> {
    fn bound(self, now: DateTime<Utc>) -> Bound {
        let region = self.region.map(|region| region.code().to_owned());
        of_class(Bound::new(), self.class)
            .with("region", region)
            .with("id", self.id)
            .with("student", self.student)
            .with("buddy", self.buddy)
            .with("student_name", self.student_name)
            .with("buddy_name", self.buddy_name)
            .with("minor", self.minor)
            .with("relation", self.relation)
            .with("form", self.form.map(str::to_owned))
            .with("programme", self.programme)
            .with("rank", self.rank.map(i64::from))
            .with("due", now + ANSWER_WITHIN)
    }
}

/// What a class asks, or that none does.
pub(super) fn of_class(bound: Bound, class: Option<ClassRow>) -> Bound {
    bound
        .with("in_class", class.is_some())
        .with("tells", class.as_ref().is_some_and(|one| one.tells))
        .with("class_slots", class.as_ref().map(|one| one.slots.clone()))
        .with(
            "class_subject",
            class.as_ref().map(|one| one.subject.clone()),
        )
        .with(
            "class_students",
            class.as_ref().map(|one| i64::from(one.students)),
        )
        .with("class_place", class.map(|one| one.place))
}

/// The request itself, in `$state`, and that the pair has one.
pub(super) const CREATE: &str = "
    CREATE type::record('pair', [$student, $buddy]) SET request = $id RETURN NONE;
    CREATE type::record('request', $id) SET student = $student, buddy = $buddy,
        student_name = $student_name, buddy_name = $buddy_name, minor = $minor,
        relation = $relation, form = $form, programme = $programme, rank = $rank, made = $now,
        state = $state, asked = $asked, due = $until, reminded = false, steps = 0, class_slots = $class_slots,
        class_subject = $class_subject, class_students = $class_students, class_place = $class_place RETURN NONE;
";

/// What must hold between the two when a request goes out and when it is answered with yes. In a class there are minors.
pub(super) const FIT: &str = "
    IF record::exists(type::record('block', [$student, $buddy])) OR record::exists(type::record('block', [$buddy, $student])) { THROW 'not-fitting' };
    LET $helper = (SELECT active, capacity FROM ONLY type::record('profile', ['helps', $buddy]));
    IF $helper = NONE { THROW 'unknown' };
    LET $vog = (SELECT VALUE valid_until FROM ONLY type::record('vog', $buddy));
    IF ($minor OR $in_class) AND ($vog ?? '') < $today { THROW 'not-fitting' };
";

/// The request by its id, and who it is between.
const READ: &str = "
    LET $request = (SELECT * FROM ONLY type::record('request', $id));
    IF $request = NONE { THROW 'gone' };
    LET $student = $request.student;
    LET $buddy = $request.buddy;
    LET $minor = $request.minor;
    LET $in_class = $request.class_subject != NONE;
";

/// The student's next choice has its turn, if there is one left.
pub(super) const ADVANCE: &str = "
    IF array::len((SELECT VALUE id FROM request WHERE student = $student AND state = 'waiting')) = 0 {
        fn::dequeue('advance', $student);
    } ELSE {
        fn::enqueue('advance', $student, $now, {});
    };
";

/// The buddy can answer: it is their turn, and in time.
const ANSWERABLE: &str = "
    LET $request = (SELECT * FROM ONLY type::record('request', $id));
    IF $request = NONE { THROW 'gone' };
    LET $student = $request.student;
    LET $buddy = $request.buddy;
    LET $minor = $request.minor;
    LET $in_class = $request.class_subject != NONE;
    IF $request.state != 'asked' { THROW 'not-open' };
    IF $request.due < $now { THROW 'late' };
";

/// A teacher hears by mail that there is news of their hour in class.
const TELL_TEACHER: &str = "
    IF $request.class_subject != NONE {
        fn::enqueue('match-mail', string::concat($id, '/student/guest-hour-answered'), $now, { person: $request.student });
    };
";

/// Notes how long the answer took, for what students may expect of the next.
const ANSWERED: &str = "
    UPSERT type::record('place', $buddy) SET unanswered = 0 RETURN NONE;
    IF $request.question = NONE {
        UPSERT type::record('place', $buddy) SET answers = (answers ?? 0) + 1,
            answer_minutes = (answer_minutes ?? 0) + math::max([0, duration::mins($now - $request.asked)]) RETURN NONE
    };
";

/// A buddy who let so many requests in a row pass is put on a break, and told: nobody waits for who does not answer.
const SILENT: u8 = 2;
const UNANSWERED: &str = "
    IF $request.state = 'asked' {
        LET $silent = (UPSERT ONLY type::record('place', $buddy) SET unanswered = (unanswered ?? 0) + 1 RETURN VALUE unanswered);
        IF $silent >= $most_silent AND (SELECT VALUE active FROM ONLY type::record('profile', ['helps', $buddy])) = true {
            UPDATE type::record('profile', ['helps', $buddy]) SET active = false RETURN NONE;
            UPSERT type::record('place', $buddy) SET unanswered = 0 RETURN NONE;
            UPSERT type::record('notice', [$buddy, '', 'rested']) SET
                person = $buddy, request = '', what = 'rested', other = '', at = $now RETURN NONE;
        };
    };
";

/// Room to ask: the buddy agrees to be asked, is not on a break and has a place. Who withdrew a
/// consent looks like who takes a break.
pub(super) const ROOM: &str = "
    LET $agrees = (SELECT found, contacted FROM ONLY type::record('standing', $buddy));
    IF !$helper.active OR $agrees.found != true OR $agrees.contacted != true { THROW 'paused' };
    LET $taken = fn::recount($student, $buddy);
    IF $taken >= $helper.capacity { THROW 'full' };
    LET $open = array::len((SELECT VALUE id FROM request WHERE student = $student AND state IN ['asked', 'question']));
";

impl Store {
    /// Asks, or queues behind the ranked choice that is open.
    ///
    /// # Errors
    /// Throws `not-fitting`, `unknown`, `paused`, `full`, `too-many`, `rank-taken`, `not-suggested`;
    /// [`StoreError::AlreadyExists`] when the pair has a running request.
    pub(crate) async fn ask(&self, ask: AskRow<'_>, now: DateTime<Utc>) -> Result<(), StoreError> {
        let taken = if ask.only_suggested { TAKEN } else { "" };
        let body = format!(
            "{FIT}{ROOM}{taken}
            LET $ranked = (SELECT rank, state, due FROM request WHERE student = $student AND rank != NONE AND state IN ['waiting', 'asked', 'question']);
            IF $rank != NONE AND array::len($ranked[WHERE rank = $rank]) > 0 {{ THROW 'rank-taken' }};
            LET $ahead = $ranked[WHERE state != 'waiting'];
            LET $waits = $rank != NONE AND array::len($ahead) > 0;
            IF !$waits AND $open >= {MOST_OPEN} {{ THROW 'too-many' }};
            LET $state = IF $waits {{ 'waiting' }} ELSE {{ 'asked' }};
            LET $asked = IF $waits {{ NONE }} ELSE {{ $now }};
            LET $until = IF $waits {{ array::max($ahead.due) }} ELSE {{ $due }};
            {CREATE}
            IF !$waits {{ fn::enqueue('expire', $id, $due, {{}}) }};
            IF $tells {{
                fn::enqueue('match-mail', string::concat($id, '/buddy/guest-hour-asked'), $now, {{ person: $buddy }});
            }};
            IF $region != NONE {{
                CREATE type::record('request_region', [$id, 'student']) SET request = $id, person = $student, region = $region RETURN NONE;
            }};
            fn::recount($student, $buddy);
            fn::note($id, $state, 'student', $now, NONE)"
        );
        self.deed("asking", &body, ask.bound(now), now).await
    }

    /// Asks a buddy for a student on the waiting list, for whom nothing is asked now. A place for which another is already
    /// being asked is not asked for twice.
    ///
    /// # Errors
    /// Throws as [`Self::ask`], and `not-open` when the student waits no more.
    pub(crate) async fn ask_for_waiting(
        &self,
        ask: AskRow<'_>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = format!(
            "IF !record::exists(type::record('waiting_list', $student)) {{ THROW 'not-open' }};
            {FIT}{ROOM}
            LET $running = (SELECT VALUE id FROM request WHERE student = $student AND {SAME_KIND}
                AND state IN ['waiting', 'asked', 'question', 'matched', 'running']);
            IF array::len($running) > 0 OR $open >= {MOST_OPEN} {{ THROW 'too-many' }};
            LET $asking = array::len((SELECT VALUE id FROM request WHERE buddy = $buddy AND state IN ['asked', 'question']));
            IF $taken + $asking >= $helper.capacity {{ THROW 'full' }};
            LET $state = 'asked';
            LET $asked = $now;
            LET $until = $due;
            {CREATE}
            fn::enqueue('expire', $id, $due, {{}});
            fn::recount($student, $buddy);
            fn::note($id, 'asked', 'kansrijk', $now, NONE)"
        );
        self.deed("asking for who waits", &body, ask.bound(now), now)
            .await
    }

    /// Asks the buddy of a choice that waited. Gives back silently when it waits no more.
    ///
    /// # Errors
    /// Throws as [`Self::ask`].
    pub(crate) async fn ask_waiting(&self, id: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
        let body = format!(
            "{READ} IF $request.state != 'waiting' {{ THROW 'not-open' }};
            {FIT}{ROOM}
            LET $ahead = (SELECT VALUE id FROM request WHERE student = $student AND rank != NONE AND state IN ['asked', 'question']);
            IF $open >= {MOST_OPEN} OR array::len($ahead) > 0 {{ THROW 'too-many' }};
            UPDATE type::record('request', $id) SET state = 'asked', asked = $now, due = $due RETURN NONE;
            fn::enqueue('expire', $id, $due, {{}});
            fn::recount($student, $buddy);
            fn::note($id, 'asked', 'kansrijk', $now, NONE)"
        );
        let bound = Bound::new().with("id", id).with("due", now + ANSWER_WITHIN);
        self.deed("asking the next choice", &body, bound, now).await
    }

    /// Moves the date on which waiting choices hear more.
    pub(crate) async fn postpone_waiting(
        &self,
        student: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = "LET $due = (SELECT VALUE due FROM request WHERE student = $student AND state IN ['asked', 'question'] AND due != NONE);
            IF array::len($due) > 0 {
                UPDATE request SET due = array::max($due) WHERE student = $student AND state = 'waiting' RETURN NONE;
            }";
        let bound = Bound::new().with("student", student);
        self.deed("moving a date", body, bound, now).await
    }

    /// The buddy, who belongs to a region, says yes: a place is taken, and what else the student asked by the relations in
    /// `ends` ends.
    ///
    /// # Errors
    /// Throws `not-open`, `late`, `full`, `not-fitting`, `unknown`.
    pub(crate) async fn say_yes(
        &self,
        id: &str,
        ends: &[&str],
        region: Option<Region>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let leave = leave_when_served();
        let body = format!(
            "{ANSWERABLE}{FIT}{ANSWERED}
            UPDATE type::record('request', $id) SET state = 'matched', due = $due RETURN NONE;
            LET $taken = fn::recount($student, $buddy);
            IF $taken > $helper.capacity {{ THROW 'full' }};
            FOR $other IN (SELECT VALUE record::id(id) FROM request WHERE student = $student AND relation IN $ends
                AND state IN ['waiting', 'asked', 'question']) {{
                fn::end_request($other, 'withdrawn', 'kansrijk', $now, 'match')
            }};
            LET $relation = $request.relation;
            {leave}
            fn::dequeue('expire', $id);
            IF $region != NONE {{
                UPSERT type::record('request_region', [$id, 'buddy']) SET request = $id, person = $buddy, region = $region RETURN NONE;
            }};
            {TELL_TEACHER}
            {ADVANCE}
            fn::enqueue('follow', $id, $due, {{}});
            fn::note($id, 'matched', 'buddy', $now, NONE)"
        );
        let ends: Vec<String> = ends.iter().map(|&key| key.to_owned()).collect();
        let bound = Bound::new()
            .with("id", id)
            .with("ends", ends)
            .with("region", region.map(|region| region.code().to_owned()))
            .with("due", now + MEET_WITHIN);
        self.deed("saying yes", &body, bound, now).await
    }

    /// The buddy says no, with a kind reason.
    ///
    /// # Errors
    /// Throws `not-open`, `late`.
    pub(crate) async fn say_no(
        &self,
        id: &str,
        reason: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = format!(
            "{ANSWERABLE}{ANSWERED}
            UPDATE type::record('request', $id) SET reason = $reason RETURN NONE;
            {TELL_TEACHER}
            fn::end_request($id, 'declined', 'buddy', $now, $reason)"
        );
        let bound = Bound::new().with("id", id).with("reason", reason);
        self.deed("saying no", &body, bound, now).await
    }

    /// The buddy asks something first, once; the student has 72 hours to reply.
    ///
    /// # Errors
    /// Throws `not-open`, `late`, `asked-before`.
    pub(crate) async fn ask_first(
        &self,
        id: &str,
        question: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = format!(
            "{ANSWERABLE}
            IF $request.question != NONE {{ THROW 'asked-before' }};
            {ANSWERED}
            UPDATE type::record('request', $id) SET state = 'question', question = $question, due = $due RETURN NONE;
            fn::enqueue('expire', $id, $due, {{}});
            fn::enqueue('advance', $student, $now, {{}});
            fn::note($id, 'question', 'buddy', $now, $question)"
        );
        let bound = Bound::new()
            .with("id", id)
            .with("question", question)
            .with("due", now + ANSWER_WITHIN);
        self.deed("asking first", &body, bound, now).await
    }

    /// The student replies; the buddy has 72 hours again.
    ///
    /// # Errors
    /// Throws `not-open`, `late`.
    pub(crate) async fn reply(
        &self,
        id: &str,
        reply: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = format!(
            "{READ} IF $request.state != 'question' {{ THROW 'not-open' }};
            IF $request.due < $now {{ THROW 'late' }};
            UPDATE type::record('request', $id) SET state = 'asked', reply = $reply, due = $due RETURN NONE;
            fn::enqueue('expire', $id, $due, {{}});
            fn::enqueue('advance', $student, $now, {{}});
            fn::note($id, 'replied', 'student', $now, $reply)"
        );
        let bound = Bound::new()
            .with("id", id)
            .with("reply", reply)
            .with("due", now + ANSWER_WITHIN);
        self.deed("replying", &body, bound, now).await
    }

    /// Ends what is open or waits: the student takes it back, or Kansrijk does with a reason.
    ///
    /// # Errors
    /// Throws `not-open`.
    pub(crate) async fn withdraw(
        &self,
        id: &str,
        by: &str,
        detail: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = format!(
            "{READ} IF $request.state NOT IN ['waiting', 'asked', 'question'] {{ THROW 'not-open' }};
            UPDATE type::record('request', $id) SET reason = $detail RETURN NONE;
            fn::end_request($id, 'withdrawn', $by, $now, $detail)"
        );
        let bound = Bound::new()
            .with("id", id)
            .with("by", by)
            .with("detail", detail.map(str::to_owned));
        self.deed("withdrawing", &body, bound, now).await
    }

    /// Ends what nobody answered in time; does nothing where somebody did.
    pub(crate) async fn expire(&self, id: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
        let body = format!(
            "{READ} IF $request.state IN ['asked', 'question'] AND $request.due <= $now {{
                {UNANSWERED}
                {TELL_TEACHER}
                fn::end_request($id, 'expired', 'kansrijk', $now, NONE)
            }}"
        );
        let bound = Bound::new()
            .with("id", id)
            .with("most_silent", i64::from(SILENT));
        self.deed("ending a term", &body, bound, now).await
    }

    /// One of the two says that they have met.
    ///
    /// # Errors
    /// Throws `not-open`.
    pub(crate) async fn meet(
        &self,
        id: &str,
        by: &str,
        next: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = format!(
            "{READ} IF $request.state != 'matched' {{ THROW 'not-open' }};
            UPDATE type::record('request', $id) SET state = 'running', met = $now, due = $due RETURN NONE;
            fn::enqueue('follow', $id, $due, {{}});
            fn::note($id, 'running', $by, $now, NONE)"
        );
        let bound = Bound::new().with("id", id).with("by", by).with("due", next);
        self.deed("noting a first meeting", &body, bound, now).await
    }

    /// Ends a match; its place is free again.
    ///
    /// # Errors
    /// Throws `not-open`.
    pub(crate) async fn close(
        &self,
        id: &str,
        by: &str,
        reason: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = format!(
            "{READ} IF $request.state NOT IN ['matched', 'running'] {{ THROW 'not-open' }};
            UPDATE type::record('request', $id) SET reason = $reason RETURN NONE;
            fn::end_request($id, 'closed', $by, $now, $reason)"
        );
        let bound = Bound::new()
            .with("id", id)
            .with("by", by)
            .with("reason", reason);
        self.deed("closing", &body, bound, now).await
    }

    /// Tells both that a date has passed, and sets the next one.
    pub(crate) async fn remind(
        &self,
        id: &str,
        what: &str,
        next: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = format!(
            "{READ} IF $request.state IN ['matched', 'running'] AND $request.due <= $now {{
                UPDATE type::record('request', $id) SET reminded = true, due = $due RETURN NONE;
                fn::enqueue('follow', $id, $due, {{}});
                fn::note($id, $what, 'kansrijk', $now, NONE)
            }}"
        );
        let bound = Bound::new()
            .with("id", id)
            .with("what", what)
            .with("due", next);
        self.deed("reminding", &body, bound, now).await
    }

    async fn deed(
        &self,
        doing: &'static str,
        body: &str,
        bound: Bound,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let bound = bound
            .with("now", now)
            .with("buddies", BUDDIES.map(str::to_owned).to_vec())
            .with("today", now.date_naive().to_string());
        self.write(doing, body, bound.done()).await
    }
}
