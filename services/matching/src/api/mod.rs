//! HTTP: translation only. Paths are below `/api/matching`.

mod after;
mod conversations;
mod programmes;
mod role_models;

use std::sync::Arc;

use contract::FieldProblem;
use contract::matching::{
    self as codes, Answer, Ask, CertificateList, Choices, Close, OtherSuggestion, OwnProfiles,
    Pause, Reply, Request, RequestList, SeenAnswer, SuggestionList, Vog, WaitingList,
};
use contract::my_data::AboutMe;
use nouns::{Clock, PersonId, RequestId};
use poem::endpoint::BoxEndpoint;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, OpenApi, OpenApiService};
use store::StoreError;
use wire::{Problem, SignedIn, Verifier};

use crate::asking::NewRequest;
use crate::profile::{Profile, Side};
use crate::{Matching, MatchingError, answering};

/// The service's HTTP API, without the prefix `/api/matching`.
pub fn endpoint(service: Arc<Matching>, verifier: Verifier) -> BoxEndpoint<'static> {
    let clock: Clock = service.clock.clone();
    let guarded = Arc::clone(&service);
    let doors = (
        Api(Arc::clone(&service)),
        after::Api(Arc::clone(&service)),
        conversations::Api(Arc::clone(&service)),
        programmes::Api(Arc::clone(&service)),
        role_models::Api(service),
    );
    let api = OpenApiService::new(doors, "Kansrijk matching", env!("CARGO_PKG_VERSION"))
        .server("/api/matching");
    let mounted = wire::mount(api, verifier, clock);
    // All but the description is about people.
    let is_personal = |path: &str| path != "/openapi.json";
    wire::following::guarded(mounted, is_personal, move || {
        let service = Arc::clone(&guarded);
        async move { service.be_up_to_date().await }
    })
}

struct Api(Arc<Matching>);

#[derive(ApiResponse)]
enum Created {
    #[oai(status = 201)]
    Request(Json<Request>),
}

#[derive(ApiResponse)]
enum Done {
    #[oai(status = 204)]
    Done,
}

#[OpenApi]
impl Api {
    /// Both sides of the caller's profile.
    #[oai(path = "/profile", method = "get")]
    async fn profile(&self, SignedIn(by): SignedIn) -> poem::Result<Json<OwnProfiles>> {
        Ok(Json(told(self.0.own_profiles(&by).await)?))
    }

    /// Keeps one side of the caller's profile.
    #[oai(path = "/profile", method = "put")]
    async fn save_profile(
        &self,
        SignedIn(by): SignedIn,
        Json(choices): Json<Choices>,
    ) -> poem::Result<Json<OwnProfiles>> {
        let profile = told(Profile::parse(&choices).map_err(MatchingError::Refused))?;
        Ok(Json(told(self.0.save_profile(&by, &profile).await)?))
    }

    /// Starts or ends a break of one side.
    #[oai(path = "/profile/pause", method = "post")]
    async fn pause(
        &self,
        SignedIn(by): SignedIn,
        Json(pause): Json<Pause>,
    ) -> poem::Result<Json<OwnProfiles>> {
        let side =
            Side::parse(&pause.side).ok_or_else(|| Problem::field("side", codes::SIDE_UNKNOWN))?;
        Ok(Json(told(self.0.pause(&by, side, pause.paused).await)?))
    }

    /// The helpers for whom the caller may record a certificate of conduct, who has none first.
    #[oai(path = "/vog", method = "get")]
    async fn certificates(
        &self,
        SignedIn(by): SignedIn,
        q: Query<Option<String>>,
    ) -> poem::Result<Json<CertificateList>> {
        let part = q.0.unwrap_or_default();
        Ok(Json(told(self.0.certificates(&by, &part).await)?))
    }

    /// A coordinator records a certificate of conduct.
    #[oai(path = "/vog", method = "put")]
    async fn vog(&self, SignedIn(by): SignedIn, Json(vog): Json<Vog>) -> poem::Result<Done> {
        let helper = person(&vog.person)?;
        told(self.0.record_vog(&by, &helper, vog.valid_until).await)?;
        Ok(Done::Done)
    }

