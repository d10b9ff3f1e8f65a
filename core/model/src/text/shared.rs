//! Real input that lies beside the project, for the tests that read it.

use std::fs;
use std::io::Write as _;
use std::path::Path;

/// Reads `file` of the shared data; where it is missing the test is named among the skipped ones.
pub(crate) fn read_or_skip(test: &str, file: &str) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data")
        .join(file);
    match fs::read_to_string(&path) {
        Ok(text) => Some(text),
        Err(error) => {
            let line = format!(
                "{test}: shared/data/{file} cannot be read ({})",
                error.kind()
            );
            println!("SKIPPED: {line}");
            if let Some(list) = std::env::var_os("OUTRIDER_SKIPS") {
                let mut list = fs::OpenOptions::new()
                    .create(true)
                    .append(true)
                    .open(list)
                    .unwrap();
                writeln!(list, "{line}").unwrap();
            }
            None
        }
    }
}
