//! The only `SurrealQL` of the toolbox.

mod collections;
mod drafts;
mod exchange;
mod following;
mod import;
mod joining;
mod keeping;
mod owned;
mod planting;
mod row;
mod searches;
mod teams;
mod tried;

use nouns::{CardId, PersonId};
use serde_json::Value;
use store::register::{Basis, Declared, Erasure, Holds, Personal, nothing};
use store::{Database, Datastore, Harvest, Migration, StoreError, sight};
use surrealdb::types::{RecordId, SurrealValue, Variables};

use crate::card::{Author, Card, Version};
use crate::keeping::Withdrawal;

/// The steps of this service's schema, oldest first.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "0001-cards",
        surql: include_str!("../../migrations/0001-cards.surql"),
        sample: include_str!("../../migrations/0001-cards.sample.surql"),
    },
    Migration {
        name: "0002-blocks",
        surql: include_str!("../../migrations/0002-blocks.surql"),
        sample: include_str!("../../migrations/0002-blocks.sample.surql"),
    },
    Migration {
        name: "0003-teams",
        surql: include_str!("../../migrations/0003-teams.surql"),
        sample: include_str!("../../migrations/0003-teams.sample.surql"),
    },
    Migration {
        name: "0004-tried",
        surql: include_str!("../../migrations/0004-tried.surql"),
        sample: include_str!("../../migrations/0004-tried.sample.surql"),
    },
    Migration {
        name: "0005-card-life",
        surql: include_str!("../../migrations/0005-card-life.surql"),
        sample: include_str!("../../migrations/0005-card-life.sample.surql"),
    },
    Migration {
        name: "0006-collections",
        surql: include_str!("../../migrations/0006-collections.surql"),
        sample: include_str!("../../migrations/0006-collections.sample.surql"),
    },
    Migration {
        name: "0007-harvest",
        surql: include_str!("../../migrations/0007-harvest.surql"),
        sample: include_str!("../../migrations/0007-harvest.sample.surql"),
    },
    Migration {
        name: "0008-questions",
        surql: include_str!("../../migrations/0008-questions.surql"),
        sample: include_str!("../../migrations/0008-questions.sample.surql"),
    },
    Migration {
        name: "0009-searches",
        surql: include_str!("../../migrations/0009-searches.surql"),
        sample: include_str!("../../migrations/0009-searches.sample.surql"),
    },
    Migration {
        name: "0010-questions-of-teams",
        surql: include_str!("../../migrations/0010-questions-of-teams.surql"),
        sample: include_str!("../../migrations/0010-questions-of-teams.sample.surql"),
    },
    Migration {
        name: "0011-suspended",
        surql: include_str!("../../migrations/0011-suspended.surql"),
        sample: include_str!("../../migrations/0011-suspended.sample.surql"),
    },
];

