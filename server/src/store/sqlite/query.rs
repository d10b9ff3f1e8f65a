//! Which records a query means, on SQLite: a statement in the making, with its values.

use jiff::civil::Date;
use outrider_model::id::PersonId;
use outrider_model::record::Kind;
use rusqlite::types::Value;
use uuid::Uuid;

use super::super::filter::{moments, rank};
use super::super::{
    CheckInFilter, CustomerFilter, CustomerSort, NoteFilter, Query, Sort, TaskFilter, TaskList,
    TaskSort, WorkDayFilter,
};

/// How it is told which rows the viewer sees: what stands at `?2`.
#[derive(Clone, Debug)]
pub(super) enum Sight {
    /// Whoever sees everything.
    All,
    /// A viewer, whose audiences are looked up for each row: for queries that mean few.
    Person(PersonId),
    /// The rows that a viewer sees, gathered before: for lists.
    Rows(Vec<u8>),
}

impl Sight {
    /// Says whether what a query means may be long.
    pub(super) fn is_of_rows(query: &Query) -> bool {
        match query {
            Query::Tasks(_)
            | Query::Customers(_)
            | Query::Notes(_)
            | Query::CheckIns(_)
            | Query::WorkDays(_) => true,
            Query::Ids(_)
            | Query::Kind(_)
            | Query::People
            | Query::CustomersByCode(_)
            | Query::Diary { .. }
            | Query::Noticed { .. }
            | Query::LastTracks { .. }
            | Query::Import(_) => false,
        }
    }

    /// The value of `?2`.
    pub(super) fn value(&self) -> Value {
        match self {
            Sight::All => Value::Null,
            Sight::Person(person) => blob(person.0),
            Sight::Rows(set) => Value::Blob(set.clone()),
        }
    }

    /// The condition that the viewer sees a row of a table.
    pub(super) fn of(&self, table: &str) -> String {
        match self {
            Sight::All => " AND ?2 IS NULL".to_owned(),
            // The same as is gathered, customers that nobody owns included.
            Sight::Person(_) => format!(
                " AND EXISTS (SELECT 1 FROM membership \
                 WHERE membership.org = ?1 AND membership.person = ?2 \
                 AND membership.until IS NULL \
                 AND (EXISTS (SELECT 1 FROM feed WHERE feed.org = ?1 AND feed.rid = {table}.rid \
                 AND feed.audience = membership.audience AND feed.gone = 0) \
                 OR membership.audience >= x'6d' AND membership.audience < x'6e' \
                 AND EXISTS (SELECT 1 FROM customer WHERE customer.org = ?1 \
                 AND customer.rid = {table}.rid AND customer.owner IS NULL \
                 AND customer.removed = 0)))"
            ),
            Sight::Rows(_) => format!(" AND is_seen(?2, {table}.rid)"),
        }
    }
}

/// A query's table, conditions and order. `?1` is the organisation, `?2` what the viewer sees by.
pub(super) struct Wanted {
    table: &'static str,
    conditions: String,
    order: String,
    values: Vec<Value>,
    sight: Sight,
}

impl Wanted {
    /// Puts a query together.
    pub(super) fn of(org: i64, query: &Query, sight: Sight) -> Wanted {
        let mut wanted = Wanted {
            table: "record",
            conditions: String::new(),
            order: "record.id".to_owned(),
            values: vec![Value::Integer(org), sight.value()],
            sight,
        };
        match query {
            Query::Ids(ids) => {
                wanted.one_of("side.id", ids.iter().map(|id| blob(id.0)).collect());
            }
            Query::Kind(kind) => wanted.few(kind),
            Query::People => wanted.from("person", "side.name, record.id"),
            Query::Tasks(filter) => wanted.tasks(filter),
            Query::Customers(filter) => wanted.customers(filter),
            Query::CustomersByCode(codes) => {
                wanted.from("customer", "record.id");
                let codes = codes.iter().cloned().map(Value::Text).collect();
                wanted.one_of("side.code", codes);
                wanted.also("side.code <> '' AND side.removed = 0");
            }
            Query::Notes(filter) => wanted.notes(filter),
            Query::CheckIns(filter) => wanted.check_ins(filter),
            Query::Diary { person, settled } => {
                wanted.from("diary", "side.noticed DESC, record.id");
                wanted.equal("side.person", Some(person.0));
                if !settled {
                    wanted.also("side.settled = 0");
                }
            }
            Query::Noticed { people, since } => {
                wanted.from("diary", "side.noticed DESC, record.id");
                wanted.people("side.person", Some(people));
                wanted.also("side.settled = 0");
                wanted.compare("side.noticed >=", Some(Value::Integer(*since)));
            }
            Query::WorkDays(filter) => wanted.work_days(filter),
            Query::LastTracks { people, since } => {
                wanted.from("track", "side.person, side.rid");
                wanted.people("side.person", Some(people));
                wanted.also(
                    "side.begins = (SELECT max(begins) FROM track \
                     WHERE org = side.org AND person = side.person)",
                );
                wanted.compare("side.ends >=", Some(Value::Integer(*since)));
            }
            Query::Import(import) => {
                wanted.from("brought", "record.id");
                wanted.equal("side.import", Some(import.0));
            }
        }
        wanted
    }

