//! Requests that nobody sends in good faith: none leads out of the site, and none keeps others from
//! being answered.

use std::io::{Read as _, Write as _};
use std::time::Duration;

use crate::client::Server;
use crate::support::project::Project;

const SECRET: &str = "not for readers";

/// Ways to write the path to a file beside the site.
fn traversals() -> Vec<String> {
    let ups = [
        "..",
        "%2e%2e",
        "%2E.",
        ".%2e",
        "%252e%252e",
        "..%00",
        "%c0%ae%c0%ae",
        "%e0%80%ae%e0%80%ae",
        "%f0%80%80%ae%f0%80%80%ae",
        "..;",
        "...",
        ". .",
        "%u002e%u002e",
        "\u{ff0e}\u{ff0e}",
        "..%20",
        "%2e%2e%2e",
    ];
    let slashes = [
        "/", "%2f", "%2F", "%5c", "\\", "%252f", "%c0%af", "//", "/./", "%00/",
    ];
    let mut paths = Vec::new();
    for up in ups {
        for slash in slashes {
            for depth in [1, 3] {
                paths.push(format!(
                    "/versus/{}secret.txt",
                    format!("{up}{slash}").repeat(depth)
                ));
            }
        }
    }
    let absolute = [
        "/etc/passwd",
        "//etc/passwd",
        "/versus//etc/passwd",
        "/versus/%2fetc/passwd",
        "/versus/file:///etc/passwd",
        "/versus/C:/secret.txt",
        "/versus/C:%5csecret.txt",
        "/versus/secret.txt",
        "/secret.txt",
        "/versus/assets/../../secret.txt",
        "/versus/assets/%2e%2e/%2e%2e/secret.txt",
        "/versus/assets/..%2f..%2fsecret.txt",
        "/versus/content/site.yaml",
        "/versus/../content/site.yaml",
        "/.versus/../secret.txt",
        "/.versus/%2e%2e/secret.txt",
        "/.versus/..%2f..%2fsecret.txt",
        "/versus/.git/config",
        "/versus/.versus/manifest",
        "/versus/%00",
        "/versus/%00/secret.txt",
        "/versus/secret.txt%00.html",
        "/versus/secret.txt%0d%0aX: y",
        "/versus/courier/0x87%00",
        "/versus/CON",
        "/versus/secret.txt::$DATA",
        "/versus/secret~1.txt",
        "/versus/~root/secret.txt",
        "/versus/$HOME/secret.txt",
        "/versus/%",
        "/versus/%2",
        "/versus/%zz",
        "/versus/%ff%fe",
        "/versus/%f4%90%80%80",
        "/versus/%ed%a0%80",
    ];
    paths.extend(absolute.map(str::to_owned));
    paths
}

/// First lines of requests.
const LINES: &[&str] = &[
    "",
    " ",
    "\r\n",
    "\n\n\n\n",
    "GET",
    "GET ",
    "GET /",
    "GET / ",
    "GET / HTTP",
    "GET / HTTP/1.1",
    "GET / HTTP/0.9",
    "GET / HTTP/2.0",
    "GET / HTTP/9.9",
    "GET / HTTPS/1.1",
    "get / HTTP/1.1",
    "GET  / HTTP/1.1",
    "GET /\tHTTP/1.1",
    "GET / / HTTP/1.1",
    "GET \0 HTTP/1.1",
    "GET /\0 HTTP/1.1",
    "G\0T / HTTP/1.1",
    "GET /versus/\u{1} HTTP/1.1",
    "GET /versus/\u{7f} HTTP/1.1",
    "GET /versus/é HTTP/1.1",
    "GET * HTTP/1.1",
    "OPTIONS * HTTP/1.1",
    "CONNECT example.org:443 HTTP/1.1",
    "CONNECT / HTTP/1.1",
    "GET example.org HTTP/1.1",
    "GET http:// HTTP/1.1",
    "GET http:///versus/ HTTP/1.1",
    "GET file:///etc/passwd HTTP/1.1",
    "GET http://example.org/versus/ HTTP/1.1",
    "GET https://example.org/versus/ HTTP/1.1",
    "GET ftp://localhost/versus/ HTTP/1.1",
    "GET http://localhost@example.org/ HTTP/1.1",
    "GET http://localhost:99999/ HTTP/1.1",
    "PRI * HTTP/2.0",
    "\u{16}\u{3}\u{1}\u{2}\0\u{1}\0",
    "SSH-2.0-x",
    "HELP",
    "{\"a\":1}",
    "GET /versus/?\u{0} HTTP/1.1",
    "GET ? HTTP/1.1",
    "GET # HTTP/1.1",
    "GET /#x HTTP/1.1",
    "GET //// HTTP/1.1",
];

