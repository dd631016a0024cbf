//! Which language a visit has.

use poem::Request;
use poem::http::{Uri, header};

use super::cookie_value;
use crate::app::App;
use crate::i18n::{self, Language};

const PARAMETER: &str = "taal";
pub(super) const COOKIE: &str = "taal";

pub(super) fn asked(uri: &Uri) -> Option<Language> {
    let mut pairs = uri
        .query()?
        .split('&')
        .filter_map(|pair| pair.split_once('='));
    pairs
        .find(|(name, _)| *name == PARAMETER)
        .and_then(|(_, code)| Language::parse(code))
}

/// What was asked for in the address, else what was chosen before, else what the browser prefers, else Dutch.
pub(super) fn of(request: &Request, app: &App) -> Language {
    asked(request.uri())
        .or_else(|| cookie_value(request, app, COOKIE).and_then(|code| Language::parse(&code)))
        .or_else(|| {
            request
                .header(header::ACCEPT_LANGUAGE)
                .and_then(i18n::accepted)
        })
        .unwrap_or_default()
}

pub(super) fn switched(address: &str, other: Language) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let kept = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("taal="));
    let pairs: Vec<String> = kept
        .map(str::to_owned)
        .chain([format!("{PARAMETER}={}", other.code())])
        .collect();
    format!("{path}?{}", pairs.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_switch_keeps_the_question() {
        assert_eq!(
            switched("/zoeken?q=a&taal=nl", Language::En),
            "/zoeken?q=a&taal=en"
        );
        assert_eq!(switched("/", Language::En), "/?taal=en");
    }
}
