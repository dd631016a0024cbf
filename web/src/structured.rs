//! Data for search engines and other programs inside a page: JSON-LD (W3C, 2020) with the words of
//! schema.org. No browser runs it, and a template writes it as it is.

use serde_json::Value;

/// The document as it may stand inside a script element: no text in it can end that element or
/// begin another.
pub(crate) fn safe(document: &Value) -> String {
    document
        .to_string()
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}
