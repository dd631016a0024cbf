//! "Uitgeprobeerd": a team tells in a minute what it tried and how it went. A card shows what all
//! teams say together, and how well that is supported.
//!
//! Promises: a team tells once about a card and a day; a report carries the team's name and
//! nobody's; no report changes where a card stands in search.

pub mod evidence;
mod noun;
mod reading;
mod telling;

use chrono::{DateTime, NaiveDate, Utc};
use nouns::{CardId, SchoolId, TeamId};

pub use noun::{Again, Told};
pub(crate) use reading::told;
pub use telling::{Shown, ShownReport};

/// The most reports of one team about one card.
pub const MOST_REPORTS: usize = 50;
/// The most reports that are shown of a card or a team.
pub const MOST_SHOWN: usize = 100;

/// One report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub card: CardId,
    pub team: TeamId,
    pub team_name: String,
    pub day: NaiveDate,
    /// The school of whoever told it.
    pub school: Option<SchoolId>,
    pub told: Told,
    pub at: DateTime<Utc>,
}

/// Which report about a card: a team's, of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportId {
    pub team: TeamId,
    pub day: NaiveDate,
}

impl ReportId {
    /// Reads what `Display` writes: the day and the team with a dot between.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (day, team) = text.split_once('.')?;
        Some(Self {
            team: TeamId::parse(team).ok()?,
            day: noun::day(day)?,
        })
    }
}

impl std::fmt::Display for ReportId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.day, self.team)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_as_itself() {
        let id = ReportId::parse("2026-03-02.team-groen").unwrap();
        assert_eq!(id.team.as_str(), "team-groen");
        assert_eq!(ReportId::parse(&id.to_string()), Some(id));
        for wrong in [
            "",
            "2026-03-02",
            "2026-3-2.team",
            "morgen.team",
            "2026-02-30.team",
        ] {
            assert_eq!(ReportId::parse(wrong), None, "{wrong}");
        }
    }
}
