//! Text as HTML: the same signs as handlebars' own take, without a look at each character of a text that has none.

use handlebars::Output;

const fn entity(byte: u8) -> Option<&'static str> {
    Some(match byte {
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'"' => "&quot;",
        b'&' => "&amp;",
        b'\'' => "&#x27;",
        b'`' => "&#x60;",
        b'=' => "&#x3D;",
        _ => return None,
    })
}

/// The pieces of a text, each as it is written into HTML.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = *rest.as_bytes().first()?;
        if let Some(entity) = entity(first) {
            rest = &rest[1..];
            return Some(entity);
        }
        let end = rest.bytes().position(|byte| entity(byte).is_some());
        let (plain, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        Some(plain)
    })
}

/// The text as HTML.
pub(super) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 8);
    html.extend(pieces(text));
    html
}

/// Writes the text as HTML.
pub(super) fn write(out: &mut dyn Output, text: &str) -> std::io::Result<()> {
    pieces(text).try_for_each(|piece| out.write(piece))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_what_handlebars_writes(text in "[a-zé<>\"&'`= ]{0,40}") {
            prop_assert_eq!(escaped(&text), handlebars::html_escape(&text));
        }
    }
}
