//! A build may end at any moment: every file is whole, and the next build ends as if nothing had
//! happened.

use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use versus::project::Loaded;
use versus::publish::{Options, Step, Watch};

use crate::support::project::Project;
use crate::support::tree::{Tree, expect_same, tree, write};
use crate::{Random, clean, edit, load, try_publish};

/// A file of somebody else, in the output.
const STRANGE: &str = "pt/mine.txt";

/// Ends a build after so many steps, as abruptly as a kill: publishing tidies nothing up when it
/// is unwound.
struct Bomb {
    left: AtomicUsize,
    /// Whether the build has gone file by file.
    journalled: AtomicBool,
}

impl Bomb {
    fn tick(&self) {
        let before = self
            .left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                Some(left.saturating_sub(1))
            });
        if before == Ok(0) {
            panic::resume_unwind(Box::new("killed"));
        }
    }
}

impl Watch for Bomb {
    fn page(&self) {
        self.tick();
    }

    fn step(&self, step: Step<'_>) {
        if step == Step::Journalled {
            self.journalled.store(true, Ordering::Relaxed);
        }
        self.tick();
    }
}

/// What a build turns into what.
struct Scenario<'a> {
    name: &'a str,
    /// Whether there is a site before.
    before: bool,
    strange: bool,
    small: bool,
    options: Options<'a>,
}

fn restore(saved: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
    for (file, bytes) in tree(saved) {
        write(&to.join(file), bytes);
    }
}

/// Fails if a file of the output is neither the old nor the new one.
fn expect_whole(out: &Path, old: &Tree, new: &Tree, what: &str) {
    let files = if out.exists() { tree(out) } else { Tree::new() };
    for (file, bytes) in files {
        if file == STRANGE {
            assert_eq!(bytes, b"mine", "{what}: {file}");
            continue;
        }
        let whole = [old, new]
            .iter()
            .any(|tree| tree.get(&file) == Some(&bytes));
        assert!(whole, "{what}: {file} is not whole");
    }
}

fn at_every_step(scenario: &Scenario<'_>) {
    let project = Project::mini_in_memory();
    // The old site has a file that the new one has not.
    project.write("static/old.txt", "old");
    let old = load(&project, &["en"]);
    let old_files = crate::clean_in(&project, &["en"]);
    let locales: &[&str] = if scenario.small {
        &["en"]
    } else {
        &["pt", "en"]
    };
    edit(&project, "Another text.");
    project.write("static/new/new.txt", "new");
    fs::remove_file(project.root().join("static/old.txt")).expect("the file goes");
    let new = load(&project, locales);
    let mut new_files = crate::clean_in(&project, locales);
    let build = |loaded: &Loaded, out: &Path, options: &Options<'_>| {
        try_publish(&project, loaded, out, options)
    };
    let saved = project.out().with_file_name("saved");
    let home = project.out().with_file_name("home");
    let out = home.join("site");
    fs::create_dir_all(&saved).expect("a folder");
    if scenario.before {
        let out = saved.join("site");
        build(&old, &out, &Options::default()).expect("the old site is published");
        if scenario.strange {
            write(&out.join(STRANGE), "mine");
            new_files.insert(STRANGE.to_owned(), b"mine".to_vec());
        }
    }
    let pages = new_files.len();
    let mut steps = 0;
    loop {
        let what = format!("{}, killed at step {steps}", scenario.name);
        restore(&saved, &home);
        fs::create_dir_all(&home).expect("a folder");
        let bomb = Bomb {
            left: AtomicUsize::new(steps),
            journalled: AtomicBool::new(false),
        };
        let options = Options {
            watch: &bomb,
            ..scenario.options
        };
        let ended = panic::catch_unwind(AssertUnwindSafe(|| build(&new, &out, &options)));
        expect_whole(&out, &old_files, &new_files, &what);
        let again = Options {
            exchange: scenario.options.exchange,
            ..Options::default()
        };
        build(&new, &out, &again).unwrap_or_else(|failure| panic!("{what}: {failure}"));
        expect_same(&new_files, &tree(&out), &what);
        let left: Vec<String> = tree(&home.join(".versus")).into_keys().collect();
        assert_eq!(
            left,
            ["site/files.txt", "site/lock", "site/manifest"],
            "{what}"
        );
        match ended {
            Ok(result) => {
                result.unwrap_or_else(|failure| panic!("{what}: {failure}"));
                let journalled = bomb.journalled.into_inner();
                assert_eq!(journalled, scenario.strange || scenario.small, "{what}");
                break;
            }
            // One moment of rendering is like another; what comes after it is not.
            Err(_) => steps += if steps + 20 < pages { 9 } else { 1 },
        }
    }
    assert!(steps > pages, "{}: {steps} steps", scenario.name);
}

