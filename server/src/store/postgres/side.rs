//! The typed side tables, filled of a record's cells.

use outrider_model::columns::{
    Cells, CheckInCells, CustomerCells, NoteCells, PersonCells, TaskCells,
};
use outrider_model::record::Kind;

use super::super::StoreError;
use super::super::filter::{evidence, rank, tags};
use super::statement::{Sql, cells, statements};
use super::talk::{Cell, Talk, plain};

statements! {
    /// The side row of a task.
    TASK = "INSERT INTO task (org, rid, assignee, team, customer, plan_day, status, open, since, removed, \
        title, priority, series, since_day) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) \
        ON CONFLICT (org, rid) DO UPDATE SET assignee = excluded.assignee, team = excluded.team, \
        customer = excluded.customer, plan_day = excluded.plan_day, status = excluded.status, \
        open = excluded.open, since = excluded.since, removed = excluded.removed, \
        title = excluded.title, priority = excluded.priority, series = excluded.series, \
        since_day = excluded.since_day";
    /// Of a customer.
    CUSTOMER = "INSERT INTO customer (org, rid, name, code, address, owner, removed, territory, \
        tags, lat, lon) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
        ON CONFLICT (org, rid) DO UPDATE SET name = excluded.name, code = excluded.code, \
        address = excluded.address, owner = excluded.owner, removed = excluded.removed, \
        territory = excluded.territory, tags = excluded.tags, lat = excluded.lat, \
        lon = excluded.lon";
    /// Of a note.
    NOTE = "INSERT INTO note (org, rid, person, customer, task, time, day, outcome, body, \
        withdrawn) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
        ON CONFLICT (org, rid) DO UPDATE SET person = excluded.person, \
        customer = excluded.customer, task = excluded.task, time = excluded.time, \
        day = excluded.day, outcome = excluded.outcome, body = excluded.body, \
        withdrawn = excluded.withdrawn";
    /// Of a check-in.
    CHECK_IN = "INSERT INTO check_in (org, rid, person, customer, task, begins, withdrawn, ends, \
        day, verdict, evidence) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
        ON CONFLICT (org, rid) DO UPDATE SET person = excluded.person, \
        customer = excluded.customer, task = excluded.task, begins = excluded.begins, \
        withdrawn = excluded.withdrawn, ends = excluded.ends, day = excluded.day, \
        verdict = excluded.verdict, evidence = excluded.evidence";
    /// Of a diary entry.
    DIARY = "INSERT INTO diary (org, rid, person, noticed, settled) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (org, rid) DO UPDATE SET person = excluded.person, \
        noticed = excluded.noticed, settled = excluded.settled";
    /// Of a person.
    PERSON = "INSERT INTO person (org, rid, name, role, team, revoked) \
        VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT (org, rid) DO UPDATE SET name = excluded.name, role = excluded.role, \
        team = excluded.team, revoked = excluded.revoked";
    /// Of a work day.
    WORK_DAY = "INSERT INTO work_day (org, rid, person, day, open, asks) \
        VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT (org, rid) DO UPDATE SET person = excluded.person, day = excluded.day, \
        open = excluded.open, asks = excluded.asks";
    /// Of a piece of a way.
    TRACK = "INSERT INTO track (org, rid, person, begins, ends, coarse) \
        VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT (org, rid) DO UPDATE SET person = excluded.person, begins = excluded.begins, \
        ends = excluded.ends, coarse = excluded.coarse";
    /// Of the looks at somebody's positions.
    LOCATION_VIEW = "INSERT INTO location_view (org, rid, subject, viewer, day, last) \
        VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT (org, rid) DO UPDATE SET subject = excluded.subject, \
        viewer = excluded.viewer, day = excluded.day, last = excluded.last";
    /// Of a kind of which there are few.
    FEW = "INSERT INTO few (org, rid, kind) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
}

/// Writes the side row of a record over the old one.
pub(super) fn write(
    talk: &mut Talk<'_>,
    rid: i64,
    kind: &Kind,
    cells: &Cells<'_>,
) -> Result<(), StoreError> {
    match row(rid, kind, cells) {
        Some((sql, cells)) => talk.send(sql, cells),
        None => Ok(()),
    }
}

