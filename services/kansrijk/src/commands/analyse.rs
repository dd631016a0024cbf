use std::io::{BufRead, Write};

use serde::Serialize;

use crate::Failure;

#[derive(Serialize)]
struct Analysed<'a> {
    text: &'a str,
    terms: Vec<String>,
}

/// Reads lines and writes one JSON line for each: the text unchanged and its terms. A line that
/// is no UTF-8 is at fault, by its number; what came before it is written.
pub(super) fn analyse(input: impl BufRead, mut output: impl Write) -> Result<(), Failure> {
    for (number, line) in (1..).zip(input.split(b'\n')) {
        let line = line.map_err(Failure::failed("De invoer is niet te lezen"))?;
        let text = std::str::from_utf8(&line)
            .map_err(|_| Failure::Input(format!("Regel {number} is geen UTF-8.")))?;
        let text = text.strip_suffix('\r').unwrap_or(text);
        let analysed = Analysed {
            text,
            terms: search_index::analyse(text),
        };
        let json = serde_json::to_string(&analysed)
            .map_err(Failure::failed("De uitkomst is niet te schrijven"))?;
        writeln!(output, "{json}").map_err(Failure::failed("De uitkomst is niet te schrijven"))?;
    }
    output
        .flush()
        .map_err(Failure::failed("De uitkomst is niet te schrijven"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(input: &[u8]) -> (Result<(), Failure>, String) {
        let mut output = Vec::new();
        let result = analyse(input, &mut output);
        (result, String::from_utf8(output).unwrap())
    }

    #[test]
    fn each_line_gets_its_own_json_line_with_the_text_unchanged() {
        let (result, output) = lines("teamvergadering\n\n  Één \"dag\"\n".as_bytes());
        result.unwrap();
        let rows: Vec<serde_json::Value> = output
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(rows.len(), 3);
        assert_eq!(
            rows[0]["terms"],
            serde_json::json!(["teamvergader", "team", "vergader"])
        );
        assert_eq!(rows[1], serde_json::json!({"text": "", "terms": []}));
        assert_eq!(rows[2]["text"], "  Één \"dag\"");
    }

    #[test]
    fn a_line_that_is_no_text_is_named_by_its_number() {
        let (result, output) = lines(b"een\n\xff\xfe\n");
        assert!(matches!(result, Err(Failure::Input(text)) if text.contains("Regel 2")));
        assert_eq!(output.lines().count(), 1);
    }
}
