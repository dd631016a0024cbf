use nouns::Language;

/// What the language calls itself.
#[must_use]
pub fn own_name(language: Language) -> &'static str {
    match language {
        Language::Nl => "Nederlands",
        Language::En => "English",
    }
}

/// The language that the switch in the footer offers.
#[must_use]
pub fn other(language: Language) -> Language {
    match language {
        Language::Nl => Language::En,
        Language::En => Language::Nl,
    }
}

/// The best of ours in an `Accept-Language` header (RFC 9110, 12.5.4): highest weight first, order breaks ties.
#[must_use]
pub fn accepted(header: &str) -> Option<Language> {
    let mut best: Option<(f32, Language)> = None;
    for range in header.split(',') {
        let mut parts = range.split(';');
        let Some(language) = parts.next().and_then(|code| Language::parse(code.trim())) else {
            continue;
        };
        let weight = parts
            .find_map(|part| part.trim().strip_prefix("q=")?.parse().ok())
            .unwrap_or(1.0);
        if weight > best.map_or(0.0, |(heaviest, _)| heaviest) {
            best = Some((weight, language));
        }
    }
    best.map(|(_, language)| language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_language_we_speak_wins() {
        assert_eq!(accepted("de, en-GB;q=0.7, nl;q=0.9"), Some(Language::Nl));
        assert_eq!(accepted("en, nl"), Some(Language::En));
        assert_eq!(accepted("fr"), None);
        assert_eq!(accepted("nl;q=0, en;q=0.1"), Some(Language::En));
        assert_eq!(accepted(";;,q=,\u{0}"), None);
    }
}
