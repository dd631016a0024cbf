//! Holds sentences and their use together: no key is missing, none is idle, both languages have the same.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use nouns::Language;

use super::Sentences;
use super::sentences::{files, keys_of};
use crate::render::{template_files, without_comments};

/// What code and templates ask for.
#[derive(Default)]
struct Asked {
    /// Whole keys, with the place that asks.
    keys: BTreeSet<(String, String)>,
    /// Every literal of the source: a key may reach [`super::Say`] through a table.
    literals: BTreeSet<String>,
    /// Beginnings to which a code is added.
    prefixes: BTreeSet<(String, String)>,
}

impl Asked {
    fn everywhere() -> Self {
        let mut asked = Self::default();
        for (name, source) in template_files() {
            asked.read_template(&name, &without_comments(&source));
        }
        asked.read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
        asked
    }

    fn read_template(&mut self, name: &str, source: &str) {
        for opening in ["{{t \"", "(t \""] {
            for rest in source.split(opening).skip(1) {
                let Some((key, after)) = rest.split_once('"') else {
                    continue;
                };
                let next = after
                    .trim_start()
                    .split([' ', '}', ')'])
                    .next()
                    .unwrap_or_default();
                let entry = (key.to_owned(), name.to_owned());
                if next.is_empty() || next.contains('=') {
                    self.keys.insert(entry)
                } else {
                    self.prefixes.insert(entry)
                };
            }
        }
    }

    fn read_folder(&mut self, folder: &Path) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                self.read_folder(&path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                self.read_source(
                    &path.display().to_string(),
                    &fs::read_to_string(&path).unwrap(),
                );
            }
        }
    }

    fn read_source(&mut self, name: &str, source: &str) {
        // Comments show keys as examples.
        let code: String = source
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect();
        let literals_after = |opening: &str| -> Vec<String> {
            code.split(opening)
                .skip(1)
                .filter_map(|rest| rest.split('"').next())
                .map(str::to_owned)
                .collect()
        };
        self.keys.extend(
            literals_after("Say::key(\"")
                .into_iter()
                .map(|key| (key, name.to_owned())),
        );
        for opening in ["Say::of(\"", "Choices::of(\""] {
            self.prefixes.extend(
                literals_after(opening)
                    .into_iter()
                    .map(|prefix| (prefix, name.to_owned())),
            );
        }
        self.literals.extend(code.split('"').map(str::to_owned));
    }

    fn asks_for(&self, key: &str) -> bool {
        self.literals.contains(key)
            || self.keys.iter().any(|(asked, _)| asked == key)
            || self.prefixes.iter().any(|(prefix, _)| {
                key.strip_prefix(prefix.as_str())
                    .is_some_and(|code| code.starts_with('-'))
            })
    }
}

#[test]
fn every_key_that_is_asked_for_exists() {
    let nl = Sentences::load(Language::Nl).unwrap();
    let asked = Asked::everywhere();
    let missing: Vec<_> = asked.keys.iter().filter(|(key, _)| !nl.has(key)).collect();
    assert!(missing.is_empty(), "no such sentence: {missing:#?}");
    let has_code = |prefix: &str| nl.keys().any(|key| key.starts_with(&format!("{prefix}-")));
    let empty: Vec<_> = asked
        .prefixes
        .iter()
        .filter(|(prefix, _)| !has_code(prefix))
        .collect();
    assert!(empty.is_empty(), "no sentence begins so: {empty:#?}");
}

#[test]
fn no_key_is_idle() {
    let asked = Asked::everywhere();
    let nl = Sentences::load(Language::Nl).unwrap();
    let idle: Vec<_> = nl.keys().filter(|key| !asked.asks_for(key)).collect();
    assert!(idle.is_empty(), "nobody asks for: {idle:#?}");
}

#[test]
fn both_languages_have_the_same_keys() {
    let keys = |language| {
        Sentences::load(language)
            .unwrap()
            .keys()
            .map(str::to_owned)
            .collect::<BTreeSet<_>>()
    };
    let (nl, en) = (keys(Language::Nl), keys(Language::En));
    let apart: Vec<_> = nl.symmetric_difference(&en).collect();
    assert!(apart.is_empty(), "in one language only: {apart:#?}");
}

#[test]
fn a_key_begins_with_the_name_of_its_file() {
    for (file, source) in Language::ALL.into_iter().flat_map(files) {
        let name = file
            .rsplit('/')
            .next()
            .and_then(|name| name.strip_suffix(".ftl"))
            .unwrap();
        for key in keys_of(&source) {
            assert!(key.starts_with(&format!("{name}-")), "{file}: {key}");
        }
    }
}

#[test]
fn nobody_is_given_a_label() {
    let words = [
        "leerling",
        "kansarm",
        "achterstand",
        "excellent",
        "uitblinker",
        "zwakke",
        "kwetsbaar",
        "risicoleerling",
    ];
    for (file, source) in files(Language::Nl) {
        let text = source.to_lowercase();
        for word in words {
            assert!(!text.contains(word), "{file}: {word}");
        }
    }
}
