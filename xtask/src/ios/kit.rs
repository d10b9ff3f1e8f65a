//! What is generated for the Swift package, laid out as the package names it: a folder for each
//! module, and one for the C module of all of them. Files that say what they said stay untouched, so
//! that Swift builds what changed and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// The C module that every generated module asks; each `uniffi.toml` names it.
const LIBRARY: &str = "OutriderFFI";

/// The module of the generated words.
const WORDS: &str = "OutriderWords";

/// What the package can build, as `ios/Kit/Package.swift` orders it.
const MODULES: [&str; 3] = ["OutriderModel", "OutriderCore", "OutriderBindings"];

/// What stands in a folder: paths within it, and what the files say.
type Files = BTreeMap<PathBuf, String>;

/// Lays out what UniFFI and the words' generator wrote; what no longer belongs there goes.
///
/// # Errors
/// When a module came that the package does not know, or a file cannot be read or written.
pub(super) fn lay_out(faces: &Path, words: &Path, into: &Path) -> Result<(), Failure> {
    let mut files = arranged(read(faces)?)?;
    for (path, text) in read(words)? {
        files.insert(Path::new(WORDS).join(path), text);
    }
    for path in read(into)?.into_keys() {
        if !files.contains_key(&path) {
            let path = into.join(path);
            fs::remove_file(&path).map_err(refuse("cannot remove", &path))?;
        }
    }
    for (path, text) in &files {
        write(&into.join(path), text)?;
    }
    empty_folders_go(into)
}

/// Says where each generated file goes, and what it then says.
fn arranged(generated: Files) -> Result<Files, Failure> {
    let mut files = Files::new();
    let mut headers = BTreeSet::new();
    for (path, text) in generated {
        let name = path.file_name().unwrap_or_default();
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let end = path.extension().unwrap_or_default();
        if end == "h" {
            headers.insert(name.to_string_lossy().into_owned());
            files.insert(Path::new(LIBRARY).join(name), text);
        } else if end == "swift" {
            if !MODULES.contains(&stem.as_ref()) {
                return Err(Failure::new(
                    format_args!("{stem} is generated and in no package"),
                    "name it in ios/Kit/Package.swift and in xtask/src/ios/kit.rs",
                ));
            }
            let folder = Path::new(stem.as_ref());
            files.insert(folder.join(name), with_imports(&stem, &text));
        }
    }
    files.insert(
        Path::new(LIBRARY).join("module.modulemap"),
        module_map(&headers),
    );
    Ok(files)
}

/// Describes the C module. The generated description asks for modules that only Apple has.
fn module_map(headers: &BTreeSet<String>) -> String {
    let lines: String = headers
        .iter()
        .map(|header| format!("    header \"{header}\"\n"))
        .collect();
    format!("module {LIBRARY} {{\n{lines}    export *\n}}\n")
}

/// Imports the modules whose types a module passes on: UniFFI expects them all in one module, and
/// wakes each by a function that names it.
fn with_imports(module: &str, text: &str) -> String {
    let others = MODULES.iter().filter(|other| **other != module);
    let imports: String = others
        .filter(|other| text.contains(&format!("uniffiEnsure{other}Initialized()")))
        .map(|other| format!("import {other}\n"))
        .collect();
    text.replacen(
        "import Foundation\n",
        &format!("import Foundation\n{imports}"),
        1,
    )
}

fn read(folder: &Path) -> Result<Files, Failure> {
    let mut files = Files::new();
    if folder.is_dir() {
        gather(folder, Path::new(""), &mut files)?;
    }
    Ok(files)
}

fn gather(base: &Path, below: &Path, files: &mut Files) -> Result<(), Failure> {
    let folder = base.join(below);
    let unread = refuse("cannot read", &folder);
    for entry in fs::read_dir(&folder).map_err(&unread)? {
        let entry = entry.map_err(&unread)?;
        let path = below.join(entry.file_name());
        if entry.file_type().map_err(&unread)?.is_dir() {
            gather(base, &path, files)?;
        } else {
            let text = fs::read_to_string(entry.path()).map_err(&unread)?;
            files.insert(path, text);
        }
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    if fs::read_to_string(path).is_ok_and(|stands| stands == text) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).map_err(refuse("cannot make", folder))?;
    fs::write(path, text).map_err(refuse("cannot write", path))
}

