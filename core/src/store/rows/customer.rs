//! Customers of lists, and where they are.

use outrider_model::id::{CustomerId, PersonId};
use outrider_model::place::Position;
use rusqlite::Row;

use super::super::Reader;
use super::{uuid, uuid_or_none};
use crate::error::Result;

/// A customer as lists know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerRow {
    /// The customer.
    pub id: CustomerId,
    /// The name on the door.
    pub name: String,
    /// The number in another system.
    pub code: String,
    /// Postal address.
    pub address: String,
    /// Whose it is.
    pub owner: Option<PersonId>,
}

/// A customer with the places where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerPlace {
    /// The customer.
    pub row: CustomerRow,
    /// Its sites, to a centimetre.
    pub sites: Vec<Position>,
}

/// Which customers a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct CustomerFilter {
    /// Only those of one person.
    pub owner: Option<PersonId>,
    /// Only those whose name begins so, upper and lower case as written.
    pub begins: String,
    /// Only those after this name and id, for the next page.
    pub after: Option<Bookmark>,
}

/// Where a page of customers ended.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Bookmark {
    /// The name of its last customer.
    pub name: String,
    /// That customer.
    pub customer: CustomerId,
}

const COLUMNS: &str = "record.id, customer.name, customer.code, customer.address, customer.owner";

impl Reader<'_> {
    /// Returns a page of customers in the order of their names.
    ///
    /// # Errors
    /// Those of storage.
    pub fn customers(&self, filter: &CustomerFilter, limit: usize) -> Result<Vec<CustomerRow>> {
        let (name, id) = match &filter.after {
            Some(Bookmark { name, customer: id }) => (name.as_str(), *id.0.as_bytes()),
            None => ("", [0; 16]),
        };
        let from = name.max(filter.begins.as_str());
        let to = format!("{}\u{10ffff}", filter.begins);
        let owner = filter.owner.map(|owner| *owner.0.as_bytes());
        let sql = format!(
            "SELECT {COLUMNS} FROM customer JOIN record ON record.rid = customer.rid
             WHERE customer.name >= ?1 AND customer.name <= ?2 AND (customer.name, record.id) > (?3, ?4)
             AND (?5 IS NULL OR customer.owner = ?5) AND customer.removed = 0
             ORDER BY customer.name, record.id LIMIT ?6"
        );
        self.list(
            &sql,
            (from, to, name, id, owner, super::count(limit)),
            customer,
        )
    }

    /// Returns a customer with its places; removed ones too, since old work still names them.
    ///
    /// # Errors
    /// Those of storage.
    pub fn customer_place(&self, id: CustomerId) -> Result<Option<CustomerPlace>> {
        let sql = format!(
            "SELECT {COLUMNS}, customer.rid FROM record JOIN customer ON customer.rid = record.rid WHERE record.id = ?1"
        );
        let found = self.one(&sql, [id.0.as_bytes()], |row| {
            Ok((customer(row)?, row.get::<_, i64>(5)?))
        })?;
        let Some((row, rid)) = found else {
            return Ok(None);
        };
        let sites = self.list(
            "SELECT place.south, place.west, place.north, place.east FROM site JOIN place ON place.entry = site.entry
             WHERE site.rid = ?1 ORDER BY site.site",
            [rid],
            super::place::middle,
        )?;
        Ok(Some(CustomerPlace {
            row,
            sites: sites.into_iter().flatten().collect(),
        }))
    }
}

fn customer(row: &Row<'_>) -> rusqlite::Result<CustomerRow> {
    Ok(CustomerRow {
        id: CustomerId(uuid(row, 0)?),
        name: row.get(1)?,
        code: row.get(2)?,
        address: row.get(3)?,
        owner: uuid_or_none(row, 4)?.map(PersonId),
    })
}
