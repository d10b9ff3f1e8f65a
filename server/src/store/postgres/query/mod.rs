//! Which records a query means: one statement for each form and order, so that all stand in the list.
//!
//! `$2` is the viewer or none; what follows are the conditions, of which one that is none leaves
//! nothing out, and at last, where there is one, the page.

#[macro_use]
mod conditions;

use outrider_model::id::{CustomerId, PersonId};
use outrider_model::record::Kind;
use uuid::Uuid;

use super::super::filter::{moments, rank};
use super::super::{
    CheckInFilter, CustomerFilter, CustomerSort, NoteFilter, Query, Sort, TaskFilter, TaskSort,
    WorkDayFilter,
};
use super::cell;
use super::statement::{Sql, cells, statements};
use super::talk::{Cell, plain};
pub(super) use conditions::seen;

statements! {
    /// Records by their ids.
    IDS = page!("record", ids!(), "side.id", "$4", "$5");
    /// How many there are.
    COUNT_IDS = counted!("", "record", ids!(), "");
    /// All of a kind of which there are few.
    FEW = page!("few", few!(), "record.id", "$4", "$5");
    /// How many.
    COUNT_FEW = counted!("", "few", few!(), "");
    /// People, by name.
    PEOPLE = page!("person", "", "side.name, record.id", "$3", "$4");
    /// How many.
    COUNT_PEOPLE = counted!("", "person", "", "");
    /// Tasks, by day.
    BY_DAY = tasks_by!("side.plan_day ASC NULLS LAST, side.rid");
    /// The other way round.
    BY_DAY_DOWN = tasks_by!("side.plan_day DESC NULLS LAST, side.rid DESC");
    /// Tasks, by title.
    BY_TITLE = tasks_by!("side.title ASC NULLS LAST, side.rid");
    /// The other way round.
    BY_TITLE_DOWN = tasks_by!("side.title DESC NULLS LAST, side.rid DESC");
    /// Tasks, by status.
    BY_STATUS = tasks_by!("side.status, side.since, side.rid");
    /// The other way round.
    BY_STATUS_DOWN = tasks_by!("side.status DESC, side.since DESC, side.rid DESC");
    /// Tasks, the most urgent first.
    BY_PRIORITY = tasks_by!("side.priority ASC NULLS LAST, side.rid");
    /// The other way round.
    BY_PRIORITY_DOWN = tasks_by!("side.priority DESC NULLS LAST, side.rid DESC");
    /// Tasks, by when their status was written.
    BY_SINCE = tasks_by!("side.since ASC NULLS LAST, side.rid");
    /// The other way round.
    BY_SINCE_DOWN = tasks_by!("side.since DESC NULLS LAST, side.rid DESC");
    /// How many tasks.
    COUNT_TASKS = counted!("", "task", tasks!(), "");
    /// How many by assignee, day and status.
    TALLY_TASKS = counted!("side.assignee, side.plan_day, side.status, ", "task", tasks!(),
        " GROUP BY 1, 2, 3");
    /// Customers, by name: every word has to stand somewhere in name, number or address.
    BY_NAME = customers_by!("side.name ASC, side.rid");
    /// The other way round.
    BY_NAME_DOWN = customers_by!("side.name DESC, side.rid DESC");
    /// Customers, by their number in another system.
    BY_CODE = customers_by!("nullif(side.code, '') ASC NULLS LAST, side.rid");
    /// The other way round.
    BY_CODE_DOWN = customers_by!("nullif(side.code, '') DESC NULLS LAST, side.rid DESC");
    /// Customers, the one that was visited the longest ago first.
    BY_VISIT = customers_by!(concat!(last_visit!("record.id"), " ASC NULLS LAST, side.rid"));
    /// The other way round.
    BY_VISIT_DOWN =
        customers_by!(concat!(last_visit!("record.id"), " DESC NULLS LAST, side.rid DESC"));
    /// How many customers.
    COUNT_CUSTOMERS = counted!("", "customer", customers!(), "");
    /// Where customers are.
    POINTS = points_by!("side.name ASC, side.rid");
    /// What goes on at customers.
    DEALINGS = concat!("SELECT ", last_visit!("asked.id"), ", (SELECT count(*) FROM task \
        WHERE task.org = $1 AND task.customer = asked.id AND task.open AND NOT task.removed",
        seen!("task"), ") FROM unnest($3::uuid[]) WITH ORDINALITY AS asked(id, place) \
        ORDER BY asked.place");
    /// Customers by their numbers in another system.
    CODES = page!("customer", codes!(), "record.id", "$4", "$5");
    /// How many.
    COUNT_CODES = counted!("", "customer", codes!(), "");
    /// Notes, the newest first.
    NOTES = page!("note", notes!(), "side.time DESC, record.id", "$14", "$15");
    /// How many.
    COUNT_NOTES = counted!("", "note", notes!(), "");
    /// How many by person, day and outcome.
    TALLY_NOTES = counted!("side.person, side.day, coalesce(side.outcome, ''), ", "note", notes!(),
        " GROUP BY 1, 2, 3");
    /// Check-ins, the newest first.
    CHECK_INS = page!("check_in", check_ins!(), "side.begins DESC, record.id", "$15", "$16");
    /// How many.
    COUNT_CHECK_INS = counted!("", "check_in", check_ins!(), "");
    /// How many by person, day and verdict.
    TALLY_CHECK_INS = counted!("side.person, side.day, coalesce(side.verdict, ''), ", "check_in",
        check_ins!(), " GROUP BY 1, 2, 3");
    /// Diary entries of a person, the newest first.
    DIARY = page!("diary", diary!(), "side.noticed DESC, record.id", "$5", "$6");
    /// How many.
    COUNT_DIARY = counted!("", "diary", diary!(), "");
    /// What nobody has settled.
    NOTICED = page!("diary", noticed!(), "side.noticed DESC, record.id", "$5", "$6");
    /// How much.
    COUNT_NOTICED = counted!("", "diary", noticed!(), "");
    /// Work days, the newest first.
    WORK_DAYS = page!("work_day", work_days!(), "side.day DESC, record.id", "$8", "$9");
    /// How many.
    COUNT_WORK_DAYS = counted!("", "work_day", work_days!(), "");
    /// The last piece of each person's way.
    LAST_TRACKS = page!("track", last_tracks!(), "side.person, side.rid", "$5", "$6");
    /// How many.
    COUNT_LAST_TRACKS = counted!("", "track", last_tracks!(), "");
    /// What an import brought.
    BROUGHT = page!("brought", brought!(), "record.id", "$4", "$5");
    /// How much.
    COUNT_BROUGHT = counted!("", "brought", brought!(), "");
}

