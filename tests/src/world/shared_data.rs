//! Real input that lies beside the project, for the stories that read it.

use std::fs;
use std::io::Write as _;
use std::path::Path;

/// Reads `file` of the shared data; where it is missing the story is named among the skipped ones.
pub fn read_or_skip(story: &str, file: &str) -> Option<Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared/data")
        .join(file);
    let why = match fs::read(&path) {
        Ok(bytes) => return Some(bytes),
        Err(error) => error.kind(),
    };
    let line = format!("{story}: shared/data/{file} cannot be read ({why})");
    println!("SKIPPED: {line}");
    if let Some(list) = std::env::var_os("OUTRIDER_SKIPS") {
        let list = fs::OpenOptions::new().create(true).append(true).open(list);
        let mut list = list.expect("the list of skipped tests can be written");
        writeln!(list, "{line}").expect("the list of skipped tests can be written");
    }
    None
}
