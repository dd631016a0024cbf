use std::sync::Arc;

use contract::Caller;
use contract::toolbox::{
    Card, CardAnswer, CardContent, CardDeed, CardEdit, CardHistory, CardState, CardSuggestions,
    ToolboxDeed, VersionDeed,
};
use nouns::{PersonId, Role};
use wire::{CallerToken, Client, Problem, Signer, segment};

use super::toolbox;
use crate::Toolbox;
use crate::api::endpoint;
use crate::samples::{caller, saskia, start, typed};

/// The API in this process, and somebody who mints tokens for it.
struct Service {
    toolbox: Arc<Toolbox>,
    client: Client,
    signer: Signer,
}

impl Service {
    async fn start() -> Self {
        let toolbox = toolbox().await;
        let signer = Signer::from_pkcs8(&Signer::generate().unwrap()).unwrap();
        let client = Client::local(endpoint(Arc::clone(&toolbox), signer.verifier()));
        Self {
            toolbox,
            client,
            signer,
        }
    }

    fn token(&self, caller: &Caller) -> CallerToken {
        self.signer.mint(caller, start()).unwrap()
    }

    async fn search(&self, query: &[(&str, &str)]) -> Result<CardAnswer, Problem> {
        self.toolbox.catch_up().await.unwrap();
        self.client.get(None, "/cards", &query).await
    }

    async fn share(&self, content: &CardContent) -> Card {
        let token = self.token(&saskia());
        self.client
            .post(Some(&token), "/cards", content)
            .await
            .unwrap()
    }
}

#[tokio::test]
async fn a_card_is_added_as_get_shows_it_and_found_with_marks() {
    let service = Service::start().await;
    let token = service.token(&saskia());
    let card = service.share(&typed("Feedback & <rondje>")).await;
    assert_eq!(
        card.may,
        [CardDeed::Edit, CardDeed::Withdraw, CardDeed::Adapt]
    );
    assert_eq!(card.content.licence, "CC BY 4.0");
    let path = format!("/cards/{}", segment(&card.id));
    let got: Card = service.client.get(Some(&token), &path, &()).await.unwrap();
    assert_eq!(got, card);
    let strangers: Card = service.client.get(None, &path, &()).await.unwrap();
    assert_eq!(
        (strangers.may.len(), strangers.author.as_deref()),
        (0, Some("Saskia"))
    );

    let answer = service.search(&[("q", "feedback")]).await.unwrap();
    assert_eq!((answer.total, answer.may.len()), (1, 0));
    let hit = &answer.hits[0];
    assert_eq!(
        (hit.id.as_str(), hit.title.as_str()),
        (card.id.as_str(), "Feedback & <rondje>")
    );
    assert_eq!(
        hit.marked_title,
        "<mark>Feedback</mark> &amp; &lt;rondje&gt;"
    );
    assert_eq!(answer.facets.kind[0].value, "werkvorm");
    assert_eq!(answer.facets.minutes[0].value, "30");
    assert_eq!(answer.facets.tag[0].value, "feedback");
    let mine: CardAnswer = service
        .client
        .get(Some(&token), "/cards", &[("mine", "true")])
        .await
        .unwrap();
    assert_eq!((mine.total, mine.may), (1, vec![ToolboxDeed::Add]));
}

#[tokio::test]
async fn empty_parameters_ask_for_everything_and_wrong_ones_are_named() {
    let service = Service::start().await;
    service.share(&typed("Rondje om")).await;
    let names = [
        "q",
        "kind",
        "max_minutes",
        "group",
        "tag",
        "page",
        "per_page",
    ];
    let empty = names.map(|name| (name, ""));
    assert_eq!(service.search(&empty).await.unwrap().total, 1);
    let wrong = service
        .search(&[("kind", "spel"), ("per_page", "101")])
        .await;
    let Err(Problem::Refused(fields)) = wrong else {
        panic!("{wrong:?}")
    };
    let named: Vec<&str> = fields.iter().map(|field| field.field.as_str()).collect();
    assert_eq!(named, ["kind", "per_page"]);
}

