use std::sync::Arc;

use contract::Caller;
use contract::toolbox::{
    Card, CardDeed, REPORT_EXISTS, Report, ReportContent, Reports, ReportsOfTeam, TeamPage,
};
use nouns::{Role, SchoolId};
use serde_json::Value;
use wire::{CallerToken, Client, Problem, Signer, segment};

use super::toolbox;
use crate::Toolbox;
use crate::api::endpoint;
use crate::samples::{caller, moderator, saskia, start, typed, typed_report, typed_team};

/// The API in this process, with a card, and teachers who each found a team.
struct Service {
    toolbox: Arc<Toolbox>,
    client: Client,
    signer: Signer,
    card: Card,
}

impl Service {
    async fn start() -> Self {
        let toolbox = toolbox().await;
        let signer = Signer::from_pkcs8(&Signer::generate().unwrap()).unwrap();
        let client = Client::local(endpoint(Arc::clone(&toolbox), signer.verifier()));
        let token = signer.mint(&saskia(), start()).unwrap();
        let content = typed("Rondje om");
        let card = client.post(Some(&token), "/cards", &content).await.unwrap();
        Self {
            toolbox,
            client,
            signer,
            card,
        }
    }

    fn token(&self, caller: &Caller) -> CallerToken {
        self.signer.mint(caller, start()).unwrap()
    }

    /// A teacher at a school with a team of their own, and the team's id.
    async fn team_of(&self, person: &str, school: &str) -> (CallerToken, String) {
        let teacher = Caller {
            school: SchoolId::parse(school).ok(),
            ..caller(person, Role::Docent)
        };
        let token = self.token(&teacher);
        let team = typed_team(&format!("Team {person}"));
        let page: TeamPage = self
            .client
            .post(Some(&token), "/teams", &team)
            .await
            .unwrap();
        (token, page.team.id)
    }

    fn path(&self) -> String {
        format!("/cards/{}/reports", segment(&self.card.id))
    }

    async fn tell(&self, by: &CallerToken, told: &ReportContent) -> Result<Report, Problem> {
        self.client.post(Some(by), &self.path(), told).await
    }

    async fn card(&self, by: Option<&CallerToken>) -> Card {
        let path = format!("/cards/{}", segment(&self.card.id));
        self.client.get(by, &path, &()).await.unwrap()
    }

    async fn reports(&self, by: Option<&CallerToken>) -> Reports {
        self.client.get(by, &self.path(), &()).await.unwrap()
    }
}

#[tokio::test]
async fn a_card_says_how_many_teams_tried_it_and_how_well_that_is_supported() {
    let service = Service::start().await;
    let fresh = service.card(None).await.tried;
    assert_eq!((fresh.teams, fresh.level), (0, 0));
    for (number, again) in ["ja", "met-aanpassingen", "nee"].into_iter().enumerate() {
        let (token, team) = service
            .team_of(&format!("docent{number}"), &format!("school{number}"))
            .await;
        let told = ReportContent {
            again: again.to_owned(),
            group: if number == 0 { "mbo-2" } else { "collega-s" }.to_owned(),
            ..typed_report(&team, "2026-03-01")
        };
        let report = service.tell(&token, &told).await.unwrap();
        assert_eq!(report.content, told);
        assert_eq!(report.id, format!("2026-03-01.{team}"));
    }
    let tried = service.card(None).await.tried;
    assert_eq!(
        (tried.teams, tried.again, tried.schools, tried.level),
        (3, 2, 3, 2)
    );
    assert!(
        (tried.interval.low - 0.2077).abs() < 0.001,
        "{:?}",
        tried.interval
    );
    assert_eq!(tried.groups.len(), 2, "for whom teams would do it again");
    assert_eq!(
        (tried.worked[0].value.as_str(), tried.worked[0].teams),
        ("goed-gesprek", 3)
    );
    let text: Value = service
        .client
        .get(None, &service.path(), &())
        .await
        .unwrap();
    let text = text.to_string();
    assert!(!text.contains("Docent0"), "nobody's name: {text}");
}

