//! Connections and requests.

use std::convert::Infallible;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::header::HOST;
use hyper::http::uri::Authority;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use crate::content::BaseUrl;

use super::address::{self, Asked};
use super::answer::{self, Answer};
use super::events;
use super::files::{self, Found};
use super::folder::Folder;
use super::generation::Generation;
use super::live::Live;
use super::script;

/// How many connections there are at most; more wait.
const CONNECTIONS: usize = 256;

/// How large the head of a request may be, in bytes.
const HEAD: usize = 16 << 10;

/// How long the head of a request may take to arrive.
const HEAD_TIME: Duration = Duration::from_secs(10);

/// How long a connection lives; browsers open another one.
const CONNECTION_TIME: Duration = Duration::from_mins(5);

/// How long answers that are on their way may take after that, or when the server stops.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// Where the files come from.
pub(super) enum Source {
    Live(Live),
    Folder(Folder),
}

/// What answers requests.
pub(super) struct Server {
    pub(super) source: Source,
    /// The name by which people asked for it to be served.
    pub(super) name: String,
}

/// Answers until `stop` is done.
pub(super) async fn serve(
    listener: TcpListener,
    server: Arc<Server>,
    stop: impl Future<Output = ()>,
) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let (stopping, stopped) = watch::channel(false);
    let mut connections = JoinSet::new();
    let mut stop = pin!(stop);
    loop {
        let place = async {
            let place = Arc::clone(&places).acquire_owned().await;
            let place = place.expect("nobody closes it");
            (place, listener.accept().await)
        };
        tokio::select! {
            () = &mut stop => break,
            Some(_) = connections.join_next() => {}
            (place, accepted) = place => match accepted {
                Ok((stream, _)) => {
                    let connection = connection(stream, Arc::clone(&server), stopped.clone());
                    connections.spawn(async move {
                        connection.await;
                        drop(place);
                    });
                }
                // The system has no handles left, or the client is gone already.
                Err(_) => sleep(Duration::from_millis(50)).await,
            }
        }
    }
    drop(listener);
    stopping.send_replace(true);
    // Whoever has not been answered by then is not waited for.
    let _ = timeout(2 * LAST_WORDS, connections.join_all()).await;
}

async fn connection(stream: TcpStream, server: Arc<Server>, stopped: watch::Receiver<bool>) {
    // Answers are small, and a page waits for several.
    let _ = stream.set_nodelay(true);
    let mut stopping = stopped.clone();
    let service = service_fn(move |request| {
        let (server, stopped) = (Arc::clone(&server), stopped.clone());
        async move { Ok::<_, Infallible>(server.answer(request, stopped).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_header_size(HEAD)
        .max_buf_size(4 * HEAD)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    tokio::select! {
        // What a client does wrong is its own matter.
        _ = connection.as_mut() => return,
        () = sleep(CONNECTION_TIME) => {}
        _ = stopping.wait_for(|stopping| *stopping) => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ = timeout(LAST_WORDS, connection).await;
}

/// A site at this moment.
enum Site<'a> {
    Live(&'a Live, Arc<Generation>),
    Folder(&'a Folder),
}

impl Site<'_> {
    fn base(&self) -> &BaseUrl {
        match self {
            Site::Live(_, site) => &site.base,
            Site::Folder(folder) => &folder.base,
        }
    }

    /// What a path leads to, or the answer that says why that cannot be told.
    async fn find(&self, path: String) -> Result<Found, Answer> {
        match self {
            Site::Live(live, site) => live
                .find(site, path)
                .await
                .map_err(|no_page| no_page_yet(&no_page.version)),
            Site::Folder(folder) => {
                let mut folder = (*folder).clone();
                let found = tokio::task::spawn_blocking(move || files::find(&mut folder, &path));
                let found = found.await.expect("reading a file does not panic");
                found.map_err(|error| {
                    answer::text(StatusCode::INTERNAL_SERVER_ERROR, format!("error: {error}"))
                })
            }
        }
    }
}

impl Server {
    async fn answer(&self, request: Request<Incoming>, stopped: watch::Receiver<bool>) -> Answer {
        if let Some(refusal) = self.refuse(&request) {
            return refusal;
        }
        let path = request.uri().path();
        if let Source::Live(live) = &self.source
            && let Some(own) = path.strip_prefix(script::FOLDER)
        {
            return match script::file(own) {
                Some(file) => answer::file(request.method(), request.headers(), file),
                None if own == script::EVENTS && request.method() == Method::GET => {
                    answer::events(events::follow(live.now(), stopped))
                }
                None => answer::text(StatusCode::NOT_FOUND, "this server has no such file"),
            };
        }
        match self.site().await {
            Some(site) => self.page(&request, &site).await,
            None => no_page_yet(""),
        }
    }

    /// The answer to a request that is not meant for this server, or that nobody sends in good faith.
    fn refuse(&self, request: &Request<Incoming>) -> Option<Answer> {
        let mut hosts = request.headers().get_all(HOST).iter();
        let host = match (hosts.next(), hosts.next()) {
            (Some(host), None) => host.to_str().unwrap_or_default(),
            (Some(_), Some(_)) => {
                return Some(answer::text(
                    StatusCode::BAD_REQUEST,
                    "there are two Host headers",
                ));
            }
            (None, _) => {
                return Some(answer::text(
                    StatusCode::BAD_REQUEST,
                    "there is no Host header",
                ));
            }
        };
        let authority = request.uri().authority().map(Authority::as_str);
        if !std::iter::once(host)
            .chain(authority)
            .all(|host| address::is_own(host, &self.name))
        {
            return Some(answer::text(
                StatusCode::FORBIDDEN,
                "this server answers to its address and to localhost, and to no other name; \
                 `--host NAME` lets it answer to one",
            ));
        }
        let reads = [Method::GET, Method::HEAD].contains(request.method());
        (!reads).then(answer::not_allowed)
    }

    async fn site(&self) -> Option<Site<'_>> {
        match &self.source {
            Source::Live(live) => Some(Site::Live(live, live.site().await?)),
            Source::Folder(folder) => Some(Site::Folder(folder)),
        }
    }

    async fn page(&self, request: &Request<Incoming>, site: &Site<'_>) -> Answer {
        let base = site.base().path();
        let query = request.uri().query();
        let path = match address::asked(base, request.uri().path()) {
            Asked::Within(path) => path,
            // Not for ever: another site may be served here tomorrow.
            Asked::Base => return answer::moved(StatusCode::FOUND, &format!("{base}/"), query),
            // What no site has.
            Asked::Beside => "/".to_owned(),
            Asked::Malformed => {
                return answer::text(StatusCode::BAD_REQUEST, "the path is not UTF-8");
            }
        };
        match site.find(path).await {
            Ok(Found::File(file)) => answer::file(request.method(), request.headers(), file),
            Ok(Found::Folder(name)) => answer::moved(
                StatusCode::MOVED_PERMANENTLY,
                &address::folder(base, &name),
                query,
            ),
            Ok(Found::Missing(Some(page))) => answer::instead(StatusCode::NOT_FOUND, page),
            Ok(Found::Missing(None)) => {
                answer::text(StatusCode::NOT_FOUND, "there is no such page")
            }
            Err(answer) => answer,
        }
    }
}

fn no_page_yet(version: &str) -> Answer {
    answer::instead(StatusCode::INTERNAL_SERVER_ERROR, script::no_page(version))
}
