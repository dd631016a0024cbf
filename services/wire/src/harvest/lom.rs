//! The pieces of NL LOM, the Dutch profile of IEEE LOM, in the binding that Edurep reads (IMS Learning
//! Resource Meta-data 1.2.1): <https://wiki.surfnet.nl/display/nllom>. What a thing says in them is its service's.

use chrono::NaiveDate;

use super::Xml;

/// Vocabularies, by their addresses.
pub mod vocabulary {
    pub const AGGREGATION: &str =
        "http://purl.edustandaard.nl/vdex_aggregationlevel_czp_20060628.xml";
    pub const ROLE: &str =
        "http://purl.edustandaard.nl/vdex_lifecycle_contribute_role_lomv1p0_20060628.xml";
    pub const METADATA_ROLE: &str =
        "http://purl.edustandaard.nl/vdex_metametadata_contribute_role_lomv1p0_20060628.xml";
    pub const RESOURCE: &str =
        "http://purl.edustandaard.nl/vdex_learningresourcetype_czp_20060628.xml";
    pub const USER: &str =
        "http://purl.edustandaard.nl/vdex_intendedenduserrole_lomv1p0_20060628.xml";
    pub const CONTEXT: &str = "http://purl.edustandaard.nl/vdex_context_czp_20060628.xml";
    pub const COST: &str = "http://purl.edustandaard.nl/vdex_cost_lomv1p0_20060628.xml";
    pub const RIGHTS: &str =
        "https://purl.edustandaard.nl/copyrightsandotherrestrictions_nllom_20180530";
    pub(super) const PURPOSE: &str =
        "http://purl.edustandaard.nl/classification_purpose_nllom_20180530";
    pub const CONCEPTS: &str = "http://purl.edustandaard.nl/begrippenkader";
    pub const ACCESS: &str =
        "http://purl.edustandaard.nl/classification_accessrights_nllom_20180530";
}

/// A term of a classification: its id and its Dutch name.
pub type Taxon = (&'static str, &'static str);

/// What is trained where people learn with each other. The framework of terms has none for that; this is the nearest.
pub const SOCIAL_SKILLS: Taxon = (
    "35d0e3ed-d62e-40a5-8bff-46f1de51e47a",
    "Sociale vaardigheden",
);
pub const MBO: Taxon = ("f3ac3fbb-5eae-49e0-8494-0a44855fff25", "MBO");
pub const OPEN_ACCESS: Taxon = ("OpenAccess", "open toegang");

/// The language that records are written in (ISO 639-1).
pub const LANGUAGE: &str = "nl";

/// Writes the whole; `parts` writes what is in it.
pub fn container(xml: &mut Xml, parts: impl FnOnce(&mut Xml)) {
    let schema =
        "http://www.imsglobal.org/xsd/imsmd_v1p2 http://www.imsglobal.org/xsd/imsmd_v1p2p4.xsd";
    let attributes = [
        ("xmlns", "http://www.imsglobal.org/xsd/imsmd_v1p2"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ("xsi:schemaLocation", schema),
    ];
    xml.within("lom", &attributes, parts);
}

/// What the record says of itself: its identifier, and who made it when.
pub fn about_the_record(xml: &mut Xml, identifier: &str, maker: &str, day: NaiveDate) {
    xml.within("metametadata", &[], |xml| {
        catalogue_entry(xml, identifier);
        contribution(xml, vocabulary::METADATA_ROLE, "creator", maker, day);
        xml.text("metadatascheme", "LOMv1.0");
        xml.text("metadatascheme", "nl_lom_v1p0");
        xml.text("language", LANGUAGE);
    });
}

/// The thing is a page.
pub fn technical(xml: &mut Xml, page: &str) {
    xml.within("technical", &[], |xml| {
        xml.text("format", "text/html");
        xml.text("location", page);
    });
}

/// How long it takes.
pub fn learning_time(xml: &mut Xml, minutes: i64) {
    let duration = format!("PT{minutes}M");
    xml.within("typicallearningtime", &[], |xml| {
        xml.text("datetime", &duration);
    });
}

pub fn classification(xml: &mut Xml, purpose: &str, source: &str, (id, entry): Taxon) {
    xml.within("classification", &[], |xml| {
        term(xml, "purpose", vocabulary::PURPOSE, purpose);
        xml.within("taxonpath", &[], |xml| {
            without_language(xml, "source", source);
            xml.within("taxon", &[], |xml| {
                xml.text("id", id);
                words(xml, "entry", entry);
            });
        });
    });
}

/// Who did what, as a vCard (RFC 2426), and when.
pub fn contribution(xml: &mut Xml, vocabulary: &str, role: &str, who: &str, day: NaiveDate) {
    let name = who
        .replace('\\', "\\\\")
        .replace(',', "\\,")
        .replace(';', "\\;");
    let vcard = format!("BEGIN:VCARD\nVERSION:3.0\nN:{name}\nFN:{name}\nORG:{name}\nEND:VCARD");
    xml.within("contribute", &[], |xml| {
        term(xml, "role", vocabulary, role);
        xml.within("centity", &[], |xml| xml.text("vcard", &vcard));
        let day = day.format("%Y-%m-%d").to_string();
        xml.within("date", &[], |xml| xml.text("datetime", &day));
    });
}

pub fn catalogue_entry(xml: &mut Xml, address: &str) {
    xml.within("catalogentry", &[], |xml| {
        xml.text("catalog", "URI");
        without_language(xml, "entry", address);
    });
}

/// A word of a vocabulary.
pub fn term(xml: &mut Xml, name: &str, source: &str, value: &str) {
    xml.within(name, &[], |xml| {
        without_language(xml, "source", source);
        without_language(xml, "value", value);
    });
}

/// Dutch words.
pub fn words(xml: &mut Xml, name: &str, text: &str) {
    in_language(xml, name, LANGUAGE, text);
}

/// What is in no language.
fn without_language(xml: &mut Xml, name: &str, text: &str) {
    in_language(xml, name, "x-none", text);
}

fn in_language(xml: &mut Xml, name: &str, language: &str, text: &str) {
    xml.within(name, &[], |xml| {
        xml.text_with("langstring", &[("xml:lang", language)], text);
    });
}
