//! The development server, driven over TCP as browsers drive it.

mod client;
mod crowd;
mod edits;
mod github;
mod hostile;
mod problems;
mod public;
mod same_bytes;
mod start;
#[path = "../support/mod.rs"]
mod support;
