//! What stands in a mail: plain text, and the same in simple HTML.

use std::fmt::Write as _;

use chrono::{DateTime, NaiveDateTime, Utc};
use contract::letters::{Difference, MEETUP_CANCELLED, OF_COMMUNITIES, SIGNUP_ASKED, Span, Told};
use contract::news::NewsLine;
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
    /// Where one press ends mails of this kind (RFC 8058), where there is such a place.
    pub(crate) stop: Option<String>,
    /// Names the mail for ever, where one that is sent twice by a server that was broken off is to be known as the same.
    pub(crate) name: Option<String>,
}

/// Why a mail cannot be written: a sentence is missing in its language.
#[derive(Debug, thiserror::Error)]
#[error("the mails have no sentence {0:?}")]
pub(crate) struct NoSentence(String);

/// A mail to a parent, as its job holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ParentLetter {
    #[serde(flatten)]
    pub(crate) letter: Letter,
    /// The child, and their first name.
    pub(crate) person: String,
    pub(crate) name: String,
}

/// A mail about a way back into somebody's account, as its job holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RecoveryLetter {
    #[serde(flatten)]
    pub(crate) letter: Letter,
    pub(crate) person: String,
    /// Whether it was used, not only made.
    pub(crate) used: bool,
    /// Whether somebody else agreed to it, so that it works.
    #[serde(default)]
    pub(crate) agreed: bool,
}

/// A mail with news of a service, as its job holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NewsLetter {
    #[serde(flatten)]
    pub(crate) letter: Letter,
    pub(crate) person: String,
    /// One of [`contract::news::TOLD`].
    pub(crate) what: String,
    pub(crate) title: String,
    /// A path of this site.
    pub(crate) path: String,
    #[serde(default)]
    pub(crate) lines: Vec<NewsLine>,
    /// A path of this site.
    #[serde(default)]
    pub(crate) stop: Option<String>,
}

/// A mail that somebody is suspended, or no longer, as its job holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SuspensionLetter {
    #[serde(flatten)]
    pub(crate) letter: Letter,
    pub(crate) person: String,
    /// Whether it stands, or was lifted.
    pub(crate) stands: bool,
    /// What whoever suspended says of it.
    pub(crate) words: String,
    /// As people write a day; none when it has no end.
    pub(crate) last_day: Option<String>,
}

/// A mail about a place at a meetup, as its job holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PlaceLetter {
    #[serde(flatten)]
    pub(crate) letter: Letter,
    /// With whom the mail goes at an erasure; empty for an address of nobody's.
    pub(crate) person: String,
    /// Whether it goes only as long as the person agrees to mails.
    pub(crate) by_consent: bool,
    /// One of [`contract::letters::WRITTEN`] or [`contract::letters::OF_COMMUNITIES`].
    pub(crate) what: String,
    pub(crate) title: String,
    /// A path of this site.
    pub(crate) path: String,
    pub(crate) moment: Option<NaiveDateTime>,
    #[serde(default)]
    pub(crate) changes: Vec<Difference>,
}

/// A mail that invites to take part in something, as its job holds it. The link is made when it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct InvitationLetter {
    #[serde(flatten)]
    pub(crate) letter: Letter,
    /// With whom the mail goes at an erasure.
    pub(crate) person: String,
    pub(crate) title: String,
}

/// What stands in a mail, in order.
enum Part<'a> {
    Said(String),
    Code(String),
    Link {
        said: String,
        href: &'a str,
        button: String,
    },
}

/// Writes the mail with a code and a link.
pub(crate) fn sign_in(language: Language, code: &str, link: &str) -> Result<Written, NoSentence> {
    let words = Words::of(language)?;
    let say = |key: &str| words.say(key, ("code", code));
    // Two groups of three are easier to carry over.
    let spaced = format!("{} {}", &code[..3], &code[3..]);
    let parts = [
        Part::Said(say("mail-sign-in-lead")?),
        Part::Code(spaced),
        Part::Said(say("mail-sign-in-where")?),
        Part::Link {
            said: say("mail-sign-in-link")?,
            href: link,
            button: say("mail-sign-in-button")?,
        },
        Part::Said(say("mail-sign-in-until")?),
        Part::Said(say("mail-sign-in-not-you")?),
    ];
    Ok(written(language, say("mail-sign-in-subject")?, &parts))
}

