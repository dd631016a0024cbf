//! Reads what came in over the wire or from a file into nouns, and gathers every fault, so that
//! a person sees all of them at once.

use contract::toolbox::{
    self as codes, BODY_MISSING, CardContent, GOAL_MISSING, GROUP_OUT_OF_RANGE, GROUP_UPSIDE_DOWN,
    KIND_MISSING, KIND_UNKNOWN, LIST_TOO_LONG, MINUTES_OUT_OF_RANGE, TAGS_UNFIT, TEXT_TOO_LONG,
    TITLE_TOO_LONG, TITLE_TOO_SHORT, VISIBILITY_UNKNOWN,
};
use contract::{Code, FieldProblem};
use nouns::{CardId, TeamId};

use crate::card::{
    Content, GroupProblem, GroupSize, Kind, Line, Lines, Markdown, Minutes, Step, Tags, Title,
    TitleProblem, Visibility,
};

/// Reads a card that a person typed.
///
/// # Errors
/// Every field at fault, in the order of the form.
pub fn typed(input: &CardContent) -> Result<Content, Vec<FieldProblem>> {
    let mut input = input.clone();
    if input.licence.trim().is_empty() {
        Content::LICENCE.clone_into(&mut input.licence);
    }
    let mut reader = Reader::default();
    let content = reader.content(&input, Title::LONGEST_TYPED);
    if input
        .kind
        .as_deref()
        .is_none_or(|kind| kind.trim().is_empty())
    {
        reader.refuse("kind", KIND_MISSING);
    }
    if says_nothing(&input) {
        reader.refuse("goal", GOAL_MISSING);
    }
    reader.end(content)
}

/// What is wrong with a card that a person types, whether it is finished or not.
#[must_use]
pub fn faults(input: &CardContent) -> Vec<FieldProblem> {
    let mut reader = Reader::default();
    reader.content(input, Title::LONGEST_TYPED);
    reader.problems
}

/// Reads a card from a file: a title and a body are enough, and the title may be longer.
///
/// # Errors
/// Every field at fault.
pub fn imported(input: &CardContent) -> Result<Content, Vec<FieldProblem>> {
    let mut reader = Reader::default();
    // A file speaks for no team: nobody who is in one shares it.
    let input = &CardContent {
        team_id: String::new(),
        ..input.clone()
    };
    let content = reader.content(input, Title::LONGEST);
    if says_nothing(input) {
        reader.refuse("body", BODY_MISSING);
    }
    reader.end(content)
}

/// Whether there is a title and nothing more to read.
fn says_nothing(input: &CardContent) -> bool {
    [&input.goal, &input.summary, &input.body]
        .iter()
        .all(|text| text.trim().is_empty())
        && input.steps.is_empty()
}

#[derive(Default)]
struct Reader {
    problems: Vec<FieldProblem>,
}

impl Reader {
    fn refuse(&mut self, field: &str, code: Code) {
        self.problems.push(FieldProblem::new(field, code));
    }

    /// What was read, or nothing and a note of what is wrong.
    fn take<T, E>(
        &mut self,
        field: &str,
        read: Result<T, E>,
        code: impl FnOnce(E) -> Code,
    ) -> Option<T> {
        read.map_err(|problem| self.refuse(field, code(problem)))
            .ok()
    }

    fn end(self, content: Option<Content>) -> Result<Content, Vec<FieldProblem>> {
        match content {
            Some(content) if self.problems.is_empty() => Ok(content),
            _ => Err(self.problems),
        }
    }

    /// `None` only when something was refused.
    fn content(&mut self, input: &CardContent, longest_title: usize) -> Option<Content> {
        let title = self.take(
            "title",
            Title::parse(&input.title, longest_title),
            title_code,
        );
        let kind = self.kind(input.kind.as_deref());
        let goal = self.line("goal", &input.goal);
        let summary = self.line("summary", &input.summary);
        let body = self.take("body", Markdown::parse(&input.body), |_| TEXT_TOO_LONG);
        let minutes = self.minutes("minutes", input.minutes);
        let group = self.group(input.group_min, input.group_max);
        Some(Content {
            fits_in_meeting: input.fits_in_meeting,
            frequency: self.line("frequency", &input.frequency),
            roles: self.lines("roles", &input.roles),
            materials: self.lines("materials", &input.materials),
            steps: self.steps(&input.steps),
            variations: self.lines("variations", &input.variations),
            pitfalls: self.lines("pitfalls", &input.pitfalls),
            preconditions: self.lines("preconditions", &input.preconditions),
            after: self.after(&input.after),
            for_whom: self.line("for_whom", &input.for_whom),
            origin: self.line("origin", &input.origin),
            tags: self
                .take("tags", Tags::parse(&input.tags), |_| TAGS_UNFIT)
                .unwrap_or_default(),
            licence: self.line("licence", &input.licence),
            team: self.line("team", &input.team),
            team_id: self.team(&input.team_id),
            visibility: self.visibility(&input.visibility),
            title: title?,
            kind,
            goal,
            summary,
            body: body?,
            minutes,
            group,
        })
    }

    fn kind(&mut self, input: Option<&str>) -> Option<Kind> {
        let input = input.map(str::trim).filter(|kind| !kind.is_empty())?;
        self.take("kind", input.parse(), |_| KIND_UNKNOWN)
    }

