//! The two builds of the Android app: Android Studio's asks for what Maven's tests, at the same
//! versions.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Outcome, ended, outcome};
use crate::workspace::Workspace;

const CATALOGUE: &str = "android/gradle/libs.versions.toml";
const CLOSURE: &str = "android/ci/closure.txt";
const PARENT: &str = "android/ci/pom.xml";
/// What Maven asks for beyond the closure, for the app and its tests.
const POMS: [&str; 2] = ["android/ci/app/pom.xml", "android/ci/bindings/pom.xml"];
const GRADLE: &str = "android/app/build.gradle.kts";

/// How a library is called for the one platform that Maven is told of.
const PLATFORMS: [&str; 2] = ["-android", "-jvm"];
/// What Gradle brings by itself, or finds below something else that the catalogue names.
const BY_ITSELF: [&str; 5] = [
    "org.jetbrains.kotlin:kotlin-stdlib",
    "org.jetbrains.kotlinx:kotlinx-coroutines-core",
    "org.jetbrains.kotlinx:kotlinx-serialization-core",
    "org.hamcrest:hamcrest-library",
    "org.robolectric:android-all",
];

/// Version by library, as `group:name`.
type Versions = BTreeMap<String, String>;

/// Judges that both builds mean the same versions.
pub(crate) fn judge(workspace: &Workspace) -> Outcome {
    let read = |path: &str| workspace.text(Path::new(path)).map_err(|why| ended(&why));
    let catalogue = Catalogue::read(&read(CATALOGUE)?);
    let parent = read(PARENT)?;
    let mut tested = closure(&read(CLOSURE)?);
    let mut asked = Versions::new();
    for pom in POMS {
        asked.extend(dependencies(&read(pom)?, &parent));
    }
    tested.extend(asked.clone());
    let mut problems = compare(&catalogue, &tested, &asked);
    let compiler = property(&parent, "kotlin.version");
    if catalogue.versions.get("kotlin").map(String::as_str) != compiler {
        problems.push(format!("kotlin: {CATALOGUE} and {PARENT} differ"));
    }
    problems.extend(unnamed(&catalogue, &read(GRADLE)?));
    let count = catalogue.libraries.len();
    outcome(
        problems,
        format!("{count} libraries at the versions that are tested"),
    )
}

/// Says which libraries differ or stand in one build alone.
fn compare(catalogue: &Catalogue, tested: &Versions, asked: &Versions) -> Vec<String> {
    let mut problems = Vec::new();
    for (library, version) in catalogue.libraries.values() {
        match tested.get(library) {
            Some(other) if other == version => {}
            Some(other) => problems.push(format!(
                "{library}: {version} in {CATALOGUE}, {other} is tested"
            )),
            None => problems.push(format!("{library} stands in {CATALOGUE} and is not tested")),
        }
    }
    for library in asked
        .keys()
        .filter(|name| !BY_ITSELF.contains(&name.as_str()))
    {
        if !catalogue
            .libraries
            .values()
            .any(|(named, _)| named == library)
        {
            problems.push(format!("{library} is tested and not in {CATALOGUE}"));
        }
    }
    problems
}

/// Says which libraries the script of the app does not ask for.
fn unnamed(catalogue: &Catalogue, script: &str) -> Vec<String> {
    let asks = |alias: &str| script.contains(&format!("libs.{})", alias.replace('-', ".")));
    catalogue
        .libraries
        .keys()
        .filter(|alias| !asks(alias))
        .map(|alias| format!("{alias} stands in {CATALOGUE} and {GRADLE} does not ask for it"))
        .collect()
}

/// What Gradle is told.
#[derive(Debug, Default)]
struct Catalogue {
    versions: Versions,
    /// Library and version, by alias.
    libraries: BTreeMap<String, (String, String)>,
}

