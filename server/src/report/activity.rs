//! What the team did: visits and notes as one stream, the newest first.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use outrider_model::id::{CustomerId, PersonId, RecordId, TaskId};
use outrider_model::record::{CheckIn, MeetingNote, Record, Status, Task};
use serde::Serialize;
use utoipa::ToSchema;

use super::staff::each;
use super::{Item, Located, Part, Seen, item, names_of};
use crate::error::ServerError;
use crate::store::{CheckInFilter, NoteFilter, Query, Store, Stored};

/// A stream of visits and notes.
#[derive(Debug, Serialize, ToSchema)]
pub struct Activity {
    /// Visits and notes, the newest first.
    pub items: Vec<Deed>,
    /// What to ask for as `after` to go on; none at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// How many there are in all.
    pub total: u64,
    /// What customers, people and tasks are called.
    pub names: BTreeMap<RecordId, String>,
}

/// A visit or a note.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ActivityItem)]
pub struct Deed {
    /// Which of the two.
    pub kind: DeedKind,
    /// When it began or was written, as the device showed it, microseconds since 1970 (UTC).
    pub at: i64,
    /// The civil day that the device showed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<Date>,
    /// The visit or note.
    pub item: Item,
    /// The task that it was for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub task: Option<DeedTask>,
    /// Whether its task was planned for that day.
    pub is_planned: bool,
}

/// What somebody did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ActivityKind)]
pub enum DeedKind {
    /// He wrote a note.
    Note,
    /// He visited a customer.
    CheckIn,
}

/// What it was for.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ActivityTask)]
pub struct DeedTask {
    /// The task.
    pub id: TaskId,
    /// What is to be done.
    pub title: String,
    /// Where it stands.
    pub status: Status,
    /// The civil day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan_day: Option<Date>,
}

/// Which deeds are meant.
#[derive(Clone, Debug, Default)]
pub struct Deeds {
    /// Only one of the two.
    pub kind: Option<DeedKind>,
    /// One of these people did it.
    pub people: Vec<PersonId>,
    /// Where.
    pub customer: Option<CustomerId>,
    /// From this day on.
    pub from: Option<Date>,
    /// Up to and with this day.
    pub to: Option<Date>,
    /// Words that all stand in a note; visits have none.
    pub text: String,
    /// One of these signals or verdicts of a visit; notes have none.
    pub flags: Vec<String>,
}

impl Located for Activity {
    fn located(&self) -> BTreeSet<PersonId> {
        self.items
            .iter()
            .flat_map(|deed| deed.item.located())
            .collect()
    }
}

/// Reads a part of the stream.
///
/// # Errors
/// [`ServerError`] when the store cannot be read.
pub fn activity(
    store: &dyn Store,
    seen: Seen,
    deeds: &Deeds,
    part: Part,
) -> Result<Activity, ServerError> {
    let wants = |kind: DeedKind| deeds.kind.is_none_or(|wanted| wanted == kind);
    let mut queries = Vec::new();
    if wants(DeedKind::Note) && deeds.flags.is_empty() {
        queries.push((DeedKind::Note, Query::Notes(notes(deeds))));
    }
    if wants(DeedKind::CheckIn) && deeds.text.trim().is_empty() {
        queries.push((DeedKind::CheckIn, Query::CheckIns(visits(deeds))));
    }
    let end = part.skip.saturating_add(part.limit);
    let (mut found, mut total) = (Vec::new(), 0_u64);
    for (kind, query) in &queries {
        total = total.saturating_add(store.count(seen.organisation, query, seen.viewer)?);
        for stored in store.records(seen.organisation, query, seen.viewer, end, 0)? {
            found.push(Read::of(*kind, stored)?);
        }
    }
    found.sort_by_key(|one| (std::cmp::Reverse(one.at), one.stored.id));
    let page: Vec<Read> = found.into_iter().skip(part.skip).take(part.limit).collect();
    let tasks = tasks(store, seen, &page)?;
    let items: Vec<Deed> = page
        .into_iter()
        .map(|one| one.deed(&tasks))
        .collect::<Result<_, _>>()?;
    let named = items.iter().flat_map(|deed| deed.item.refers.clone());
    let reached = part.skip.saturating_add(items.len());
    let is_more = u64::try_from(reached).is_ok_and(|reached| reached < total);
    Ok(Activity {
        names: names_of(store, seen, named)?,
        next: (is_more && !items.is_empty()).then(|| reached.to_string()),
        items,
        total,
    })
}

fn notes(deeds: &Deeds) -> NoteFilter {
    NoteFilter {
        people: Some(deeds.people.clone()),
        customer: deeds.customer,
        from: deeds.from,
        to: deeds.to,
        text: deeds.text.clone(),
        standing: true,
        ..NoteFilter::default()
    }
}

fn visits(deeds: &Deeds) -> CheckInFilter {
    CheckInFilter {
        people: Some(deeds.people.clone()),
        customer: deeds.customer,
        from: deeds.from,
        to: deeds.to,
        flags: deeds.flags.clone(),
        standing: true,
        ..CheckInFilter::default()
    }
}

/// A visit or note, as far as the stream's order needs it.
struct Read {
    kind: DeedKind,
    at: i64,
    day: Option<Date>,
    person: PersonId,
    task: Option<TaskId>,
    stored: Stored,
}

type Tasks = BTreeMap<TaskId, (DeedTask, Option<PersonId>)>;

impl Read {
    fn of(kind: DeedKind, stored: Stored) -> Result<Read, ServerError> {
        let (civil, person, task) = match kind {
            DeedKind::Note => {
                let note: MeetingNote =
                    serde_json::from_slice(&stored.bytes).map_err(ServerError::internal)?;
                (note.civil, note.person, note.task)
            }
            DeedKind::CheckIn => {
                let visit: CheckIn =
                    serde_json::from_slice(&stored.bytes).map_err(ServerError::internal)?;
                (visit.begin.civil, visit.person, visit.task)
            }
        };
        Ok(Read {
            kind,
            at: civil.time,
            day: civil.day(),
            person,
            task,
            stored,
        })
    }

    fn deed(self, tasks: &Tasks) -> Result<Deed, ServerError> {
        let of = self.task.and_then(|task| tasks.get(&task));
        let is_planned = of.is_some_and(|(task, assignee)| {
            task.plan_day.is_some() && task.plan_day == self.day && *assignee == Some(self.person)
        });
        Ok(Deed {
            kind: self.kind,
            at: self.at,
            day: self.day,
            item: item(&self.stored)?,
            task: of.map(|(task, _)| task.clone()),
            is_planned,
        })
    }
}

fn tasks(store: &dyn Store, seen: Seen, page: &[Read]) -> Result<Tasks, ServerError> {
    let ids: BTreeSet<RecordId> = page
        .iter()
        .filter_map(|one| one.task.map(RecordId::from))
        .collect();
    let mut tasks = Tasks::new();
    each(store, seen, ids, |record: Record| {
        let task: Task = record.read().map_err(ServerError::internal)?;
        let status = task.shown_in(&record).status;
        let found = DeedTask {
            id: record.id.into(),
            title: task.title,
            status,
            plan_day: task.plan_day,
        };
        tasks.insert(found.id, (found, task.assignee));
        Ok(())
    })?;
    Ok(tasks)
}
