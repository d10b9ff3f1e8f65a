//! Counts, and the figures that they make.

use std::collections::{BTreeMap, BTreeSet};

use outrider_model::id::{CustomerId, PersonId};
use outrider_model::place::Whereabouts;
use outrider_model::record::Status;

use super::super::figure::Unit;
use super::super::today::PLANNED;
use super::{Freshness, Named, Period, SkippedFor, WorkFigures};
use crate::store::{TaskCount, VisitCount};

/// What is counted for one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums {
    pub(super) people: BTreeSet<PersonId>,
    done: u64,
    on_day: u64,
    not_done: u64,
    declined: u64,
    cancelled: u64,
    open: u64,
    to_come: u64,
    visits: u64,
    for_task: u64,
    outside: u64,
    uncertain: u64,
    pub(super) notes: u64,
    pub(super) owned: u64,
    pub(super) reached: BTreeSet<CustomerId>,
    pub(super) skipped: BTreeMap<Option<String>, u64>,
}

impl Sums {
    /// Adds tasks of a day; `is_past` once that day is over where they are done.
    pub(super) fn add_tasks(&mut self, tasks: &TaskCount, is_past: bool) {
        let TaskCount {
            status,
            is_on_day,
            count,
            ..
        } = tasks;
        match Status::from(status.as_str()) {
            Status::Done => {
                self.done += count;
                if *is_on_day {
                    self.on_day += count;
                }
            }
            Status::NotDone => self.not_done += count,
            Status::Declined => self.declined += count,
            Status::Cancelled | Status::ClosedByManager => self.cancelled += count,
            Status::Offered
            | Status::Assigned
            | Status::Accepted
            | Status::Started
            | Status::Unknown(_) => {
                self.open += count;
                if !is_past {
                    self.to_come += count;
                }
            }
        }
    }

    pub(super) fn add_visits(&mut self, visits: &VisitCount) {
        let count = visits.count;
        self.visits += count;
        if visits.for_task {
            self.for_task += count;
        }
        match Whereabouts::from(visits.verdict.as_str()) {
            Whereabouts::Outside => self.outside += count,
            Whereabouts::Uncertain => self.uncertain += count,
            Whereabouts::Inside | Whereabouts::Unknown(_) => {}
        }
    }

    pub(super) fn skipped(&self) -> Vec<SkippedFor> {
        let of = |(reason, count): (&Option<String>, &u64)| SkippedFor {
            reason: reason.clone(),
            count: *count,
        };
        self.skipped.iter().map(of).collect()
    }

    pub(super) fn figures(&self, fresh: &Freshness, period: Period, of: Named) -> WorkFigures {
        let asked = Asked { fresh, period, of };
        let planned = self.done + self.not_done + self.declined + self.open;
        WorkFigures {
            planned: asked.tasks("tasks.planned", planned, PLANNED),
            done: asked.tasks("tasks.done", self.done, "done"),
            not_done: asked.tasks("tasks.not_done", self.not_done, "not_done"),
            declined: asked.tasks("tasks.declined", self.declined, "declined"),
            cancelled: asked.tasks(
                "tasks.cancelled",
                self.cancelled,
                "cancelled,closed_by_manager",
            ),
            open: asked.tasks("tasks.open", self.open, "offered,assigned,accepted,started"),
            visits: asked.visits("visits.begun", self.visits, ""),
            visits_planned: asked.visits("visits.planned", self.for_task, "&for_task=true"),
            visits_unplanned: asked.visits(
                "visits.unplanned",
                self.visits - self.for_task,
                "&for_task=false",
            ),
            outside: asked.visits("visits.outside", self.outside, "&verdict=outside"),
            uncertain: asked.visits("visits.uncertain", self.uncertain, "&verdict=uncertain"),
            notes: asked.notes(self.notes),
            adherence: fresh.share("adherence", self.on_day, planned - self.to_come),
            coverage: fresh.share("coverage", whole(self.reached.len()), self.owned),
        }
    }
}

fn whole(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// Where the rows of a line's figures are.
struct Asked<'a> {
    fresh: &'a Freshness,
    period: Period,
    of: Named,
}

impl Asked<'_> {
    fn tasks(&self, formula: &'static str, value: u64, statuses: &str) -> super::Figure {
        let Period { from, to } = self.period;
        let rows = self
            .whose("assignee")
            .map(|whose| format!("/v1/tasks?day_from={from}&day_to={to}&status={statuses}{whose}"));
        self.figure(formula, Unit::Tasks, value, rows)
    }

    fn visits(&self, formula: &'static str, value: u64, which: &str) -> super::Figure {
        let Period { from, to } = self.period;
        let rows = self
            .whose("person")
            .map(|whose| format!("/v1/check-ins?from={from}&to={to}{which}{whose}"));
        self.figure(formula, Unit::Visits, value, rows)
    }

    fn notes(&self, value: u64) -> super::Figure {
        let Period { from, to } = self.period;
        let rows = self
            .whose("person")
            .map(|whose| format!("/v1/notes?from={from}&to={to}{whose}"));
        self.figure("notes.written", Unit::Notes, value, rows)
    }

    fn figure(
        &self,
        formula: &'static str,
        unit: Unit,
        value: u64,
        rows: Option<String>,
    ) -> super::Figure {
        let value = i64::try_from(value).unwrap_or(i64::MAX);
        self.fresh.figure(formula, unit, value, rows)
    }

    fn whose(&self, one: &str) -> Option<String> {
        match self.of {
            Named::Person(person) => Some(format!("&{one}={person}")),
            Named::Team(team) => Some(format!("&of_team={team}")),
            Named::Managed => Some("&managed=true".to_owned()),
            Named::Unnamed => None,
        }
    }
}
