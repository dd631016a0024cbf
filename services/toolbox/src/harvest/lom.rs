//! A card in NL LOM, the Dutch profile of IEEE LOM, in the binding that Edurep reads (IMS Learning
//! Resource Meta-data 1.2.1): <https://wiki.surfnet.nl/display/nllom>.
//!
//! What Edurep asks for (<https://developers.wiki.kennisnet.nl/index.php/Edurep:Metadata>) is
//! there in every record: identifiers of the thing and of the record, title, language,
//! description, keywords, address, publisher, aggregation level, discipline, educational level,
//! intended user, cost, access rights and licence.

use chrono::NaiveDate;
use nouns::CreativeCommons;
use wire::harvest::lom::{
    self, LANGUAGE, MBO, OPEN_ACCESS, SOCIAL_SKILLS, catalogue_entry, classification, contribution,
    term, vocabulary, words,
};
use wire::harvest::{Site, Xml};

use super::dublin_core::{PUBLISHER, description};
use super::record::{identifier, page};
use crate::card::Card;

pub(crate) fn write(xml: &mut Xml, site: &Site, card: &Card) {
    let record = identifier(site, &card.id);
    lom::container(xml, |xml| {
        general(xml, site, card);
        life_cycle(xml, card);
        lom::about_the_record(xml, &record, PUBLISHER, changed(card));
        lom::technical(xml, &page(site, &card.id));
        educational(xml, card);
        rights(xml, card);
        classification(xml, "discipline", vocabulary::CONCEPTS, SOCIAL_SKILLS);
        classification(xml, "educational level", vocabulary::CONCEPTS, MBO);
        classification(xml, "access rights", vocabulary::ACCESS, OPEN_ACCESS);
    });
}

/// The day of its last change.
fn changed(card: &Card) -> NaiveDate {
    card.current.at.date_naive()
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
    let (content, day) = (card.content(), changed(card));
    xml.within("lifecycle", &[], |xml| {
        words(xml, "version", &card.current.number.to_string());
        if !content.team.is_empty() {
            contribution(xml, vocabulary::ROLE, "author", content.team.as_str(), day);
        }
        contribution(xml, vocabulary::ROLE, "publisher", PUBLISHER, day);
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
            lom::learning_time(xml, minutes);
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
