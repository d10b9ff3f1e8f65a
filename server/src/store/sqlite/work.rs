//! What people did in a span of days, counted on SQLite.

use jiff::civil::Date;
use outrider_model::id::{CustomerId, PersonId};
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use super::super::filter::moments;
use super::super::{Span, StoreError, TaskCount, VisitCount, Work};
use super::blob;
use super::query::{Sight, blob as value_of};

/// Counts it. `?1` is the organisation, `?2` what the viewer sees by, `?3` and `?4` the days, `?5` and
/// `?6` the moments between which they lie.
pub(super) fn work(
    reader: &Connection,
    org: i64,
    span: &Span,
    sight: &Sight,
) -> Result<Work, StoreError> {
    // The last person's number is the greatest of every statement: one list of values serves all.
    if span.people.is_empty() {
        return Ok(Work::default());
    }
    let asked = Asked::of(org, span, sight);
    let tasks = asked.all(
        reader,
        "assignee, plan_day, status, coalesce(since_day = plan_day, 0), count(*) FROM task AS side",
        "side.removed = 0 AND side.plan_day BETWEEN ?3 AND ?4",
        "assignee",
        " GROUP BY 1, 2, 3, 4",
        |row| {
            Ok(TaskCount {
                person: person(row)?,
                day: day(row)?,
                status: row.get(2)?,
                is_on_day: row.get(3)?,
                count: blob::count(row.get(4)?)?,
            })
        },
    )?;
    let visits = asked.all(
        reader,
        "person, day, coalesce(verdict, ''), task IS NOT NULL, count(*) FROM check_in AS side",
        VISITED,
        "person",
        " GROUP BY 1, 2, 3, 4",
        |row| {
            Ok(VisitCount {
                person: person(row)?,
                day: day(row)?,
                verdict: row.get(2)?,
                for_task: row.get(3)?,
                count: blob::count(row.get(4)?)?,
            })
        },
    )?;
    let notes = asked.all(
        reader,
        "person, day, count(*) FROM note AS side",
        "side.withdrawn = 0 AND side.day BETWEEN ?3 AND ?4 AND side.time BETWEEN ?5 AND ?6",
        "person",
        " GROUP BY 1, 2",
        |row| Ok((person(row)?, day(row)?, blob::count(row.get(2)?)?)),
    )?;
    let owned = asked.all(
        reader,
        "owner, count(*) FROM customer AS side",
        "side.removed = 0",
        "owner",
        " GROUP BY 1",
        |row| Ok((person(row)?, blob::count(row.get(1)?)?)),
    )?;
    let reached = asked.all(
        reader,
        "DISTINCT side.person, side.day, side.customer FROM check_in AS side \
         JOIN record AS whom ON whom.org = side.org AND whom.id = side.customer \
         JOIN customer ON customer.rid = whom.rid AND customer.owner = side.person \
         AND customer.removed = 0",
        VISITED,
        "person",
        "",
        |row| Ok((person(row)?, day(row)?, CustomerId(blob::uuid(row, 2)?))),
    )?;
    Ok(Work {
        tasks,
        visits,
        notes,
        owned,
        reached,
    })
}

const VISITED: &str =
    "side.withdrawn = 0 AND side.day BETWEEN ?3 AND ?4 AND side.begins BETWEEN ?5 AND ?6";

struct Asked {
    values: Vec<Value>,
    places: String,
    seen: String,
}

impl Asked {
    fn of(org: i64, span: &Span, sight: &Sight) -> Asked {
        let (since, until) = moments(Some(span.from), Some(span.to));
        let mut values = vec![
            Value::Integer(org),
            sight.value(),
            Value::Text(span.from.to_string()),
            Value::Text(span.to.to_string()),
            Value::Integer(since.unwrap_or(i64::MIN)),
            Value::Integer(until.unwrap_or(i64::MAX)),
        ];
        let mut places = Vec::new();
        for person in &span.people {
            values.push(value_of(person.0));
            places.push(format!("?{}", values.len()));
        }
        Asked {
            values,
            places: places.join(", "),
            seen: sight.of("side"),
        }
    }

    fn all<T>(
        &self,
        reader: &Connection,
        what: &str,
        conditions: &str,
        whose: &str,
        group: &str,
        mut each: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let Asked {
            values,
            places,
            seen,
        } = self;
        let sql = format!(
            "SELECT {what} WHERE side.org = ?1 AND {conditions} AND side.{whose} IN ({places}) \
             {seen}{group}"
        );
        let mut statement = reader.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(each(row)?);
        }
        Ok(found)
    }
}

fn person(row: &Row<'_>) -> Result<PersonId, StoreError> {
    Ok(PersonId(blob::uuid(row, 0)?))
}

fn day(row: &Row<'_>) -> Result<Date, StoreError> {
    let text: String = row.get(1)?;
    text.parse()
        .map_err(|_| StoreError::Broken("a day that is none".into()))
}
