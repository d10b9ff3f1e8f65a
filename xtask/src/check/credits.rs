//! Whose work is in the Android app: the list that its screen shows is made of what cargo and Maven
//! bring, and a list that is not true fails.

use std::collections::BTreeSet;
use std::path::Path;

use super::{Outcome, ended, outcome};
use crate::workspace::Workspace;

const LIST: &str = "android/app/src/main/resources/org/outrider/ui/licences.txt";
const CLOSURE: &str = "android/ci/closure.txt";
const PARENT: &str = "android/ci/pom.xml";

const HEAD: &str = "# Name, version and licence of what is in the app. `OUTRIDER_GOLDEN=write cargo xtask check --only credits` writes it.";

/// The terms of Android's and Kotlin's own libraries.
const APACHE: &str = "Apache-2.0";

/// Libraries of tests, which no phone holds.
const OF_TESTS: [&str; 5] = [
    "androidx.test",
    "androidx.compose.ui:ui-test",
    "com.google.code.findbugs",
    "com.squareup",
    "javax.inject",
];

/// What the app asks Maven for beyond the closure: library, its version in the parent, terms.
const BEYOND: [(&str, &str, &str); 4] = [
    ("org.jetbrains.kotlin:kotlin-stdlib", "kotlin", APACHE),
    (
        "org.jetbrains.kotlinx:kotlinx-coroutines-android",
        "coroutines",
        APACHE,
    ),
    (
        "net.java.dev.jna:jna",
        "jna",
        "Apache-2.0 OR LGPL-2.1-or-later",
    ),
    ("com.google.zxing:core", "zxing", APACHE),
];

/// What neither cargo nor Maven names: the outlines of the map, and the database in `libsqlite3-sys`.
const BESIDE: [&str; 4] = [
    "SQLCipher\tas in libsqlite3-sys\tBSD-3-Clause",
    "SQLite\tas in libsqlite3-sys\tPublic domain",
    "us-atlas\t3.0.1\tISC",
    "world-atlas\t2.0.2\tISC",
];

/// Judges that the list of the app is true.
pub(crate) fn judge(workspace: &Workspace) -> Outcome {
    let wanted = wanted(workspace)?;
    let text = format!("{HEAD}\n{}\n", Vec::from_iter(wanted.clone()).join("\n"));
    if std::env::var("OUTRIDER_GOLDEN").is_ok_and(|word| word == "write") {
        std::fs::write(workspace.root.join(LIST), &text)
            .map_err(|why| vec![format!("{LIST}: {why}")])?;
    }
    let stands = workspace.text(Path::new(LIST)).unwrap_or_default();
    let stands: BTreeSet<String> = entries(&stands);
    let missing = wanted.difference(&stands);
    let missing = missing.map(|line| format!("not in {LIST}: {}", line.replace('\t', " ")));
    let dead = stands.difference(&wanted);
    let dead = dead.map(|line| format!("no longer in the app: {}", line.replace('\t', " ")));
    outcome(
        missing.chain(dead).collect(),
        format!("{} works of others are named in the app", wanted.len()),
    )
}

fn entries(list: &str) -> BTreeSet<String> {
    list.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

fn wanted(workspace: &Workspace) -> Result<BTreeSet<String>, Vec<String>> {
    let read = |path: &str| workspace.text(Path::new(path)).map_err(|why| ended(&why));
    let mut command = workspace.cargo();
    command.args(["tree", "--package", "outrider-bindings", "--locked"]);
    command.args([
        "--features",
        "sqlcipher",
        "--target",
        "aarch64-linux-android",
    ]);
    command.args(["--edges", "normal", "--prefix", "none"]);
    command.args(["--format", "{p}\t{l}"]);
    let said = command.output().map_err(|why| vec![why.to_string()])?;
    if !said.status.success() {
        return Err(vec![String::from_utf8_lossy(&said.stderr).into_owned()]);
    }
    let mut found = crates(&String::from_utf8_lossy(&said.stdout));
    found.extend(libraries(&read(CLOSURE)?)?);
    found.extend(beyond(&read(PARENT)?));
    found.extend(BESIDE.map(str::to_owned));
    Ok(found)
}

/// Reads lines of `name v1.2.3 (more)`, a tab and the terms; what only compiles is left out, and so
/// is what is ours.
fn crates(tree: &str) -> BTreeSet<String> {
    let entry = |line: &str| {
        let (package, terms) = line.trim_end_matches(" (*)").split_once('\t')?;
        let mut words = package.split(' ');
        let (name, version) = (words.next()?, words.next()?.strip_prefix('v')?);
        let is_left_out = words.any(|word| word == "(proc-macro)") || name.starts_with("outrider");
        (!is_left_out).then(|| format!("{name}\t{version}\t{terms}"))
    };
    tree.lines().filter_map(entry).collect()
}

/// Reads lines of `group:name:version:kind`.
fn libraries(closure: &str) -> Result<BTreeSet<String>, Vec<String>> {
    let (mut found, mut strange) = (BTreeSet::new(), Vec::new());
    for line in closure.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split(':');
        let (Some(group), Some(name), Some(version)) = (words.next(), words.next(), words.next())
        else {
            continue;
        };
        let library = format!("{group}:{name}");
        if OF_TESTS.iter().any(|test| library.starts_with(test)) {
            continue;
        }
        if group.starts_with("androidx.") || group == "com.google.guava" {
            found.insert(format!("{library}\t{version}\t{APACHE}"));
        } else {
            strange.push(format!("say in xtask which terms {library} has"));
        }
    }
    if strange.is_empty() {
        Ok(found)
    } else {
        Err(strange)
    }
}

fn beyond(parent: &str) -> BTreeSet<String> {
    let version = |name: &str| {
        let (_, rest) = parent.split_once(&format!("<{name}.version>"))?;
        rest.split_once('<').map(|(version, _)| version)
    };
    BEYOND
        .iter()
        .map(|(library, name, terms)| {
            format!("{library}\t{}\t{terms}", version(name).unwrap_or_default())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_compiles_and_what_is_ours_is_not_in_the_list() {
        let tree = "serde v1.0.2\tMIT\nderive v2.0.0 (proc-macro)\tMIT\n\
            outrider-core v0.1.0 (/house/core)\tMIT\nserde v1.0.2\tMIT (*)\n";
        assert_eq!(Vec::from_iter(crates(tree)), ["serde\t1.0.2\tMIT"]);
    }

    #[test]
    fn libraries_of_tests_are_not_in_the_list_and_unknown_terms_are_asked_for() {
        let closure = "androidx.core:core:1.18.0:aar\nandroidx.test:core:1.7.0:aar\n";
        let found = libraries(closure).unwrap();
        assert_eq!(
            Vec::from_iter(found),
            ["androidx.core:core\t1.18.0\tApache-2.0"]
        );
        assert!(libraries("org.planted:strange:1:jar\n").is_err());
    }
}
