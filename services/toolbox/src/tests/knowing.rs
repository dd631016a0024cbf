//! On whose behalf teachers ask and answer, and which teams may know.

use contract::Caller;
use contract::toolbox::exchange::{
    NewTeamAnswer, NewTeamQuestion, QUESTION_TEAM, QuestionPreview, TeamQuestion, WhyKnows,
};
use contract::toolbox::{Card, CardContent, Report, TeamContent, TeamPage};
use nouns::{Role, SchoolId};
use wire::{Client, Problem, Signer};

use super::toolbox;
use crate::Toolbox;
use crate::api::endpoint;
use crate::samples::{caller, saskia, start, typed, typed_report, typed_team};

/// The API in this process, asked by teachers of one school.
struct Service {
    toolbox: std::sync::Arc<Toolbox>,
    client: Client,
    signer: Signer,
}

fn teacher(name: &str) -> Caller {
    let mut teacher = caller(name, Role::Docent);
    teacher.school = SchoolId::parse("25PW").ok();
    teacher
}

impl Service {
    async fn start() -> Self {
        let toolbox = toolbox().await;
        let signer = Signer::from_pkcs8(&Signer::generate().unwrap()).unwrap();
        let client = Client::local(endpoint(std::sync::Arc::clone(&toolbox), signer.verifier()));
        Self {
            toolbox,
            client,
            signer,
        }
    }

    async fn post<Asked: serde::Serialize + Sync, Answer: serde::de::DeserializeOwned>(
        &self,
        by: &Caller,
        path: &str,
        body: &Asked,
    ) -> Result<Answer, Problem> {
        let token = self.signer.mint(by, start()).unwrap();
        self.client.post(Some(&token), path, body).await
    }

    async fn team(&self, by: &Caller, name: &str, good_at: &str) -> String {
        let content = TeamContent {
            good_at: vec![good_at.to_owned()],
            ..typed_team(name)
        };
        let page: TeamPage = self.post(by, "/teams", &content).await.unwrap();
        page.team.id
    }

    /// What there is about a question, once everything is found.
    async fn preview(&self, by: &Caller, title: &str) -> QuestionPreview {
        self.toolbox.catch_up().await.unwrap();
        self.toolbox.see_to_questions_now().await.unwrap();
        let typed = question(title, "");
        self.post(by, "/questions/preview", &typed).await.unwrap()
    }
}

fn question(title: &str, team: &str) -> NewTeamQuestion {
    NewTeamQuestion {
        title: title.to_owned(),
        team: team.to_owned(),
        ..NewTeamQuestion::default()
    }
}

#[tokio::test]
async fn a_question_is_asked_and_answered_on_behalf_of_a_team_of_ones_own() {
    let service = Service::start().await;
    let (saskia, tim) = (saskia(), teacher("tim"));
    let groen = service.team(&saskia, "Team Groen", "Buiten lesgeven").await;
    let zorg = service.team(&tim, "Team Zorg", "Intervisie").await;

    let title = "Hoe begin je een teamdag?";
    for not_hers in [zorg.as_str(), "bestaat-niet"] {
        let asked = question(title, not_hers);
        let refused: Result<TeamQuestion, _> = service.post(&saskia, "/questions", &asked).await;
        let Err(Problem::Refused(fields)) = refused else {
            panic!("{not_hers}: {refused:?}")
        };
        assert_eq!(
            (fields[0].field.as_str(), fields[0].code.as_str()),
            ("team", QUESTION_TEAM.name)
        );
    }
    let asked = question(title, &groen);
    let asked: TeamQuestion = service.post(&saskia, "/questions", &asked).await.unwrap();
    assert_eq!(
        (asked.team.as_str(), asked.team_id.as_deref()),
        ("Team Groen", Some(groen.as_str()))
    );

    let path = format!("/questions/{}/answers", asked.id);
    let answer = |team: &str| NewTeamAnswer {
        text: "Met een rondje.".to_owned(),
        team: team.to_owned(),
        cards: Vec::new(),
    };
    let refused: Result<TeamQuestion, _> = service.post(&tim, &path, &answer(&groen)).await;
    assert!(matches!(refused, Err(Problem::Refused(_))));
    let answered: TeamQuestion = service.post(&tim, &path, &answer(&zorg)).await.unwrap();
    let given = &answered.answers[0];
    assert_eq!(
        (given.team.as_str(), given.team_id.as_deref()),
        ("Team Zorg", Some(zorg.as_str()))
    );
}

#[tokio::test]
async fn teams_know_by_what_they_shared_what_they_tried_and_what_they_are_good_at() {
    let service = Service::start().await;
    let (tim, petra, femke) = (teacher("tim"), teacher("petra"), teacher("femke"));
    let sharing = service.team(&tim, "Team Deelt", "Koken").await;
    let trying = service.team(&petra, "Team Probeert", "Rekenen").await;
    let skilled = service
        .team(&femke, "Team Kan", "Intervisie met leerbedrijven")
        .await;
    let own = service.team(&saskia(), "Team Eigen", "Intervisie").await;
    let content = CardContent {
        team_id: sharing.clone(),
        ..typed("Intervisie in drie rondes")
    };
    let card: Card = service.post(&tim, "/cards", &content).await.unwrap();
    let report = typed_report(&trying, "2026-03-01");
    let path = format!("/cards/{}/reports", card.id);
    let _: Report = service.post(&petra, &path, &report).await.unwrap();

    let found = service
        .preview(&saskia(), "Wie helpt ons met intervisie?")
        .await;
    let told: Vec<(&str, WhyKnows)> = found
        .teams
        .iter()
        .map(|team| (team.id.as_deref().unwrap(), team.why))
        .collect();
    assert_eq!(
        told,
        [
            (sharing.as_str(), WhyKnows::Card),
            (trying.as_str(), WhyKnows::Tried),
            (skilled.as_str(), WhyKnows::GoodAt),
        ],
        "not {own}, the asker's own"
    );
    assert_eq!(found.teams[2].good_at, ["Intervisie met leerbedrijven"]);

    // A team that says something else now is not named for it any more.
    let changed = TeamContent {
        good_at: vec!["Zwemmen".to_owned()],
        ..typed_team("Team Kan")
    };
    let token = service.signer.mint(&femke, start()).unwrap();
    let _: TeamPage = service
        .client
        .put(Some(&token), &format!("/teams/{skilled}"), &changed)
        .await
        .unwrap();
    let found = service
        .preview(&saskia(), "Wie helpt ons met intervisie?")
        .await;
    assert!(
        found.teams.iter().all(|team| team.why != WhyKnows::GoodAt),
        "{found:?}"
    );
}
