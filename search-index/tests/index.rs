//! What the index promises: examples from the field, and laws.

use std::path::Path;

use proptest::prelude::*;
use search_index::{Answer, Change, Findable, Index, NumberFilter, PUBLIC, Query, Sort, Span};

fn card(id: &str, title: &str, body: &str) -> Findable {
    Findable {
        id: id.to_owned(),
        kind: "card".to_owned(),
        title: title.to_owned(),
        body: body.to_owned(),
        audience: vec![PUBLIC.to_owned()],
        ..Findable::default()
    }
}

fn shelf() -> Vec<Findable> {
    let mut cards = vec![
        card(
            "overleg",
            "Korte teamvergadering",
            "Zo houd je de vergadering van je team onder het half uur.",
        ),
        card(
            "feedback",
            "Feedbackronde",
            "Geef elkaar feedback en kijk samen vooruit.",
        ),
        card(
            "stage",
            "Bezoek aan het stagebedrijf",
            "De begeleider gaat langs bij de stage en praat over leerdoelen.",
        ),
        card(
            "kennis",
            "Speeddate",
            "Een oefening om elkaar in een nieuwe groep te leren kennen.",
        ),
        card(
            "maatje",
            "Op zoek naar een studiemaatje",
            "Studenten helpen elkaar met plannen.",
        ),
        card(
            "lesbezoek",
            "Kijken bij elkaar",
            "Een lesbezoek met een vraag vooraf en een gesprek na afloop.",
        ),
        card(
            "kwartaal",
            "Kwartaalgesprek",
            "Elk kwartaal kijkt het team naar de doelen.",
        ),
        card(
            "intervisie",
            "Intervisie in vijf stappen",
            "Een collega brengt een vraag in, de groep stelt vragen.",
        ),
    ];
    cards[0].numbers = vec![Span::exactly("minutes", 30), Span::new("group", 4, 12)];
    cards[1].numbers = vec![Span::exactly("minutes", 45)];
    cards[1].tags = vec!["Feedback".to_owned(), "Teamdag".to_owned()];
    cards[2].facets = vec![("werkvorm".to_owned(), "gesprek".to_owned())];
    cards[5].facets = vec![("werkvorm".to_owned(), "gesprek".to_owned())];
    for (at, card) in (0..).zip(&mut cards) {
        card.date = Some(1_000 - at);
    }
    cards
}

fn index_of(cards: Vec<Findable>) -> Index {
    let index = Index::in_memory().expect("an index in memory");
    index.rebuild(cards, 1).expect("it can be filled");
    index
}

fn ids(answer: &Answer) -> Vec<&str> {
    answer.hits.iter().map(|hit| hit.id.as_str()).collect()
}

fn first(index: &Index, text: &str) -> String {
    let answer = index.search(&Query::text(text)).expect("an answer");
    answer
        .hits
        .first()
        .map_or_else(String::new, |hit| hit.id.clone())
}

#[test]
fn compounds_synonyms_slips_and_sentences_find_the_card() {
    let index = index_of(shelf());
    for (question, wanted) in [
        ("teamvergadering", "overleg"),
        ("team vergadering", "overleg"),
        ("vergaderingen", "overleg"),
        ("vergadring", "overleg"),
        ("bpv", "stage"),
        ("buddy", "maatje"),
        ("maatje", "maatje"),
        ("studie maatje", "maatje"),
        ("kennismaken", "kennis"),
        ("lesobservatie", "lesbezoek"),
        ("les bezoek", "lesbezoek"),
        ("begelijder stage", "stage"),
        ("hoe kan ik mijn teamvergadering korter maken?", "overleg"),
        ("terugkoppeling geven", "feedback"),
        ("kwartaal", "kwartaal"),
        ("intervisiegroep", "intervisie"),
    ] {
        assert_eq!(first(&index, question), wanted, "{question}");
    }
}

