//! Packs the default theme, the catalogs and a small project to begin with into the program, so that
//! it needs no files beside it.

use std::fmt::Write as _;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use walkdir::WalkDir;

/// Each folder, the name of its table in the generated file, and how deep it is packed: below the
/// catalogs lie translations of this repository's own content.
const FOLDERS: [(&str, &str, usize); 4] = [
    ("templates", "TEMPLATES", usize::MAX),
    ("static", "STATIC", usize::MAX),
    ("i18n", "CATALOGS", 1),
    ("starter", "STARTER", usize::MAX),
];

fn main() {
    let root = std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    let out = std::env::var("OUT_DIR").expect("cargo sets it");
    // Inside a checkout the files on disk win, so a development build need not follow them:
    // editing a template must not make cargo compile again.
    let follow = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    println!("cargo:rerun-if-changed=build.rs");

    let mut code = String::new();
    for (folder, table, depth) in FOLDERS {
        if follow && depth > 1 {
            println!("cargo:rerun-if-changed={folder}");
        }
        writeln!(code, "/// The files of `{folder}/` by their path in it.").expect("a string");
        writeln!(code, "pub static {table}: &[(&str, &[u8])] = &[").expect("a string");
        let base = Path::new(&root).join(folder);
        for entry in WalkDir::new(&base)
            .max_depth(depth)
            .sort_by_file_name()
            .into_iter()
            .filter_map(Result::ok)
        {
            let Ok(relative) = entry.path().strip_prefix(&base) else {
                continue;
            };
            if entry.file_type().is_file() {
                let name = relative.to_string_lossy().replace('\\', "/");
                if follow {
                    println!("cargo:rerun-if-changed={folder}/{name}");
                }
                // A copy, because rustc follows every file that it includes.
                let copy = Path::new(&out).join("packed").join(folder).join(&name);
                fs::create_dir_all(copy.parent().expect("it is in a folder"))
                    .and_then(|()| fs::copy(entry.path(), &copy))
                    .expect("OUT_DIR can be written");
                writeln!(
                    code,
                    "    ({name:?}, include_bytes!({:?})),",
                    copy.display().to_string()
                )
                .expect("a string");
            }
        }
        code.push_str("];\n");
    }
    println!(
        "cargo:rustc-env=VERSUS_SOURCE={:016x}",
        source(Path::new(&root))
    );
    fs::write(Path::new(&out).join("packed.rs"), code).expect("OUT_DIR can be written");
}

/// A hash of the program's source and of what is packed into it, by which it knows what an older
/// one has rendered.
fn source(root: &Path) -> u64 {
    let mut hasher = DefaultHasher::new();
    for part in ["src", "Cargo.lock"] {
        println!("cargo:rerun-if-changed={part}");
    }
    let parts = [("src", usize::MAX), ("Cargo.lock", 0)].into_iter();
    let parts = parts.chain(FOLDERS.map(|(folder, _, depth)| (folder, depth)));
    for (part, depth) in parts {
        let files = WalkDir::new(root.join(part))
            .max_depth(depth)
            .sort_by_file_name();
        for entry in files.into_iter().filter_map(Result::ok) {
            if entry.file_type().is_file() {
                entry.path().strip_prefix(root).ok().hash(&mut hasher);
                fs::read(entry.path()).unwrap_or_default().hash(&mut hasher);
            }
        }
    }
    hasher.finish()
}
