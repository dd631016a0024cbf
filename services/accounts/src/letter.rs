//! What stands in a mail: plain text, and the same in simple HTML.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use nouns::Language;
use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;

/// A mail to be sent, as its job holds it. Nothing in it opens anything: the code is made when the mail is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Letter {
    pub(crate) to: String,
    pub(crate) language: Language,
    /// After this the mail is of no use and is not sent any more.
    pub(crate) until: DateTime<Utc>,
}

/// A mail as it leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) html: String,
}

/// Why a mail cannot be written: a sentence is missing in its language.
#[derive(Debug, thiserror::Error)]
#[error("the mails have no sentence {0:?}")]
pub(crate) struct NoSentence(String);

/// Writes the mail with a code and a link.
pub(crate) fn sign_in(language: Language, code: &str, link: &str) -> Result<Written, NoSentence> {
    let words = Words::of(language)?;
    let say = |key: &str| words.say(key, code);
    // Two groups of three are easier to carry over.
    let spaced = format!("{} {}", &code[..3], &code[3..]);
    let (lead, place, open) = (
        say("mail-sign-in-lead")?,
        say("mail-sign-in-where")?,
        say("mail-sign-in-link")?,
    );
    let (until, not_you) = (say("mail-sign-in-until")?, say("mail-sign-in-not-you")?);
    let text =
        format!("{lead}\n\n    {spaced}\n\n{place}\n\n{open}\n{link}\n\n{until}\n{not_you}\n");
    let button = say("mail-sign-in-button")?;
    let mut html = format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title></head><body>",
        language.code(),
        escaped(&say("mail-sign-in-subject")?)
    );
    for part in [
        escaped(&lead),
        format!("<strong>{spaced}</strong>"),
        escaped(&place),
        escaped(&open),
        format!("<a href=\"{}\">{}</a>", escaped(link), escaped(&button)),
        escaped(&until),
        escaped(&not_you),
    ] {
        let _ = write!(html, "<p>{part}</p>");
    }
    html.push_str("</body></html>");
    Ok(Written {
        subject: say("mail-sign-in-subject")?,
        text,
        html,
    })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// The sentences of one language.
struct Words(FluentBundle<FluentResource>);

impl Words {
    fn of(language: Language) -> Result<Self, NoSentence> {
        let text = match language {
            Language::Nl => include_str!("../locales/nl/mails.ftl"),
            Language::En => include_str!("../locales/en/mails.ftl"),
        };
        let broken = || NoSentence("mails.ftl".to_owned());
        let id: LanguageIdentifier = language.code().parse().map_err(|_| broken())?;
        let resource = FluentResource::try_new(text.to_owned()).map_err(|_| broken())?;
        let mut bundle = FluentBundle::new(vec![id]);
        bundle.set_use_isolating(false);
        bundle.add_resource(resource).map_err(|_| broken())?;
        Ok(Self(bundle))
    }

    fn say(&self, key: &str, code: &str) -> Result<String, NoSentence> {
        let missing = || NoSentence(key.to_owned());
        let message = self.0.get_message(key).ok_or_else(missing)?;
        let pattern = message.value().ok_or_else(missing)?;
        let mut args = FluentArgs::new();
        args.set("code", code);
        let mut errors = Vec::new();
        let said = self.0.format_pattern(pattern, Some(&args), &mut errors);
        if errors.is_empty() {
            Ok(said.into_owned())
        } else {
            Err(missing())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_says_code_and_link_in_both_languages_and_forms() {
        let link = "https://kansrijk.example/aanmelden/mail/a?b&c";
        for (language, word) in [(Language::Nl, "tabblad"), (Language::En, "tab")] {
            let written = sign_in(language, "012345", link).unwrap();
            assert!(written.subject.contains("012345"), "{}", written.subject);
            for part in ["012 345", link, word] {
                assert!(written.text.contains(part), "{part} in {}", written.text);
            }
            assert!(written.html.contains("<strong>012 345</strong>"));
            assert!(written.html.contains("a?b&amp;c"), "{}", written.html);
        }
    }
}
