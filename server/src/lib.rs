//! The meeting place: what phones and managers sync through.
//!
//! # Where to start
//! - [`router`]: every route on one page, with who may call it.
//! - [`ingest`]: the one door for writes, whoever writes.
//! - [`feed`]: what a phone is told, page by page.
//! - [`console`]: the files of the console, which the server carries inside.
//! - [`audit`]: who did what and who looked at whom, in a chain that shows every change.
//! - [`privacy`]: looks that are told, positions that grow coarse, people who are erased.
//! - [`store`]: what is kept, as whole acts; SQL stands nowhere else.
//! - [`cli`]: the command line: serving, administration, import, export.
//! - [`seam`]: time and randomness, the two things the server asks of its machine.

pub mod api;
pub mod audit;
pub mod auth;
pub mod cli;
pub mod clock;
pub mod config;
pub mod console;
pub mod error;
pub mod export;
pub mod feed;
pub mod host;
pub mod import;
pub mod ingest;
pub mod job;
pub mod listen;
pub mod post;
pub mod privacy;
pub mod report;
pub mod rng;
pub mod router;
pub mod seam;
pub mod setting;
pub mod store;
pub mod telemetry;
