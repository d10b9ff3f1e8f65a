//! The judge's rules, one by one, and what must hold whatever people do.

mod any_order;
mod consent;
mod customers;
mod desk;
mod location;
mod mending;
mod notes;
mod office;
mod people;
mod plan;
mod reading;
mod stamps;
mod status;
mod undo;
mod visits;
mod words;
mod work;

use serde_json::Value;

use super::*;
use crate::change::Fields;

/// A refusal with a code alone.
fn refused(code: Code) -> Verdict {
    Verdict::Refused(Reproach {
        code,
        field: String::new(),
    })
}

/// A refusal of a value.
fn invalid(field: &str) -> Verdict {
    Refusal::invalid(field).into()
}

fn fields(fields: &[(&str, Value)]) -> Fields {
    let named = fields.iter();
    named
        .map(|(name, value)| (Field::from(*name), value.clone()))
        .collect()
}
