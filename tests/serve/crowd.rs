//! Many readers at once, while files change.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::ScopedJoinHandle;

use crate::client::Server;
use crate::support::none;
use crate::support::project::Project;

const CODE: &str = "content/courier/0x87.yaml";

#[test]
fn sixty_four_clients_are_answered_while_files_change() {
    let project = Project::mini();
    let built = project.build(&["--base-url", "https://example.org/versus"]);
    let paths: Vec<&String> = built.keys().collect();
    let server = Server::of(&project);
    let code = project.read(CODE);
    let (done, answers) = (AtomicBool::new(false), AtomicUsize::new(0));
    let problems = std::thread::scope(|scope| {
        let clients: Vec<_> = (0..64)
            .map(|client| {
                let (server, paths, answers) = (&server, &paths, &answers);
                scope.spawn(move || {
                    let mut problems = Vec::new();
                    for turn in 0..25 {
                        let path = paths[(client * 31 + turn * 17) % paths.len()];
                        let answer = server.page(&format!("/{path}"));
                        let length = answer.header("content-length").map(str::to_owned);
                        if answer.status != 200 || length != Some(answer.body.len().to_string()) {
                            problems.push(format!("{path}: {}", answer.status));
                        }
                        answers.fetch_add(1, Ordering::Relaxed);
                    }
                    problems
                })
            })
            .collect();
        let edits = scope.spawn(|| {
            let mut round = 0;
            while !done.load(Ordering::Relaxed) {
                round += 1;
                // Every third state has an error, and must never show.
                let edited = match round % 3 {
                    0 => code.replace("summary:", "sumary:"),
                    _ => format!("{code}# Round {round}\n"),
                };
                project.write(CODE, edited);
                std::thread::sleep(std::time::Duration::from_millis(20));
            }
            round
        });
        let results: Vec<_> = clients.into_iter().map(ScopedJoinHandle::join).collect();
        done.store(true, Ordering::Relaxed);
        assert!(
            edits.join().expect("the edits end") > 1,
            "nothing was edited meanwhile"
        );
        results
            .into_iter()
            .flat_map(|problems| problems.expect("a client ends"))
            .collect::<Vec<String>>()
    });
    none("answers", problems);
    assert_eq!(answers.into_inner(), 64 * 25);
    project.write(CODE, code.replace("summary: ", "summary: In the end, "));
    crate::client::until("the last edit", || {
        server.page("/courier/0x87").text().contains("In the end, ")
    });
}

#[test]
fn sixty_four_tabs_are_told() {
    let project = Project::mini();
    let server = Server::of(&project);
    let mut tabs: Vec<_> = (0..64).map(|_| server.events()).collect();
    let versions: Vec<_> = tabs
        .iter_mut()
        .map(|tab| tab.next()["version"].clone())
        .collect();
    assert!(versions.iter().all(|version| *version == versions[0]));
    project.write(CODE, project.read(CODE) + "# An edit\n");
    for tab in &mut tabs {
        tab.until_other_than(&versions[0]);
    }
    assert_eq!(server.page("/").status, 200);
}
