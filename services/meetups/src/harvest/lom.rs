//! A meetup in NL LOM, as Edurep reads it (<https://developers.wiki.kennisnet.nl/index.php/Edurep:Metadata>).
//!
//! LOM is made for material, so only what is true of a meetup stands there. Of what Edurep asks for, the cost is said where
//! whoever organises it says that it is free; there is a discipline where it trains one of the skills; and there is a
//! language unless it is one that nobody named. Rights are unknown: nobody gives a licence to a meetup. When it begins stands in its
//! coverage, beside where it is.

use chrono::NaiveDate;
use wire::harvest::lom::{
    self, MBO, OPEN_ACCESS, SOCIAL_SKILLS, catalogue_entry, classification, contribution, term,
    vocabulary, words,
};
use wire::harvest::{Site, Xml};

use super::{ABOUT, PUBLISHER, begins, description, keywords, page, places};
use crate::event::{Event, Status};
use crate::news::title;

/// Where LOM itself, and no profile of it, has the words.
const OF_LOM: &str = "LOMv1.0";

pub(super) fn write(xml: &mut Xml, site: &Site, event: &Event) {
    let page = page(site, event);
    let record = ABOUT.identifier(site, event.id.as_str());
    lom::container(xml, |xml| {
        general(xml, &page, event);
        life_cycle(xml, event);
        lom::about_the_record(xml, &record, PUBLISHER, changed(event));
        lom::technical(xml, &page);
        educational(xml, event);
        rights(xml, event);
        if !event.words.skills.is_empty() {
            classification(xml, "discipline", vocabulary::CONCEPTS, SOCIAL_SKILLS);
        }
        classification(xml, "educational level", vocabulary::CONCEPTS, MBO);
        classification(xml, "access rights", vocabulary::ACCESS, OPEN_ACCESS);
    });
}

/// The day of its last change.
fn changed(event: &Event) -> NaiveDate {
    event.changed.date_naive()
}

fn general(xml: &mut Xml, page: &str, event: &Event) {
    xml.within("general", &[], |xml| {
        words(xml, "title", &title(event));
        catalogue_entry(xml, page);
        if let Some(language) = event.words.language.tag() {
            xml.text("language", language);
        }
        words(xml, "description", &description(event));
        for keyword in keywords(event) {
            words(xml, "keyword", keyword);
        }
        for place in places(event) {
            words(xml, "coverage", place);
        }
        words(xml, "coverage", &begins(event));
        // As large as a lesson.
        term(xml, "aggregationlevel", vocabulary::AGGREGATION, "2");
    });
}

fn life_cycle(xml: &mut Xml, event: &Event) {
    xml.within("lifecycle", &[], |xml| {
        if event.status == Status::Cancelled {
            term(xml, "status", OF_LOM, "unavailable");
        }
        contribution(
            xml,
            vocabulary::ROLE,
            "publisher",
            PUBLISHER,
            changed(event),
        );
    });
}

/// Students and teachers learn with each other.
fn educational(xml: &mut Xml, event: &Event) {
    let when = event.words.when;
    xml.within("educational", &[], |xml| {
        for role in ["learner", "teacher"] {
            term(xml, "intendedenduserrole", vocabulary::USER, role);
        }
        term(xml, "context", vocabulary::CONTEXT, "BVE");
        let minutes = when.length().num_minutes();
        if !when.all_day() && minutes > 0 {
            lom::learning_time(xml, minutes);
        }
    });
}

fn rights(xml: &mut Xml, event: &Event) {
    xml.within("rights", &[], |xml| {
        if is_free(event) {
            term(xml, "cost", vocabulary::COST, "no");
        }
        term(
            xml,
            "copyrightandotherrestrictions",
            vocabulary::RIGHTS,
            "unknown",
        );
    });
}

/// Whether somebody said so: the form asks to write it down. What else stands there may be a price or only words about it.
fn is_free(event: &Event) -> bool {
    let said = event.words.cost.as_deref().unwrap_or_default();
    let said = said.trim().trim_end_matches('.').to_lowercase();
    ["gratis", "free"].contains(&said.as_str())
}
