use chrono::{DateTime, Utc};
use contract::matching::Choices;
use surrealdb::types::SurrealValue;

/// A row of `profile`, as it is written and read.
#[derive(Debug, Clone, SurrealValue)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a row has a column for each independent choice"
)]
pub(crate) struct ProfileRow {
    pub(crate) side: String,
    pub(crate) person: String,
    pub(crate) name: String,
    pub(crate) minor: bool,
    pub(crate) active: bool,
    pub(crate) updated: DateTime<Utc>,
    pub(crate) relations: Vec<String>,
    pub(crate) programme: Option<String>,
    pub(crate) goals_wanted: Vec<String>,
    pub(crate) goals_offered: Vec<String>,
    pub(crate) study_field: Option<String>,
    pub(crate) route: Option<String>,
    pub(crate) languages: Vec<String>,
    pub(crate) region: Option<String>,
    pub(crate) online: bool,
    pub(crate) in_person: bool,
    pub(crate) asynchronous: bool,
    pub(crate) leerweg: Option<String>,
    pub(crate) slots: Vec<String>,
    pub(crate) interests: Vec<String>,
    pub(crate) dislikes: Vec<String>,
    pub(crate) ways_of_working: Vec<String>,
    pub(crate) wished_routes: Vec<String>,
    pub(crate) known_routes: Vec<String>,
    pub(crate) capacity: i64,
}

/// Who a profile belongs to, beside its choices.
pub(crate) struct Owner<'a> {
    pub(crate) person: &'a str,
    pub(crate) name: &'a str,
    pub(crate) minor: bool,
    pub(crate) active: bool,
}

impl ProfileRow {
    pub(crate) fn of(owner: &Owner<'_>, choices: Choices, updated: DateTime<Utc>) -> Self {
        Self {
            side: choices.side,
            person: owner.person.to_owned(),
            name: owner.name.to_owned(),
            minor: owner.minor,
            active: owner.active,
            updated,
            relations: choices.relations,
            programme: choices.programme,
            goals_wanted: choices.goals_wanted,
            goals_offered: choices.goals_offered,
            study_field: choices.study_field,
            route: choices.route,
            languages: choices.languages,
            region: choices.region,
            online: choices.online,
            in_person: choices.in_person,
            asynchronous: choices.asynchronous,
            leerweg: choices.leerweg,
            slots: choices.slots,
            interests: choices.interests,
            dislikes: choices.dislikes,
            ways_of_working: choices.ways_of_working,
            wished_routes: choices.wished_routes,
            known_routes: choices.known_routes,
            capacity: i64::from(choices.capacity),
        }
    }

    pub(crate) fn choices(&self) -> Choices {
        let row = self.clone();
        Choices {
            side: row.side,
            relations: row.relations,
            programme: row.programme,
            goals_wanted: row.goals_wanted,
            goals_offered: row.goals_offered,
            study_field: row.study_field,
            route: row.route,
            languages: row.languages,
            region: row.region,
            online: row.online,
            in_person: row.in_person,
            asynchronous: row.asynchronous,
            leerweg: row.leerweg,
            slots: row.slots,
            interests: row.interests,
            dislikes: row.dislikes,
            ways_of_working: row.ways_of_working,
            wished_routes: row.wished_routes,
            known_routes: row.known_routes,
            capacity: u8::try_from(row.capacity).unwrap_or_default(),
        }
    }
}

/// A row of `request`.
#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct RequestRow {
    /// The id without its table.
    pub(crate) key: String,
    pub(crate) student: String,
    pub(crate) buddy: String,
    pub(crate) student_name: String,
    pub(crate) buddy_name: String,
    /// The student was a minor when they asked.
    pub(crate) minor: bool,
    pub(crate) relation: String,
    pub(crate) form: Option<String>,
    pub(crate) programme: Option<String>,
    pub(crate) rank: Option<i64>,
    pub(crate) state: String,
    pub(crate) made: DateTime<Utc>,
    pub(crate) asked: Option<DateTime<Utc>>,
    pub(crate) due: Option<DateTime<Utc>>,
    pub(crate) met: Option<DateTime<Utc>>,
    pub(crate) reminded: bool,
    pub(crate) question: Option<String>,
    pub(crate) reply: Option<String>,
    pub(crate) reason: Option<String>,
    pub(crate) steps: i64,
    /// What a class asks; nothing in any other request.
    pub(crate) class_slots: Option<Vec<String>>,
    pub(crate) class_subject: Option<String>,
    pub(crate) class_students: Option<i64>,
    pub(crate) class_place: Option<String>,
}

impl RequestRow {
    /// A teacher asked a role model for an hour in class.
    pub(crate) fn is_for_class(&self) -> bool {
        self.class_subject.is_some()
    }
}

/// A row of `event`.
#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct EventRow {
    pub(crate) request: String,
    pub(crate) n: i64,
    pub(crate) what: String,
    pub(crate) by: String,
    pub(crate) at: DateTime<Utc>,
    pub(crate) detail: Option<String>,
}

/// A row of `notice`.
#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct NoticeRow {
    pub(crate) request: String,
    pub(crate) what: String,
    pub(crate) other: String,
    pub(crate) at: DateTime<Utc>,
}
