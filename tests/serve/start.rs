//! How a server starts and stops, and to whom it answers.

use std::net::TcpListener;
use std::process::Command;

use crate::client::{Server, until};
use crate::support::project::{Project, Run, repository};

/// Runs `versus serve`, which is expected to end by itself.
fn serve(arguments: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_versus"))
        .arg("serve")
        .args(arguments)
        .current_dir(repository())
        .output();
    Run::new(output.expect("the program runs"))
}

#[test]
fn a_port_in_use_is_told_with_one_that_is_free() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("a bound listener").port();
    let run = serve(&["--port", &port.to_string()]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    let start = format!("error: port {port} is in use; port ");
    let free = run
        .stderr
        .strip_prefix(&start)
        .and_then(|rest| rest.split_once(" is free: --port "));
    let (free, again) = free.unwrap_or_else(|| panic!("{}", run.stderr));
    assert_eq!(free, again.trim_end());
    let free: u16 = free.parse().expect("a number");
    assert!(free > port, "{free}");
    assert!(
        TcpListener::bind(("127.0.0.1", free)).is_ok(),
        "{free} is not free"
    );
}

#[test]
fn what_is_not_there_is_told() {
    let run = serve(&["--port", "0", "--locale", "tlh"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr
            .ends_with("error: there is no locale `tlh`; there are en, fr, id, pt, ru, zh\n"),
        "{}",
        run.stderr
    );
    let run = serve(&["--port", "0", "--root", "nowhere"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.starts_with("error: cannot watch nowhere: "),
        "{}",
        run.stderr
    );
    let run = serve(&["--host", "203.0.113.1"]);
    assert_eq!(run.code, 2);
    let told = "error: cannot listen at 203.0.113.1:4000: ";
    assert!(run.stderr.starts_with(told), "{}", run.stderr);
    let run = serve(&["--public", "public", "--locale", "pt"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("cannot be used with"), "{}", run.stderr);
}

#[test]
fn it_tells_what_it_does() {
    let project = Project::mini();
    let server = Server::of(&project);
    let ready = server.says();
    assert!(ready.starts_with("the site: shown after "), "{ready}");
    let code = project.read("content/courier/0x87.yaml");
    project.write("content/courier/0x87.yaml", code + "# An edit\n");
    let shown = server.says();
    assert!(
        shown.starts_with("content/courier/0x87.yaml: shown after "),
        "{shown}"
    );
}

#[cfg(unix)]
#[test]
fn it_stops_cleanly_whatever_is_going_on() {
    let project = Project::mini();
    let server = Server::of(&project);
    let mut events = server.events();
    events.next();
    let idle = server.connect();
    assert_eq!(server.page("/").status, 200);
    assert_eq!(server.interrupt(), Some(0));
    drop(idle);
}

#[test]
fn only_this_machine_reaches_it() {
    let server = Server::alone(Project::mini());
    assert!(server.address.ip().is_loopback(), "{}", server.address);
}

#[test]
fn a_foreign_host_is_refused() {
    let server = Server::alone(Project::mini());
    let port = server.address.port();
    let ask = |head: &str| {
        let request = format!("{head}Connection: close\r\n\r\n");
        server.send(request.as_bytes()).expect("an answer").status
    };
    for host in [
        "localhost",
        "127.0.0.1",
        "[::1]",
        "LocalHost",
        "docs.localhost",
    ] {
        assert_eq!(
            ask(&format!("GET /versus/ HTTP/1.1\r\nHost: {host}:{port}\r\n")),
            200,
            "{host}"
        );
    }
    for host in [
        "example.org",
        "localhost.example.org",
        "127.0.0.1.example.org",
        "a@localhost",
        "",
    ] {
        let paths = [
            "/versus/",
            "/",
            "/.versus/events",
            "/.versus/reload.js",
            "/elsewhere",
        ];
        for path in paths {
            assert_eq!(
                ask(&format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n")),
                403,
                "{host}{path}"
            );
        }
    }
    assert_eq!(ask("GET /versus/ HTTP/1.1\r\n"), 400);
    assert_eq!(
        ask("GET /versus/ HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n"),
        400
    );
    assert_eq!(
        ask("GET http://example.org/versus/ HTTP/1.1\r\nHost: localhost\r\n"),
        403
    );
    assert_eq!(
        ask("GET http://localhost/versus/ HTTP/1.1\r\nHost: example.org\r\n"),
        403
    );
    assert_eq!(
        ask("GET http://localhost/versus/ HTTP/1.1\r\nHost: localhost\r\n"),
        200
    );
}

#[cfg(target_os = "linux")]
#[test]
fn the_browser_is_opened_at_its_address() {
    use std::os::unix::fs::PermissionsExt as _;

    let project = Project::mini();
    let opened = project.root().join("opened");
    // What opens addresses on a desktop, if there is one.
    project.write(
        "bin/xdg-open",
        format!("#!/bin/sh\necho \"$1\" > {}\n", opened.display()),
    );
    let program = project.root().join("bin/xdg-open");
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755))
        .expect("it can be made a program");
    let path = std::env::var("PATH").expect("there is a path");
    let path = format!("{}:{path}", program.parent().expect("a folder").display());
    let server = Server::in_folder_with(&project.root(), &["--open"], &[("PATH", &path)]);
    let address = format!("http://{}/\n", server.address);
    until("the browser", || {
        std::fs::read_to_string(&opened).is_ok_and(|text| text == address)
    });
}