#[tokio::test]
async fn no_question_is_refused_whatever_its_characters() {
    let service = Service::start().await;
    service.share(&typed("Rondje om")).await;
    for text in ["\"", "a AND (", "title:[* TO", "-", "\u{0}", "🎉", "+~^\\"] {
        assert!(service.search(&[("q", text)]).await.is_ok(), "{text:?}");
    }
}

#[tokio::test]
async fn strangers_and_students_are_told_why_they_cannot_add() {
    let service = Service::start().await;
    let content = typed("Rondje om");
    let stranger: Result<Card, Problem> = service.client.post(None, "/cards", &content).await;
    assert!(matches!(stranger, Err(Problem::SignInNeeded)));
    let noor = service.token(&caller("noor", Role::Student));
    let student: Result<Card, Problem> = service.client.post(Some(&noor), "/cards", &content).await;
    let problem = student.unwrap_err();
    assert_eq!(
        (problem.status().as_u16(), problem.name()),
        (403, "card.teachers-add")
    );
}

#[tokio::test]
async fn a_faulty_card_names_its_fields_and_a_preview_stores_nothing() {
    let service = Service::start().await;
    let token = service.token(&saskia());
    let faulty = CardContent {
        group_min: Some(12),
        group_max: Some(2),
        ..typed("Vr")
    };
    for path in ["/cards", "/cards/preview"] {
        let refused: Result<Card, Problem> = service.client.post(Some(&token), path, &faulty).await;
        let Err(Problem::Refused(fields)) = refused else {
            panic!("{refused:?}")
        };
        let named: Vec<&str> = fields.iter().map(|field| field.field.as_str()).collect();
        assert_eq!(named, ["title", "group_max"]);
    }
    let preview: Card = service
        .client
        .post(Some(&token), "/cards/preview", &typed("Rondje om"))
        .await
        .unwrap();
    assert_eq!(preview.content.title, "Rondje om");
    assert_eq!(service.search(&[]).await.unwrap().total, 0);
}

#[tokio::test]
async fn an_edit_needs_the_version_it_was_made_on_and_shows_in_the_history() {
    let service = Service::start().await;
    let token = service.token(&saskia());
    let card = service.share(&typed("Rondje om")).await;
    let path = format!("/cards/{}", card.id);
    let mut edit = CardEdit {
        version: card.version,
        content: card.content.clone(),
    };
    edit.content.minutes = Some(45);
    let edited: Card = service
        .client
        .put(Some(&token), &path, &edit)
        .await
        .unwrap();
    assert_eq!((edited.version, edited.content.minutes), (2, Some(45)));
    edit.content.minutes = Some(60);
    let stale: Result<Card, Problem> = service.client.put(Some(&token), &path, &edit).await;
    assert_eq!(stale.unwrap_err().name(), "card.changed-meanwhile");

    let history: CardHistory = service
        .client
        .get(None, &format!("{path}/history"), &())
        .await
        .unwrap();
    let deeds: Vec<VersionDeed> = history
        .versions
        .iter()
        .map(|version| version.deed)
        .collect();
    assert_eq!(deeds, [VersionDeed::Edited, VersionDeed::Added]);
    let change = &history.versions[0].changes[0];
    assert_eq!(
        (change.field.as_str(), &change.before[..], &change.after[..]),
        ("minutes", &["20".to_owned()][..], &["45".to_owned()][..])
    );
    assert!(history.versions[1].changes.is_empty());
    assert_eq!(history.versions[0].by.as_deref(), Some("Saskia"));
}

