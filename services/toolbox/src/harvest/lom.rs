//! A card in NL LOM, the Dutch profile of IEEE LOM, in the binding that Edurep reads (IMS Learning
//! Resource Meta-data 1.2.1): <https://wiki.surfnet.nl/display/nllom>.
//!
//! What Edurep asks for (<https://developers.wiki.kennisnet.nl/index.php/Edurep:Metadata>) is
//! there in every record: identifiers of the thing and of the record, title, language,
//! description, keywords, address, publisher, aggregation level, discipline, educational level,
//! intended user, cost, access rights and licence.

use nouns::CreativeCommons;

use super::Site;
use super::dublin_core::{LANGUAGE, PUBLISHER, description};
use super::record::{identifier, page};
use super::xml::Xml;
use crate::card::Card;

/// Vocabularies, by their addresses.
mod vocabulary {
    pub(super) const AGGREGATION: &str =
        "http://purl.edustandaard.nl/vdex_aggregationlevel_czp_20060628.xml";
    pub(super) const ROLE: &str =
        "http://purl.edustandaard.nl/vdex_lifecycle_contribute_role_lomv1p0_20060628.xml";
    pub(super) const METADATA_ROLE: &str =
        "http://purl.edustandaard.nl/vdex_metametadata_contribute_role_lomv1p0_20060628.xml";
    pub(super) const RESOURCE: &str =
        "http://purl.edustandaard.nl/vdex_learningresourcetype_czp_20060628.xml";
    pub(super) const USER: &str =
        "http://purl.edustandaard.nl/vdex_intendedenduserrole_lomv1p0_20060628.xml";
    pub(super) const CONTEXT: &str = "http://purl.edustandaard.nl/vdex_context_czp_20060628.xml";
    pub(super) const COST: &str = "http://purl.edustandaard.nl/vdex_cost_lomv1p0_20060628.xml";
    pub(super) const RIGHTS: &str =
        "https://purl.edustandaard.nl/copyrightsandotherrestrictions_nllom_20180530";
    pub(super) const PURPOSE: &str =
        "http://purl.edustandaard.nl/classification_purpose_nllom_20180530";
    pub(super) const CONCEPTS: &str = "http://purl.edustandaard.nl/begrippenkader";
    pub(super) const ACCESS: &str =
        "http://purl.edustandaard.nl/classification_accessrights_nllom_20180530";
}

/// A term of a classification: its id and its Dutch name.
type Taxon = (&'static str, &'static str);

/// What a team trains with a card. The framework of terms has none for teams that learn together;
/// this is the nearest.
const DISCIPLINE: Taxon = (
    "35d0e3ed-d62e-40a5-8bff-46f1de51e47a",
    "Sociale vaardigheden",
);
const LEVEL: Taxon = ("f3ac3fbb-5eae-49e0-8494-0a44855fff25", "MBO");
const ACCESS: Taxon = ("OpenAccess", "open toegang");

