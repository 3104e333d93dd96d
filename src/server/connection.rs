//! HTTP connections, with limits for clients that are slow, many, or never end.

use super::live_site::LiveSite;
use super::news::{self, Watching};
use super::request;
use super::response::{self, Answer, OWN, Question};
use hyper::body::Incoming;
use hyper::header::{ALLOW, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::{sleep, timeout};

/// How many connections are open at a time. Others wait.
const MOST: usize = 512;
/// The head of a request comes within this time.
const HEAD: Duration = Duration::from_secs(5);
/// The head of a request is not longer.
const LONGEST_HEAD: usize = 16 * 1024;
/// A connection gets no further request after this time …
const LIFE: Duration = Duration::from_secs(60);
/// … and is cut after this, if the client still has not taken its answer.
const GRACE: Duration = Duration::from_secs(30);
/// A page that asks for news is answered after this time even if there are none, so that a hidden tab
/// does not keep its connection; browsers open only six to a server.
const PATIENCE: Duration = Duration::from_secs(20);

/// Serves until the program is ended.
pub fn run(listener: std::net::TcpListener, live: Arc<LiveSite>) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().max_blocking_threads(16).build()?;
    runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let port = listener.local_addr()?.port();
        let listener = TcpListener::from_std(listener)?;
        let places = Arc::new(Semaphore::new(MOST));
        loop {
            let Ok(place) = Arc::clone(&places).acquire_owned().await else { return Ok(()) };
            match listener.accept().await {
                Ok((stream, _)) => {
                    let live = Arc::clone(&live);
                    tokio::spawn(async move {
                        serve(stream, live, port).await;
                        drop(place);
                    });
                }
                // Too many open files, or a client that is gone already: go on when there is room.
                Err(_) => sleep(Duration::from_millis(50)).await,
            }
        }
    })
}

async fn serve(stream: TcpStream, live: Arc<LiveSite>, port: u16) {
    // Answers are small and wanted at once.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| {
        let live = Arc::clone(&live);
        async move { Ok::<_, Infallible>(answer(request, live, port).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(LONGEST_HEAD)
        .max_headers(100)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    // How a connection ends is the client's business.
    if timeout(LIFE, connection.as_mut()).await.is_err() {
        connection.as_mut().graceful_shutdown();
        let _ = timeout(GRACE, connection).await;
    }
}

async fn answer(request: Request<Incoming>, live: Arc<LiveSite>, port: u16) -> Answer {
    let (head, _) = request.into_parts();
    if !request::is_for_us(&head.headers, &head.uri, port) {
        return response::words(StatusCode::MISDIRECTED_REQUEST, "this server answers only to its own address");
    }
    let Some(wanted) = request::wanted(&head.method) else {
        let mut answer = response::words(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD are answered");
        answer.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return answer;
    };
    let own = request::address(head.uri.path()).and_then(|address| address.strip_prefix(OWN).map(str::to_owned));
    let answer = match own.as_deref() {
        Some(_) if request::is_foreign(&head.headers) => {
            response::words(StatusCode::FORBIDDEN, "this is for the pages of the preview")
        }
        Some("news.js") => {
            let value = |key| request::query(&head.uri, key).unwrap_or_default();
            wait_for_news(live, Watching { path: value("path"), seen: value("seen"), problems: value("problems") })
                .await
        }
        Some(own) => response::own(own),
        None => {
            let made = spawn_blocking(move || {
                response::site(&live, &Question { uri: &head.uri, headers: &head.headers, wanted })
            });
            made.await.unwrap_or_else(|_| failed())
        }
    };
    if wanted == request::Wanted::Head { response::without_body(answer) } else { answer }
}

/// Waits for news of a page.
async fn wait_for_news(live: Arc<LiveSite>, watching: Watching) -> Answer {
    let mut states = live.follow();
    let end = tokio::time::Instant::now() + PATIENCE;
    loop {
        let state = states.borrow_and_update().clone();
        let (asking, page) = (Arc::clone(&live), watching.clone());
        let Ok((any, answer)) = spawn_blocking(move || news::news(&asking, &state, &page)).await else {
            return failed();
        };
        if any || !matches!(tokio::time::timeout_at(end, states.changed()).await, Ok(Ok(()))) {
            return answer;
        }
    }
}

fn failed() -> Answer {
    response::words(StatusCode::INTERNAL_SERVER_ERROR, "the page cannot be made; this is a bug of gongbao")
}
