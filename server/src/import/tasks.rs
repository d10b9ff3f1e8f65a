//! Makes tasks of a table's rows.

use jiff::civil::Date;
use outrider_model::change::{Body, TaskAssigned};
use outrider_model::id::ImportId;
use outrider_model::record::Priority;
use outrider_model::stamp::Window;
use outrider_model::text;

use super::directory::{Directory, id};
use super::mapping::Mapping;
use super::read::{Row, Table};
use super::{RowError, Staged};

/// Makes a task of each row, and says what is wrong by line and column.
#[must_use]
pub fn stage(
    table: &Table,
    mapping: &Mapping,
    directory: &Directory,
    import: ImportId,
) -> (Vec<Staged>, Vec<RowError>) {
    let (mut rows, mut errors) = (Vec::new(), Vec::new());
    for row in &table.rows {
        match (Reader {
            mapping,
            directory,
            row,
        })
        .task(import)
        {
            Ok(staged) => rows.push(staged),
            Err(error) => errors.push(error),
        }
    }
    (rows, errors)
}

struct Reader<'a> {
    mapping: &'a Mapping,
    directory: &'a Directory,
    row: &'a Row,
}

impl Reader<'_> {
    fn task(&self, import: ImportId) -> Result<Staged, RowError> {
        let id = self.read("id", id)?.flatten();
        let title = self.text("title")?;
        if title.trim().is_empty() {
            return Err(self.wrong("title", "there is no title"));
        }
        let activity = match self.cell("activity") {
            "" => self.directory.activities.find("follow_up"),
            word => self.directory.activities.find(word),
        };
        let assigned = TaskAssigned {
            title,
            details: self.text("details")?,
            activity: activity.map_err(|why| self.wrong("activity", &why))?,
            assignee: self.read("assignee", |word| self.directory.people.find(word))?,
            team: self.read("team", |word| self.directory.teams.find(word))?,
            customer: self.read("customer", |word| self.directory.customers.find(word))?,
            plan_day: self.read("day", day)?,
            window: self.window()?,
            priority: self.read("priority", priority)?.unwrap_or_default(),
            checklist: self
                .read("checklist", |cell| {
                    serde_json::from_str(cell)
                        .map_err(|_| "no checklist as an export writes it".to_owned())
                })?
                .unwrap_or_default(),
            series: None,
            import: Some(import),
        };
        Ok(Staged {
            line: self.row.line,
            id,
            body: Body::TaskAssigned(assigned),
        })
    }

    fn window(&self) -> Result<Option<Window>, RowError> {
        let (from, to) = (self.read("from", minute)?, self.read("to", minute)?);
        match (from, to) {
            (None, None) => Ok(None),
            (Some(from), Some(to)) if (Window { from, to }).is_valid() => {
                Ok(Some(Window { from, to }))
            }
            (Some(_) | None, Some(_) | None) => {
                Err(self.wrong("from", "a window needs a start before its end"))
            }
        }
    }

    fn read<T>(
        &self,
        field: &str,
        read: impl FnOnce(&str) -> Result<T, String>,
    ) -> Result<Option<T>, RowError> {
        match self.cell(field) {
            "" => Ok(None),
            cell => read(cell).map(Some).map_err(|why| self.wrong(field, &why)),
        }
    }

    fn text(&self, field: &str) -> Result<String, RowError> {
        let cell = self.cell(field);
        text::admit(cell).map_err(|why| self.wrong(field, &why.to_string()))?;
        Ok(cell.to_owned())
    }

    fn cell(&self, field: &str) -> &str {
        self.mapping.first(field, self.row)
    }

    fn wrong(&self, field: &str, why: &str) -> RowError {
        RowError {
            line: self.row.line,
            column: self.mapping.column(field).to_owned(),
            why: why.to_owned(),
        }
    }
}

/// Reads a day as ISO 8601 writes it; other orders of day and month cannot be told apart.
fn day(cell: &str) -> Result<Date, String> {
    cell.trim()
        .parse()
        .map_err(|_| format!("`{cell}` is no day: write YYYY-MM-DD"))
}

fn minute(cell: &str) -> Result<u16, String> {
    let refuse = || format!("`{cell}` is no time: write HH:MM");
    let (hours, minutes) = cell.trim().split_once(':').ok_or_else(refuse)?;
    let hours: u16 = hours.parse().map_err(|_| refuse())?;
    let minutes: u16 = minutes.parse().map_err(|_| refuse())?;
    let whole = hours
        .checked_mul(60)
        .and_then(|start| start.checked_add(minutes));
    whole
        .filter(|all| *all <= 24 * 60 && minutes < 60)
        .ok_or_else(refuse)
}

fn priority(cell: &str) -> Result<Priority, String> {
    let word = cell.trim().to_lowercase();
    let known = Priority::KNOWN
        .iter()
        .find(|priority| priority.as_str() == word);
    known
        .cloned()
        .ok_or(format!("`{cell}` is none of urgent, high, normal, low"))
}

#[cfg(test)]
mod tests {
    use outrider_model::id::{ActivityTypeId, PersonId};
    use uuid::Uuid;

    use super::super::mapping::TASKS;
    use super::super::read::read;
    use super::*;

    #[test]
    fn rows_become_tasks_and_errors_name_their_cells() {
        let mut directory = Directory::default();
        let anna = PersonId(Uuid::from_u128(1));
        directory.people.add(0, "anna", anna);
        directory
            .activities
            .add(0, "demo", ActivityTypeId(Uuid::from_u128(2)));
        let table = read(
            b"Title,Type,Rep,Date,From,To,Priority\n\
              Show it,Demo,Anna,2026-03-02,09:00,10:30,high\n\
              ,demo,anna,,,,\n\
              Show it,demo,anna,02.03.2026,,,\n\
              Show it,demo,anna,,10:00,09:00,\n\
              Show it,dance,anna,,,,\n\
              Show it,demo,anna,,,,soon\n",
        )
        .unwrap();
        let mapping = Mapping::of(&table, TASKS, &[]).unwrap();
        let (rows, errors) = stage(&table, &mapping, &directory, ImportId(Uuid::nil()));
        let named: Vec<(u64, &str)> = errors
            .iter()
            .map(|error| (error.line, error.column.as_str()))
            .collect();
        assert_eq!(
            named,
            [
                (3, "Title"),
                (4, "Date"),
                (5, "From"),
                (6, "Type"),
                (7, "Priority")
            ]
        );
        let Body::TaskAssigned(task) = &rows[0].body else {
            panic!("{rows:?}")
        };
        assert_eq!(task.window, Some(Window { from: 540, to: 630 }));
        assert_eq!(
            (task.assignee, task.priority.clone()),
            (Some(anna), Priority::High)
        );
    }
}