/// Returns the statement of a side row, with its values; none for a kind that has none.
pub(super) fn row(rid: i64, kind: &Kind, cells: &Cells<'_>) -> Option<(Sql, Vec<Cell>)> {
    let row = match cells {
        Cells::Task(cells) => (TASK, task(rid, cells)),
        Cells::Customer(cells) => (CUSTOMER, customer(rid, cells)),
        Cells::Person(cells) => (PERSON, person(rid, cells)),
        Cells::Note(cells) => (NOTE, note(rid, cells)),
        Cells::CheckIn(cells) => (CHECK_IN, check_in(rid, cells)),
        Cells::Diary(cells) => {
            let (noticed, is_settled) = (cells.noticed, cells.is_settled);
            (DIARY, cells![rid, cells.person.0, noticed, is_settled])
        }
        Cells::WorkDay(cells) => {
            let day = cells.day.to_string();
            let (is_open, asks) = (cells.is_open, cells.asks);
            (WORK_DAY, cells![rid, cells.person.0, day, is_open, asks])
        }
        Cells::Track(cells) => {
            let coarse = cells
                .coarsened
                .as_ref()
                .map(|coarse| coarse.as_str().to_owned());
            let (begin, end) = (cells.begin, cells.end);
            (TRACK, cells![rid, cells.person.0, begin, end, coarse])
        }
        Cells::LocationView(cells) => {
            let (subject, viewer, day) = (cells.subject.0, cells.viewer.0, cells.day.to_string());
            (LOCATION_VIEW, cells![rid, subject, viewer, day, cells.last])
        }
        Cells::Draft(_) => return None,
        Cells::Plain => (FEW, cells![rid, kind.as_str().to_owned()]),
    };
    Some(row)
}

fn task(rid: i64, cells: &TaskCells<'_>) -> Vec<Cell> {
    cells![
        rid,
        cells.assignee.map(|id| id.0),
        cells.team.map(|id| id.0),
        cells.customer.map(|id| id.0),
        cells.plan_day.map(|day| day.to_string()),
        cells.status.as_str().to_owned(),
        !cells.status.is_terminal(),
        cells.since,
        cells.removed,
        plain(&cells.title),
        rank(&cells.priority),
        cells.series.map(|id| id.0),
        cells.since_day.map(|day| day.to_string()),
    ]
}

fn note(rid: i64, cells: &NoteCells<'_>) -> Vec<Cell> {
    cells![
        rid,
        cells.person.0,
        cells.customer.map(|id| id.0),
        cells.task.map(|id| id.0),
        cells.time,
        cells.day.map(|day| day.to_string()),
        cells.outcome.as_ref().map(|word| plain(word.as_str())),
        plain(&cells.body),
        cells.withdrawn,
    ]
}

fn check_in(rid: i64, cells: &CheckInCells) -> Vec<Cell> {
    cells![
        rid,
        cells.person.0,
        cells.customer.0,
        cells.task.map(|id| id.0),
        cells.begin,
        cells.withdrawn,
        cells.end,
        cells.day.map(|day| day.to_string()),
        cells.verdict.as_ref().map(|word| plain(word.as_str())),
        plain(&evidence(&cells.evidence)),
    ]
}

fn customer(rid: i64, cells: &CustomerCells<'_>) -> Vec<Cell> {
    let at = cells.sites.values().next().map(|site| site.at);
    cells![
        rid,
        plain(&cells.name),
        plain(&cells.code),
        plain(&cells.address),
        cells.owner.map(|id| id.0),
        cells.removed,
        cells.territory.map(|id| id.0),
        plain(&tags(&cells.tags)),
        at.map(|at| i64::from(at.lat())),
        at.map(|at| i64::from(at.lon())),
    ]
}

fn person(rid: i64, cells: &PersonCells<'_>) -> Vec<Cell> {
    cells![
        rid,
        plain(&cells.name),
        cells.role.as_str().to_owned(),
        cells.team.map(|id| id.0),
        cells.revoked,
    ]
}
