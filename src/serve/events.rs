//! What open tabs are told as it happens: server-sent events, each of which is all there is to know.

use std::sync::Arc;
use std::time::Duration;

use hyper::body::Bytes;
use serde::Serialize;
use tokio::sync::{mpsc, watch};

use crate::diagnostic::text::{self, Style};
use crate::diagnostic::{Diagnostic, Tally};

use super::generation::Generation;

/// How often a word is sent to tabs that may be gone.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// What is shown at this moment.
#[derive(Debug, Clone, Default)]
pub(super) struct Now {
    /// The last site without errors.
    pub(super) site: Option<Arc<Generation>>,
    /// Why it is not the site of the files as they are.
    pub(super) problems: Option<Arc<Problems>>,
}

/// What keeps the files from being a site.
#[derive(Debug, Serialize)]
pub(super) struct Problems {
    /// How many there are.
    title: String,
    list: Vec<Problem>,
}

#[derive(Debug, Serialize)]
struct Problem {
    /// The file with line and column, as editors take it.
    place: Option<String>,
    /// As the command line tells it.
    text: String,
}

impl Problems {
    /// Problems of the input.
    pub(super) fn of_input(problems: &[Diagnostic]) -> Self {
        let list = problems.iter().map(|problem| Problem {
            place: problem.place.as_ref().map(|place| {
                let (line, column) = place.line_and_column();
                format!("{}:{line}:{column}", place.source.path)
            }),
            text: text::render(std::slice::from_ref(problem), Style::Plain),
        });
        Self {
            title: Tally::of(problems).to_string(),
            list: list.collect(),
        }
    }

    /// Something that the outside world refused.
    pub(super) fn of_world(error: &dyn std::error::Error) -> Self {
        Self {
            title: "The files cannot be read".to_owned(),
            list: vec![Problem {
                place: None,
                text: format!("error: {error}\n"),
            }],
        }
    }
}

/// What the script in `browser/reload.js` reads.
#[derive(Serialize)]
struct Message<'a> {
    version: Option<&'a str>,
    styles: &'a [String],
    problems: Option<&'a Problems>,
}

fn message(now: &Now) -> Bytes {
    let site = now.site.as_deref();
    let message = Message {
        version: site.map(|site| site.version.as_str()),
        styles: site.map_or(&[], |site| &site.styles),
        problems: now.problems.as_deref(),
    };
    let json = serde_json::to_string(&message).expect("texts and lists are JSON");
    // JSON has no line breaks of its own, so it is one line of an event.
    format!("data: {json}\n\n").into()
}

/// Sends what is shown now, and then whenever it changes, until nobody listens or `stopped`.
pub(super) fn follow(
    mut now: watch::Receiver<Option<Now>>,
    mut stopped: watch::Receiver<bool>,
) -> mpsc::Receiver<Bytes> {
    let (events, receiver) = mpsc::channel(1);
    now.mark_changed();
    tokio::spawn(async move {
        loop {
            let event = tokio::select! {
                changed = now.changed() => match changed {
                    Ok(()) => now.borrow_and_update().as_ref().map(message),
                    Err(_) => return,
                },
                () = tokio::time::sleep(HEARTBEAT) => Some(Bytes::from_static(b":\n\n")),
                _ = stopped.wait_for(|stopped| *stopped) => return,
                () = events.closed() => return,
            };
            if let Some(event) = event
                && events.send(event).await.is_err()
            {
                return;
            }
        }
    });
    receiver
}
