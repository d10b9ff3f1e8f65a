//! Each fault does what its name says, seen from the phone's socket and from a tiny server.

mod faults;
mod framing;
mod switches;
mod tiny;
