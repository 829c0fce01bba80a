//! GitHub Pages in miniature: serves a built site under its base path, to be walked link by link.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;

use scraper::Html;

use super::pages::{absolute, all, is_html};
use super::tree::Tree;

/// Answers until the last request for [`STOP`]; returns where.
fn serve(files: Arc<Tree>, base: String) -> (SocketAddr, std::thread::JoinHandle<()>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let address = listener.local_addr().expect("a bound listener");
    let thread = std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a connection");
            let mut reader = BufReader::new(stream.try_clone().expect("a second handle"));
            let mut request = String::new();
            reader.read_line(&mut request).expect("a request");
            let mut header = String::new();
            while reader.read_line(&mut header).expect("a header") > 2 {
                header.clear();
            }
            let path = request.split(' ').nth(1).unwrap_or_default();
            if path == STOP {
                return;
            }
            let path = path.split('?').next().unwrap_or_default();
            let (status, body) = path
                .strip_prefix(base.as_str())
                .map_or((404, &[][..]), |path| answer(&files, path));
            let head = format!(
                "HTTP/1.1 {status} \r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                body.len()
            );
            stream.write_all(head.as_bytes()).expect("a listening peer");
            stream.write_all(body).expect("a listening peer");
        }
    });
    (address, thread)
}

/// A path that no site has.
const STOP: &str = "*stop*";

/// What GitHub Pages answers: a folder without its slash is moved, a page may leave out `.html`.
fn answer<'a>(files: &'a Tree, path: &str) -> (u16, &'a [u8]) {
    let Some(path) = path.strip_prefix('/') else {
        return (301, &[]);
    };
    let folder = format!("{path}/");
    let is_folder = files
        .range(folder.clone()..)
        .next()
        .is_some_and(|(name, _)| name.starts_with(&folder));
    if path.is_empty() || path.ends_with('/') {
        return files
            .get(&format!("{path}index.html"))
            .map_or((404, &[]), |bytes| (200, bytes));
    }
    if is_folder {
        return (301, &[]);
    }
    let found = files
        .get(path)
        .or_else(|| files.get(&format!("{path}.html")));
    found.map_or((404, &[]), |bytes| (200, bytes))
}

fn get(address: SocketAddr, path: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(address).expect("the server listens");
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream
        .write_all(request.as_bytes())
        .expect("the server reads");
    let mut response = Vec::new();
    stream
        .read_to_end(&mut response)
        .expect("the server answers");
    let response = String::from_utf8_lossy(&response);
    let status = response
        .split(' ')
        .nth(1)
        .and_then(|code| code.parse().ok());
    let body = response.split_once("\r\n\r\n").map(|(_, body)| body);
    (
        status.expect("a status line"),
        body.unwrap_or_default().to_owned(),
    )
}

/// Follows every link from the home page; the status of every path, and which page led to it.
pub(crate) fn crawl(files: Tree, origin: &str, base: &str) -> BTreeMap<String, (u16, String)> {
    let (address, thread) = serve(Arc::new(files), base.to_owned());
    let home = format!("{base}/");
    let mut answers = BTreeMap::new();
    let mut seen = BTreeSet::from([home.clone()]);
    let mut queue = VecDeque::from([(home, "the start".to_owned())]);
    while let Some((path, from)) = queue.pop_front() {
        let (status, body) = get(address, &path);
        answers.insert(path.clone(), (status, from));
        let name = path.rsplit('/').next().unwrap_or_default();
        if status != 200 || name.contains('.') && !is_html(name) {
            continue;
        }
        let html = Html::parse_document(&body);
        for element in all(&html, "[href], [src]") {
            let target = element.attr("href").or_else(|| element.attr("src"));
            let target = target.unwrap_or_default();
            let target = target.strip_prefix(origin).unwrap_or(target);
            let target = target.split('#').next().unwrap_or_default();
            let is_local = !target.is_empty() && !target.contains(':');
            let target = absolute(target, &path);
            if is_local && seen.insert(target.clone()) {
                queue.push_back((target, path.clone()));
            }
        }
    }
    let mut stream = TcpStream::connect(address).expect("the server listens");
    stream
        .write_all(format!("GET {STOP} HTTP/1.1\r\n\r\n").as_bytes())
        .expect("the server reads");
    thread.join().expect("the server did not panic");
    answers
}
