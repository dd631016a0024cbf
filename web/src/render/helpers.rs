use std::sync::Arc;

use handlebars::{
    Context, Handlebars, Helper, HelperDef, HelperResult, Output, PathAndJson, RenderContext,
    RenderError, RenderErrorReason, ScopedJson,
};
use serde_json::Value;

use super::choose::Choose;
use super::escape;
use super::partial::Partial;
use super::prepare::PARTIAL;
use crate::assets::Assets;
use crate::i18n::{Moment, Sentences, Style};
use crate::{i18n, urls};

/// Registers what templates may call. Their use is taught in the documentation of the crate.
pub(super) fn register(
    templates: &mut Handlebars<'static>,
    sentences: &Arc<Sentences>,
    assets: &Arc<Assets>,
) {
    let own = || Arc::clone(sentences);
    templates.register_helper("t", Box::new(Wording(Tell(own()))));
    for (name, style) in [("date", None), ("time", Some(Style::Time))] {
        let written = Written {
            sentences: own(),
            style,
        };
        templates.register_helper(name, Box::new(Wording(written)));
    }
    templates.register_helper("number", Box::new(Wording(Number(own()))));
    templates.register_helper("url", Box::new(Wording(Url)));
    templates.register_helper("asset", Box::new(Wording(AssetUrl(Arc::clone(assets)))));
    templates.register_helper("icon", Box::new(Icon(Arc::clone(assets))));
    templates.register_helper("prose", Box::new(prose));
    templates.register_helper("marked", Box::new(marked));
    for (name, when, strict) in [
        ("if", true, true),
        ("unless", false, true),
        ("given", true, false),
    ] {
        templates.register_helper(name, Box::new(Choose { when, strict }));
    }
    templates.register_helper(PARTIAL, Box::new(Partial));
}

/// A helper that gives a text.
trait Word {
    fn word(&self, h: &Helper<'_>) -> Result<String, RenderError>;
}

/// A [`Word`] as handlebars calls it: as a parameter of another helper, or written as HTML.
struct Wording<W>(W);

impl<W: Word> HelperDef for Wording<W> {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        Ok(ScopedJson::Derived(Value::String(self.0.word(h)?)))
    }

    fn call<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        rc: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let word = self.0.word(h)?;
        if rc.is_disable_escape() {
            out.write(&word)?;
        } else {
            escape::write(out, &word)?;
        }
        Ok(())
    }
}

/// Any error of ours as one of handlebars'.
pub(super) fn nested(error: impl std::error::Error + Send + Sync + 'static) -> RenderError {
    RenderErrorReason::NestedError(Box::new(error)).into()
}

fn wrong(what: impl Into<String>) -> RenderError {
    RenderErrorReason::Other(what.into()).into()
}

/// The parameter at a place, which must be there and have a value: templates are strict.
pub(super) fn param<'h, 'rc>(
    h: &'h Helper<'rc>,
    index: usize,
) -> Result<&'h PathAndJson<'rc>, RenderError> {
    let found = h
        .param(index)
        .ok_or_else(|| wrong(format!("{{{{{}}}}} needs parameter {index}", h.name())))?;
    if found.is_value_missing() {
        return Err(RenderErrorReason::MissingVariable(found.relative_path().cloned()).into());
    }
    Ok(found)
}

pub(super) fn text<'h>(h: &'h Helper<'_>, index: usize) -> Result<&'h str, RenderError> {
    let found = param(h, index)?;
    found.value().as_str().ok_or_else(|| {
        wrong(format!(
            "{{{{{}}}}}: parameter {index} is no text",
            h.name()
        ))
    })
}

/// `{{t "key" place=value}}`, `{{t "prefix" code}}`, `{{t say}}`.
struct Tell(Arc<Sentences>);

impl Word for Tell {
    fn word(&self, h: &Helper<'_>) -> Result<String, RenderError> {
        if let Value::Object(say) = param(h, 0)?.value() {
            return self.say(say);
        }
        let key = match h.param(1) {
            Some(_) => i18n::coded(text(h, 0)?, text(h, 1)?),
            None => text(h, 0)?.to_owned(),
        };
        if let Some((place, _)) = h.hash().iter().find(|(_, value)| value.is_value_missing()) {
            return Err(wrong(format!("{{{{t {key:?}}}}}: {place} has no value")));
        }
        let places = h
            .hash()
            .iter()
            .map(|(place, value)| (*place, value.value()));
        self.0.say_json(&key, places).map_err(nested)
    }
}