    /// Everything that this service holds about the caller, and what stays for others.
    #[oai(path = "/about-me", method = "get")]
    async fn about_me(&self, SignedIn(by): SignedIn) -> poem::Result<Json<AboutMe>> {
        Ok(Json(told(self.0.about_me(&by).await)?))
    }

    /// At most ten buddies or role models for the caller, best first.
    #[oai(path = "/suggestions", method = "post")]
    async fn suggestions(&self, SignedIn(by): SignedIn) -> poem::Result<Json<SuggestionList>> {
        Ok(Json(told(self.0.suggest(&by).await)?))
    }

    /// In a programme that suggests: the caller would rather have another, or begins again after they let one pass.
    #[oai(path = "/suggestions/other", method = "post")]
    async fn suggest_another(
        &self,
        SignedIn(by): SignedIn,
        Json(other): Json<OtherSuggestion>,
    ) -> poem::Result<Json<SuggestionList>> {
        Ok(Json(told(self.0.suggest_another(&by, &other).await)?))
    }

    /// Asks a buddy or role model.
    #[oai(path = "/requests", method = "post")]
    async fn ask(&self, SignedIn(by): SignedIn, Json(ask): Json<Ask>) -> poem::Result<Created> {
        let new = NewRequest {
            buddy: PersonId::parse(&ask.buddy)
                .map_err(|_| Problem::field("buddy", codes::BUDDY_UNKNOWN))?,
            relation: ask.relation,
            rank: ask.rank,
        };
        let id = told(self.0.ask(&by, &new).await)?;
        Ok(Created::Request(Json(told(
            self.0.request(&by, &id).await,
        )?)))
    }

    /// Everything that runs or ran for the caller, and what they have not yet seen.
    #[oai(path = "/requests", method = "get")]
    async fn requests(&self, SignedIn(by): SignedIn) -> poem::Result<Json<RequestList>> {
        Ok(Json(told(self.0.requests(&by).await)?))
    }

    /// One request with its history.
    #[oai(path = "/requests/:id", method = "get")]
    async fn request(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
    ) -> poem::Result<Json<Request>> {
        Ok(Json(told(self.0.request(&by, &request_id(&id.0)?).await)?))
    }

    /// The buddy answers.
    #[oai(path = "/requests/:id/answer", method = "post")]
    async fn answer(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
        Json(answer): Json<Answer>,
    ) -> poem::Result<Json<Request>> {
        let id = request_id(&id.0)?;
        let answer = told(answering::Answer::parse(&answer))?;
        told(self.0.answer(&by, &id, &answer).await)?;
        Ok(Json(told(self.0.request(&by, &id).await)?))
    }

    /// The student replies to the buddy's question.
    #[oai(path = "/requests/:id/reply", method = "post")]
    async fn reply(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
        Json(reply): Json<Reply>,
    ) -> poem::Result<Json<Request>> {
        let id = request_id(&id.0)?;
        told(self.0.reply(&by, &id, &reply.reply).await)?;
        Ok(Json(told(self.0.request(&by, &id).await)?))
    }

    /// The student takes an open or waiting request back.
    #[oai(path = "/requests/:id/withdraw", method = "post")]
    async fn withdraw(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
    ) -> poem::Result<Json<Request>> {
        let id = request_id(&id.0)?;
        told(self.0.withdraw(&by, &id).await)?;
        Ok(Json(told(self.0.request(&by, &id).await)?))
    }

    /// One of the two says that they have met.
    #[oai(path = "/requests/:id/met", method = "post")]
    async fn met(&self, SignedIn(by): SignedIn, id: Path<String>) -> poem::Result<Json<Request>> {
        let id = request_id(&id.0)?;
        told(self.0.met(&by, &id).await)?;
        Ok(Json(told(self.0.request(&by, &id).await)?))
    }

    /// One of the two ends the match, with a reason and without fault.
    #[oai(path = "/requests/:id/close", method = "post")]
    async fn close(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
        Json(close): Json<Close>,
    ) -> poem::Result<Json<Request>> {
        let id = request_id(&id.0)?;
        told(self.0.close(&by, &id, &close.reason).await)?;
        Ok(Json(told(self.0.request(&by, &id).await)?))
    }

