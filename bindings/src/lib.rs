//! The door to Kotlin, Swift and Python. It decides nothing: every function hands on to the core.
//!
//! Where to start: [`core_version`] is the whole door for now. Functions are UniFFI proc-macros on
//! plain Rust; `cargo xtask bindings` generates the other side, and `bindings/python/smoke.py`
//! calls it.

uniffi::setup_scaffolding!();

/// Returns the version of the core that stands behind the door.
#[uniffi::export]
#[must_use]
pub fn core_version() -> String {
    outrider_core::VERSION.to_owned()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_door_tells_the_version_of_the_core() {
        assert_eq!(super::core_version(), env!("CARGO_PKG_VERSION"));
    }
}
