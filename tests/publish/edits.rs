//! Any sequence of edits, each followed by a build, ends where a build from nothing does.

use std::fs;

use versus::publish::Options;

use crate::support::project::Project;
use crate::support::tree::{expect_same, tree};
use crate::{Random, clean_in, load, try_publish};

const TEMPLATE: &str = "templates/code.html";

/// Makes one edit and says what it was.
fn edit(project: &Project, random: &mut Random, step: u64) -> &'static str {
    let replace = |file: &str, from: &str, to: String| {
        let text = project.read(file);
        let line = text
            .lines()
            .find(|line| line.trim_start().starts_with(from));
        let line = line.unwrap_or_else(|| panic!("{file} has no {from}"));
        let indent = &line[..line.len() - line.trim_start().len()];
        project.write(file, text.replacen(line, &format!("{indent}{from}{to}"), 1));
    };
    let remove = |file: String| {
        let path = project.root().join(file);
        if path.is_dir() {
            fs::remove_dir_all(path).expect("the folder goes");
        } else if path.exists() {
            fs::remove_file(path).expect("the file goes");
        }
    };
    match random.below(13) {
        0 => {
            crate::edit(project, &format!("The courier waits {step} minutes."));
            "a text"
        }
        1 => {
            let value = ["yes", "no"][usize::from(step.is_multiple_of(2))];
            replace("content/courier/0x87.yaml", "beeps: ", value.to_owned());
            "a fact"
        }
        2 => {
            replace("content/courier/0x90.yaml", "name: ", format!("GO{step}"));
            "a name"
        }
        3 => {
            let code = project.read("content/courier/0x88.yaml");
            let id = format!("0xA{}", random.below(4));
            let code = code.replacen("0x88", &id, 1);
            project.write(&format!("content/courier/{id}.yaml"), code);
            "a new code"
        }
        4 => {
            remove(format!("content/courier/0xA{}.yaml", random.below(4)));
            "a removed code"
        }
        5 => {
            replace("i18n/pt.yaml", "description: ", format!("Descrição {step}"));
            "a catalog entry"
        }
        6 => {
            let template = project.read(TEMPLATE);
            project.write(
                TEMPLATE,
                template.replacen("<h1", &format!("<h1 data-step=\"{step}\""), 1),
            );
            "a template"
        }
        7 => {
            replace("content/site.yaml", "title: ", format!("Lockers {step}"));
            "site.yaml"
        }
        8 => {
            let css = project.read("static/style.css");
            project.write("static/style.css", format!("{css}/* {step} */\n"));
            "CSS"
        }
        9 => {
            let file = "content/locker/notes/4-03-vs-16-full.yaml";
            replace(file, "trap: ", format!("Look {step} times."));
            "a note"
        }
        10 => {
            remove("static/more".to_owned());
            project.write("static/more", format!("{step}"));
            "a file of the theme"
        }
        11 => {
            remove("static/more".to_owned());
            project.write("static/more/deep.txt", format!("{step}"));
            "a folder of the theme"
        }
        _ => {
            remove("static/more".to_owned());
            "nothing of the theme"
        }
    }
}

fn sequence(seed: u64) {
    let project = Project::mini_in_memory();
    let mut random = Random(seed);
    for step in 0..30 {
        let mut what = vec![edit(&project, &mut random, step)];
        while random.below(3) == 0 {
            what.push(edit(&project, &mut random, step));
        }
        let locales = [&["en", "pt"][..], &["en", "pt"], &["en", "pt"], &["pt"]];
        let locales = locales[usize::try_from(random.below(4)).expect("a small number")];
        let options = Options {
            fresh: random.below(10) == 0,
            exchange: random.below(2) == 0,
            ..Options::default()
        };
        let loaded = load(&project, locales);
        let report = try_publish(&project, &loaded, &project.out(), &options)
            .unwrap_or_else(|failure| panic!("{what:?}: {failure}"));
        let files = tree(&project.out());
        let what = format!("seed {seed}, step {step}: {what:?}");
        expect_same(&clean_in(&project, locales), &files, &what);
        assert_eq!(report.written + report.kept, files.len(), "{what}");
        assert_eq!(report.total().files, files.len(), "{what}");
        let bytes: usize = files.values().map(Vec::len).sum();
        assert_eq!(report.total().bytes, bytes as u64, "{what}");
    }
}

#[test]
fn every_sequence_of_edits_ends_where_a_clean_build_does() {
    sequence(0x9E37_79B9_7F4A_7C15);
    sequence(42);
}
