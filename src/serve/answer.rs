//! An HTTP answer: what was found, or the part of it that was asked for, or that nothing has changed.

use std::convert::Infallible;
use std::ops::RangeInclusive;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};

use hyper::body::{Body, Bytes, Frame, SizeHint};
use hyper::header::{
    ACCEPT_RANGES, ALLOW, CACHE_CONTROL, CONTENT_RANGE, CONTENT_TYPE, ETAG, HeaderMap, HeaderName,
    HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_RANGE, LAST_MODIFIED, LOCATION, RANGE,
    X_CONTENT_TYPE_OPTIONS,
};
use hyper::{Method, Response, StatusCode};
use tokio::sync::mpsc;
use xxhash_rust::xxh3::xxh3_128;

use super::files::{self, File};

/// What follows the head of an answer.
#[derive(Debug)]
pub(super) enum Content {
    Whole(Bytes),
    /// Pieces that come when something happens.
    Events(mpsc::Receiver<Bytes>),
}

impl Body for Content {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let next = match &mut *self {
            Content::Whole(bytes) if bytes.is_empty() => None,
            Content::Whole(bytes) => Some(std::mem::take(bytes)),
            Content::Events(events) => match events.poll_recv(context) {
                Poll::Ready(event) => event,
                Poll::Pending => return Poll::Pending,
            },
        };
        Poll::Ready(next.map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Content::Whole(bytes) if bytes.is_empty())
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Content::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Content::Events(_) => SizeHint::default(),
        }
    }
}

pub(super) type Answer = Response<Content>;

/// An answer that says one thing to people.
pub(super) fn text(status: StatusCode, text: impl Into<String>) -> Answer {
    let bytes = Bytes::from(text.into() + "\n");
    with_type(status, bytes, "text/plain; charset=utf-8")
}

/// The answer to a method that changes something.
pub(super) fn not_allowed() -> Answer {
    let mut answer = text(
        StatusCode::METHOD_NOT_ALLOWED,
        "this server only answers GET and HEAD",
    );
    set(&mut answer, ALLOW, "GET, HEAD");
    answer
}

/// An answer that sends the reader elsewhere.
pub(super) fn moved(status: StatusCode, path: &str, query: Option<&str>) -> Answer {
    let mut address = path.to_owned();
    address.extend(query.iter().flat_map(|query| ["?", query]));
    let mut answer = text(status, format!("this is at {address}"));
    set(&mut answer, LOCATION, &address);
    answer
}

/// Events, as they happen.
pub(super) fn events(events: mpsc::Receiver<Bytes>) -> Answer {
    let mut answer = Response::new(Content::Events(events));
    set(&mut answer, CONTENT_TYPE, "text/event-stream");
    set(&mut answer, CACHE_CONTROL, "no-store");
    // So that no service worker of the site's keeps what never ends.
    set(&mut answer, hyper::header::VARY, "*");
    answer
}

/// A file that stands for something else than what was asked for.
pub(super) fn instead(status: StatusCode, file: File) -> Answer {
    with_type(status, file.bytes, content_type(&file.name))
}

/// A file, or what a request with these headers wants of it.
pub(super) fn file(method: &Method, headers: &HeaderMap, file: File) -> Answer {
    let tag = format!("\"{:032x}\"", xxh3_128(&file.bytes));
    // HTTP knows whole seconds.
    let modified = file.modified.map(whole_seconds);
    let kind = content_type(&file.name);
    let size = file.bytes.len() as u64;
    let mut answer = if is_unchanged(headers, &tag, modified) {
        with_type(StatusCode::NOT_MODIFIED, Bytes::new(), kind)
    } else {
        match wanted(method, headers, &tag, modified, size) {
            Wanted::Whole => with_type(StatusCode::OK, file.bytes, kind),
            Wanted::Part(range) => {
                let (start, end) = range.into_inner();
                let at = |byte: u64| usize::try_from(byte).expect("it lies in memory");
                let part = file.bytes.slice(at(start)..=at(end));
                let mut answer = with_type(StatusCode::PARTIAL_CONTENT, part, kind);
                let range = format!("bytes {start}-{end}/{size}");
                set(&mut answer, CONTENT_RANGE, &range);
                answer
            }
            Wanted::TooMuch => {
                let mut answer = text(
                    StatusCode::RANGE_NOT_SATISFIABLE,
                    format!("the file has {size} bytes"),
                );
                set(&mut answer, CONTENT_RANGE, &format!("bytes */{size}"));
                answer
            }
        }
    };
    set(&mut answer, ETAG, &tag);
    set(&mut answer, ACCEPT_RANGES, "bytes");
    if let Some(time) = modified {
        set(&mut answer, LAST_MODIFIED, &httpdate::fmt_http_date(time));
    }
    answer
}

