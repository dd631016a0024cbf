use super::{both_ways, look_until, name_of};
use crate::browser::Browser;
use crate::town::Town;

#[tokio::test(flavor = "multi_thread")]
async fn a_student_invites_a_role_model_who_comes_in_and_says_yes() {
    both_ways(journey).await;
}

async fn journey(town: Town) {
    // An adult: a minor also needs somebody who has seen a certificate of conduct.
    let mut student = town.browser_of(&name_of("jayden")).await;
    finds_one(&mut student).await;
    let link = invites(&mut student).await;

    let mut stranger = town.stranger();
    stranger.visit(&link).await;
    assert!(
        stranger.sees("kent jou en vraagt jou als rolmodel"),
        "{}",
        stranger.words()
    );
    stranger.follow("Meld je aan en doe mee").await;
    assert!(!stranger.sees("Ik doe mee"), "{}", stranger.words());

    // A teacher of the town who has never helped.
    let mut adult = town.browser_of(&name_of("petra")).await;
    adult.visit(&link).await;
    adult.press("Ik doe mee").await;
    assert!(adult.sees("Dit is nog nodig"), "{}", adult.words());
    fills_in(&town, &mut adult).await;

    let own = "/maatjes/rolmodel-uitnodigen";
    look_until(&town, &mut student, own, |page| page.sees("Gelukt met")).await;
    student.follow("Bekijk de vraag").await;
    let request = student.address().to_owned();
    assert!(student.sees("Dag meelopen"), "{}", student.words());

    adult.visit(&request).await;
    assert!(adult.sees("Dag meelopen"), "{}", adult.words());
    adult.press("Ja, ik doe mee").await;
    assert!(adult.status().is_success(), "{}", adult.words());
    student.visit(&request).await;
    assert!(
        student.sees("Hebben jullie elkaar gezien?"),
        "{}",
        student.words()
    );

    // The link is used: nobody comes in by it any more.
    stranger.visit(&link).await;
    assert!(
        stranger.sees("voorbij of al gebruikt"),
        "{}",
        stranger.words()
    );
}

/// The role models of the town say what they do, and can be asked for what they offer.
async fn finds_one(student: &mut Browser) {
    student.visit("/maatjes/rolmodellen").await;
    assert!(student.sees("Deze kans kreeg ik:"), "{}", student.words());
    assert!(student.sees("Vraag een gesprek"), "{}", student.words());
}

/// Makes a link; gives its address below the site.
async fn invites(student: &mut Browser) -> String {
    student.visit("/maatjes/rolmodel-uitnodigen").await;
    student.tick("Dag meelopen").press("Maak een link").await;
    let html = student.html();
    let start = html.find("/maatjes/uitnodiging/").expect("a link");
    let link = html[start..].split('<').next().expect("an address");
    link.to_owned()
}

async fn fills_in(town: &Town, adult: &mut Browser) {
    adult.visit("/maatjes/rolmodel").await;
    assert!(adult.sees("vraagt jou als rolmodel"), "{}", adult.words());
    adult.follow("Vul in hoe je wilt helpen").await;
    adult
        .fill("Hoeveel studenten wil je helpen?", "1")
        .press("Bewaar mijn keuzes")
        .await;
    assert!(adult.sees("Jij als rolmodel"), "{}", adult.words());
    adult
        .fill("Wat doe je?", "Bel 06 12345678")
        .tick("Dag meelopen")
        .press("Bewaar")
        .await;
    assert!(
        adult.problem_with("Wat doe je?").contains("nummer"),
        "{}",
        adult.words()
    );
    assert_eq!(adult.value_of("Wat doe je?"), "Bel 06 12345678");
    adult
        .fill("Wat doe je?", "Docent techniek")
        .press("Bewaar")
        .await;
    assert!(adult.sees("Bewaard"), "{}", adult.words());
    assert!(
        adult.sees("Zet aan dat anderen je mogen vinden"),
        "a teacher is found by nobody before they agree: {}",
        adult.words()
    );
    adult.visit("/mijn/toestemming").await;
    adult.press("Zet aan Gevonden worden").await;
    town.settle().await;
}
