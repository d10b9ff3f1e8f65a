//! The way of an organisation from one store to another: all of it or nothing.

use outrider_model::id::OrganisationId;

use super::super::{Store, StoreError};
use super::fingerprint::Fingerprint;
use super::{Cell, Column, Holds, Incoming, Manifest, Outgoing, TABLES, Table};

/// How far a copy is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The table that is on its way.
    pub table: &'static str,
    /// Rows done, of all tables.
    pub done: u64,
    /// Rows to do: each is written, and read again.
    pub of: u64,
}

/// What was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copied {
    /// How many rows.
    pub rows: u64,
    /// The digest of the organisation, the same on both sides.
    pub digest: [u8; 32],
}

/// After how many rows progress is told.
const OFTEN: u64 = 1000;

/// Copies an organisation into a store that does not have it. Every row is read again there and
/// compared before anything counts.
///
/// # Errors
/// [`StoreError::Taken`] when the target has the id or the slug; [`StoreError::Unequal`] when what
/// arrived is not what was sent, or the organisation changed meanwhile; those of both stores. The
/// target is then as it was.
pub fn copy(
    from: &dyn Store,
    to: &dyn Store,
    organisation: OrganisationId,
    tell: &mut dyn FnMut(Progress),
) -> Result<Copied, StoreError> {
    let mut copied = None;
    from.hand_over(organisation, &mut |source| {
        let manifest = source.manifest()?;
        let records = manifest
            .last
            .saturating_sub(manifest.first)
            .saturating_add(1);
        let records = u64::try_from(records).unwrap_or(0);
        let mut way = Way::of(source, tell)?;
        to.take_in(&manifest.tenant, manifest.head, records, &mut |target| {
            let done = way.cross(source, &manifest, target)?;
            // What was written since is not in the unmoving state that was read.
            if from.head(organisation)? != manifest.head.seq {
                return Err(StoreError::Unequal(
                    "the head: somebody wrote meanwhile".into(),
                ));
            }
            copied = Some(done);
            Ok(())
        })
    })?;
    copied.ok_or_else(|| StoreError::Broken("nothing was handed over".into()))
}

struct Way<'t> {
    tell: &'t mut dyn FnMut(Progress),
    done: u64,
    of: u64,
}

impl<'t> Way<'t> {
    fn of(
        source: &mut dyn Outgoing,
        tell: &'t mut dyn FnMut(Progress),
    ) -> Result<Way<'t>, StoreError> {
        let mut rows = 0;
        for table in TABLES {
            rows += source.count(table)?;
        }
        Ok(Way {
            tell,
            done: 0,
            of: rows * 2,
        })
    }

    fn cross(
        &mut self,
        source: &mut dyn Outgoing,
        manifest: &Manifest,
        target: &mut dyn Incoming,
    ) -> Result<Copied, StoreError> {
        let here = target.manifest()?;
        let shift = here.first.wrapping_sub(manifest.first);
        let mut rows = 0;
        for table in TABLES {
            let mut sent = Fingerprint::default();
            source.rows(table, &mut |row| {
                sent.add(table, row, manifest.first);
                target.put(table, &moved(table, row, shift))?;
                self.step(table, 1);
                Ok(())
            })?;
            if Fingerprint::of(target, table, here.first)? != sent {
                return Err(StoreError::Unequal(format!("the table {}", table.name)));
            }
            self.step(table, sent.rows);
            rows += sent.rows;
        }
        let digest = source.digest()?;
        if target.digest()? != digest {
            return Err(StoreError::Unequal("the digest".into()));
        }
        Ok(Copied { rows, digest })
    }

    fn step(&mut self, table: &Table, rows: u64) {
        let before = self.done / OFTEN;
        self.done += rows;
        if self.done / OFTEN > before || self.done == self.of {
            (self.tell)(Progress {
                table: table.name,
                done: self.done,
                of: self.of,
            });
        }
    }
}

/// Gives a row its numbers of records in the other store.
fn moved(table: &Table, row: &[Cell], shift: i64) -> Vec<Cell> {
    let cell = |(column, cell): (&Column, &Cell)| match cell {
        Cell::Whole(number) if column.holds == Holds::Place => {
            Cell::Whole(number.wrapping_add(shift))
        }
        Cell::Absent | Cell::Whole(_) | Cell::Text(_) | Cell::Bytes(_) => cell.clone(),
    };
    table.columns.iter().zip(row).map(cell).collect()
}