    fn from(&mut self, table: &'static str, order: &str) {
        self.table = table;
        order.clone_into(&mut self.order);
    }

    fn few(&mut self, kind: &Kind) {
        self.from("few", "record.id");
        let kind = Value::Text(kind.as_str().to_owned());
        self.compare("side.kind =", Some(kind));
    }

    fn tasks(&mut self, filter: &TaskFilter) {
        self.table = "task";
        self.also("side.removed = 0");
        self.equal("side.assignee", filter.assignee.map(|id| id.0));
        self.people("side.assignee", filter.people.as_deref());
        self.equal("side.team", filter.team.map(|id| id.0));
        self.equal("side.customer", filter.customer.map(|id| id.0));
        if let Some(territory) = filter.territory {
            let place = self.value(blob(territory.0));
            self.also(&format!(
                "side.customer IN (SELECT record.id FROM customer JOIN record USING (rid) \
                 WHERE customer.org = ?1 AND customer.territory = ?{place})"
            ));
        }
        self.equal("side.series", filter.series.map(|id| id.0));
        self.days("side.plan_day", filter.from, filter.to);
        self.compare("side.since >=", filter.since.map(Value::Integer));
        if let Some(open) = filter.open {
            self.also(if open {
                "side.open = 1"
            } else {
                "side.open = 0"
            });
        }
        if !filter.statuses.is_empty() {
            let statuses = filter.statuses.iter().cloned().map(Value::Text).collect();
            self.one_of("side.status", statuses);
        }
        if !filter.priorities.is_empty() {
            let ranks = filter.priorities.iter();
            self.one_of(
                "side.priority",
                ranks.map(|one| Value::Integer(rank(one))).collect(),
            );
        }
        if filter.unassigned {
            self.also("side.assignee IS NULL");
        }
        if filter.undated {
            self.also("side.plan_day IS NULL");
        }
        if let Some(list) = filter.list {
            self.also(match list {
                TaskList::RepsDay => {
                    "side.open = 1 AND side.status <> 'declined' AND side.assignee IS NOT NULL"
                }
                TaskList::ToClaim => {
                    "side.open = 1 AND side.status <> 'declined' AND side.assignee IS NULL \
                     AND side.team IS NOT NULL"
                }
                TaskList::ForManager => {
                    "side.open = 1 AND (side.status = 'declined' \
                     OR side.assignee IS NULL AND side.team IS NULL)"
                }
                TaskList::Closed => "side.open = 0",
            });
        }
        let column = match filter.sort.by {
            TaskSort::PlanDay => "side.plan_day",
            TaskSort::Title => "side.title",
            TaskSort::Status => "side.status",
            TaskSort::Priority => "side.priority",
            TaskSort::Since => "side.since",
        };
        self.sorted(filter.sort, column);
        if filter.sort.by == TaskSort::Status {
            // As the index goes: within a status by when it was written.
            let way = if filter.sort.is_descending {
                " DESC"
            } else {
                ""
            };
            self.order = format!("side.status{way}, side.since{way}, side.rid{way}");
        }
        self.holding("side.title", &filter.text);
    }

