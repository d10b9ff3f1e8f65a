//! Whole screens as text, compared with files.

use std::fs;
use std::path::Path;

/// Compares a text with `tests/golden/NAME.txt`. With `OUTRIDER_GOLDEN=write` the file is written
/// instead, to be read and committed.
///
/// # Panics
/// When they differ, with both.
pub fn golden(name: &str, screens: &[String]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("golden")
        .join(format!("{name}.txt"));
    let seen = screens.join("\n");
    if std::env::var_os("OUTRIDER_GOLDEN").is_some_and(|how| how == "write") {
        fs::write(&path, &seen).expect("a golden file can be written");
        return;
    }
    let wanted = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        seen == wanted,
        "golden/{name}.txt says\n{wanted}\nbut the screens are\n{seen}"
    );
}
