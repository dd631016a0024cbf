//! Content lines: escaping, folding, values (RFC 5545, sections 3.1 and 3.3).

use std::fmt::Write as _;

use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;

/// A line holds at most so many octets, without its break.
const LONGEST: usize = 75;

/// Collects content lines.
#[derive(Default)]
pub(super) struct Writer {
    out: String,
}

impl Writer {
    /// A value that needs no escaping: a date, a keyword, an address.
    pub(super) fn plain(&mut self, name: &str, value: &str) {
        let one_line = value.chars().filter(|character| !character.is_control());
        let line: String = name.chars().chain([':']).chain(one_line).collect();
        self.fold(&line);
    }

    /// An address: what may not stand in one as it is (RFC 3986) is percent-encoded.
    pub(super) fn uri(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{}", encode(value)));
    }

    /// A text: backslash, semicolon, comma and line breaks are escaped.
    pub(super) fn text(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{}", escape(value)));
    }

    /// A list of texts.
    pub(super) fn texts(&mut self, name: &str, values: &[String]) {
        let escaped: Vec<String> = values.iter().map(|value| escape(value)).collect();
        self.fold(&format!("{name}:{}", escaped.join(",")));
    }

    /// A local time in a zone, or the day of it.
    pub(super) fn time(&mut self, name: &str, local: NaiveDateTime, zone: Tz, all_day: bool) {
        let (parameters, value) = local_value(local, zone, all_day);
        self.fold(&format!("{name}{parameters}:{value}"));
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    /// Breaks a line so that no piece has more than 75 octets and neither a character nor an escape is split: some readers
    /// unescape before they unfold.
    fn fold(&mut self, line: &str) {
        let mut room = LONGEST;
        let mut is_escaped = false;
        for character in line.chars() {
            let begins_escape = character == '\\' && !is_escaped;
            let length = character.len_utf8() + usize::from(begins_escape);
            if length > room && !is_escaped {
                self.out.push_str("\r\n ");
                room = LONGEST - 1;
            }
            self.out.push(character);
            room = room.saturating_sub(character.len_utf8());
            is_escaped = begins_escape;
        }
        self.out.push_str("\r\n");
    }
}

fn local_value(local: NaiveDateTime, zone: Tz, all_day: bool) -> (String, String) {
    if all_day {
        (";VALUE=DATE".to_owned(), local.format("%Y%m%d").to_string())
    } else if is_utc(zone) {
        (String::new(), local.format("%Y%m%dT%H%M%SZ").to_string())
    } else {
        (
            format!(";TZID={}", zone.name()),
            local.format("%Y%m%dT%H%M%S").to_string(),
        )
    }
}

/// UTC has a form of its own and needs no zone.
pub(super) fn is_utc(zone: Tz) -> bool {
    matches!(zone, Tz::UTC | Tz::Etc__UTC)
}

pub(super) fn utc(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

/// An address as RFC 3986 has it.
fn encode(value: &str) -> String {
    let mut encoded = String::with_capacity(value.len());
    for byte in value.bytes() {
        let stays = byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte);
        if stays {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// Escapes a text. Control characters other than line breaks may not stand in one.
fn escape(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            '\n' => escaped.push_str("\\n"),
            other if other.is_control() => {}
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_long_line_is_folded_between_characters() {
        let mut out = Writer::default();
        out.text("SUMMARY", &"é".repeat(60));
        let text = out.finish();
        let lines: Vec<&str> = text.split_terminator("\r\n").collect();
        assert_eq!(lines.len(), 2);
        // "SUMMARY:" is 8 octets, 33 letters of two octets make 74; one more would be 76.
        assert_eq!((lines[0].len(), lines[1].starts_with(' ')), (74, true));
    }

    #[test]
    fn an_escape_at_the_fold_stays_whole() {
        for length in 60..75 {
            let mut out = Writer::default();
            out.text(
                "SUMMARY",
                &format!("{}{}", "a".repeat(length), ",;\\\n".repeat(20)),
            );
            let text = out.finish();
            for line in text.split_terminator("\r\n") {
                let slashes = line.bytes().rev().take_while(|byte| *byte == b'\\').count();
                assert!(line.len() <= LONGEST && slashes % 2 == 0, "{line}");
            }
        }
    }

    #[test]
    fn an_address_has_only_what_may_stand_in_one() {
        assert_eq!(
            encode("https://a.example/één lijn?a=1;b,c#\u{7}"),
            "https://a.example/%C3%A9%C3%A9n%20lijn?a=1;b,c#%07"
        );
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(escape("a,b;c\\d\r\ne\u{7}"), "a\\,b\\;c\\\\d\\ne");
    }

    proptest! {
        #[test]
        fn unfolding_gives_the_line_back(value in "\\PC{0,400}") {
            let mut out = Writer::default();
            out.text("X", &value);
            let text = out.finish();
            prop_assert!(text.split_terminator("\r\n").all(|line| line.len() <= LONGEST));
            let ends_in_an_escape = |line: &str| {
                let slashes = line.bytes().rev().take_while(|byte| *byte == b'\\').count();
                slashes % 2 == 1
            };
            prop_assert!(!text.split_terminator("\r\n").any(ends_in_an_escape));
            prop_assert_eq!(text.replace("\r\n ", ""), format!("X:{}\r\n", escape(&value)));
        }
    }
}
