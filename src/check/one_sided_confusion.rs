use crate::diagnostic::{Diagnostic, Id, Problems};
use crate::site::Site;

/// Tells of codes that list another one as confused with them and are not listed there. Confusion
/// goes both ways, and a reader may come from either page.
pub(super) fn check(site: &Site, problems: &mut Problems) {
    for family in &site.content.families {
        for (index, code) in family.codes.iter().enumerate() {
            let listed = code.confused_with.iter().zip(&code.confused_places);
            for (other, place) in listed {
                let other = &family.codes[*other];
                if !other.confused_with.contains(&index) {
                    let message = format!("`{}` does not list `{}` in return", other.id, code.id);
                    problems.push(Diagnostic::at(Id::OneSidedConfusion, place, message).help(
                        format!(
                            "add `{}` to `confused_with` in {}, or remove `{}` here",
                            code.id, other.path, other.id
                        ),
                    ));
                }
            }
        }
    }
}