/// Writes the mail that asks a parent.
pub(crate) fn parent(language: Language, name: &str, link: &str) -> Result<Written, NoSentence> {
    let words = Words::of(language)?;
    let say = |key: &str| words.say(key, ("name", name));
    let parts = [
        Part::Said(say("mail-parent-lead")?),
        Part::Said(say("mail-parent-what")?),
        Part::Link {
            said: say("mail-parent-link")?,
            href: link,
            button: say("mail-parent-button")?,
        },
        Part::Said(say("mail-parent-until")?),
        Part::Said(say("mail-parent-not-you")?),
    ];
    Ok(written(language, say("mail-parent-subject")?, &parts))
}

/// Writes the mail about a way back into the reader's account: made, agreed to, or used. `link` stops it with one press.
pub(crate) fn recovery(mail: &RecoveryLetter, link: &str) -> Result<Written, NoSentence> {
    let language = mail.letter.language;
    let words = Words::of(language)?;
    let stage = match (mail.used, mail.agreed) {
        (true, _) => "yes",
        (false, true) => "agreed",
        (false, false) => "no",
    };
    let say = |key: &str| words.say(key, ("used", stage));
    let parts = [
        Part::Said(say("mail-recovery-lead")?),
        Part::Said(say("mail-recovery-you")?),
        Part::Link {
            said: say("mail-recovery-link")?,
            href: link,
            button: say("mail-recovery-button")?,
        },
    ];
    Ok(written(language, say("mail-recovery-subject")?, &parts))
}

/// Writes the mail that somebody is suspended, why, and how to object; or that it is over.
pub(crate) fn suspension(mail: &SuspensionLetter, link: &str) -> Result<Written, NoSentence> {
    let language = mail.letter.language;
    let words = Words::of(language)?;
    let say = |key: &str| words.say(key, ("day", mail.last_day.as_deref().unwrap_or_default()));
    if !mail.stands {
        let parts = [
            Part::Said(say("mail-suspension-lifted")?),
            Part::Said(say("mail-suspension-again")?),
        ];
        return Ok(written(
            language,
            say("mail-suspension-lifted-subject")?,
            &parts,
        ));
    }
    let how_long = match mail.last_day {
        Some(_) => say("mail-suspension-until")?,
        None => say("mail-suspension-open")?,
    };
    let parts = [
        Part::Said(say("mail-suspension-lead")?),
        Part::Said(say("mail-suspension-why")?),
        Part::Said(mail.words.clone()),
        Part::Said(how_long),
        Part::Said(say("mail-suspension-who")?),
        Part::Link {
            said: say("mail-suspension-link")?,
            href: link,
            button: say("mail-suspension-button")?,
        },
    ];
    Ok(written(language, say("mail-suspension-subject")?, &parts))
}

/// Writes the mail that invites somebody to a learning community.
pub(crate) fn invitation(mail: &InvitationLetter, link: &str) -> Result<Written, NoSentence> {
    let words = Words::of(mail.letter.language)?;
    let say = |key: &str| words.say(key, ("title", &mail.title));
    let parts = [
        Part::Said(say("mail-invitation-lead")?),
        Part::Said(say("mail-invitation-what")?),
        Part::Link {
            said: say("mail-invitation-link")?,
            href: link,
            button: say("mail-invitation-button")?,
        },
        Part::Said(say("mail-invitation-not-you")?),
    ];
    let subject = say("mail-invitation-subject")?;
    Ok(written(mail.letter.language, subject, &parts))
}

