//! How values stand in cells, the same in every database: exports and copies can be compared.

use outrider_model::audience::Audience;
use outrider_model::decide::Verdict;
use outrider_model::id::{PersonId, TeamId, TerritoryId};
use uuid::Uuid;

use super::StoreError;

/// Writes an audience: a letter and an id.
pub(super) fn of_audience(audience: Audience) -> [u8; 17] {
    let (letter, id) = match audience {
        Audience::Organisation => (b'o', Uuid::nil()),
        Audience::Team(id) => (b't', id.0),
        Audience::Managers(id) => (b'm', id.0),
        Audience::Person(id) => (b'p', id.0),
        Audience::Territory(id) => (b'y', id.0),
    };
    let mut written = [letter; 17];
    for (to, from) in written.iter_mut().skip(1).zip(id.as_bytes()) {
        *to = *from;
    }
    written
}

/// Reads an audience.
pub(super) fn audience(written: &[u8]) -> Result<Audience, StoreError> {
    let unknown = || StoreError::Broken("an audience of unknown form".into());
    let (letter, id) = written.split_first().ok_or_else(unknown)?;
    let id = Uuid::from_slice(id).map_err(|_| unknown())?;
    match letter {
        b'o' => Ok(Audience::Organisation),
        b't' => Ok(Audience::Team(TeamId(id))),
        b'm' => Ok(Audience::Managers(TeamId(id))),
        b'p' => Ok(Audience::Person(PersonId(id))),
        b'y' => Ok(Audience::Territory(TerritoryId(id))),
        _ => Err(unknown()),
    }
}

/// Reads a count.
pub(super) fn count(stored: i64) -> Result<u64, StoreError> {
    u64::try_from(stored).map_err(|_| StoreError::Broken("a count below zero".into()))
}

/// Writes a count.
pub(super) fn stored(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Writes a number of rows.
pub(super) fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Writes a verdict.
pub(crate) fn of_verdict(verdict: &Verdict) -> Result<String, StoreError> {
    serde_json::to_string(verdict).map_err(|error| StoreError::Broken(error.to_string()))
}

/// Reads a verdict.
pub(super) fn verdict(written: &str) -> Result<Verdict, StoreError> {
    serde_json::from_str(written).map_err(|error| StoreError::Broken(format!("a verdict: {error}")))
}
