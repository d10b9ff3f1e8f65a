//! What steps add up to.
