use super::{both_ways, name_of};
use crate::browser::Browser;
use crate::town::Town;

#[tokio::test(flavor = "multi_thread")]
async fn two_people_talk_one_reports_and_a_moderator_reads_that_message_only() {
    both_ways(journey).await;
}

async fn journey(town: Town) {
    let mut sanne = town.browser_of(&name_of("sanne")).await;
    let mut hanna = town.browser_of(&name_of("hanna")).await;
    hanna.visit("/mijn").await;
    let address = talk_of(&hanna);
    hanna.visit(&address).await;
    assert!(
        hanna.sees("Mijn eerste toets ging goed"),
        "{}",
        hanna.words()
    );

    // Without a word nothing is sent, and what is typed twice is one message.
    sanne.visit(&address).await;
    sanne.fill("Schrijf een bericht", "  ").press("Stuur").await;
    assert_eq!(sanne.status(), 422, "{}", sanne.words());
    let problem = sanne.problem_with("Schrijf een bericht");
    assert!(problem.ends_with("Schrijf eerst een bericht."), "{problem}");
    sanne
        .fill("Schrijf een bericht", "Iets heel grofs")
        .press("Stuur")
        .await;
    hanna.visit(&address).await;
    assert!(hanna.sees("Iets heel grofs"), "{}", hanna.words());

    // A stranger finds nothing there.
    let mut noor = town.browser_of(&name_of("noor")).await;
    noor.visit(&address).await;
    assert_eq!(noor.status(), 404);

    let reports = hanna.elements("a[href^='/melden/bericht/']");
    let (_, report) = reports.last().expect("a way to report").clone();
    sanne.visit(&report).await;
    assert_eq!(sanne.status(), 404, "nobody reports their own words");
    hanna.visit(&report).await;
    assert!(hanna.sees("Iets heel grofs"), "{}", hanna.words());
    hanna
        .tick("Het is grof of kwetst iemand")
        .press("Meld dit")
        .await;
    assert!(
        hanna.sees("Een moderator kijkt hiernaar"),
        "{}",
        hanna.words()
    );

    let mut moderator = town.browser_of(&name_of("dirkje")).await;
    moderator.visit("/meldingen").await;
    let (_, opened) = moderator
        .elements("main a[href^='/meldingen/']")
        .into_iter()
        .next()
        .unwrap_or_else(|| panic!("no report: {}", moderator.words()));
    moderator.visit(&opened).await;
    assert!(moderator.sees("Iets heel grofs"), "{}", moderator.words());
    assert!(!moderator.sees("eerste toets"), "no other message");
    moderator.visit(&address).await;
    assert_eq!(moderator.status(), 404, "nor the conversation");
    sanne.visit("/mijn").await;
    assert!(
        sanne.sees("Een moderator las een bericht van jou"),
        "{}",
        sanne.words()
    );

    // What somebody has holds what was said, readable.
    sanne.visit("/mijn/gegevens/bestand").await;
    assert!(sanne.html().contains("Iets heel grofs"), "{}", sanne.html());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_is_held_ends_with_its_session_and_says_nothing_more() {
    both_ways(held).await;
}

async fn held(town: Town) {
    let mut sanne = town.browser_of(&name_of("sanne")).await;
    let mut hanna = town.browser_of(&name_of("hanna")).await;
    hanna.visit("/mijn").await;
    let address = talk_of(&hanna);
    hanna.visit(&address).await;
    sanne.visit(&address).await;
    let mut waiting = hanna.another_tab();
    let began = std::time::Instant::now();
    let last = hanna.html().split("data-last=\"").nth(1);
    let last = last.and_then(|rest| rest.split('"').next());
    let question = format!("{address}?na={}&stand=open", last.unwrap());
    let hears = waiting.visit(&question);
    let goes_on = async {
        // Whoever signs out then has long opened the page that waits.
        let elsewhere = town.stranger().visit("/").await.status();
        assert_eq!(elsewhere, 200);
        town.sign_out_everywhere("hanna").await;
        sanne
            .fill("Schrijf een bericht", "Dit hoort zij niet meer")
            .press("Stuur")
            .await;
    };
    tokio::join!(hears, goes_on);
    let took = began.elapsed();
    assert!(took < std::time::Duration::from_secs(5), "{took:?}");
    assert!(
        waiting.address().starts_with("/aanmelden"),
        "{}",
        waiting.address()
    );
    assert!(!waiting.html().contains("Dit hoort zij niet meer"));
}

fn talk_of(page: &Browser) -> String {
    let links = page.elements("main a[href^='/maatjes/gesprekken/']");
    let first = links.into_iter().next();
    first.map_or_else(|| panic!("nothing new: {}", page.words()), |(_, link)| link)
}
