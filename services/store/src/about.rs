//! What a database holds about one person, found by the data register.

use serde_json::{Map, Value, json};

use crate::register::{BASE, Declared, Holds};
use crate::{Database, StoreError};

impl Database {
    /// Every row of every table declared personal in which the person's id stands, with the
    /// purpose of the table. Tables without such rows are left out.
    pub async fn about(&self, person: &str, register: &[Declared]) -> Result<Value, StoreError> {
        let mut found = Map::new();
        for declared in BASE.iter().chain(register) {
            let Holds::Personal(personal) = declared.holds else {
                continue;
            };
            let rows: Vec<Value> = self
                .read_built(format!("SELECT * FROM {}", declared.table))
                .await
                .and_then(|mut results| results.take(0))
                .map_err(StoreError::while_doing("reading what is about a person"))?;
            let own: Vec<Value> = rows.into_iter().filter(|row| names(row, person)).collect();
            if !own.is_empty() {
                let entry = json!({ "purpose": personal.purpose, "retention": personal.retention, "rows": own });
                found.insert(declared.table.to_owned(), entry);
            }
        }
        Ok(Value::Object(found))
    }
}

/// Whether the id stands anywhere in a row, as a value or as the key of a record link.
fn names(value: &Value, person: &str) -> bool {
    match value {
        Value::String(text) => text == person || is_key(text, person),
        Value::Array(values) => values.iter().any(|value| names(value, person)),
        Value::Object(fields) => fields.values().any(|value| names(value, person)),
        _ => false,
    }
}

/// A record id in JSON reads `table:key`, with the key in backticks or brackets where it needs.
fn is_key(text: &str, person: &str) -> bool {
    text.split_once(':').is_some_and(|(_, key)| {
        key.trim_matches(['`', '⟨', '⟩']) == person
            || key
                .strip_prefix('[')
                .and_then(|list| list.strip_suffix(']'))
                .is_some_and(|list| {
                    list.split(',')
                        .any(|part| part.trim().trim_matches(['\'', '"']) == person)
                })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_found_in_values_lists_and_record_ids() {
        for row in [
            json!({ "by": "noor" }),
            json!({ "members": ["bilal", "noor"] }),
            json!({ "id": "person:noor" }),
            json!({ "id": "signup:['e1', 'noor']" }),
            json!({ "id": "person:⟨noor⟩" }),
        ] {
            assert!(names(&row, "noor"), "{row}");
        }
        assert!(!names(&json!({ "name": "noortje", "n": 1 }), "noor"));
    }
}
