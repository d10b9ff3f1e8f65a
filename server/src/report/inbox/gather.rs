//! Gathering what waits: a reading for each matter, of the last thirty days where it has a date.

use std::collections::{BTreeMap, BTreeSet};

use outrider_model::id::{DeviceId, PersonId, RecordId};
use outrider_model::place::Whereabouts;
use outrider_model::record::{
    CheckIn, Diary, DiaryKind, Dismissal, Field, Kind, Matter, Record, Status, Task, WorkDay,
};

use super::{Found, Late, SilentPhone};
use crate::error::ServerError;
use crate::report::Seen;
use crate::report::staff::Staff;
use crate::store::{
    CheckInFilter, Custody, Query, Sort, Store, Stored, TaskFilter, TaskSort, WorkDayFilter,
};

/// How many of a matter are looked at, the newest first.
const MOST: usize = 500;
/// How far back is looked, in microseconds.
const BACK: i64 = 30 * 24 * 3600 * 1_000_000;
/// The signals of a visit that a manager should look at.
const SIGNALS: [&str; 5] = ["mock", "jump", "overlap", "clock", "outside"];

/// What waits or was put aside.
#[derive(Debug)]
pub struct Gathered(pub(super) Vec<Found>);

impl Gathered {
    /// Gathers what waits for somebody who manages these people.
    ///
    /// # Errors
    /// [`ServerError`] when the store cannot be read.
    pub fn of(
        store: &dyn Store,
        seen: Seen,
        me: PersonId,
        staff: &Staff,
        now: i64,
    ) -> Result<Gathered, ServerError> {
        let mut reading = Reading {
            store,
            seen,
            me,
            staff,
            now,
            found: Vec::new(),
        };
        reading.reported()?;
        reading.unassigned()?;
        reading.conflicts()?;
        reading.evidence()?;
        reading.corrections()?;
        reading.quarantine()?;
        reading.silent()?;
        Ok(Gathered(reading.found))
    }
}

struct Reading<'a> {
    store: &'a dyn Store,
    seen: Seen,
    me: PersonId,
    staff: &'a Staff,
    now: i64,
    found: Vec<Found>,
}

