//! A figure with its passport: how it is made, the rows behind it, how fresh it is.

use outrider_model::id::PersonId;
use serde::Serialize;
use utoipa::ToSchema;

/// A number that says where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Figure {
    /// The number; none where its formula has nothing to say, such as a share of nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<i64>,
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
            value: Some(value),
            unit,
            formula,
            rows,
            as_of: self.as_of,
            stalest: self.stalest,
            silent: self.silent.clone(),
        }
    }

    /// Makes a share in thousandths, rounded to the nearest, half up; none of nothing.
    #[must_use]
    pub fn share(&self, formula: &'static str, part: u64, whole: u64) -> Figure {
        let doubled = part.saturating_mul(2_000).saturating_add(whole);
        let share = doubled.checked_div(whole.saturating_mul(2));
        Figure {
            value: share.and_then(|share| i64::try_from(share).ok()),
            ..self.figure(formula, Unit::PerMille, 0, None)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_to_the_nearest_and_a_share_of_nothing_says_nothing() {
        let fresh = Freshness {
            as_of: 0,
            stalest: None,
            silent: Vec::new(),
        };
        let of = |part, whole| fresh.share("x", part, whole).value;
        assert_eq!(of(0, 0), None);
        assert_eq!(of(0, 3), Some(0));
        assert_eq!(of(1, 3), Some(333));
        assert_eq!(of(2, 3), Some(667));
        assert_eq!(of(1, 2_000), Some(1));
        assert_eq!(of(3, 3), Some(1_000));
    }
}
