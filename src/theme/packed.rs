//! The default theme, as it was when the program was built.

include!(concat!(env!("OUT_DIR"), "/packed.rs"));