impl Reading<'_> {
    fn since(&self) -> i64 {
        self.now.saturating_sub(BACK)
    }

    fn stored(&self, query: &Query) -> Result<Vec<Stored>, ServerError> {
        Ok(self
            .store
            .records(self.seen.organisation, query, self.seen.viewer, MOST, 0)?)
    }

    /// What reps declined, which waits until somebody else has it, and what they did not do.
    fn reported(&mut self) -> Result<(), ServerError> {
        let newest = TaskFilter {
            people: Some(self.staff.ids()),
            sort: Sort {
                by: TaskSort::Since,
                is_descending: true,
            },
            ..TaskFilter::default()
        };
        let declined = TaskFilter {
            statuses: vec!["declined".to_owned()],
            ..newest.clone()
        };
        let not_done = TaskFilter {
            statuses: vec!["not_done".to_owned()],
            since: Some(self.since()),
            ..newest
        };
        for (filter, tells) in [(declined, Matter::Declined), (not_done, Matter::NotDone)] {
            for stored in self.stored(&Query::Tasks(filter))? {
                let record = Record::parse(&stored.bytes).map_err(ServerError::internal)?;
                let task: Task = record.read().map_err(ServerError::internal)?;
                let shown = task.shown_in(&record);
                let Some((change, head)) = shown.head else {
                    continue;
                };
                if !matches!(shown.status, Status::Declined | Status::NotDone) {
                    continue;
                }
                let dismissal = Dismissal {
                    about: stored.id,
                    tells: tells.clone(),
                    of: Some(change),
                    since: None,
                    person: head.person,
                    dismissed: false,
                };
                let mut found = Found::of(dismissal, head.stamp.0, Kind::Task);
                found.task = Some(stored.id.into());
                found.customer = task.customer;
                found.reason = Some(head.reason.clone());
                found.text = Some(task.title.clone());
                found.stored = Some(stored);
                self.found.push(found);
            }
        }
        Ok(())
    }

    /// Open tasks that are nobody's and no team's.
    fn unassigned(&mut self) -> Result<(), ServerError> {
        let filter = TaskFilter {
            unassigned: true,
            statuses: vec!["assigned".to_owned()],
            sort: Sort {
                by: TaskSort::Since,
                is_descending: true,
            },
            ..TaskFilter::default()
        };
        for stored in self.stored(&Query::Tasks(filter))? {
            let record = Record::parse(&stored.bytes).map_err(ServerError::internal)?;
            let task: Task = record.read().map_err(ServerError::internal)?;
            let writer = record.writer(&Field::from("assignee"));
            let dismissal = Dismissal {
                about: stored.id,
                tells: Matter::Unassigned,
                of: Some(writer.change),
                since: None,
                person: self.me,
                dismissed: false,
            };
            let mut found = Found::of(dismissal, writer.stamp.0, Kind::Task);
            found.whose = None;
            found.task = Some(stored.id.into());
            found.customer = task.customer;
            found.text = Some(task.title);
            found.stored = Some(stored);
            self.found.push(found);
        }
        Ok(())
    }

    /// What people lost or what two of them did at once, and have not settled. That a task went to
    /// somebody else is no conflict: a manager did it.
    fn conflicts(&mut self) -> Result<(), ServerError> {
        let query = Query::Noticed {
            people: self.staff.ids(),
            since: self.since(),
        };
        for stored in self.stored(&query)? {
            let entry: Diary =
                serde_json::from_slice(&stored.bytes).map_err(ServerError::internal)?;
            if entry.tells == DiaryKind::Reassigned {
                continue;
            }
            let dismissal = Dismissal {
                about: stored.id,
                tells: Matter::Conflict,
                of: None,
                since: None,
                person: entry.person,
                dismissed: false,
            };
            let mut found = Found::of(dismissal, entry.noticed.0, Kind::Diary);
            if entry.about_kind == Kind::Task {
                found.task = Some(entry.about.into());
            } else if entry.about_kind == Kind::Customer {
                found.customer = Some(entry.about.into());
            }
            found.stored = Some(stored);
            self.found.push(found);
        }
        Ok(())
    }

    /// Visits with a signal, or outside of their fence.
    fn evidence(&mut self) -> Result<(), ServerError> {
        let since = jiff::Timestamp::from_microsecond(self.since());
        let from = since.map(|at| at.to_zoned(jiff::tz::TimeZone::UTC).date());
        let filter = CheckInFilter {
            people: Some(self.staff.ids()),
            flags: SIGNALS.map(str::to_owned).to_vec(),
            from: from.ok(),
            standing: true,
            ..CheckInFilter::default()
        };
        for stored in self.stored(&Query::CheckIns(filter))? {
            let visit: CheckIn =
                serde_json::from_slice(&stored.bytes).map_err(ServerError::internal)?;
            let dismissal = Dismissal {
                about: stored.id,
                tells: Matter::Evidence,
                of: None,
                since: None,
                person: visit.person,
                dismissed: false,
            };
            let mut words: Vec<String> = visit.evidence.keys().map(ToString::to_string).collect();
            let is_outside = |judged: &outrider_model::place::PlaceVerdict| {
                judged.verdict == Whereabouts::Outside
            };
            if visit.verdict.as_ref().is_some_and(is_outside) {
                words.push("outside".to_owned());
            }
            let mut found = Found::of(dismissal, visit.begin.civil.time, Kind::CheckIn);
            found.task = visit.task;
            found.customer = Some(visit.customer);
            found.text = Some(words.join(" "));
            found.stored = Some(stored);
            self.found.push(found);
        }
        Ok(())
    }

    /// Other ends of work periods that people ask for.
    fn corrections(&mut self) -> Result<(), ServerError> {
        let filter = WorkDayFilter {
            people: Some(self.staff.ids()),
            asks: true,
            ..WorkDayFilter::default()
        };
        for stored in self.stored(&Query::WorkDays(filter))? {
            let day: WorkDay =
                serde_json::from_slice(&stored.bytes).map_err(ServerError::internal)?;
            let asked = day.corrections.iter();
            let newest = asked
                .filter(|(_, one)| one.settled.is_none() && !one.withdrawn)
                .max_by_key(|(id, one)| (one.asked, **id));
            let Some((change, correction)) = newest else {
                continue;
            };
            let dismissal = Dismissal {
                about: stored.id,
                tells: Matter::Correction,
                of: Some(*change),
                since: None,
                person: day.person,
                dismissed: false,
            };
            let mut found = Found::of(dismissal, correction.asked.0, Kind::WorkDay);
            found.reason = Some(correction.reason.clone());
            found.stored = Some(stored);
            self.found.push(found);
        }
        Ok(())
    }

    /// What phones of people who were revoked sent, phone by phone.
    fn quarantine(&mut self) -> Result<(), ServerError> {
        let mut late = self.store.quarantined(self.seen.organisation, None)?;
        late.retain(|one| {
            one.custody == Custody::Waiting && self.staff.members.contains_key(&one.author)
        });
        let mut by_phone: BTreeMap<(PersonId, DeviceId), Found> = BTreeMap::new();
        for one in late {
            let found = by_phone.entry((one.author, one.device)).or_insert_with(|| {
                let dismissal = Dismissal {
                    about: RecordId::from(one.device),
                    tells: Matter::Quarantine,
                    of: None,
                    since: None,
                    person: one.author,
                    dismissed: false,
                };
                let mut found = Found::of(dismissal, one.received, Kind::Device);
                found.quarantine = Some(Late {
                    device: one.device,
                    changes: 0,
                    first: one.received,
                    last: one.received,
                });
                found
            });
            // They come in the order of their arrival: after a later one it waits anew.
            found.dismissal.of = Some(one.change);
            found.at = one.received;
            if let Some(late) = &mut found.quarantine {
                late.changes += 1;
                late.last = one.received;
            }
        }
        self.found.extend(by_phone.into_values());
        Ok(())
    }

    /// People whose phones have been silent for long, with the phone that synced last.
    fn silent(&mut self) -> Result<(), ServerError> {
        let silent: BTreeSet<PersonId> = self.staff.silent(self.store, self.seen, self.now)?;
        for person in silent {
            let member = self.staff.members.get(&person);
            let Some(phone) = member.and_then(|member| member.phones.first()) else {
                continue;
            };
            let dismissal = Dismissal {
                about: RecordId::from(phone.device),
                tells: Matter::Silent,
                of: None,
                since: Some(phone.heard()),
                person,
                dismissed: false,
            };
            let mut found = Found::of(dismissal, phone.heard(), Kind::Device);
            found.phone = Some(SilentPhone {
                device: phone.device,
                last_sync: phone.seen.last_sync,
                unsent: phone.seen.waiting,
            });
            self.found.push(found);
        }
        Ok(())
    }
}

impl Found {
    fn of(dismissal: Dismissal, at: i64, about_kind: Kind) -> Found {
        Found {
            at,
            whose: Some(dismissal.person),
            dismissal,
            about_kind,
            task: None,
            customer: None,
            reason: None,
            text: None,
            stored: None,
            quarantine: None,
            phone: None,
        }
    }
}
