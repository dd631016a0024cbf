//! The only `SurrealQL` of matching. Rows become nouns here; invariants that hold for all at one
//! moment (places, open requests, one request for a pair) are kept inside one transaction.

mod after;
mod after_rows;
mod after_sharing;
mod asking;
mod conversations;
mod drafts;
mod invitations;
mod people;
mod planting;
mod programmes;
mod requests;
mod rows;
mod standing;
mod suggested;
mod waiting_list;
mod watching;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use store::register::{Basis, Declared, Erasure, Holds, Personal, nothing};

use store::{Database, Datastore, Migration, StoreError};
use surrealdb::types::{SurrealValue, Variables};

pub(crate) use after::{Proposal, Turn};
pub(crate) use after_rows::{CheckInRow, LastingRow, RematchRow, StepRow, StuckRow, TogetherRow};
pub(crate) use after_sharing::NewStep;
pub(crate) use asking::{AskRow, ClassRow};
pub(crate) use conversations::{
    BetweenRow, ConversationRow, MESSAGE_MAIL, MessageRow, NewMessageRow,
};
pub(crate) use drafts::{DRAFT, DraftRow, PROGRAMME_MAIL, PUBLISH, Placing, ProposedRow, RunRow};
pub(crate) use invitations::{
    BothRow, INVITATION_ENDS, INVITATION_KEPT, InvitationRow, ShortRow, WORKS,
};
pub(crate) use people::{About, BlockRow, PlaceRow, RunningRow, VogRow};
pub(crate) use planting::{PlantedStepRow, SharedRow};
pub(crate) use programmes::{ENDS, EditRow, PolicyRow, ProgrammeContent, ProgrammeRow};
pub(crate) use rows::{EventRow, NoticeRow, Owner, ProfileRow, RequestRow};
pub(crate) use standing::{ChangedStanding, SOMEBODY, StandingRow};
pub(crate) use suggested::{ENDED, NewSuggestion, OPEN, SUGGESTED_ENDS, SuggestedRow};
pub(crate) use waiting_list::WAITING_LIST;
#[cfg(test)]
pub(crate) use waiting_list::{ASK_BEFORE, WAIT};
pub(crate) use watching::WatchedRow;

/// The steps of this service's schema, oldest first.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "0001-matching",
        surql: include_str!("../../migrations/0001-matching.surql"),
        sample: include_str!("../../migrations/0001-matching.sample.surql"),
    },
    Migration {
        name: "0002-standing",
        surql: include_str!("../../migrations/0002-standing.surql"),
        sample: include_str!("../../migrations/0002-standing.sample.surql"),
    },
    Migration {
        name: "0003-conversations",
        surql: include_str!("../../migrations/0003-conversations.surql"),
        sample: include_str!("../../migrations/0003-conversations.sample.surql"),
    },
    Migration {
        name: "0004-imported-certificates",
        surql: include_str!("../../migrations/0004-imported-certificates.surql"),
        sample: include_str!("../../migrations/0004-imported-certificates.sample.surql"),
    },
    Migration {
        name: "0005-message-mail",
        surql: include_str!("../../migrations/0005-message-mail.surql"),
        sample: include_str!("../../migrations/0005-message-mail.sample.surql"),
    },
    Migration {
        name: "0006-programmes",
        surql: include_str!("../../migrations/0006-programmes.surql"),
        sample: include_str!("../../migrations/0006-programmes.sample.surql"),
    },
    Migration {
        name: "0007-after",
        surql: include_str!("../../migrations/0007-after.surql"),
        sample: include_str!("../../migrations/0007-after.sample.surql"),
    },
    Migration {
        name: "0008-waiting-list",
        surql: include_str!("../../migrations/0008-waiting-list.surql"),
        sample: include_str!("../../migrations/0008-waiting-list.sample.surql"),
    },
    Migration {
        name: "0009-role-models",
        surql: include_str!("../../migrations/0009-role-models.surql"),
        sample: include_str!("../../migrations/0009-role-models.sample.surql"),
    },
    Migration {
        name: "0010-suggested",
        surql: include_str!("../../migrations/0010-suggested.surql"),
        sample: include_str!("../../migrations/0010-suggested.sample.surql"),
    },
    Migration {
        name: "0011-guest-hours",
        surql: include_str!("../../migrations/0011-guest-hours.surql"),
        sample: include_str!("../../migrations/0011-guest-hours.sample.surql"),
    },
];