#[test]
fn a_word_with_a_slip_is_found_by_the_other_words_for_it_too() {
    let index = index_of(vec![
        card("slip", "Vergadering", "Een vergadering met een agenda."),
        card("other", "Overleg", "Een overleg met een agenda."),
        card("neither", "Wandelen", "Een wandeling door het park."),
    ]);
    let answer = index.search(&Query::text("vergadring")).expect("an answer");
    assert_eq!(ids(&answer), ["slip", "other"]);
}

/// Every kind of slip and spelling that the search forgives, with a word of the shelf.
#[test]
fn other_spellings_find_the_card() {
    let mut cards = shelf();
    cards.push(card(
        "rouw",
        "Rouw in de klas",
        "Een student verliest iemand.",
    ));
    cards.push(card(
        "wedstrijd",
        "Een eerlijke wedstrijd",
        "Wie wint, legt uit.",
    ));
    cards.push(card(
        "huis",
        "Op bezoek",
        "Je gaat naar het huis van de student voor een bezoek.",
    ));
    cards.push(card(
        "klassen",
        "Klassengesprek",
        "Praten over de sfeer in de klas.",
    ));
    cards.push(card(
        "coach",
        "Coachingsgesprek online",
        "Een coach belt via beeld.",
    ));
    let index = index_of(cards);
    for (kind, question, wanted) in [
        ("ei and ij", "begelijder bij de staage", "stage"),
        ("au and ou", "rauw in de klas", "rouw"),
        ("d, t and dt", "wedstrijdt", "wedstrijd"),
        ("d, t and dt", "wetstrijd", "wedstrijd"),
        ("double letters", "veergaddering", "overleg"),
        ("a missing linking n", "klassegesprek", "klassen"),
        ("a hyphen", "team-vergadering", "overleg"),
        ("written apart", "les bezoek", "lesbezoek"),
        ("written together", "kwartaalgesprekteam", "kwartaal"),
        ("an English loan word", "coachen", "coach"),
        (
            "a compound that nothing holds, with a slip",
            "huizbezoek",
            "huis",
        ),
        ("a phrase", "\"elkaar in een nieuwe groep\"", "kennis"),
    ] {
        assert_eq!(first(&index, question), wanted, "{kind}: {question}");
    }
}

#[test]
fn exact_beats_stemmed_beats_split_and_slips_are_forgiven_last() {
    let index = index_of(vec![
        card("slip", "Een", "De verhaderingen is kort en klein."),
        card("split", "Een", "De teamvergadering is kort en klein."),
        card("stemmed", "Een", "De vergadering is kort en klein."),
        card("exact", "Een", "De vergaderingen is kort en klein."),
    ]);
    let answer = index.search(&Query::text("vergaderingen")).unwrap();
    assert_eq!(ids(&answer), ["exact", "stemmed", "split"]);
    assert_eq!(first(&index, "verhaderinge"), "slip");
}

/// Imported texts often have their own beginning as title; that must not beat what a text is about.
#[test]
fn a_title_that_repeats_the_text_counts_as_text() {
    let index = index_of(vec![
        card(
            "begins",
            "Over armoede schreven wij eerder, maar hier gaat het om sp",
            "Over armoede schreven wij eerder, maar hier gaat het om sport en spel in de wijk met buren en vrienden.",
        ),
        card(
            "about",
            "Deel twee",
            "Wie in armoede leeft merkt dat op school. De armoede is vaak niet te zien, zeggen docenten en mentoren.",
        ),
    ]);
    assert_eq!(first(&index, "armoede"), "about");
    assert_eq!(first(&index, "\"over armoede\""), "begins");
}

#[test]
fn what_is_said_in_other_words_adds_up() {
    let index = index_of(vec![
        card(
            "once",
            "Eerste",
            "Geef feedback aan een ander en praat er over door.",
        ),
        card(
            "both",
            "Tweede",
            "Geef feedback of terugkoppeling aan een ander en praat er over door.",
        ),
    ]);
    assert_eq!(first(&index, "feedback"), "both");
}

