//! Templates of plans, for whoever may lay them out.

use std::collections::BTreeSet;

use outrider_model::decide::Rights;
use outrider_model::id::RecordId;
use outrider_model::record::{Kind, Record, Role, Template};

use super::{Item, Listing, Part, Seen, item, names};
use crate::error::ServerError;
use crate::store::{Query, Store};

/// More templates than any organisation has.
const ALL: usize = 100_000;

/// Lists templates by name: those of no team, and those of the teams that the caller manages; for
/// an admin all. Removed ones are left out.
///
/// # Errors
/// [`ServerError`] when the store cannot be read.
pub fn templates(
    store: &dyn Store,
    seen: Seen,
    rights: &Rights,
    part: Part,
) -> Result<Listing, ServerError> {
    // Of no team's nobody has standing at it, and no phone needs it: whoever plans may use it.
    let query = Query::Kind(Kind::Template);
    let mut found = Vec::new();
    for stored in store.records(seen.organisation, &query, None, ALL, 0)? {
        let record = Record::parse(&stored.bytes).map_err(ServerError::internal)?;
        let template: Template = record.read().map_err(ServerError::internal)?;
        let is_mine = rights.role == Role::Admin
            || template
                .team
                .is_none_or(|team| rights.manages.contains(&team));
        if is_mine && !template.removed {
            found.push((template, stored));
        }
    }
    found.sort_by(|(left, of_left), (right, of_right)| {
        (&left.name, of_left.id).cmp(&(&right.name, of_right.id))
    });
    let total = u64::try_from(found.len()).unwrap_or(u64::MAX);
    let has_more = found.len() > part.skip.saturating_add(part.limit);
    let next = has_more.then(|| part.skip.saturating_add(part.limit).to_string());
    let (mut named, mut items) = (BTreeSet::<RecordId>::new(), Vec::<Item>::new());
    for (template, stored) in found.iter().skip(part.skip).take(part.limit) {
        named.extend(template.team.map(RecordId::from));
        let customers = template.tasks.values().filter_map(|task| task.customer);
        named.extend(customers.map(RecordId::from));
        items.push(item(stored)?);
    }
    // A customer that the caller does not see has no name for him.
    let mut called = super::names_of(store, seen, named.iter().copied())?;
    let teams = named.into_iter().filter(|id| !called.contains_key(id));
    let teams = teams.filter(|id| rights.manages.contains(&(*id).into()));
    called.extend(names(store, seen.organisation, teams.collect::<Vec<_>>())?);
    Ok(Listing {
        items,
        next,
        total,
        names: called,
    })
}
