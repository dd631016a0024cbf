use proptest::prelude::*;

use super::{Kind, find};

fn kinds(text: &str) -> Vec<&'static str> {
    find(text).iter().map(|found| found.kind.as_str()).collect()
}

fn sees(kind: Kind, text: &str) {
    assert_eq!(kinds(text), [kind.as_str()], "{text:?}: {:?}", find(text));
}

#[test]
fn telephone_numbers_are_seen_however_they_are_written() {
    for text in [
        "bel me op 0612345678",
        "06-12345678",
        "06 12 34 56 78!",
        "0 6 1 2 3 4 5 6 7 8",
        "06.12.34.56.78",
        "+31612345678",
        "+31 6 1234 5678",
        "+31 (0)6 12345678",
        "0031 6 12345678",
        "o6 12345678",
        "O612345678",
        "nul zes 12 34 56 78",
        "nul zes een twee drie vier vijf zes zeven acht",
        "nulzes 12345678",
        "mijn nummer: 030-2345678",
        "030 234 56 78",
        "0６12345678",
        "06\u{200b}12345678",
        "0\u{fe0f}\u{20e3}6\u{fe0f}\u{20e3} 12345678",
        "6 12 34 56 78",
        "31612345678",
        "plus 31 6 12345678",
        "061234567 8 dat is hem",
    ] {
        sees(Kind::Phone, text);
    }
}

#[test]
fn mail_links_names_and_places_are_seen() {
    for text in [
        "mail noor@school.nl maar",
        "(noor.v@student.hu.nl)",
        "noor at gmail punt com",
        "noor (at) gmail",
        "noor apenstaartje hotmail punt com",
    ] {
        sees(Kind::Mail, text);
    }
    for text in [
        "kijk op https://example.org/a?b=c",
        "www.kansrijk.example",
        "kijk op duo.nl.",
        "t.me/noor",
        "discord.gg/abc",
        "wa.me/316",
    ] {
        sees(Kind::Link, text);
    }
    for text in [
        "@noor.07",
        "snap: noor07",
        "snap : noor",
        "mijn insta is noor_07",
        "mijn insta heet noortje",
        "voeg me toe op snap noor07",
        "noor07 op snap",
        "insta = noorv",
        "ik zit op discord als noor#7",
    ] {
        let found = kinds(text);
        assert!(found.contains(&"handle"), "{text:?}: {found:?}");
    }
    for text in [
        "ik woon Dorpsstraat 12",
        "Lange Nieuwstraat 106-2",
        "kom naar de Kerkweg 3b, om vier uur",
        "heidelberglaan 15 in Utrecht",
        "Stationsplein 1.",
        "dorpsstr 4",
    ] {
        sees(Kind::Address, text);
    }
    for text in ["1234 AB", "3511AB Utrecht", "3511 xk", "3511ab"] {
        sees(Kind::Postcode, text);
    }
}

#[test]
fn ordinary_talk_is_left_alone() {
    for text in [
        "Zullen we morgen om 12:30 uur afspreken bij de ingang?",
        "Ik heb een 7,5 voor rekenen en een 6 voor Engels.",
        "Het schooljaar 2025-2026 is bijna klaar.",
        "In 2026 is er een open dag, in 2027 ook.",
        "Ik was onderweg 5 minuten kwijt.",
        "Ik hou van Instagram en van koken.",
        "Op discord praten we niet.",
        "Hoofdstuk 3, bladzijde 106 tot 112.",
        "Oo, dat is goed! Een twee drie, klaar.",
        "van 09:00 tot 17:30",
        "Bij mij ging het 2 keer mis. Ik app niet zo veel.",
        "De les duurt 50 minuten.",
        "Kijk je @ kantoor?",
        "Dat is goed.de les is om 3 uur",
        "De supermarkt 2 straten verder",
        "1000 km",
        "bedrag 1500 euro",
        "10 20 30 40 50 60",
        "",
    ] {
        assert_eq!(
            kinds(text),
            Vec::<&str>::new(),
            "{text:?}: {:?}",
            find(text)
        );
    }
}

#[test]
fn all_kinds_are_told_in_the_order_of_the_text() {
    let text = "Ik woon Dorpsstraat 12, 3511 AB. Bel 0612345678 of mail noor@school.nl, snap: noor07, duo.nl";
    let found = find(text);
    let kinds: Vec<_> = found.iter().map(|found| found.kind.as_str()).collect();
    assert_eq!(
        kinds,
        ["address", "postcode", "phone", "mail", "handle", "link"]
    );
    assert_eq!(found[2].words, "0612345678");
}

#[test]
fn a_long_text_is_read_in_no_time() {
    for piece in [
        "0 ",
        "snap ",
        "06 ",
        "@",
        "1234 ",
        "een",
        "a.nl/",
        "straat 1 ",
    ] {
        let text: String = piece.repeat(2000 / piece.len());
        let started = std::time::Instant::now();
        let _ = find(&text);
        assert!(started.elapsed().as_millis() < 500, "{piece:?}");
    }
}

fn separator() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["", " ", "-", ".", "/", " - ", "  ", "\n"])
}

fn word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "ik", "kom", "morgen", "naar", "school", "want", "dat", "vind", "fijn", "samen", "leren",
        "rekenen", "stage", "team", "koffie", "graag", "goed", "lukt",
    ])
}

proptest! {
    #[test]
    fn whatever_is_typed_is_read_and_what_is_found_stands_in_it(text in "\\PC{0,200}") {
        for found in find(&text) {
            prop_assert!(text.contains(&found.words) && !found.words.is_empty());
        }
    }

    #[test]
    fn signs_that_mean_something_never_break_it(text in "[0-9o+@./:= a-zé-]{0,80}") {
        for found in find(&text) {
            prop_assert!(text.contains(&found.words));
        }
    }

    #[test]
    fn a_mobile_number_is_seen_with_any_marks_between(
        digits in "[0-9]{8}",
        marks in prop::collection::vec(separator(), 9),
        start in prop::sample::select(vec!["06", "+316", "00316", "o6", "O6", "nul zes "]),
        before in prop::collection::vec(word(), 0..5),
        after in prop::collection::vec(word(), 0..5),
    ) {
        let number: String = digits.chars().zip(&marks).map(|(digit, mark)| format!("{mark}{digit}")).collect();
        let text = format!("{} {start}{number} {}", before.join(" "), after.join(" "));
        prop_assert!(kinds(&text).contains(&"phone"), "{text:?}");
    }

    #[test]
    fn a_postcode_is_seen_anywhere(
        digits in "[1-9][0-9]{3}",
        letters in "[A-Z]{2}",
        before in prop::collection::vec(word(), 0..4),
    ) {
        prop_assume!(!["SA", "SD", "SS", "KM", "KG", "GB", "MB", "CM", "MM"].contains(&letters.as_str()));
        let text = format!("{} {digits} {letters} Utrecht", before.join(" "));
        prop_assert!(kinds(&text).contains(&"postcode"), "{text:?}");
    }

    #[test]
    fn a_mail_address_is_seen_anywhere(
        name in "[a-z][a-z0-9.]{0,8}[a-z0-9]",
        host in "[a-z]{2,10}",
        before in prop::collection::vec(word(), 0..4),
    ) {
        let text = format!("{} {name}@{host}.nl", before.join(" "));
        prop_assert_eq!(kinds(&text), ["mail"]);
    }

    #[test]
    fn plain_words_are_never_suspected(talk in prop::collection::vec(word(), 0..40)) {
        prop_assert_eq!(find(&talk.join(" ")), vec![]);
    }
}
