//! Which zone a `TZID` means. Programs write IANA names, IANA names behind a path of their own, the names of Windows,
//! or any word at all with a `VTIMEZONE` beside it; the last is told by its offsets.

use std::collections::BTreeMap;

use chrono_tz::Tz;

use super::component::Component;

/// The zones that a calendar brings along.
pub(super) struct Zones(BTreeMap<String, Tz>);

impl Zones {
    pub(super) fn of(calendar: &Component) -> Self {
        let brought = calendar
            .parts
            .iter()
            .filter(|part| part.name == "VTIMEZONE");
        let known = brought.filter_map(|part| {
            let name = part.line("TZID")?.value.trim().to_owned();
            let zone = by_name(&name).or_else(|| by_description(part))?;
            Some((name, zone))
        });
        Self(known.collect())
    }

    pub(super) fn find(&self, name: &str) -> Option<Tz> {
        let name = name.trim();
        self.0.get(name).copied().or_else(|| by_name(name))
    }
}

fn by_name(name: &str) -> Option<Tz> {
    let plain = name.trim_matches(['/', '"', ' ']);
    let exact = plain.parse().ok();
    let windows = || {
        WINDOWS
            .iter()
            .find(|(windows, _)| windows.eq_ignore_ascii_case(plain))
            .map(|(_, zone)| *zone)
    };
    // "/freeassociation.sourceforge.net/Europe/Amsterdam": the name stands at the end.
    let at_the_end = || {
        let pieces: Vec<&str> = plain.split('/').collect();
        (1..pieces.len()).find_map(|skip| pieces[skip..].join("/").parse().ok())
    };
    exact.or_else(windows).or_else(at_the_end)
}

/// What a zone says of itself: the name that some programs add, or its offsets.
fn by_description(part: &Component) -> Option<Tz> {
    let location = part
        .line("X-LIC-LOCATION")
        .and_then(|line| by_name(&line.value));
    location.or_else(|| by_offsets(part))
}

/// The zone with these offsets that most files mean. Rules that differ within them are lost, so only offsets with
/// one usual meaning are here.
fn by_offsets(part: &Component) -> Option<Tz> {
    let offset = |name: &str| {
        let observances = part
            .parts
            .iter()
            .filter(|observance| observance.name == name);
        let latest = observances
            .max_by_key(|observance| observance.line("DTSTART").map(|line| line.value.clone()))?;
        latest
            .line("TZOFFSETTO")
            .map(|line| line.value.trim().to_owned())
    };
    let (standard, summer) = (offset("STANDARD"), offset("DAYLIGHT"));
    match (standard.as_deref()?, summer.as_deref()) {
        ("+0000" | "-0000", None) => Some(chrono_tz::UTC),
        ("+0000", Some("+0100")) => Some(chrono_tz::Europe::London),
        ("+0100", Some("+0200")) => Some(chrono_tz::Europe::Amsterdam),
        ("+0200", Some("+0300")) => Some(chrono_tz::Europe::Helsinki),
        ("-0300", Some("-0200")) => Some(chrono_tz::America::Sao_Paulo),
        ("-0500", Some("-0400")) => Some(chrono_tz::America::New_York),
        ("-0600", Some("-0500")) => Some(chrono_tz::America::Chicago),
        ("-0700", Some("-0600")) => Some(chrono_tz::America::Denver),
        ("-0800", Some("-0700")) => Some(chrono_tz::America::Los_Angeles),
        (fixed, None) => fixed_offset(fixed),
        _ => None,
    }
}

/// `Etc/GMT-3` is three hours *ahead*: POSIX counts the other way.
fn fixed_offset(text: &str) -> Option<Tz> {
    let (sign, rest) = text.split_at_checked(1)?;
    let (hours, minutes) = rest.split_at_checked(2)?;
    let hours: u8 = hours.parse().ok()?;
    match (sign, minutes) {
        ("+", "00") => format!("Etc/GMT-{hours}").parse().ok(),
        ("-", "00") => format!("Etc/GMT+{hours}").parse().ok(),
        _ => None,
    }
}

/// Names of Windows and their zones (Unicode CLDR, windowsZones, territory 001 and its neighbours here).
const WINDOWS: &[(&str, Tz)] = &[
    ("W. Europe Standard Time", chrono_tz::Europe::Amsterdam),
    ("Romance Standard Time", chrono_tz::Europe::Paris),
    ("Central Europe Standard Time", chrono_tz::Europe::Budapest),
    ("Central European Standard Time", chrono_tz::Europe::Warsaw),
    ("GMT Standard Time", chrono_tz::Europe::London),
    ("Greenwich Standard Time", chrono_tz::Atlantic::Reykjavik),
    ("FLE Standard Time", chrono_tz::Europe::Kyiv),
    ("GTB Standard Time", chrono_tz::Europe::Bucharest),
    ("E. Europe Standard Time", chrono_tz::Europe::Chisinau),
    ("Turkey Standard Time", chrono_tz::Europe::Istanbul),
    ("Russian Standard Time", chrono_tz::Europe::Moscow),
    ("Morocco Standard Time", chrono_tz::Africa::Casablanca),
    ("Eastern Standard Time", chrono_tz::America::New_York),
    ("Central Standard Time", chrono_tz::America::Chicago),
    ("Mountain Standard Time", chrono_tz::America::Denver),
    ("Pacific Standard Time", chrono_tz::America::Los_Angeles),
    ("SA Western Standard Time", chrono_tz::America::La_Paz),
    ("SA Eastern Standard Time", chrono_tz::America::Cayenne),
    (
        "E. South America Standard Time",
        chrono_tz::America::Sao_Paulo,
    ),
    ("India Standard Time", chrono_tz::Asia::Kolkata),
    ("China Standard Time", chrono_tz::Asia::Shanghai),
    ("Tokyo Standard Time", chrono_tz::Asia::Tokyo),
    ("AUS Eastern Standard Time", chrono_tz::Australia::Sydney),
    ("UTC", chrono_tz::UTC),
    ("GMT", chrono_tz::UTC),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_all_kinds_are_known() {
        let amsterdam = Some(chrono_tz::Europe::Amsterdam);
        for name in [
            "Europe/Amsterdam",
            "/example.org/20260101_1/Europe/Amsterdam",
            "W. Europe Standard Time",
        ] {
            assert_eq!(by_name(name), amsterdam, "{name}");
        }
        assert_eq!(by_name("Mars/Olympus"), None);
        assert_eq!(fixed_offset("+0300"), Some(chrono_tz::Etc::GMTMinus3));
        assert_eq!(fixed_offset("+0545"), None);
    }
}
