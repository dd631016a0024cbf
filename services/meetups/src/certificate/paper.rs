//! Sets what a certificate says in lines, and lines on pages.

use unicode_normalization::UnicodeNormalization as _;

use super::Certificate;
use super::font::Font;
use super::words::Words;

/// A4, in points.
pub(super) const PAGE: (f32, f32) = (595.276, 841.89);
pub(super) const MARGIN: f32 = 72.0;
/// From line to line, in heights of its letters.
const LEADING: f32 = 1.35;

/// What a paragraph is to who has it read aloud.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Title,
    Heading,
    Paragraph,
}

/// Glyphs in a row, at a place on the page, with the characters that they stand for.
#[derive(Debug)]
pub(super) struct Line {
    /// Of which paragraph it is one.
    pub(super) paragraph: usize,
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) glyphs: Vec<(u16, char)>,
    /// A line to write on, under these letters.
    pub(super) is_to_write_on: bool,
}

/// The lines of each page, and what each paragraph is.
#[derive(Debug, Default)]
pub(super) struct Pages {
    pub(super) pages: Vec<Vec<Line>>,
    pub(super) parts: Vec<Part>,
}

/// A paragraph before it is set.
struct Text {
    part: Part,
    size: f32,
    /// Above it, in points.
    space: f32,
    words: String,
    is_to_write_on: bool,
}

impl Text {
    fn new(part: Part, size: f32, space: f32, text: impl Into<String>) -> Self {
        Self {
            part,
            size,
            space,
            words: text.into(),
            is_to_write_on: false,
        }
    }

    fn fact(label: &str, text: &str) -> Self {
        Self::new(Part::Paragraph, 12.0, 6.0, format!("{label}: {text}"))
    }
}

/// Everything that the paper says, in the order in which it is read.
fn texts(certificate: &Certificate, font: &Font<'_>) -> Vec<Text> {
    let words = Words::of(certificate.language);
    let mut texts = vec![Text::new(Part::Title, 28.0, 40.0, words.title)];
    let name = composed(&certificate.name);
    // A name with a letter too few is not a name.
    if !name.is_empty() && is_whole(&name, font) {
        texts.push(Text::new(Part::Paragraph, 22.0, 36.0, name));
    } else {
        texts.push(Text {
            is_to_write_on: true,
            ..Text::new(Part::Paragraph, 12.0, 36.0, words.write_name)
        });
    }
    let space = if texts.iter().any(|text| text.is_to_write_on) {
        60.0
    } else {
        10.0
    };
    texts.push(Text::new(Part::Paragraph, 12.0, space, words.was_there));
    texts.push(Text::new(
        Part::Heading,
        18.0,
        12.0,
        composed(&certificate.title),
    ));
    texts.extend(facts(certificate, words));
    let is_all = texts.iter().all(|text| is_whole(&text.words, font));
    if !is_all {
        texts.push(Text::new(Part::Paragraph, 10.0, 30.0, words.left_out));
    }
    texts.push(Text::new(Part::Paragraph, 10.0, 30.0, words.noted));
    texts
}

fn facts(certificate: &Certificate, words: &Words) -> Vec<Text> {
    let mut facts = Vec::new();
    for (n, time) in certificate.times.iter().enumerate() {
        let time = words.time(time);
        facts.push(if n == 0 {
            Text::new(
                Part::Paragraph,
                12.0,
                18.0,
                format!("{}: {time}", words.when),
            )
        } else {
            Text::new(Part::Paragraph, 12.0, 2.0, time)
        });
    }
    if let Some(length) = certificate.length() {
        facts.push(Text::fact(words.together, &words.length(length)));
    }
    let place = certificate.place.as_deref().map(composed);
    let place = place.or_else(|| certificate.is_online.then(|| words.online.to_owned()));
    facts.extend(place.map(|place| Text::fact(words.place, &place)));
    let community = certificate.community.as_deref().map(composed);
    facts.extend(community.map(|name| Text::fact(words.community, &name)));
    let skills: Vec<&str> = certificate
        .skills
        .iter()
        .map(|code| words.skill(code))
        .collect();
    if !skills.is_empty() {
        facts.push(Text::fact(words.skills, &skills.join(", ")));
    }
    if !certificate.organisers.is_empty() {
        let names = composed(&certificate.organisers.join(", "));
        facts.push(Text::fact(words.organised_by, &names));
    }
    facts
}

/// One line, each letter with its accent as one character where there is one.
fn composed(text: &str) -> String {
    crate::event::one_line(text).nfc().collect()
}

fn is_whole(text: &str, font: &Font<'_>) -> bool {
    text.chars()
        .all(|character| font.glyph(character).is_some())
}

/// Sets a certificate on as many pages as it needs.
pub(super) fn set(certificate: &Certificate, font: &Font<'_>) -> Pages {
    let mut set = Pages {
        pages: vec![Vec::new()],
        parts: Vec::new(),
    };
    let mut y = PAGE.1 - MARGIN;
    for (paragraph, text) in texts(certificate, font).into_iter().enumerate() {
        set.parts.push(text.part);
        y -= text.space;
        let lines = broken(&text.words, text.size, font);
        let last = lines.len().saturating_sub(1);
        for (n, glyphs) in lines.into_iter().enumerate() {
            y -= text.size * LEADING;
            if y < MARGIN {
                set.pages.push(Vec::new());
                y = PAGE.1 - MARGIN - text.size;
            }
            let line = Line {
                paragraph,
                y,
                size: text.size,
                glyphs,
                is_to_write_on: text.is_to_write_on && n == last,
            };
            if let Some(page) = set.pages.last_mut() {
                page.push(line);
            }
        }
    }
    set
}

/// A text in lines that fit between the margins; what the font does not draw is left out. A line that goes on ends with its
/// space, so that words stay apart for who has it read aloud.
fn broken(text: &str, size: f32, font: &Font<'_>) -> Vec<Vec<(u16, char)>> {
    let room = (PAGE.0 - 2.0 * MARGIN) * 1000.0 / size;
    let (mut lines, mut line, mut used) = (Vec::new(), Vec::new(), 0.0);
    for word in text.split_inclusive(' ') {
        let glyphs: Vec<(u16, char)> = word
            .chars()
            .filter_map(|character| Some((font.glyph(character)?, character)))
            .collect();
        let width: f32 = glyphs.iter().map(|(glyph, _)| font.width(*glyph)).sum();
        if used + width > room && !line.is_empty() {
            lines.push(std::mem::take(&mut line));
            used = 0.0;
        }
        for (glyph, character) in glyphs {
            let wide = font.width(glyph);
            // A word that is longer than a line goes on in the next.
            if used + wide > room {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            line.push((glyph, character));
            used += wide;
        }
    }
    lines.push(line);
    lines.retain(|line: &Vec<(u16, char)>| !line.is_empty());
    lines
}