#[test]
fn small_words_tell_equals_apart_and_find_nothing() {
    let index = index_of(vec![
        card(
            "a",
            "Kiezen",
            "Kiezen gaat door te stemmen met iedereen die er is.",
        ),
        card(
            "b",
            "Kiezen",
            "Kiezen gaat niet door te stemmen met iedereen erbij.",
        ),
        card("c", "Anders", "Dit is het niet."),
    ]);
    let answer = index
        .search(&Query::text("niet stemmen"))
        .expect("an answer");
    assert_eq!(ids(&answer), ["b", "a"]);
    let answer = index
        .search(&Query::text("stemmen die"))
        .expect("an answer");
    assert_eq!(ids(&answer), ["a", "b"]);
}

#[test]
fn a_question_asked_again_sees_what_has_changed() {
    let index = index_of(shelf());
    assert_eq!(first(&index, "viskom"), "");
    let new = card(
        "viskom",
        "Viskom",
        "Een kleine kring praat, de anderen luisteren.",
    );
    index.apply(&[Change::put(2, new)]).expect("it is applied");
    assert_eq!(first(&index, "viskom"), "viskom");
    assert_eq!(first(&index, "viskom"), "viskom");
}

#[test]
fn quoted_words_stand_together_and_excluded_words_are_absent() {
    let index = index_of(shelf());
    let quoted = index.search(&Query::text("\"half uur\"")).unwrap();
    assert_eq!(ids(&quoted), ["overleg"]);
    assert_eq!(index.search(&Query::text("\"uur half\"")).unwrap().total, 0);
    let without = index.search(&Query::text("team -kwartaal")).unwrap();
    assert!(ids(&without).contains(&"overleg") && !ids(&without).contains(&"kwartaal"));
}

#[test]
fn words_on_both_sides_of_an_unknown_one_are_no_neighbours() {
    let index = index_of(vec![
        card("near", "Een", "Oefening feedback team met elkaar daarna."),
        card("far", "Twee", "Feedback oefening met elkaar daarna team."),
    ]);
    let scores = |text: &str| {
        let answer = index.search(&Query::text(text)).unwrap();
        let score = |id| answer.hits.iter().find(|hit| hit.id == id).unwrap().score;
        (score("near"), score("far"))
    };
    let (near, far) = scores("feedback team");
    assert!(near > far);
    let (near, far) = scores("feedback xqzwvk team");
    assert!((near - far).abs() < f32::EPSILON, "{near} {far}");
}

#[test]
fn an_unknown_word_is_answered_with_what_was_meant() {
    let index = index_of(shelf());
    let answer = index.search(&Query::text("Hulp bij intervizie")).unwrap();
    assert_eq!(ids(&answer).first(), Some(&"intervisie"));
    assert_eq!(answer.did_you_mean.as_deref(), Some("Hulp bij intervisie"));
    assert_eq!(
        index
            .search(&Query::text("intervisie"))
            .unwrap()
            .did_you_mean,
        None
    );
}

#[test]
fn filters_and_counts_agree() {
    let index = index_of(shelf());
    let ask = |query: Query| index.search(&query).unwrap();
    let short = ask(Query {
        numbers: vec![NumberFilter::at_most("minutes", 30)],
        ..Query::default()
    });
    assert_eq!(ids(&short), ["overleg"]);
    let or_unknown = ask(Query {
        numbers: vec![NumberFilter::at_most("minutes", 30).or_unknown()],
        ..Query::default()
    });
    assert_eq!(or_unknown.total, 7);
    assert_eq!(
        ask(Query {
            numbers: vec![NumberFilter::holds("group", 13)],
            ..Query::default()
        })
        .total,
        0
    );
    let talks = ask(Query {
        facets: vec![("werkvorm".into(), "gesprek".into())],
        ..Query::default()
    });
    assert_eq!(talks.total, 2);
    assert_eq!(talks.facets["werkvorm"][0].count, 2);
    assert_eq!(
        ask(Query {
            tags: vec!["teamdag".into()],
            ..Query::default()
        })
        .total,
        1
    );
    assert_eq!(
        ask(Query {
            kinds: vec!["event".into()],
            ..Query::default()
        })
        .total,
        0
    );
    assert_eq!(ask(Query::default()).facets["kind"][0].count, 8);
}