/// Writes a mail about a place at a meetup: what there is, and one page to say yes or no at.
pub(crate) fn place(mail: &PlaceLetter, name: &str, site: &str) -> Result<Written, NoSentence> {
    let language = mail.letter.language;
    let words = Words::of(language)?;
    let moment = mail.moment.map(|at| words.moment(at)).transpose()?;
    let about = [
        ("title", mail.title.as_str()),
        ("moment", moment.as_deref().unwrap_or_default()),
    ];
    let say = |key: &str| words.say_all(key, &about);
    let what = &mail.what;
    let link = format!("{site}{}", mail.path);
    let is_of_community = OF_COMMUNITIES.contains(&what.as_str());
    let button = if is_of_community {
        "mail-community-button"
    } else {
        "mail-place-button"
    };
    let end = match what.as_str() {
        _ if is_of_community => "mail-community-end",
        SIGNUP_ASKED => "mail-place-not-you",
        MEETUP_CANCELLED => "mail-meetup-cancelled-end",
        _ => "mail-place-cancel",
    };
    let mut parts = vec![Part::Said(say(&format!("mail-{what}"))?)];
    for change in &mail.changes {
        parts.push(Part::Said(words.difference(change)?));
    }
    parts.extend([
        Part::Link {
            said: say(&format!("mail-{what}-link"))?,
            href: &link,
            button: say(button)?,
        },
        Part::Said(say(end)?),
    ]);
    let subject = say(&format!("mail-{what}-subject"))?;
    Ok(Written {
        name: Some(name.to_owned()),
        ..written(language, subject, &parts)
    })
}

/// Writes a mail with news. `site` is where its paths belong to.
pub(crate) fn news(mail: &NewsLetter, site: &str) -> Result<Written, NoSentence> {
    let language = mail.letter.language;
    let words = Words::of(language)?;
    let say = |key: &str| words.say(key, ("title", &mail.title));
    let at = |path: &str| format!("{site}{path}");
    let lines: Vec<(&str, String)> = mail
        .lines
        .iter()
        .map(|line| (line.title.as_str(), at(&line.path)))
        .collect();
    let link = at(&mail.path);
    let (stop, stop_said) = match &mail.stop {
        Some(path) => (at(path), "mail-news-stop-kind"),
        None => (at("/mijn/toestemming"), "mail-news-stop"),
    };
    let mut parts = vec![Part::Said(say(&format!("mail-news-{}", mail.what))?)];
    parts.extend(lines.iter().map(|(title, href)| Part::Link {
        said: String::new(),
        href,
        button: (*title).to_owned(),
    }));
    parts.push(Part::Link {
        said: say("mail-news-link")?,
        href: &link,
        button: say("mail-news-button")?,
    });
    parts.push(Part::Link {
        said: say(stop_said)?,
        href: &stop,
        button: say("mail-news-stop-button")?,
    });
    let subject = say(&format!("mail-news-{}-subject", mail.what))?;
    Ok(Written {
        stop: mail.stop.is_some().then(|| stop.clone()),
        ..written(language, subject, &parts)
    })
}

