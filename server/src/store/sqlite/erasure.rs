//! What is forgotten, on SQLite.

use outrider_model::id::{OrganisationId, PersonId};
use rusqlite::params;

use super::super::{Erasure, StoreError};
use super::{Sqlite, failed};

impl Erasure for Sqlite {
    fn forget_access(
        &self,
        organisation: OrganisationId,
        person: PersonId,
    ) -> Result<(), StoreError> {
        self.write_of(organisation, |transaction, org| {
            for sql in [
                "DELETE FROM account WHERE org = ?1 AND person = ?2",
                "DELETE FROM session WHERE org = ?1 AND person = ?2",
                "DELETE FROM credential WHERE org = ?1 AND person = ?2",
                "DELETE FROM ticket WHERE org = ?1 AND person = ?2",
                "DELETE FROM family WHERE org = ?1 AND person = ?2",
                "DELETE FROM parcel WHERE org = ?1 AND person = ?2",
                "DELETE FROM quarantine WHERE org = ?1 AND author = ?2",
            ] {
                transaction.execute(sql, params![org, person.0.as_bytes()])?;
            }
            Ok(())
        })
    }

    fn sweep_access(&self, organisation: OrganisationId, before: i64) -> Result<usize, StoreError> {
        self.write_of(organisation, |transaction, org| {
            let mut swept = 0;
            for sql in [
                "DELETE FROM session WHERE org = ?1 AND (expires < ?2 OR revoked < ?2)",
                "DELETE FROM ticket WHERE org = ?1 AND (expires < ?2 OR spent < ?2)",
                "DELETE FROM family WHERE org = ?1 AND (expires < ?2 OR revoked < ?2)",
                "DELETE FROM parcel WHERE org = ?1 AND expires < ?2",
            ] {
                swept += transaction.execute(sql, params![org, before])?;
            }
            Ok(swept)
        })
    }

    fn scrub(&self) -> Result<(), StoreError> {
        let writer = self.writer();
        writer
            .execute_batch("VACUUM")
            .map_err(failed("giving up what was forgotten"))?;
        let is_busy: bool = writer
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))
            .map_err(failed("emptying the log"))?;
        // Somebody still reads what was there before.
        if is_busy {
            Err(StoreError::Busy)
        } else {
            Ok(())
        }
    }
}