    fn visibility(&mut self, input: &str) -> Visibility {
        self.take("visibility", input.parse(), |_| VISIBILITY_UNKNOWN)
            .unwrap_or_default()
    }

    /// Whether there is such a team, and who is in it, is for the store to say.
    fn team(&mut self, input: &str) -> Option<TeamId> {
        let id = Some(input.trim()).filter(|id| !id.is_empty())?;
        self.take("team_id", TeamId::parse(id), |_| codes::CARD_NOT_IN_TEAM)
    }

    fn line<const MOST: usize>(&mut self, field: &str, input: &str) -> Line<MOST> {
        self.take(field, Line::parse(input), |_| TEXT_TOO_LONG)
            .unwrap_or_default()
    }

    fn lines(&mut self, field: &str, input: &[String]) -> Lines {
        self.take(field, Lines::parse(input), |_| LIST_TOO_LONG)
            .unwrap_or_default()
    }

    fn minutes(&mut self, field: &str, input: Option<i64>) -> Option<Minutes> {
        self.take(field, Minutes::parse(input?), |_| MINUTES_OUT_OF_RANGE)
    }

    fn group(&mut self, min: Option<i64>, max: Option<i64>) -> GroupSize {
        GroupSize::parse(min, max).unwrap_or_else(|problem| {
            let (field, code) = match problem {
                GroupProblem::Min => ("group_min", GROUP_OUT_OF_RANGE),
                GroupProblem::Max => ("group_max", GROUP_OUT_OF_RANGE),
                GroupProblem::UpsideDown => ("group_max", GROUP_UPSIDE_DOWN),
            };
            self.refuse(field, code);
            GroupSize::default()
        })
    }

    fn steps(&mut self, input: &[codes::Step]) -> Vec<Step> {
        let steps: Vec<Step> = input
            .iter()
            .map(|step| Step {
                text: self.line("steps", &step.text),
                minutes: self.minutes("steps", step.minutes),
            })
            .filter(|step| !step.text.is_empty())
            .collect();
        if steps.len() > Content::MOST_STEPS {
            self.refuse("steps", LIST_TOO_LONG);
        }
        steps
    }

    /// Whether these cards exist is for the store to say.
    fn after(&mut self, input: &[String]) -> Vec<CardId> {
        let given = input.iter().map(|id| id.trim()).filter(|id| !id.is_empty());
        let ids: Vec<Option<CardId>> = given
            .map(|id| self.take("after", CardId::parse(id), |_| codes::AFTER_UNKNOWN))
            .collect();
        if ids.len() > Content::MOST_AFTER {
            self.refuse("after", LIST_TOO_LONG);
        }
        ids.into_iter().flatten().collect()
    }
}

fn title_code(problem: TitleProblem) -> Code {
    match problem {
        TitleProblem::TooShort => TITLE_TOO_SHORT,
        TitleProblem::TooLong => TITLE_TOO_LONG,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    fn refused(change: impl FnOnce(&mut CardContent)) -> Vec<(String, String)> {
        let mut input = samples::typed("Rondje om");
        change(&mut input);
        let problems = typed(&input).unwrap_err();
        problems
            .into_iter()
            .map(|problem| (problem.field, problem.code))
            .collect()
    }

    fn pair(field: &str, code: Code) -> (String, String) {
        (field.to_owned(), code.name.to_owned())
    }

    #[test]
    fn all_faults_are_named_at_once_in_the_order_of_the_form() {
        let problems = refused(|input| {
            input.title = "Vr".to_owned();
            input.minutes = Some(0);
            input.group_min = Some(9);
            input.group_max = Some(3);
            input.visibility = "iedereen".to_owned();
        });
        assert_eq!(
            problems,
            [
                pair("title", TITLE_TOO_SHORT),
                pair("minutes", MINUTES_OUT_OF_RANGE),
                pair("group_max", GROUP_UPSIDE_DOWN),
                pair("visibility", VISIBILITY_UNKNOWN),
            ]
        );
    }

    #[test]
    fn a_typed_card_needs_a_kind_and_something_to_say() {
        let problems = refused(|input| {
            input.kind = None;
            input.goal = " ".to_owned();
        });
        assert_eq!(
            problems,
            [pair("kind", KIND_MISSING), pair("goal", GOAL_MISSING)]
        );
        let problems = refused(|input| input.kind = Some("spel".to_owned()));
        assert_eq!(problems, [pair("kind", KIND_UNKNOWN)]);
    }

    #[test]
    fn a_typed_card_is_shared_under_an_open_licence_unless_it_says_otherwise() {
        let content = typed(&samples::typed("Rondje om")).unwrap();
        assert_eq!(content.licence.as_str(), Content::LICENCE);
    }

    #[test]
    fn an_imported_card_needs_no_more_than_a_title_and_a_body() {
        let mut input = CardContent {
            title: "t".repeat(300),
            body: "Tekst".to_owned(),
            ..CardContent::default()
        };
        let content = imported(&input).unwrap();
        assert_eq!((content.kind, content.minutes), (None, None));
        assert_eq!(content.licence.as_str(), "");
        input.kind = Some("onbekend".to_owned());
        input.body.clear();
        let codes: Vec<String> = imported(&input)
            .unwrap_err()
            .into_iter()
            .map(|problem| problem.code)
            .collect();
        assert_eq!(codes, [KIND_UNKNOWN.name, BODY_MISSING.name]);
    }
}
