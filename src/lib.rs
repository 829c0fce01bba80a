//! Versus turns codes written as YAML into a static site with a page for every code and for
//! every pair of codes, in every language.
//!
//! The modules are the stages of the pipeline; each uses only those above it in this list.
//!
//! | module | what it does |
//! | --- | --- |
//! | [`diagnostic`] | a problem as data, and its rendering for people |
//! | [`packed`] | the theme and catalogs that the program brings along |
//! | [`yaml`] | YAML into a tree with places, and the shapes of files |
//! | [`markdown`] | Markdown into safe HTML |
//! | [`content`] | the model and its loader: families, codes, facts, notes, guides |
//! | [`locale`] | catalogs, overlays, and what stands in for a missing translation |
//! | [`compare`] | a pair of codes → what differs, what is equal, which to choose |
//! | [`site`] | which pages exist, where they stand, how they link |
//! | [`theme`] | templates and assets, packed or on disk |
//! | [`inputs`] | every file that a site is made from, by its hash |
//! | [`render`] | a page → its bytes |
//! | [`publish`] | pages → a directory or an archive, whole or not at all |
//! | [`project`] | a folder → a site with its theme, or all its problems |
//! | [`author`] | schemas for editors, new files to fill in, which English was translated |
//! | [`explain`] | what a page is made from, and what the next build does with it |
//! | [`check`] | rules beyond what loading demands |
//! | `serve` | a development server: the page that is asked for, and what is wrong with an edit |
//! | [`cli`] | arguments → a command |

pub mod author;
pub mod check;
pub mod cli;
pub mod compare;
pub mod content;
pub mod diagnostic;
pub mod explain;
pub mod inputs;
pub mod locale;
pub mod markdown;
pub mod packed;
pub mod project;
pub mod publish;
pub mod render;
#[cfg(feature = "serve")]
pub mod serve;
pub mod site;
pub mod theme;
pub mod yaml;
