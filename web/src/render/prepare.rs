//! What can be done once for a template, at start, so that it is not done at each render.

use handlebars::template::{
    DecoratorTemplate, ExpressionSpecBuilder, ExpressionSpecBuilderError, HelperTemplate,
    Parameter, Subexpression, TemplateElement,
};
use handlebars::{Context, Handlebars, RenderContext, RenderError, Renderable, Template};
use serde_json::Value;

use super::helpers::nested;

/// The helper that stands for `{{> …}}`; no template can write this name.
pub(super) const PARTIAL: &str = "> ";
/// The part of a template between `{{#> x}}` and `{{/x}}`, which only handlebars' own partial knows.
const BETWEEN: &str = "@partial-block";
/// Helpers that give the same for the same parameters, always.
const ALWAYS_THE_SAME: [&str; 4] = ["t", "url", "asset", "icon"];

/// Rewrites a template of the registry: sentences, addresses and icons that do not depend on the page become text, and
/// `{{> …}}` becomes a call of [`super::partial::Partial`].
pub(super) fn prepare(templates: &mut Handlebars<'static>, name: &str) -> Result<(), RenderError> {
    let Some(mut template) = templates.get_template(name).cloned() else {
        return Ok(());
    };
    Prepare(templates).template(&mut template)?;
    templates.register_template(name, template);
    Ok(())
}

struct Prepare<'a>(&'a Handlebars<'static>);

impl Prepare<'_> {
    fn template(&self, template: &mut Template) -> Result<(), RenderError> {
        template
            .elements
            .iter_mut()
            .try_for_each(|element| self.element(element))
    }

    fn element(&self, element: &mut TemplateElement) -> Result<(), RenderError> {
        match element {
            TemplateElement::Expression(helper)
            | TemplateElement::HtmlExpression(helper)
            | TemplateElement::HelperBlock(helper) => self.helper(helper)?,
            TemplateElement::PartialExpression(partial)
            | TemplateElement::PartialBlock(partial)
            | TemplateElement::DecoratorExpression(partial)
            | TemplateElement::DecoratorBlock(partial) => self.decorator(partial)?,
            // Text and comments.
            _ => {}
        }
        if let Some(instead) = self.instead_of(element)? {
            *element = instead;
        }
        Ok(())
    }

    fn helper(&self, helper: &mut HelperTemplate) -> Result<(), RenderError> {
        self.parameters(helper.params.iter_mut().chain(helper.hash.values_mut()))?;
        let branches = [&mut helper.template, &mut helper.inverse];
        branches
            .into_iter()
            .flatten()
            .try_for_each(|branch| self.template(branch))
    }

    fn decorator(&self, decorator: &mut DecoratorTemplate) -> Result<(), RenderError> {
        let params = decorator.params.iter_mut();
        self.parameters(params.chain(decorator.hash.values_mut()))?;
        decorator
            .template
            .iter_mut()
            .try_for_each(|inside| self.template(inside))
    }

    /// `label=(t "toolbox-kind-label")` is a word, whatever the page.
    fn parameters<'p>(
        &self,
        mut all: impl Iterator<Item = &'p mut Parameter>,
    ) -> Result<(), RenderError> {
        all.try_for_each(|parameter| {
            let Parameter::Subexpression(Subexpression { element, .. }) = parameter else {
                return Ok(());
            };
            let TemplateElement::Expression(helper) = element.as_mut() else {
                return Ok(());
            };
            self.helper(helper)?;
            if is_always_the_same(helper) {
                // A parameter is not HTML yet.
                let plain = TemplateElement::HtmlExpression(helper.clone());
                *parameter = Parameter::Literal(Value::String(self.rendered(plain)?));
            }
            Ok(())
        })
    }

    fn instead_of(
        &self,
        element: &TemplateElement,
    ) -> Result<Option<TemplateElement>, RenderError> {
        match element {
            TemplateElement::Expression(helper) if is_always_the_same(helper) => {
                let text = self.rendered(element.clone())?;
                Ok(Some(TemplateElement::RawString(text)))
            }
            TemplateElement::PartialExpression(partial)
                if partial.name.as_name() != Some(BETWEEN) =>
            {
                Ok(Some(call(partial).map_err(nested)?))
            }
            _ => Ok(None),
        }
    }

    /// One element, rendered for no page at all.
    fn rendered(&self, element: TemplateElement) -> Result<String, RenderError> {
        let mut alone = Template::new();
        alone.elements.push(element);
        alone.renders(self.0, &Context::null(), &mut RenderContext::new(None))
    }
}

