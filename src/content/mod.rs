//! What contributors write in English: the model and its loader.
//!
//! [`load()`] reads `content/` into a [`Content`]: settings, families with their codes, facts and
//! notes, and guides. The model holds ids, values and links between codes; every word for the
//! reader is in [`Texts`], by path, so that a translation is the same paths in another language.

mod code;
mod fact;
mod family;
mod field;
mod files;
mod guide;
mod identity;
mod load;
mod note;
mod pattern;
mod reference;
mod register;
mod settings;
pub mod shapes;
mod step;
mod texts;

pub use code::{Code, CodeRef, Message};
pub use fact::{Condition, Fact, FactKind, Value};
pub use family::{Compared, Family, Group, Pair, Range, ReferBy, Two};
pub use field::field;
pub use files::{Files, Memory, Unreadable};
pub use guide::{Guide, GuideText};
pub use identity::{CodeId, slugify};
pub(crate) use load::RESERVED;
pub use load::{Content, load};
pub use note::Note;
pub use pattern::{Part, Pattern};
pub use reference::Reference;
pub use settings::{BaseUrl, Link, Repository, Settings};
pub use step::{Action, Step};
pub use texts::{Text, Texts};
