use crate::diagnostic::{Diagnostic, Problems};
use crate::project::Loaded;
use crate::render::Renderer;

/// Tells of every template that fails while a page is made, as a build would. Only a page that is
/// made can tell, so all of them are, and forgotten.
pub(super) fn check(loaded: &Loaded, problems: &mut Problems) {
    let Loaded { site, theme } = loaded;
    let renderer = match Renderer::new(site, theme) {
        Ok(renderer) => renderer,
        Err(problem) => return problems.push(*problem),
    };
    let mut painter = renderer.painter();
    let mut bytes = Vec::new();
    let mut failures: Vec<Diagnostic> = Vec::new();
    for page in site.pages() {
        bytes.clear();
        let made = painter.view(page).and_then(|_| painter.paint(&mut bytes));
        // A template that fails does so on many pages: each failure is told once.
        if let Err(failure) = made
            && !failures
                .iter()
                .any(|told| told.place == failure.place && told.message == failure.message)
        {
            failures.push(*failure);
        }
    }
    for failure in failures {
        problems.push(failure);
    }
}
