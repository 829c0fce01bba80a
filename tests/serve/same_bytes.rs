//! What is served is what a build writes, but for the script.

use std::collections::BTreeSet;

use crate::client::Server;
use crate::support::none;
use crate::support::pages::is_html;
use crate::support::project::{Project, build_repository, repository};
use crate::support::tree::Tree;

const URL: [&str; 2] = ["--base-url", "https://example.org/versus"];

/// How each file differs from what is served at its path.
fn differences<'a>(
    server: &'a Server,
    built: impl Iterator<Item = (&'a String, &'a Vec<u8>)> + 'a,
) -> impl Iterator<Item = String> + 'a {
    built.filter_map(|(file, bytes)| {
        let answer = server.page(&format!("/{file}"));
        if answer.status != 200 {
            return Some(format!("{file} is answered with {}", answer.status));
        }
        let body = if is_html(file) {
            answer.without_script()
        } else {
            &answer.body
        };
        (body != bytes).then(|| format!("{file} differs"))
    })
}

#[test]
fn every_file_of_a_small_site_is_served_as_it_is_built() {
    let project = Project::mini();
    project.write("static/fonts/a.woff2", [0, 159, 146, 150]);
    project.write("static/page.html", "<!doctype html><title>An asset</title>");
    let built = project.build(&URL);
    let server = Server::of(&project);
    assert!(built.len() > 100, "only {} files are built", built.len());
    none("files", differences(&server, built.iter()));
}

#[test]
fn every_kind_of_page_of_the_real_site_is_served_as_it_is_built() {
    let built = build_repository(&URL);
    let server = Server::in_folder(repository(), &URL);
    // All that are one of a kind, and some of those of which there are thousands.
    let pairs = built.keys().filter(|file| file.contains("-vs-"));
    let left_out: BTreeSet<&String> = pairs
        .enumerate()
        .filter_map(|(place, file)| (place % 37 > 0).then_some(file))
        .collect();
    let some: Tree = built
        .iter()
        .filter(|(file, _)| !left_out.contains(file))
        .map(|(file, bytes)| (file.clone(), bytes.clone()))
        .collect();
    assert!(some.len() > 1500, "only {} files are asked for", some.len());
    none("files", differences(&server, some.iter()));
}

#[test]
fn a_part_of_a_site_is_served_as_it_is_built() {
    let part = [&["--family", "locker", "--locale", "pt"], &URL[..]].concat();
    let project = Project::mini();
    let built = project.build(&part);
    let server = Server::in_folder(&project.root(), &part);
    none("files", differences(&server, built.iter()));
    for left_out in ["/", "/locker/", "/pt/courier/", "/ru/locker/"] {
        assert_eq!(server.page(left_out).status, 404, "{left_out}");
    }
}