fn is_always_the_same(helper: &HelperTemplate) -> bool {
    let mut given = helper.params.iter().chain(helper.hash.values());
    !helper.params.is_empty()
        && given.all(|parameter| matches!(parameter, Parameter::Literal(_)))
        && helper
            .name
            .as_name()
            .is_some_and(|name| ALWAYS_THE_SAME.contains(&name))
}

/// `{{> name about key=value}}` as a call of the helper.
fn call(partial: &DecoratorTemplate) -> Result<TemplateElement, ExpressionSpecBuilderError> {
    let name = match &partial.name {
        Parameter::Name(name) => Parameter::Literal(Value::String(name.clone())),
        computed => computed.clone(),
    };
    let call = ExpressionSpecBuilder::default()
        .name(Parameter::Name(PARTIAL.to_owned()))
        .params([vec![name], partial.params.clone()].concat())
        .hash(partial.hash.clone())
        .omit_pre_ws(false)
        .omit_pro_ws(false)
        .build()?;
    let helper = HelperTemplate::new(call, false, false);
    Ok(TemplateElement::Expression(Box::new(helper)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::partial::Partial;
    use serde_json::json;

    fn both_ways(partial: &str, whole: &str, data: &Value) -> (String, String) {
        let mut templates = Handlebars::new();
        templates.set_strict_mode(true);
        templates.register_helper(PARTIAL, Box::new(Partial));
        templates.register_template_string("part", partial).unwrap();
        templates.register_template_string("whole", whole).unwrap();
        let theirs = templates.render("whole", data).unwrap();
        prepare(&mut templates, "part").unwrap();
        prepare(&mut templates, "whole").unwrap();
        assert!(
            !format!("{:?}", templates.get_template("whole")).contains("PartialExpression"),
            "{whole}"
        );
        (theirs, templates.render("whole", data).unwrap())
    }

    #[test]
    fn a_partial_shows_what_handlebars_own_shows() {
        let data = json!({
            "title": "Boven", "one": {"title": "Eén", "list": ["a", "b"]},
            "many": [{"title": "x", "list": []}, {"title": "y", "list": ["z"]}],
        });
        let part =
            "[{{title}} {{#each list}}{{this}}{{@index}}{{../title}}{{@root.title}} {{/each}}]";
        for whole in [
            "{{> part one}}",
            "{{> part one title=\"Mee\"}}",
            "{{> part one title=title}}",
            "{{#with one}}{{> part}}{{> part title=../title}}{{/with}}",
            "{{#each many}}{{> part this}}{{> part title=@index}}{{/each}}",
            "{{#each many}}{{> part ../one}}{{/each}}{{title}}",
        ] {
            let (theirs, ours) = both_ways(part, whole, &data);
            assert_eq!(ours, theirs, "{whole}");
        }
    }

    #[test]
    fn a_field_that_is_not_there_is_an_error_in_a_partial_too() {
        let mut templates = Handlebars::new();
        templates.set_strict_mode(true);
        templates.register_helper(PARTIAL, Box::new(Partial));
        let register = |templates: &mut Handlebars<'static>, name: &str, source: &str| {
            templates.register_template_string(name, source).unwrap();
            prepare(templates, name).unwrap();
        };
        register(&mut templates, "part", "{{titel}}");
        register(&mut templates, "whole", "{{> part}}");
        register(&mut templates, "lost", "{{> nowhere}}");
        assert!(templates.render("whole", &json!({"title": "x"})).is_err());
        assert!(templates.render("lost", &json!({})).is_err());
    }
}
