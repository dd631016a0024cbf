//! Looks for what leads outside the platform: numbers, addresses, names on other media, links.
//!
//! A help and no wall: it knows the usual ways to write and the usual ways around them (an o for a nought, "nul zes",
//! "apenstaartje"), and no filter knows all. It is pure; whether something may be sent is a rule.

mod net;
mod phone;
mod place;
mod words;

use words::{Word, words};

/// What kind of thing was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Phone,
    Mail,
    Address,
    Postcode,
    Handle,
    Link,
}

impl Kind {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Mail => "mail",
            Self::Address => "address",
            Self::Postcode => "postcode",
            Self::Handle => "handle",
            Self::Link => "link",
        }
    }
}

/// Something in a text that could lead outside: the words as they were typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub kind: Kind,
    pub words: String,
}

/// Words `from` up to and including `to` are of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    kind: Kind,
    from: usize,
    to: usize,
}

impl Span {
    fn overlaps(self, other: Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }
}

/// Everything in `text` that could lead outside the platform, in the order of the text. Where two kinds claim the same
/// words, the first of [`LOOKS`] counts.
#[must_use]
pub fn find(text: &str) -> Vec<Found> {
    let words = words(text);
    let mut spans: Vec<Span> = Vec::new();
    for look in LOOKS {
        for span in look(&words) {
            if !spans.iter().any(|known| known.overlaps(span)) {
                spans.push(span);
            }
        }
    }
    spans.sort_by_key(|span| span.from);
    let typed = |span: &Span| {
        let (first, last) = (words.get(span.from)?, words.get(span.to)?);
        text.get(first.start..last.end).map(str::to_owned)
    };
    spans
        .iter()
        .filter_map(|span| {
            typed(span).map(|words| Found {
                kind: span.kind,
                words,
            })
        })
        .collect()
}

type Look = fn(&[Word]) -> Vec<Span>;

/// From the surest to the most doubtful.
const LOOKS: [Look; 6] = [
    net::mails,
    net::links,
    phone::phones,
    place::addresses,
    place::postcodes,
    net::handles,
];

#[cfg(test)]
mod tests;
