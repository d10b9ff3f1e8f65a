//! Who sees what, and what a phone has left when it sees it no longer.

mod moved;
mod territories;
