//! Real input: odd texts, tables of other programs, and the way out again.

mod exported;
mod tables;
mod texts;
