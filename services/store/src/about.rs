//! What a database holds about one person, found by the data register.

use serde_json::{Map, Value, json};

use crate::register::{BASE, Declared, Holds};
use crate::{Database, StoreError};

impl Database {
    /// Every row of every table declared personal that is the person's, with the purpose of the
    /// table. Tables without such rows are left out.
    pub async fn about(&self, person: &str, register: &[Declared]) -> Result<Value, StoreError> {
        let mut found = Map::new();
        for declared in BASE.iter().chain(register) {
            let Holds::Personal(personal) = declared.holds else {
                continue;
            };
            let surql = format!(
                "SELECT * FROM {} WHERE {}",
                declared.table,
                personal.is_of_person()
            );
            let own: Vec<Value> = self
                .read_built(surql)
                .bind(("person", person.to_owned()))
                .await
                .and_then(|mut results| results.take(0))
                .map_err(StoreError::while_doing("reading what is about a person"))?;
            if !own.is_empty() {
                let entry = json!({ "purpose": personal.purpose, "retention": personal.retention, "rows": own });
                found.insert(declared.table.to_owned(), entry);
            }
        }
        Ok(Value::Object(found))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::{Basis, Erasure, Personal};
    use crate::{Datastore, Migration};

    const SCHEMA: &[Migration] = &[Migration {
        name: "0001-blocks",
        surql: "DEFINE TABLE person SCHEMALESS; DEFINE TABLE block SCHEMALESS;",
        sample: "",
    }];

    const fn personal(table: &'static str, whose: &'static [&'static str]) -> Declared {
        Declared {
            table,
            holds: Holds::Personal(Personal {
                purpose: "to try",
                basis: Basis::Contract,
                retention: "a test",
                export: "all",
                erasure: Erasure::Removed,
                whose,
            }),
        }
    }

    const REGISTER: &[Declared] = &[
        personal("person", &["record::id(id)"]),
        personal("block", &["by"]),
    ];

    async fn filled() -> Database {
        let datastore = Datastore::in_memory().await.unwrap();
        let db = datastore.database("things", SCHEMA).await.unwrap();
        let body = "CREATE person:noor; CREATE person:ria;
            CREATE block:a SET by = 'noor', whom = 'ria'; CREATE block:b SET by = 'ria', whom = 'noor';
            fn::enqueue('mail', 'noor', d'2030-01-01T00:00:00Z', {});
            fn::enqueue('mail', 'x', d'2030-01-01T00:00:00Z', { person: 'noor' })";
        db.transact("filling", body, surrealdb::types::Variables::new())
            .await
            .unwrap();
        db
    }

    fn count(about: &Value, table: &str) -> usize {
        about[table]["rows"].as_array().map_or(0, Vec::len)
    }

    #[tokio::test]
    async fn a_person_gets_what_is_theirs_and_nothing_of_others() {
        let about = filled().await.about("noor", REGISTER).await.unwrap();
        assert_eq!(count(&about, "person"), 1);
        assert_eq!(
            count(&about, "block"),
            1,
            "who blocked whom stays with who blocked"
        );
        assert_eq!(count(&about, "job"), 2);
    }

    #[tokio::test]
    async fn what_is_removed_is_what_was_theirs() {
        let db = filled().await;
        let mut variables = surrealdb::types::Variables::new();
        variables.insert("person", "noor".to_owned());
        db.transact("removing", &crate::register::removal(REGISTER), variables)
            .await
            .unwrap();
        let about = db.about("noor", REGISTER).await.unwrap();
        assert_eq!(about, json!({}));
        assert_eq!(count(&db.about("ria", REGISTER).await.unwrap(), "block"), 1);
    }
}
