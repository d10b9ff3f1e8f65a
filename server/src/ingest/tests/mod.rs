//! Tests of the door, and the small world in which tests of store, feed and jobs live too.

mod batches;
mod guards;
mod late;
mod moves;
mod queue;
mod rights;
pub(crate) mod world;
