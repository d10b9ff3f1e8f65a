//! Whether there is anything new for a person: what a nudge is sent for.

use outrider_model::audience::Audience;
use outrider_model::id::{OrganisationId, PersonId};

use crate::error::ServerError;
use crate::store::Store;

/// Says whether a person's phones have something to fetch after a sequence: a record, a change of
/// who sees what, or a verdict.
///
/// # Errors
/// [`ServerError`] when the store cannot be read.
pub fn has_news(
    store: &dyn Store,
    organisation: OrganisationId,
    person: PersonId,
    after: u64,
) -> Result<bool, ServerError> {
    let mut has_news = false;
    store.snapshot(organisation, &mut |snapshot| {
        let memberships = snapshot.memberships(person)?;
        has_news = memberships
            .iter()
            .any(|row| row.since > after || row.until.is_some_and(|until| until > after));
        let present = memberships.iter().filter(|row| row.until.is_none());
        let audiences: Vec<Audience> = present.map(|row| row.audience).collect();
        let head = snapshot.head();
        has_news = has_news || !snapshot.judged(person, after, head)?.is_empty();
        if !has_news {
            snapshot.feed(&audiences, after, head, &mut |_| {
                has_news = true;
                Ok(false)
            })?;
        }
        Ok(())
    })?;
    Ok(has_news)
}
