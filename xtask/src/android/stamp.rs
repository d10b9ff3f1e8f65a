//! What was made of what: a folder that is whole says so, and what its files were made of.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// Stands in a folder that is whole.
const WHOLE: &str = "whole";

/// True when a folder was made of this.
pub(super) fn is_whole(folder: &Path, of: &str) -> bool {
    fs::read_to_string(folder.join(WHOLE)).is_ok_and(|said| said == of)
}

/// Says of a folder that it is whole, and what it was made of.
///
/// # Errors
/// When the folder cannot be written; it then counts as not whole.
pub(super) fn write(folder: &Path, of: &str) -> Result<(), Failure> {
    fs::write(folder.join(WHOLE), of)
        .map_err(|why| Failure::new(format_args!("cannot write {}", folder.display()), why))
}

/// Returns what stands for these files and all that stands in these folders; names count from a
/// folder above them. A folder that is not there holds nothing.
///
/// # Errors
/// When a file cannot be read.
pub(super) fn digest(above: &Path, named: &[PathBuf]) -> Result<String, Failure> {
    let mut files = Vec::new();
    for path in named {
        gather(path, &mut files);
    }
    files.sort();
    let mut digest = DefaultHasher::new();
    for path in files {
        path.strip_prefix(above).unwrap_or(&path).hash(&mut digest);
        let bytes = fs::read(&path)
            .map_err(|why| Failure::new(format_args!("cannot read {}", path.display()), why))?;
        bytes.hash(&mut digest);
    }
    Ok(format!("{:016x}", digest.finish()))
}

fn gather(path: &Path, files: &mut Vec<PathBuf>) {
    if path.is_file() {
        files.push(path.to_path_buf());
    }
    for entry in fs::read_dir(path).into_iter().flatten().flatten() {
        gather(&entry.path(), files);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_something_is_made_of_is_told_by_names_and_content() {
        let root = tempfile::tempdir().expect("a folder");
        let file = root.path().join("res/values/words.xml");
        let of = || digest(root.path(), &[root.path().join("res")]).expect("a digest");
        fs::create_dir_all(root.path().join("res/values")).expect("a folder");
        fs::write(&file, "one").expect("a file");
        let before = of();
        assert_eq!(of(), before);
        fs::write(&file, "two").expect("a file");
        let after = of();
        assert_ne!(after, before);
        fs::rename(&file, file.with_extension("txt")).expect("a name");
        assert_ne!(of(), after);
    }

    #[test]
    fn a_folder_is_whole_for_what_it_was_made_of_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(!is_whole(folder.path(), "a"));
        write(folder.path(), "a").expect("it is written");
        assert!(is_whole(folder.path(), "a") && !is_whole(folder.path(), "b"));
    }
}
