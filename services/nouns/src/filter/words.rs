/// A word between white space, without the marks around it.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// Lower case, digits of other scripts as ours, without what cannot be seen.
    pub(super) plain: String,
    /// As typed, for what depends on capitals.
    pub(super) typed: String,
    /// Where it stands in the text, in bytes, without the marks around it.
    pub(super) start: usize,
    pub(super) end: usize,
    /// A mark that ends a thought stands behind it: `.`, `!`, `?`, `,` or `;`.
    pub(super) ends: bool,
    /// A mark that announces stands behind it: `:` or `=`, also as a word of its own.
    pub(super) announces: bool,
}

/// Marks that stand around words and belong to none.
const AROUND: &[char] = &[
    '.', ',', ';', ':', '!', '?', '"', '\'', '“', '”', '‘', '’', '„', '(', ')', '[', ']', '{', '}',
    '<', '>', '*', '=', '…', '|', '~',
];

/// The words of a text.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut rest = 0;
    for piece in text.split_whitespace() {
        // `split_whitespace` gives slices of `text`, in order.
        let Some(at) = text[rest..].find(piece) else {
            continue;
        };
        let (start, end) = (rest + at, rest + at + piece.len());
        rest = end;
        let behind = piece.trim_end_matches(|mark| AROUND.contains(&mark)).len();
        let marks = &piece[behind..];
        let announces = marks.contains([':', '=']);
        let typed = piece.trim_matches(|mark| AROUND.contains(&mark));
        if typed.is_empty() {
            // A mark alone belongs to the word before it.
            if let Some(before) = words.last_mut() {
                before.announces |= announces;
            }
            continue;
        }
        let front = piece.len()
            - piece
                .trim_start_matches(|mark| AROUND.contains(&mark))
                .len();
        words.push(Word {
            plain: plain(typed),
            typed: typed.to_owned(),
            start: start + front,
            end: start + front + typed.len(),
            ends: marks.contains(['.', '!', '?', ',', ';']),
            announces,
        });
    }
    words
}

fn plain(typed: &str) -> String {
    typed
        .chars()
        .filter(|sign| !is_hidden(*sign))
        .map(|sign| digit(sign).unwrap_or(sign))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Joiners and variants that show nothing: with them a number looks whole and is not.
fn is_hidden(sign: char) -> bool {
    matches!(
        sign,
        '\u{ad}' | '\u{200b}'
            ..='\u{200f}' | '\u{2060}' | '\u{fe0e}' | '\u{fe0f}' | '\u{20e3}' | '\u{feff}'
    )
}

/// Digits of full width and Arabic digits as ours.
fn digit(sign: char) -> Option<char> {
    let from = |first: char| {
        let value = u32::from(sign).checked_sub(u32::from(first))?;
        char::from_digit(value, 10)
    };
    match sign {
        '\u{ff10}'..='\u{ff19}' => from('\u{ff10}'),
        '\u{660}'..='\u{669}' => from('\u{660}'),
        '\u{6f0}'..='\u{6f9}' => from('\u{6f0}'),
        _ => None,
    }
}
