//! The default theme and catalogs, as they were when the program was built.

include!(concat!(env!("OUT_DIR"), "/packed.rs"));
