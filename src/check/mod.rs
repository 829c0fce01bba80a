//! Rules beyond what loading demands: what a site can be built with, but should not be published
//! with. One file a rule.

mod rendering;

use crate::diagnostic::Problems;
use crate::project::Loaded;

/// Tells what the rules find in a site that was loaded without errors.
pub fn check(loaded: &Loaded, problems: &mut Problems) {
    rendering::check(loaded, problems);
}
