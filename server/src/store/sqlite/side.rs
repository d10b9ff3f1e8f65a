//! The typed side tables, filled of a record's cells.

use outrider_model::columns::{
    Cells, CheckInCells, CustomerCells, DiaryCells, LocationViewCells, NoteCells, PersonCells,
    TaskCells, TrackCells, WorkDayCells,
};
use outrider_model::place::{Position, Whereabouts};
use outrider_model::record::{Kind, Outcome};
use rusqlite::{Connection, params};

use super::super::filter::{evidence, rank, tags};

/// Writes the side row of a record over the old one.
pub(super) fn write(
    connection: &Connection,
    org: i64,
    rid: i64,
    kind: &Kind,
    cells: &Cells<'_>,
) -> rusqlite::Result<()> {
    match cells {
        Cells::Task(cells) => task(connection, org, rid, cells),
        Cells::Customer(cells) => customer(connection, org, rid, cells),
        Cells::Note(cells) => note(connection, org, rid, cells),
        Cells::CheckIn(cells) => check_in(connection, org, rid, cells),
        Cells::Diary(cells) => diary(connection, org, rid, cells),
        Cells::Person(cells) => person(connection, org, rid, cells),
        Cells::WorkDay(cells) => work_day(connection, org, rid, cells),
        Cells::Track(cells) => track(connection, org, rid, cells),
        Cells::LocationView(cells) => location_view(connection, org, rid, cells),
        Cells::Draft(_) => Ok(()),
        Cells::Plain => few(connection, org, rid, kind),
    }
}

fn task(
    connection: &Connection,
    org: i64,
    rid: i64,
    cells: &TaskCells<'_>,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO task (rid, org, assignee, team, customer, plan_day, status, open, since, removed, \
         title, priority, series, since_day) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) \
         ON CONFLICT (rid) DO UPDATE SET assignee = excluded.assignee, team = excluded.team, \
         customer = excluded.customer, plan_day = excluded.plan_day, status = excluded.status, \
         open = excluded.open, since = excluded.since, removed = excluded.removed, \
         title = excluded.title, priority = excluded.priority, series = excluded.series, \
         since_day = excluded.since_day",
    )?;
    statement.execute(params![
        rid,
        org,
        cells.assignee.as_ref().map(|id| id.0.as_bytes()),
        cells.team.as_ref().map(|id| id.0.as_bytes()),
        cells.customer.as_ref().map(|id| id.0.as_bytes()),
        cells.plan_day.map(|day| day.to_string()),
        cells.status.as_str(),
        !cells.status.is_terminal(),
        cells.since,
        cells.removed,
        cells.title,
        rank(&cells.priority),
        cells.series.as_ref().map(|id| id.0.as_bytes()),
        cells.since_day.map(|day| day.to_string()),
    ])?;
    Ok(())
}

fn customer(
    connection: &Connection,
    org: i64,
    rid: i64,
    cells: &CustomerCells<'_>,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO customer (rid, org, name, code, address, owner, removed, territory, tags, lat, lon) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) \
         ON CONFLICT (rid) DO UPDATE SET name = excluded.name, code = excluded.code, \
         address = excluded.address, owner = excluded.owner, removed = excluded.removed, \
         territory = excluded.territory, tags = excluded.tags, lat = excluded.lat, \
         lon = excluded.lon",
    )?;
    let at = cells.sites.values().next().map(|site| site.at);
    statement.execute(params![
        rid,
        org,
        cells.name,
        cells.code,
        cells.address,
        cells.owner.as_ref().map(|id| id.0.as_bytes()),
        cells.removed,
        cells.territory.as_ref().map(|id| id.0.as_bytes()),
        tags(&cells.tags),
        at.map(Position::lat),
        at.map(Position::lon),
    ])?;
    Ok(())
}

fn note(
    connection: &Connection,
    org: i64,
    rid: i64,
    cells: &NoteCells<'_>,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO note (rid, org, person, customer, task, time, day, outcome, body, withdrawn) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) \
         ON CONFLICT (rid) DO UPDATE SET person = excluded.person, customer = excluded.customer, \
         task = excluded.task, time = excluded.time, day = excluded.day, \
         outcome = excluded.outcome, body = excluded.body, withdrawn = excluded.withdrawn",
    )?;
    statement.execute(params![
        rid,
        org,
        cells.person.0.as_bytes(),
        cells.customer.as_ref().map(|id| id.0.as_bytes()),
        cells.task.as_ref().map(|id| id.0.as_bytes()),
        cells.time,
        cells.day.map(|day| day.to_string()),
        cells.outcome.as_ref().map(Outcome::as_str),
        cells.body,
        cells.withdrawn,
    ])?;
    Ok(())
}

