//! Stems: Snowball's Dutch (Kraaij-Pohlmann), and a list where it goes wrong.

use std::collections::HashMap;
use std::sync::OnceLock;

use frostem::{Algorithm, Stemmer};

use super::hashing::ByWord;
use super::kraaij_pohlmann::Stemming;

/// Lines of `form<TAB>stem`; made by `dictionary/make.py`.
static MADE: &str = include_str!("../../dictionary/stems.tsv");
/// Lines of `form stem`, kept by hand; they go before the made ones.
static BY_HAND: &str = include_str!("../../dictionary/stems-by-hand.txt");

/// The stem of a folded word.
#[must_use]
pub(crate) fn stem(word: &str) -> String {
    if let Some(&stem) = exceptions().get(word) {
        return stem.to_owned();
    }
    match Stemming::of(word) {
        Some(stemming) => stemming.stem().to_owned(),
        None => Stemmer::new(Algorithm::Dutch).stem(word).into_owned(),
    }
}

fn exceptions() -> &'static HashMap<&'static str, &'static str, ByWord> {
    static EXCEPTIONS: OnceLock<HashMap<&str, &str, ByWord>> = OnceLock::new();
    EXCEPTIONS.get_or_init(|| {
        let made = MADE.lines().filter_map(|line| line.split_once('\t'));
        let by_hand = BY_HAND
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.trim().split_once(char::is_whitespace))
            .map(|(form, stem)| (form, stem.trim()));
        made.chain(by_hand).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_share_their_stem() {
        for forms in [
            &["leer", "leert", "leren"][..],
            &["maatregel", "maatregelen"],
            &["loop", "loopt", "lopen"],
            &["voorbeeld", "voorbeelden"],
            &["verbeter", "verbetert", "verbeteren"],
            &["huis", "huizen"],
            &["woord", "woorden"],
            &["vergadering", "vergaderingen", "vergaderen"],
            &["kind", "kinderen"],
        ] {
            let stems: Vec<String> = forms.iter().map(|form| stem(form)).collect();
            assert!(
                stems.windows(2).all(|pair| pair[0] == pair[1]),
                "{forms:?} {stems:?}"
            );
        }
    }

    #[test]
    fn different_words_keep_different_stems() {
        for (one, other) in [
            ("innen", "in"),
            ("mens", "men"),
            ("week", "wekken"),
            ("start", "ster"),
            ("kast", "kas"),
        ] {
            assert_ne!(stem(one), stem(other), "{one} {other}");
        }
    }
}
