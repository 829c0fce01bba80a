//! The one room that knows the YAML crate: text in, a [`Node`] tree with places out, and the
//! [`shape`] that a tree must have.
//!
//! Values keep the text they were written with (`1.20`, `0x87`, `yes`), every problem of a tree
//! is told at once, and anchors, aliases, tags and merge keys are refused where they stand.

mod escape;
mod parse;
pub mod shape;
mod tree;
mod written;

pub use parse::parse;
pub use tree::{Entry, Key, Node, TODO, Value, is_todo};
pub use written::written;
