use super::{both_ways, name_of};
use crate::browser::Browser;
use crate::town::Town;

#[tokio::test(flavor = "multi_thread")]
async fn a_student_asks_a_buddy_and_hears_back() {
    both_ways(journey).await;
}

pub(super) async fn journey(town: Town) {
    let mut student = town.browser_of(&name_of("jaimy")).await;
    student.visit("/maatjes/profiel").await;
    student
        .tick("Voor de overstap naar het hbo")
        .tick("Plannen en op tijd beginnen")
        .tick("Je thuis voelen op het hbo")
        .press("Bewaar en bekijk wie past")
        .await;
    town.settle().await;
    student.visit("/maatjes/voorstellen").await;
    let suggested = student.elements(".match-card h2").len();
    assert!((1..=10).contains(&suggested), "{}", student.words());

    let (buddy, shown) = first_who_is_asked_nothing(&student);
    student.press(&format!("Vraag {shown}")).await;
    let request = student.address().to_owned();
    assert!(student.sees(&shown), "{}", student.words());
    assert!(
        student.elements("time[datetime]").len() > 1,
        "every state has a date: {}",
        student.html()
    );

    let mut helper = town.browser_of(&name_of(&buddy)).await;
    helper.visit("/mijn").await;
    assert!(helper.sees("Jaimy"), "{}", helper.words());
    helper.visit(&request_of(&helper, "Jaimy")).await;
    helper.press("Ja, ik doe mee").await;
    assert!(helper.status().is_success(), "{}", helper.words());

    student.visit(&request).await;
    assert!(
        student.sees("Hebben jullie elkaar gezien?"),
        "{}",
        student.words()
    );
    student.visit("/mijn").await;
    assert!(student.sees(&shown), "{}", student.words());
}

/// The id and the shown name of the first suggestion that can be asked.
fn first_who_is_asked_nothing(page: &Browser) -> (String, String) {
    let html = page.html();
    let start = html.find("name=\"buddy\" value=\"").expect("a form to ask")
        + "name=\"buddy\" value=\"".len();
    let id = html[start..].split('"').next().expect("an id").to_owned();
    let before = &html[..start];
    let card = &before[before.rfind("<h2>").expect("a name") + 4..];
    (id, card.split('<').next().expect("a name").to_owned())
}

/// Where the request of somebody is, from the links of a page.
fn request_of(page: &Browser, name: &str) -> String {
    page.elements("main a[href]")
        .into_iter()
        .find(|(text, link)| text.contains(name) && link.starts_with("/maatjes/verzoek/"))
        .map_or_else(
            || panic!("no request of {name}: {}", page.words()),
            |(_, link)| link,
        )
}