#[tokio::test]
async fn only_a_member_tells_once_for_each_day() {
    let service = Service::start().await;
    let (token, team) = service.team_of("tim", "25LX").await;
    let (other, _) = service.team_of("petra", "25LX").await;
    let told = typed_report(&team, "2026-03-01");
    let student = service.token(&caller("noor", Role::Student));
    for stranger in [&other, &student] {
        let refused = service.tell(stranger, &told).await;
        assert_eq!(refused.unwrap_err().status(), 403);
    }
    service.tell(&token, &told).await.unwrap();
    let Err(Problem::Refused(fields)) = service.tell(&token, &told).await else {
        panic!("a day is told once");
    };
    assert_eq!(
        (fields[0].field.as_str(), fields[0].code.as_str()),
        ("on", REPORT_EXISTS.name)
    );
    service
        .tell(&token, &typed_report(&team, "2026-02-01"))
        .await
        .unwrap();
    let reports = service.reports(Some(&token)).await;
    assert_eq!((reports.tried.teams, reports.reports.len()), (1, 2));
    assert_eq!(reports.reports[0].content.on, "2026-03-01", "newest first");
    assert_eq!(reports.may, ["report"]);
    assert!(
        service
            .card(Some(&token))
            .await
            .may
            .contains(&CardDeed::Report)
    );
    assert!(
        !service
            .card(Some(&student))
            .await
            .may
            .contains(&CardDeed::Report)
    );
}

#[tokio::test]
async fn the_team_changes_and_takes_away_its_reports_and_a_moderator_takes_them_away() {
    let service = Service::start().await;
    let (token, team) = service.team_of("tim", "25LX").await;
    let (other, _) = service.team_of("petra", "25LX").await;
    let told = typed_report(&team, "2026-03-01");
    let report = service.tell(&token, &told).await.unwrap();
    let path = format!("{}/{}", service.path(), segment(&report.id));
    let read: Report = service.client.get(None, &path, &()).await.unwrap();
    assert_eq!((&read.content, read.may.len()), (&told, 0));
    let changed = ReportContent {
        again: "nee".to_owned(),
        line: "Het werd te druk.".to_owned(),
        ..told.clone()
    };
    let refused: Result<Report, Problem> = service.client.put(Some(&other), &path, &changed).await;
    assert_eq!(refused.unwrap_err().status(), 403);
    let answer: Report = service
        .client
        .put(Some(&token), &path, &changed)
        .await
        .unwrap();
    assert_eq!(answer.content, changed);
    let moved = ReportContent {
        on: "2026-02-01".to_owned(),
        ..changed
    };
    let refused: Result<Report, Problem> = service.client.put(Some(&token), &path, &moved).await;
    assert_eq!(refused.unwrap_err().status(), 422);
    assert_eq!(service.reports(None).await.tried.again, 0);

    let refused: Result<Reports, Problem> = service.client.delete(Some(&other), &path).await;
    assert_eq!(refused.unwrap_err().status(), 403);
    let moderator = service.token(&moderator());
    let left: Reports = service
        .client
        .delete(Some(&moderator), &path)
        .await
        .unwrap();
    assert_eq!(left.reports, []);
    service.tell(&token, &told).await.unwrap();
    let left: Reports = service.client.delete(Some(&token), &path).await.unwrap();
    assert_eq!((left.tried.teams, left.tried.level), (0, 0));
}

#[tokio::test]
async fn a_report_about_a_card_that_one_cannot_read_is_not_shown() {
    let service = Service::start().await;
    let (token, team) = service.team_of("tim", "25LX").await;
    service
        .tell(&token, &typed_report(&team, "2026-03-01"))
        .await
        .unwrap();
    let path = format!("/teams/{team}/reports");
    let seen = async || -> ReportsOfTeam { service.client.get(None, &path, &()).await.unwrap() };
    assert_eq!(seen().await.reports[0].card_title, "Rondje om");
    let id = nouns::CardId::parse(&service.card.id).unwrap();
    service.toolbox.withdraw(&saskia(), &id).await.unwrap();
    assert_eq!(seen().await.reports, []);
    let gone: Result<Reports, Problem> = service.client.get(None, &service.path(), &()).await;
    assert!(matches!(gone, Err(Problem::NotFound)));
}