fn written(language: Language, subject: String, parts: &[Part]) -> Written {
    let mut text = String::new();
    let mut html = format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title></head><body>",
        language.code(),
        escaped(&subject)
    );
    for part in parts {
        let (plain, marked) = match part {
            Part::Said(said) => (said.clone(), escaped(said)),
            Part::Code(code) => (format!("    {code}"), format!("<strong>{code}</strong>")),
            // A thing with its page, without a sentence about it.
            Part::Link { said, href, button } if said.is_empty() => (
                format!("- {button}\n  {href}"),
                format!("<a href=\"{}\">{}</a>", escaped(href), escaped(button)),
            ),
            Part::Link { said, href, button } => (
                format!("{said}\n{href}"),
                format!(
                    "{}</p><p><a href=\"{}\">{}</a>",
                    escaped(said),
                    escaped(href),
                    escaped(button)
                ),
            ),
        };
        let _ = write!(text, "{plain}\n\n");
        let _ = write!(html, "<p>{marked}</p>");
    }
    html.push_str("</body></html>");
    text.truncate(text.trim_end().len());
    text.push('\n');
    Written {
        subject,
        text,
        html,
        stop: None,
        name: None,
    }
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

    fn say(&self, key: &str, about: (&str, &str)) -> Result<String, NoSentence> {
        self.say_all(key, &[about])
    }

    /// A moment as people write it.
    fn moment(&self, at: NaiveDateTime) -> Result<String, NoSentence> {
        // A name and no number: a pattern chooses by it.
        let (day, month) = (at.format("%-d").to_string(), at.format("m%-m").to_string());
        let time = at.format("%H:%M").to_string();
        let parts = [
            ("day", day.as_str()),
            ("month", month.as_str()),
            ("time", time.as_str()),
        ];
        self.say_all("mail-moment", &parts)
    }

    /// What is different, with what it was and is.
    fn difference(&self, one: &Difference) -> Result<String, NoSentence> {
        let (before, now) = (
            self.told(one.before.as_ref())?,
            self.told(one.now.as_ref())?,
        );
        let pair = [("before", before.as_str()), ("now", now.as_str())];
        self.say_all(&format!("mail-change-{}", one.what), &pair)
    }

    fn told(&self, told: Option<&Told>) -> Result<String, NoSentence> {
        match told {
            None => self.say_all("mail-change-nothing", &[]),
            Some(Told::Text(text)) => Ok(text.clone()),
            Some(Told::Time(span)) => self.span(*span),
        }
    }

    /// A time as people write it: a day, several days, or from a moment to a moment.
    fn span(&self, span: Span) -> Result<String, NoSentence> {
        let last = if span.all_day {
            span.ends.date().pred_opt().unwrap_or(span.ends.date())
        } else {
            span.ends.date()
        };
        let until = if !span.all_day {
            if last == span.starts.date() {
                span.ends.format("%H:%M").to_string()
            } else {
                self.moment(span.ends)?
            }
        } else if last == span.starts.date() {
            return self.day(span.starts);
        } else {
            self.day(last.and_time(span.ends.time()))?
        };
        let from = if span.all_day {
            self.day(span.starts)?
        } else {
            self.moment(span.starts)?
        };
        let parts = [("from", from.as_str()), ("until", until.as_str())];
        self.say_all("mail-span", &parts)
    }

    /// A day as people write it.
    fn day(&self, at: NaiveDateTime) -> Result<String, NoSentence> {
        let (day, month) = (at.format("%-d").to_string(), at.format("m%-m").to_string());
        let parts = [("day", day.as_str()), ("month", month.as_str())];
        self.say_all("mail-day", &parts)
    }

    fn say_all(&self, key: &str, about: &[(&str, &str)]) -> Result<String, NoSentence> {
        let missing = || NoSentence(key.to_owned());
        let message = self.0.get_message(key).ok_or_else(missing)?;
        let pattern = message.value().ok_or_else(missing)?;
        let mut args = FluentArgs::new();
        for (name, value) in about {
            args.set(*name, *value);
        }
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

    #[test]
    fn somebody_reads_that_a_way_back_was_made_or_used_and_where_to_stop_it() {
        let link = "https://kansrijk.example/herstel-stoppen/a.b";
        for language in [Language::Nl, Language::En] {
            let mail = |used, agreed| {
                let letter = Letter {
                    to: "noor@school.example".to_owned(),
                    language,
                    until: DateTime::UNIX_EPOCH,
                };
                let person = "noor".to_owned();
                let mail = RecoveryLetter {
                    letter,
                    person,
                    used,
                    agreed,
                };
                recovery(&mail, link).unwrap()
            };
            let written = [mail(false, false), mail(false, true), mail(true, false)];
            for (n, one) in written.iter().enumerate() {
                assert!(one.text.contains(link));
                for other in &written[n + 1..] {
                    assert_ne!(one.subject, other.subject);
                    assert_ne!(one.text, other.text);
                }
            }
        }
    }

    #[test]
    fn a_parent_reads_who_asks_and_where_to_answer() {
        let link = "https://kansrijk.example/ouder/abc";
        for language in [Language::Nl, Language::En] {
            let written = parent(language, "Tijn <3", link).unwrap();
            assert!(written.subject.contains("Tijn"));
            assert!(written.text.contains(link) && written.text.contains("Tijn <3"));
            assert!(written.html.contains(link) && written.html.contains("Tijn &lt;3"));
        }
    }
}
