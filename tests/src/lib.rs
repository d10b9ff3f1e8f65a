//! Whole-system tests: the parts that stories, the demo, the proofs and the benches share.
//!
//! Where to start: [`vfs`] is the SQLite VFS under the power-cut proof.

pub mod company;
pub mod net;
pub mod rng;
pub mod vfs;
pub mod world;