fn check_in(
    connection: &Connection,
    org: i64,
    rid: i64,
    cells: &CheckInCells,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO check_in (rid, org, person, customer, task, begins, withdrawn, ends, day, \
         verdict, evidence) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) \
         ON CONFLICT (rid) DO UPDATE SET person = excluded.person, customer = excluded.customer, \
         task = excluded.task, begins = excluded.begins, withdrawn = excluded.withdrawn, \
         ends = excluded.ends, day = excluded.day, verdict = excluded.verdict, \
         evidence = excluded.evidence",
    )?;
    statement.execute(params![
        rid,
        org,
        cells.person.0.as_bytes(),
        cells.customer.0.as_bytes(),
        cells.task.as_ref().map(|id| id.0.as_bytes()),
        cells.begin,
        cells.withdrawn,
        cells.end,
        cells.day.map(|day| day.to_string()),
        cells.verdict.as_ref().map(Whereabouts::as_str),
        evidence(&cells.evidence),
    ])?;
    Ok(())
}

fn diary(connection: &Connection, org: i64, rid: i64, cells: &DiaryCells) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO diary (rid, org, person, noticed, settled) VALUES (?1, ?2, ?3, ?4, ?5) \
         ON CONFLICT (rid) DO UPDATE SET person = excluded.person, noticed = excluded.noticed, \
         settled = excluded.settled",
    )?;
    statement.execute(params![
        rid,
        org,
        cells.person.0.as_bytes(),
        cells.noticed,
        cells.is_settled
    ])?;
    Ok(())
}

fn person(
    connection: &Connection,
    org: i64,
    rid: i64,
    cells: &PersonCells<'_>,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO person (rid, org, name, role, team, revoked) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
         ON CONFLICT (rid) DO UPDATE SET name = excluded.name, role = excluded.role, \
         team = excluded.team, revoked = excluded.revoked",
    )?;
    statement.execute(params![
        rid,
        org,
        cells.name,
        cells.role.as_str(),
        cells.team.as_ref().map(|id| id.0.as_bytes()),
        cells.revoked,
    ])?;
    Ok(())
}

fn work_day(
    connection: &Connection,
    org: i64,
    rid: i64,
    cells: &WorkDayCells,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO work_day (rid, org, person, day, open, asks) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
         ON CONFLICT (rid) DO UPDATE SET person = excluded.person, day = excluded.day, \
         open = excluded.open, asks = excluded.asks",
    )?;
    statement.execute(params![
        rid,
        org,
        cells.person.0.as_bytes(),
        cells.day.to_string(),
        cells.is_open,
        cells.asks,
    ])?;
    Ok(())
}

fn track(connection: &Connection, org: i64, rid: i64, cells: &TrackCells) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO track (rid, org, person, begins, ends, coarse) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
         ON CONFLICT (rid) DO UPDATE SET person = excluded.person, begins = excluded.begins, \
         ends = excluded.ends, coarse = excluded.coarse",
    )?;
    statement.execute(params![
        rid,
        org,
        cells.person.0.as_bytes(),
        cells.begin,
        cells.end,
        cells.coarsened.as_ref().map(|coarse| coarse.as_str()),
    ])?;
    Ok(())
}

fn location_view(
    connection: &Connection,
    org: i64,
    rid: i64,
    cells: &LocationViewCells,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO location_view (rid, org, subject, viewer, day, last) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
         ON CONFLICT (rid) DO UPDATE SET subject = excluded.subject, viewer = excluded.viewer, \
         day = excluded.day, last = excluded.last",
    )?;
    statement.execute(params![
        rid,
        org,
        cells.subject.0.as_bytes(),
        cells.viewer.0.as_bytes(),
        cells.day.to_string(),
        cells.last,
    ])?;
    Ok(())
}

fn few(connection: &Connection, org: i64, rid: i64, kind: &Kind) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO few (org, kind, rid) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
    )?;
    statement.execute(params![org, kind.as_str(), rid])?;
    Ok(())
}
