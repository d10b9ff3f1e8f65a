//! What the server does by the calendar: tasks of series, standing that lapses, positions that
//! have grown old, erasures that were cut off.
//!
//! # Where to start
//! - [`materialise`]: the tasks of every series, 35 days ahead.
//! - [`end_revoked`]: sessions of whoever may sign in no more.
//! - [`run`]: everything that is due for every organisation; called now and then.

mod access;
mod series;
#[cfg(test)]
mod tests;

use crate::ingest::sweep;
use crate::privacy::{resume, retain};
use crate::store::{Store, StoreError};

pub use access::end_revoked;
pub use series::{AHEAD, materialise};

/// Does what is due in every organisation. Doing it again changes nothing. Returns how many tasks
/// were made.
///
/// # Errors
/// [`StoreError`] of the first organisation that fails; what was done before stands.
pub fn run(store: &dyn Store, now: i64) -> Result<usize, StoreError> {
    let mut made = 0;
    for tenant in store.tenants()? {
        made += materialise(store, tenant.id, now)?;
        while sweep(store, tenant.id, now)? {}
        end_revoked(store, tenant.id, now)?;
        retain(store, tenant.id, now)?;
        resume(store, tenant.id, now)?;
    }
    Ok(made)
}