/// Whether the reader has the file as it is (RFC 9110, section 13.2.2).
fn is_unchanged(headers: &HeaderMap, tag: &str, modified: Option<SystemTime>) -> bool {
    if headers.contains_key(IF_NONE_MATCH) {
        let lists = headers.get_all(IF_NONE_MATCH).iter();
        let tags = lists
            .filter_map(|list| list.to_str().ok())
            .flat_map(|list| list.split(','));
        return tags
            .map(|known| known.trim().trim_start_matches("W/"))
            .any(|known| known == tag || known == "*");
    }
    let since = headers.get(IF_MODIFIED_SINCE).and_then(date);
    since
        .zip(modified)
        .is_some_and(|(since, modified)| modified <= since)
}

/// How much of a file a request wants.
enum Wanted {
    Whole,
    Part(RangeInclusive<u64>),
    TooMuch,
}

/// Several parts are answered with the whole, as RFC 9110, section 14.2, allows.
fn wanted(
    method: &Method,
    headers: &HeaderMap,
    tag: &str,
    modified: Option<SystemTime>,
    size: u64,
) -> Wanted {
    let is_meant = |condition: &HeaderValue| {
        condition.as_bytes() == tag.as_bytes()
            || date(condition).is_some_and(|date| Some(date) == modified)
    };
    let asked = headers
        .get(RANGE)
        .filter(|_| method == Method::GET && headers.get(IF_RANGE).is_none_or(is_meant))
        .and_then(|range| range.to_str().ok())
        .and_then(|range| http_range_header::parse_range_header(range).ok());
    match asked.map(|ranges| ranges.validate(size)) {
        None => Wanted::Whole,
        Some(Err(_)) => Wanted::TooMuch,
        Some(Ok(ranges)) => match ranges.as_slice() {
            [range] => Wanted::Part(range.clone()),
            _ => Wanted::Whole,
        },
    }
}

fn date(value: &HeaderValue) -> Option<SystemTime> {
    httpdate::parse_http_date(value.to_str().ok()?).ok()
}

fn whole_seconds(time: SystemTime) -> SystemTime {
    let since = time.duration_since(SystemTime::UNIX_EPOCH);
    SystemTime::UNIX_EPOCH + Duration::from_secs(since.unwrap_or_default().as_secs())
}

/// The type of a file by the ending of its name. Whatever is text is UTF-8 on this site.
fn content_type(name: &str) -> &'static str {
    match files::ending(name) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "application/javascript; charset=utf-8",
        Some("json") => "application/json; charset=utf-8",
        Some("txt") => "text/plain; charset=utf-8",
        Some("webmanifest") => "application/manifest+json; charset=utf-8",
        Some("xml") => "application/xml",
        _ => mime_guess::from_path(name)
            .first_raw()
            .unwrap_or("application/octet-stream"),
    }
}

fn with_type(status: StatusCode, bytes: Bytes, kind: &str) -> Answer {
    let mut answer = Response::new(Content::Whole(bytes));
    *answer.status_mut() = status;
    set(&mut answer, CONTENT_TYPE, kind);
    // A browser asks each time, and is mostly told that nothing has changed.
    set(&mut answer, CACHE_CONTROL, "no-cache");
    set(&mut answer, X_CONTENT_TYPE_OPTIONS, "nosniff");
    answer
}

/// Sets a header to a value that people may have written, unless no header can hold it.
fn set(answer: &mut Answer, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        answer.headers_mut().insert(name, value);
    }
}