#[test]
fn what_is_not_for_the_caller_is_not_found_nor_suggested() {
    let mut hidden = card("geheim", "Plan van het team", "Alleen voor ons team.");
    hidden.audience = vec!["team:7".to_owned()];
    let index = index_of(vec![hidden]);
    assert_eq!(index.search(&Query::text("plan")).unwrap().total, 0);
    assert!(index.suggest("pla", &[], 5).unwrap().is_empty());
    let ours = vec!["team:7".to_owned()];
    assert_eq!(
        index
            .search(&Query {
                keys: ours.clone(),
                ..Query::text("plan")
            })
            .unwrap()
            .total,
        1
    );
    assert_eq!(index.suggest("pla", &ours, 5).unwrap().len(), 1);
}

#[test]
fn suggestions_complete_any_word_of_a_title_and_tags() {
    let index = index_of(shelf());
    let texts = |typed: &str| -> Vec<String> {
        index
            .suggest(typed, &[], 5)
            .unwrap()
            .into_iter()
            .map(|suggestion| suggestion.text)
            .collect()
    };
    assert_eq!(texts("teamv"), ["Korte teamvergadering"]);
    assert_eq!(texts("teamd"), ["Teamdag"]);
    assert_eq!(texts("Intervisie in v"), ["Intervisie in vijf stappen"]);
    assert!(texts("").is_empty());
}

#[test]
fn found_words_are_marked_and_text_is_escaped() {
    let index = index_of(vec![card("x", "<b> Team", "Het team & de \"groep\".")]);
    let answer = index.search(&Query::text("team")).unwrap();
    assert_eq!(answer.hits[0].title.html(), "&lt;b&gt; <mark>Team</mark>");
    assert_eq!(
        answer.hits[0].snippet.html(),
        "Het <mark>team</mark> &amp; de &quot;groep&quot;."
    );
}

#[test]
fn orders_are_kept() {
    let index = index_of(shelf());
    let sorted = |sort| {
        index
            .search(&Query {
                sort,
                ..Query::default()
            })
            .unwrap()
    };
    assert_eq!(ids(&sorted(Sort::Newest))[0], "overleg");
    assert_eq!(ids(&sorted(Sort::Oldest))[0], "intervisie");
    assert_eq!(ids(&sorted(Sort::Title))[0], "stage");
    assert_eq!(ids(&sorted(Sort::Best)), ids(&sorted(Sort::Newest)));
}

#[test]
fn pages_are_the_whole_without_doubles() {
    let cards = (0..57)
        .map(|at| {
            card(
                &format!("{at}"),
                "Team",
                &format!("vergadering {}", "lang ".repeat(at % 5)),
            )
        })
        .collect();
    let index = index_of(cards);
    for text in ["", "team", "team vergadering lang"] {
        let page = |page, per_page| {
            index
                .search(&Query {
                    page,
                    per_page,
                    ..Query::text(text)
                })
                .unwrap()
        };
        let whole = page(1, 100);
        let pages: Vec<String> = (1..=6)
            .flat_map(|at| page(at, 10).hits)
            .map(|hit| hit.id)
            .collect();
        assert_eq!(pages, ids(&whole), "{text}");
    }
}

