//! Whole-system tests: the parts that stories, the demo, the proofs and the benches share.
//!
//! Where to start: [`world`] has the people, phones and server of the stories; [`vfs`] is the SQLite
//! VFS under the power-cut proof.

pub mod bench;
pub mod cluster;
pub mod company;
pub mod demo;
pub mod identity;
pub mod net;
pub mod prove;
pub mod rng;
pub mod stage;
pub mod vfs;
pub mod world;
