//! Whole screens as text, from a real store. To write the golden files anew after a change that is
//! meant, run with `OUTRIDER_GOLDEN=write` and read what changed.

mod lists;
mod map;
mod notices;
mod screens;
mod served;
mod work;
pub(super) mod world;

use std::path::PathBuf;

/// Compares a screen with its golden file.
pub(super) fn check(name: &str, screen: &impl serde::Serialize) {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("src/view/golden")
        .join(format!("{name}.txt"));
    let text = super::as_text(screen);
    if std::env::var("OUTRIDER_GOLDEN").is_ok_and(|word| word == "write") {
        std::fs::write(&file, &text).unwrap();
    }
    let golden = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(golden == text, "the screen `{name}` is now\n{text}");
}
