//! Kraaij and Pohlmann's Dutch stemmer, for words of plain letters and digits.
//!
//! The steps of Snowball's `dutch.sbl` (3.1), on bytes in one place: every word of every text goes through it. Other words
//! go through the generated stemmer (`frostem`), and a test holds this one to it. Kraaij and Pohlmann, *Porter's stemming
//! algorithm for Dutch* (1994).

/// Longer words are left to the generated stemmer; no step makes a word longer than it came.
const LONGEST: usize = 64;

/// A word on its way to its stem.
pub(super) struct Stemming {
    letters: [u8; LONGEST],
    length: usize,
    /// Where the parts begin that endings may be taken from: behind the first and the second run of vowels and a consonant.
    first: usize,
    second: usize,
}

impl Stemming {
    /// The stem of a word of the letters a to z and digits; nothing for any other word.
    pub(super) fn of(word: &str) -> Option<Self> {
        let plain = |letter: &u8| letter.is_ascii_lowercase() || letter.is_ascii_digit();
        if word.len() > LONGEST || !word.as_bytes().iter().all(plain) {
            return None;
        }
        let mut stemming = Self {
            letters: [0; LONGEST],
            length: word.len(),
            first: 0,
            second: 0,
        };
        stemming.letters[..word.len()].copy_from_slice(word.as_bytes());
        stemming.run();
        Some(stemming)
    }

    pub(super) fn stem(&self) -> &str {
        str::from_utf8(self.text()).unwrap_or_default()
    }

    fn run(&mut self) {
        self.measure();
        let mut changed = self.take_plural();
        changed |= self.take_e();
        changed |= self.take_noun_ending();
        changed |= self.take_adjective_ending();
        changed |= self.lose(Self::prefix);
        changed |= self.lose(Self::infix);
        changed |= self.take_t();
        if changed {
            self.take_double();
        }
    }

    /// Finds where endings begin.
    fn measure(&mut self) {
        let behind = |from| past_vowels(self.text(), from).map_or(self.length, |at| at + 1);
        let first = behind(0);
        (self.first, self.second) = (first, behind(first));
    }

    fn text(&self) -> &[u8] {
        &self.letters[..self.length]
    }

    fn before(&self, at: usize) -> &[u8] {
        &self.letters[..at]
    }

    fn in_first(&self, at: usize) -> bool {
        self.first <= at
    }

    /// Whether a consonant stands before this place.
    fn consonant(&self, at: usize) -> bool {
        match self.before(at) {
            [.., b'i', b'j'] | [] => false,
            [.., letter] => !is_vowel(*letter),
        }
    }

    /// Whether a vowel stands before this place.
    fn vowel(&self, at: usize) -> bool {
        match self.before(at) {
            [.., b'i', b'j'] => true,
            [.., letter] => is_vowel(*letter),
            [] => false,
        }
    }

    /// Whether an ending may be taken off here that follows a consonant.
    fn follows_consonant(&self, at: usize) -> bool {
        self.in_first(at) && self.consonant(at)
    }

    /// Ends the word with these letters from this place on, where it may; says so.
    fn end_if(&mut self, may: bool, at: usize, ending: &[u8]) -> bool {
        if may {
            self.letters[at..at + ending.len()].copy_from_slice(ending);
            self.length = at + ending.len();
        }
        may
    }

    /// The same with a long vowel in the last syllable: *lop* becomes *loop*.
    fn end_long_if(&mut self, may: bool, at: usize, ending: &[u8]) -> bool {
        if self.end_if(may, at, ending) {
            self.lengthen();
        }
        may
    }

    /// Writes a single vowel before the last consonant twice, where it was long in an open syllable.
    fn lengthen(&mut self) {
        let &[ref before @ .., vowel, last] = self.text() else {
            return;
        };
        let is_open = !before.last().copied().is_some_and(is_aeiou);
        let is_long = match vowel {
            b'a' | b'o' | b'u' => is_open,
            b'e' => is_open && !is_weak(before),
            _ => false,
        };
        if is_long && !is_vowel(last) && !matches!(last, b'w' | b'x') {
            self.letters[self.length - 1] = vowel;
            self.letters[self.length] = last;
            self.length += 1;
        }
    }

