//! A server of the program's, and a client that says exactly what it is told to.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::project::Project;

/// Where pages of the small project are, below the root.
pub(crate) const BASE: &str = "/versus";

/// After this, something that was waited for does not come any more.
const PATIENCE: Duration = Duration::from_secs(30);

/// `versus serve`, which ends with this value.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
    /// What it says, line by line, after the one with its address.
    said: Mutex<Receiver<String>>,
    /// What it serves, where nobody else needs it.
    project: Option<Project>,
}

impl Server {
    /// Serves a project, at any port that is free.
    pub(crate) fn of(project: &Project) -> Self {
        Self::in_folder(
            &project.root(),
            &["--base-url", "https://example.org/versus"],
        )
    }

    /// Serves a project that nobody edits.
    pub(crate) fn alone(project: Project) -> Self {
        let mut server = Self::of(&project);
        server.project = Some(project);
        server
    }

    /// Serves with these arguments, from a folder.
    pub(crate) fn in_folder(folder: &Path, arguments: &[&str]) -> Self {
        Self::in_folder_with(folder, arguments, &[])
    }

    /// The same, with variables of the environment.
    pub(crate) fn in_folder_with(
        folder: &Path,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_versus"))
            .args(["serve", "--port", "0"])
            .args(arguments)
            .envs(variables.iter().copied())
            .current_dir(folder)
            .stdin(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let stderr = BufReader::new(child.stderr.take().expect("it is piped"));
        let (lines, said) = mpsc::channel();
        // Read all the time, or a server that says much would wait for its reader.
        std::thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                // A test may have heard enough.
                let _ = lines.send(line);
            }
        });
        let line = said
            .recv_timeout(PATIENCE)
            .expect("the server says something");
        let address = line
            .strip_prefix("http://")
            .and_then(|rest| rest.split_once('/'))
            .and_then(|(address, _)| address.parse().ok())
            .unwrap_or_else(|| panic!("the server says where it listens, not {line:?}"));
        Self {
            child,
            address,
            said: Mutex::new(said),
            project: None,
        }
    }

    /// The next line of what it says.
    pub(crate) fn says(&self) -> String {
        let said = self.said.lock().expect("no test panics with it");
        said.recv_timeout(PATIENCE)
            .expect("the server says something")
    }

    /// Asks for a path.
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.request("GET", path, &[])
    }

    /// Asks for a path below the base path.
    pub(crate) fn page(&self, path: &str) -> Answer {
        self.get(&format!("{BASE}{path}"))
    }

    /// Sends a request with some headers.
    pub(crate) fn request(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n",
            self.address
        );
        for (name, value) in headers {
            request.extend([*name, ": ", *value, "\r\n"]);
        }
        request.push_str("\r\n");
        let answer = self.send(request.as_bytes());
        answer.unwrap_or_else(|| panic!("{method} {path} is not answered"))
    }

    /// Sends bytes, and returns what is answered before the server closes the connection.
    pub(crate) fn send(&self, bytes: &[u8]) -> Option<Answer> {
        let mut stream = self.connect();
        // It may close the connection as soon as it has seen enough.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        Answer::read(&answer)
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("the server listens");
        stream
            .set_read_timeout(Some(PATIENCE))
            .expect("a time can be set");
        stream
    }

    /// Follows what open tabs are told.
    pub(crate) fn events(&self) -> Events {
        let mut stream = self.connect();
        let request = format!(
            "GET /.versus/events HTTP/1.1\r\nHost: {}\r\n\r\n",
            self.address
        );
        stream
            .write_all(request.as_bytes())
            .expect("the server reads");
        Events(BufReader::new(stream))
    }

    /// Ends the server as somebody at the terminal does, and returns its exit code.
    #[cfg(unix)]
    pub(crate) fn interrupt(mut self) -> Option<i32> {
        let status = Command::new("kill")
            .args(["-INT", &self.child.id().to_string()])
            .status()
            .expect("a signal can be sent");
        assert!(status.success(), "the signal was not sent");
        self.child.wait().expect("the server ends").code()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
        self.project.take();
    }
}

/// What a server answers.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    fn read(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&bytes[..end]);
        let mut lines = head.split("\r\n");
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let headers = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        Some(Self {
            status,
            headers,
            body: bytes[end + 4..].to_vec(),
        })
    }

    /// A header by its name in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body of a page without the script at its end.
    pub(crate) fn without_script(&self) -> &[u8] {
        let start = self
            .body
            .windows(SCRIPT.len())
            .rposition(|window| window == SCRIPT)
            .unwrap_or_else(|| panic!("there is no script at the end of\n{}", self.text()));
        let tag = String::from_utf8_lossy(&self.body[start..]);
        assert_eq!(tag.lines().count(), 1, "the script is not the end");
        assert!(tag.ends_with("\"></script>\n"), "{tag}");
        &self.body[..start]
    }
}

const SCRIPT: &[u8] = b"<script src=\"/.versus/reload.js\" data-version=\"";

/// What open tabs are told.
pub(crate) struct Events(BufReader<TcpStream>);

impl Events {
    /// The next thing that they are told.
    pub(crate) fn next(&mut self) -> Value {
        let mut line = String::new();
        let start = Instant::now();
        loop {
            // The server sends a sign of life now and then.
            assert!(start.elapsed() < PATIENCE, "tabs are told nothing");
            line.clear();
            let read = self.0.read_line(&mut line).expect("an event comes");
            assert!(read > 0, "the server has closed the connection");
            // Each event is one piece of its own.
            if let Some(json) = line.strip_prefix("data: ") {
                return serde_json::from_str(json).expect("events are JSON");
            }
        }
    }

    /// The first thing that they are told of which something is true.
    pub(crate) fn until(&mut self, is_it: impl Fn(&Value) -> bool) -> Value {
        loop {
            let event = self.next();
            if is_it(&event) {
                return event;
            }
        }
    }

    /// What they are told once another site is shown.
    pub(crate) fn until_other_than(&mut self, version: &Value) -> Value {
        self.until(|event| event["version"] != *version && event["problems"].is_null())
    }
}

/// Waits until something holds, as long as it may take on a busy machine.
pub(crate) fn until(what: &str, holds: impl Fn() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < PATIENCE, "{what} does not happen");
        std::thread::sleep(Duration::from_millis(10));
    }
}
