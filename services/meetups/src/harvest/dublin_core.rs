//! A meetup in unqualified Dublin Core (`oai_dc`).

use wire::harvest::dublin_core::{container, given};
use wire::harvest::{Site, Xml};

use super::{PUBLISHER, begins, description, keywords, page, places};
use crate::event::Event;
use crate::news::title;

/// Writes what is known of the meetup: its date is when it begins, of a series the first time. Nobody gave it a licence,
/// so it says nothing of rights.
pub(super) fn write(xml: &mut Xml, site: &Site, event: &Event) {
    container(xml, |xml| fields(xml, site, event));
}

fn fields(xml: &mut Xml, site: &Site, event: &Event) {
    given(xml, "dc:title", &title(event));
    for keyword in keywords(event) {
        given(xml, "dc:subject", keyword);
    }
    given(xml, "dc:description", &description(event));
    given(xml, "dc:publisher", PUBLISHER);
    given(xml, "dc:date", &begins(event));
    given(xml, "dc:type", "Event");
    given(xml, "dc:identifier", &page(site, event));
    let language = event.words.language.tag();
    given(xml, "dc:language", language.unwrap_or_default());
    for place in places(event) {
        given(xml, "dc:coverage", place);
    }
}