    /// Step 1: *-s*, *-es*, *-en*.
    fn take_plural(&mut self) -> bool {
        let end = self.length;
        match self.text() {
            [.., b'n', b'd', b'e'] => self.end_if(true, end - 1, b""),
            [.., b'e', b'n'] => self.take_en(end - 2),
            [.., b'i', b'e', b's'] => self.end_if(self.in_first(end - 3), end - 1, b""),
            [.., b'a', b'u', b's'] => {
                let may = self.in_first(end - 3) && self.vowel(end - 3);
                self.end_if(may, end - 1, b"")
            }
            [.., b'e', b's'] => self.take_es(end - 2),
            [before @ .., b's'] => {
                let at = before.len();
                let after_t = before.ends_with(b"t") && self.in_first(at - 1);
                self.end_if(self.follows_consonant(at) && !after_t, at, b"")
            }
            _ => false,
        }
    }

    fn take_es(&mut self, at: usize) -> bool {
        match self.before(at) {
            [.., b'a', b'r'] if self.follows_consonant(at - 2) => self.end_long_if(true, at, b""),
            [.., b'e', b'r'] if self.follows_consonant(at - 2) => self.end_if(true, at, b""),
            _ => self.end_if(self.follows_consonant(at), at, b"e"),
        }
    }

    fn take_en(&mut self, at: usize) -> bool {
        match self.before(at) {
            [.., b'h', b'e', b'd'] if self.in_first(at - 3) => self.end_if(true, at - 3, b"heid"),
            [.., b'n', b'd'] => self.end_if(true, at, b""),
            [.., b'd'] if self.follows_consonant(at - 1) => self.end_if(true, at - 1, b""),
            [.., b'i' | b'j'] if self.vowel(at - 1) => self.end_if(true, at, b""),
            _ => self.end_long_if(self.follows_consonant(at), at, b""),
        }
    }

    /// Step 2: *-e* and what stands before it.
    fn take_e(&mut self) -> bool {
        let end = self.length;
        match self.text() {
            [.., b'j', b'e'] => self.take_je(end - 2),
            [.., b'g' | b't' | b's' | b'r', b'e'] => {
                self.end_if(self.in_first(end - 2), end - 1, b"")
            }
            [.., b'l', b'i', b'j', b'k', b'e'] | [.., b'i', b's', b'c', b'h', b'e'] => {
                self.end_if(self.in_first(end - 5), end - 1, b"")
            }
            [.., b'd', b'e'] => self.end_if(self.follows_consonant(end - 2), end - 2, b""),
            [.., b'l', b'e'] => self.end_long_if(self.in_first(end - 2), end - 1, b""),
            [.., b'e', b'n', b'e'] => {
                self.end_long_if(self.follows_consonant(end - 3), end - 1, b"")
            }
            [.., b'i', b'e', b'v', b'e'] => {
                self.end_if(self.follows_consonant(end - 4), end - 2, b"f")
            }
            _ => false,
        }
    }

    /// Diminutives.
    fn take_je(&mut self, at: usize) -> bool {
        match self.before(at) {
            [.., b'e', b't'] if self.follows_consonant(at - 2) => self.end_if(true, at - 2, b""),
            [.., b'r', b'n', b't'] | [.., b'm', b'p'] => self.end_if(true, at - 1, b""),
            [.., _, b't'] if self.in_first(at - 1) && self.vowel(at - 2) => {
                self.end_if(true, at - 1, b"")
            }
            [.., b'i', b'n', b'k'] => self.end_if(true, at - 1, b"g"),
            _ => self.end_if(self.follows_consonant(at), at, b""),
        }
    }

    /// Step 3: endings that make nouns.
    fn take_noun_ending(&mut self) -> bool {
        let end = self.length;
        match self.text() {
            [.., b'a', b't', b'i', b'e'] => self.end_if(self.in_first(end - 4), end - 4, b"eer"),
            [.., b'i', b't', b'e', b'i', b't'] => {
                self.end_long_if(self.in_first(end - 5), end - 5, b"")
            }
            [.., b'h', b'e', b'i', b'd'] | [.., b's', b't', b'e', b'r'] => {
                self.end_if(self.in_first(end - 4), end - 4, b"")
            }
            [.., b's', b'e', b'l'] => self.end_if(self.in_first(end - 3), end - 3, b""),
            [.., b'r', b'd', b'e', b'r'] => self.end_if(true, end - 3, b""),
            [.., b'i', b'n', b'g'] => self.take_ing(end - 3),
            [.., b'i', b's', b'm', b'e'] | [.., b'e', b'r', b'i', b'j'] => self.take_ing(end - 4),
            [.., b'a', b'r', b'i', b'j'] => {
                self.end_if(self.follows_consonant(end - 4), end - 4, b"aar")
            }
            [.., b'f' | b'g', b'i', b'e'] => self.end_long_if(self.second <= end - 3, end - 2, b""),
            [.., b't' | b'd', b's', b't'] => {
                self.end_if(self.follows_consonant(end - 3), end - 2, b"")
            }
            _ => false,
        }
    }