/// A header, or several.
const HEADERS: &[&str] = &[
    "Host: a b",
    "Host: localhost\0",
    "Host: [::1",
    "Host: localhost:port",
    "Host: localhost:-1",
    "Host: /",
    ":",
    ": x",
    " folded: x",
    "a b: c",
    "a\0: b",
    "a: b\0",
    "a: \u{1}",
    "\u{ff}: x",
    "no colon",
    "Content-Length: -1",
    "Content-Length: 1\r\nContent-Length: 2",
    "Content-Length: 99999999999999999999",
    "Content-Length: 5\r\nTransfer-Encoding: chunked",
    "Transfer-Encoding: nothing",
    "Transfer-Encoding: chunked, gzip",
    "Range: bytes=0-18446744073709551616",
    "Range: bytes=--1",
    "Range: bytes=1-0",
    "If-None-Match: \"",
    "If-Modified-Since: never",
    "If-Range: \"",
    "Expect: 100-continue",
    "Upgrade: websocket",
    "Connection: upgrade, \0",
    "Accept-Encoding: \u{80}",
];

/// Bytes that are no request, or one that goes too far.
fn malformed(address: &str) -> Vec<Vec<u8>> {
    let host = format!("Host: {address}\r\nConnection: close\r\n\r\n");
    let mut requests: Vec<Vec<u8>> = LINES
        .iter()
        .map(|line| format!("{line}\r\n{host}").into_bytes())
        .collect();
    for header in HEADERS {
        let own = if header.starts_with("Host") {
            String::new()
        } else {
            format!("Host: {address}\r\n")
        };
        requests.push(
            format!("GET /versus/ HTTP/1.1\r\n{own}{header}\r\nConnection: close\r\n\r\n")
                .into_bytes(),
        );
    }
    let filler = "x".repeat(1 << 20);
    requests.push(format!("GET /{filler} HTTP/1.1\r\n{host}").into_bytes());
    requests.push(format!("GET /versus/?{filler} HTTP/1.1\r\n{host}").into_bytes());
    requests.push(format!("{filler} / HTTP/1.1\r\n{host}").into_bytes());
    requests.push(format!("GET / HTTP/1.1\r\nX: {filler}\r\n{host}").into_bytes());
    requests.push(format!("GET / HTTP/1.1\r\n{}{host}", "X: y\r\n".repeat(5000)).into_bytes());
    requests.push(
        format!(
            "GET / HTTP/1.1\r\n{}{host}",
            format!("X: {}\r\n", "y".repeat(100)).repeat(150)
        )
        .into_bytes(),
    );
    requests.push(
        format!("POST /versus/ HTTP/1.1\r\nContent-Length: 1048576\r\n{host}{filler}").into_bytes(),
    );
    requests.push(
        format!("POST /versus/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\n{host}zz\r\n")
            .into_bytes(),
    );
    requests.push(filler.into_bytes());
    requests.push((0..=255).collect());
    requests.push(vec![0; 1 << 16]);
    requests.push(vec![0xff; 1 << 16]);
    // Noise that is different each time it is drawn, and the same in every run.
    let mut state: u32 = 1;
    for _ in 0..50 {
        let mut noise = b"GET /versus/".to_vec();
        for _ in 0..200 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            noise.extend(state.to_be_bytes().first());
        }
        noise.extend_from_slice(b" HTTP/1.1\r\n");
        noise.extend_from_slice(host.as_bytes());
        requests.push(noise);
    }
    requests
}

/// A small project with a file beside its site that nobody may read.
fn project() -> Project {
    let project = Project::mini();
    project.write("secret.txt", SECRET);
    project.write("content/secret.txt", SECRET);
    let beside = project.out();
    let beside = beside.parent().expect("it is in a folder");
    std::fs::write(beside.join("secret.txt"), SECRET).expect("a file can be written");
    project
}

