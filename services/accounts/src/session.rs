use chrono::{DateTime, TimeDelta, Utc};
use nouns::PersonId;

use crate::line::one_line;
use crate::secret::SecretId;

/// A browser in which somebody is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub id: SecretId,
    pub person: PersonId,
    pub device: Device,
    pub since: DateTime<Utc>,
    pub seen: DateTime<Utc>,
    pub ends: DateTime<Utc>,
    /// When a second factor was shown: rights that ask for one count only where they were given before.
    pub strong: Option<DateTime<Utc>>,
    /// The provider that the person came through, by its key.
    pub way: Option<String>,
    /// The provider's token, to end the session there too.
    pub id_token: Option<IdToken>,
}

/// A provider's ID token; it stays out of logs.
#[derive(Clone, PartialEq, Eq)]
pub struct IdToken(pub(crate) String);

impl std::fmt::Debug for IdToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("IdToken(…)")
    }
}

impl Session {
    /// Unused for so long, it ends: a browser at school is shared.
    pub const IDLE: TimeDelta = TimeDelta::hours(12);
    /// It never lives longer, used or not.
    pub const LONGEST: TimeDelta = TimeDelta::days(30);
    /// Being seen is written down only so often: reading a page should not cost a write.
    pub const SEEN_EVERY: TimeDelta = TimeDelta::minutes(5);

    #[must_use]
    pub fn is_live(&self, now: DateTime<Utc>) -> bool {
        now < self.ends && now < self.seen + Self::IDLE
    }

    #[must_use]
    pub fn is_to_be_seen(&self, now: DateTime<Utc>) -> bool {
        now >= self.seen + Self::SEEN_EVERY
    }
}

/// Browser and system in a few words, so that a person knows their devices apart: one printable
/// line of at most 60 characters, cut where it is longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device(String);

impl Device {
    const MAX: usize = 60;

    #[must_use]
    pub fn of(text: &str) -> Self {
        let cut: String = one_line(text).chars().take(Self::MAX).collect();
        Self(cut.trim_end().to_owned())
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(now: DateTime<Utc>) -> Session {
        Session {
            id: SecretId::parse(&"0".repeat(64)).unwrap(),
            person: PersonId::parse("noor").unwrap(),
            device: Device::of("Firefox, Android"),
            since: now,
            seen: now,
            ends: now + Session::LONGEST,
            strong: None,
            way: None,
            id_token: None,
        }
    }

    #[test]
    fn a_session_ends_when_it_is_left_alone() {
        let start = DateTime::UNIX_EPOCH;
        let session = session(start);
        assert!(session.is_live(start + Session::IDLE - TimeDelta::seconds(1)));
        assert!(!session.is_live(start + Session::IDLE));
    }

    #[test]
    fn a_session_that_is_used_every_day_ends_all_the_same() {
        let start = DateTime::UNIX_EPOCH;
        let mut session = session(start);
        session.seen = session.ends - TimeDelta::minutes(1);
        assert!(session.is_live(session.ends - TimeDelta::seconds(1)));
        assert!(!session.is_live(session.ends));
    }

    #[test]
    fn a_device_is_one_short_line() {
        assert_eq!(
            Device::of(" Firefox\n\u{1b}[31m op  Android").as_str(),
            "Firefox [31m op Android"
        );
        assert_eq!(Device::of(&"a b ".repeat(60)).as_str().chars().count(), 59);
    }
}
