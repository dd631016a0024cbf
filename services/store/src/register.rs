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
    pub erasure: &'static str,
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
            erasure: "removed with the person's things",
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
