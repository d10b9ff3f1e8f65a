//! What becomes of phones: tokens that end, get lost and are stolen; copies; people and phones that
//! are shut out; phones that are lost.

mod copied;
mod kept_apart;
mod tokens;
mod wiped;
