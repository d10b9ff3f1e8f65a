//! The part of the Android app that a JVM can hold: its screens on the real Compose, its logic, and
//! the real core under both.

use std::path::Path;

use super::count::Count;
use crate::failure::Failure;
use crate::workspace::Workspace;
use crate::{android, say};

/// Where tests stand.
const TESTS: [&str; 2] = ["android/app/src/test", "android/desktop/src/test"];

/// Builds every module, runs its tests and counts them.
///
/// # Errors
/// When a program or a library cannot be had on this machine, or Maven cannot be started.
pub(super) fn run(workspace: &Workspace) -> Result<Count, Failure> {
    let reactor = android::prepare(workspace)?;
    for folder in android::reports(workspace) {
        std::fs::remove_dir_all(&folder)
            .map_err(|why| Failure::new(format_args!("cannot clear {}", folder.display()), why))?;
    }
    let ended = android::test(workspace, &reactor)?
        .status()
        .map_err(|why| Failure::new("Maven cannot be started", why))?;
    let mut ends = Vec::new();
    for folder in android::reports(workspace) {
        ends.extend(read_folder(&folder)?);
    }
    for end in &ends {
        say::line(format_args!("test {} ... {}", end.test, end.verdict));
    }
    Ok(counted(&ends, ended.success()))
}

/// Names every test of the part.
///
/// # Errors
/// When a source cannot be read.
pub(super) fn list(workspace: &Workspace) -> Result<(), Failure> {
    for path in workspace.files("kt") {
        if TESTS.iter().any(|folder| path.starts_with(folder)) {
            let class = path.file_stem().unwrap_or_default().to_string_lossy();
            for sentence in sentences(&workspace.text(&path)?) {
                say::line(format_args!("android: {class}: {sentence}"));
            }
        }
    }
    Ok(())
}

/// How one test ended.
#[derive(Debug, PartialEq, Eq)]
struct End {
    /// Its class and its sentence.
    test: String,
    verdict: &'static str,
}

const PASSED: &str = "ok";
const FAILED: &str = "FAILED";
const SKIPPED: &str = "ignored";

/// Counts what the reports say; a build that failed is a failure, and so is one without a test.
fn counted(ends: &[End], ended_well: bool) -> Count {
    let number = |verdict| ends.iter().filter(|end| end.verdict == verdict).count();
    let (passed, failed) = (number(PASSED), number(FAILED));
    let is_unexplained = !ended_well || passed == 0;
    Count {
        passed,
        failed: failed + usize::from(is_unexplained && failed == 0),
        skipped: number(SKIPPED),
    }
}

fn read_folder(folder: &Path) -> Result<Vec<End>, Failure> {
    let unread = |why| Failure::new(format_args!("cannot read {}", folder.display()), why);
    let mut reports = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unread)? {
        let path = entry.map_err(unread)?.path();
        if path.extension().is_some_and(|end| end == "xml") {
            reports.push(path);
        }
    }
    reports.sort();
    let mut ends = Vec::new();
    for report in reports {
        ends.extend(read(&std::fs::read_to_string(report).map_err(unread)?));
    }
    Ok(ends)
}

/// Reads a report of Surefire's: an element for each test, which is empty when it passed.
fn read(report: &str) -> Vec<End> {
    let mut cases = report.split("<testcase ");
    let _before = cases.next();
    cases.map(case).collect()
}

fn case(text: &str) -> End {
    let (head, body) = text.split_once('>').unwrap_or((text, ""));
    let body = body.split("</testcase>").next().unwrap_or_default();
    let is_empty = head.ends_with('/');
    // What a test printed is told too, with whatever it holds.
    let told = body.split("<system-").next().unwrap_or_default();
    let holds = |name: &str| !is_empty && told.contains(name);
    let verdict = if holds("<failure") || holds("<error") {
        FAILED
    } else if holds("<skipped") {
        SKIPPED
    } else {
        PASSED
    };
    let class = attribute(head, "classname");
    let class = class.rsplit('.').next().unwrap_or_default();
    End {
        test: format!("{class}: {}", attribute(head, "name")),
        verdict,
    }
}

fn attribute(head: &str, name: &str) -> String {
    let value = head
        .split_once(&format!("{name}=\""))
        .and_then(|(_, rest)| rest.split_once('"'));
    let value = value.map_or("", |(value, _)| value);
    value
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

/// Returns the sentence of each test of a Kotlin source.
fn sentences(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut is_test = false;
    for line in source.lines().map(str::trim) {
        is_test = is_test || line == "@Test" || line.starts_with("@Test ");
        let Some((_, name)) = line.split_once("fun ").filter(|_| is_test) else {
            continue;
        };
        let name = match name.strip_prefix('`') {
            Some(quoted) => quoted.split('`').next(),
            None => name.split('(').next(),
        };
        found.push(name.unwrap_or_default().to_owned());
        is_test = false;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = r#"<testsuite name="org.outrider.app.MainActivityTest" tests="4">
        <properties><property name="a" value="b"/></properties>
        <testcase name="the window &quot;opens&quot;" classname="org.outrider.app.MainActivityTest" time="1"/>
        <testcase name="b" classname="org.outrider.app.MainActivityTest" time="1">
          <failure message="no" type="x">why</failure></testcase>
        <testcase name="c" classname="org.outrider.app.MainActivityTest" time="1"><skipped/></testcase>
        <testcase name="d" classname="org.outrider.app.MainActivityTest" time="1">
          <system-out><![CDATA[<failure of nobody>]]></system-out></testcase></testsuite>"#;

    #[test]
    fn a_test_of_kotlin_is_named_by_class_and_sentence() {
        let ends = read(REPORT);
        let told: Vec<String> = ends
            .iter()
            .map(|end| format!("{} {}", end.test, end.verdict))
            .collect();
        assert_eq!(
            told,
            [
                "MainActivityTest: the window \"opens\" ok",
                "MainActivityTest: b FAILED",
                "MainActivityTest: c ignored",
                "MainActivityTest: d ok",
            ]
        );
        assert_eq!(
            counted(&ends, true).to_string(),
            "2 passed, 1 failed, 1 skipped"
        );
    }

    #[test]
    fn a_build_of_the_app_that_failed_or_ran_no_test_is_a_failure() {
        assert_eq!(counted(&[], true).failed, 1);
        assert_eq!(counted(&[], false).failed, 1);
        let one = [case(r#"name="a" classname="b.C" time="1"/>"#)];
        assert_eq!(
            counted(&one, true).to_string(),
            "1 passed, 0 failed, 0 skipped"
        );
        assert_eq!(counted(&one, false).failed, 1, "another module");
    }

    #[test]
    fn the_sentences_of_a_kotlin_source_are_those_of_its_tests() {
        let source = "class A {\n  @Test\n  @Config(sdk = [35])\n  fun `it is so`() {}\n\
            fun helper() {}\n  @Test fun plain() = runTest {}\n}";
        assert_eq!(sentences(source), ["it is so", "plain"]);
    }
}
