//! From a folder to a [`Site`] and its [`Theme`]: every reading stage in its order, all problems
//! in one list.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use crate::content::{self, BaseUrl, Files, Memory, Unreadable};
use crate::diagnostic::{Diagnostic, Problems, Severity};
use crate::inputs::{self, Inputs};
use crate::locale;
use crate::site::{NotFound, Scope, Site};
use crate::theme::Theme;

/// Which project is loaded, and how.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The folder that holds `content/` and `i18n/`.
    pub root: PathBuf,
    /// Instead of the address in `site.yaml`.
    pub base: Option<BaseUrl>,
    /// Which part of the whole gets pages.
    pub scope: Scope,
    /// What is known of its files, where it is loaded again and again.
    pub memory: Option<Arc<Memory>>,
}

impl Options {
    /// Every file of the project, and what else its site depends on: the program, these options,
    /// and the part of the site that is built.
    pub fn inputs(&self, part: &dyn fmt::Debug) -> Result<Inputs, Unreadable> {
        let choices = format!(
            "{} {:?} {:?} {part:?}",
            inputs::program(),
            self.base,
            self.scope
        );
        Inputs::read(&self.root, choices)
    }
}

/// A project without errors.
#[derive(Debug)]
pub struct Loaded {
    /// What is published.
    pub site: Site,
    /// How it looks.
    pub theme: Theme,
}

/// Why a project could not even be read.
#[derive(Debug)]
pub enum Trouble {
    /// The system refused.
    Unreadable(Unreadable),
    /// The scope names what is not there.
    NotFound(NotFound),
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trouble::Unreadable(error) => error.fmt(f),
            Trouble::NotFound(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Trouble {}

impl From<Unreadable> for Trouble {
    fn from(error: Unreadable) -> Self {
        Trouble::Unreadable(error)
    }
}

impl From<NotFound> for Trouble {
    fn from(error: NotFound) -> Self {
        Trouble::NotFound(error)
    }
}

/// Loads a project and tells all its problems, sorted. It is `None` if one of them is an error.
pub fn load(options: &Options) -> Result<(Option<Loaded>, Vec<Diagnostic>), Trouble> {
    let (loaded, problems) = load_what_can_be_read(options)?;
    let has_errors = problems
        .iter()
        .any(|problem| problem.severity() == Severity::Error);
    Ok((loaded.filter(|_| !has_errors), problems))
}

/// Loads a project as far as it can be read, for those who want to add to it; with an error anywhere
/// it must not be published.
pub fn load_what_can_be_read(
    options: &Options,
) -> Result<(Option<Loaded>, Vec<Diagnostic>), Trouble> {
    let files = Files::with(&options.root, options.memory.clone());
    let mut problems = Problems::default();
    let theme = Theme::load(&files, &mut problems)?;
    let content = content::load(&files, &mut problems)?;
    let locales = match &content {
        Some(content) => locale::load(&files, content, &mut problems)?,
        None => None,
    };
    let site = match content.zip(locales) {
        Some((mut content, locales)) => {
            if let Some(base) = &options.base {
                content.settings.base = base.clone();
            }
            match Site::new(content, locales, &options.scope, &mut problems) {
                Ok(site) => Some(site),
                // What was chosen may be missing because it could not be read.
                Err(_) if problems.has_errors() => None,
                Err(error) => return Err(error.into()),
            }
        }
        None => None,
    };
    let loaded = site.zip(theme).map(|(site, theme)| Loaded { site, theme });
    Ok((loaded, problems.into_sorted()))
}
