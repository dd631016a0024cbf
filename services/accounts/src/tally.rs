//! How often something was asked, counted under keyed hashes: neither addresses of mailboxes nor of machines are kept.

use std::net::IpAddr;

use ::store::StoreError;
use chrono::{DateTime, TimeDelta, Utc};

use crate::Accounts;
use crate::secret::{hex, tag};

/// So many in so long.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limit {
    pub(crate) most: u32,
    pub(crate) within: TimeDelta,
    /// Names what is counted.
    pub(crate) what: &'static str,
}

/// The row in which something is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) id: String,
    pub(crate) ends: DateTime<Utc>,
    pub(crate) most: u32,
}

impl Limit {
    /// The whole window that `now` is in, counted from 1970: its number and its end.
    fn window(self, now: DateTime<Utc>) -> (i64, DateTime<Utc>) {
        let length = self.within.num_seconds().max(1);
        let number = now.timestamp().div_euclid(length);
        let into = now.timestamp().rem_euclid(length);
        (number, now + TimeDelta::seconds(length - into))
    }
}

impl Accounts {
    /// Counts one more, and says whether it is within the limit.
    pub(crate) async fn is_within(&self, limit: Limit, who: &str) -> Result<bool, StoreError> {
        let tally = self.tally_of(limit, who);
        Ok(self.store.count(&tally.id, tally.ends).await? <= limit.most)
    }

    /// Where it is counted now.
    pub(crate) fn tally_of(&self, limit: Limit, who: &str) -> Tally {
        let (window, ends) = limit.window(self.clock.now());
        let about = format!("{window} {who}");
        Tally {
            id: hex(tag(&self.sign_in_key, limit.what, &about).as_ref()),
            ends,
            most: limit.most,
        }
    }
}

/// What one household or school is: an IPv4 address, or the /64 of an IPv6 address, in which anybody picks addresses at will.
pub(crate) fn neighbourhood(address: &str) -> String {
    match address
        .parse::<IpAddr>()
        .map(|address| address.to_canonical())
    {
        Ok(IpAddr::V4(address)) => address.to_string(),
        Ok(IpAddr::V6(address)) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
        Err(_) => "unknown".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::without_people;

    #[test]
    fn addresses_of_one_network_are_one() {
        assert_eq!(neighbourhood("192.0.2.1"), "192.0.2.1");
        assert_eq!(neighbourhood("::ffff:192.0.2.1"), "192.0.2.1");
        assert_eq!(
            neighbourhood("2001:db8:1:2:3::4"),
            neighbourhood("2001:db8:1:2:ffff::1")
        );
        assert_ne!(
            neighbourhood("2001:db8:1:2::1"),
            neighbourhood("2001:db8:1:3::1")
        );
    }

    #[tokio::test]
    async fn a_limit_holds_for_its_time_and_for_one() {
        let accounts = without_people().await;
        let limit = Limit {
            most: 2,
            within: TimeDelta::minutes(10),
            what: "try",
        };
        for expected in [true, true, false] {
            assert_eq!(accounts.is_within(limit, "noor").await.unwrap(), expected);
        }
        assert!(accounts.is_within(limit, "sam").await.unwrap());
        accounts.clock.advance(TimeDelta::minutes(10));
        assert!(accounts.is_within(limit, "noor").await.unwrap());
    }
}
