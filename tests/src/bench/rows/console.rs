//! The manager's console in a real browser: how much it loads, when it is there, and whether long
//! tables stay smooth.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::bench::Sizes;
use crate::bench::report::Row;
use crate::bench::say;
use crate::stage::{Options, raise};

/// What the browser does; it stands beside the console's packages when it runs.
const SCRIPT: &str = include_str!("console.mjs");
/// Where the packages are.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../console");

/// What is wished for: bytes of the first load, and milliseconds.
const FIRST_LOAD_KB: f64 = 300.0;
const LONG_TASK_MS: f64 = 50.0;
const FILTER_MS: f64 = 200.0;

pub(super) fn measure(sizes: &Sizes, seed: u64) -> Vec<Row> {
    let (customers, tasks) = (sizes.small, sizes.large);
    say::step("the demo's company");
    let few = looks(seed, 0, 0, "start");
    say::step(&format!("{customers} customers, {tasks} tasks"));
    let many = looks(seed, customers, tasks, "start tables");
    let number = |said: &Value, name: &str| said[name].as_f64().unwrap_or(f64::NAN);
    let start = Row::new(
        "console_start",
        "the console's first load, and Today until it answers to keys",
    )
    .ours("first_load_kb", number(&few, "first_load_kb"))
    .ours("largest_chunk_kb", number(&few, "largest_chunk_kb"))
    .ours("today_ms", number(&few, "today_ms"))
    .ours("today_large_ms", number(&many, "today_ms"))
    .floor_is("an empty page of the same server in the same browser")
    .floor("wall_ms", number(&few, "empty_ms"))
    .ratio(
        "first load / 300 KB compressed, wished: at most 1",
        number(&few, "first_load_kb"),
        FIRST_LOAD_KB,
    );
    let longest = number(&many, "customers_longest_ms").max(number(&many, "tasks_longest_ms"));
    let scroll = Row::new(
        "console_scroll",
        format!("the longest task while {customers} customers and {tasks} tasks are scrolled"),
    )
    .ours(
        "customers_longest_ms",
        number(&many, "customers_longest_ms"),
    )
    .ours("tasks_longest_ms", number(&many, "tasks_longest_ms"))
    .ratio("longest / 50 ms, wished: at most 1", longest, LONG_TASK_MS);
    let slowest = number(&many, "customers_filter_ms").max(number(&many, "tasks_filter_ms"));
    let filter = Row::new(
        "console_filter",
        "from a filter that is settled to its rows on the screen, the same tables",
    )
    .ours("customers_filter_ms", number(&many, "customers_filter_ms"))
    .ours("tasks_filter_ms", number(&many, "tasks_filter_ms"))
    .ratio("slowest / 200 ms, wished: at most 1", slowest, FILTER_MS);
    vec![start, scroll, filter]
}

/// Lets a browser look at a stage and gives its figures.
fn looks(seed: u64, customers: usize, tasks: usize, parts: &str) -> Value {
    let (greeting, stage) = raise(&Options {
        seed,
        customers,
        tasks,
        ..Options::default()
    });
    let output = Command::new("node")
        .args(["--input-type=module", "--eval", SCRIPT, "--"])
        .args([greeting.to_string(), parts.to_owned()])
        .current_dir(Path::new(FOLDER))
        .stderr(Stdio::inherit())
        .output()
        .expect("node can be started");
    drop(stage);
    assert!(
        output.status.success(),
        "the browser saw what it looked for"
    );
    serde_json::from_slice(&output.stdout).expect("the figures are JSON")
}
