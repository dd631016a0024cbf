use handlebars::{
    BlockContext, BlockParamHolder, Context, Handlebars, Helper, HelperDef, HelperResult, Output,
    RenderContext, RenderErrorReason, Renderable,
};

use super::helpers::text;

/// `{{> form/text title name="titel"}}`, as [`super::prepare`] has rewritten it: the template's name first, then what
/// it is about, then what else it may ask.
///
/// Handlebars' own partial copies all that it is about, and copies each value again that the partial reads; this one
/// only says where it stands. Names given along count before the fields of what the partial is about, as there.
pub(super) struct Partial;

impl HelperDef for Partial {
    fn call<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        r: &'reg Handlebars<'reg>,
        ctx: &'rc Context,
        rc: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let name = text(h, 0)?;
        if rc.is_current_template(name) {
            return Err(RenderErrorReason::CannotIncludeSelf.into());
        }
        let template = r
            .get_template(name)
            .ok_or_else(|| RenderErrorReason::PartialNotFound(name.to_owned()))?;
        let outer = rc.get_current_template_name();
        let block = about(h, rc);
        rc.push_block(block);
        let rendered = template.render(r, ctx, rc, out);
        rc.pop_block();
        rc.set_current_template_name(outer);
        rendered
    }
}

/// The scope inside: what the partial is about, or what is spoken of outside, and the names given along.
fn about<'rc>(h: &Helper<'rc>, rc: &RenderContext<'_, 'rc>) -> BlockContext<'rc> {
    let mut block = BlockContext::new();
    if let Some(outer) = rc.block() {
        block
            .local_variables_mut()
            .clone_from(outer.local_variables());
    }
    match (h.param(1), rc.block()) {
        (Some(param), _) => match param.context_path() {
            Some(path) => block.base_path_mut().clone_from(path),
            None => block.set_base_value(param.value().clone()),
        },
        (None, Some(outer)) => {
            block.base_path_mut().clone_from(outer.base_path());
            if let Some(value) = outer.base_value() {
                block.set_base_value(value.clone());
            }
        }
        (None, None) => {}
    }
    for (name, value) in h.hash() {
        block.set_block_param(name, BlockParamHolder::Value(value.value().clone()));
    }
    block
}