/// What the tables hold about people.
pub const REGISTER: &[Declared] = &[
    nothing("batch", "when a file was imported"),
    nothing("batch_part", "ids of imported cards"),
    nothing("adaptation", "which card was made from which"),
    nothing("withdrawal", "why a card went off the shelf"),
    nothing("review_wish", "which schools have cards read first"),
    Declared {
        table: "draft",
        holds: Holds::Personal(Personal {
            purpose: "to keep what a person has not finished, and to let a colleague read it",
            basis: Basis::Contract,
            retention: "until it is a card, or 180 days after the last change; in review 14 days",
            export: "every draft of the person",
            erasure: Erasure::Otherwise("removed; as the one who reads a colleague's, struck out"),
            whose: &["owner"],
        }),
    },
    Declared {
        table: "collection",
        holds: Holds::Personal(Personal {
            purpose: "to keep cards together in an order, and to say who did",
            basis: Basis::Contract,
            retention: "until the person throws it away",
            export: "every collection of the person",
            erasure: Erasure::Removed,
            whose: &["owner"],
        }),
    },
    sight::SUSPENDED,
    sight::BLOCK,
    Declared {
        table: "card",
        holds: Holds::Personal(Personal {
            purpose: "to say who shared a card, and to let that person change it",
            basis: Basis::Contract,
            retention: "as long as the card is on the shelf",
            export: "the cards that the person shared",
            erasure: Erasure::Otherwise(
                "person and name are removed, the card stays with its team",
            ),
            whose: &["owner", "by"],
        }),
    },
    Declared {
        table: "question",
        holds: Holds::Personal(Personal {
            purpose: "to bring a team's question to those who know, and the answer back",
            basis: Basis::Contract,
            retention: "as long as others learn from it, or until it is taken away",
            export: "the questions that the person asked",
            erasure: Erasure::Otherwise(
                "person and name are removed and the question closes, its words stay",
            ),
            whose: &["asker"],
        }),
    },
    Declared {
        table: "answer",
        holds: Holds::Personal(Personal {
            purpose: "to answer a team's question, and to be thanked for it",
            basis: Basis::Contract,
            retention: "as long as its question",
            export: "the answers that the person gave, with the thanks for them",
            erasure: Erasure::Otherwise("person and name are removed, the answer stays"),
            whose: &["by"],
        }),
    },
    Declared {
        table: "question_news",
        holds: Holds::Personal(Personal {
            purpose: "to tell a person what happened to a question",
            basis: Basis::Contract,
            retention: "until the person reads the question",
            export: "those that wait",
            erasure: Erasure::Removed,
            whose: &["person"],
        }),
    },
    Declared {
        table: "saved_search",
        holds: Holds::Personal(Personal {
            purpose: "to keep what a person looks for, and to mail what is new to who wants that",
            basis: Basis::Contract,
            retention: "until the person throws the last search away",
            export: "every saved search of the person, and which cards mails told of",
            erasure: Erasure::Removed,
            whose: &["person"],
        }),
    },
    nothing("harvest", "how far harvesters can see"),
    nothing("harvest_place", "ids of public cards by change"),
    nothing(
        "harvest_card",
        "ids of cards that are or were public; without persons",
    ),
    Declared {
        table: "revision",
        holds: Holds::Personal(Personal {
            purpose: "to say who changed a card, when and how",
            basis: Basis::Contract,
            retention: "as long as the card",
            export: "the changes that the person made",
            erasure: Erasure::Otherwise("person and name are removed, the change stays"),
            whose: &["by"],
        }),
    },
    nothing("team", "what a team is and how many are in it"),
    nothing(
        "tried",
        "what a team tried and how it went, without anybody's name",
    ),
    Declared {
        table: "team_member",
        holds: Holds::Personal(Personal {
            purpose: "to let somebody act for a team, and to show the team what they are good at",
            basis: Basis::Contract,
            retention: "until the person leaves the team",
            export: "the teams of the person and what they say of themselves there",
            erasure: Erasure::Removed,
            whose: &["person"],
        }),
    },
    Declared {
        table: "team_invite",
        holds: Holds::Personal(Personal {
            purpose: "to let teachers into a team by a link",
            basis: Basis::Contract,
            retention: "14 days, or until it is taken back",
            export: "the links that the person made, without what opens them",
            erasure: Erasure::Removed,
            whose: &["by"],
        }),
    },
    Declared {
        table: "team_request",
        holds: Holds::Personal(Personal {
            purpose: "to ask a team to join it",
            basis: Basis::Contract,
            retention: "until the team answers, 14 days at most",
            export: "the requests of the person that wait",
            erasure: Erasure::Removed,
            whose: &["person"],
        }),
    },
    Declared {
        table: "team_notice",
        holds: Holds::Personal(Personal {
            purpose: "to tell what became of a request to join a team",
            basis: Basis::Contract,
            retention: "30 days",
            export: "the news to the person",
            erasure: Erasure::Removed,
            whose: &["person"],
        }),
    },
];

/// The topic of the log under which a whole import arrives; every other entry is one card.
pub(crate) const BATCH_TOPIC: &str = "batch";

const ADD: &str = "CREATE type::record('card', $id) SET
        content = $content, owner = $owner, owner_name = $owner_name,
        school = $school, region = $region, state = $state, created = $created,
        version = $version, deed = $deed, by = $by, by_name = $by_name, at = $at
        RETURN NONE;
    fn::log('card', $id)";