/// Sends everything, and checks after each hundred that others are still answered.
fn besiege(server: &Server) -> usize {
    let mut requests: Vec<Vec<u8>> = traversals()
        .iter()
        .map(|path| {
            format!(
                "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
                server.address
            )
        })
        .map(String::into_bytes)
        .collect();
    requests.extend(malformed(&server.address.to_string()));
    for (count, request) in requests.iter().enumerate() {
        let shown = String::from_utf8_lossy(&request[..request.len().min(120)]).into_owned();
        if let Some(answer) = server.send(request) {
            assert!(
                !answer.text().contains(SECRET),
                "{shown}: the secret is out"
            );
            assert!(
                !answer.text().contains("root:"),
                "{shown}: a file of the system is out"
            );
            assert_ne!(answer.status, 500, "{shown}: {}", answer.text());
            if shown.contains("secret") {
                assert!(
                    [400, 404].contains(&answer.status),
                    "{shown}: {}",
                    answer.status
                );
            }
        }
        if count % 100 == 0 {
            assert_eq!(server.page("/courier/0x87").status, 200, "after {shown}");
        }
    }
    assert_eq!(server.page("/courier/0x87").status, 200);
    requests.len()
}

#[test]
fn no_request_leads_out_of_a_site_that_is_edited() {
    let server = Server::alone(project());
    let count = besiege(&server);
    assert!(count >= 200, "only {count} cases");
}

#[test]
fn no_request_leads_out_of_a_directory() {
    let project = project();
    project.build(&["--base-url", "https://example.org/versus"]);
    let out = project.out();
    let out = out.to_str().expect("a path of tests");
    let server = Server::in_folder(&project.root(), &["--public", out]);
    let count = besiege(&server);
    assert!(count >= 200, "only {count} cases");
}

#[test]
fn too_large_a_head_is_refused() {
    let server = Server::alone(project());
    let ask = |head: String| {
        let request = format!(
            "{head}Host: {}\r\nConnection: close\r\n\r\n",
            server.address
        );
        server.send(request.as_bytes()).map(|answer| answer.status)
    };
    let fits = "y".repeat(8 << 10);
    assert_eq!(
        ask(format!("GET /versus/ HTTP/1.1\r\nX: {fits}\r\n")),
        Some(200)
    );
    let long = "y".repeat(20 << 10);
    assert_eq!(
        ask(format!("GET /versus/ HTTP/1.1\r\nX: {long}\r\n")),
        Some(431)
    );
    let many = "X: y\r\n".repeat(200);
    assert_eq!(ask(format!("GET /versus/ HTTP/1.1\r\n{many}")), Some(431));
    let path = "y".repeat(20 << 10);
    assert!(matches!(
        ask(format!("GET /{path} HTTP/1.1\r\n")),
        Some(414 | 431)
    ));
}

#[test]
fn slow_senders_are_cut_off_and_others_are_answered_meanwhile() {
    let server = Server::alone(project());
    // More than there are places for connections.
    let mut slow: Vec<_> = (0..300).map(|_| server.connect()).collect();
    for stream in &mut slow {
        // Those beyond the limit are not read, but the system takes their bytes.
        let _ = stream.write_all(b"GET /versus/ HTTP/1.1\r\nHost: loc");
    }
    // Places come free as the slow ones are cut off.
    assert_eq!(server.page("/courier/0x87").status, 200);
    let mut first = &slow[0];
    let mut rest = Vec::new();
    let ended = first.read_to_end(&mut rest);
    assert!(ended.is_ok(), "the server keeps the connection: {ended:?}");
    assert!(!String::from_utf8_lossy(&rest).contains(" 200 "));
}

#[test]
fn readers_that_do_not_read_keep_nobody_waiting() {
    let server = Server::alone(project());
    let mut idle: Vec<_> = (0..100).map(|_| server.connect()).collect();
    for stream in &mut idle {
        let request = format!(
            "GET /versus/assets/style.css HTTP/1.1\r\nHost: {}\r\n\r\n",
            server.address
        );
        for _ in 0..50 {
            stream
                .set_write_timeout(Some(Duration::from_millis(200)))
                .expect("a time can be set");
            if stream.write_all(request.as_bytes()).is_err() {
                break;
            }
        }
    }
    assert_eq!(server.page("/courier/0x87").status, 200);
}