    fn take_ing(&mut self, at: usize) -> bool {
        if self.before(at).ends_with(b"ild") {
            return self.end_if(true, at, b"er");
        }
        self.end_long_if(self.in_first(at), at, b"")
    }

    /// Step 4: endings that make adjectives.
    fn take_adjective_ending(&mut self) -> bool {
        self.take_long_adjective_ending() || self.take_ig()
    }

    fn take_long_adjective_ending(&mut self) -> bool {
        let end = self.length;
        match self.text() {
            [.., b'i', b'o', b'n', b'e', b'e', b'l'] => {
                self.end_if(self.in_first(end - 6), end - 6, b"ie")
            }
            [.., b'a', b't', b'i', b'e', b'f'] => {
                self.end_if(self.in_first(end - 5), end - 5, b"eer")
            }
            [.., b'b', b'a', b'a', b'r'] => self.end_if(self.in_first(end - 4), end - 4, b""),
            [.., b'n' | b'l' | b'r', b'a', b'a', b'r'] => {
                let may = self.in_first(end - 4) && self.vowel(end - 4);
                self.end_if(may, end - 3, b"")
            }
            [.., b't', b'a', b'n', b't'] => self.end_if(self.in_first(end - 4), end - 4, b"teer"),
            [.., b'l', b'i', b'j', b'k', b'e', b'r'] | [.., b'l', b'i', b'j', b'k', b's', b't'] => {
                self.end_if(self.in_first(end - 6), end - 2, b"")
            }
            [.., b'e', b'n', b'd'] => {
                self.end_long_if(self.follows_consonant(end - 3), end - 3, b"")
            }
            text => {
                let Some(ig) = before_ig(text) else {
                    return false;
                };
                match self.before(ig) {
                    [before @ .., b'a', b'c', b'h', b't'] => {
                        let at = before.len();
                        self.end_if(self.in_first(at), at, b"")
                    }
                    [before @ .., b'e', b'r'] => {
                        let at = before.len();
                        self.end_long_if(self.follows_consonant(at), at, b"")
                    }
                    _ => false,
                }
            }
        }
    }

    /// *innig* is not *in*.
    fn take_ig(&mut self) -> bool {
        let Some(at) = before_ig(self.text()) else {
            return false;
        };
        let may = self.follows_consonant(at) && self.before(at) != b"inn";
        self.end_long_if(may, at, b"")
    }

    /// Takes *ge* out where it is found, and then the *d* or *t* of the participle.
    fn lose(&mut self, place: fn(&Self) -> Option<usize>) -> bool {
        let Some(at) = place(self) else {
            return false;
        };
        self.letters.copy_within(at + 2..self.length, at);
        self.length -= 2;
        self.measure();
        self.take_participle();
        true
    }

    /// *ge* that the word begins with. *geeft* is not *effen*, *geval* not *vallen*, *gevaar* not *varen*.
    fn prefix(&self) -> Option<usize> {
        let rest = self.text().strip_prefix(b"ge")?;
        let stays = rest.starts_with(b"eft")
            || (rest.starts_with(b"val") && !rest.starts_with(b"vali"))
            || rest.starts_with(b"vaa")
            || rest.starts_with(b"vare");
        (is_a_word(rest) && !stays).then_some(0)
    }

    /// The first *ge* inside the word.
    fn infix(&self) -> Option<usize> {
        let inside = self.text().get(1..)?;
        let at = 1 + inside.windows(2).position(|two| two == b"ge")?;
        is_a_word(&self.text()[at + 2..]).then_some(at)
    }

    /// Step 1c. *geïnd* is *innen*, not *in*; *geënt* is not *en*.
    fn take_participle(&mut self) {
        let [before @ .., last @ (b'd' | b't')] = self.text() else {
            return;
        };
        let (at, last) = (before.len(), *last);
        if !self.follows_consonant(at) {
            return;
        }
        let kept = if last == b'd' { b'n' } else { b'h' };
        if self.before(at).last() == Some(&kept) && self.in_first(at - 1) {
            return;
        }
        match (last, self.before(at)) {
            (b'd', b"in") => self.letters[at] = b'n',
            (b't', b"en") => {}
            _ => self.length = at,
        }
    }

    /// Step 7: *-kt*, *-ft*, *-pt*.
    fn take_t(&mut self) -> bool {
        let may = matches!(self.text(), [.., b'k' | b'f' | b'p', b't']);
        self.end_if(may, self.length.saturating_sub(1), b"")
    }