/// Returns the statement of where customers are, with its values.
pub(super) fn points(
    filter: &CustomerFilter,
    viewer: Option<PersonId>,
    limit: usize,
) -> (Sql, Vec<Cell>) {
    let mut values = cells![viewer.map(|id| id.0)];
    values.extend(customers(filter));
    values.extend(cells![cell::whole(limit), cell::whole(0)]);
    (POINTS, values)
}

/// Returns the statement of what goes on at customers, with its values.
pub(super) fn dealings(of: &[CustomerId], viewer: Option<PersonId>) -> (Sql, Vec<Cell>) {
    let customers: Vec<Uuid> = of.iter().map(|customer| customer.0).collect();
    (DEALINGS, cells![viewer.map(|id| id.0), customers])
}

/// The statements of a query, and its values from `$2` on.
pub(super) struct Wanted {
    /// Reads a page.
    pub(super) page: Sql,
    /// Counts all.
    pub(super) count: Sql,
    /// Counts by person, day and word, where there are such.
    pub(super) tally: Option<Sql>,
    values: Vec<Cell>,
}

impl Wanted {
    /// Puts a query together.
    pub(super) fn of(query: &Query, viewer: Option<PersonId>) -> Wanted {
        let (page, count, conditions) = statements(query);
        let tally = match query {
            Query::Tasks(_) => Some(TALLY_TASKS),
            Query::Notes(_) => Some(TALLY_NOTES),
            Query::CheckIns(_) => Some(TALLY_CHECK_INS),
            Query::Ids(_)
            | Query::Kind(_)
            | Query::People
            | Query::Customers(_)
            | Query::CustomersByCode(_)
            | Query::Diary { .. }
            | Query::Noticed { .. }
            | Query::WorkDays(_)
            | Query::LastTracks { .. }
            | Query::Import(_) => None,
        };
        let mut values = cells![viewer.map(|id| id.0)];
        values.extend(conditions);
        Wanted {
            page,
            count,
            tally,
            values,
        }
    }

    /// The values of a statement that counts.
    pub(super) fn values(self) -> Vec<Cell> {
        self.values
    }

    /// The values of one that reads a page.
    pub(super) fn values_of_page(self, limit: usize, skip: usize) -> Vec<Cell> {
        let mut values = self.values;
        values.extend(cells![cell::whole(limit), cell::whole(skip)]);
        values
    }
}

/// Returns the statements of a query that read and that count, and its values from `$3` on.
fn statements(query: &Query) -> (Sql, Sql, Vec<Cell>) {
    match query {
        Query::Ids(ids) => {
            let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
            (IDS, COUNT_IDS, cells![ids])
        }
        Query::Kind(kind) => (FEW, COUNT_FEW, cells![word(kind)]),
        Query::People => (PEOPLE, COUNT_PEOPLE, cells![]),
        Query::Tasks(filter) => (tasks_sorted(filter.sort), COUNT_TASKS, tasks(filter)),
        Query::Customers(filter) => (
            customers_sorted(filter.sort),
            COUNT_CUSTOMERS,
            customers(filter),
        ),
        Query::CustomersByCode(codes) => {
            let codes: Vec<String> = codes.iter().map(|code| plain(code)).collect();
            (CODES, COUNT_CODES, cells![codes])
        }
        Query::Notes(filter) => (NOTES, COUNT_NOTES, notes(filter)),
        Query::CheckIns(filter) => (CHECK_INS, COUNT_CHECK_INS, check_ins(filter)),
        Query::Diary { person, settled } => (DIARY, COUNT_DIARY, cells![person.0, *settled]),
        Query::Noticed { people: of, since } => (NOTICED, COUNT_NOTICED, cells![uuids(of), *since]),
        Query::WorkDays(filter) => (WORK_DAYS, COUNT_WORK_DAYS, work_days(filter)),
        Query::LastTracks { people: of, since } => {
            (LAST_TRACKS, COUNT_LAST_TRACKS, cells![uuids(of), *since])
        }
        Query::Import(import) => (BROUGHT, COUNT_BROUGHT, cells![import.0]),
    }
}

