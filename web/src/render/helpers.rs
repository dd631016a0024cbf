use std::sync::Arc;

use handlebars::{
    Context, Handlebars, Helper, HelperDef, HelperResult, Output, PathAndJson, RenderContext,
    RenderError, RenderErrorReason, ScopedJson,
};
use serde_json::Value;

use super::choose::Choose;
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
    templates.register_helper("t", Box::new(Tell(own())));
    templates.register_helper(
        "date",
        Box::new(Written {
            sentences: own(),
            style: None,
        }),
    );
    templates.register_helper(
        "time",
        Box::new(Written {
            sentences: own(),
            style: Some(Style::Time),
        }),
    );
    templates.register_helper("number", Box::new(Number(own())));
    templates.register_helper("url", Box::new(Url));
    templates.register_helper("asset", Box::new(AssetUrl(Arc::clone(assets))));
    templates.register_helper("icon", Box::new(Icon(Arc::clone(assets))));
    templates.register_helper("prose", Box::new(prose));
    templates.register_helper(
        "if",
        Box::new(Choose {
            when: true,
            strict: true,
        }),
    );
    templates.register_helper(
        "unless",
        Box::new(Choose {
            when: false,
            strict: true,
        }),
    );
    templates.register_helper(
        "given",
        Box::new(Choose {
            when: true,
            strict: false,
        }),
    );
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

fn text<'h>(h: &'h Helper<'_>, index: usize) -> Result<&'h str, RenderError> {
    let found = param(h, index)?;
    found.value().as_str().ok_or_else(|| {
        wrong(format!(
            "{{{{{}}}}}: parameter {index} is no text",
            h.name()
        ))
    })
}

fn derived<'rc>(text: impl Into<String>) -> ScopedJson<'rc> {
    ScopedJson::Derived(Value::String(text.into()))
}

/// `{{t "key" place=value}}`, `{{t "prefix" code}}`, `{{t say}}`.
struct Tell(Arc<Sentences>);

impl HelperDef for Tell {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
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
        Ok(derived(self.0.say_json(&key, places).map_err(nested)?))
    }
}

impl Tell {
    fn say<'rc>(
        &self,
        say: &serde_json::Map<String, Value>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
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
        Ok(derived(self.0.say_json(spoken, places).map_err(nested)?))
    }
}

/// `{{date starts "short"}}` and `{{time starts}}`.
struct Written {
    sentences: Arc<Sentences>,
    style: Option<Style>,
}

impl HelperDef for Written {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let written = text(h, 0)?;
        let moment =
            Moment::parse(written).ok_or_else(|| wrong(format!("{written:?} is no date")))?;
        let style = match self.style {
            Some(style) => style,
            None => Style::parse(text(h, 1)?).ok_or_else(|| wrong("no such style of date"))?,
        };
        Ok(derived(moment.written(self.sentences.lang(), style)))
    }
}

/// `{{number total}}`: a whole number with its thousands set apart.
struct Number(Arc<Sentences>);

impl HelperDef for Number {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let number = param(h, 0)?
            .value()
            .as_i64()
            .ok_or_else(|| wrong("{{number}} of what is no whole number"))?;
        let sign = match self.0.lang() {
            i18n::Language::Nl => '.',
            i18n::Language::En => ',',
        };
        Ok(derived(i18n::group_thousands(&number.to_string(), sign)))
    }
}

/// `{{url "card" id}}`.
struct Url;

impl HelperDef for Url {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let name = text(h, 0)?;
        let arg = h
            .param(1)
            .map(|_| param(h, 1).map(PathAndJson::render))
            .transpose()?;
        let address = urls::by_name(name, arg.as_deref());
        Ok(derived(address.ok_or_else(|| {
            wrong(format!("there is no address {name:?} of this shape"))
        })?))
    }
}

/// `{{asset "site.css"}}`: the address with the content's hash in it.
struct AssetUrl(Arc<Assets>);

impl HelperDef for AssetUrl {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let name = text(h, 0)?;
        Ok(derived(self.0.url(name).ok_or_else(|| {
            wrong(format!("there is no asset {name:?}"))
        })?))
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
