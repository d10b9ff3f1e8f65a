//! How long files and functions are. More than 300 lines is reported, more than 500 is a failure
//! unless the file is listed here with its reason.

use std::path::Path;

use super::{Outcome, ended, outcome};
use crate::say;
use crate::source::{Source, item_length};
use crate::workspace::Workspace;

const FILE_WISHED: usize = 300;
const FILE_HARD: usize = 500;
const FUNCTION_WISHED: usize = 40;
const FUNCTION_HARD: usize = 80;

/// Files that may be longer than 500 lines, each with its reason.
const LONGER: [(&str, &str); 1] = [(
    "core/model/src/change/body.rs",
    "everything that can happen stands on one page",
)];

/// How long one file and its functions are.
#[derive(Debug, PartialEq, Eq)]
struct Measure {
    lines: usize,
    /// Name, line and length of each function.
    functions: Vec<(String, usize, usize)>,
}

/// Judges that no file is too long and reports what is longer than wished.
pub(crate) fn judge(workspace: &Workspace) -> Outcome {
    let mut problems = Vec::new();
    let (mut files, mut long_files, mut functions, mut long_functions) = (0, 0, 0, 0);
    for path in workspace.files("rs") {
        let text = workspace.text(&path).map_err(|failure| ended(&failure))?;
        let measure = measure(&text);
        files += 1;
        functions += measure.functions.len();
        long_files += usize::from(measure.lines > FILE_WISHED);
        problems.extend(too_long(&path, measure.lines, &LONGER));
        for (name, line, length) in &measure.functions {
            long_functions += usize::from(*length > FUNCTION_WISHED);
            if *length > FUNCTION_HARD {
                let place = format_args!("{}:{line}", path.display());
                say::progress(format_args!("sizes: {place}: fn {name} has {length} lines"));
            }
        }
    }
    outcome(
        problems,
        format!(
            "{files} files, {long_files} above {FILE_WISHED} lines; \
             {functions} functions, {long_functions} above {FUNCTION_WISHED}"
        ),
    )
}

fn too_long(path: &Path, lines: usize, longer: &[(&str, &str)]) -> Option<String> {
    let listed = longer.iter().any(|(name, _)| Path::new(name) == path);
    (lines > FILE_HARD && !listed).then(|| format!("{} has {lines} lines", path.display()))
}

fn measure(text: &str) -> Measure {
    let code = Source::read(text).code;
    let mut functions = Vec::new();
    let mut place = 0;
    while let Some(found) = code.get(place..).and_then(|rest| rest.find("fn ")) {
        let start = place + found;
        place = start + 3;
        let before = code.get(..start).unwrap_or_default();
        if before.ends_with(|one: char| one.is_alphanumeric() || one == '_') {
            continue;
        }
        let body = code.get(place..).unwrap_or_default();
        let name: String = body
            .chars()
            .take_while(|one| one.is_alphanumeric() || *one == '_')
            .collect();
        let item = body.get(..item_length(body)).unwrap_or_default();
        if !name.is_empty() {
            functions.push((name, before.matches('\n').count() + 1, item.lines().count()));
        }
    }
    Measure {
        lines: text.lines().count(),
        functions,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_501_lines_is_a_problem_unless_it_is_listed() {
        let path = Path::new("core/src/long.rs");
        assert!(too_long(path, 500, &[]).is_none());
        assert!(too_long(path, 501, &[]).is_some());
        assert!(too_long(path, 501, &[("core/src/long.rs", "a table")]).is_none());
    }

    #[test]
    fn functions_are_measured_with_name_and_line() {
        let text = "struct S;\nfn one() {\n  { }\n}\nimpl S { fn two(); }\n";
        let functions = measure(text).functions;
        assert_eq!(
            functions,
            [("one".to_owned(), 2, 3), ("two".to_owned(), 5, 1)]
        );
    }

    #[test]
    fn every_listed_file_has_a_reason() {
        assert!(LONGER.iter().all(|(_, reason)| !reason.is_empty()));
    }
}