fn tasks_sorted(sort: Sort<TaskSort>) -> Sql {
    match (sort.by, sort.is_descending) {
        (TaskSort::PlanDay, false) => BY_DAY,
        (TaskSort::PlanDay, true) => BY_DAY_DOWN,
        (TaskSort::Title, false) => BY_TITLE,
        (TaskSort::Title, true) => BY_TITLE_DOWN,
        (TaskSort::Status, false) => BY_STATUS,
        (TaskSort::Status, true) => BY_STATUS_DOWN,
        (TaskSort::Priority, false) => BY_PRIORITY,
        (TaskSort::Priority, true) => BY_PRIORITY_DOWN,
        (TaskSort::Since, false) => BY_SINCE,
        (TaskSort::Since, true) => BY_SINCE_DOWN,
    }
}

fn customers_sorted(sort: Sort<CustomerSort>) -> Sql {
    match (sort.by, sort.is_descending) {
        (CustomerSort::Name, false) => BY_NAME,
        (CustomerSort::Name, true) => BY_NAME_DOWN,
        (CustomerSort::Code, false) => BY_CODE,
        (CustomerSort::Code, true) => BY_CODE_DOWN,
        (CustomerSort::LastVisit, false) => BY_VISIT,
        (CustomerSort::LastVisit, true) => BY_VISIT_DOWN,
    }
}

fn tasks(filter: &TaskFilter) -> Vec<Cell> {
    let statuses: Option<Vec<String>> = (!filter.statuses.is_empty())
        .then(|| filter.statuses.iter().map(|word| plain(word)).collect());
    let ranks: Option<Vec<i64>> =
        (!filter.priorities.is_empty()).then(|| filter.priorities.iter().map(rank).collect());
    cells![
        filter.assignee.map(|id| id.0),
        people(filter.people.as_ref()),
        filter.team.map(|id| id.0),
        filter.customer.map(|id| id.0),
        filter.territory.map(|id| id.0),
        filter.series.map(|id| id.0),
        filter.from.map(|day| day.to_string()),
        filter.to.map(|day| day.to_string()),
        filter.since,
        filter.open,
        statuses,
        ranks,
        filter.unassigned,
        words(&filter.text),
        filter.undated,
        filter.list.map(|list| list.word().to_owned()),
    ]
}

fn customers(filter: &CustomerFilter) -> Vec<Cell> {
    let tag = (!filter.tag.is_empty()).then(|| format!("\n{}\n", plain(&filter.tag)));
    cells![
        filter.owner.map(|id| id.0),
        filter.territory.map(|id| id.0),
        tag,
        words(&filter.text),
        filter.without_owner,
        filter.without_site,
        filter.import.map(|id| id.0),
        filter.removed,
    ]
}

fn notes(filter: &NoteFilter) -> Vec<Cell> {
    let (since, until) = moments(filter.from, filter.to);
    cells![
        filter.person.map(|id| id.0),
        people(filter.people.as_ref()),
        filter.customer.map(|id| id.0),
        filter.task.map(|id| id.0),
        filter.outcome.as_deref().map(plain),
        filter.from.map(|day| day.to_string()),
        filter.to.map(|day| day.to_string()),
        since,
        until,
        words(&filter.text),
        filter.standing,
    ]
}

fn check_ins(filter: &CheckInFilter) -> Vec<Cell> {
    let (since, until) = moments(filter.from, filter.to);
    let flags: Option<Vec<String>> =
        (!filter.flags.is_empty()).then(|| filter.flags.iter().map(|flag| plain(flag)).collect());
    cells![
        filter.person.map(|id| id.0),
        people(filter.people.as_ref()),
        filter.customer.map(|id| id.0),
        filter.task.map(|id| id.0),
        filter.verdict.as_deref().map(plain),
        flags,
        filter.from.map(|day| day.to_string()),
        filter.to.map(|day| day.to_string()),
        since,
        until,
        filter.standing,
        filter.for_task,
    ]
}

fn work_days(filter: &WorkDayFilter) -> Vec<Cell> {
    cells![
        filter.person.map(|id| id.0),
        people(filter.people.as_ref()),
        filter.from.map(|day| day.to_string()),
        filter.to.map(|day| day.to_string()),
        filter.asks,
    ]
}

fn people(people: Option<&Vec<PersonId>>) -> Option<Vec<Uuid>> {
    people.map(|people| uuids(people))
}

fn uuids(people: &[PersonId]) -> Vec<Uuid> {
    people.iter().map(|person| person.0).collect()
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(plain).collect()
}

fn word(kind: &Kind) -> String {
    plain(kind.as_str())
}