impl Catalogue {
    fn read(text: &str) -> Self {
        let mut catalogue = Self::default();
        let mut table = "";
        for line in text.lines().map(str::trim) {
            if let Some(name) = line.strip_prefix('[') {
                table = name.trim_end_matches(']');
            }
            let Some((name, value)) = line.split_once(" = ").filter(|_| !line.starts_with('#'))
            else {
                continue;
            };
            if table == "versions" {
                let version = value.trim_matches('"').to_owned();
                catalogue.versions.insert(name.to_owned(), version);
            } else if table == "libraries" {
                let version = quoted(value, "version.ref = ");
                let version = version.and_then(|name| catalogue.versions.get(name));
                let library = (
                    quoted(value, "module = ").unwrap_or_default().to_owned(),
                    version.cloned().unwrap_or_default(),
                );
                catalogue.libraries.insert(name.to_owned(), library);
            }
        }
        catalogue
    }
}

/// Returns what stands in quotes behind a name.
fn quoted<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(name)?;
    rest.split('"').nth(1)
}

/// Reads lines of `group:name:version:kind`.
fn closure(text: &str) -> Versions {
    let mut found = Versions::new();
    for line in text.lines() {
        let mut words = line.split(':');
        if let (Some(group), Some(name), Some(version)) = (words.next(), words.next(), words.next())
        {
            found.insert(library(group, name), version.to_owned());
        }
    }
    found
}

/// Reads the dependencies of a pom, with the properties of its parent.
fn dependencies(pom: &str, parent: &str) -> Versions {
    let mut found = Versions::new();
    for text in pom.split("<dependency>").skip(1) {
        let word = |name| element(text, name).unwrap_or_default();
        let version = word("version");
        let named = version
            .strip_prefix("${")
            .and_then(|name| name.strip_suffix('}'));
        let version = named.map_or(Some(version), |name| property(parent, name));
        if word("groupId") != "org.outrider" {
            let version = version.unwrap_or_default().to_owned();
            found.insert(library(word("groupId"), word("artifactId")), version);
        }
    }
    found
}

/// Names a library as Gradle does, which chooses the platform by itself.
fn library(group: &str, name: &str) -> String {
    let plain = PLATFORMS.iter().find_map(|end| name.strip_suffix(end));
    // Coroutines has one library for Android, beside the plain one.
    let plain = plain.filter(|plain| *plain != "kotlinx-coroutines");
    format!("{group}:{}", plain.unwrap_or(name))
}

fn property<'a>(parent: &'a str, name: &str) -> Option<&'a str> {
    element(parent, name)
}

fn element<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(&format!("<{name}>"))?;
    rest.split_once('<').map(|(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CATALOGUE: &str = "[versions]\nkotlin = \"2\"\ncompose = \"1.12\"\n[libraries]\n\
        ui-test = { module = \"a.b:ui-test\", version.ref = \"compose\" }\n\
        [plugins]\ncompose = { id = \"c\", version.ref = \"kotlin\" }\n";

    #[test]
    fn what_differs_or_stands_in_one_build_alone_is_named() {
        let catalogue = Catalogue::read(CATALOGUE);
        let none = Versions::new();
        let tested = closure("a.b:ui-test-android:1.12:aar\n");
        assert!(compare(&catalogue, &tested, &none).is_empty());
        let other = closure("a.b:ui-test-android:1.11:aar\n");
        let told = compare(&catalogue, &other, &none);
        assert!(
            told[0].contains("1.12") && told[0].contains("1.11 is tested"),
            "{told:?}"
        );
        assert!(compare(&catalogue, &none, &none)[0].contains("is not tested"));
        let parent = "<properties><x.version>3</x.version></properties>";
        let asked = dependencies(
            "<dependency><groupId>c</groupId><artifactId>d</artifactId><version>${x.version}</version></dependency>",
            parent,
        );
        assert_eq!(asked.get("c:d").map(String::as_str), Some("3"));
        assert!(compare(&catalogue, &tested, &asked)[0].contains("c:d is tested and not in"));
    }

    #[test]
    fn what_the_script_does_not_ask_for_is_named() {
        let catalogue = Catalogue::read(CATALOGUE);
        assert!(unnamed(&catalogue, "testImplementation(libs.ui.test)").is_empty());
        assert_eq!(unnamed(&catalogue, "testImplementation(libs.ui)").len(), 1);
    }
}
