//! What a harvester asks first: who we are, what formats and sets there are (sections 4.2, 4.4, 4.6).

use chrono::{DateTime, Utc};
use nouns::harvest::Extent;

use super::{About, Format, Site, Xml, datestamp};

pub(crate) fn identify(about: &About, site: &Site, extent: &Extent, now: DateTime<Utc>) -> Xml {
    // Nothing is older than now where there is nothing yet.
    let earliest = if extent.number == 0 {
        now.timestamp()
    } else {
        extent.first
    };
    let mut xml = Xml::default();
    xml.within("Identify", &[], |xml| {
        xml.text("repositoryName", about.name);
        xml.text("baseURL", &site.base_url(about));
        xml.text("protocolVersion", "2.0");
        xml.text("adminEmail", &format!("beheer@{}", mail_host(site)));
        xml.text("earliestDatestamp", &datestamp(earliest));
        xml.text("deletedRecord", "persistent");
        xml.text("granularity", "YYYY-MM-DDThh:mm:ssZ");
        if is_domain(site.host()) {
            xml.within("description", &[], |xml| identifiers(xml, about, site));
        }
    });
    xml
}

/// How identifiers are made (the `oai-identifier` guideline).
fn identifiers(xml: &mut Xml, about: &About, site: &Site) {
    let schema = "http://www.openarchives.org/OAI/2.0/oai-identifier http://www.openarchives.org/OAI/2.0/oai-identifier.xsd";
    let attributes = [
        (
            "xmlns",
            "http://www.openarchives.org/OAI/2.0/oai-identifier",
        ),
        ("xsi:schemaLocation", schema),
    ];
    xml.within("oai-identifier", &attributes, |xml| {
        xml.text("scheme", "oai");
        xml.text("repositoryIdentifier", site.host());
        xml.text("delimiter", ":");
        xml.text("sampleIdentifier", &about.identifier(site, about.sample));
    });
}

/// A name as the guideline's schema wants it: letters first, and a dot in it.
fn is_domain(host: &str) -> bool {
    let is_label = |label: &str| {
        label.starts_with(|first: char| first.is_ascii_alphabetic())
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    host.contains('.') && host.split('.').all(is_label)
}

/// The host of the administrator's address; the protocol wants one even of a machine without a name.
fn mail_host(site: &Site) -> &str {
    if is_domain(site.host()) {
        site.host()
    } else {
        "localhost.localdomain"
    }
}

pub(crate) fn formats() -> Xml {
    let mut xml = Xml::default();
    xml.within("ListMetadataFormats", &[], |xml| {
        for format in Format::ALL {
            xml.within("metadataFormat", &[], |xml| {
                xml.text("metadataPrefix", format.prefix());
                xml.text("schema", format.schema());
                xml.text("metadataNamespace", format.namespace());
            });
        }
    });
    xml
}

pub(crate) fn sets(about: &About) -> Xml {
    let mut xml = Xml::default();
    xml.within("ListSets", &[], |xml| {
        for (spec, name) in about.sets {
            xml.within("set", &[], |xml| {
                xml.text("setSpec", spec);
                xml.text("setName", name);
            });
        }
    });
    xml
}