/// A folder without files would be a module without sources, which is no package.
fn empty_folders_go(folder: &Path) -> Result<(), Failure> {
    for entry in fs::read_dir(folder)
        .map_err(refuse("cannot read", folder))?
        .flatten()
    {
        if entry.path().is_dir() {
            let _not_empty = fs::remove_dir(entry.path());
        }
    }
    Ok(())
}

fn refuse(what: &str, path: &Path) -> impl Fn(std::io::Error) -> Failure {
    let words = format!("{what} {}", path.display());
    move |why| Failure::new(&words, why)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Folders {
        _root: tempfile::TempDir,
        faces: PathBuf,
        words: PathBuf,
        into: PathBuf,
    }

    fn folders() -> Folders {
        let root = tempfile::tempdir().expect("a folder");
        let at = |name: &str| {
            let folder = root.path().join(name);
            fs::create_dir(&folder).expect("a folder");
            folder
        };
        Folders {
            faces: at("faces"),
            words: at("words"),
            into: at("into"),
            _root: root,
        }
    }

    fn lay(folders: &Folders) -> Result<Vec<String>, Failure> {
        lay_out(&folders.faces, &folders.words, &folders.into)?;
        let found = read(&folders.into)?;
        Ok(found
            .keys()
            .map(|path| path.display().to_string())
            .collect())
    }

    #[test]
    fn every_module_gets_a_folder_and_all_headers_one() {
        let folders = folders();
        for name in ["OutriderModel", "OutriderCore"] {
            fs::write(folders.faces.join(format!("{name}.swift")), "").expect("a file");
            fs::write(folders.faces.join(format!("{name}FFI.h")), "").expect("a file");
            fs::write(folders.faces.join(format!("{name}FFI.modulemap")), "").expect("a file");
        }
        fs::write(folders.words.join("Words.swift"), "").expect("a file");
        let expected = [
            "OutriderCore/OutriderCore.swift",
            "OutriderFFI/OutriderCoreFFI.h",
            "OutriderFFI/OutriderModelFFI.h",
            "OutriderFFI/module.modulemap",
            "OutriderModel/OutriderModel.swift",
            "OutriderWords/Words.swift",
        ];
        assert_eq!(lay(&folders).expect("laid out"), expected);
        let map = fs::read_to_string(folders.into.join("OutriderFFI/module.modulemap"));
        assert_eq!(
            map.expect("a map"),
            "module OutriderFFI {\n    header \"OutriderCoreFFI.h\"\n    \
             header \"OutriderModelFFI.h\"\n    export *\n}\n"
        );
    }

    #[test]
    fn a_module_that_is_generated_no_more_goes_with_its_folder() {
        let folders = folders();
        let words = folders.words.join("Words.swift");
        fs::write(&words, "").expect("a file");
        lay(&folders).expect("laid out");
        fs::remove_file(&words).expect("removed");
        lay(&folders).expect("laid out");
        assert!(!folders.into.join(WORDS).exists());
    }

    #[test]
    fn a_file_that_says_the_same_is_not_written_again() {
        let folders = folders();
        fs::write(folders.faces.join("OutriderCore.swift"), "same").expect("a file");
        lay(&folders).expect("laid out");
        let path = folders.into.join("OutriderCore/OutriderCore.swift");
        let mut rights = fs::metadata(&path).expect("a file").permissions();
        rights.set_readonly(true);
        fs::set_permissions(&path, rights.clone()).expect("set");
        let before = fs::metadata(&path).and_then(|file| file.modified());
        lay(&folders).expect("laid out");
        let after = fs::metadata(&path).and_then(|file| file.modified());
        assert_eq!(before.expect("a time"), after.expect("a time"));
    }

    #[test]
    fn a_module_that_no_package_names_is_a_failure() {
        let folders = folders();
        fs::write(folders.faces.join("OutriderPlanted.swift"), "").expect("a file");
        let why = lay(&folders).expect_err("nobody builds it");
        assert!(why.to_string().contains("OutriderPlanted"), "{why}");
    }

    #[test]
    fn a_module_imports_those_whose_types_it_passes_on() {
        let text = "import Foundation\n\nuniffiEnsureOutriderModelInitialized()\n\
            func uniffiEnsureOutriderCoreInitialized() {}\n";
        let core = with_imports("OutriderCore", text);
        assert!(core.starts_with("import Foundation\nimport OutriderModel\n\n"));
        assert!(!core.contains("import OutriderCore"));
    }
}
