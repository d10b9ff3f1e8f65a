//! The typed side tables, filled of a record's bytes by the function that the server shares.

use outrider_model::columns::{
    Cells, CheckInCells, CustomerCells, DiaryCells, DraftCells, LocationViewCells, NoteCells,
    PersonCells, TaskCells, TrackCells, WorkDayCells, columns,
};
use outrider_model::record::Kind;
use rusqlite::Connection;

use super::search;
use crate::error::Result;

/// Writes the side row of a record. Bytes of a shape that this version does not know stay
/// without one: a newer version will read them.
pub(super) fn write(
    db: &Connection,
    rid: i64,
    kind: &Kind,
    bytes: &[u8],
    is_new: bool,
) -> Result<()> {
    let Ok(cells) = columns(kind, bytes) else {
        return remove(db, rid, kind);
    };
    match &cells {
        Cells::Task(task) => write_task(db, rid, task),
        Cells::Customer(customer) => {
            write_customer(db, rid, customer)?;
            search::write_customer(db, rid, customer, is_new)
        }
        Cells::Note(note) => {
            write_note(db, rid, note)?;
            search::write_note(db, rid, note, is_new)
        }
        Cells::CheckIn(check_in) => write_check_in(db, rid, check_in),
        Cells::Draft(draft) => write_draft(db, rid, draft),
        Cells::Diary(diary) => write_diary(db, rid, diary),
        Cells::Person(person) => write_person(db, rid, person),
        Cells::WorkDay(day) => write_work_day(db, rid, day),
        Cells::Track(track) => write_track(db, rid, track),
        Cells::LocationView(view) => write_location_view(db, rid, view),
        Cells::Plain => Ok(()),
    }
}

/// Removes the side row of a record, with its words and places.
pub(super) fn remove(db: &Connection, rid: i64, kind: &Kind) -> Result<()> {
    let delete = match kind {
        Kind::Task => "DELETE FROM task WHERE rid = ?1",
        Kind::Customer => "DELETE FROM customer WHERE rid = ?1",
        Kind::Note => "DELETE FROM note WHERE rid = ?1",
        Kind::CheckIn => "DELETE FROM check_in WHERE rid = ?1",
        Kind::Draft => "DELETE FROM draft_record WHERE rid = ?1",
        Kind::Diary => "DELETE FROM diary WHERE rid = ?1",
        Kind::Person => "DELETE FROM person WHERE rid = ?1",
        Kind::WorkDay => "DELETE FROM work_day WHERE rid = ?1",
        Kind::Track => "DELETE FROM track WHERE rid = ?1",
        Kind::LocationView => "DELETE FROM location_view WHERE rid = ?1",
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
        | Kind::Unknown(_) => return Ok(()),
    };
    db.prepare_cached(delete)?.execute([rid])?;
    match kind {
        Kind::Customer | Kind::Note => search::remove(db, rid),
        Kind::Task
        | Kind::CheckIn
        | Kind::Draft
        | Kind::Diary
        | Kind::Person
        | Kind::Organisation
        | Kind::ActivityType
        | Kind::Series
        | Kind::Team
        | Kind::Device
        | Kind::Consent
        | Kind::WorkDay
        | Kind::Track
        | Kind::LocationView
        | Kind::Territory
        | Kind::Delegation
        | Kind::Template
        | Kind::Dismissal
        | Kind::Unknown(_) => Ok(()),
    }
}

fn write_task(db: &Connection, rid: i64, task: &TaskCells<'_>) -> Result<()> {
    db.prepare_cached(
        "INSERT OR REPLACE INTO task (rid, title, assignee, team, customer, plan_day, status, is_open,
                                      priority, window_from, window_to, since, removed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    )?
    .execute((
        rid,
        &task.title,
        task.assignee.map(|id| id.0.into_bytes()),
        task.team.map(|id| id.0.into_bytes()),
        task.customer.map(|id| id.0.into_bytes()),
        task.plan_day.map(|day| day.to_string()),
        task.status.as_str(),
        !task.status.is_terminal() && !task.removed,
        task.priority.as_str(),
        task.window.map(|window| window.from),
        task.window.map(|window| window.to),
        task.since,
        task.removed,
    ))?;
    Ok(())
}

