//! Forms as a person finds them: by label, by legend, by the words on a button.

use scraper::{ElementRef, Html};

use super::{css, words};

/// What a person typed or ticked since the page came.
pub struct Filled {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) ticked: bool,
}

/// A form on its way.
pub(super) struct Sending {
    pub(super) post: bool,
    pub(super) action: Option<String>,
    pub(super) fields: String,
}

/// The control that a label with exactly these words, or beginning with them, belongs to.
fn control<'a>(document: &'a Html, label: &str) -> Option<ElementRef<'a>> {
    let labels: Vec<_> = document.select(&css("label")).collect();
    let exact = labels.iter().find(|element| words(**element) == label);
    let found = exact.or_else(|| {
        labels
            .iter()
            .find(|element| words(**element).starts_with(label))
    })?;
    match found.attr("for") {
        Some(id) => document
            .select(&css("input, select, textarea"))
            .find(|element| element.attr("id") == Some(id)),
        None => found.select(&css("input, select, textarea")).next(),
    }
}

pub(super) fn field_name(document: &Html, label: &str) -> Option<String> {
    control(document, label)?.attr("name").map(str::to_owned)
}

pub(super) fn choice(document: &Html, label: &str) -> Option<(String, String)> {
    let input = control(document, label)?;
    let name = input.attr("name")?.to_owned();
    Some((name, input.attr("value").unwrap_or("on").to_owned()))
}

pub(super) fn value(document: &Html, label: &str) -> Option<String> {
    let input = control(document, label)?;
    match input.value().name() {
        "textarea" => Some(
            input
                .text()
                .collect::<String>()
                .trim_start_matches('\n')
                .to_owned(),
        ),
        "select" => selected(input),
        _ => input.attr("value").map(str::to_owned),
    }
}

/// The text of what `aria-describedby` points at and `aria-invalid` marks.
pub(super) fn problem(document: &Html, label: &str) -> Option<String> {
    let input = control(document, label)?;
    if input.attr("aria-invalid") != Some("true") {
        return None;
    }
    let ids: Vec<&str> = input.attr("aria-describedby")?.split_whitespace().collect();
    let message = document
        .select(&css("[id]"))
        .filter(|element| element.attr("id").is_some_and(|id| ids.contains(&id)))
        .find(|element| {
            element
                .attr("class")
                .is_some_and(|class| class.contains("problem"))
        })?;
    Some(words(message))
}

/// The form of the button with these words, with all that a browser sends along.
pub(super) fn sending<'a>(document: &'a Html, button: &str, filled: &[Filled]) -> Option<Sending> {
    let with_button = |form: ElementRef<'a>| {
        let pressed = form
            .select(&css("button, input[type=submit]"))
            .find(|element| words(*element) == button || element.attr("value") == Some(button))?;
        Some((form, pressed))
    };
    // Of two forms with such a button, the one that something was typed into; a page's own form
    // stands before the search of the header.
    let (own, all) = (css("main form"), css("form"));
    let forms: Vec<_> = document
        .select(&own)
        .chain(document.select(&all))
        .filter_map(with_button)
        .collect();
    let typed_into = |(form, _): &&(ElementRef<'a>, ElementRef<'a>)| {
        filled.iter().all(|field| has_field(*form, &field.name))
    };
    let (form, pressed) = *forms.iter().find(typed_into).or_else(|| forms.first())?;
    let mut fields = standing(form);
    for Filled {
        name,
        value,
        ticked,
    } in filled
    {
        put(form, &mut fields, name, value, *ticked);
    }
    if let Some(name) = pressed.attr("name") {
        fields.push((
            name.to_owned(),
            pressed.attr("value").unwrap_or_default().to_owned(),
        ));
    }
    let method = pressed
        .attr("formmethod")
        .or(form.attr("method"))
        .unwrap_or("get");
    let action = pressed.attr("formaction").or(form.attr("action"));
    Some(Sending {
        post: method.eq_ignore_ascii_case("post"),
        action: action.map(str::to_owned),
        fields: encode(&fields),
    })
}

fn has_field(form: ElementRef<'_>, name: &str) -> bool {
    form.select(&css("input, select, textarea"))
        .any(|field| field.attr("name") == Some(name))
}

/// What the page itself put into a form.
fn standing(form: ElementRef<'_>) -> Vec<(String, String)> {
    form.select(&css("input[name], select[name], textarea[name]"))
        .filter(|element| element.attr("disabled").is_none())
        .filter_map(|element| {
            let name = element.attr("name")?.to_owned();
            let value = match (
                element.value().name(),
                element.attr("type").unwrap_or("text"),
            ) {
                ("textarea", _) => element
                    .text()
                    .collect::<String>()
                    .trim_start_matches('\n')
                    .to_owned(),
                ("select", _) => selected(element)?,
                (_, "submit" | "button" | "reset") => return None,
                (_, "radio" | "checkbox") => {
                    element.attr("checked")?;
                    element.attr("value").unwrap_or("on").to_owned()
                }
                _ => element.attr("value").unwrap_or_default().to_owned(),
            };
            Some((name, value))
        })
        .collect()
}

fn put(
    form: ElementRef<'_>,
    fields: &mut Vec<(String, String)>,
    name: &str,
    value: &str,
    ticked: bool,
) {
    let is_checkbox = form
        .select(&css("input[type=checkbox]"))
        .any(|element| element.attr("name") == Some(name));
    if !(ticked && is_checkbox) {
        fields.retain(|(known, _)| known != name);
    }
    fields.push((name.to_owned(), value.to_owned()));
}

fn selected(select: ElementRef<'_>) -> Option<String> {
    let options: Vec<_> = select.select(&css("option")).collect();
    let chosen = options
        .iter()
        .find(|option| option.attr("selected").is_some())
        .or_else(|| options.first())?;
    Some(
        chosen
            .attr("value")
            .map_or_else(|| words(*chosen), str::to_owned),
    )
}

/// One value of a form on its way.
pub(super) fn encoded(value: &str) -> String {
    encode(&[(String::new(), value.to_owned())]).split_off(1)
}

/// `application/x-www-form-urlencoded`, as the URL standard of WHATWG has it.
fn encode(fields: &[(String, String)]) -> String {
    serde_urlencoded::to_string(fields).unwrap_or_default()
}
