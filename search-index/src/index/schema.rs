//! How a [`Findable`] lies in Tantivy.
//!
//! `title` and `text` hold stems and the stems of parts. How much an occurrence counts is written as its frequency: the
//! title, the tags and the summary count more than the body, and so does the beginning of a body without summary. `text`
//! has the words of the title as well, `title` has them alone. A title that only repeats how the text begins says nothing
//! of its own and counts as the text that it is.
//! `exact` holds the folded words, and is the vocabulary for typing errors. `keys` holds everything there is to filter
//! by and to count.

use tantivy::TantivyDocument;
use tantivy::schema::{
    BytesOptions, FAST, Field, IndexRecordOption, NumericOptions, STRING, Schema,
    TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{PreTokenizedString, Token};

use super::texts::Texts;
use crate::analysis::{Analysed, analyse_word, fold, words};
use crate::findable::Findable;

/// Raised with every change of this file.
pub(super) const LAYOUT_VERSION: u64 = 4;

/// Between the pieces of a key.
pub(super) const SEPARATOR: char = '\u{1f}';

const BODY: usize = 1;
const SUMMARY: usize = 2;
const TAGS: usize = 3;
const TITLE: usize = 4;

/// Where a thing has no summary, what its body begins with stands for it: so many words count as a summary does.
const LEAD: usize = 15;

/// Longer texts are found by their beginning.
const MOST_WORDS: usize = 20_000;

#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    pub(super) id: Field,
    pub(super) title: Field,
    pub(super) text: Field,
    pub(super) exact: Field,
    pub(super) keys: Field,
    pub(super) order_title: Field,
    pub(super) date: Field,
    pub(super) tie: Field,
    pub(super) stored: Field,
}

pub(super) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let words_with = |record| {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer("raw")
                .set_index_option(record)
                .set_fieldnorms(true),
        )
    };
    let fields = Fields {
        id: builder.add_text_field("id", STRING),
        title: builder.add_text_field(
            "title",
            words_with(IndexRecordOption::WithFreqsAndPositions),
        ),
        text: builder.add_text_field("text", words_with(IndexRecordOption::WithFreqsAndPositions)),
        exact: builder.add_text_field("exact", words_with(IndexRecordOption::Basic)),
        keys: builder.add_text_field("keys", TextOptions::default().set_fast("raw")),
        order_title: builder.add_text_field("order_title", TextOptions::default().set_fast("raw")),
        date: builder.add_i64_field("date", NumericOptions::default().set_fast()),
        tie: builder.add_u64_field("tie", FAST),
        stored: builder.add_bytes_field("stored", BytesOptions::default().set_stored()),
    };
    (builder.build(), fields)
}

/// The document of a findable; `stored` holds it whole, for titles and snippets.
pub(super) fn document(fields: &Fields, findable: &Findable) -> TantivyDocument {
    let mut document = TantivyDocument::default();
    document.add_text(fields.id, &findable.id);
    let mut title = Stream::default();
    let mut text = Stream::default();
    let mut exact = Stream::default();
    if !is_beginning(findable) {
        title.push(&findable.title, 1, &mut Stream::default());
        text.push(&findable.title, TITLE, &mut exact);
    }
    for tag in &findable.tags {
        text.push(tag, TAGS, &mut exact);
    }
    text.push(&findable.summary, SUMMARY, &mut exact);
    let lead = if findable.summary.trim().is_empty() {
        LEAD
    } else {
        0
    };
    text.push_body(&findable.body, lead, &mut exact);
    document.add_pre_tokenized_text(fields.title, title.finish());
    document.add_pre_tokenized_text(fields.text, text.finish());
    document.add_pre_tokenized_text(fields.exact, exact.finish());
    for key in keys(findable) {
        document.add_text(fields.keys, key);
    }
    document.add_text(fields.order_title, folded_line(&findable.title));
    document.add_i64(fields.date, findable.date.unwrap_or(i64::MIN));
    document.add_u64(fields.tie, tie(&findable.id));
    let Findable {
        id,
        kind,
        title,
        summary,
        body,
        ..
    } = findable;
    let texts = Texts::pack([id, kind, title, summary, body].map(String::as_str));
    document.add_bytes(fields.stored, &texts);
    document
}

