use std::collections::BTreeSet;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rust_embed::RustEmbed;
use serde_json::Value;

use super::moment::{Moment, Style};
use nouns::Language;

use super::{Arg, Say};

#[derive(RustEmbed)]
#[folder = "locales"]
struct LocaleFiles;

/// All sentences of one language.
pub struct Sentences {
    lang: Language,
    bundle: FluentBundle<FluentResource>,
    keys: BTreeSet<String>,
}

/// A sentence that cannot be said: the key does not exist, or a place in it was not filled.
#[derive(Debug, thiserror::Error)]
#[error("no sentence {key:?} in {}: {what}", lang.code())]
pub struct MissingSentence {
    key: String,
    lang: Language,
    what: String,
}

/// A locale file that Fluent does not understand, or a key that stands in two files.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {what}")]
pub struct BrokenLocale {
    file: String,
    what: String,
}

impl Sentences {
    /// Reads every file of one language.
    pub fn load(lang: Language) -> Result<Self, BrokenLocale> {
        let id = lang.code().parse().map_err(|error| BrokenLocale {
            file: lang.code().to_owned(),
            what: format!("{error}"),
        })?;
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Isolation marks are for text of another direction; we have none, and they get in the way of copying.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match lang {
            Language::Nl => |value, _| grouped(value, '.'),
            Language::En => |value, _| grouped(value, ','),
        }));
        let mut keys = BTreeSet::new();
        for (file, source) in files(lang) {
            let broken = |what: String| BrokenLocale {
                file: file.clone(),
                what,
            };
            keys.extend(keys_of(&source));
            let resource = FluentResource::try_new(source)
                .map_err(|(_, errors)| broken(format!("{errors:?}")))?;
            bundle
                .add_resource(resource)
                .map_err(|errors| broken(format!("{errors:?}")))?;
        }
        Ok(Self { lang, bundle, keys })
    }

    #[must_use]
    pub fn lang(&self) -> Language {
        self.lang
    }

    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.keys.contains(key)
    }

    /// All keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(String::as_str)
    }

    /// Says it.
    pub fn say(&self, say: &Say) -> Result<String, MissingSentence> {
        let mut args = FluentArgs::new();
        for (place, arg) in &say.args {
            args.set(place.clone(), self.value_of(arg));
        }
        match &say.or {
            Some(or) if !self.has(&say.key) => self.format(or, &args),
            _ => self.format(&say.key, &args),
        }
    }

    /// Says the sentence of a key, its places filled from JSON values as a template has them.
    pub fn say_json<'a>(
        &self,
        key: &str,
        places: impl Iterator<Item = (&'a str, &'a Value)>,
    ) -> Result<String, MissingSentence> {
        let mut args = FluentArgs::new();
        for (place, value) in places {
            args.set(place, json_value(value, self.lang));
        }
        self.format(key, &args)
    }

    fn value_of(&self, arg: &Arg) -> FluentValue<'static> {
        match arg {
            Arg::Text(text) => text.clone().into(),
            Arg::Number(number) => (*number).into(),
            Arg::Day { date } => Moment::from(*date).written(self.lang, Style::Day).into(),
        }
    }

    fn format(&self, key: &str, args: &FluentArgs) -> Result<String, MissingSentence> {
        let missing = |what: String| MissingSentence {
            key: key.to_owned(),
            lang: self.lang,
            what,
        };
        let message = self
            .bundle
            .get_message(key)
            .ok_or_else(|| missing("no such key".into()))?;
        let pattern = message
            .value()
            .ok_or_else(|| missing("it has no value".into()))?;
        let mut errors = Vec::new();
        let sentence = self
            .bundle
            .format_pattern(pattern, Some(args), &mut errors)
            .into_owned();
        if errors.is_empty() {
            Ok(with_one_stop(sentence, args))
        } else {
            Err(missing(format!("{errors:?}")))
        }
    }
}

