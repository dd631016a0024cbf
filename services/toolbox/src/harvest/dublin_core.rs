//! A card in unqualified Dublin Core (`oai_dc`, section 2.5 and the schema of that name).

use nouns::CreativeCommons;
use wire::harvest::{Site, Xml, dublin_core, lom};

use super::record::page;
use crate::card::Card;

/// Who offers the cards.
pub(crate) const PUBLISHER: &str = "Kansrijk, Team Trukendoos";

/// Writes what is known of the card. The team stands as creator, no person.
pub(crate) fn write(xml: &mut Xml, site: &Site, card: &Card) {
    dublin_core::container(xml, |xml| fields(xml, site, card));
}

fn fields(xml: &mut Xml, site: &Site, card: &Card) {
    let content = card.content();
    let mut given = |name: &str, text: &str| dublin_core::given(xml, name, text);
    given("dc:title", content.title.as_str());
    given("dc:creator", content.team.as_str());
    for tag in content.tags.to_vec() {
        given("dc:subject", &tag);
    }
    given("dc:description", &description(card));
    given("dc:publisher", PUBLISHER);
    given("dc:date", &card.current.at.format("%Y-%m-%d").to_string());
    given("dc:type", "InteractiveResource");
    given(
        "dc:type",
        content.kind.map_or("", crate::card::Kind::as_str),
    );
    given("dc:format", "text/html");
    given("dc:identifier", &page(site, &card.id));
    given("dc:source", content.origin.as_str());
    given("dc:language", lom::LANGUAGE);
    given("dc:rights", content.licence.as_str());
    if let Some(licence) = CreativeCommons::parse(content.licence.as_str()) {
        given("dc:rights", &licence.url());
    }
}

/// Goal and summary, or what the card says first when it has neither.
pub(crate) fn description(card: &Card) -> String {
    let content = card.content();
    let own = [content.goal.as_str(), content.summary.as_str()];
    let own: Vec<&str> = own.into_iter().filter(|text| !text.is_empty()).collect();
    if !own.is_empty() {
        return own.join(" ");
    }
    let body = crate::findable::plain(content.body.as_str());
    let first = body.lines().find(|line| !line.trim().is_empty());
    let first = first.or(content.steps.first().map(|step| step.text.as_str()));
    first.unwrap_or(content.title.as_str()).to_owned()
}
