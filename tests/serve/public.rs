//! A built directory, served as it is.

use std::fs;

use crate::client::Server;
use crate::support::none;
use crate::support::project::{Project, Run};
use crate::support::tree::tree;

const URL: [&str; 2] = ["--base-url", "https://example.org/versus"];

/// Serves what was built of a project.
fn built(project: &Project) -> Server {
    project.build(&URL);
    let out = project.out();
    let out = out.to_str().expect("a path of tests");
    Server::in_folder(&project.root(), &["--public", out])
}

#[test]
fn every_file_is_served_as_it_lies_there() {
    let project = Project::mini();
    let server = built(&project);
    let files = tree(&project.out());
    let wrong = files.iter().filter_map(|(file, bytes)| {
        let answer = server.page(&format!("/{file}"));
        let is_same = answer.status == 200 && answer.body == *bytes;
        (!is_same).then(|| format!("{file}: {}", answer.status))
    });
    none("files", wrong);
}

#[test]
fn paths_mean_what_they_mean_while_a_site_is_edited() {
    let project = Project::mini();
    let public = built(&project);
    let live = Server::of(&project);
    for path in [
        "/",
        "/versus",
        "/versus/",
        "/versus/courier",
        "/versus/courier?q",
        "/versus/courier/0x87",
        "/versus/courier/0x87/",
        "/versus/courier//0x87",
        "/versus/assets",
        "/versus/assets/",
        "/versus/sitemaps",
        "/versus/nothing",
        "/versus/../versus/",
        "/elsewhere",
        "/versus/.nojekyll",
        "/versus/%FF",
    ] {
        let (one, other) = (public.get(path), live.get(path));
        assert_eq!(one.status, other.status, "{path}");
        for name in ["location", "content-type"] {
            assert_eq!(one.header(name), other.header(name), "{path}");
        }
    }
}

#[test]
fn nothing_is_added_and_nothing_is_followed() {
    let project = Project::mini();
    let server = built(&project);
    assert!(!server.page("/").text().contains("/.versus/"));
    assert_eq!(server.get("/.versus/events").status, 404);
    assert_eq!(server.get("/.versus/reload.js").status, 404);
}

#[test]
fn what_is_built_later_is_served_at_once() {
    let project = Project::mini();
    let server = built(&project);
    let before = server.page("/courier/0x87");
    let code = project.read("content/courier/0x87.yaml");
    project.write(
        "content/courier/0x87.yaml",
        code.replace("summary: ", "summary: Newly, "),
    );
    project.build(&URL);
    let after = server.page("/courier/0x87");
    assert_ne!(before.text(), after.text());
    assert!(after.text().contains("Newly, "));
}

#[test]
fn the_date_of_a_file_counts() {
    let project = Project::mini();
    let server = built(&project);
    let path = "/versus/robots.txt";
    let answer = server.get(path);
    let date = answer.header("last-modified").expect("a file has a date");
    let since = |date: &str| {
        server
            .request("GET", path, &[("If-Modified-Since", date)])
            .status
    };
    assert_eq!(since(date), 304);
    assert_eq!(since("Thu, 01 Jan 1970 00:00:00 GMT"), 200);
    assert_eq!(since("yesterday"), 200);
    let if_range = |date: &str| {
        let headers = [("Range", "bytes=0-1"), ("If-Range", date)];
        server.request("GET", path, &headers).status
    };
    assert_eq!(if_range(date), 206);
    assert_eq!(if_range("Thu, 01 Jan 1970 00:00:00 GMT"), 200);
}

#[test]
fn a_site_without_a_page_for_misses_still_answers() {
    let project = Project::mini();
    let server = built(&project);
    fs::remove_file(project.out().join("404.html")).expect("it is there");
    let answer = server.page("/nothing");
    assert_eq!(
        (answer.status, answer.text().as_str()),
        (404, "there is no such page\n")
    );
}

#[cfg(unix)]
#[test]
fn no_link_is_followed_out_of_the_site() {
    use std::os::unix::fs::symlink;

    let project = Project::mini();
    let server = built(&project);
    let secret = project.root().join("secret.txt");
    fs::write(&secret, "a secret").expect("a file can be written");
    let out = project.out();
    symlink(&secret, out.join("linked.txt")).expect("a link can be made");
    symlink(project.root(), out.join("linked")).expect("a link can be made");
    for path in ["/linked.txt", "/linked/secret.txt", "/linked/", "/linked"] {
        let answer = server.page(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.text().contains("a secret"), "{path}");
    }
}

#[test]
fn a_directory_that_is_no_site_is_refused() {
    let project = Project::mini();
    for (folder, told) in [
        (
            "content",
            "error: content holds no site that was built: it has no sitemap.xml of one\n",
        ),
        (
            "nowhere",
            "error: nowhere holds no site that was built: it has no sitemap.xml of one\n",
        ),
    ] {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_versus"))
            .args(["serve", "--port", "0", "--public", folder])
            .current_dir(project.root())
            .output();
        let run = Run::new(output.expect("the program runs"));
        assert_eq!((run.code, run.stderr.as_str()), (2, told));
    }
}
