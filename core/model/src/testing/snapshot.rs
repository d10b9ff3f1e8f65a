//! Formats as they were committed: what is written today must be the same to the byte.
//!
//! The files lie in `core/model/tests/snapshots`. Running the tests with `OUTRIDER_SNAPSHOTS=write`
//! writes them anew; a difference in a committed file is a change of format, and old phones and
//! old databases hold the old one.

use std::collections::BTreeSet;
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots")
}

/// Compares bytes with the committed ones of a name, and returns those.
pub(crate) fn committed(name: &str, bytes: &[u8]) -> Vec<u8> {
    let path = folder().join(name);
    if std::env::var("OUTRIDER_SNAPSHOTS").as_deref() == Ok("write") {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
    }
    let Ok(committed) = std::fs::read(&path) else {
        panic!("{name} has no snapshot; OUTRIDER_SNAPSHOTS=write makes one");
    };
    assert_eq!(
        String::from_utf8_lossy(bytes),
        String::from_utf8_lossy(&committed),
        "the format of {name} has changed"
    );
    committed
}

/// Proves that a folder holds no snapshot of what is no more.
pub(crate) fn only(below: &str, names: &BTreeSet<String>) {
    let found: BTreeSet<String> = std::fs::read_dir(folder().join(below))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(found, *names);
}
