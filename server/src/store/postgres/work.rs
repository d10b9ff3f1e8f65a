//! What people did in a span of days, counted on PostgreSQL.

use jiff::civil::Date;
use outrider_model::id::{CustomerId, PersonId};
use tokio_postgres::Row;
use uuid::Uuid;

use super::super::filter::moments;
use super::super::{Span, StoreError, TaskCount, VisitCount, Work};
use super::cell;
use super::query::seen;
use super::statement::{cells, statements};
use super::talk::{Talk, get};

macro_rules! visited {
    () => {
        " AND NOT side.withdrawn AND side.day BETWEEN $4 AND $5 \
          AND side.begins BETWEEN $6 AND $7 AND side.person = ANY($3)"
    };
}

statements! {
    /// Tasks by person, day, status, and whether that was written on the day.
    TASKS = concat!("SELECT side.assignee, side.plan_day, side.status, \
        coalesce(side.since_day = side.plan_day, false), count(*) FROM task AS side \
        WHERE side.org = $1 AND NOT side.removed AND side.plan_day BETWEEN $4 AND $5 \
        AND side.assignee = ANY($3)", seen!("side"), " GROUP BY 1, 2, 3, 4");
    /// Visits by person, day, verdict, and whether they were for a task.
    VISITS = concat!("SELECT side.person, side.day, coalesce(side.verdict, ''), \
        side.task IS NOT NULL, count(*) FROM check_in AS side WHERE side.org = $1",
        visited!(), seen!("side"), " GROUP BY 1, 2, 3, 4");
    /// Notes by person and day.
    NOTES = concat!("SELECT side.person, side.day, count(*) FROM note AS side \
        WHERE side.org = $1 AND NOT side.withdrawn AND side.day BETWEEN $4 AND $5 \
        AND side.time BETWEEN $6 AND $7 AND side.person = ANY($3)", seen!("side"),
        " GROUP BY 1, 2");
    /// Customers by owner.
    OWNED = concat!("SELECT side.owner, count(*) FROM customer AS side \
        WHERE side.org = $1 AND NOT side.removed AND side.owner = ANY($3)", seen!("side"),
        " GROUP BY 1");
    /// Which of his customers somebody visited on which day.
    REACHED = concat!("SELECT DISTINCT side.person, side.day, side.customer FROM check_in AS side \
        WHERE side.org = $1", visited!(), " AND EXISTS (SELECT 1 FROM customer \
        JOIN record USING (org, rid) WHERE customer.org = $1 AND record.id = side.customer \
        AND customer.owner = side.person AND NOT customer.removed)", seen!("side"));
}

/// Counts it.
pub(super) fn work(
    talk: &mut Talk,
    span: &Span,
    viewer: Option<PersonId>,
) -> Result<Work, StoreError> {
    let viewer = viewer.map(|viewer| viewer.0);
    let people: Vec<Uuid> = span.people.iter().map(|person| person.0).collect();
    let (from, to) = (span.from.to_string(), span.to.to_string());
    let (since, until) = moments(Some(span.from), Some(span.to));
    let (since, until) = (since.unwrap_or(i64::MIN), until.unwrap_or(i64::MAX));
    let of_days = |moments: bool| {
        let mut values = cells![viewer, people.clone(), from.clone(), to.clone()];
        if moments {
            values.extend(cells![since, until]);
        }
        values
    };
    let tasks = talk.rows(TASKS, of_days(false))?;
    let visits = talk.rows(VISITS, of_days(true))?;
    let notes = talk.rows(NOTES, of_days(true))?;
    let owned = talk.rows(OWNED, cells![viewer, people.clone()])?;
    let reached = talk.rows(REACHED, of_days(true))?;
    Ok(Work {
        tasks: tasks.iter().map(task).collect::<Result<_, _>>()?,
        visits: visits.iter().map(visit).collect::<Result<_, _>>()?,
        notes: notes
            .iter()
            .map(|row| Ok((person(row)?, day(row)?, cell::count(get(row, 2)?)?)))
            .collect::<Result<_, StoreError>>()?,
        owned: owned
            .iter()
            .map(|row| Ok((person(row)?, cell::count(get(row, 1)?)?)))
            .collect::<Result<_, StoreError>>()?,
        reached: reached
            .iter()
            .map(|row| Ok((person(row)?, day(row)?, CustomerId(get(row, 2)?))))
            .collect::<Result<_, StoreError>>()?,
    })
}

fn task(row: &Row) -> Result<TaskCount, StoreError> {
    Ok(TaskCount {
        person: person(row)?,
        day: day(row)?,
        status: get(row, 2)?,
        is_on_day: get(row, 3)?,
        count: cell::count(get(row, 4)?)?,
    })
}

fn visit(row: &Row) -> Result<VisitCount, StoreError> {
    Ok(VisitCount {
        person: person(row)?,
        day: day(row)?,
        verdict: get(row, 2)?,
        for_task: get(row, 3)?,
        count: cell::count(get(row, 4)?)?,
    })
}

fn person(row: &Row) -> Result<PersonId, StoreError> {
    Ok(PersonId(get(row, 0)?))
}

fn day(row: &Row) -> Result<Date, StoreError> {
    let text: &str = get(row, 1)?;
    text.parse()
        .map_err(|_| StoreError::Broken("a day that is none".into()))
}