/// A name that ends in a full stop ("Sanne V.") ends the sentence too: no second one follows it.
fn with_one_stop(mut sentence: String, args: &FluentArgs) -> String {
    let ends_in_stop = |value: &FluentValue| match value {
        FluentValue::String(text) => text.ends_with('.'),
        _ => false,
    };
    let is_doubled = sentence.ends_with("..") && !sentence.ends_with("...");
    if is_doubled && args.iter().any(|(_, value)| ends_in_stop(value)) {
        sentence.pop();
    }
    sentence
}

/// The files of one language, by name.
pub(crate) fn files(lang: Language) -> Vec<(String, String)> {
    let folder = format!("{}/", lang.code());
    let ours =
        LocaleFiles::iter().filter(|name| name.starts_with(&folder) && name.ends_with(".ftl"));
    ours.filter_map(|name| {
        let file = LocaleFiles::get(&name)?;
        Some((
            name.into_owned(),
            String::from_utf8_lossy(&file.data).into_owned(),
        ))
    })
    .collect()
}

/// The keys that a Fluent file defines: the lines that begin with a name and `=`.
pub(crate) fn keys_of(source: &str) -> Vec<String> {
    let defines = |line: &&str| line.starts_with(|first: char| first.is_ascii_alphabetic());
    let key = |line: &str| line.split_once('=').map(|(key, _)| key.trim().to_owned());
    source.lines().filter(defines).filter_map(key).collect()
}

fn json_value(value: &Value, lang: Language) -> FluentValue<'_> {
    match value {
        Value::Number(number) => match number.as_i64() {
            Some(whole) => whole.into(),
            None => number.as_f64().unwrap_or_default().into(),
        },
        Value::String(text) => text.as_str().into(),
        Value::Object(fields) => match fields
            .get("date")
            .and_then(Value::as_str)
            .and_then(Moment::parse)
        {
            Some(moment) => moment.written(lang, Style::Day).into(),
            None => FluentValue::None,
        },
        other => other.to_string().into(),
    }
}

/// Whole numbers with a sign between the thousands: *1.250* or *1,250*.
fn grouped(value: &FluentValue, sign: char) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.value.fract() == 0.0 => {
            Some(group_thousands(&number.value.to_string(), sign))
        }
        _ => None,
    }
}

/// Puts `sign` between the thousands of a whole number in decimal digits.
pub(crate) fn group_thousands(digits: &str, sign: char) -> String {
    let (minus, digits) = digits
        .strip_prefix('-')
        .map_or(("", digits), |rest| ("-", rest));
    let mut grouped = minus.to_owned();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(sign);
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(group_thousands("1250", '.'), "1.250");
        assert_eq!(group_thousands("-1234567", ','), "-1,234,567");
        assert_eq!(group_thousands("999", '.'), "999");
    }

    #[test]
    fn an_unfilled_place_is_an_error() {
        let nl = Sentences::load(Language::Nl).unwrap();
        let empty = Say::key("common-results");
        assert!(nl.say(&empty).is_err());
        assert_eq!(nl.say(&empty.with("count", 1_i64)).unwrap(), "1 resultaat");
        let many = Say::key("common-results").with("count", 1250_i64);
        assert_eq!(nl.say(&many).unwrap(), "1.250 resultaten");
    }

    #[test]
    fn a_short_name_ends_its_sentence() {
        let nl = Sentences::load(Language::Nl).unwrap();
        let about = |name: &str| {
            nl.say(&Say::key("mine-news-other").with("name", name))
                .unwrap()
        };
        assert_eq!(about("Sanne V."), "Er is nieuws over Sanne V.");
        assert_eq!(about("Sanne"), "Er is nieuws over Sanne.");
    }

    #[test]
    fn a_code_without_a_sentence_gets_the_other_one() {
        let nl = Sentences::load(Language::Nl).unwrap();
        let unknown = nl.say(&Say::of("common-problem", "never.heard")).unwrap();
        assert_eq!(unknown, nl.say(&Say::key("common-problem-other")).unwrap());
    }
}
