//! Quarantine, on PostgreSQL.

use outrider_model::id::{ChangeId, DeviceId, OrganisationId, PersonId};
use tokio_postgres::Row;
use uuid::Uuid;

use super::super::{Custody, Detained, Quarantine, StoreError};
use super::statement::{cells, statements};
use super::talk::get;
use super::{Postgres, cell};

statements! {
    /// A change that is not there yet.
    ADD = "INSERT INTO quarantine (org, change, author, device, received, bytes, custody, \
        settled_by, settled) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING";
    /// By arrival.
    LIST = "SELECT change, author, device, received, bytes, custody, settled_by, settled \
        FROM quarantine WHERE org = $1 AND ($2::uuid IS NULL OR author = $2) \
        ORDER BY received, change";
    /// How much waits of a device.
    COUNT = "SELECT count(*), coalesce(sum(length(bytes)), 0)::bigint FROM quarantine \
        WHERE org = $1 AND device = $2 AND custody = 'waiting'";
    /// What became of one that waits.
    SETTLE = "UPDATE quarantine SET custody = $3, settled_by = $4, settled = $5 \
        WHERE org = $1 AND change = $2 AND custody = 'waiting'";
    /// What is too old.
    EMPTY = "DELETE FROM quarantine WHERE org = $1 AND received < $2";
}

impl Quarantine for Postgres {
    fn quarantine(
        &self,
        organisation: OrganisationId,
        changes: &[Detained],
    ) -> Result<usize, StoreError> {
        self.write_of(organisation, |talk| {
            let mut new = 0;
            for one in changes {
                let cells = cells![
                    one.change.0,
                    one.author.0,
                    one.device.0,
                    one.received,
                    one.bytes.clone(),
                    one.custody.as_str().to_owned(),
                    one.settled_by.map(|id| id.0),
                    one.settled,
                ];
                new += talk.run(ADD, cells)?;
            }
            Ok(new)
        })
    }

    fn quarantined(
        &self,
        organisation: OrganisationId,
        author: Option<PersonId>,
    ) -> Result<Vec<Detained>, StoreError> {
        self.read_of(organisation, |talk| {
            let rows = talk.rows(LIST, cells![author.map(|id| id.0)])?;
            rows.iter().map(read).collect()
        })
    }

    fn detained(
        &self,
        organisation: OrganisationId,
        device: DeviceId,
    ) -> Result<(u64, u64), StoreError> {
        self.read_of(organisation, |talk| {
            match talk.row(COUNT, cells![device.0])? {
                Some(row) => Ok((cell::count(get(&row, 0)?)?, cell::count(get(&row, 1)?)?)),
                None => Ok((0, 0)),
            }
        })
    }

    fn settle_quarantine(
        &self,
        organisation: OrganisationId,
        changes: &[ChangeId],
        custody: &Custody,
        by: PersonId,
        now: i64,
    ) -> Result<Vec<ChangeId>, StoreError> {
        self.write_of(organisation, |talk| {
            let mut settled = Vec::new();
            for change in changes {
                let cells = cells![change.0, custody.as_str().to_owned(), by.0, now];
                let is_done = talk.run(SETTLE, cells)? == 1;
                settled.extend(is_done.then_some(*change));
            }
            Ok(settled)
        })
    }

    fn empty_quarantine(
        &self,
        organisation: OrganisationId,
        before: i64,
    ) -> Result<usize, StoreError> {
        self.write_of(organisation, |talk| talk.run(EMPTY, cells![before]))
    }
}

fn read(row: &Row) -> Result<Detained, StoreError> {
    Ok(Detained {
        change: ChangeId(get(row, 0)?),
        author: PersonId(get(row, 1)?),
        device: DeviceId(get(row, 2)?),
        received: get(row, 3)?,
        bytes: get(row, 4)?,
        custody: Custody::from(get::<&str>(row, 5)?),
        settled_by: get::<Option<Uuid>>(row, 6)?.map(PersonId),
        settled: get(row, 7)?,
    })
}
