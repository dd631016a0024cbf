//! From a text to content lines (RFC 5545, section 3.1), each with the line on which it begins.

use super::fault::{ImportFault, ImportProblem};

/// `NAME;PARAMETER=value:value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) number: usize,
    /// In capitals.
    pub(super) name: String,
    /// Names in capitals.
    parameters: Vec<(String, String)>,
    pub(super) value: String,
}

impl Line {
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    pub(super) fn fault(&self, problem: ImportProblem) -> ImportFault {
        ImportFault::new(self.number, problem, &self.value)
    }
}

/// Joins folded lines. Files of the world end lines with CRLF, LF or CR.
pub(super) fn unfold(text: &str) -> Vec<(usize, String)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (index, physical) in text.split('\n').enumerate() {
        match (physical.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some((_, line))) => line.push_str(rest),
            _ => lines.push((index + 1, physical.to_owned())),
        }
    }
    lines.retain(|(_, line)| !line.trim().is_empty());
    lines
}

/// Reads one unfolded line.
pub(super) fn parse(number: usize, text: &str) -> Result<Line, ImportFault> {
    let fault = || ImportFault::new(number, ImportProblem::NoLine, text);
    let colon = outside_quotes(text, ':').ok_or_else(fault)?;
    let (head, value) = (&text[..colon], &text[colon + 1..]);
    let mut pieces = split_outside_quotes(head, ';').into_iter();
    let name = pieces
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_uppercase();
    if name.is_empty()
        || !name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
    {
        return Err(fault());
    }
    let parameters = pieces.filter_map(|piece| {
        let (key, value) = piece.split_once('=')?;
        Some((
            key.trim().to_ascii_uppercase(),
            value.trim().trim_matches('"').to_owned(),
        ))
    });
    Ok(Line {
        number,
        name,
        parameters: parameters.collect(),
        value: value.to_owned(),
    })
}

fn outside_quotes(text: &str, wanted: char) -> Option<usize> {
    let mut quoted = false;
    text.char_indices().find_map(|(index, character)| {
        quoted ^= character == '"';
        (character == wanted && !quoted).then_some(index)
    })
}

fn split_outside_quotes(text: &str, separator: char) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(index) = outside_quotes(rest, separator) {
        pieces.push(&rest[..index]);
        rest = &rest[index + separator.len_utf8()..];
    }
    pieces.push(rest);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_lines_join_and_keep_the_number_of_their_first() {
        let lines = unfold("\u{feff}A:1\r\nB:2\r\n 3\n\t4\rC:5\n\n");
        let expected = [(1, "A:1"), (2, "B:234"), (5, "C:5")];
        assert_eq!(
            lines,
            expected.map(|(number, line)| (number, line.to_owned()))
        );
    }

    #[test]
    fn quotes_hide_colons_and_semicolons() {
        let line = parse(1, "attendee;CN=\"a:b;c\";ROLE=X:mailto:a@b.example").unwrap();
        assert_eq!(
            (line.name.as_str(), line.parameter("CN")),
            ("ATTENDEE", Some("a:b;c"))
        );
        assert_eq!(line.value, "mailto:a@b.example");
        assert!(parse(1, "zonder dubbele punt").is_err());
        assert!(parse(1, "RAAR NAAM:x").is_err());
    }
}
