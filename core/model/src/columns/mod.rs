//! What queries need of a record, for the typed side tables of phone and server.
//!
//! A borrowed parse: the hot path of a first sync builds no object.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::attendance::{Worked, attendance};
use crate::canonical::Malformed;
use crate::id::{
    ChangeId, CustomerId, NoteId, PersonId, SeriesId, SiteId, TaskId, TeamId, TerritoryId,
    WorkDayId,
};
use crate::place::{Coarseness, Position, Whereabouts};
use crate::record::{
    CheckIn, Correction, Created, Diary, Draft, Evidence, Head, Kind, LocationView, Outcome,
    Priority, Role, Site, Status, Task, Track, WorkDay, Writer,
};
use crate::stamp::{Civil, Window};

/// The cells of a record's side table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cells<'a> {
    /// Of a task.
    Task(TaskCells<'a>),
    /// Of a customer.
    Customer(CustomerCells<'a>),
    /// Of a note.
    Note(NoteCells<'a>),
    /// Of a check-in.
    CheckIn(CheckInCells),
    /// Of a draft.
    Draft(DraftCells<'a>),
    /// Of a diary entry.
    Diary(DiaryCells),
    /// Of a person.
    Person(PersonCells<'a>),
    /// Of a work day.
    WorkDay(WorkDayCells),
    /// Of a piece of a way.
    Track(TrackCells),
    /// Of the looks at somebody's positions.
    LocationView(LocationViewCells),
    /// Of a kind without a side table, known or not.
    Plain,
}

/// What queries need of a task.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskCells<'a> {
    /// What is to be done.
    pub title: Cow<'a, str>,
    /// Who does it.
    pub assignee: Option<PersonId>,
    /// Which team may claim it.
    pub team: Option<TeamId>,
    /// Where.
    pub customer: Option<CustomerId>,
    /// The civil day.
    pub plan_day: Option<Date>,
    /// The status that is shown.
    pub status: Status,
    /// How urgent.
    pub priority: Priority,
    /// The time window.
    pub window: Option<Window>,
    /// When the shown status was written, by the order of stamps, in microseconds.
    pub since: i64,
    /// The civil day on which it was written, as the device showed it; none where the status follows
    /// from the assignment alone.
    pub since_day: Option<Date>,
    /// The series that it is an occurrence of.
    pub series: Option<SeriesId>,
    /// Whether it was taken away with its import.
    pub removed: bool,
}

/// What queries need of a customer.
#[derive(Clone, Debug, PartialEq)]
pub struct CustomerCells<'a> {
    /// The name on the door.
    pub name: Cow<'a, str>,
    /// The number in another system.
    pub code: Cow<'a, str>,
    /// Postal address.
    pub address: Cow<'a, str>,
    /// Whose it is.
    pub owner: Option<PersonId>,
    /// The territory that it lies in.
    pub territory: Option<TerritoryId>,
    /// Its tags.
    pub tags: BTreeSet<String>,
    /// Where it is.
    pub sites: BTreeMap<SiteId, Site>,
    /// Whether it was removed.
    pub removed: bool,
}

/// What queries need of a note.
#[derive(Clone, Debug, PartialEq)]
pub struct NoteCells<'a> {
    /// Who wrote it.
    pub person: PersonId,
    /// About whom.
    pub customer: Option<CustomerId>,
    /// For which task.
    pub task: Option<TaskId>,
    /// What was said.
    pub body: Cow<'a, str>,
    /// What came of it.
    pub outcome: Option<Outcome>,
    /// When, as the author's device showed it, microseconds since 1970 (UTC).
    pub time: i64,
    /// The civil day that the device showed.
    pub day: Option<Date>,
    /// Whether its author took it back.
    pub withdrawn: bool,
}

/// What queries need of a check-in.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckInCells {
    /// Who.
    pub person: PersonId,
    /// Where.
    pub customer: CustomerId,
    /// For which task.
    pub task: Option<TaskId>,
    /// The beginning, microseconds since 1970 (UTC) by the device's clock.
    pub begin: i64,
    /// The end, likewise.
    pub end: Option<i64>,
    /// The civil day that the device showed at the beginning.
    pub day: Option<Date>,
    /// Where the device said it was.
    pub position: Option<Position>,
    /// Where the beginning was, seen from the fence.
    pub verdict: Option<Whereabouts>,
    /// The signals that are kept with it.
    pub evidence: BTreeSet<Evidence>,
    /// Whether the rep took it back.
    pub withdrawn: bool,
}

/// What queries need of a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftCells<'a> {
    /// Whose.
    pub person: PersonId,
    /// The note that it will become.
    pub note: NoteId,
    /// What is written so far.
    pub body: Cow<'a, str>,
    /// Whether it became its note or was thrown away.
    pub removed: bool,
}

