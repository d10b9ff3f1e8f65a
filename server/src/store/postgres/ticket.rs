//! One-time secrets, on PostgreSQL.

use outrider_model::id::{OrganisationId, PersonId};
use tokio_postgres::Row;
use uuid::Uuid;

use super::super::{Purpose, StoreError, Ticket, Tickets};
use super::statement::{cells, statements};
use super::talk::{get, hash, plain};
use super::{Postgres, taken};

statements! {
    /// A new ticket.
    SAVE = "INSERT INTO ticket (org, hash, purpose, person, data, made, expires) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    /// One that can be spent.
    TICKET = "SELECT hash, purpose, person, data, made, expires FROM ticket \
        WHERE org = $1 AND purpose = $2 AND hash = $3 AND spent IS NULL AND expires > $4";
    /// All of a purpose that can be spent.
    TICKETS = "SELECT hash, purpose, person, data, made, expires FROM ticket \
        WHERE org = $1 AND purpose = $2 AND spent IS NULL AND expires > $3 ORDER BY made, hash";
    /// Spending: the row is locked by the first who tries.
    SPEND = "UPDATE ticket SET spent = $4 WHERE org = $1 AND purpose = $2 AND hash = $3 \
        AND spent IS NULL AND expires > $4 RETURNING hash, purpose, person, data, made, expires";
    /// Tickets that count no more.
    VOID = "DELETE FROM ticket WHERE org = $1 AND person = $2 \
        AND ($3::text IS NULL OR purpose = $3) AND spent IS NULL";
}

impl Tickets for Postgres {
    fn save_ticket(&self, ticket: &Ticket) -> Result<(), StoreError> {
        let cells = cells![
            ticket.hash.to_vec(),
            ticket.purpose.as_str().to_owned(),
            ticket.person.map(|id| id.0),
            plain(&ticket.data),
            ticket.made,
            ticket.expires,
        ];
        self.write_of(ticket.organisation, |talk| {
            talk.run_or(SAVE, cells, taken("code"))?;
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
        self.read_of(organisation, |talk| {
            let cells = cells![purpose.as_str().to_owned(), hash.to_vec(), now];
            let row = talk.row(TICKET, cells)?;
            row.map(|row| ticket(organisation, &row)).transpose()
        })
    }

    fn tickets(
        &self,
        organisation: OrganisationId,
        purpose: &Purpose,
        now: i64,
    ) -> Result<Vec<Ticket>, StoreError> {
        self.read_of(organisation, |talk| {
            let rows = talk.rows(TICKETS, cells![purpose.as_str().to_owned(), now])?;
            rows.iter().map(|row| ticket(organisation, row)).collect()
        })
    }

    fn spend_ticket(
        &self,
        organisation: OrganisationId,
        purpose: &Purpose,
        hash: &[u8; 32],
        now: i64,
    ) -> Result<Option<Ticket>, StoreError> {
        self.write_of(organisation, |talk| {
            let cells = cells![purpose.as_str().to_owned(), hash.to_vec(), now];
            let row = talk.row(SPEND, cells)?;
            row.map(|row| ticket(organisation, &row)).transpose()
        })
    }

    fn void_tickets(
        &self,
        organisation: OrganisationId,
        person: PersonId,
        purpose: Option<&Purpose>,
    ) -> Result<usize, StoreError> {
        let purpose = purpose.map(|purpose| purpose.as_str().to_owned());
        self.write_of(organisation, |talk| {
            talk.run(VOID, cells![person.0, purpose])
        })
    }
}

fn ticket(organisation: OrganisationId, row: &Row) -> Result<Ticket, StoreError> {
    Ok(Ticket {
        organisation,
        hash: hash(row, 0)?,
        purpose: Purpose::from(get::<&str>(row, 1)?),
        person: get::<Option<Uuid>>(row, 2)?.map(PersonId),
        data: get(row, 3)?,
        made: get(row, 4)?,
        expires: get(row, 5)?,
    })
}
