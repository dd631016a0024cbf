//! Who is out of whose sight: suspensions and blocks as accounts tells them in its log. A service
//! that shows people has the tables `suspended`, with a person's id as its own, and `block`, with
//! the fields `by` and `whom`, in its own schema.

use std::collections::BTreeSet;

use nouns::PersonId;
use surrealdb::types::Variables;

use crate::register::{Basis, Declared, Erasure, Holds, Personal};
use crate::{Database, StoreError};

/// What the table `suspended` holds about people.
pub const SUSPENDED: Declared = Declared {
    table: "suspended",
    holds: Holds::Personal(Personal {
        purpose: "to keep somebody who is suspended out of the sight of others; followed from accounts",
        basis: Basis::LegitimateInterest,
        retention: "until the suspension is over or lifted",
        export: "that it is so",
        erasure: Erasure::Removed,
        whose: &["record::id(id)"],
    }),
};

/// What the table `block` holds about people.
pub const BLOCK: Declared = Declared {
    table: "block",
    holds: Holds::Personal(Personal {
        purpose: "to keep two people out of each other's sight; followed from accounts",
        basis: Basis::LegitimateInterest,
        retention: "until the person takes it back",
        export: "whom the person blocked; never by whom they were blocked",
        erasure: Erasure::Otherwise("removed on both sides"),
        whose: &["by"],
    }),
};

impl Database {
    /// Who is kept out for a while: out of everybody's sight.
    pub async fn suspended(&self) -> Result<BTreeSet<String>, StoreError> {
        let surql = "SELECT VALUE record::id(id) FROM suspended";
        self.read(surql)
            .await
            .and_then(|mut results| results.take::<Vec<String>>(0))
            .map(BTreeSet::from_iter)
            .map_err(StoreError::while_doing("reading who is suspended"))
    }

    /// Whom somebody blocked, who blocked them (to both it is the same), and who is suspended.
    pub async fn hidden_from(&self, person: &PersonId) -> Result<BTreeSet<String>, StoreError> {
        let surql = "RETURN array::concat((SELECT VALUE whom FROM block WHERE by = $person),
            (SELECT VALUE by FROM block WHERE whom = $person),
            (SELECT VALUE record::id(id) FROM suspended WHERE record::id(id) != $person))";
        self.read(surql)
            .bind(("person", person.to_string()))
            .await
            .and_then(|mut results| results.take::<Vec<String>>(0))
            .map(BTreeSet::from_iter)
            .map_err(StoreError::while_doing("reading who is out of sight"))
    }

    /// Takes over whether somebody is kept out, with the place in the log at which that was told.
    pub async fn keep_suspended(
        &self,
        follower: &'static str,
        position: u64,
        person: &PersonId,
        stands: bool,
    ) -> Result<(), StoreError> {
        let body = if stands {
            "UPSERT type::record('suspended', $person) RETURN NONE"
        } else {
            "DELETE type::record('suspended', $person) RETURN NONE"
        };
        let mut variables = Variables::new();
        variables.insert("person", person.to_string());
        let doing = "taking over a suspension";
        self.follow(doing, follower, position, body, variables)
            .await
    }

    /// Takes over whether somebody blocked somebody, with the place in the log at which that was told.
    pub async fn keep_block(
        &self,
        follower: &'static str,
        position: u64,
        by: &PersonId,
        whom: &PersonId,
        stands: bool,
    ) -> Result<(), StoreError> {
        let body = if stands {
            "UPSERT type::record('block', [$by, $whom]) SET by = $by, whom = $whom RETURN NONE"
        } else {
            "DELETE type::record('block', [$by, $whom]) RETURN NONE"
        };
        let mut variables = Variables::new();
        variables.insert("by", by.to_string());
        variables.insert("whom", whom.to_string());
        let doing = "taking over a block";
        self.follow(doing, follower, position, body, variables)
            .await
    }
}
