//! A snippet of a search as pieces of text, so that no HTML from outside reaches a page.

use serde::Serialize;

/// A stretch of text, marked where it was looked for. Shown by `{{marked snippet}}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Piece {
    pub text: String,
    pub marked: bool,
}

const OPEN: &str = "<mark>";
const CLOSE: &str = "</mark>";

/// Reads escaped HTML that has no other element than `<mark>`. Anything else in it stays text.
#[must_use]
pub(crate) fn pieces(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once(OPEN) {
        let (marked, after) = after.split_once(CLOSE).unwrap_or((after, ""));
        pieces.push(piece(before, false));
        pieces.push(piece(marked, true));
        rest = after;
    }
    pieces.push(piece(rest, false));
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

/// Text with nothing marked in it.
#[must_use]
pub(crate) fn plain(text: String) -> Piece {
    Piece {
        text,
        marked: false,
    }
}

fn piece(escaped: &str, marked: bool) -> Piece {
    // The ampersand last: what it uncovers was escaped twice and is text.
    let text = escaped
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
    Piece { text, marked }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_pieces_and_everything_else_is_text() {
        let found = pieces("Geef <mark>feedback</mark> &amp; &lt;b&gt;tips&lt;/b&gt;");
        let shown: Vec<(&str, bool)> = found
            .iter()
            .map(|piece| (piece.text.as_str(), piece.marked))
            .collect();
        assert_eq!(
            shown,
            [
                ("Geef ", false),
                ("feedback", true),
                (" & <b>tips</b>", false)
            ]
        );
    }

    #[test]
    fn a_broken_snippet_stays_text() {
        let found = pieces("<script>x</script><mark>open");
        assert_eq!(found[0].text, "<script>x</script>");
        assert_eq!((found[1].text.as_str(), found[1].marked), ("open", true));
        assert_eq!(pieces(""), []);
    }
}
