//! Templates and assets: the copy packed into the program, and the files of the project, which
//! win over it name by name.

mod scripts;
mod tags;
mod templates;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use tera::Tera;
use walkdir::WalkDir;
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use crate::content::{Files, Unreadable};
use crate::diagnostic::{Problems, Source};
use crate::packed;

pub use tags::tags;
pub use templates::explain;

/// Where assets are published.
const ASSETS: &str = "assets";

/// How pages look: compiled templates and the files beside them.
#[derive(Debug)]
pub struct Theme {
    /// The compiled templates.
    pub tera: Tera,
    /// Their sources by name, for showing where one fails.
    pub sources: BTreeMap<String, Arc<Source>>,
    /// Style sheets, scripts and pictures.
    pub assets: Vec<Asset>,
}

/// A file that is published as it is.
#[derive(Debug, Clone)]
pub struct Asset {
    /// The name in `static/`.
    pub name: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl Asset {
    /// The file, relative to the output directory.
    pub fn file(&self) -> String {
        format!("{ASSETS}/{}", self.name)
    }

    /// The path from the site's root, with a version that changes with the content: the name
    /// stays, so that a deploy does not break a tab that is open.
    pub fn path(&self) -> String {
        format!("/{ASSETS}/{}?v={}", self.name, self.version())
    }

    /// What stands for the content in its address.
    fn version(&self) -> String {
        format!("{:06x}", xxh3_128(&self.bytes) & 0xff_ffff)
    }
}

impl Theme {
    /// A hash of all templates.
    pub fn hash(&self) -> u128 {
        let mut hash = Xxh3::new();
        for (name, source) in &self.sources {
            for text in [name, &source.text] {
                hash.update(&(text.len() as u64).to_le_bytes());
                hash.update(text.as_bytes());
            }
        }
        hash.digest128()
    }

    /// The theme of a project. A template that cannot be compiled becomes a problem; `None` means
    /// that there is one.
    pub fn load(files: &Files, problems: &mut Problems) -> Result<Option<Self>, Unreadable> {
        let mut sources: BTreeMap<String, Arc<Source>> = BTreeMap::new();
        for (name, bytes) in packed::TEMPLATES {
            let text = String::from_utf8_lossy(bytes).into_owned();
            let source = Source::built_in(&format!("templates/{name}"), text);
            sources.insert((*name).to_owned(), Arc::new(source));
        }
        for name in walk(files, "templates")? {
            let source = files.read(&format!("templates/{name}"), problems)?;
            sources.extend(source.map(|source| (name, source)));
        }

        let mut assets: BTreeMap<String, Vec<u8>> = packed::STATIC
            .iter()
            .map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()))
            .collect();
        for name in walk(files, "static")? {
            let path = format!("static/{name}");
            let bytes = std::fs::read(files.root().join(&path))
                .map_err(|error| Unreadable { path, error })?;
            assets.insert(name, bytes);
        }
        let mut assets: Vec<Asset> = assets
            .into_iter()
            .map(|(name, bytes)| Asset { name, bytes })
            .collect();
        scripts::version_imports(&mut assets);
        Ok(templates::compile(&sources, problems).map(|tera| Self {
            tera,
            sources,
            assets,
        }))
    }
}

/// The paths of the files below a folder, relative to it, sorted; hidden ones are left out.
fn walk(files: &Files, folder: &str) -> Result<Vec<String>, Unreadable> {
    let base = files.root().join(folder);
    if !base.exists() {
        return Ok(Vec::new());
    }
    let mut names = Vec::new();
    for entry in WalkDir::new(&base)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| {
            entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
        })
    {
        let entry = entry.map_err(|error| Unreadable {
            path: folder.to_owned(),
            error: error.into(),
        })?;
        // A link to a file counts as one, as it does among the texts.
        if entry.path().is_file() {
            names.extend(entry.path().strip_prefix(&base).ok().map(portable));
        }
    }
    Ok(names)
}

fn portable(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
