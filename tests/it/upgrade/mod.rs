//! Older files and older words meet this version: databases of every schema that landed, and the
//! exchanges of every format that did, kept under `tests/fixtures/`.

mod canned;
mod day;
mod fixture;
mod formats;
mod older;
mod record;
