//! The figures above a day, and the visits beside its plan.

use std::cmp::Reverse;

use super::super::{TodayFigures, Unplanned};
use super::{Day, PLANNED, Reading, whole};
use crate::report::{Freshness, Unit};

impl Reading<'_> {
    pub(super) fn figures(&self, day: &Day, fresh: &Freshness) -> TodayFigures {
        let of_day = self.asked.day;
        let team = self
            .asked
            .team
            .map_or(String::new(), |team| format!("&of_team={team}"));
        let tasks = |formula, status: &str| {
            let words: Vec<&str> = status.split(',').collect();
            let counted = day
                .planned
                .iter()
                .filter(|one| words.contains(&one.word.as_str()));
            let rows = format!(
                "/v1/tasks?day_from={of_day}&day_to={of_day}&managed=true{team}&status={status}"
            );
            let sum: u64 = counted.map(|one| one.count).sum();
            fresh.figure(formula, Unit::Tasks, whole(sum), Some(rows))
        };
        let late = day.stops.iter().filter(|stop| stop.is_late).count();
        let late_rows =
            format!("/v1/tasks?day_from={of_day}&day_to={of_day}&managed=true{team}&late=true");
        let visits: u64 = day.visited.iter().map(|one| one.count).sum();
        let visit_rows = format!("/v1/check-ins?from={of_day}&to={of_day}&managed=true{team}");
        let silent = i64::try_from(fresh.silent.len()).unwrap_or(i64::MAX);
        TodayFigures {
            planned: tasks("tasks.planned", PLANNED),
            done: tasks("tasks.done", "done"),
            late: fresh.figure(
                "tasks.late",
                Unit::Tasks,
                i64::try_from(late).unwrap_or(i64::MAX),
                Some(late_rows),
            ),
            not_done: tasks("tasks.not_done", "not_done"),
            declined: tasks("tasks.declined", "declined"),
            visits: fresh.figure(
                "visits.begun",
                Unit::Visits,
                whole(visits),
                Some(visit_rows),
            ),
            silent: fresh.figure(
                "people.silent",
                Unit::People,
                silent,
                Some(format!("/v1/phones?silent=true{team}")),
            ),
        }
    }
}

impl Day {
    pub(super) fn unplanned(&self) -> Vec<Unplanned> {
        let mut unplanned: Vec<Unplanned> = self
            .visits
            .iter()
            .filter(|(id, _)| !self.taken.contains(id))
            .map(|(id, visit)| Unplanned {
                check_in: (*id).into(),
                person: visit.person,
                customer: visit.customer,
                begin: visit.begin.civil.time,
                end: visit.end.as_ref().map(|leg| leg.civil.time),
            })
            .collect();
        unplanned.sort_by_key(|visit| (Reverse(visit.begin), visit.check_in));
        unplanned
    }
}
