//! What the server says to a phone that speaks the protocol by hand.

mod audiences;
mod forged;
mod judged;
mod oversize;
mod poisoned;
mod unknown;
