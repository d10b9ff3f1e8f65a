//! The demo and the proofs as tests: each run is one case.

use std::process::Stdio;

use serde_json::Value;

use super::count::Count;
use crate::failure::Failure;
use crate::launch::{self, Program};
use crate::say;
use crate::workspace::Workspace;

/// One run of a program and what must come of it.
pub(super) struct Case {
    pub(super) name: &'static str,
    program: Program,
    arguments: &'static [&'static str],
    wanted: Wanted,
}

/// What must come of a run.
#[derive(Debug, Clone, Copy)]
enum Wanted {
    /// It ends well and each of these counters is 0.
    Zero(&'static [&'static str]),
    /// A defect was planted: it ends badly and one of these counters is above 0.
    Caught(&'static [&'static str]),
}

const BOOKS: &[&str] = &["lost", "doubled", "diverged"];

/// A short demo on each kind of store, and the same with each defect planted.
pub(super) const DEMO: [Case; 7] = [
    demo("a_working_day_loses_nothing", &[], Wanted::Zero(BOOKS)),
    demo(
        "a_working_day_on_three_servers_of_one_database_loses_nothing",
        &["--store", "postgres"],
        Wanted::Zero(BOOKS),
    ),
    demo(
        "a_working_day_whose_database_is_killed_loses_nothing",
        &["--store", "postgres-ha"],
        Wanted::Zero(BOOKS),
    ),
    demo(
        "a_dropped_change_is_counted_as_lost",
        &["--sabotage", "drop-acked"],
        Wanted::Caught(BOOKS),
    ),
    demo(
        "a_doubled_change_is_counted",
        &["--sabotage", "double"],
        Wanted::Caught(BOOKS),
    ),
    demo(
        "a_skipped_field_is_counted",
        &["--sabotage", "skip-field"],
        Wanted::Caught(BOOKS),
    ),
    demo(
        "a_lost_note_is_counted",
        &["--sabotage", "lose-note"],
        Wanted::Caught(BOOKS),
    ),
];

/// Short proofs.
pub(super) const PROOFS: [Case; 3] = [
    prove(
        "a_power_cut_loses_no_saved_change",
        &["power-cut", "--runs", "500", "--json"],
    ),
    prove(
        "a_kill_loses_no_saved_change",
        &["kill", "--runs", "20", "--json"],
    ),
    prove(
        "a_full_disk_loses_no_saved_change",
        &["disk-full", "--runs", "50", "--json"],
    ),
];

const fn demo(name: &'static str, arguments: &'static [&'static str], wanted: Wanted) -> Case {
    Case {
        name,
        program: launch::DEMO,
        arguments,
        wanted,
    }
}

const fn prove(name: &'static str, arguments: &'static [&'static str]) -> Case {
    Case {
        name,
        program: launch::PROVE,
        arguments,
        wanted: Wanted::Zero(&["bad"]),
    }
}

/// Runs the cases one after another and counts them.
///
/// # Errors
/// When a program does not build or cannot be started.
pub(super) fn run(workspace: &Workspace, cases: &[Case]) -> Result<Count, Failure> {
    let mut count = Count::default();
    for case in cases {
        let problem = judge(workspace, case)?;
        let verdict = problem.as_deref().unwrap_or("ok");
        say::line(format_args!("{}: {verdict}", case.name));
        count.passed += usize::from(problem.is_none());
        count.failed += usize::from(problem.is_some());
    }
    Ok(count)
}

fn judge(workspace: &Workspace, case: &Case) -> Result<Option<String>, Failure> {
    let mut command = launch::command(workspace, case.program)?;
    if case
        .arguments
        .first()
        .is_none_or(|first| first.starts_with('-'))
    {
        command.args(["--once", "--json", "--phones", "4", "--seed", "1"]);
    }
    let output = command
        .args(case.arguments)
        .current_dir(&workspace.root)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|why| Failure::new(case.name, why))?;
    let printed = String::from_utf8_lossy(&output.stdout);
    say::line(printed.trim_end());
    Ok(problem(case.wanted, output.status.success(), &printed))
}

/// Returns what is wrong with a run, if anything.
fn problem(wanted: Wanted, ended_well: bool, printed: &str) -> Option<String> {
    let Some(summary) = summary(printed) else {
        return Some("FAILED: it printed no summary".to_owned());
    };
    let number = |name: &str| summary.get(name).and_then(Value::as_u64);
    match wanted {
        Wanted::Zero(names) => {
            let wrong: Vec<&str> = names
                .iter()
                .filter(|name| number(name) != Some(0))
                .copied()
                .collect();
            (!ended_well || !wrong.is_empty()).then(|| {
                format!(
                    "FAILED: ended well: {ended_well}; not 0: {}",
                    wrong.join(", ")
                )
            })
        }
        Wanted::Caught(names) => {
            let seen = names
                .iter()
                .any(|name| number(name).is_some_and(|number| number > 0));
            (ended_well || !seen).then(|| "FAILED: the planted defect was not caught".to_owned())
        }
    }
}

/// Finds the summary, which is the last thing printed: one JSON object, on one line or on many.
fn summary(printed: &str) -> Option<Value> {
    let begins = printed.match_indices('{').map(|(place, _)| place);
    begins
        .filter_map(|place| serde_json::from_str::<Value>(printed.get(place..)?).ok())
        .find(Value::is_object)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_that_lost_something_fails() {
        let wanted = Wanted::Zero(BOOKS);
        let clean = "day 1\n{\"lost\":0,\"doubled\":0,\"diverged\":0,\"faults\":{\"kill\":1}}\n";
        assert!(problem(wanted, true, clean).is_none());
        assert!(problem(wanted, false, clean).is_some());
        assert!(problem(wanted, true, &clean.replace("\"lost\":0", "\"lost\":1")).is_some());
        assert!(problem(wanted, true, "{\"lost\":0}").is_some());
        assert!(problem(wanted, true, "").is_some());
    }

    #[test]
    fn a_planted_defect_must_be_caught_by_a_counter() {
        let wanted = Wanted::Caught(BOOKS);
        assert!(problem(wanted, false, "{\"lost\":2}").is_none());
        assert!(problem(wanted, true, "{\"lost\":2}").is_some());
        assert!(problem(wanted, false, "{\"lost\":0}").is_some());
    }
}