const REPLACE: &str = "LET $old = (SELECT * FROM ONLY type::record('card', $id));
    IF $old.version != $from { THROW 'changed' };
    CREATE type::record('revision', [$id, $from]) SET
        version = $from, content = $old.content, deed = $old.deed,
        by = $old.by, by_name = $old.by_name, at = $old.at RETURN NONE;
    UPDATE type::record('card', $id) SET
        content = $content, region = $region, state = $state, version = $version, deed = $deed,
        by = $by, by_name = $by_name, at = $at RETURN NONE;
    fn::log('card', $id)";
const WITHDRAW: &str = "UPSERT type::record('withdrawal', $id) SET
        why = $why, words = $words RETURN NONE;";
pub(crate) use exchange::{Change, KeptNews, QUESTION, TELL, ToTell};
pub(crate) use joining::REQUEST_ENDS;
pub(crate) use searches::{LOOK, TELL_SEARCHER};

/// The toolbox's database.
#[derive(Clone)]
pub(crate) struct Store {
    pub(crate) db: Database,
    /// What harvesters see of the cards.
    pub(crate) harvest: Harvest,
    datastore: Datastore,
}

impl Store {
    /// Opens, migrates, and removes what an import left that did not end.
    pub(crate) async fn open(datastore: &Datastore) -> Result<Self, StoreError> {
        let db = datastore.database("toolbox", MIGRATIONS).await?;
        let store = Self {
            harvest: Harvest::of(&db, "card"),
            db,
            datastore: datastore.clone(),
        };
        store.remove_unfinished_batches().await?;
        Ok(store)
    }

    pub(crate) async fn card(&self, id: &CardId) -> Result<Option<Card>, StoreError> {
        Ok(self.cards(std::slice::from_ref(id)).await?.pop())
    }

    /// Those of `ids` that exist, in the order of `ids`.
    pub(crate) async fn cards(&self, ids: &[CardId]) -> Result<Vec<Card>, StoreError> {
        let surql = format!("SELECT {} FROM $ids WHERE {}", row::CARD, row::VISIBLE);
        let ids: Vec<RecordId> = ids.iter().map(record).collect();
        let rows: Vec<Value> = self
            .db
            .read_built(surql)
            .bind(("ids", ids))
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("reading cards"))?;
        rows.into_iter().map(row::card).collect()
    }

    /// The ids of all cards.
    pub(crate) async fn ids(&self) -> Result<Vec<CardId>, StoreError> {
        let surql = format!(
            "SELECT VALUE record::id(id) FROM card WHERE {}",
            row::VISIBLE
        );
        let ids: Vec<String> = self
            .db
            .read_built(surql)
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("listing cards"))?;
        Ok(ids.iter().filter_map(|id| CardId::parse(id).ok()).collect())
    }

    /// Puts a new card on the shelf.
    pub(crate) async fn add(&self, card: &Card) -> Result<(), StoreError> {
        self.put_on_shelf(card, None, None).await
    }

    /// Replaces version `from` of a card by the version it has now, and keeps the earlier one; of
    /// one that goes off the shelf also why.
    ///
    /// # Errors
    /// Throws `changed` when the card is not at version `from` any more.
    pub(crate) async fn replace(
        &self,
        card: &Card,
        from: u32,
        withdrawal: Option<&Withdrawal>,
    ) -> Result<(), StoreError> {
        let mut variables = variables(card)?;
        variables.insert("from", i64::from(from));
        let mut body = String::from(REPLACE);
        if let Some(withdrawal) = withdrawal {
            body.insert_str(0, WITHDRAW);
            variables.insert("why", withdrawal.why.clone());
            variables.insert("words", withdrawal.words.as_str().to_owned());
        }
        self.db
            .transact("changing a card", &body, variables)
            .await
            .map(drop)
    }

    /// The versions before the present one, oldest first.
    pub(crate) async fn earlier(&self, card: &Card) -> Result<Vec<Version>, StoreError> {
        if card.current.number == 1 {
            return Ok(Vec::new());
        }
        let ids: Vec<RecordId> = (1..card.current.number)
            .map(|number| {
                let key = vec![
                    card.id.as_str().to_owned().into_value(),
                    i64::from(number).into_value(),
                ];
                RecordId::new("revision", surrealdb::types::Array::from(key))
            })
            .collect();
        let rows: Vec<Value> = self
            .db
            .read("SELECT version, content, deed, by, by_name, at FROM $ids")
            .bind(("ids", ids))
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("reading the versions of a card"))?;
        rows.into_iter().map(row::version).collect()
    }

    /// The cards that a person shared, those off the shelf too.
    pub(crate) async fn shared_by(&self, person: &PersonId) -> Result<Vec<Card>, StoreError> {
        let surql = format!("SELECT {} FROM card WHERE owner = $person", row::CARD);
        let rows: Vec<Value> = self
            .db
            .read_built(surql)
            .bind(("person", person.as_str().to_owned()))
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("reading a person's cards"))?;
        rows.into_iter().map(row::card).collect()
    }
}