#[test]
fn rebuilding_changes_no_answer() {
    let followed = Index::in_memory().unwrap();
    for (at, one) in (0..).zip(shelf()) {
        followed
            .apply(&[
                Change::put(at, card(&one.id, "Eerst anders", "weg ermee")),
                Change::put(at, one),
            ])
            .unwrap();
    }
    followed
        .apply(&[
            Change::put(90, card("weg", "Vergadering", "team")),
            Change::delete(91, "weg"),
        ])
        .unwrap();
    let rebuilt = index_of(shelf());
    for text in [
        "",
        "team vergadering",
        "feedback geven",
        "stage",
        "kijken naar doelen",
    ] {
        let answer = |index: &Index| {
            let answer = index.search(&Query::text(text)).unwrap();
            Answer {
                took_us: 0,
                ..answer
            }
        };
        assert_eq!(answer(&followed), answer(&rebuilt), "{text}");
    }
}

#[test]
fn the_position_survives_and_a_broken_or_older_folder_begins_anew() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("index");
    let (index, position) = Index::open(&dir, 1).unwrap();
    assert_eq!(position, None);
    index
        .apply(&[Change::put(7, card("a", "Team", "")), Change::nothing(9)])
        .unwrap();
    assert_eq!(index.position(), Some(9));
    drop(index);
    let (index, position) = Index::open(&dir, 1).unwrap();
    assert_eq!((position, index.len()), (Some(9), 1));
    drop(index);
    let (index, position) = Index::open(&dir, 2).unwrap();
    assert_eq!((position, index.len()), (None, 0));
    index.rebuild([card("a", "Team", "")], 12).unwrap();
    drop(index);
    for entry in std::fs::read_dir(&dir).unwrap().flatten() {
        if entry
            .path()
            .extension()
            .is_some_and(|ending| ending == "store" || ending == "idx")
        {
            std::fs::write(entry.path(), b"broken").unwrap();
        }
    }
    let (index, position) = Index::open(&dir, 2).unwrap();
    assert_eq!((position, index.len()), (None, 0));
    drop(index);
    std::fs::remove_dir_all(&dir).unwrap();
    let (index, position) = Index::open(&dir, 2).unwrap();
    assert_eq!((position, index.is_empty()), (None, true));
}

#[test]
fn strange_questions_get_an_answer_soon() {
    let index = index_of(shelf());
    let mut questions: Vec<String> = [
        "?!",
        "\"",
        "-",
        "\"\"",
        "-\"team\"",
        "\"team vergadering",
        "team\" \"",
        "„“”«»",
        "فريق المدرسة",
        "团队会议",
        "🙂🙂",
        "👩‍👩‍👧 team 🏳️‍🌈",
        "AND OR NOT ( ) : ^ ~ * [",
        "'s",
        "a-",
        "- -",
        "\u{0}",
        "te\u{0}am",
        "\u{feff}\u{200d}\u{301}",
    ]
    .map(str::to_owned)
    .into();
    for piece in [
        "vergadering ",
        "a",
        "ij",
        "é",
        "\"",
        "-",
        "- ",
        "\" -",
        "?",
        "🙂",
        "فريق ",
        "\u{301}",
        "\u{0}",
        "verxgaderqing ",
        "teamvergadering",
        "1 ",
        "1-",
    ] {
        questions.push(piece.chars().cycle().take(10_000).collect());
    }
    // Words that nobody knows, each another.
    let unknown = (0..1_000).map(|at| format!("qwrx{at:x}zpt"));
    questions.push(unknown.collect::<Vec<_>>().join(" "));
    for text in &questions {
        // The fastest of three: what else runs here is no matter of the question.
        let took = (0..3).map(|_| {
            let fresh = index_of(Vec::new());
            let start = std::time::Instant::now();
            index.search(&Query::text(text)).unwrap();
            fresh.search(&Query::text(text)).unwrap();
            index.suggest(text, &[], 5).unwrap();
            start.elapsed()
        });
        let took = took.min().unwrap_or_default();
        let shown: String = text.chars().take(20).collect();
        assert!(took.as_millis() <= 50, "{shown:?} took {took:?}");
    }
    index
        .search(&Query {
            page: usize::MAX,
            per_page: usize::MAX,
            ..Query::text("team")
        })
        .unwrap();
}