/// What the tables hold about people.
pub const REGISTER: &[Declared] = &[
    Declared {
        table: "profile",
        holds: Holds::Personal(Personal {
            purpose: "to suggest a buddy or role model who fits",
            basis: Basis::Consent,
            retention: "until the person empties it, or one year after its last change and the end of its last request, unless the person waits",
            export: "every choice, both sides",
            erasure: Erasure::Removed,
            whose: &["person"],
        }),
    },
    Declared {
        table: "vog",
        holds: Holds::Personal(Personal {
            purpose: "to show minors only adults with a certificate of conduct",
            basis: Basis::LegitimateInterest,
            retention: "until the last day it is valid, or the profile is gone",
            export: "the day until which it is valid and who saw it",
            erasure: Erasure::Removed,
            whose: &["record::id(id)"],
        }),
    },
    Declared {
        table: "block",
        holds: Holds::Personal(Personal {
            purpose: "to keep two people out of each other's sight",
            basis: Basis::LegitimateInterest,
            retention: "until the person takes it back",
            export: "whom the person blocked; never by whom they were blocked",
            erasure: Erasure::Removed,
            whose: &["by"],
        }),
    },
    Declared {
        table: "request",
        holds: Holds::Personal(Personal {
            purpose: "to bring a request to an answer and a match to a good end",
            basis: Basis::Contract,
            retention: "one year after its end",
            export: "every request of and to the person",
            erasure: Erasure::Otherwise("ended, names emptied"),
            // A buddy learns of a request when it is asked.
            whose: &["student", "(IF asked != NONE { buddy } ELSE { NONE })"],
        }),
    },
    Declared {
        table: "request_region",
        holds: Holds::Personal(Personal {
            purpose: "to let a coordinator of the region of either of two people see that their match is stuck",
            basis: Basis::LegitimateInterest,
            retention: "as long as its request",
            export: "the region of the person, never that of the other",
            erasure: Erasure::Removed,
            whose: &["person"],
        }),
    },
    Declared {
        table: "event",
        holds: Holds::Personal(Personal {
            purpose: "to show both people what happened and when",
            basis: Basis::Contract,
            retention: "as long as its request",
            export: "with its request",
            erasure: Erasure::Otherwise("with its request"),
            whose: &[],
        }),
    },
    Declared {
        table: "notice",
        holds: Holds::Personal(Personal {
            purpose: "to tell a person what happened",
            basis: Basis::Contract,
            retention: "until the person puts it away",
            export: "those that wait",
            erasure: Erasure::Removed,
            whose: &["person"],
        }),
    },
    Declared {
        table: "pair",
        holds: Holds::Personal(Personal {
            purpose: "to keep a pair from two requests at once",
            basis: Basis::Contract,
            retention: "as long as its request runs",
            export: "with its request",
            erasure: Erasure::Otherwise("with its request"),
            whose: &[],
        }),
    },
    Declared {
        table: "standing",
        holds: Holds::Personal(Personal {
            purpose: "to show and ask only people who agree to it, and to report what groups of 50 and more got by kind of school; followed from accounts",
            basis: Basis::Consent,
            retention: "as long as the account exists",
            export: "what the person agreed to, and the kind of their school",
            erasure: Erasure::Removed,
            whose: &["record::id(id)"],
        }),
    },
    Declared {
        table: "conversation",
        holds: Holds::Personal(Personal {
            purpose: "to let the two of a match talk inside the platform",
            basis: Basis::Contract,
            retention: "while the match runs; afterwards one year after the last message",
            export: "every conversation with what both wrote, readable",
            erasure: Erasure::Otherwise(
                "emptied of the person; with the last of both it goes, and its key",
            ),
            whose: &["student", "buddy"],
        }),
    },
    Declared {
        table: "message",
        holds: Holds::Personal(Personal {
            purpose: "to carry what the two write, sealed",
            basis: Basis::Contract,
            retention: "as long as its conversation",
            export: "with its conversation",
            erasure: Erasure::Removed,
            whose: &["person"],
        }),
    },
    Declared {
        table: "waiting_list",
        holds: Holds::Personal(Personal {
            purpose: "to ask for a student as soon as somebody who fits has a place",
            basis: Basis::Consent,
            retention: "until a match, or 42 days after the person last said that they wait",
            export: "since when and until when the person waits",
            erasure: Erasure::Removed,
            whose: &["record::id(id)"],
        }),
    },
    Declared {
        table: "suggested",
        holds: Holds::Personal(Personal {
            purpose: "to suggest one to three buddies to a student of a programme, and not again whom they would rather not have",
            basis: Basis::Contract,
            retention: "until the student leaves the programme or it ends",
            export: "who was suggested, until when, and what the person said of it",
            erasure: Erasure::Removed,
            whose: &["record::id(id)"],
        }),
    },
    nothing(
        "programme",
        "what a programme is, and the seed of its lottery",
    ),
    nothing("policy", "weights of a programme, by version"),
    nothing("draft", "figures of a division of places"),
    Declared {
        table: "proposed",
        holds: Holds::Personal(Personal {
            purpose: "to let a coordinator look at a division of places before it counts",
            basis: Basis::Contract,
            retention: "until the next draft or the end of the programme",
            export: "nothing before it counts: it tells of another too; a match stands with the requests",
            erasure: Erasure::Otherwise("removed, whichever of the two the person is"),
            whose: &[],
        }),
    },
    Declared {
        table: "edit",
        holds: Holds::Personal(Personal {
            purpose: "to keep what a coordinator changed in a draft",
            basis: Basis::Contract,
            retention: "until it is undone or the programme ends",
            export: "nothing: it tells of another too",
            erasure: Erasure::Otherwise("removed, whichever of the two the person is"),
            whose: &[],
        }),
    },
    Declared {
        table: "together",
        holds: Holds::Personal(Personal {
            purpose: "to let the two of a match plan to meet, share goals and thank each other",
            basis: Basis::Contract,
            retention: "as long as its request",
            export: "the dates, goals and thanks of every match",
            erasure: Erasure::Removed,
            whose: &["student", "buddy"],
        }),
    },
    Declared {
        table: "step",
        holds: Holds::Personal(Personal {
            purpose: "to hold the small steps to a shared goal; own words are sealed",
            basis: Basis::Contract,
            retention: "as long as its request",
            export: "every step, readable",
            erasure: Erasure::Removed,
            whose: &["student", "buddy"],
        }),
    },
    Declared {
        table: "check_in",
        holds: Holds::Personal(Personal {
            purpose: "to ask how it goes and help where it does not",
            basis: Basis::Consent,
            retention: "until the consent is withdrawn, as long as its request at most",
            export: "what the person answered; never what the other did",
            erasure: Erasure::Removed,
            whose: &["person"],
        }),
    },
    Declared {
        table: "rematch",
        holds: Holds::Personal(Personal {
            purpose: "to let a student whose match ended early go first at the next one",
            basis: Basis::Contract,
            retention: "until the next match, 90 days at most",
            export: "since when and until when",
            erasure: Erasure::Removed,
            whose: &["record::id(id)"],
        }),
    },
    Declared {
        table: "role_model",
        holds: Holds::Personal(Personal {
            purpose: "to let a role model say in a few words what they do and what they offer",
            basis: Basis::Consent,
            retention: "until the person empties it, or as long as the profile",
            export: "what the person wrote and offers",
            erasure: Erasure::Removed,
            whose: &["record::id(id)"],
        }),
    },
    nothing(
        "lasting",
        "how long matches last and what two people had in common, without who they were",
    ),
    Declared {
        table: "invitation",
        holds: Holds::Personal(Personal {
            purpose: "to let a student invite a role model whom they know, by a link",
            basis: Basis::Contract,
            retention: "14 days, or until it is used or taken back; then 30 days in the list of who made it",
            export: "the invitations that the person made or took up, without what opens them",
            erasure: Erasure::Removed,
            whose: &["student", "invitee"],
        }),
    },
    nothing_but_counts("asker", "how many requests somebody has open"),
    nothing_but_counts(
        "place",
        "how many places are taken and how fast answers come",
    ),
];

