use handlebars::{
    Context, Handlebars, Helper, HelperDef, HelperResult, Output, RenderContext, Renderable,
};
use serde_json::Value;

use super::helpers::param;

/// `{{#if}}` and `{{#unless}}` that refuse a field that does not exist, which handlebars' own take for "no"; and
/// `{{#given}}`, which asks whether it exists and holds something.
pub(super) struct Choose {
    pub(super) when: bool,
    pub(super) strict: bool,
}

impl HelperDef for Choose {
    fn call<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        r: &'reg Handlebars<'reg>,
        ctx: &'rc Context,
        rc: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let value = if self.strict {
            Some(param(h, 0)?)
        } else {
            h.param(0)
        };
        let holds = value.is_some_and(|value| is_truthy(value.value()));
        let branch = if holds == self.when {
            h.template()
        } else {
            h.inverse()
        };
        branch.map_or(Ok(()), |branch| branch.render(r, ctx, rc, out))
    }
}

/// Nothing, false, zero and what is empty do not count.
fn is_truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(yes) => *yes,
        Value::Number(number) => number.as_f64().is_some_and(|number| number != 0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(_) => true,
    }
}
