//! Cards from a file with one JSON object on each line (JSON Lines).

use toolbox::ImportedCard;

/// Which line of a file is at fault, counted from 1, and why, in Dutch.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("Regel {line}: {reason}")]
pub struct LineFault {
    pub line: usize,
    pub reason: String,
}

/// The cards of a file, each with its line; empty lines are passed over.
pub fn read(text: &[u8]) -> Result<Vec<(usize, ImportedCard)>, LineFault> {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    (1..)
        .zip(text.split(|byte| *byte == b'\n'))
        .filter(|(_, line)| !line.trim_ascii().is_empty())
        .map(|(number, line)| {
            card(line)
                .map(|card| (number, card))
                .map_err(|reason| LineFault {
                    line: number,
                    reason,
                })
        })
        .collect()
}

fn card(line: &[u8]) -> Result<ImportedCard, String> {
    let text = std::str::from_utf8(line).map_err(|_| "dit is geen UTF-8.".to_owned())?;
    let value: serde_json::Value = serde_json::from_str(text)
        .map_err(|error| format!("dit is geen JSON (teken {}).", error.column()))?;
    let object = value
        .as_object()
        .ok_or("hier hoort één kaart te staan, als JSON-object.")?;
    for field in ["id", "title", "body"] {
        if !object.get(field).is_some_and(serde_json::Value::is_string) {
            return Err(format!("het veld {field:?} ontbreekt of is geen tekst."));
        }
    }
    serde_json::from_value(value)
        .map_err(|error| format!("een veld heeft de verkeerde vorm: {error}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_at_fault_is_named() {
        let good = r#"{"id":"a","title":"Rondje","body":"Doe dit.","minutes":15,"tags":["start"]}"#;
        let text = format!("{good}\n\n{{\"id\":\"b\",\"title\":\"Twee\"}}\n");
        let fault = read(text.as_bytes()).unwrap_err();
        assert_eq!(fault.line, 3);
        assert!(fault.reason.contains("body"), "{fault}");
        let cards = read(good.as_bytes()).unwrap();
        assert_eq!(
            (
                cards[0].0,
                cards[0].1.id.as_str(),
                cards[0].1.content.minutes
            ),
            (1, "a", Some(15))
        );
    }

    #[test]
    fn what_is_no_card_is_refused() {
        for line in [
            "[]",
            "{",
            "\"x\"",
            "{\"id\":1,\"title\":\"a\",\"body\":\"b\"}",
            "{\"id\":\"1\",\"title\":\"aaa\",\"body\":\"b\",\"minutes\":\"ja\"}",
        ] {
            assert!(read(line.as_bytes()).is_err(), "{line}");
        }
        assert!(read(b"\xff").is_err());
    }
}