/// Counts under a person's id.
const fn nothing_but_counts(table: &'static str, purpose: &'static str) -> Declared {
    Declared {
        table,
        holds: Holds::Personal(Personal {
            purpose,
            basis: Basis::Contract,
            retention: "as long as the profile",
            export: "the counts",
            erasure: Erasure::Removed,
            whose: &["record::id(id)"],
        }),
    }
}

/// The tables of matching.
#[derive(Clone)]
pub(crate) struct Store {
    pub(crate) db: Database,
    datastore: Datastore,
    /// How often this process has written: whoever saw the last number has nothing to look for.
    changes: Arc<AtomicU64>,
}

impl Store {
    pub(crate) async fn open(datastore: &Datastore) -> Result<Self, StoreError> {
        let db = datastore.database("matching", MIGRATIONS).await?;
        Ok(Self::over(db, datastore.clone()))
    }

    fn over(db: Database, datastore: Datastore) -> Self {
        Self {
            db,
            datastore,
            changes: Arc::default(),
        }
    }

    pub(crate) fn changes(&self) -> u64 {
        self.changes.load(Ordering::Acquire)
    }

    /// As [`Database::transact`], counted.
    async fn write(
        &self,
        doing: &'static str,
        body: &str,
        bound: Variables,
    ) -> Result<(), StoreError> {
        let done = self.db.transact(doing, body, bound).await;
        self.wrote();
        done.map(drop)
    }

