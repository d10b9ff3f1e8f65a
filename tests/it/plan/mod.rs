//! Managers plan, reps do, and neither waits for the other.

mod assigned;
mod closed;
mod edited;
mod offered;
mod types;