/// What queries need of a diary entry.
#[derive(Clone, Debug, PartialEq)]
pub struct DiaryCells {
    /// For whom.
    pub person: PersonId,
    /// The record it is about.
    pub about: crate::id::RecordId,
    /// When it was noticed, in microseconds.
    pub noticed: i64,
    /// Whether the person has settled it.
    pub is_settled: bool,
}

/// What queries need of a person.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonCells<'a> {
    /// Full name.
    pub name: Cow<'a, str>,
    /// What the person may do.
    pub role: Role,
    /// Which team.
    pub team: Option<TeamId>,
    /// Whether the person works here no more.
    pub revoked: bool,
}

/// What queries need of a work day.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkDayCells {
    /// Whose.
    pub person: PersonId,
    /// The civil day on which its periods began.
    pub day: Date,
    /// Whether a period has no end.
    pub is_open: bool,
    /// Whether a correction waits for a manager.
    pub asks: bool,
}

/// What queries need of a piece of a way.
#[derive(Clone, Debug, PartialEq)]
pub struct TrackCells {
    /// Whose.
    pub person: PersonId,
    /// On which work day.
    pub work_day: WorkDayId,
    /// The time of the first point, microseconds since 1970 (UTC) by the device's clock; 0 when
    /// there is none.
    pub begin: i64,
    /// The time of the last point, likewise.
    pub end: i64,
    /// How coarse the points were made since.
    pub coarsened: Option<Coarseness>,
}

/// What queries need of the looks at somebody's positions.
#[derive(Clone, Debug, PartialEq)]
pub struct LocationViewCells {
    /// Whose positions.
    pub subject: PersonId,
    /// Who looked.
    pub viewer: PersonId,
    /// The civil day on which he looked.
    pub day: Date,
    /// The last look, in microseconds.
    pub last: i64,
}

/// Reads the cells of a record's bytes.
///
/// # Errors
/// [`Malformed::Shape`] when a field has another type than this version knows; the record is
/// then kept as bytes without a side row.
pub fn columns<'a>(kind: &Kind, bytes: &'a [u8]) -> Result<Cells<'a>, Malformed> {
    Ok(match kind {
        Kind::Task => Cells::Task(task(bytes)?),
        Kind::Customer => Cells::Customer(customer(bytes)?),
        Kind::Note => Cells::Note(note(bytes)?),
        Kind::CheckIn => Cells::CheckIn(check_in(bytes)?),
        Kind::Draft => Cells::Draft(draft(bytes)?),
        Kind::Diary => Cells::Diary(diary(bytes)?),
        Kind::Person => Cells::Person(person(bytes)?),
        Kind::WorkDay => Cells::WorkDay(work_day(bytes)?),
        Kind::Track => Cells::Track(track(bytes)?),
        Kind::LocationView => Cells::LocationView(location_view(bytes)?),
        Kind::Organisation
        | Kind::ActivityType
        | Kind::Series
        | Kind::Team
        | Kind::Device
        | Kind::Consent
        | Kind::Territory
        | Kind::Delegation
        | Kind::Template
        | Kind::Dismissal
        | Kind::Unknown(_) => Cells::Plain,
    })
}

fn task(bytes: &[u8]) -> Result<TaskCells<'_>, Malformed> {
    #[derive(Deserialize)]
    struct Books {
        #[serde(default)]
        assignee: Option<Writer>,
    }
    #[derive(Deserialize)]
    struct Raw<'a> {
        id: ChangeId,
        created: Created,
        #[serde(default)]
        by: Option<Books>,
        #[serde(borrow)]
        title: Cow<'a, str>,
        #[serde(default)]
        assignee: Option<PersonId>,
        #[serde(default)]
        team: Option<TeamId>,
        #[serde(default)]
        customer: Option<CustomerId>,
        #[serde(default)]
        plan_day: Option<Date>,
        #[serde(default)]
        window: Option<Window>,
        #[serde(default)]
        priority: Priority,
        #[serde(default)]
        heads: BTreeMap<ChangeId, Head>,
        #[serde(default)]
        series: Option<SeriesId>,
        #[serde(default)]
        removed: bool,
    }
    let raw: Raw<'_> = serde_json::from_slice(bytes)?;
    let assignment = raw
        .by
        .and_then(|by| by.assignee)
        .map(|writer| writer.change)
        .unwrap_or(raw.created.change.unwrap_or(raw.id));
    let (status, head) = Task::status_of(&raw.heads, assignment, raw.assignee, raw.team);
    Ok(TaskCells {
        title: raw.title,
        assignee: raw.assignee,
        team: raw.team,
        customer: raw.customer,
        plan_day: raw.plan_day,
        status,
        priority: raw.priority,
        window: raw.window,
        since: head.map_or(raw.created.stamp, |head| head.stamp).0,
        since_day: head.and_then(|head| head.civil.day()),
        series: raw.series,
        removed: raw.removed,
    })
}

