//! The judge's rules, one by one, and what must hold whatever people do.

mod any_order;
mod reading;
