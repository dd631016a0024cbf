//! The way to the internal door of accounts from another process. Both hold one key; it never travels: every call carries a
//! token of a minute that it signed.

use chrono::TimeDelta;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use nouns::Clock;
use serde::{Deserialize, Serialize};

use crate::CallerToken;

/// How long such a token counts.
const LIFETIME: TimeDelta = TimeDelta::seconds(60);
/// How much the clocks of two machines may differ.
const SKEW: TimeDelta = TimeDelta::seconds(5);
const AUDIENCE: &str = "kansrijk-internal";
/// A key shorter than this could be guessed.
const SHORTEST_KEY: usize = 32;

/// `internal_key` of the configuration.
#[derive(Clone)]
pub struct DoorKey {
    signs: EncodingKey,
    checks: DecodingKey,
    clock: Clock,
}

#[derive(Serialize, Deserialize)]
struct Claims {
    aud: String,
    /// Seconds since 1970.
    exp: i64,
}

impl DoorKey {
    /// None for a key of fewer than 32 characters: it would open nothing.
    #[must_use]
    pub fn parse(key: &str, clock: Clock) -> Option<Self> {
        (key.len() >= SHORTEST_KEY).then(|| Self {
            signs: EncodingKey::from_secret(key.as_bytes()),
            checks: DecodingKey::from_secret(key.as_bytes()),
            clock,
        })
    }

    /// A token for the next call; none when it cannot be signed, and then the door stays closed.
    #[must_use]
    pub fn token(&self) -> Option<CallerToken> {
        let claims = Claims {
            aud: AUDIENCE.to_owned(),
            exp: (self.clock.now() + LIFETIME).timestamp(),
        };
        let header = Header::new(Algorithm::HS256);
        let token = jsonwebtoken::encode(&header, &claims, &self.signs).ok()?;
        Some(CallerToken::from(token))
    }

    /// Whether somebody with the same key signed this within the last minute.
    #[must_use]
    pub fn opens_for(&self, token: &str) -> bool {
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_audience(&[AUDIENCE]);
        // The library reads the machine's time; ours comes from the clock.
        validation.validate_exp = false;
        let Ok(read) = jsonwebtoken::decode::<Claims>(token, &self.checks, &validation) else {
            return false;
        };
        let now = self.clock.now();
        let (earliest, latest) = (now - SKEW, now + LIFETIME + SKEW);
        // A token for longer than ours are is none of ours.
        (earliest.timestamp()..=latest.timestamp()).contains(&read.claims.exp)
    }
}

/// Kept out of logs.
impl std::fmt::Debug for DoorKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DoorKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Signer;

    const KEY: &str = "a key of the tests, longer than thirty-two characters";

    fn at(clock: &Clock, key: &str) -> DoorKey {
        DoorKey::parse(key, clock.clone()).unwrap()
    }

    #[test]
    fn a_token_of_the_same_key_opens_for_a_minute_and_the_key_itself_never() {
        let clock = Clock::fixed("2026-03-02T09:00:00Z".parse().unwrap());
        let door = at(&clock, KEY);
        let token = at(&clock, KEY).token().unwrap();
        assert!(door.opens_for(token.as_str()));
        clock.advance(LIFETIME + SKEW);
        assert!(door.opens_for(token.as_str()));
        clock.advance(TimeDelta::seconds(1));
        assert!(!door.opens_for(token.as_str()), "its minute is over");
        for wrong in ["", KEY] {
            assert!(!door.opens_for(wrong), "{wrong:?}");
        }
        let other = at(&clock, &KEY.to_uppercase()).token().unwrap();
        assert!(!door.opens_for(other.as_str()));
        assert!(DoorKey::parse(&"k".repeat(31), clock).is_none());
    }

    #[test]
    fn neither_a_token_for_long_nor_one_of_a_caller_opens() {
        let clock = Clock::fixed("2026-03-02T09:00:00Z".parse().unwrap());
        let door = at(&clock, KEY);
        let later = Clock::fixed(clock.now() + TimeDelta::days(365));
        let long = at(&later, KEY).token().unwrap();
        assert!(!door.opens_for(long.as_str()));
        let signer = Signer::from_pkcs8(&Signer::generate().unwrap()).unwrap();
        let caller = contract::Caller {
            person: nouns::PersonId::parse("noor").unwrap(),
            name: "Noor".to_owned(),
            roles: vec![],
            school: None,
            region: None,
            age: contract::Age::Adult,
            means: contract::Means::Session,
        };
        let minted = signer.mint(&caller, clock.now()).unwrap();
        assert!(!door.opens_for(minted.as_str()));
    }
}
