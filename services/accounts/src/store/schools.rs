use nouns::{Region, SchoolId};
use serde::de::Error as _;
use serde::{Deserialize, Serialize};
use store::StoreError;
use surrealdb::types::Variables;

use super::Store;
use crate::school::School;

/// So many schools in one transaction.
const BATCH: usize = 200;

#[derive(Serialize, Deserialize)]
struct SchoolRow {
    id: String,
    name: String,
    sector: String,
    place: String,
    region: String,
    website: Option<String>,
}

impl Store {
    pub(crate) async fn schools(&self) -> Result<Vec<School>, StoreError> {
        let rows: Vec<serde_json::Value> = self
            .db
            .read("SELECT record::id(id) AS id, name, sector, place, region, website FROM school")
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("reading schools"))?;
        rows.into_iter().map(read).collect()
    }

    /// Adds schools, or replaces those with the same code; whoever belongs to one stands with its kind from now on.
    pub(crate) async fn put_schools(&self, schools: &[School]) -> Result<(), StoreError> {
        let body = "FOR $school IN $schools {
            UPSERT type::record('school', $school.id) SET name = $school.name, sector = $school.sector,
                place = $school.place, region = $school.region, website = $school.website ?? NONE;
        };
        FOR $one IN (SELECT VALUE record::id(id) FROM person WHERE school IN $schools.id) {
            fn::log('standing', $one);
        }";
        for batch in schools.chunks(BATCH) {
            let rows = batch
                .iter()
                .map(|school| serde_json::to_value(SchoolRow::from(school)))
                .collect::<Result<Vec<_>, _>>()
                .map_err(|source| StoreError::Row {
                    table: "school",
                    source,
                })?;
            let mut variables = Variables::new();
            variables.insert("schools", rows);
            self.db.transact("keeping schools", body, variables).await?;
        }
        Ok(())
    }
}

impl From<&School> for SchoolRow {
    fn from(school: &School) -> Self {
        Self {
            id: school.id.as_str().to_owned(),
            name: school.name.clone(),
            sector: school.sector.clone(),
            place: school.place.clone(),
            region: school.region.code().to_owned(),
            website: school.website.clone(),
        }
    }
}

fn read(row: serde_json::Value) -> Result<School, StoreError> {
    let wrong = |source| StoreError::Row {
        table: "school",
        source,
    };
    let row: SchoolRow = serde_json::from_value(row).map_err(wrong)?;
    Ok(School {
        id: SchoolId::parse(&row.id).map_err(|error| wrong(serde_json::Error::custom(error)))?,
        name: row.name,
        sector: row.sector,
        place: row.place,
        region: Region::parse(&row.region)
            .map_err(|error| wrong(serde_json::Error::custom(error)))?,
        website: row.website,
    })
}
