//! The data register is code: every table says whether it holds personal data, and if so why,
//! on what basis, how long, and what happens to it at export and erasure (GDPR, articles 5,
//! 6, 15, 17 and 30).

use crate::{Database, StoreError};

/// A table of a service, declared.
#[derive(Debug, Clone, Copy)]
pub struct Declared {
    pub table: &'static str,
    pub holds: Holds,
}

#[derive(Debug, Clone, Copy)]
pub enum Holds {
    /// Nothing about a person; says what instead.
    NothingPersonal(&'static str),
    Personal(Personal),
}

#[derive(Debug, Clone, Copy)]
pub struct Personal {
    pub purpose: &'static str,
    pub basis: Basis,
    pub retention: &'static str,
    /// What the person gets of it at an export.
    pub export: &'static str,
    /// What becomes of it at an erasure.
    pub erasure: Erasure,
    /// Whose a row is: `SurrealQL` expressions that give the id of a person. What stands in a row
    /// about somebody else (whom a person blocked) is not that other's.
    pub whose: &'static [&'static str],
}

/// What becomes of a person's rows when the person goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Erasure {
    Removed,
    /// The row stays without the person, or goes in another way; says which.
    Otherwise(&'static str),
}

impl Personal {
    /// The condition that a row is of the person `$person`.
    #[must_use]
    pub fn is_of_person(&self) -> String {
        let own: Vec<String> = self
            .whose
            .iter()
            .map(|whose| format!("{whose} = $person"))
            .collect();
        if own.is_empty() {
            "false".to_owned()
        } else {
            own.join(" OR ")
        }
    }
}

/// Statements that remove the rows of `$person` from every table that says so, for a transaction.
#[must_use]
pub fn removal(register: &[Declared]) -> String {
    BASE.iter()
        .chain(register)
        .filter_map(|declared| match declared.holds {
            Holds::Personal(personal) if personal.erasure == Erasure::Removed => Some(format!(
                "DELETE {} WHERE {} RETURN NONE;\n",
                declared.table,
                personal.is_of_person()
            )),
            _ => None,
        })
        .collect()
}

/// The legal basis, GDPR article 6(1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    Consent,
    Contract,
    LegalObligation,
    PublicTask,
    LegitimateInterest,
}

/// The tables that every database has through this crate.
pub const BASE: &[Declared] = &[
    nothing("migration", "which schema steps ran"),
    nothing("counter", "positions"),
    nothing("cursor", "positions"),
    nothing(
        "outbox",
        "ids of what changed, trimmed once every follower has them",
    ),
    Declared {
        table: "job",
        holds: Holds::Personal(Personal {
            purpose: "to do later what a person asked for or was promised",
            basis: Basis::Contract,
            retention: "until done; failed ones until someone has looked, 30 days at most",
            export: "what waits for the person",
            erasure: Erasure::Removed,
            whose: &["key", "payload.person"],
        }),
    },
];

/// A table without personal data.
#[must_use]
pub const fn nothing(table: &'static str, what: &'static str) -> Declared {
    Declared {
        table,
        holds: Holds::NothingPersonal(what),
    }
}

/// For tests: tables without a declaration, and declarations without a table.
pub async fn differences(db: &Database, register: &[Declared]) -> Result<Vec<String>, StoreError> {
    let tables = db.tables().await?;
    let declared: Vec<&str> = BASE
        .iter()
        .chain(register)
        .map(|entry| entry.table)
        .collect();
    let missing = tables
        .iter()
        .filter(|table| !declared.contains(&table.as_str()))
        .map(|table| format!("{table} is not declared"));
    let idle = declared
        .iter()
        .filter(|table| !tables.iter().any(|name| name == *table))
        .map(|table| format!("{table} does not exist"));
    Ok(missing.chain(idle).collect())
}
