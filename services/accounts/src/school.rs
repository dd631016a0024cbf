use nouns::{Region, SchoolId};

use crate::{Accounts, AccountsError};

/// A school as the register of DUO has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct School {
    /// The institution code.
    pub id: SchoolId,
    pub name: String,
    /// `mbo`, `hbo` or `wo`.
    pub sector: String,
    pub place: String,
    pub region: Region,
    pub website: Option<String>,
}

/// What became of a list of schools.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptSchools {
    pub added: usize,
    /// Known already, with something new in the list.
    pub changed: usize,
}

impl Accounts {
    /// Keeps a list of schools: new ones are added, known ones brought up to date. A school that
    /// the list does not name stays, because people may belong to it.
    pub async fn keep_schools(&self, schools: Vec<School>) -> Result<KeptSchools, AccountsError> {
        let known = self.store.schools().await?;
        let (mut added, mut changed, mut put) = (0, 0, Vec::new());
        for school in schools {
            match known.iter().find(|one| one.id == school.id) {
                Some(same) if *same == school => continue,
                Some(_) => changed += 1,
                None => added += 1,
            }
            put.push(school);
        }
        self.store.put_schools(&put).await?;
        Ok(KeptSchools { added, changed })
    }

    /// All schools, by name.
    pub async fn schools(&self) -> Result<Vec<School>, AccountsError> {
        let mut schools = self.store.schools().await?;
        schools.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(schools)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::without_people;

    fn school(code: &str, name: &str) -> School {
        School {
            id: SchoolId::parse(code).unwrap(),
            name: name.to_owned(),
            sector: "mbo".to_owned(),
            place: "UTRECHT".to_owned(),
            region: Region::parse("RMC-19").unwrap(),
            website: None,
        }
    }

    #[tokio::test]
    async fn a_list_that_comes_again_changes_only_what_is_new() {
        let accounts = without_people().await;
        let list = vec![school("25LH", "Roc B"), school("25PZ", "Roc A")];
        let first = accounts.keep_schools(list.clone()).await.unwrap();
        assert_eq!(
            first,
            KeptSchools {
                added: 2,
                changed: 0
            }
        );
        let mut again = list;
        again[1].name = "Roc C".to_owned();
        let second = accounts.keep_schools(again).await.unwrap();
        assert_eq!(
            second,
            KeptSchools {
                added: 0,
                changed: 1
            }
        );
        let names: Vec<String> = accounts
            .schools()
            .await
            .unwrap()
            .into_iter()
            .map(|school| school.name)
            .collect();
        assert_eq!(names, ["Roc B", "Roc C"]);
    }
}
