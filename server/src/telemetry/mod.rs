//! What the server says while it runs: to standard error, with a request id, without personal data.

use tracing_subscriber::EnvFilter;

/// Starts to log to standard error: as text for people or as JSON for machines. `OUTRIDER_LOG`
/// chooses what is logged, in the usual `target=level` form.
pub fn start(is_json: bool) {
    let filter = EnvFilter::try_from_env("OUTRIDER_LOG")
        .unwrap_or_else(|_| EnvFilter::new("warn,outrider_server=info"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    // A second start in one process (as in tests) keeps the first.
    let _already = if is_json {
        log.json().try_init()
    } else {
        log.compact().try_init()
    };
}
