//! Which addresses may be fetched: those of the public internet, and no others. A name that leads into our own network
//! would have us read what only we can reach.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use reqwest::Url;

/// How far a fetch may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reach {
    /// https on the public internet.
    #[default]
    Public,
    /// This machine too, also by http: for tests.
    Loopback,
}

const LONGEST: usize = 1000;

/// What is for machines of one network, for one machine, for many at once, or set aside (RFC 6890 and its registry).
const CLOSED_V4: &[(Ipv4Addr, u32)] = &[
    (Ipv4Addr::UNSPECIFIED, 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    (Ipv4Addr::new(224, 0, 0, 0), 3),
];

/// Of the global unicast block, what leads elsewhere: Teredo and other protocols, documentation, 6to4.
const CLOSED_V6: &[(Ipv6Addr, u32)] = &[
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
];
const GLOBAL_UNICAST: (Ipv6Addr, u32) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);

/// Reads an address as it was typed, or as a redirect gives it.
#[must_use]
pub(crate) fn parse(text: &str, reach: Reach) -> Option<Url> {
    let text = text.trim();
    // What calendars are offered by in pages is https in disguise.
    let text = match text.strip_prefix("webcal://") {
        Some(rest) => format!("https://{rest}"),
        None => text.to_owned(),
    };
    let url = Url::parse(&text).ok().filter(|_| text.len() <= LONGEST)?;
    may_be_asked(&url, reach).then_some(url)
}

/// Whether the address itself is one that we ask, wherever its name leads.
#[must_use]
pub(crate) fn may_be_asked(url: &Url, reach: Reach) -> bool {
    let has_scheme = match url.scheme() {
        "https" => true,
        "http" => reach == Reach::Loopback,
        _ => false,
    };
    has_scheme && url.host().is_some() && url.username().is_empty() && url.password().is_none()
}

/// Whether it is written as the number of a machine that is not asked; a name says so only when it is looked up.
#[must_use]
pub(crate) fn is_closed_number(url: &Url, reach: Reach) -> bool {
    let host = url.host_str().unwrap_or_default();
    let number = host.trim_matches(['[', ']']).parse();
    number.is_ok_and(|number| !is_open(number, reach))
}

/// Whether a machine may be connected to.
#[must_use]
pub(crate) fn is_open(address: IpAddr, reach: Reach) -> bool {
    is_public(address) || (reach == Reach::Loopback && address.is_loopback())
}

/// Whether an address is one of the public internet.
#[must_use]
pub(crate) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => !CLOSED_V4.iter().any(|net| is_in_v4(address, *net)),
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(inner) => is_public(IpAddr::V4(inner)),
            None => {
                is_in_v6(address, GLOBAL_UNICAST)
                    && !CLOSED_V6.iter().any(|net| is_in_v6(address, *net))
            }
        },
    }
}

fn is_in_v4(address: Ipv4Addr, (net, bits): (Ipv4Addr, u32)) -> bool {
    let differs = address.to_bits() ^ net.to_bits();
    differs.leading_zeros() >= bits
}

fn is_in_v6(address: Ipv6Addr, (net, bits): (Ipv6Addr, u32)) -> bool {
    let differs = address.to_bits() ^ net.to_bits();
    differs.leading_zeros() >= bits
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn machines_of_the_public_internet_are_open_and_no_others() {
        for open in [
            "8.8.8.8",
            "145.100.1.1",
            "100.63.255.255",
            "100.128.0.0",
            "172.15.255.255",
            "172.32.0.0",
            "223.255.255.255",
            "2a00:1450:400e::1",
            "2001:610::1",
            "::ffff:8.8.8.8",
        ] {
            assert!(is_public(ip(open)), "{open}");
        }
        for closed in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "192.0.0.8",
            "198.18.0.1",
            "224.0.0.1",
            "239.255.255.255",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "fec0::1",
            "ff02::1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "2002:7f00:1::1",
            "2001:0:53aa::1",
            "2001:db8::1",
            "100::1",
        ] {
            assert!(!is_public(ip(closed)), "{closed}");
        }
    }

    #[test]
    fn only_https_without_a_name_in_it_is_asked() {
        for right in [
            "https://agenda.example/a.ics",
            "webcal://agenda.example/a",
            " https://a.example:8443/x?y=1 ",
        ] {
            assert!(parse(right, Reach::Public).is_some(), "{right}");
        }
        for wrong in [
            "",
            "agenda",
            "http://agenda.example/",
            "ftp://a.example/",
            "file:///etc/passwd",
            "https://",
            "https://noor@a.example/",
            "https://a:b@a.example/",
            "gopher://a.example",
            "data:text/calendar,x",
        ] {
            assert_eq!(parse(wrong, Reach::Public), None, "{wrong}");
        }
        assert!(parse("http://127.0.0.1:1/", Reach::Loopback).is_some());
        assert!(!is_open(ip("10.0.0.1"), Reach::Loopback));
        assert!(is_open(ip("::1"), Reach::Loopback) && !is_open(ip("::1"), Reach::Public));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(5000))]
        /// By what the standard library knows of addresses, which is less, but its own.
        #[test]
        fn nothing_that_is_known_as_closed_is_open(bits in any::<u32>(), class in 0u32..6) {
            let near = [0x0a00_0000, 0x7f00_0000, 0xa9fe_0000, 0xac10_0000, 0xc0a8_0000, 0xe000_0000];
            let bits = near[class as usize] | (bits & 0x0fff_ffff);
            for address in [Ipv4Addr::from_bits(bits), Ipv4Addr::from_bits(bits.rotate_left(4))] {
                let known = address.is_private() || address.is_loopback() || address.is_link_local() || address.is_multicast()
                    || address.is_broadcast() || address.is_documentation() || address.is_unspecified();
                prop_assert!(!(known && is_public(IpAddr::V4(address))), "{address}");
            }
        }

        /// However an address of the old internet is written as one of the new.
        #[test]
        fn an_address_in_disguise_is_what_it_was(bits in any::<u32>()) {
            let plain = Ipv4Addr::from_bits(bits);
            prop_assert_eq!(is_public(IpAddr::V6(plain.to_ipv6_mapped())), is_public(IpAddr::V4(plain)));
            prop_assert!(!is_public(IpAddr::V6(plain.to_ipv6_compatible())));
            let [a, b] = [bits >> 16, bits & 0xffff].map(|half| u16::try_from(half).unwrap());
            prop_assert!(!is_public(IpAddr::V6(Ipv6Addr::new(0x2002, a, b, 0, 0, 0, 0, 1))));
            prop_assert!(!is_public(IpAddr::V6(Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, a, b))));
        }

        #[test]
        fn of_the_new_internet_only_global_unicast_is_open(bits in any::<u128>()) {
            let address = Ipv6Addr::from_bits(bits);
            let known = address.is_loopback() || address.is_multicast() || address.is_unicast_link_local()
                || address.is_unique_local() || address.is_unspecified();
            prop_assert!(!(known && is_public(IpAddr::V6(address))));
            if address.to_ipv4_mapped().is_none() && bits >> 125 != 1 {
                prop_assert!(!is_public(IpAddr::V6(address)));
            }
        }
    }
}
