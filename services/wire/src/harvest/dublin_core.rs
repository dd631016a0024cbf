//! What is around metadata in unqualified Dublin Core (`oai_dc`, section 2.5 and the schema of that name).

use super::Xml;

/// Writes the container; `fields` writes elements of `dc:` into it.
pub fn container(xml: &mut Xml, fields: impl FnOnce(&mut Xml)) {
    let schema = "http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd";
    let attributes = [
        (
            "xmlns:oai_dc",
            "http://www.openarchives.org/OAI/2.0/oai_dc/",
        ),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ("xsi:schemaLocation", schema),
    ];
    xml.within("oai_dc:dc", &attributes, fields);
}

/// An element, where there is something to say.
pub fn given(xml: &mut Xml, name: &str, text: &str) {
    if !text.is_empty() {
        xml.text(name, text);
    }
}
