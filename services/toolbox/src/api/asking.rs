//! From the address of a question to a question.

use contract::toolbox::{
    CardQuestion, GROUP_OUT_OF_RANGE, KIND_UNKNOWN, MINUTES_OUT_OF_RANGE, NUMBER_UNREADABLE,
    PAGE_OUT_OF_RANGE, SORT_UNKNOWN,
};
use contract::{Code, FieldProblem};
use nouns::{Paging, PagingProblem, TeamId};

use super::Refused;
use crate::card::{GroupSize, Minutes};
use crate::search::{Order, Question};

/// Reads a question. An empty value is no filter.
pub(crate) fn question(asked: &CardQuestion) -> Result<Question, Refused> {
    let mut problems = Vec::new();
    let mut refuse = |field: &str, code: Code| problems.push(FieldProblem::new(field, code));
    let kind = given(&asked.kind)
        .and_then(|kind| kind.parse().map_err(|_| refuse("kind", KIND_UNKNOWN)).ok());
    let max_minutes = number("max_minutes", &asked.max_minutes, &mut refuse).and_then(|minutes| {
        Minutes::parse(minutes)
            .map_err(|_| refuse("max_minutes", MINUTES_OUT_OF_RANGE))
            .ok()
    });
    let group = number("group", &asked.group, &mut refuse).and_then(|people| {
        people_in_a_group(people)
            .ok_or_else(|| refuse("group", GROUP_OUT_OF_RANGE))
            .ok()
    });
    let order = Order::parse(asked.sort.trim());
    if order.is_none() {
        refuse("sort", SORT_UNKNOWN);
    }
    let paging = paging(asked, &mut refuse);
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(Question {
        text: asked.q.clone(),
        kind,
        max_minutes,
        group,
        tag: given(&asked.tag).map(str::to_owned),
        fits_in_meeting: is_true(&asked.fits_in_meeting),
        mine: is_true(&asked.mine),
        // What is no id is no team's: nothing is shared on its behalf.
        team: given(&asked.team).and_then(|team| TeamId::parse(team).ok()),
        order: order.unwrap_or_default(),
        paging,
    })
}

fn people_in_a_group(people: i64) -> Option<u16> {
    u16::try_from(people)
        .ok()
        .filter(|people| (1..=GroupSize::MOST).contains(&i64::from(*people)))
}

fn paging(asked: &CardQuestion, refuse: &mut impl FnMut(&str, Code)) -> Paging {
    let page = number("page", &asked.page, refuse);
    let per_page = number("per_page", &asked.per_page, refuse);
    // A negative number is as far outside as zero is.
    let count = |number: i64| u32::try_from(number).unwrap_or(0);
    Paging::parse(page.map(count), per_page.map(count)).unwrap_or_else(|problem| {
        let field = match problem {
            PagingProblem::Page => "page",
            PagingProblem::PerPage => "per_page",
        };
        refuse(field, PAGE_OUT_OF_RANGE);
        Paging::default()
    })
}

fn number(field: &str, value: &str, refuse: &mut impl FnMut(&str, Code)) -> Option<i64> {
    given(value)?
        .parse()
        .map_err(|_| refuse(field, NUMBER_UNREADABLE))
        .ok()
}

fn given(value: &str) -> Option<&str> {
    Some(value.trim()).filter(|value| !value.is_empty())
}

fn is_true(value: &str) -> bool {
    matches!(value.trim(), "true" | "1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_values_are_no_filters() {
        let question = question(&CardQuestion::default()).unwrap();
        assert!(question.kind.is_none() && question.max_minutes.is_none());
        assert_eq!(question.paging, Paging::default());
    }

    #[test]
    fn every_wrong_value_is_named() {
        let asked = CardQuestion {
            kind: "spel".to_owned(),
            max_minutes: "kort".to_owned(),
            group: "0".to_owned(),
            page: "-1".to_owned(),
            sort: "mooiste".to_owned(),
            ..CardQuestion::default()
        };
        let problems = question(&asked).unwrap_err();
        let named: Vec<(&str, &str)> = problems
            .iter()
            .map(|problem| (problem.field.as_str(), problem.code.as_str()))
            .collect();
        assert_eq!(
            named,
            [
                ("kind", KIND_UNKNOWN.name),
                ("max_minutes", NUMBER_UNREADABLE.name),
                ("group", GROUP_OUT_OF_RANGE.name),
                ("sort", SORT_UNKNOWN.name),
                ("page", PAGE_OUT_OF_RANGE.name),
            ]
        );
    }
}