    /// Where the caller stands on the waiting list, or would stand, and what they may expect.
    #[oai(path = "/waiting-list", method = "get")]
    async fn waiting_list(&self, SignedIn(by): SignedIn) -> poem::Result<Json<WaitingList>> {
        Ok(Json(told(self.0.waiting_list(&by).await)?))
    }

    /// Puts the caller on the waiting list, or lets them wait longer at the place they have.
    #[oai(path = "/waiting-list", method = "put")]
    async fn join_waiting_list(&self, SignedIn(by): SignedIn) -> poem::Result<Json<WaitingList>> {
        Ok(Json(told(self.0.join_waiting_list(&by).await)?))
    }

    /// Takes the caller off the waiting list; what was asked for them stays asked.
    #[oai(path = "/waiting-list", method = "delete")]
    async fn leave_waiting_list(&self, SignedIn(by): SignedIn) -> poem::Result<Done> {
        told(self.0.leave_waiting_list(&by).await)?;
        Ok(Done::Done)
    }

    /// Puts the caller's notices away.
    #[oai(path = "/notices/seen", method = "post")]
    async fn seen(&self, SignedIn(by): SignedIn) -> poem::Result<Json<SeenAnswer>> {
        let seen = told(self.0.put_notices_away(&by).await)?;
        Ok(Json(SeenAnswer { seen }))
    }
}

/// A refusal of the service as the problem that callers see.
fn told<T>(done: Result<T, MatchingError>) -> poem::Result<T> {
    done.map_err(|error| Problem::from(error).into())
}

fn person(id: &str) -> Result<PersonId, Problem> {
    PersonId::parse(id).map_err(|_| Problem::field("person", codes::BUDDY_UNKNOWN))
}

fn request_id(id: &str) -> Result<RequestId, Problem> {
    RequestId::parse(id).map_err(|_| Problem::NotFound)
}

