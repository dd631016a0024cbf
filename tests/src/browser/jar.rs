use poem::http::{HeaderMap, header};

/// The cookies of one browser.
#[derive(Clone, Default)]
pub(super) struct Jar(Vec<(String, String)>);

impl Jar {
    pub(super) fn keep(&mut self, headers: &HeaderMap) {
        for value in headers.get_all(header::SET_COOKIE) {
            let Some((pair, attributes)) = value
                .to_str()
                .ok()
                .map(|text| text.split_once(';').unwrap_or((text, "")))
            else {
                continue;
            };
            let Some((name, value)) = pair.split_once('=') else {
                continue;
            };
            self.0.retain(|(known, _)| known != name);
            let ended = attributes.to_ascii_lowercase().contains("max-age=0");
            if !ended && !value.is_empty() {
                self.0.push((name.to_owned(), value.to_owned()));
            }
        }
    }

    pub(super) fn header(&self) -> String {
        self.0
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect::<Vec<_>>()
            .join("; ")
    }
}
