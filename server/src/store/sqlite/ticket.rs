//! One-time secrets, on SQLite.

use outrider_model::id::{OrganisationId, PersonId};
use rusqlite::{OptionalExtension, Row, params};

use super::super::{Purpose, StoreError, Ticket, Tickets};
use super::{Sqlite, taken};

const TICKETS: &str = "SELECT hash, purpose, person, data, made, expires FROM ticket \
     WHERE org = ?1 AND purpose = ?2";

impl Tickets for Sqlite {
    fn save_ticket(&self, ticket: &Ticket) -> Result<(), StoreError> {
        self.write_of(ticket.organisation, |transaction, org| {
            let mut statement = transaction.prepare_cached(
                "INSERT INTO ticket (org, hash, purpose, person, data, made, expires) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?;
            let person = ticket.person.as_ref().map(|id| id.0.as_bytes());
            statement
                .execute(params![
                    org,
                    ticket.hash,
                    ticket.purpose.as_str(),
                    person,
                    ticket.data,
                    ticket.made,
                    ticket.expires
                ])
                .map_err(taken("code"))?;
            Ok(())
        })
    }

    fn ticket(
        &self,
        organisation: OrganisationId,
        purpose: &Purpose,
        hash: &[u8; 32],
        now: i64,
    ) -> Result<Option<Ticket>, StoreError> {
        self.read_of(organisation, |reader, org| {
            let mut statement = reader.prepare_cached(&format!(
                "{TICKETS} AND hash = ?3 AND spent IS NULL AND expires > ?4"
            ))?;
            Ok(statement
                .query_row(params![org, purpose.as_str(), hash, now], |row| {
                    ticket(organisation, row)
                })
                .optional()?)
        })
    }

    fn tickets(
        &self,
        organisation: OrganisationId,
        purpose: &Purpose,
        now: i64,
    ) -> Result<Vec<Ticket>, StoreError> {
        self.read_of(organisation, |reader, org| {
            let mut statement = reader.prepare_cached(&format!(
                "{TICKETS} AND spent IS NULL AND expires > ?3 ORDER BY made, hash"
            ))?;
            Ok(statement
                .query_map(params![org, purpose.as_str(), now], |row| {
                    ticket(organisation, row)
                })?
                .collect::<Result<_, _>>()?)
        })
    }

    fn spend_ticket(
        &self,
        organisation: OrganisationId,
        purpose: &Purpose,
        hash: &[u8; 32],
        now: i64,
    ) -> Result<Option<Ticket>, StoreError> {
        self.write_of(organisation, |transaction, org| {
            let spent = transaction.execute(
                "UPDATE ticket SET spent = ?4 WHERE org = ?1 AND purpose = ?2 AND hash = ?3 \
                 AND spent IS NULL AND expires > ?4",
                params![org, purpose.as_str(), hash, now],
            )?;
            if spent == 0 {
                return Ok(None);
            }
            let mut statement = transaction.prepare_cached(&format!("{TICKETS} AND hash = ?3"))?;
            Ok(statement
                .query_row(params![org, purpose.as_str(), hash], |row| {
                    ticket(organisation, row)
                })
                .optional()?)
        })
    }

    fn void_tickets(
        &self,
        organisation: OrganisationId,
        person: PersonId,
        purpose: Option<&Purpose>,
    ) -> Result<usize, StoreError> {
        self.write_of(organisation, |transaction, org| {
            Ok(transaction.execute(
                "DELETE FROM ticket WHERE org = ?1 AND person = ?2 AND (?3 IS NULL OR purpose = ?3) \
                 AND spent IS NULL",
                params![org, person.0.as_bytes(), purpose.map(Purpose::as_str)],
            )?)
        })
    }
}

fn ticket(organisation: OrganisationId, row: &Row<'_>) -> rusqlite::Result<Ticket> {
    let person: Option<[u8; 16]> = row.get(2)?;
    Ok(Ticket {
        organisation,
        hash: row.get(0)?,
        purpose: Purpose::from(row.get_ref(1)?.as_str()?),
        person: person.map(|id| PersonId(uuid::Uuid::from_bytes(id))),
        data: row.get(3)?,
        made: row.get(4)?,
        expires: row.get(5)?,
    })
}
