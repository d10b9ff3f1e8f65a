//! Which tasks a board needs, and how many there are of those that it does not show all of.

use std::collections::BTreeMap;

use outrider_model::id::{ChangeId, PersonId};
use outrider_model::record::{Field, Record, Task};
use outrider_model::stamp::Stamp;

use super::{Base, MOVED, OPEN, PlanAsked};
use crate::error::ServerError;
use crate::report::Seen;
use crate::store::{Query, Sort, Store, Stored, TaskFilter, TaskList};

/// Reads tasks.
pub(super) struct Reader<'a> {
    pub(super) store: &'a dyn Store,
    pub(super) seen: Seen,
}

/// How many open tasks are nobody's, and how many teams may claim.
pub(super) struct OpenCounts {
    pub(super) unassigned: u64,
    pub(super) offered: u64,
}

impl Reader<'_> {
    pub(super) fn tasks(
        &self,
        filter: TaskFilter,
        limit: usize,
    ) -> Result<Vec<(Task, Base)>, ServerError> {
        let query = Query::Tasks(filter);
        let Seen {
            organisation,
            viewer,
        } = self.seen;
        let found = self.store.records(organisation, &query, viewer, limit, 0)?;
        found.iter().map(read).collect()
    }

    /// Reads open tasks of days before the first, the latest first, and those of none.
    pub(super) fn waiting(
        &self,
        asked: &PlanAsked,
        of: &TaskFilter,
        limit: usize,
    ) -> Result<Vec<(Task, Base)>, ServerError> {
        let mut found = self.tasks(undated(of), limit)?;
        if let Some(before) = before(asked, of) {
            found.extend(self.tasks(before, limit)?);
        }
        Ok(found)
    }

    /// As [`Reader::waiting`], with those of the days themselves.
    pub(super) fn until(
        &self,
        asked: &PlanAsked,
        of: &TaskFilter,
        limit: usize,
    ) -> Result<Vec<(Task, Base)>, ServerError> {
        let mut found = self.waiting(asked, of, limit)?;
        found.extend(self.tasks(within(asked, of), limit)?);
        Ok(found)
    }

    /// Counts what [`Reader::waiting`] reads without an end, by person.
    pub(super) fn waiting_counts(
        &self,
        asked: &PlanAsked,
        of: &TaskFilter,
    ) -> Result<BTreeMap<PersonId, u64>, ServerError> {
        let mut counts: BTreeMap<PersonId, u64> = BTreeMap::new();
        for filter in [Some(undated(of)), before(asked, of)].into_iter().flatten() {
            let query = Query::Tasks(filter);
            let Seen {
                organisation,
                viewer,
            } = self.seen;
            for tally in self.store.tally(organisation, &query, viewer)? {
                if let Some(person) = tally.person {
                    *counts.entry(person).or_default() += tally.count;
                }
            }
        }
        Ok(counts)
    }

    /// Counts what is nobody's: of what was read where that is all, in the store where it is not.
    pub(super) fn open_counts(
        &self,
        asked: &PlanAsked,
        of: &TaskFilter,
        read: &[(Task, Base)],
    ) -> Result<OpenCounts, ServerError> {
        let is_asked = |task: &Task| match (&asked.teams, task.team) {
            (Some(teams), Some(team)) => teams.contains(&team),
            (None, Some(_)) => true,
            (_, None) => false,
        };
        if read.len() < OPEN {
            let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
            let offered = read.iter().filter(|(task, _)| is_asked(task)).count();
            let unassigned = read.iter().filter(|(task, _)| task.team.is_none()).count();
            return Ok(OpenCounts {
                unassigned: count(unassigned),
                offered: count(offered),
            });
        }
        let to_claim = TaskFilter {
            list: Some(TaskList::ToClaim),
            ..of.clone()
        };
        let claimed = self.count(asked, &to_claim)?;
        let offered = match &asked.teams {
            None => claimed,
            Some(teams) => {
                let mut offered = 0;
                for team in teams {
                    let of_team = TaskFilter {
                        team: Some(*team),
                        ..of.clone()
                    };
                    offered += self.count(asked, &of_team)?;
                }
                offered
            }
        };
        Ok(OpenCounts {
            unassigned: self.count(asked, of)?.saturating_sub(claimed),
            offered,
        })
    }

    /// Counts what [`Reader::until`] reads without an end.
    fn count(&self, asked: &PlanAsked, of: &TaskFilter) -> Result<u64, ServerError> {
        let up_to = TaskFilter {
            open: Some(true),
            to: Some(asked.to),
            ..of.clone()
        };
        let mut count = 0;
        for filter in [undated(of), up_to] {
            let query = Query::Tasks(filter);
            let Seen {
                organisation,
                viewer,
            } = self.seen;
            count += self.store.count(organisation, &query, viewer)?;
        }
        Ok(count)
    }
}

fn undated(of: &TaskFilter) -> TaskFilter {
    TaskFilter {
        open: Some(true),
        undated: true,
        ..of.clone()
    }
}

/// Those of days before the first, the latest first.
fn before(asked: &PlanAsked, of: &TaskFilter) -> Option<TaskFilter> {
    Some(TaskFilter {
        open: Some(true),
        to: Some(asked.from.yesterday().ok()?),
        sort: Sort {
            is_descending: true,
            ..Sort::default()
        },
        ..of.clone()
    })
}

fn within(asked: &PlanAsked, of: &TaskFilter) -> TaskFilter {
    TaskFilter {
        open: Some(true),
        from: Some(asked.from),
        to: Some(asked.to),
        ..of.clone()
    }
}

/// Reads a task with what whoever moves it has seen of it.
fn read(stored: &Stored) -> Result<(Task, Base), ServerError> {
    let record = Record::parse(&stored.bytes).map_err(ServerError::internal)?;
    let task: Task = record.read().map_err(ServerError::internal)?;
    let own = ChangeId::from(record.id);
    let writers = MOVED
        .into_iter()
        .map(Field::from)
        .map(|field| (record.writer(&field).change, field))
        .filter(|(change, _)| *change != own)
        .map(|(change, field)| (field, change))
        .collect();
    let base = Base {
        id: stored.id,
        seq: stored.seq,
        status: task.shown_in(&record).status,
        writers,
        stamp: newest(&record, &task),
    };
    Ok((task, base))
}

/// Returns the newest stamp that a task bears anywhere.
fn newest(record: &Record, task: &Task) -> Stamp {
    let writers = record.writers();
    let written = writers.values().map(|writer| writer.stamp);
    let reported = task.heads.values().map(|head| head.stamp);
    let newest = written.chain(reported).max();
    newest.unwrap_or_default().max(record.created().stamp)
}
