//! What the bench says while it works, on stderr: stdout is for figures.

/// Says what begins.
pub fn step(what: &str) {
    eprintln!("  … {what}");
}

/// Says how far it is, every now and then.
pub fn progress(done: usize, all: usize) {
    const EVERY: usize = 50_000;
    if done / EVERY != done.saturating_sub(outrider_model::wire::MAX_CHANGES) / EVERY {
        eprintln!("    {done} of {all}");
    }
}
