//! From what was sent to the charter of a community.

use contract::meetups::{self as code, NewCommunity};
use contract::{Code, FieldProblem};
use nouns::{CommunityId, SchoolId};
use wire::Problem;

use crate::community::{Charter, Goals, Space, Tier, parse_slug};

const LONGEST_TEXT: usize = 2000;
const MOST_SCHOOLS: usize = 30;

/// Reads a community as it was sent; `slug` is given where it exists already.
pub(super) fn charter(sent: &NewCommunity, slug: Option<&CommunityId>) -> Result<Charter, Problem> {
    let mut problems = Vec::new();
    let slug = slug
        .cloned()
        .or_else(|| parse_slug(text(sent.slug.as_ref())));
    if slug.is_none() {
        problems.push(FieldProblem::new("slug", code::SLUG_UNREADABLE));
    }
    let name = text(sent.name.as_ref())
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    match name.chars().count() {
        0..3 => problems.push(FieldProblem::new("name", code::NAME_TOO_SHORT)),
        3..=120 => {}
        _ => problems.push(FieldProblem::new("name", code::NAME_TOO_LONG)),
    }
    let tier = Tier::parse(text(sent.tier.as_ref()));
    if tier.is_none() {
        problems.push(FieldProblem::new("tier", code::TIER_UNKNOWN));
    }
    let space = text(sent.space.as_ref());
    let space = if space.is_empty() {
        Some(Space::default())
    } else {
        Space::parse(space)
    };
    if space.is_none() {
        problems.push(FieldProblem::new("space", code::SPACE_UNKNOWN));
    }
    let region = super::region(sent.region.as_deref(), &mut problems);
    if text(sent.region.as_ref()).is_empty() {
        problems.push(FieldProblem::new("region", code::REGION_MISSING));
    }
    let schools = schools(sent, tier, &mut problems);
    let purpose = words("purpose", sent.purpose.as_ref(), &mut problems).unwrap_or_default();
    let goals = goals(sent, &mut problems);
    match (slug, tier, space, region) {
        (Some(slug), Some(tier), Some(space), Some(region)) if problems.is_empty() => Ok(Charter {
            slug,
            name,
            tier,
            space,
            region,
            schools,
            purpose,
            goals,
        }),
        _ => Err(Problem::Refused(problems)),
    }
}

fn schools(
    sent: &NewCommunity,
    tier: Option<Tier>,
    problems: &mut Vec<FieldProblem>,
) -> Vec<SchoolId> {
    let ids = sent
        .schools
        .iter()
        .flatten()
        .map(|id| SchoolId::parse(id.trim()));
    let schools: Result<Vec<SchoolId>, _> = ids.collect();
    let mut wrong = |problem: Code| problems.push(FieldProblem::new("schools", problem));
    match &schools {
        Err(_) => wrong(code::SCHOOL_UNREADABLE),
        Ok(schools) if tier == Some(Tier::School) && schools.len() > 1 => {
            wrong(code::SCHOOLS_TOO_MANY);
        }
        Ok(schools) if schools.len() > MOST_SCHOOLS => wrong(code::SCHOOL_UNREADABLE),
        Ok(_) => {}
    }
    schools.unwrap_or_default()
}

fn goals(sent: &NewCommunity, problems: &mut Vec<FieldProblem>) -> Goals {
    let goals = sent.goals.clone().unwrap_or_default();
    Goals {
        reflectie: words("reflectie", goals.reflectie.as_ref(), problems),
        feedback: words("feedback", goals.feedback.as_ref(), problems),
        weerbaarheid: words("weerbaarheid", goals.weerbaarheid.as_ref(), problems),
    }
}

fn words(field: &str, sent: Option<&String>, problems: &mut Vec<FieldProblem>) -> Option<String> {
    let text = text(sent);
    if text.chars().count() > LONGEST_TEXT {
        problems.push(FieldProblem::new(field, code::TEXT_TOO_LONG));
    }
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

fn text(sent: Option<&String>) -> &str {
    sent.map(|text| text.trim()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_wrong_is_named_at_once() {
        let Err(Problem::Refused(fields)) = charter(&NewCommunity::default(), None) else {
            panic!()
        };
        let names: Vec<&str> = fields
            .iter()
            .map(|problem| problem.field.as_str())
            .collect();
        assert_eq!(names, ["slug", "name", "tier", "region"]);
    }

    #[test]
    fn a_community_of_a_school_has_one_school() {
        let text = |text: &str| Some(text.to_owned());
        let sent = NewCommunity {
            slug: text("samen-leren"),
            name: text("Samen leren"),
            tier: text("school"),
            region: text("RMC-19"),
            schools: Some(vec!["a".to_owned(), "b".to_owned()]),
            ..NewCommunity::default()
        };
        assert!(matches!(charter(&sent, None), Err(Problem::Refused(_))));
        let both = NewCommunity {
            tier: text("regio"),
            ..sent
        };
        assert_eq!(charter(&both, None).unwrap().schools.len(), 2);
    }
}