fn write_customer(db: &Connection, rid: i64, customer: &CustomerCells<'_>) -> Result<()> {
    db.prepare_cached(
        "INSERT OR REPLACE INTO customer (rid, name, code, address, owner, removed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute((
        rid,
        &customer.name,
        &customer.code,
        &customer.address,
        customer.owner.map(|id| id.0.into_bytes()),
        customer.removed,
    ))?;
    Ok(())
}

fn write_note(db: &Connection, rid: i64, note: &NoteCells<'_>) -> Result<()> {
    db.prepare_cached(
        "INSERT OR REPLACE INTO note (rid, person, customer, task, outcome, time, withdrawn)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute((
        rid,
        note.person.0.into_bytes(),
        note.customer.map(|id| id.0.into_bytes()),
        note.task.map(|id| id.0.into_bytes()),
        note.outcome.as_ref().map(|outcome| outcome.as_str()),
        note.time,
        note.withdrawn,
    ))?;
    Ok(())
}

fn write_check_in(db: &Connection, rid: i64, check_in: &CheckInCells) -> Result<()> {
    db.prepare_cached(
        "INSERT OR REPLACE INTO check_in (rid, person, customer, task, begun, ended, withdrawn)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute((
        rid,
        check_in.person.0.into_bytes(),
        check_in.customer.0.into_bytes(),
        check_in.task.map(|id| id.0.into_bytes()),
        check_in.begin,
        check_in.end,
        check_in.withdrawn,
    ))?;
    Ok(())
}

fn write_draft(db: &Connection, rid: i64, draft: &DraftCells<'_>) -> Result<()> {
    db.prepare_cached(
        "INSERT OR REPLACE INTO draft_record (rid, person, note, removed) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute((
        rid,
        draft.person.0.into_bytes(),
        draft.note.0.into_bytes(),
        draft.removed,
    ))?;
    Ok(())
}

fn write_diary(db: &Connection, rid: i64, diary: &DiaryCells) -> Result<()> {
    db.prepare_cached(
        "INSERT OR REPLACE INTO diary (rid, person, about, noticed, is_settled) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute((
        rid,
        diary.person.0.into_bytes(),
        diary.about.0.into_bytes(),
        diary.noticed,
        diary.is_settled,
    ))?;
    Ok(())
}

fn write_person(db: &Connection, rid: i64, person: &PersonCells<'_>) -> Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO person (rid, name, role, team, revoked) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute((
            rid,
            &person.name,
            person.role.as_str(),
            person.team.map(|id| id.0.into_bytes()),
            person.revoked,
        ))?;
    Ok(())
}

fn write_work_day(db: &Connection, rid: i64, day: &WorkDayCells) -> Result<()> {
    db.prepare_cached(
        "INSERT OR REPLACE INTO work_day (rid, person, day, is_open) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute((
        rid,
        day.person.0.into_bytes(),
        day.day.to_string(),
        day.is_open,
    ))?;
    Ok(())
}

fn write_track(db: &Connection, rid: i64, track: &TrackCells) -> Result<()> {
    db.prepare_cached(
        "INSERT OR REPLACE INTO track (rid, person, work_day, begun, ended) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute((
        rid,
        track.person.0.into_bytes(),
        track.work_day.0.into_bytes(),
        track.begin,
        track.end,
    ))?;
    Ok(())
}

fn write_location_view(db: &Connection, rid: i64, view: &LocationViewCells) -> Result<()> {
    db.prepare_cached(
        "INSERT OR REPLACE INTO location_view (rid, subject, viewer, day, last) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute((
        rid,
        view.subject.0.into_bytes(),
        view.viewer.0.into_bytes(),
        view.day.to_string(),
        view.last,
    ))?;
    Ok(())
}