/// Copies a folder as it is, files of a writer that still lives among them: what a kill leaves.
fn left_behind(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a new folder");
    for entry in std::fs::read_dir(from).expect("a folder").flatten() {
        std::fs::copy(entry.path(), to.join(entry.file_name())).expect("a copy");
    }
}

#[test]
fn a_kill_at_any_moment_of_a_commit_costs_a_rebuild_at_most() {
    let folder = tempfile::tempdir().unwrap();
    let [live, before, after, tried] =
        ["live", "before", "after", "tried"].map(|name| folder.path().join(name));
    let (index, _) = Index::open(&live, 1).unwrap();
    index.rebuild(shelf(), 1).unwrap();
    left_behind(&live, &before);
    index
        .apply(&[
            Change::put(2, card("nieuw", "Nieuwe kaart", "")),
            Change::delete(3, "stage"),
        ])
        .unwrap();
    left_behind(&live, &after);
    let new: Vec<_> = std::fs::read_dir(&after)
        .unwrap()
        .flatten()
        .filter(|entry| {
            let old = std::fs::read(before.join(entry.file_name()));
            old.ok() != std::fs::read(entry.path()).ok()
        })
        .map(|entry| entry.file_name())
        .collect();
    assert!(new.len() > 3, "{new:?}");
    let opens = |at: &dyn Fn(&Path)| {
        std::fs::remove_dir_all(&tried).unwrap_or_default();
        at(&tried);
        let (index, position) = Index::open(&tried, 1).unwrap();
        let things = match position {
            None => 0,
            Some(1 | 3) => shelf().len(),
            other => panic!("a position that never was: {other:?}"),
        };
        assert_eq!(index.len(), things);
        index.search(&Query::text("team")).unwrap();
        // It goes on from there.
        index.rebuild(shelf(), 9).unwrap();
        assert_eq!(first(&index, "lesbezoek"), "lesbezoek");
        position
    };
    assert_eq!(opens(&|tried| left_behind(&after, tried)), Some(3));
    for name in &new {
        // Written so far, or half, and the commit not yet made.
        for share in [0, 1, 2] {
            let position = opens(&|tried| {
                left_behind(&before, tried);
                let bytes = std::fs::read(after.join(name)).unwrap();
                if !name.to_string_lossy().ends_with(".json") {
                    std::fs::write(tried.join(name), &bytes[..bytes.len() * share / 2]).unwrap();
                }
            });
            assert_eq!(position, Some(1), "{name:?}");
        }
        // The commit made, and a file of it lost or half by a power cut.
        opens(&|tried| {
            left_behind(&after, tried);
            std::fs::remove_file(tried.join(name)).unwrap();
        });
        opens(&|tried| {
            left_behind(&after, tried);
            let bytes = std::fs::read(after.join(name)).unwrap();
            std::fs::write(tried.join(name), &bytes[..bytes.len() / 2]).unwrap();
        });
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_question_is_refused(text in "\\PC{0,120}", words in "[a-z\" '-]{0,80}") {
        let index = index_of(shelf());
        prop_assert!(index.search(&Query::text(text.clone())).is_ok());
        prop_assert!(index.search(&Query::text(words)).is_ok());
        prop_assert!(index.suggest(&text, &[], 5).is_ok());
    }

    #[test]
    fn anything_can_be_put_in_and_taken_out(id in "\\PC{0,40}", title in "\\PC{0,60}", body in "\\PC{0,200}") {
        let index = Index::in_memory().unwrap();
        index.apply(&[Change::put(1, card(&id, &title, &body)), Change::put(2, card(&id, &title, &body))]).unwrap();
        prop_assert_eq!(index.len(), 1);
        prop_assert_eq!(&index.search(&Query::default()).unwrap().hits[0].id, &id);
        index.apply(&[Change::delete(3, id)]).unwrap();
        prop_assert!(index.is_empty());
    }
}
