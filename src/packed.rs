//! The default theme and the built-in catalogs, as they were when the program was built.

include!(concat!(env!("OUT_DIR"), "/packed.rs"));