#[tokio::test]
async fn a_withdrawn_card_is_gone_for_readers() {
    let service = Service::start().await;
    let token = service.token(&saskia());
    let card = service.share(&typed("Rondje om")).await;
    let path = format!("/cards/{}", card.id);
    let withdrawn: Card = service.client.delete(Some(&token), &path).await.unwrap();
    assert_eq!(
        (withdrawn.state, withdrawn.may.len()),
        (CardState::Withdrawn, 0)
    );
    let gone: Result<Card, Problem> = service.client.get(None, &path, &()).await;
    assert!(matches!(gone, Err(Problem::NotFound)));
    assert_eq!(service.search(&[]).await.unwrap().total, 0);
}

#[tokio::test]
async fn titles_and_tags_complete_what_is_typed() {
    let service = Service::start().await;
    service.share(&typed("Feedforward-ronde")).await;
    service.toolbox.catch_up().await.unwrap();
    let answer: CardSuggestions = service
        .client
        .get(None, "/suggest", &[("q", "feed")])
        .await
        .unwrap();
    let texts: Vec<&str> = answer
        .suggestions
        .iter()
        .map(|one| one.text.as_str())
        .collect();
    assert!(texts.contains(&"Feedforward-ronde"), "{texts:?}");
    assert!(texts.contains(&"feedback"), "{texts:?}");
}

#[tokio::test]
async fn an_id_with_any_characters_is_an_address() {
    let service = Service::start().await;
    let card = crate::ImportedCard {
        id: "kaart/1 é?#%".to_owned(),
        content: CardContent {
            title: "Uit een bestand".to_owned(),
            body: "Tekst".to_owned(),
            ..CardContent::default()
        },
    };
    service.toolbox.import(vec![card]).await.unwrap();
    let path = format!("/cards/{}", segment("kaart/1 é?#%"));
    let got: Card = service.client.get(None, &path, &()).await.unwrap();
    assert_eq!((got.id.as_str(), got.author), ("kaart/1 é?#%", None));
}

#[tokio::test]
async fn the_api_describes_itself() {
    let service = Service::start().await;
    let description: serde_json::Value = service
        .client
        .get(None, "/openapi.json", &())
        .await
        .unwrap();
    for path in [
        "/cards",
        "/cards/{id}",
        "/cards/{id}/history",
        "/cards/preview",
        "/suggest",
    ] {
        assert!(description["paths"][path].is_object(), "{path}");
    }
}

/// Cards of a blocked pair stay in each other's answers, without anybody's name: docs/PRIVACY.md says why.
#[tokio::test]
async fn a_blocked_pair_finds_the_cards_and_nobody_behind_them() {
    let service = Service::start().await;
    let card = service.share(&typed("Vooruitblik")).await;
    let noor = caller("noor", Role::Docent);
    let (token, path) = (
        service.token(&noor),
        format!("/cards/{}", segment(&card.id)),
    );
    let before: Card = service.client.get(Some(&token), &path, &()).await.unwrap();
    assert_eq!(before.author.as_deref(), Some("Saskia"));
    let owner = before.author_id.unwrap();
    for (by, whom) in [(&owner, "noor"), (&"noor".to_owned(), owner.as_str())] {
        let (by, whom) = (PersonId::parse(by).unwrap(), PersonId::parse(whom).unwrap());
        let store = &service.toolbox.store;
        store.keep_block(1, &by, &whom, true).await.unwrap();
        service.toolbox.catch_up().await.unwrap();
        for (address, query) in [
            ("/cards", [("q", "vooruitblik")]),
            ("/cards", [("q", "saskia")]),
            (path.as_str(), [("q", "")]),
        ] {
            let answer: serde_json::Value = service
                .client
                .get(Some(&token), address, &query)
                .await
                .unwrap();
            let text = answer.to_string();
            assert!(
                !text.contains("Saskia") && !text.contains(&owner),
                "{address}: {text}"
            );
        }
        let found: CardAnswer = service
            .client
            .get(Some(&token), "/cards", &[("q", "vooruitblik")])
            .await
            .unwrap();
        assert_eq!(found.total, 1, "no gap tells of the block");
        store.keep_block(2, &by, &whom, false).await.unwrap();
    }
}