/// Whether the title is the text's own beginning, cut off in the middle of a word or not.
fn is_beginning(findable: &Findable) -> bool {
    let mut text = words(&findable.summary).chain(words(&findable.body));
    let mut title = words(&findable.title).peekable();
    if title.peek().is_none() {
        return false;
    }
    while let Some(word) = title.next() {
        let (word, other) = (fold(word.text), text.next().map(|other| fold(other.text)));
        let alike = other.is_some_and(|other| {
            other == word || (title.peek().is_none() && other.starts_with(&*word))
        });
        if !alike {
            return false;
        }
    }
    true
}

/// `kind␟card`, `tag␟folded␟Shown`, `audience␟public`, `facet␟name␟value`, `number␟name␟from␟to`.
fn keys(findable: &Findable) -> Vec<String> {
    let join = |pieces: &[&str]| pieces.join("\u{1f}");
    let mut keys = vec![join(&["kind", &findable.kind])];
    keys.extend(
        findable
            .tags
            .iter()
            .map(|tag| join(&["tag", &folded_line(tag), tag])),
    );
    keys.extend(findable.audience.iter().map(|key| join(&["audience", key])));
    keys.extend(
        findable
            .facets
            .iter()
            .map(|(name, value)| join(&["facet", name, value])),
    );
    keys.extend(findable.numbers.iter().map(|span| {
        join(&[
            "number",
            &span.name,
            &span.from.to_string(),
            &span.to.to_string(),
        ])
    }));
    keys.sort();
    keys.dedup();
    // A fast field takes no longer text.
    keys.retain(|key| key.len() < 60_000);
    keys
}

/// A line as it is compared and completed: folded words with single spaces.
pub(super) fn folded_line(text: &str) -> String {
    let folded: Vec<_> = words(text).map(|word| fold(word.text)).collect();
    folded.join(" ")
}

/// Orders equals in the same way in every index: FNV-1a of the id.
fn tie(id: &str) -> u64 {
    id.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The tokens of one field.
#[derive(Default)]
struct Stream {
    tokens: Vec<Token>,
    position: usize,
}

impl Stream {
    /// Adds a text whose words count `times` times, and its folded words to `exact`.
    fn push(&mut self, text: &str, times: usize, exact: &mut Self) {
        self.push_words(text, |_| times, exact);
    }

    /// Adds a body whose first words count as a summary.
    fn push_body(&mut self, text: &str, lead: usize, exact: &mut Self) {
        self.push_words(text, |at| if at < lead { SUMMARY } else { BODY }, exact);
    }

    fn push_words(&mut self, text: &str, times: impl Fn(usize) -> usize, exact: &mut Self) {
        for (at, word) in words(text).take(MOST_WORDS).enumerate() {
            for analysed in analyse_word(word.text).iter() {
                self.push_word(analysed, times(at));
                exact.push_token(&analysed.exact, 1);
            }
        }
        // Words on both sides of a border are not near each other.
        self.position += 8;
    }

    fn push_word(&mut self, analysed: &Analysed, times: usize) {
        self.push_token(&analysed.stem, times);
        for part in &analysed.parts {
            self.push_token(part, times);
        }
        self.position += 1;
    }

    fn push_token(&mut self, text: &str, times: usize) {
        for _ in 0..times {
            self.tokens.push(Token {
                position: self.position,
                text: text.to_owned(),
                ..Token::default()
            });
        }
    }

    fn finish(mut self) -> PreTokenizedString {
        // Tantivy wants the positions of a term to rise, and keeps a word once where it does not count them.
        self.tokens.sort_by_key(|token| token.position);
        PreTokenizedString {
            text: String::new(),
            tokens: self.tokens,
        }
    }
}