impl Tell {
    fn say(&self, say: &serde_json::Map<String, Value>) -> Result<String, RenderError> {
        let key = |name: &str| say.get(name).and_then(Value::as_str);
        let wanted = key("key").ok_or_else(|| wrong("{{t}}: an object that is no Say"))?;
        let spoken = if self.0.has(wanted) {
            wanted
        } else {
            key("or").unwrap_or(wanted)
        };
        let places = say
            .get("args")
            .and_then(Value::as_object)
            .into_iter()
            .flatten();
        let places = places.map(|(place, value)| (place.as_str(), value));
        self.0.say_json(spoken, places).map_err(nested)
    }
}

/// `{{date starts "short"}}` and `{{time starts}}`.
struct Written {
    sentences: Arc<Sentences>,
    style: Option<Style>,
}

impl Word for Written {
    fn word(&self, h: &Helper<'_>) -> Result<String, RenderError> {
        let written = text(h, 0)?;
        let moment =
            Moment::parse(written).ok_or_else(|| wrong(format!("{written:?} is no date")))?;
        let style = match self.style {
            Some(style) => style,
            None => Style::parse(text(h, 1)?).ok_or_else(|| wrong("no such style of date"))?,
        };
        Ok(moment.written(self.sentences.lang(), style))
    }
}

/// `{{number total}}`: a whole number with its thousands set apart.
struct Number(Arc<Sentences>);

impl Word for Number {
    fn word(&self, h: &Helper<'_>) -> Result<String, RenderError> {
        let number = param(h, 0)?
            .value()
            .as_i64()
            .ok_or_else(|| wrong("{{number}} of what is no whole number"))?;
        let sign = match self.0.lang() {
            i18n::Language::Nl => '.',
            i18n::Language::En => ',',
        };
        Ok(i18n::group_thousands(&number.to_string(), sign))
    }
}

/// `{{url "card" id}}`.
struct Url;

impl Word for Url {
    fn word(&self, h: &Helper<'_>) -> Result<String, RenderError> {
        let name = text(h, 0)?;
        let arg = h
            .param(1)
            .map(|_| param(h, 1).map(PathAndJson::render))
            .transpose()?;
        let address = urls::by_name(name, arg.as_deref());
        address.ok_or_else(|| wrong(format!("there is no address {name:?} of this shape")))
    }
}

/// `{{asset "site.css"}}`: the address with the content's hash in it.
struct AssetUrl(Arc<Assets>);

impl Word for AssetUrl {
    fn word(&self, h: &Helper<'_>) -> Result<String, RenderError> {
        let name = text(h, 0)?;
        let address = self.0.url(name).map(str::to_owned);
        address.ok_or_else(|| wrong(format!("there is no asset {name:?}")))
    }
}

/// `{{icon "search"}}`: decoration beside a word, never in place of one.
struct Icon(Arc<Assets>);

impl HelperDef for Icon {
    fn call<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let name = text(h, 0)?;
        let address = self
            .0
            .icon(name)
            .ok_or_else(|| wrong(format!("there is no icon {name:?}")))?;
        write!(
            out,
            r#"<svg class="icon" width="24" height="24" aria-hidden="true" focusable="false"><use href="{address}"/></svg>"#
        )?;
        Ok(())
    }
}

/// `{{prose body}}`: the only way for HTML from outside, and only for what [`crate::prose::Prose`] has cleaned.
fn prose(
    h: &Helper<'_>,
    _: &Handlebars<'_>,
    _: &Context,
    _: &mut RenderContext<'_, '_>,
    out: &mut dyn Output,
) -> HelperResult {
    let clean = param(h, 0)?
        .value()
        .get(crate::prose::CLEAN)
        .and_then(Value::as_str);
    out.write(clean.ok_or_else(|| wrong("{{prose}} of what is no Prose"))?)?;
    Ok(())
}

/// `{{marked title}}`: pieces of text, as [`crate::marked`] reads them, the words found marked.
fn marked(
    h: &Helper<'_>,
    _: &Handlebars<'_>,
    _: &Context,
    _: &mut RenderContext<'_, '_>,
    out: &mut dyn Output,
) -> HelperResult {
    let pieces = param(h, 0)?.value().as_array();
    for piece in pieces.ok_or_else(|| wrong("{{marked}} of what is no list of pieces"))? {
        let text = piece.get("text").and_then(Value::as_str);
        let text = text.ok_or_else(|| wrong("{{marked}}: a piece without text"))?;
        let is_marked = piece.get("marked").and_then(Value::as_bool) == Some(true);
        let (before, after) = if is_marked {
            ("<mark>", "</mark>")
        } else {
            ("", "")
        };
        out.write(before)?;
        escape::write(out, text)?;
        out.write(after)?;
    }
    Ok(())
}
