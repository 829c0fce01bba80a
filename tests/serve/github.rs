//! Paths and headers as on GitHub Pages.

use crate::client::Server;
use crate::support::project::Project;

#[test]
fn a_path_is_a_file_without_its_ending_or_a_folder_with_its_slash() {
    let project = Project::mini();
    let server = Server::of(&project);
    for (path, status, location) in [
        ("/", 302, Some("/versus/")),
        ("/?q=1", 302, Some("/versus/?q=1")),
        ("/versus", 302, Some("/versus/")),
        ("/versus/", 200, None),
        ("/versus/?q=1", 200, None),
        ("/versus/index.html", 200, None),
        ("/versus/courier", 301, Some("/versus/courier/")),
        ("/versus/courier?q=/&r", 301, Some("/versus/courier/?q=/&r")),
        ("/versus/pt/courier", 301, Some("/versus/pt/courier/")),
        ("/versus/courier/", 200, None),
        ("/versus/courier/index", 200, None),
        ("/versus/courier/0x87", 200, None),
        ("/versus/courier/0x87.html", 200, None),
        ("/versus/%63ourier%2F0x87", 200, None),
        ("/versus/courier/0x87/", 404, None),
        ("/versus/courier/0X87", 404, None),
        ("/versus/courier/0x87.htm", 404, None),
        ("/versus/courier//0x87", 404, None),
        ("/versus//", 404, None),
        ("/versus/nothing", 404, None),
        ("/versus/nothing/", 404, None),
        ("/versus/404", 200, None),
        ("/versus/assets", 301, Some("/versus/assets/")),
        ("/versus/assets/", 404, None),
        ("/versus/sitemaps", 301, Some("/versus/sitemaps/")),
        ("/versus/sitemaps/", 404, None),
        ("/versus/compare/courier/0x87-vs-0x88", 200, None),
        ("/versus/compare/courier/0x88-vs-0x87", 404, None),
        ("/courier/0x87", 404, None),
        ("/versusly", 404, None),
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, status, "{path}");
        assert_eq!(answer.header("location"), location, "{path}");
    }
}

#[test]
fn a_site_at_the_root_has_no_base_path() {
    let project = Project::mini();
    let server = Server::in_folder(&project.root(), &["--base-url", "http://localhost:4000"]);
    assert_eq!(server.get("/").status, 200);
    assert_eq!(server.get("/courier/0x87").status, 200);
    let moved = server.get("/courier");
    assert_eq!(
        (moved.status, moved.header("location")),
        (301, Some("/courier/"))
    );
    assert_eq!(server.get("//example.org/courier").status, 404);
}

#[test]
fn a_miss_is_the_sites_own_page() {
    let project = Project::mini();
    let built = project.build(&["--base-url", "https://example.org/versus"]);
    let server = Server::of(&project);
    for path in [
        "/versus/nothing",
        "/versus/assets/nothing.css",
        "/elsewhere",
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(
            answer.header("content-type"),
            Some("text/html; charset=utf-8")
        );
        assert!(answer.without_script() == built["404.html"], "{path}");
    }
}

#[test]
fn every_file_has_its_type() {
    let project = Project::mini();
    project.write("static/a.woff2", "");
    project.write("static/b.PNG", "");
    project.write("static/c", "");
    let server = Server::of(&project);
    for (path, kind) in [
        ("/courier/0x87", "text/html; charset=utf-8"),
        ("/assets/style.css", "text/css; charset=utf-8"),
        ("/assets/page.js", "application/javascript; charset=utf-8"),
        ("/assets/icon.svg", "image/svg+xml"),
        ("/assets/a.woff2", "font/woff2"),
        ("/assets/b.PNG", "image/png"),
        ("/assets/c", "application/octet-stream"),
        ("/search.json", "application/json; charset=utf-8"),
        ("/sitemap.xml", "application/xml"),
        ("/sitemaps/en.courier.xml", "application/xml"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/sw.js", "application/javascript; charset=utf-8"),
        ("/.nojekyll", "application/octet-stream"),
    ] {
        let answer = server.page(path);
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, Some(kind)),
            "{path}"
        );
        assert_eq!(
            answer.header("x-content-type-options"),
            Some("nosniff"),
            "{path}"
        );
    }
}

