//! Reads what came in over the wire into questions and answers, and gathers every fault.

use contract::toolbox::exchange::{
    ANSWER_CARDS, ANSWER_TEXT, NewTeamAnswer, NewTeamQuestion, QUESTION_FIELD, QUESTION_LONG,
    QUESTION_REACH, QUESTION_TEAM, QUESTION_TITLE, THANKS_LONG,
};
use contract::{Code, FieldProblem};
use nouns::{CardId, IdProblem, StudyField, TeamId};

use super::answer::AnswerWords;
use super::question::{QuestionWords, Reach};
use crate::card::{Line, Markdown};

/// The most cards of one answer.
const MOST_CARDS: usize = 5;

/// Reads a question.
///
/// # Errors
/// Every field at fault, in the order of the form.
pub fn question(input: &NewTeamQuestion) -> Result<QuestionWords, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let title = Line::<160>::parse(&input.title)
        .ok()
        .filter(|title| title.as_str().chars().count() >= 8);
    let title = or_note(title, "title", QUESTION_TITLE, &mut problems);
    let details = or_note(
        text(&input.details, 0, 2000),
        "details",
        QUESTION_LONG,
        &mut problems,
    );
    let field = match input.field.trim() {
        "" => Some(None),
        code => StudyField::parse(code).ok().map(Some),
    };
    let field = or_note(field, "field", QUESTION_FIELD, &mut problems);
    let reach = match input.reach.trim() {
        "" => Some(Reach::Country),
        reach => Reach::parse(reach),
    };
    let reach = or_note(reach, "reach", QUESTION_REACH, &mut problems);
    let team = or_note(team(&input.team).ok(), "team", QUESTION_TEAM, &mut problems);
    match (title, details, field, reach, team) {
        (Some(title), Some(details), Some(field), Some(reach), Some(team)) => Ok(QuestionWords {
            title: title.as_str().to_owned(),
            details,
            field,
            reach,
            team: String::new(),
            team_id: team,
        }),
        _ => Err(problems),
    }
}

/// Reads an answer.
///
/// # Errors
/// Every field at fault.
pub fn answer(input: &NewTeamAnswer) -> Result<AnswerWords, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let words = or_note(
        text(&input.text, 2, 4000),
        "text",
        ANSWER_TEXT,
        &mut problems,
    );
    let team = or_note(team(&input.team).ok(), "team", QUESTION_TEAM, &mut problems);
    let given = input
        .cards
        .iter()
        .map(|id| id.trim())
        .filter(|id| !id.is_empty());
    let cards: Option<Vec<CardId>> = given.map(|id| CardId::parse(id).ok()).collect();
    let cards = cards.filter(|cards| cards.len() <= MOST_CARDS);
    let cards = or_note(cards, "cards", ANSWER_CARDS, &mut problems);
    match (words, team, cards) {
        (Some(text), Some(team), Some(cards)) => Ok(AnswerWords {
            text,
            team: String::new(),
            team_id: team,
            cards,
        }),
        _ => Err(problems),
    }
}

/// Reads a word of thanks.
///
/// # Errors
/// When it is too long.
pub fn thanks(input: &str) -> Result<String, Vec<FieldProblem>> {
    text(input, 0, 500).ok_or_else(|| vec![FieldProblem::new("words", THANKS_LONG)])
}

/// A team's id, or none.
fn team(input: &str) -> Result<Option<TeamId>, IdProblem> {
    let given = Some(input.trim()).filter(|id| !id.is_empty());
    given.map(TeamId::parse).transpose()
}

/// Plain text of several lines with a smallest and largest length in characters.
fn text(input: &str, least: usize, most: usize) -> Option<String> {
    let text = Markdown::parse(input).ok()?;
    let length = text.as_str().chars().count();
    (least..=most)
        .contains(&length)
        .then(|| text.as_str().to_owned())
}

fn or_note<T>(
    read: Option<T>,
    field: &str,
    code: Code,
    problems: &mut Vec<FieldProblem>,
) -> Option<T> {
    if read.is_none() {
        problems.push(FieldProblem::new(field, code));
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_of_a_question_is_named_at_once() {
        let input = NewTeamQuestion {
            title: "Kort".to_owned(),
            details: "x".repeat(2001),
            field: "99".to_owned(),
            reach: "wereld".to_owned(),
            team: "x".repeat(201),
        };
        let problems = question(&input).unwrap_err();
        let fields: Vec<&str> = problems
            .iter()
            .map(|problem| problem.field.as_str())
            .collect();
        assert_eq!(fields, ["title", "details", "field", "reach", "team"]);
    }

    #[test]
    fn an_answer_has_words_and_at_most_five_cards() {
        let input = |text: &str, cards: usize| NewTeamAnswer {
            text: text.to_owned(),
            team: String::new(),
            cards: vec!["rondje".to_owned(); cards],
        };
        assert_eq!(answer(&input("Doe een rondje.", 5)).unwrap().cards.len(), 5);
        assert_eq!(answer(&input(" ", 6)).unwrap_err().len(), 2);
    }
}