    fn customers(&mut self, filter: &CustomerFilter) {
        self.table = "customer";
        self.equal("side.owner", filter.owner.map(|id| id.0));
        self.equal("side.territory", filter.territory.map(|id| id.0));
        if !filter.tag.is_empty() {
            let place = self.value(Value::Text(format!("\n{}\n", filter.tag)));
            self.also(&format!("instr(side.tags, ?{place}) > 0"));
        }
        for word in filter.text.split_whitespace() {
            let place = self.value(Value::Text(word.to_owned()));
            self.also(&format!(
                "(side.name LIKE '%' || ?{place} || '%' OR side.code LIKE ?{place} || '%' \
                 OR side.address LIKE '%' || ?{place} || '%')"
            ));
        }
        if filter.without_owner {
            self.also("side.owner IS NULL");
        }
        if filter.without_site {
            self.also("side.lat IS NULL");
        }
        if let Some(import) = filter.import {
            let place = self.value(blob(import.0));
            self.also(&format!(
                "EXISTS (SELECT 1 FROM brought WHERE brought.org = ?1 \
                 AND brought.import = ?{place} AND brought.rid = side.rid)"
            ));
        }
        if !filter.removed {
            self.also("side.removed = 0");
        }
        let column = match filter.sort.by {
            CustomerSort::Name => "side.name".to_owned(),
            CustomerSort::Code => "nullif(side.code, '')".to_owned(),
            CustomerSort::LastVisit => last_visit("record.id", &self.sight),
        };
        self.sorted(filter.sort, &column);
    }

    fn notes(&mut self, filter: &NoteFilter) {
        self.from("note", "side.time DESC, record.id");
        self.equal("side.person", filter.person.map(|id| id.0));
        self.people("side.person", filter.people.as_deref());
        self.equal("side.customer", filter.customer.map(|id| id.0));
        self.equal("side.task", filter.task.map(|id| id.0));
        let outcome = filter.outcome.clone().map(Value::Text);
        self.compare("side.outcome =", outcome);
        self.days("side.day", filter.from, filter.to);
        self.moments("side.time", filter.from, filter.to);
        self.holding("side.body", &filter.text);
        if filter.standing {
            self.also("side.withdrawn = 0");
        }
    }

    fn check_ins(&mut self, filter: &CheckInFilter) {
        self.from("check_in", "side.begins DESC, record.id");
        self.equal("side.person", filter.person.map(|id| id.0));
        self.people("side.person", filter.people.as_deref());
        self.equal("side.customer", filter.customer.map(|id| id.0));
        self.equal("side.task", filter.task.map(|id| id.0));
        let verdict = filter.verdict.clone().map(Value::Text);
        self.compare("side.verdict =", verdict);
        if let Some(for_task) = filter.for_task {
            self.also(if for_task {
                "side.task IS NOT NULL"
            } else {
                "side.task IS NULL"
            });
        }
        if !filter.flags.is_empty() {
            let mut any: Vec<String> = Vec::new();
            for flag in &filter.flags {
                let place = self.value(Value::Text(flag.clone()));
                any.push(format!(
                    "side.verdict = ?{place} OR instr(side.evidence, ' ' || ?{place} || ' ') > 0"
                ));
            }
            self.also(&format!("({})", any.join(" OR ")));
        }
        self.days("side.day", filter.from, filter.to);
        self.moments("side.begins", filter.from, filter.to);
        if filter.standing {
            self.also("side.withdrawn = 0");
        }
    }

    fn work_days(&mut self, filter: &WorkDayFilter) {
        self.from("work_day", "side.day DESC, record.id");
        self.equal("side.person", filter.person.map(|id| id.0));
        self.people("side.person", filter.people.as_deref());
        self.days("side.day", filter.from, filter.to);
        if filter.asks {
            self.also("side.asks = 1");
        }
    }

    /// Rows without a value come last, whichever way it goes.
    fn sorted<T>(&mut self, sort: Sort<T>, column: &str) {
        self.order = if sort.is_descending {
            format!("{column} DESC NULLS LAST, side.rid DESC")
        } else {
            format!("{column} ASC NULLS LAST, side.rid")
        };
    }

    fn also(&mut self, condition: &str) {
        self.conditions.push_str(" AND ");
        self.conditions.push_str(condition);
    }

    fn value(&mut self, value: Value) -> usize {
        self.values.push(value);
        self.values.len()
    }

    fn compare(&mut self, with: &str, value: Option<Value>) {
        if let Some(value) = value {
            let place = self.value(value);
            self.also(&format!("{with} ?{place}"));
        }
    }

    fn equal(&mut self, column: &str, id: Option<Uuid>) {
        self.compare(&format!("{column} ="), id.map(blob));
    }

    fn days(&mut self, column: &str, from: Option<Date>, to: Option<Date>) {
        let text = |day: Date| Value::Text(day.to_string());
        self.compare(&format!("{column} >="), from.map(text));
        self.compare(&format!("{column} <="), to.map(text));
    }