pub(crate) fn write(xml: &mut Xml, site: &Site, card: &Card) {
    let schema =
        "http://www.imsglobal.org/xsd/imsmd_v1p2 http://www.imsglobal.org/xsd/imsmd_v1p2p4.xsd";
    let attributes = [
        ("xmlns", "http://www.imsglobal.org/xsd/imsmd_v1p2"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ("xsi:schemaLocation", schema),
    ];
    xml.within("lom", &attributes, |xml| {
        general(xml, site, card);
        life_cycle(xml, card);
        about_the_record(xml, site, card);
        technical(xml, site, card);
        educational(xml, card);
        rights(xml, card);
        classification(xml, "discipline", vocabulary::CONCEPTS, DISCIPLINE);
        classification(xml, "educational level", vocabulary::CONCEPTS, LEVEL);
        classification(xml, "access rights", vocabulary::ACCESS, ACCESS);
    });
}

fn general(xml: &mut Xml, site: &Site, card: &Card) {
    let content = card.content();
    xml.within("general", &[], |xml| {
        words(xml, "title", content.title.as_str());
        catalogue_entry(xml, &page(site, &card.id));
        xml.text("language", LANGUAGE);
        words(xml, "description", &description(card));
        let tags = content.tags.to_vec();
        // A card from a file may have no tags, and Edurep wants a keyword.
        let fallback = [content
            .kind
            .map_or("werkvorm", crate::card::Kind::as_str)
            .to_owned()];
        for tag in if tags.is_empty() {
            &fallback[..]
        } else {
            &tags
        } {
            words(xml, "keyword", tag);
        }
        term(xml, "aggregationlevel", vocabulary::AGGREGATION, "2");
    });
}

fn life_cycle(xml: &mut Xml, card: &Card) {
    let content = card.content();
    xml.within("lifecycle", &[], |xml| {
        words(xml, "version", &card.current.number.to_string());
        if !content.team.is_empty() {
            contribution(xml, vocabulary::ROLE, "author", content.team.as_str(), card);
        }
        contribution(xml, vocabulary::ROLE, "publisher", PUBLISHER, card);
    });
}

fn about_the_record(xml: &mut Xml, site: &Site, card: &Card) {
    xml.within("metametadata", &[], |xml| {
        catalogue_entry(xml, &identifier(site, &card.id));
        contribution(xml, vocabulary::METADATA_ROLE, "creator", PUBLISHER, card);
        xml.text("metadatascheme", "LOMv1.0");
        xml.text("metadatascheme", "nl_lom_v1p0");
        xml.text("language", LANGUAGE);
    });
}

fn technical(xml: &mut Xml, site: &Site, card: &Card) {
    xml.within("technical", &[], |xml| {
        xml.text("format", "text/html");
        xml.text("location", &page(site, &card.id));
    });
}

fn educational(xml: &mut Xml, card: &Card) {
    xml.within("educational", &[], |xml| {
        term(
            xml,
            "learningresourcetype",
            vocabulary::RESOURCE,
            "professionaliseringsmateriaal",
        );
        term(xml, "intendedenduserrole", vocabulary::USER, "teacher");
        term(xml, "context", vocabulary::CONTEXT, "BVE");
        if let Some(minutes) = card.content().minutes.map(i64::from) {
            let duration = format!("PT{minutes}M");
            xml.within("typicallearningtime", &[], |xml| {
                xml.text("datetime", &duration);
            });
        }
    });
}

fn rights(xml: &mut Xml, card: &Card) {
    let licence = card.content().licence.as_str();
    let known = CreativeCommons::parse(licence);
    xml.within("rights", &[], |xml| {
        term(xml, "cost", vocabulary::COST, "no");
        let restriction = known
            .as_ref()
            .map_or_else(|| "unknown".to_owned(), CreativeCommons::nl_lom);
        term(
            xml,
            "copyrightandotherrestrictions",
            vocabulary::RIGHTS,
            &restriction,
        );
        if !licence.is_empty() {
            words(xml, "description", licence);
        }
    });
}

fn classification(xml: &mut Xml, purpose: &str, source: &str, (id, entry): Taxon) {
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
fn contribution(xml: &mut Xml, vocabulary: &str, role: &str, who: &str, card: &Card) {
    let name = who
        .replace('\\', "\\\\")
        .replace(',', "\\,")
        .replace(';', "\\;");
    let vcard = format!("BEGIN:VCARD\nVERSION:3.0\nN:{name}\nFN:{name}\nORG:{name}\nEND:VCARD");
    xml.within("contribute", &[], |xml| {
        term(xml, "role", vocabulary, role);
        xml.within("centity", &[], |xml| xml.text("vcard", &vcard));
        let day = card.current.at.format("%Y-%m-%d").to_string();
        xml.within("date", &[], |xml| xml.text("datetime", &day));
    });
}

fn catalogue_entry(xml: &mut Xml, address: &str) {
    xml.within("catalogentry", &[], |xml| {
        xml.text("catalog", "URI");
        without_language(xml, "entry", address);
    });
}

/// A word of a vocabulary.
fn term(xml: &mut Xml, name: &str, source: &str, value: &str) {
    xml.within(name, &[], |xml| {
        without_language(xml, "source", source);
        without_language(xml, "value", value);
    });
}

fn words(xml: &mut Xml, name: &str, text: &str) {
    in_language(xml, name, LANGUAGE, text);
}

fn without_language(xml: &mut Xml, name: &str, text: &str) {
    in_language(xml, name, "x-none", text);
}

fn in_language(xml: &mut Xml, name: &str, language: &str, text: &str) {
    xml.within(name, &[], |xml| {
        xml.text_with("langstring", &[("xml:lang", language)], text);
    });
}