    fn wrote(&self) {
        self.changes.fetch_add(1, Ordering::Release);
    }

    /// The rows of a reading query with values bound.
    async fn rows<T: SurrealValue>(
        &self,
        doing: &'static str,
        surql: &'static str,
        bound: Variables,
    ) -> Result<Vec<T>, StoreError> {
        self.db
            .read(surql)
            .bind(bound)
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing(doing))
    }

    async fn row<T: SurrealValue>(
        &self,
        doing: &'static str,
        surql: &'static str,
        bound: Variables,
    ) -> Result<Option<T>, StoreError> {
        Ok(self.rows(doing, surql, bound).await?.pop())
    }
}

/// Values to bind, by name.
pub(crate) struct Bound(Variables);

impl Bound {
    pub(crate) fn new() -> Self {
        Self(Variables::new())
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl SurrealValue) -> Self {
        self.0.insert(name, value);
        self
    }

    pub(crate) fn done(self) -> Variables {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn every_migration_runs_on_the_filled_database_of_the_one_before() {
        let db = store::migrated_with_samples("matching", MIGRATIONS)
            .await
            .unwrap();
        let store = Store::over(db, Datastore::in_memory().await.unwrap());
        let requests = store.requests_of("hanna").await.unwrap();
        assert_eq!((requests.len(), requests[0].steps), (1, 2));
        // Hanna agreed to be asked how it goes, Noor did not.
        assert_eq!(store.notices("hanna").await.unwrap().len(), 2);
        assert_eq!(store.notices("noor").await.unwrap().len(), 0);
        assert_eq!(store.profiles().await.unwrap().len(), 2);
        assert_eq!(store.places().await.unwrap()[0].answer_minutes, 90);
        let talk = store.conversation("r1").await.unwrap().unwrap();
        assert_eq!((talk.last, talk.student_read), (1, 0));
        let messages = store.messages("r1", 0, 9).await.unwrap();
        assert_eq!(messages[0].id_of, "0af9".repeat(8));
    }

    #[tokio::test]
    async fn every_table_is_declared() {
        let store = Store::open(&Datastore::in_memory().await.unwrap())
            .await
            .unwrap();
        let differences = store::register::differences(&store.db, REGISTER)
            .await
            .unwrap();
        assert_eq!(differences, Vec::<String>::new());
    }
}
