//! The only place that writes to the terminal.

use std::fmt::Display;
use std::io::Write as _;

/// Writes one line to stdout; a reader that went away is no error of ours.
pub(crate) fn line(text: impl Display) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{text}").and_then(|()| out.flush());
}

/// Writes one line to stderr, where progress and explanations go.
pub(crate) fn progress(text: impl Display) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// Writes why a verb ended early to stderr.
pub(crate) fn problem(text: impl Display) {
    progress(format_args!("xtask: {text}"));
}
