//! A figure with its passport: how it is made, the rows behind it, how fresh it is.

use outrider_model::id::PersonId;
use serde::Serialize;
use utoipa::ToSchema;

/// A number that says where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Figure {
    /// The number.
    pub value: i64,
    /// What is counted.
    pub unit: Unit,
    /// The word under which its formula is explained.
    #[schema(value_type = String)]
    pub formula: &'static str,
    /// Where its rows are: `total` of the answer is `value`. None where there is no such list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<String>,
    /// When it was made, microseconds since 1970 (UTC).
    pub as_of: i64,
    /// The oldest of the last syncs that it rests on; none where no phone has synced.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stalest: Option<i64>,
    /// Whose phones have been silent for long, so that it may be too low.
    pub silent: Vec<PersonId>,
}

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = FigureUnit)]
pub enum Unit {
    /// Tasks.
    Tasks,
    /// Visits.
    Visits,
    /// Notes.
    Notes,
    /// People.
    People,
    /// Customers.
    Customers,
    /// Minutes.
    Minutes,
    /// Parts in a thousand.
    PerMille,
}

/// How fresh figures are: what they all say of the phones that they rest on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Freshness {
    /// When they are made, microseconds since 1970 (UTC).
    pub as_of: i64,
    /// The oldest of the last syncs.
    pub stalest: Option<i64>,
    /// Whose phones have been silent for long.
    pub silent: Vec<PersonId>,
}

impl Freshness {
    /// Makes a figure.
    #[must_use]
    pub fn figure(
        &self,
        formula: &'static str,
        unit: Unit,
        value: i64,
        rows: Option<String>,
    ) -> Figure {
        Figure {
            value,
            unit,
            formula,
            rows,
            as_of: self.as_of,
            stalest: self.stalest,
            silent: self.silent.clone(),
        }
    }
}
