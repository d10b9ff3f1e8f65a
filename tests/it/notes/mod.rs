//! Nobody's words are overwritten in silence.

mod drafted;
mod merged;
mod parked;