    /// Step 6: a double consonant becomes single, and *v* and *z* sound as they end. *innen* is not *in*.
    fn take_double(&mut self) {
        let end = self.length;
        match self.text() {
            [b'i', b'n', b'n'] => {}
            [.., one, other] if one == other && other.is_ascii_lowercase() && !is_vowel(*other) => {
                self.length = end - 1;
            }
            [.., b'v'] => self.letters[end - 1] = b'f',
            [.., b'z'] => self.letters[end - 1] = b's',
            _ => {}
        }
    }
}

fn is_aeiou(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

fn is_vowel(letter: u8) -> bool {
    is_aeiou(letter) || letter == b'y'
}

/// Whether an *e* behind this (and one consonant) is weak, as in *wandel*: what stands before the consonant says so.
fn is_weak(before: &[u8]) -> bool {
    let is_aiou = |letter: &u8| *letter != b'e' && is_aeiou(*letter);
    let before = before.split_last().map_or(before, |(_, before)| before);
    match before {
        [b'e'] => true,
        [.., letter] if is_aiou(letter) => true,
        [.., letter, vowel, _] => is_aiou(vowel) && !is_aeiou(*letter),
        _ => false,
    }
}

/// Where *ig*, *iger* or *igst* begins that the word ends with.
fn before_ig(text: &[u8]) -> Option<usize> {
    let endings: [&[u8]; 3] = [b"ig", b"iger", b"igst"];
    endings
        .iter()
        .find_map(|ending| text.strip_suffix(*ending))
        .map(<[u8]>::len)
}

/// Where the first run of vowels (*ij* is one) from here ends, if something comes behind it.
fn past_vowels(text: &[u8], from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    let mut at = from + rest.iter().position(|&letter| is_vowel(letter))?;
    loop {
        match &text[at..] {
            [b'i', b'j', ..] => at += 2,
            [letter, ..] if is_vowel(*letter) => at += 1,
            [] => return None,
            _ => return Some(at),
        }
    }
}

/// Whether what is left without *ge* can stand alone.
fn is_a_word(rest: &[u8]) -> bool {
    rest.len() >= 3 && past_vowels(rest, 0).is_some()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use frostem::{Algorithm, Stemmer};
    use proptest::prelude::*;

    use super::*;

    fn generated(word: &str) -> String {
        Stemmer::new(Algorithm::Dutch).stem(word).into_owned()
    }

    fn own(word: &str) -> Option<String> {
        Stemming::of(word).map(|stemming| stemming.stem().to_owned())
    }

    #[test]
    fn every_word_of_the_dictionary_and_of_two_in_one_has_the_stem_of_the_generated_stemmer() {
        let mut text = String::new();
        let packed = include_bytes!("../../dictionary/nl-v1.tsv.zst");
        zstd::Decoder::new(&packed[..])
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        let words: Vec<&str> = text
            .lines()
            .filter_map(|line| line.split('\t').next())
            .collect();
        assert!(words.len() > 50_000);
        let joined = words
            .iter()
            .zip(words.iter().rev().step_by(3))
            .map(|(one, other)| [*one, *other].concat());
        let every = words.iter().map(ToString::to_string).chain(joined);
        for word in every.filter(|word| word.len() <= LONGEST) {
            assert_eq!(own(&word), Some(generated(&word)), "{word}");
        }
    }

    #[test]
    fn other_words_are_left_to_the_generated_stemmer() {
        for word in ["coördinatie", "Team", "zo'n", &"a".repeat(LONGEST + 1)] {
            assert_eq!(own(word), None);
        }
        assert_eq!(own(""), Some(String::new()));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn any_plain_word_has_the_stem_of_the_generated_stemmer(
            begin in "(ge|[a-z]{0,2}ge)?[a-z0-9]{0,9}",
            middle in "[aeiouyjnrldstw]{0,7}",
            ending in "(nde|en|s|es|ies|aus|heden|nden|den|ien|eres|ares|etje|rntje|tje|inkje|mpje|je|ge|lijke|ische|de|te|se|re|le|ene|ieve|atie|iteit|heid|sel|ster|rder|ing|isme|erij|arij|ilderij|fie|gie|tst|dst|ioneel|atief|baar|naar|laar|raar|tant|lijker|lijkst|achtig|achtiger|achtigst|eriger|erigst|erig|end|iger|igst|ig|kt|ft|pt|d|t|nn|v|z)?",
        ) {
            let word = [begin, middle, ending].concat();
            prop_assert_eq!(own(&word), Some(generated(&word)), "{}", word);
        }

        #[test]
        fn short_words_have_the_stem_of_the_generated_stemmer(word in "[aeiojgdtnsrv]{0,6}") {
            prop_assert_eq!(own(&word), Some(generated(&word)), "{}", word);
        }
    }
}