#[test]
fn head_is_get_without_the_body() {
    let server = Server::alone(Project::mini());
    for path in [
        "/versus/",
        "/versus/courier",
        "/versus/nothing",
        "/versus/assets/style.css",
    ] {
        let (get, head) = (server.get(path), server.request("HEAD", path, &[]));
        assert_eq!(head.status, get.status, "{path}");
        assert!(head.body.is_empty(), "{path}");
        let length = get.body.len().to_string();
        for answer in [&get, &head] {
            assert_eq!(answer.header("content-length"), Some(&*length), "{path}");
        }
        for name in ["content-type", "etag", "location", "cache-control"] {
            assert_eq!(head.header(name), get.header(name), "{path}: {name}");
        }
    }
}

#[test]
fn other_methods_are_refused() {
    let server = Server::alone(Project::mini());
    for method in [
        "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "FETCH",
    ] {
        let answer = server.request(method, "/versus/", &[("Content-Length", "0")]);
        assert_eq!(answer.status, 405, "{method}");
        assert_eq!(answer.header("allow"), Some("GET, HEAD"), "{method}");
    }
}

#[test]
fn a_part_of_a_file_can_be_had() {
    let server = Server::alone(Project::mini());
    let path = "/versus/assets/style.css";
    let whole = server.get(path);
    let size = whole.body.len();
    assert_eq!(whole.header("accept-ranges"), Some("bytes"));
    let tag = whole.header("etag").expect("a file has a tag");
    for (range, part) in [
        ("bytes=0-0", 0..1),
        ("bytes=5-9", 5..10),
        ("bytes=10-", 10..size),
        ("bytes=-7", size - 7..size),
        ("bytes=0-99999999", 0..size),
    ] {
        let answer = server.request("GET", path, &[("Range", range), ("If-Range", tag)]);
        assert_eq!(answer.status, 206, "{range}");
        assert!(answer.body == whole.body[part.clone()], "{range}");
        let told = format!("bytes {}-{}/{size}", part.start, part.end - 1);
        assert_eq!(answer.header("content-range"), Some(&*told), "{range}");
        assert_eq!(answer.header("etag"), Some(tag), "{range}");
    }
    for range in ["bytes=99999999-", "bytes=99999999-100000000"] {
        let answer = server.request("GET", path, &[("Range", range)]);
        assert_eq!(answer.status, 416, "{range}");
        assert_eq!(
            answer.header("content-range"),
            Some(&*format!("bytes */{size}"))
        );
    }
    for headers in [
        &[("Range", "bytes=0-1,4-5")][..],
        &[("Range", "bytes=x")],
        &[("Range", "bytes=-0")],
        &[("Range", "lines=1-2")],
        &[("Range", "bytes=9-5")],
        &[("Range", "bytes=0-1"), ("If-Range", "\"another\"")],
    ] {
        let answer = server.request("GET", path, headers);
        let is_whole = answer.status == 200 && answer.body == whole.body;
        assert!(
            is_whole || answer.status == 416,
            "{headers:?}: {}",
            answer.status
        );
    }
    assert_eq!(
        server
            .request("HEAD", path, &[("Range", "bytes=0-1")])
            .status,
        200
    );
}

#[test]
fn what_the_reader_has_is_not_sent_again() {
    let project = Project::mini();
    let server = Server::of(&project);
    let path = "/versus/courier/0x87";
    let whole = server.get(path);
    let tag = whole.header("etag").expect("a page has a tag").to_owned();
    assert_eq!(server.get(path).header("etag"), Some(&*tag));
    assert_eq!(whole.header("cache-control"), Some("no-cache"));
    for known in [tag.clone(), format!("\"x\", W/{tag}"), "*".to_owned()] {
        let answer = server.request("GET", path, &[("If-None-Match", &known)]);
        assert_eq!((answer.status, answer.body.len()), (304, 0), "{known}");
        assert_eq!(answer.header("etag"), Some(&*tag));
    }
    let answer = server.request("GET", path, &[("If-None-Match", "\"x\"")]);
    assert_eq!((answer.status, answer.body == whole.body), (200, true));
    let other = server.get("/versus/courier/0x88");
    assert_ne!(other.header("etag"), Some(&*tag));
}
