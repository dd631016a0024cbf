//! What the pages ask of matching: one small function for each call.

use contract::consent::Progress;
use contract::matching::{
    Answer, Ask, CertificateList, CertificateQuestion, Choices, Close, Conversation,
    ConversationList, ConversationQuestion, NewMessage, OtherSuggestion, OwnProfiles, Pause,
    ReadUpTo, Reply, Request, RequestList, SeenAnswer, Sending, SuggestionList, Vog, WaitingList,
};
use contract::safety::SetBlock;
use wire::{Problem, segment};

use crate::app::App;
use crate::session::Caller;

pub(super) async fn profiles(app: &App, by: &Caller) -> Result<OwnProfiles, Problem> {
    let client = &app.services.matching;
    client.get(Some(&by.token), "/profile", &()).await
}

pub(super) async fn save_profile(
    app: &App,
    by: &Caller,
    choices: &Choices,
) -> Result<OwnProfiles, Problem> {
    let client = &app.services.matching;
    client.put(Some(&by.token), "/profile", choices).await
}

pub(super) async fn pause(app: &App, by: &Caller, pause: &Pause) -> Result<OwnProfiles, Problem> {
    let client = &app.services.matching;
    client.post(Some(&by.token), "/profile/pause", pause).await
}

pub(super) async fn certificates(
    app: &App,
    by: &Caller,
    q: &str,
) -> Result<CertificateList, Problem> {
    let client = &app.services.matching;
    let question = CertificateQuestion { q: q.to_owned() };
    client.get(Some(&by.token), "/vog", &question).await
}

pub(super) async fn record_certificate(app: &App, by: &Caller, vog: &Vog) -> Result<(), Problem> {
    let client = &app.services.matching;
    client.put(Some(&by.token), "/vog", vog).await
}

pub(super) async fn suggestions(app: &App, by: &Caller) -> Result<SuggestionList, Problem> {
    let client = &app.services.matching;
    client.post(Some(&by.token), "/suggestions", &()).await
}

/// Another suggestion of the programme of whoever asks.
pub(super) async fn suggest_another(
    app: &App,
    by: &Caller,
    other: &OtherSuggestion,
) -> Result<SuggestionList, Problem> {
    let client = &app.services.matching;
    client
        .post(Some(&by.token), "/suggestions/other", other)
        .await
}

pub(super) async fn ask(app: &App, by: &Caller, ask: &Ask) -> Result<Request, Problem> {
    let client = &app.services.matching;
    client.post(Some(&by.token), "/requests", ask).await
}

pub(super) async fn waiting_list(app: &App, by: &Caller) -> Result<WaitingList, Problem> {
    let client = &app.services.matching;
    client.get(Some(&by.token), "/waiting-list", &()).await
}

pub(super) async fn join_waiting_list(app: &App, by: &Caller) -> Result<WaitingList, Problem> {
    let client = &app.services.matching;
    client.put(Some(&by.token), "/waiting-list", &()).await
}

pub(super) async fn leave_waiting_list(app: &App, by: &Caller) -> Result<(), Problem> {
    let client = &app.services.matching;
    client.delete(Some(&by.token), "/waiting-list").await
}

pub(super) async fn requests(app: &App, by: &Caller) -> Result<RequestList, Problem> {
    let client = &app.services.matching;
    client.get(Some(&by.token), "/requests", &()).await
}

pub(super) async fn request(app: &App, by: &Caller, id: &str) -> Result<Request, Problem> {
    let client = &app.services.matching;
    let path = format!("/requests/{}", segment(id));
    client.get(Some(&by.token), &path, &()).await
}

/// A deed of one of the two on a request.
pub(super) enum Deed {
    Answer(Answer),
    Reply(Reply),
    Withdraw,
    Met,
    Close(Close),
}

pub(super) async fn decide(
    app: &App,
    by: &Caller,
    id: &str,
    deed: &Deed,
) -> Result<Request, Problem> {
    let client = &app.services.matching;
    let token = Some(&by.token);
    let path = |deed: &str| format!("/requests/{}/{deed}", segment(id));
    match deed {
        Deed::Answer(answer) => client.post(token, &path("answer"), answer).await,
        Deed::Reply(reply) => client.post(token, &path("reply"), reply).await,
        Deed::Withdraw => client.post(token, &path("withdraw"), &()).await,
        Deed::Met => client.post(token, &path("met"), &()).await,
        Deed::Close(close) => client.post(token, &path("close"), close).await,
    }
}

pub(super) async fn block(app: &App, by: &Caller, person: &str) -> Result<(), Problem> {
    let block = SetBlock {
        person: person.to_owned(),
        blocked: true,
    };
    let client = &app.services.accounts;
    let progress: Result<Progress, Problem> = client.post(Some(&by.token), "/blocks", &block).await;
    progress.map(drop)
}

pub(super) async fn put_notices_away(app: &App, by: &Caller) -> Result<SeenAnswer, Problem> {
    let client = &app.services.matching;
    client.post(Some(&by.token), "/notices/seen", &()).await
}

pub(super) async fn conversations(app: &App, by: &Caller) -> Result<ConversationList, Problem> {
    let client = &app.services.matching;
    client.get(Some(&by.token), "/conversations", &()).await
}

pub(super) async fn conversation(
    app: &App,
    by: &Caller,
    id: &str,
    question: &ConversationQuestion,
) -> Result<Conversation, Problem> {
    let client = &app.services.matching;
    let path = format!("/conversations/{}", segment(id));
    client.get(Some(&by.token), &path, question).await
}

pub(super) async fn send(
    app: &App,
    by: &Caller,
    id: &str,
    new: &NewMessage,
) -> Result<Sending, Problem> {
    let client = &app.services.matching;
    let path = format!("/conversations/{}/messages", segment(id));
    client.post(Some(&by.token), &path, new).await
}

pub(super) async fn mark_read(app: &App, by: &Caller, id: &str, upto: u32) -> Result<(), Problem> {
    let client = &app.services.matching;
    let path = format!("/conversations/{}/read", segment(id));
    client
        .post(Some(&by.token), &path, &ReadUpTo { upto })
        .await
}