fn record(id: &CardId) -> RecordId {
    RecordId::new("card", id.as_str())
}

/// Everything of a card, as its table has it.
fn variables(card: &Card) -> Result<Variables, StoreError> {
    let current = &card.current;
    let mut variables = Variables::new();
    variables.insert("id", card.id.as_str().to_owned());
    variables.insert("content", row::content(&current.content)?);
    variables.insert("owner", person(card.owner.as_ref()));
    variables.insert("owner_name", name(card.owner.as_ref()));
    variables.insert(
        "school",
        card.school.as_ref().map(|id| id.as_str().to_owned()),
    );
    variables.insert("region", card.region.map(|region| region.code().to_owned()));
    variables.insert("state", card.state.as_str().to_owned());
    variables.insert("created", card.created);
    variables.insert("version", i64::from(current.number));
    variables.insert("deed", current.deed.as_str().to_owned());
    variables.insert("by", person(current.by.as_ref()));
    variables.insert("by_name", name(current.by.as_ref()));
    variables.insert("at", current.at);
    Ok(variables)
}

fn person(author: Option<&Author>) -> Option<String> {
    author.map(|author| author.person.as_str().to_owned())
}

fn name(author: Option<&Author>) -> Option<String> {
    author.map(|author| author.name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::Visibility;
    use crate::samples::card_of;

    async fn opened() -> Store {
        Store::open(&Datastore::in_memory().await.unwrap())
            .await
            .unwrap()
    }

    #[tokio::test]
    async fn every_migration_runs_on_the_filled_database_of_the_one_before() {
        let db = store::migrated_with_samples("toolbox", MIGRATIONS)
            .await
            .unwrap();
        let store = Store {
            harvest: Harvest::of(&db, "card"),
            db: db.clone(),
            datastore: Datastore::in_memory().await.unwrap(),
        };
        let card = store.card(&CardId::parse("rondje").unwrap()).await;
        assert!(card.unwrap().is_some());
        let differences = store::register::differences(&db, REGISTER).await.unwrap();
        assert_eq!(differences, Vec::<String>::new());
    }

    #[tokio::test]
    async fn a_card_reads_back_as_it_was_written_and_is_logged() {
        let store = opened().await;
        let card = card_of("saskia", Visibility::School);
        store.add(&card).await.unwrap();
        assert_eq!(store.card(&card.id).await.unwrap(), Some(card.clone()));
        assert!(matches!(
            store.add(&card).await,
            Err(StoreError::AlreadyExists)
        ));
        let log = store.db.log_after(0, 10).await.unwrap();
        assert_eq!((log.len(), log[0].key.as_str()), (1, "rondje"));
    }

    #[tokio::test]
    async fn the_earlier_version_is_kept_and_a_stale_one_changes_nothing() {
        let store = opened().await;
        let old = card_of("saskia", Visibility::Country);
        store.add(&old).await.unwrap();
        let mut new = old.clone();
        new.current.number = 2;
        new.current.content.goal = crate::card::Line::parse("Anders.").unwrap();
        store.replace(&new, 1, None).await.unwrap();
        assert!(matches!(
            store.replace(&old, 1, None).await,
            Err(StoreError::Thrown(name)) if name == "changed"
        ));
        assert_eq!(store.card(&old.id).await.unwrap(), Some(new.clone()));
        assert_eq!(store.earlier(&new).await.unwrap(), [old.current]);
    }
}