    fn moments(&mut self, column: &str, from: Option<Date>, to: Option<Date>) {
        let (from, to) = moments(from, to);
        self.compare(&format!("{column} >="), from.map(Value::Integer));
        self.compare(&format!("{column} <="), to.map(Value::Integer));
    }

    fn people(&mut self, column: &str, people: Option<&[PersonId]>) {
        if let Some(people) = people {
            self.one_of(column, people.iter().map(|id| blob(id.0)).collect());
        }
    }

    fn one_of(&mut self, column: &str, values: Vec<Value>) {
        let places: Vec<String> = values
            .into_iter()
            .map(|value| format!("?{}", self.value(value)))
            .collect();
        self.also(&format!("{column} IN ({})", places.join(", ")));
    }

    /// Every word has to stand somewhere in a column. All rows are looked at then, and those that hold
    /// it are sorted (the sign before the order keeps its index away): by the index each row would be
    /// fetched on its own.
    fn holding(&mut self, column: &str, text: &str) {
        if !text.trim().is_empty() {
            self.order.insert(0, '+');
        }
        for word in text.split_whitespace() {
            let place = self.value(Value::Text(word.to_owned()));
            self.also(&format!("instr(lower({column}), lower(?{place})) > 0"));
        }
    }

    /// Returns the statement of the row numbers of one page: what is passed over is not read.
    pub(super) fn page(mut self, limit: usize, skip: usize) -> (String, Vec<Value>) {
        let sql = self.select("side.rid", self.order.contains("record."), "");
        let page = self.page_of(limit, skip);
        (format!("{sql}{page}"), self.values)
    }

    /// Returns the statement of customers' places.
    pub(super) fn points(mut self, limit: usize) -> (String, Vec<Value>) {
        let what = "record.id, side.name, side.lat, side.lon, side.owner";
        let sql = self.select(what, true, " AND side.lat IS NOT NULL");
        let page = self.page_of(limit, 0);
        (format!("{sql}{page}"), self.values)
    }

    /// Returns the statement that counts.
    pub(super) fn count(self) -> (String, Vec<Value>) {
        (self.select("count(*)", false, ""), self.values)
    }

    /// Returns the statement that counts by person, day and word, where there are such.
    pub(super) fn tally(self) -> Option<(String, Vec<Value>)> {
        let by = match self.table {
            "task" => "side.assignee, side.plan_day, side.status",
            "check_in" => "side.person, side.day, coalesce(side.verdict, '')",
            "note" => "side.person, side.day, coalesce(side.outcome, '')",
            _ => return None,
        };
        let sql = format!(
            "{} GROUP BY 1, 2, 3",
            self.select(&format!("{by}, count(*)"), false, "")
        );
        Some((sql, self.values))
    }

    /// Selects of the rows that are meant and seen, and, where they are asked for, their records.
    fn select(&self, what: &str, with_record: bool, besides: &str) -> String {
        let join = if with_record {
            " JOIN record USING (rid)"
        } else {
            ""
        };
        format!(
            "SELECT {what} FROM {} AS side{join} WHERE side.org = ?1{}{}{besides}",
            self.table,
            self.conditions,
            self.sight.of("side")
        )
    }

    fn page_of(&mut self, limit: usize, skip: usize) -> String {
        let limit = self.value(Value::Integer(whole(limit)));
        let skip = self.value(Value::Integer(whole(skip)));
        format!(" ORDER BY {} LIMIT ?{limit} OFFSET ?{skip}", self.order)
    }
}

/// The statement of what goes on at the customer `?3`.
pub(super) fn dealings(sight: &Sight) -> String {
    format!(
        "SELECT {}, (SELECT count(*) FROM task WHERE task.org = ?1 AND task.customer = ?3 \
         AND task.open = 1 AND task.removed = 0{})",
        last_visit("?3", sight),
        sight.of("task")
    )
}

/// When somebody last began a visit of a customer, as far as the viewer sees it.
fn last_visit(customer: &str, sight: &Sight) -> String {
    format!(
        "(SELECT max(visit.begins) FROM check_in AS visit WHERE visit.org = ?1 \
         AND visit.customer = {customer} AND visit.withdrawn = 0{})",
        sight.of("visit")
    )
}

/// Makes a value of an id.
pub(super) fn blob(id: Uuid) -> Value {
    Value::Blob(id.as_bytes().to_vec())
}

/// Makes a number that the database can hold.
pub(super) fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
