//! Writes XML 1.0: elements in their order, every value escaped.

/// A piece of XML under way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Xml(String);

impl Xml {
    /// Begins a document.
    pub(super) fn document() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned())
    }

    /// An element with what `inside` writes.
    pub fn within(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        inside: impl FnOnce(&mut Self),
    ) {
        self.open(name, attributes);
        inside(self);
        self.close(name);
    }

    /// An element that holds a text.
    pub fn text(&mut self, name: &str, text: &str) {
        self.text_with(name, &[], text);
    }

    pub fn text_with(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.push_escaped(text);
        self.close(name);
    }

    /// What was written elsewhere.
    pub(super) fn append(&mut self, other: &Self) {
        self.0.push_str(&other.0);
    }

    pub(super) fn into_string(self) -> String {
        self.0
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.0.push('<');
        self.0.push_str(name);
        for (attribute, value) in attributes {
            self.0.push(' ');
            self.0.push_str(attribute);
            self.0.push_str("=\"");
            self.push_escaped(value);
            self.0.push('"');
        }
        self.0.push('>');
    }

    fn close(&mut self, name: &str) {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }

    fn push_escaped(&mut self, text: &str) {
        for character in text.chars().filter(|character| is_of_xml(*character)) {
            match character {
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '&' => self.0.push_str("&amp;"),
                '"' => self.0.push_str("&quot;"),
                // Written as it is, a reader would make a line feed of it.
                '\r' => self.0.push_str("&#13;"),
                character => self.0.push(character),
            }
        }
    }
}

/// XML 1.0, section 2.2: what has no place in a document is left out.
#[must_use]
pub fn is_of_xml(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r')
        || !matches!(character, '\0'..'\u{20}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_leaves_its_element_and_no_value_its_attribute() {
        let mut xml = Xml::default();
        xml.within("a", &[("b", "\"<&")], |xml| xml.text("c", "]]></c>\u{b}&"));
        assert_eq!(
            xml.into_string(),
            "<a b=\"&quot;&lt;&amp;\"><c>]]&gt;&lt;/c&gt;&amp;</c></a>"
        );
    }
}
