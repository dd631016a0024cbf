//! A card as one text for feed readers, and a text from the HTML of other feeds.

use crate::card::{Content, Step};

/// What stands on a card, as Markdown.
pub(super) fn of_card(content: &Content) -> String {
    let steps = content
        .steps
        .iter()
        .zip(1..)
        .map(|(step, number)| line(step, number));
    let steps = steps.collect::<Vec<_>>().join("\n");
    let texts = [
        content.goal.as_str(),
        content.summary.as_str(),
        &steps,
        content.body.as_str(),
    ];
    let given: Vec<&str> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    given.join("\n\n")
}

fn line(step: &Step, number: usize) -> String {
    match step.minutes {
        Some(minutes) => format!(
            "{number}. {} ({} min)",
            step.text.as_str(),
            i64::from(minutes)
        ),
        None => format!("{number}. {}", step.text.as_str()),
    }
}

/// Elements after which a new line begins.
const BLOCKS: [&str; 12] = [
    "p",
    "div",
    "br",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "tr",
    "blockquote",
];
/// Elements whose text is not for readers.
const SILENT: [&str; 2] = ["script", "style"];

/// HTML without its elements. What comes of it is text: whoever shows it makes it safe.
pub(super) fn of_html(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    let mut silent: Option<String> = None;
    while let Some((before, after)) = rest.split_once('<') {
        if silent.is_none() {
            text.push_str(before);
        }
        let (tag, behind) = after.split_once('>').unwrap_or((after, ""));
        let is_end = tag.starts_with('/');
        let name: String = tag
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        if is_end && silent.as_deref() == Some(&name) {
            silent = None;
        } else if !is_end && silent.is_none() && SILENT.contains(&name.as_str()) {
            silent = Some(name.clone());
        }
        match (name.as_str(), is_end) {
            ("li", false) => text.push_str("\n- "),
            (name, _) if BLOCKS.contains(&name) => text.push('\n'),
            _ => {}
        }
        rest = behind;
    }
    if silent.is_none() {
        text.push_str(rest);
    }
    tidied(&unescaped(&text))
}

/// The character references that feeds use.
fn unescaped(text: &str) -> String {
    let mut read = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        read.push_str(before);
        let reference = after.split_once(';').filter(|(name, _)| name.len() <= 8);
        let known = reference.and_then(|(name, behind)| Some((referred(name)?, behind)));
        let (character, behind) = known.unwrap_or(('&', after));
        read.push(character);
        rest = behind;
    }
    read.push_str(rest);
    read
}

fn referred(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok(),
                None => number.parse().ok(),
            };
            code.and_then(char::from_u32)
        }
    }
}

/// At most one empty line between two others.
fn tidied(text: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim) {
        if !line.is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(line);
        }
    }
    lines.join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn html_becomes_lines_of_text() {
        let html = "<h2>Zo&nbsp;doe je het</h2><script>alert('x')</script><ul><li>Lees</li><li>Praat &amp; luister</li></ul><p>1 &#60; 2 &onbekend;";
        assert_eq!(
            of_html(html),
            "Zo doe je het\n\n- Lees\n\n- Praat & luister\n\n1 < 2 &onbekend;"
        );
    }

    proptest! {
        #[test]
        fn no_html_makes_reading_it_fail(html in "\\PC{0,80}|(<[a-z/!]{0,4}[ a-z=>\"]{0,6}|&#?[0-9a-z]{0,9};?){0,12}") {
            let text = of_html(&html);
            prop_assert!(text.len() <= html.len() + 3 * html.matches('<').count());
        }
    }
}
