//! A card for search engines and other programs: JSON-LD with the words of schema.org, those for
//! learning resources (LRMI, now part of it) among them.

use contract::toolbox::{Card, CardContent, CardState, Step};
use nouns::CreativeCommons;
use serde_json::{Map, Value, json};

use crate::structured::safe;
use crate::urls;

/// A public card as a JSON-LD document that may stand inside a script element; others have none.
/// It names the team, no person.
pub(super) fn structured(card: &Card, site: &str) -> Option<String> {
    let is_public = card.state == CardState::Published && card.content.visibility == "country";
    is_public.then(|| safe(&document(card, site)))
}

fn document(card: &Card, site: &str) -> Value {
    let content = &card.content;
    let page = format!("{site}{}", urls::card(&card.id));
    let mut document = json!({
        "@context": "https://schema.org",
        "@type": ["LearningResource", "HowTo"],
        "@id": page,
        "url": page,
        "name": content.title,
        "inLanguage": "nl",
        "isAccessibleForFree": true,
        "educationalLevel": "mbo",
        "audience": { "@type": "EducationalAudience", "educationalRole": "teacher" },
        "datePublished": card.created.to_rfc3339(),
        "dateModified": card.changed.to_rfc3339(),
        "version": card.version,
        "publisher": { "@type": "Organization", "name": "Kansrijk", "url": site },
    });
    if let Some(fields) = document.as_object_mut() {
        describe(fields, content);
        instruct(fields, content);
        credit(fields, content);
    }
    document
}

fn describe(fields: &mut Map<String, Value>, content: &CardContent) {
    let texts = [content.goal.as_str(), content.summary.as_str()];
    let given: Vec<&str> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    put(fields, "description", &given.join(" "));
    put(fields, "teaches", &content.goal);
    put(
        fields,
        "learningResourceType",
        content.kind.as_deref().unwrap_or_default(),
    );
    if !content.tags.is_empty() {
        fields.insert("keywords".to_owned(), json!(content.tags));
    }
    if let Some(minutes) = content.minutes {
        let duration = format!("PT{minutes}M");
        fields.insert("timeRequired".to_owned(), json!(duration));
        fields.insert("totalTime".to_owned(), json!(duration));
    }
}

fn instruct(fields: &mut Map<String, Value>, content: &CardContent) {
    let step = |(position, step): (usize, &Step)| {
        let mut step_fields =
            json!({ "@type": "HowToStep", "position": position, "text": step.text });
        if let (Some(minutes), Some(inner)) = (step.minutes, step_fields.as_object_mut()) {
            inner.insert("timeRequired".to_owned(), json!(format!("PT{minutes}M")));
        }
        step_fields
    };
    let steps: Vec<Value> = (1..).zip(&content.steps).map(step).collect();
    if !steps.is_empty() {
        fields.insert("step".to_owned(), Value::Array(steps));
    }
    let supply = |name: &String| json!({ "@type": "HowToSupply", "name": name });
    let supplies: Vec<Value> = content.materials.iter().map(supply).collect();
    if !supplies.is_empty() {
        fields.insert("supply".to_owned(), Value::Array(supplies));
    }
}

fn credit(fields: &mut Map<String, Value>, content: &CardContent) {
    let licence = CreativeCommons::parse(&content.licence);
    let licence = licence.map_or_else(|| content.licence.clone(), |licence| licence.url());
    put(fields, "license", &licence);
    put(fields, "creditText", &content.origin);
    if !content.team.is_empty() {
        let team = json!({ "@type": "Organization", "name": content.team });
        fields.insert("author".to_owned(), team);
    }
}

fn put(fields: &mut Map<String, Value>, name: &str, text: &str) {
    if !text.is_empty() {
        fields.insert(name.to_owned(), json!(text));
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    const SITE: &str = "https://kansrijk.example";

    #[test]
    fn a_public_card_is_a_learning_resource_with_its_steps() {
        let text = structured(&samples::full(), SITE).unwrap();
        let read: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read["@type"], json!(["LearningResource", "HowTo"]));
        assert_eq!(
            read["url"],
            format!("{SITE}{}", urls::card(&samples::full().id))
        );
        assert_eq!(
            read["license"],
            "https://creativecommons.org/licenses/by/4.0/"
        );
        assert_eq!(read["totalTime"], "PT20M");
        assert_eq!(read["step"].as_array().unwrap().len(), 3);
        assert_eq!(read["step"][1]["position"], 2);
        assert_eq!(read["author"]["name"], samples::full().content.team);
    }

    #[test]
    fn no_words_of_a_card_leave_the_script_element_and_no_person_is_named() {
        let mut card = samples::full();
        card.author = Some("Yara de Wit".to_owned());
        card.content.title = "</script><script>alert(1)</script>".to_owned();
        let text = structured(&card, SITE).unwrap();
        assert!(!text.contains(['<', '>', '&']) && !text.contains("Yara"));
        let read: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read["name"], card.content.title);
    }

    #[test]
    fn what_is_not_for_everybody_is_told_to_no_program() {
        let mut card = samples::full();
        card.content.visibility = "school".to_owned();
        assert_eq!(structured(&card, SITE), None);
        let mut card = samples::full();
        card.state = CardState::Withdrawn;
        assert_eq!(structured(&card, SITE), None);
    }
}
