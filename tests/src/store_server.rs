//! A SurrealDB server on loopback, for a store at `ws://`: the engine's own protocol behind a WebSocket, as the
//! server of SurrealDB serves it. What lies between is the real client, the real protocol and the real engine;
//! only the program that listens is ours.

use std::net::SocketAddr;
use std::sync::Arc;

use futures::{SinkExt as _, StreamExt as _};
use surrealdb_core::dbs::Session;
use surrealdb_core::kvs::Datastore;
use surrealdb_core::rpc::RpcProtocol;
use surrealdb_rpc::{DbResponse, DbResult, Request};
use surrealdb_types::{Error, HashMap, Object, SurrealValue as _, Value, decode, encode};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{RwLock, mpsc};
use tokio_tungstenite::accept_hdr_async;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::handshake::server::{
    ErrorResponse, Request as Asked, Response,
};
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::http::header::SEC_WEBSOCKET_PROTOCOL;
use uuid::Uuid;

/// The form of the messages that the client of SurrealDB asks for.
const FORM: &str = "flatbuffers";

/// A server with an empty store in memory; dropping it closes its door.
pub(crate) struct StoreServer {
    address: SocketAddr,
    listening: tokio::task::JoinHandle<()>,
}

impl StoreServer {
    pub(crate) async fn start() -> Self {
        let store = Datastore::new("memory").await.expect("a store in memory");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("a bound port");
        let listening = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&store)));
            }
        });
        Self { address, listening }
    }

    /// As the configuration names it.
    pub(crate) fn url(&self) -> String {
        format!("ws://{}", self.address)
    }
}

impl Drop for StoreServer {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

/// One client: its sessions, each with a namespace and database of its own.
struct Connection {
    store: Arc<Datastore>,
    sessions: HashMap<Uuid, Arc<RwLock<Session>>>,
}

impl RpcProtocol for Connection {
    fn kvs(&self) -> &Datastore {
        &self.store
    }

    fn kvs_arc(&self) -> Arc<Datastore> {
        Arc::clone(&self.store)
    }

    fn version_data(&self) -> DbResult {
        DbResult::Other(Value::String("surrealdb-3.3.5".to_owned()))
    }

    fn session_map(&self) -> &HashMap<Uuid, Arc<RwLock<Session>>> {
        &self.sessions
    }

    async fn cleanup_lqs(&self, _session: &Uuid) {}

    async fn cleanup_all_lqs(&self) {}
}

/// Answers every message of one client, several at a time, as the server does.
async fn serve(stream: TcpStream, store: Arc<Datastore>) {
    let Ok(socket) = accept_hdr_async(stream, in_our_form).await else {
        return;
    };
    let (mut sink, mut messages) = socket.split();
    let connection = Arc::new(Connection {
        store,
        sessions: HashMap::new(),
    });
    let (answers, mut to_send) = mpsc::unbounded_channel::<DbResponse>();
    tokio::spawn(async move {
        while let Some(answer) = to_send.recv().await {
            let bytes = encode(&answer.into_value()).expect("an answer that can be written");
            if sink.send(Message::Binary(bytes.into())).await.is_err() {
                break;
            }
        }
    });
    while let Some(Ok(message)) = messages.next().await {
        if let Message::Binary(bytes) = message {
            tokio::spawn(answer(
                Arc::clone(&connection),
                bytes.to_vec(),
                answers.clone(),
            ));
        }
    }
}

async fn answer(
    connection: Arc<Connection>,
    bytes: Vec<u8>,
    answers: mpsc::UnboundedSender<DbResponse>,
) {
    let object: Object = decode(&bytes).expect("a message that can be read");
    let request = Request::from_object(object).expect("a request");
    let named = request.session_id.map(Uuid::from);
    let transaction = request.txn.map(Uuid::from);
    let session = named.unwrap_or_default();
    let executed = connection.execute(transaction, session, named, request.method, request.params);
    let result: Result<DbResult, Error> = Box::pin(executed).await;
    // A client that has gone needs no answer.
    let _ = answers.send(DbResponse::new(request.id, named, result));
}

#[expect(
    clippy::result_large_err,
    clippy::unnecessary_wraps,
    reason = "the form that the handshake asks for"
)]
fn in_our_form(_asked: &Asked, mut response: Response) -> Result<Response, ErrorResponse> {
    let form = HeaderValue::from_static(FORM);
    response.headers_mut().insert(SEC_WEBSOCKET_PROTOCOL, form);
    Ok(response)
}
