//! Helped becomes helper: after a good end an adult student offers help, with a profile that is filled in already.

use contract::Caller;
use contract::matching::{self as codes, Choices};
use nouns::RequestId;

use crate::rules;
use crate::{Matching, MatchingError};

impl Matching {
    /// A profile that helps, filled in from the caller's own and from what they were helped with.
    ///
    /// # Errors
    /// A conflict before a good end; none where the caller has no profile that seeks any more.
    pub async fn helper_beginning(
        &self,
        by: &Caller,
        id: &RequestId,
    ) -> Result<Choices, MatchingError> {
        let (row, part, state) = self.seen_by(by, id).await?;
        if !rules::may_help_next(by, part, state, row.reason.as_deref(), row.is_for_class()) {
            return Err(MatchingError::Conflict(codes::REQUEST_NOT_OPEN));
        }
        let rows = self.store.profiles_of(by.person.as_str()).await?;
        let seeks = rows.iter().find(|row| row.side == "seeks");
        let seeks = seeks.ok_or(MatchingError::Conflict(codes::PROFILE_MISSING))?;
        let shared = self.store.together(id.as_str()).await?;
        let shared = shared.map(|row| row.goals).unwrap_or_default();
        Ok(beginning(seeks.choices(), shared, row.relation))
    }
}

/// Who was helped with something can help with it; the route that they took is one that they know.
fn beginning(own: Choices, shared: Vec<String>, relation: String) -> Choices {
    let helped_with = if shared.is_empty() {
        own.goals_wanted
    } else {
        shared
    };
    Choices {
        side: "helps".to_owned(),
        relations: vec![relation],
        programme: None,
        goals_wanted: Vec::new(),
        goals_offered: helped_with,
        known_routes: own.route.clone().into_iter().collect(),
        wished_routes: Vec::new(),
        dislikes: Vec::new(),
        capacity: 1,
        ..own
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Profile;

    #[test]
    fn what_somebody_was_helped_with_they_help_with_and_it_can_be_saved_at_once() {
        let mut own = crate::testing::choices("seeks");
        own.goals_wanted = vec!["planning".to_owned(), "engels".to_owned()];
        own.route = Some("mbo-naar-hbo".to_owned());
        let relation = || "voor-de-overstap".to_owned();
        let helps = beginning(own.clone(), vec!["engels".to_owned()], relation());
        assert_eq!(helps.goals_offered, ["engels"]);
        assert_eq!(helps.known_routes, ["mbo-naar-hbo"]);
        assert!(Profile::parse(&helps).is_ok());
        let all = beginning(own, Vec::new(), relation());
        assert_eq!(all.goals_offered, ["planning", "engels"]);
    }
}
