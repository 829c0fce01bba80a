//! The default theme, the built-in catalogs and a small project to begin with, as they were when the
//! program was built.

include!(concat!(env!("OUT_DIR"), "/packed.rs"));