impl From<MatchingError> for Problem {
    fn from(error: MatchingError) -> Self {
        match error {
            MatchingError::NotFound => Self::NotFound,
            MatchingError::NotAllowed(code) => Self::Forbidden(code),
            MatchingError::Conflict(code) => Self::Conflict(code),
            MatchingError::Refused(faults) => Self::Refused(
                faults
                    .into_iter()
                    .map(|(field, code)| FieldProblem::new(field, code))
                    .collect(),
            ),
            MatchingError::Accounts(_) => Self::Lagging,
            MatchingError::Store(error) if matches!(*error, StoreError::Busy) => Self::Busy,
            MatchingError::Store(error) => Self::Broken(error),
            other @ (MatchingError::OtherKey
            | MatchingError::Unopened(_)
            | MatchingError::BrokenDraft
            | MatchingError::Sealing(_)) => Self::Broken(Box::new(other)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Town, choices, start};
    use contract::Caller;
    use poem::http::StatusCode;
    use wire::{CallerToken, Client, Signer};

    struct Door {
        client: Client,
        signer: Signer,
    }

    impl Door {
        fn open(town: &Town) -> Self {
            let signer = Signer::from_pkcs8(&Signer::generate().unwrap()).unwrap();
            let endpoint = endpoint(Arc::clone(&town.matching), signer.verifier());
            Self {
                client: Client::local(endpoint),
                signer,
            }
        }

        fn token(&self, caller: &Caller) -> CallerToken {
            self.signer.mint(caller, start()).unwrap()
        }
    }

    #[tokio::test]
    async fn a_request_becomes_a_match_over_http() {
        let town = Town::new().await;
        let door = Door::open(&town);
        let (noor, hanna) = (town.student("noor"), town.student("hanna"));
        for (caller, side) in [(&noor, "seeks"), (&hanna, "helps")] {
            town.agree(caller, true).await;
            let token = door.token(caller);
            let own: OwnProfiles = door
                .client
                .put(Some(&token), "/profile", &choices(side))
                .await
                .unwrap();
            assert!(own.seeks.is_some() || own.helps.is_some());
        }
        let (noor, hanna) = (door.token(&noor), door.token(&hanna));
        let list: SuggestionList = door
            .client
            .post(Some(&noor), "/suggestions", &())
            .await
            .unwrap();
        let first = &list.suggestions[0];
        let sum: u32 = first.parts.iter().map(|part| part.points).sum();
        assert_eq!((first.name.as_str(), first.score), ("hanna V.", sum));
        let ask = Ask {
            buddy: first.buddy.clone(),
            ..Ask::default()
        };
        let request: Request = door
            .client
            .post(Some(&noor), "/requests", &ask)
            .await
            .unwrap();
        let yes = Answer {
            answer: "yes".to_owned(),
            ..Answer::default()
        };
        let path = format!("/requests/{}/answer", request.id);
        let matched: Request = door.client.post(Some(&hanna), &path, &yes).await.unwrap();
        assert_eq!(
            (matched.state.as_str(), matched.side.as_str()),
            ("matched", "buddy")
        );
        let mine: RequestList = door
            .client
            .get(Some(&noor), "/requests", &())
            .await
            .unwrap();
        assert_eq!((mine.requests.len(), mine.notices.len()), (1, 1));
        let seen: SeenAnswer = door
            .client
            .post(Some(&noor), "/notices/seen", &())
            .await
            .unwrap();
        assert_eq!(seen.seen, 1);
    }

    #[tokio::test]
    async fn a_message_goes_over_http() {
        let town = Town::new().await;
        let door = Door::open(&town);
        let noor = town.seeker("noor").await;
        let hanna = town.helper("hanna", |_| {}).await;
        let id = town.ask(&noor, &hanna, None).await.unwrap();
        let yes = answering::Answer::Yes;
        town.matching.answer(&hanna, &id, &yes).await.unwrap();
        let (noor, hanna) = (door.token(&noor), door.token(&hanna));
        let path = format!("/conversations/{id}/messages");
        let new = codes::NewMessage {
            id: "0af9".repeat(8),
            text: "Hoi!".to_owned(),
            sure: false,
        };
        let sent: codes::Sending = door.client.post(Some(&noor), &path, &new).await.unwrap();
        assert_eq!(sent.state, "sent");
        let question = codes::ConversationQuestion {
            after: Some(0),
            wait: Some(5),
            ..Default::default()
        };
        let path_of = format!("/conversations/{id}");
        let talk: codes::Conversation = door
            .client
            .get(Some(&hanna), &path_of, &question)
            .await
            .unwrap();
        assert_eq!(talk.messages[0].text.as_deref(), Some("Hoi!"));
        let empty = codes::NewMessage {
            text: " ".to_owned(),
            ..new
        };
        let refused = door
            .client
            .post::<codes::Sending>(Some(&noor), &path, &empty);
        assert!(
            matches!(refused.await, Err(Problem::Refused(fields)) if fields[0].code == "message.empty")
        );
        let read = codes::ReadUpTo { upto: 1 };
        let path = format!("{path_of}/read");
        let done: Result<(), Problem> = door.client.post(Some(&hanna), &path, &read).await;
        done.unwrap();
    }

    #[tokio::test]
    async fn strangers_and_faults_get_a_clear_problem() {
        let town = Town::new().await;
        let door = Door::open(&town);
        let stranger = door
            .client
            .post::<SuggestionList>(None, "/suggestions", &())
            .await;
        assert!(matches!(stranger, Err(Problem::SignInNeeded)));
        let noor = door.token(&town.student("noor"));
        let missing = door
            .client
            .post::<SuggestionList>(Some(&noor), "/suggestions", &())
            .await;
        let missing = missing.unwrap_err();
        assert_eq!(
            (missing.name(), missing.status()),
            ("profile.missing", StatusCode::CONFLICT)
        );
        let wrong = Choices {
            side: "seeks".to_owned(),
            ..Choices::default()
        };
        let refused = door
            .client
            .put::<OwnProfiles>(Some(&noor), "/profile", &wrong)
            .await;
        assert!(matches!(refused, Err(Problem::Refused(fields)) if fields[0].field == "relations"));
        let path = "/requests/none";
        assert!(matches!(
            door.client.get::<Request>(Some(&noor), path, &()).await,
            Err(Problem::NotFound)
        ));
    }
}