fn customer(bytes: &[u8]) -> Result<CustomerCells<'_>, Malformed> {
    #[derive(Deserialize)]
    struct Raw<'a> {
        #[serde(borrow)]
        name: Cow<'a, str>,
        #[serde(borrow, default)]
        code: Cow<'a, str>,
        #[serde(borrow, default)]
        address: Cow<'a, str>,
        #[serde(default)]
        owner: Option<PersonId>,
        #[serde(default)]
        territory: Option<TerritoryId>,
        #[serde(default)]
        tags: BTreeMap<String, IgnoredAny>,
        #[serde(default)]
        sites: BTreeMap<SiteId, Site>,
        #[serde(default)]
        removed: bool,
    }
    let Raw {
        name,
        code,
        address,
        owner,
        territory,
        tags,
        sites,
        removed,
    } = serde_json::from_slice(bytes)?;
    Ok(CustomerCells {
        name,
        code,
        address,
        owner,
        territory,
        tags: tags.into_keys().collect(),
        sites,
        removed,
    })
}

fn note(bytes: &[u8]) -> Result<NoteCells<'_>, Malformed> {
    #[derive(Deserialize)]
    struct Raw<'a> {
        person: PersonId,
        civil: Civil,
        #[serde(default)]
        customer: Option<CustomerId>,
        #[serde(default)]
        task: Option<TaskId>,
        #[serde(borrow, default)]
        body: Cow<'a, str>,
        #[serde(default)]
        outcome: Option<Outcome>,
        #[serde(default)]
        withdrawn: bool,
    }
    let Raw {
        person,
        civil,
        customer,
        task,
        body,
        outcome,
        withdrawn,
    } = serde_json::from_slice(bytes)?;
    Ok(NoteCells {
        person,
        customer,
        task,
        body,
        outcome,
        time: civil.time,
        day: civil.day(),
        withdrawn,
    })
}

fn check_in(bytes: &[u8]) -> Result<CheckInCells, Malformed> {
    let read: CheckIn = serde_json::from_slice(bytes)?;
    Ok(CheckInCells {
        person: read.person,
        customer: read.customer,
        task: read.task,
        begin: read.begin.civil.time,
        end: read.end.map(|leg| leg.civil.time),
        day: read.begin.civil.day(),
        position: read.begin.fix.map(|fix| fix.position),
        verdict: read.verdict.map(|judged| judged.verdict),
        evidence: read.evidence.into_keys().collect(),
        withdrawn: read.withdrawn,
    })
}

fn draft(bytes: &[u8]) -> Result<DraftCells<'_>, Malformed> {
    let read: Draft = serde_json::from_slice(bytes)?;
    Ok(DraftCells {
        person: read.person,
        note: read.note,
        body: read.body.into(),
        removed: read.removed,
    })
}

fn diary(bytes: &[u8]) -> Result<DiaryCells, Malformed> {
    let read: Diary = serde_json::from_slice(bytes)?;
    Ok(DiaryCells {
        person: read.person,
        about: read.about,
        noticed: read.noticed.0,
        is_settled: read.settled.is_some(),
    })
}

fn work_day(bytes: &[u8]) -> Result<WorkDayCells, Malformed> {
    let read: WorkDay = serde_json::from_slice(bytes)?;
    let is_open = matches!(attendance(&read).worked(), Worked::Open(_));
    let waits = |one: &Correction| one.settled.is_none() && !one.withdrawn;
    Ok(WorkDayCells {
        person: read.person,
        day: read.day,
        is_open,
        asks: read.corrections.values().any(waits),
    })
}

fn track(bytes: &[u8]) -> Result<TrackCells, Malformed> {
    let read: Track = serde_json::from_slice(bytes)?;
    let mut times = read.points.keys().copied();
    let begin = times.next().unwrap_or(0);
    Ok(TrackCells {
        person: read.person,
        work_day: read.work_day,
        begin,
        end: times.next_back().unwrap_or(begin),
        coarsened: read.coarsened,
    })
}

fn location_view(bytes: &[u8]) -> Result<LocationViewCells, Malformed> {
    let read: LocationView = serde_json::from_slice(bytes)?;
    Ok(LocationViewCells {
        subject: read.subject,
        viewer: read.viewer,
        day: read.day,
        last: read.last.0,
    })
}

fn person(bytes: &[u8]) -> Result<PersonCells<'_>, Malformed> {
    #[derive(Deserialize)]
    struct Raw<'a> {
        #[serde(borrow)]
        name: Cow<'a, str>,
        role: Role,
        #[serde(default)]
        team: Option<TeamId>,
        #[serde(default)]
        revoked: bool,
    }
    let Raw {
        name,
        role,
        team,
        revoked,
    } = serde_json::from_slice(bytes)?;
    Ok(PersonCells {
        name,
        role,
        team,
        revoked,
    })
}

#[cfg(test)]
mod tests;
