//! What an instance file may look like, and where the fault is when it does not.

use matching_engine::{Instance, Kind, LARGEST, Problem};

fn refused(text: &str) -> (String, Problem) {
    let fault = Instance::parse(text).expect_err("a fault");
    assert!(fault.to_string().contains(&fault.place) && fault.dutch().contains(&fault.place));
    (fault.place, fault.problem)
}

fn with_buddy(buddy: &str) -> String {
    format!(r#"{{"buddies":[{{"id":"a","capacity":1}},{buddy}],"students":[]}}"#)
}

fn with_option(option: &str) -> String {
    format!(
        r#"{{"buddies":[{{"id":"a","capacity":1}},{{"id":"b","capacity":1}}],"students":[
            {{"id":"s","options":[]}},{{"id":"t","options":[{{"buddy":"a","score":1}},{option}]}}]}}"#
    )
}

#[test]
fn a_file_is_read_in_its_order_with_defaults_and_extras() {
    let text = "\u{feff}{\"note\":{\"deep\":[1,{}]},\"students\":[{\"options\":[
        {\"score\":7,\"buddy\":\"b\\u0041\",\"why\":\"x\"},{\"buddy\":\"\",\"score\":0,\"buddy_score\":3}],\"id\":\"s\"}],
        \"buddies\":[{\"id\":\"\",\"capacity\":0},{\"capacity\":9007199254740992,\"id\":\"bA\"}]}";
    let instance = Instance::parse(text).unwrap();
    assert_eq!((instance.students(), instance.buddies()), (1, 2));
    assert_eq!((instance.student_id(0), instance.buddy_id(1)), ("s", "bA"));
    assert_eq!((instance.capacity(0), instance.capacity(1)), (0, LARGEST));
    let options = instance.options(0);
    assert_eq!(
        (options[0].buddy, options[0].score, options[0].buddy_score),
        (1, 7, 7)
    );
    assert_eq!(
        (options[1].buddy, options[1].score, options[1].buddy_score),
        (0, 0, 3)
    );
}

#[test]
fn a_student_and_a_buddy_may_share_an_id() {
    let text = r#"{"buddies":[{"id":"x","capacity":1}],"students":[{"id":"x","options":[{"buddy":"x","score":1}]}]}"#;
    assert!(Instance::parse(text).is_ok());
}

#[test]
fn text_that_is_not_json_names_line_and_column() {
    for (text, at) in [
        ("", (1, 0)),
        ("{", (1, 1)),
        ("{\"buddies\":[],\n oops", (2, 2)),
    ] {
        let fault = Instance::parse(text).unwrap_err();
        assert_eq!(
            (fault.problem, fault.at),
            (Problem::Syntax, Some(at)),
            "{text}"
        );
    }
    let after = r#"{"buddies":[],"students":[]} and more"#;
    assert_eq!(refused(after), (String::new(), Problem::Syntax));
    let fault = Instance::parse_bytes(b"{\"buddies\":\"\xff\"").unwrap_err();
    assert_eq!(fault.problem, Problem::NotUtf8 { byte: 12 });
}

#[test]
fn a_missing_or_doubled_field_is_named() {
    let missing = |field| Problem::Missing { field };
    assert_eq!(refused("{}"), (String::new(), missing("buddies")));
    assert_eq!(
        refused(r#"{"buddies":[],"student":[]}"#),
        (String::new(), missing("students"))
    );
    assert_eq!(
        refused(&with_buddy(r#"{"id":"b"}"#)),
        ("buddies[1]".into(), missing("capacity"))
    );
    assert_eq!(
        refused(&with_buddy(r#"{"capacity":1}"#)),
        ("buddies[1]".into(), missing("id"))
    );
    let place = "students[1].options[1]".to_owned();
    assert_eq!(
        refused(&with_option(r#"{"buddy":"b"}"#)),
        (place.clone(), missing("score"))
    );
    assert_eq!(
        refused(&with_option(r#"{"score":1}"#)),
        (place, missing("buddy"))
    );
    let no_options = r#"{"buddies":[],"students":[{"id":"s","option":[]}]}"#;
    assert_eq!(
        refused(no_options),
        ("students[0]".into(), missing("options"))
    );
    let twice = r#"{"buddies":[],"students":[],"buddies":[]}"#;
    assert_eq!(
        refused(twice),
        ("buddies".into(), Problem::FieldTwice { field: "buddies" })
    );
    let (place, problem) = refused(&with_option(r#"{"buddy":"b","score":1,"score":1}"#));
    assert_eq!(place, "students[1].options[1].score");
    assert_eq!(problem, Problem::FieldTwice { field: "score" });
}

#[test]
fn a_value_of_another_kind_is_named() {
    let wrong = |wanted| Problem::WrongKind { wanted };
    assert_eq!(refused("[]"), (String::new(), wrong(Kind::Object)));
    assert_eq!(
        refused(r#"{"buddies":{}}"#),
        ("buddies".into(), wrong(Kind::List))
    );
    assert_eq!(
        refused(&with_buddy("3")),
        ("buddies[1]".into(), wrong(Kind::Object))
    );
    let number = with_buddy(r#"{"id":7,"capacity":1}"#);
    assert_eq!(
        refused(&number),
        ("buddies[1].id".into(), wrong(Kind::Text))
    );
    let score = with_option(r#"{"buddy":"b","score":"1"}"#);
    assert_eq!(
        refused(&score),
        ("students[1].options[1].score".into(), wrong(Kind::Integer))
    );
    let null = with_option(r#"{"buddy":"b","score":1,"buddy_score":null}"#);
    let place = "students[1].options[1].buddy_score";
    assert_eq!(refused(&null), (place.into(), wrong(Kind::Integer)));
    let options = r#"{"buddies":[],"students":[{"id":"s","options":3}]}"#;
    assert_eq!(
        refused(options),
        ("students[0].options".into(), wrong(Kind::List))
    );
}

#[test]
fn numbers_are_whole_not_negative_and_not_huge() {
    for (number, problem) in [
        ("-1", Problem::Negative),
        ("-1e300", Problem::Negative),
        ("-99999999999999999999999", Problem::Negative),
        ("1.5", Problem::NotWhole),
        ("1.0", Problem::NotWhole),
        ("9007199254740993", Problem::TooLarge),
        ("18446744073709551616", Problem::TooLarge),
        ("1e300", Problem::TooLarge),
    ] {
        let capacity = with_buddy(&format!(r#"{{"id":"b","capacity":{number}}}"#));
        assert_eq!(
            refused(&capacity),
            ("buddies[1].capacity".into(), problem.clone())
        );
        let score = with_option(&format!(r#"{{"buddy":"b","score":{number}}}"#));
        assert_eq!(
            refused(&score),
            ("students[1].options[1].score".into(), problem.clone())
        );
        let liking = with_option(&format!(
            r#"{{"buddy":"b","score":1,"buddy_score":{number}}}"#
        ));
        assert_eq!(
            refused(&liking),
            ("students[1].options[1].buddy_score".into(), problem)
        );
    }
}

#[test]
fn ids_are_unique_and_known() {
    let id = || "a".to_owned();
    let twice = with_buddy(r#"{"id":"a","capacity":1}"#);
    assert_eq!(
        refused(&twice),
        ("buddies[1].id".into(), Problem::DuplicateId { id: id() })
    );
    let same = r#"{"buddies":[],"students":[{"id":"a","options":[]},{"id":"a","options":[]}]}"#;
    assert_eq!(
        refused(same),
        ("students[1].id".into(), Problem::DuplicateId { id: id() })
    );
    let unknown = with_option(r#"{"buddy":"zoë","score":1}"#);
    let problem = Problem::UnknownBuddy { id: "zoë".into() };
    assert_eq!(
        refused(&unknown),
        ("students[1].options[1].buddy".into(), problem)
    );
    let again = with_option(r#"{"buddy":"a","score":1}"#);
    let problem = Problem::BuddyTwice { id: id() };
    assert_eq!(
        refused(&again),
        ("students[1].options[1].buddy".into(), problem)
    );
}

#[test]
fn a_fault_reads_as_a_sentence_in_both_languages() {
    let fault = Instance::parse(&with_option(r#"{"buddy":"c","score":1}"#)).unwrap_err();
    assert_eq!(
        fault.to_string(),
        "students[1].options[1].buddy: there is no buddy \"c\""
    );
    assert_eq!(
        fault.dutch(),
        "students[1].options[1].buddy: er is geen buddy met id \"c\""
    );
    let fault = Instance::parse(r#"{"buddies":[{"id":"a","capacity":-1}]}"#).unwrap_err();
    assert_eq!(fault.code(), "negative");
    assert_eq!(
        fault.dutch(),
        "buddies[0].capacity: dit getal mag niet kleiner zijn dan 0 (regel 1, kolom 35)"
    );
}
