//! The screen of the map.

use std::collections::BTreeMap;

use outrider_model::id::{CustomerId, SiteId};
use outrider_model::place::Position;
use serde::Serialize;

use crate::query::{MapFacts, SiteBox, SiteName};

/// Customers on a map.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct MapView {
    /// The part of the world that was asked for, or the one that holds every customer; none where
    /// no customer has a place.
    pub bounds: Option<SiteBox>,
    /// The places, the nearest first: to the person where he is in that part, else to its middle.
    pub places: Vec<PlaceMark>,
    /// Whether there are more in that part: a closer look shows them.
    pub more: bool,
}

/// A place on a map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct PlaceMark {
    /// The customer.
    pub customer: CustomerId,
    /// Which of his places.
    pub site: SiteId,
    /// The name on the door.
    pub name: String,
    /// Where, to a centimetre.
    pub at: Position,
    /// How many open tasks there are at the customer, whoever does them.
    pub open_tasks: u64,
    /// Whether the customer is the person's own.
    pub is_mine: bool,
}

impl MapView {
    /// Makes the screen of its facts.
    #[must_use]
    pub fn of(facts: &MapFacts) -> MapView {
        let names: BTreeMap<(SiteId, CustomerId), &SiteName> = facts
            .names
            .iter()
            .map(|name| ((name.site, name.customer), name))
            .collect();
        let place = |site: &crate::query::SiteRow| {
            let name = names.get(&(site.site, site.customer))?;
            Some(PlaceMark {
                customer: site.customer,
                site: site.site,
                name: name.name.clone(),
                at: site.at,
                open_tasks: facts.open_tasks.get(&site.customer).copied().unwrap_or(0),
                is_mine: name.owner == Some(facts.judge.author),
            })
        };
        MapView {
            bounds: facts.within,
            places: facts.sites.iter().filter_map(place).collect(),
            more: facts.more,
        }
    }
}
