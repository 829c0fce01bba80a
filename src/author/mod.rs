//! What helps people write: schemas for their editors, new files to fill in, and a record of which
//! English was translated.
//!
//! Nothing here is a second truth: what stands in a new file, and what is said about it, comes from
//! the table of fields, the family's own facts and the English texts.

mod about;
mod accept;
mod code;
mod complete;
mod family;
mod file;
mod find;
mod list;
mod locale;
mod modeline;
mod note;
mod outline;
mod overlay;
mod overridden;
mod schema;
mod sheet;
mod starter;

pub use accept::{Accepted, Request, accept};
pub use code::new_code;
pub use family::new_family;
pub use file::{Draft, Failure, write};
pub use locale::new_locale;
pub use modeline::{FOLDER as SCHEMAS, modeline};
pub use note::new_note;
pub use overlay::new_overlay;
pub use overridden::new_override;
pub use schema::{Written, schemas, write_schemas};
pub use starter::new_site;
