//! Where the customers of a plan are, and in whose territory.

use std::collections::{BTreeMap, BTreeSet};

use outrider_model::columns::{Cells, columns};
use outrider_model::id::{CustomerId, PersonId, RecordId, TerritoryId};
use outrider_model::place::Position;
use outrider_model::record::{Kind, Record, Territory};

use super::super::Seen;
use crate::error::ServerError;
use crate::store::{Query, Store};

/// How many customers are looked up at a time.
const SLICE: usize = 500;
/// More territories than any organisation has.
const ALL: usize = 100_000;

/// Where a task is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) position: Option<Position>,
    territory: Option<TerritoryId>,
}

impl Place {
    /// Says whether it lies in a territory that a person is not in.
    pub(super) fn is_other_territory(self, territories: &Territories, person: PersonId) -> bool {
        let territory = self.territory.and_then(|id| territories.by_id.get(&id));
        territory.is_some_and(|territory| !territory.has(person))
    }

    pub(super) fn territory(self) -> Option<TerritoryId> {
        self.territory
    }
}

/// Who is in which territory.
#[derive(Debug, Default)]
pub(super) struct Territories {
    by_id: BTreeMap<TerritoryId, Territory>,
}

impl Territories {
    /// Reads all but those that were removed: they are nobody's any more.
    pub(super) fn of(store: &dyn Store, seen: Seen) -> Result<Territories, ServerError> {
        let mut territories = Territories::default();
        let query = Query::Kind(Kind::Territory);
        for stored in store.records(seen.organisation, &query, None, ALL, 0)? {
            let record = Record::parse(&stored.bytes).map_err(ServerError::internal)?;
            let territory: Territory = record.read().map_err(ServerError::internal)?;
            if !territory.removed {
                territories.by_id.insert(stored.id.into(), territory);
            }
        }
        Ok(territories)
    }
}

/// The customers of a plan.
#[derive(Debug, Default)]
pub(super) struct Places {
    by_customer: BTreeMap<CustomerId, (String, Place)>,
}

impl Places {
    /// Reads customers. Of each its first site counts.
    pub(super) fn of(
        store: &dyn Store,
        seen: Seen,
        customers: BTreeSet<CustomerId>,
    ) -> Result<Places, ServerError> {
        let ids: Vec<RecordId> = customers.into_iter().map(RecordId::from).collect();
        let mut places = Places::default();
        for slice in ids.chunks(SLICE) {
            let query = Query::Ids(slice.to_vec());
            for stored in store.records(seen.organisation, &query, seen.viewer, SLICE, 0)? {
                let cells = columns(&stored.kind, &stored.bytes).map_err(ServerError::internal)?;
                if let Cells::Customer(customer) = cells {
                    let place = Place {
                        position: customer.sites.values().next().map(|site| site.at),
                        territory: customer.territory,
                    };
                    let known = (customer.name.into_owned(), place);
                    places.by_customer.insert(stored.id.into(), known);
                }
            }
        }
        Ok(places)
    }

    pub(super) fn of_customer(&self, customer: Option<CustomerId>) -> Place {
        let known = customer.and_then(|customer| self.by_customer.get(&customer));
        known.map(|(_, place)| *place).unwrap_or_default()
    }

    pub(super) fn has(&self, customer: CustomerId) -> bool {
        self.by_customer.contains_key(&customer)
    }

    /// Returns what a customer is called.
    pub(super) fn name(&self, customer: Option<CustomerId>) -> Option<String> {
        let (name, _) = self.by_customer.get(&customer?)?;
        Some(name.clone())
    }
}