#[test]
fn the_first_build_can_end_at_every_step() {
    at_every_step(&Scenario {
        name: "first",
        before: false,
        strange: false,
        small: false,
        options: Options::default(),
    });
}

#[test]
fn a_full_build_can_end_at_every_step() {
    for exchange in [true, false] {
        at_every_step(&Scenario {
            name: if exchange { "exchanged" } else { "renamed" },
            before: true,
            strange: false,
            small: false,
            options: Options {
                fresh: true,
                exchange,
                ..Options::default()
            },
        });
    }
}

#[test]
fn a_build_of_most_pages_can_end_at_every_step() {
    at_every_step(&Scenario {
        name: "mostly",
        before: true,
        strange: false,
        small: false,
        options: Options::default(),
    });
}

#[test]
fn a_build_of_a_few_pages_can_end_at_every_step() {
    at_every_step(&Scenario {
        name: "a few",
        before: true,
        strange: false,
        small: true,
        options: Options::default(),
    });
}

#[test]
fn a_build_among_files_of_others_can_end_at_every_step() {
    for fresh in [true, false] {
        at_every_step(&Scenario {
            name: if fresh {
                "all, among others"
            } else {
                "among others"
            },
            before: true,
            strange: true,
            small: fresh,
            options: Options {
                fresh,
                ..Options::default()
            },
        });
    }
}

/// Ends a build when the journal is in its place.
struct AtJournal;

impl Watch for AtJournal {
    fn step(&self, step: Step<'_>) {
        if step == Step::Journalled {
            panic::resume_unwind(Box::new("killed"));
        }
    }
}

#[test]
fn a_journal_that_was_damaged_is_not_followed() {
    let project = Project::mini_in_memory();
    crate::publish(&project, &Options::default());
    for (round, damage) in [0, 1, 20, 40].into_iter().enumerate() {
        edit(&project, &format!("Text {round}."));
        let options = Options {
            watch: &AtJournal,
            ..Options::default()
        };
        let build = || crate::publish(&project, &options);
        let ended = panic::catch_unwind(AssertUnwindSafe(build));
        assert!(ended.is_err(), "the build did not go file by file");
        let state = project.out().with_file_name(".versus").join("site");
        let mut journal = fs::read(state.join("journal")).expect("the journal");
        match damage {
            0 => journal.clear(),
            1 => journal.truncate(journal.len() / 2),
            at => journal[at] ^= 1,
        }
        write(&state.join("journal"), journal);
        crate::publish(&project, &Options::default());
        expect_same(&clean(&project), &tree(&project.out()), "after the damage");
    }
}

#[test]
fn a_build_can_be_killed_at_any_moment() {
    let one = Project::mini_in_memory();
    let other = Project::mini_in_memory();
    edit(&other, "Another text.");
    other.write("content/courier/0x91.yaml", {
        let code = other.read("content/courier/0x88.yaml");
        code.replacen("0x88", "0x91", 1)
    });
    let sites = [(&one, clean(&one)), (&other, clean(&other))];
    let loaded = [load(&one, &["en", "pt"]), load(&other, &["en", "pt"])];
    let out = one.out();
    let start = |side: usize, fresh: bool| {
        Command::new(env!("CARGO_BIN_EXE_versus"))
            .args(["build", "--locale", "en", "--locale", "pt", "--root"])
            .arg(sites[side].0.root())
            .arg("--out")
            .arg(&out)
            .args(fresh.then_some("--fresh"))
            .stdout(Stdio::null())
            .spawn()
            .expect("the program runs")
    };
    let begun = Instant::now();
    start(0, true).wait().expect("it ends");
    let usual = u64::try_from(begun.elapsed().as_micros()).expect("it does not take years");
    let mut random = Random(7);
    let mut killed = 0;
    let mut tries = 0;
    while killed < 200 {
        tries += 1;
        assert!(tries < 2000, "only {killed} builds were killed");
        let side = tries % 2;
        let mut child = start(side, random.below(2) == 0);
        std::thread::sleep(Duration::from_micros(random.below(usual)));
        child.kill().expect("it can be killed");
        let by_itself = child.wait().expect("it ends").code().is_some();
        killed += usize::from(!by_itself);
        let what = format!("kill {killed}");
        expect_whole(&out, &sites[0].1, &sites[1].1, &what);
        let next = usize::try_from(random.below(2)).expect("a small number");
        if random.below(3) > 0 {
            try_publish(sites[next].0, &loaded[next], &out, &Options::default())
                .unwrap_or_else(|failure| panic!("{what}: {failure}"));
            expect_same(&sites[next].1, &tree(&out), &what);
        }
    }
}
