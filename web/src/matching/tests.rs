use contract::matching::CODES;
use nouns::Language;
use wire::Problem;

use super::*;
use crate::i18n::{Sentences, coded};

#[test]
fn every_problem_of_the_service_has_a_sentence_in_both_languages() {
    for language in Language::ALL {
        let sentences = Sentences::load(language).unwrap();
        for code in CODES {
            let key = coded("matching-problem", code.name);
            assert!(sentences.has(&key), "{key} in {}", language.code());
        }
    }
}

#[test]
fn every_choice_has_a_label_in_both_languages() {
    use contract::matching::vocabulary as keys;
    let lists: [(&str, &[&str]); 16] = [
        ("matching-relation", keys::RELATIONS),
        ("matching-goal", keys::GOALS),
        ("matching-interest", keys::INTERESTS),
        ("matching-dislike", keys::DISLIKES),
        ("matching-style", keys::WAYS_OF_WORKING),
        ("matching-route", keys::ROUTES),
        ("matching-leerweg", keys::LEERWEGEN),
        ("matching-slot", keys::SLOTS),
        ("matching-language", keys::LANGUAGES),
        ("matching-decline", keys::DECLINE_REASONS),
        ("matching-closing", keys::CLOSING_REASONS),
        ("matching-other", contract::matching::OTHER_REASONS),
        ("together-place", contract::matching::PLACES),
        ("together-step", contract::matching::STEPS),
        ("together-answer", contract::matching::CHECK_IN_ANSWERS),
        ("together-thanks", contract::matching::THANKS),
    ];
    let replies = keys::QUESTIONS.iter().flat_map(|question| question.replies);
    let replies = replies.map(|reply| ("matching-reply", *reply));
    let questions = keys::QUESTIONS
        .iter()
        .map(|question| ("matching-question", question.key));
    let listed = lists
        .iter()
        .flat_map(|(prefix, keys)| keys.iter().map(move |key| (*prefix, *key)));
    let all: Vec<_> = listed.chain(questions).chain(replies).collect();
    for language in Language::ALL {
        let sentences = Sentences::load(language).unwrap();
        for (prefix, key) in &all {
            let key = coded(prefix, key);
            assert!(sentences.has(&key), "{key} in {}", language.code());
        }
    }
}

#[test]
fn a_field_that_is_sent_empty_counts_as_not_chosen() {
    let pairs: Pairs = vec![
        ("rank".into(), String::new()),
        ("a".into(), "1".into()),
        ("a".into(), "2".into()),
    ];
    assert_eq!(value_of(&pairs, "rank"), None);
    assert_eq!(values_of(&pairs, "a"), ["1", "2"]);
}

#[test]
fn a_refusal_is_said_and_a_fault_is_not() {
    let full = Problem::Conflict(contract::matching::BUDDY_FULL);
    let told = Problem::from_body(full.body());
    assert_eq!(
        refusal(told).unwrap(),
        Say::of("matching-problem", "buddy.full")
    );
    assert!(refusal(Problem::NotFound).is_err());
}
