//! What a process has used, as Linux tells it; elsewhere nothing is known and 0 is given.

use std::fs;

/// A process and what it had used when it was first looked at.
#[derive(Debug, Clone, Copy)]
pub struct Meter {
    process: u32,
    cpu_before: u64,
}

impl Meter {
    /// Begins to watch a process.
    pub fn of(process: u32) -> Meter {
        Meter {
            process,
            cpu_before: cpu_millis(process),
        }
    }

    /// Begins to watch this process.
    pub fn of_this() -> Meter {
        Meter::of(std::process::id())
    }

    /// Gives the CPU time since then, in milliseconds; the kernel counts in tens.
    pub fn cpu(self) -> f64 {
        cpu_millis(self.process).saturating_sub(self.cpu_before) as f64
    }

    /// Gives the most memory that the process ever held, in KiB.
    pub fn peak_memory(self) -> f64 {
        status(self.process, "VmHWM:") as f64
    }
}

/// User and system time, ended threads included.
fn cpu_millis(process: u32) -> u64 {
    let line = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // The name in parentheses may hold anything.
    let after = line.rsplit_once(") ").map_or("", |(_, after)| after);
    let ticks = after.split(' ').skip(11).take(2);
    let ticks: u64 = ticks.filter_map(|word| word.parse::<u64>().ok()).sum();
    // A tick is a hundredth of a second on every Linux that is built today.
    ticks * 10
}

fn status(process: u32, name: &str) -> u64 {
    let text = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    let word = line.and_then(|rest| rest.split_whitespace().next());
    word.and_then(|word| word.parse().ok()).unwrap_or_default()
}
