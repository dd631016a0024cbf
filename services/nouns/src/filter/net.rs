//! The ways to somebody over the internet: mail, links, names on other media.

use super::words::Word;
use super::{Kind, Span};

/// Top-level domains that people here write without `www`.
const DOMAINS: [&str; 16] = [
    "nl", "com", "be", "org", "net", "eu", "gg", "io", "tv", "info", "ly", "de", "me", "co", "uk",
    "edu",
];
/// Domains that are also the beginning of a sentence behind a forgotten space: they count only with a path.
const DOUBTFUL: [&str; 4] = ["de", "me", "co", "info"];
/// Who keeps mail for others.
const MAILERS: [&str; 9] = [
    "gmail",
    "hotmail",
    "outlook",
    "live",
    "yahoo",
    "icloud",
    "proton",
    "protonmail",
    "ziggo",
];
/// Places where people have a name, and talk outside the platform.
const PLATFORMS: [&str; 24] = [
    "snap",
    "snapchat",
    "sc",
    "insta",
    "instagram",
    "ig",
    "whatsapp",
    "whats",
    "app",
    "wapp",
    "telegram",
    "tg",
    "discord",
    "dc",
    "tiktok",
    "signal",
    "facebook",
    "fb",
    "messenger",
    "skype",
    "twitter",
    "twitch",
    "bereal",
    "kik",
];
/// What stands between a place and a name.
const BETWEEN: [&str; 22] = [
    "is", "heet", "naam", "account", "me", "mij", "mijn", "op", "toe", "dan", "ben", "ik", "daar",
    "als", "onder", "via", "even", "maar", "gewoon", "name", "id", "user",
];
const NAME_AT_LEAST: usize = 3;

pub(super) fn mails(words: &[Word]) -> Vec<Span> {
    let whole = words
        .iter()
        .enumerate()
        .filter(|(_, word)| is_mail(&word.plain))
        .map(|(at, _)| (at, at));
    let spelled = (0..words.len()).filter_map(|at| spelled_mail(words, at));
    whole
        .chain(spelled)
        .map(|(from, to)| Span {
            kind: Kind::Mail,
            from,
            to,
        })
        .collect()
}

fn is_mail(plain: &str) -> bool {
    let plain = plain.strip_prefix("mailto:").unwrap_or(plain);
    plain.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && host
                .rsplit_once('.')
                .is_some_and(|(host, top)| !host.is_empty() && top.len() >= 2)
    })
}

/// `noor at gmail punt com`, `noor (at) school.nl`, `noor apenstaartje gmail`.
fn spelled_mail(words: &[Word], at: usize) -> Option<(usize, usize)> {
    let plain = |index: usize| words.get(index).map(|word| word.plain.as_str());
    if !matches!(
        plain(at + 1)?,
        "at" | "@" | "apenstaartje" | "apestaartje" | "apenstaart"
    ) {
        return None;
    }
    let host = plain(at + 2)?;
    let with_dot = matches!(plain(at + 3), Some("punt" | "dot" | "."))
        && plain(at + 4).is_some_and(|top| DOMAINS.contains(&top));
    if with_dot {
        Some((at, at + 4))
    } else if MAILERS.contains(&host) || is_domain(host) {
        Some((at, at + 2))
    } else {
        None
    }
}

pub(super) fn links(words: &[Word]) -> Vec<Span> {
    let own = words.iter().enumerate();
    own.filter(|(_, word)| is_link(&word.plain))
        .map(|(at, _)| Span {
            kind: Kind::Link,
            from: at,
            to: at,
        })
        .collect()
}

fn is_link(plain: &str) -> bool {
    if plain.contains("://") || plain.starts_with("www.") {
        return true;
    }
    let (host, path) = plain
        .split_once('/')
        .map_or((plain, None), |(host, path)| (host, Some(path)));
    let top = host.rsplit_once('.').map(|(_, top)| top);
    let is_doubtful = top.is_some_and(|top| DOUBTFUL.contains(&top));
    is_domain(host) && (!is_doubtful || path.is_some_and(|path| !path.is_empty()))
}

/// Labels with dots between, the last of them a known one: `duo.nl`.
fn is_domain(host: &str) -> bool {
    let Some((name, top)) = host.rsplit_once('.') else {
        return false;
    };
    let is_label = |label: &str| {
        label.len() >= 2
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    DOMAINS.contains(&top) && name.split('.').all(|label| is_label(label) || label == "t")
}

/// `@noor.07`, `snap: noor07`, `mijn insta is noor_07`, `noor07 op snap`. A place alone is no name: people may talk about
/// Instagram.
pub(super) fn handles(words: &[Word]) -> Vec<Span> {
    let span = |from, to| Span {
        kind: Kind::Handle,
        from,
        to,
    };
    let mut spans = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if is_at_name(&word.plain) {
            spans.push(span(at, at));
        } else if is_platform(word) {
            if let Some(to) = name_behind(words, at) {
                spans.push(span(at, to));
            } else if let Some(from) = name_before(words, at) {
                spans.push(span(from, at));
            }
        }
    }
    spans
}

fn is_at_name(plain: &str) -> bool {
    plain
        .strip_prefix('@')
        .is_some_and(|name| name.chars().count() >= 2 && name.chars().any(char::is_alphanumeric))
}

fn is_platform(word: &Word) -> bool {
    PLATFORMS.contains(&word.plain.as_str())
}

/// A name behind a place, at most four words on. After a mark or "is" any word that is long enough is a name; else it must
/// look like one.
fn name_behind(words: &[Word], place: usize) -> Option<usize> {
    const FURTHEST: usize = 4;
    let mut announced = words[place].announces;
    if words[place].ends && !announced {
        return None;
    }
    let behind = words.iter().enumerate().skip(place + 1).take(FURTHEST);
    for (at, word) in behind {
        let plain = word.plain.as_str();
        if looks_like_a_name(plain) {
            return Some(at);
        }
        if BETWEEN.contains(&plain) {
            announced |= word.announces || matches!(plain, "heet");
            continue;
        }
        let long = plain.chars().count() >= NAME_AT_LEAST;
        return (announced && long && plain.chars().all(char::is_alphanumeric)).then_some(at);
    }
    None
}

/// `noor07 op snap`, `noor_07 (insta)`.
fn name_before(words: &[Word], place: usize) -> Option<usize> {
    let before = place.checked_sub(1)?;
    let at = if matches!(words[before].plain.as_str(), "op" | "via" | "bij") {
        before.checked_sub(1)?
    } else {
        before
    };
    looks_like_a_name(&words[at].plain).then_some(at)
}

/// Letters with digits, underscores or dots among them, as names on other media are.
fn looks_like_a_name(plain: &str) -> bool {
    let name = plain.strip_prefix('@').unwrap_or(plain);
    let signs = || name.chars();
    signs().count() >= NAME_AT_LEAST
        && signs().filter(|sign| sign.is_alphabetic()).count() >= 2
        && signs().any(|sign| sign.is_ascii_digit() || matches!(sign, '_' | '.' | '#'))
        && signs().all(|sign| sign.is_alphanumeric() || matches!(sign, '_' | '.' | '-' | '#'))
}
