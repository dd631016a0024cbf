use super::{both_ways, name_of};
use crate::town::Town;

#[tokio::test(flavor = "multi_thread")]
async fn a_teacher_asks_a_role_model_into_class_and_they_find_a_date() {
    both_ways(journey).await;
}

async fn journey(town: Town) {
    let mut petra = town.browser_of(&name_of("petra")).await;
    petra.visit("/maatjes").await;
    petra.follow("Vraag een rolmodel in je klas").await;
    assert!(petra.sees("Marijke Z."), "{}", petra.words());
    petra.visit("/maatjes/gastuur/marijke").await;

    // What is missing is told at its place, and what was filled in stays.
    petra
        .tick("Dinsdagochtend")
        .fill("Hoeveel studenten zijn er?", "een heleboel")
        .press("Stuur je vraag")
        .await;
    assert_eq!(petra.status(), 422, "{}", petra.words());
    let problem = petra.problem_with("Hoeveel studenten zijn er?");
    assert!(problem.contains("van 1 tot en met 100"), "{problem}");
    assert_eq!(petra.value_of("Hoeveel studenten zijn er?"), "een heleboel");
    petra
        .tick("De weg naar dit werk")
        .fill("Hoeveel studenten zijn er?", "24")
        .tick("Op school, in de les")
        .press("Stuur je vraag")
        .await;
    assert!(petra.sees("24 studenten"), "{}", petra.words());
    let request = petra.address().to_owned();

    let mut marijke = town.browser_of(&name_of("marijke")).await;
    marijke.visit(&request).await;
    assert!(
        marijke.sees("vroeg jou voor een gastuur"),
        "{}",
        marijke.words()
    );
    assert!(marijke.sees("Dinsdagochtend"), "{}", marijke.words());
    marijke.press("Ja, ik doe mee").await;
    assert!(marijke.status().is_success(), "{}", marijke.words());

    // The date is one of the mornings of the class, at school.
    petra.visit(&request).await;
    let moment = petra.elements("#moment1 option");
    assert!(moment.len() > 1, "{}", petra.html());
    assert!(
        moment[1..].iter().all(|(text, _)| text.contains("10:00")),
        "{moment:?}"
    );
    assert!(!petra.sees("Kies dit doel"), "{}", petra.words());
    petra.press("Het gastuur is geweest").await;
    assert!(petra.sees("Afgerond"), "{}", petra.words());

    // Only teachers ask for one.
    let mut student = town.browser_of(&name_of("noor")).await;
    student.visit("/maatjes/gastuur").await;
    assert_eq!(student.status(), 403);
}
