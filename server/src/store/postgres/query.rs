//! Which records a query means: one statement for each form, so that all stand in the list.
//!
//! `$2` is the viewer or none, `$3` and `$4` the page; what follows are the conditions, of which
//! one that is none leaves nothing out.

use outrider_model::record::Kind;
use uuid::Uuid;

use super::super::{CheckInFilter, NoteFilter, Query, TaskFilter};
use super::statement::{Sql, cells, statements};
use super::talk::{Cell, plain};

/// What is selected of a record.
macro_rules! select {
    () => {
        "SELECT record.id, record.kind, record.seq, record.bytes FROM "
    };
}

/// Leaves out what none of the viewer's audiences sees now, if there is a viewer.
macro_rules! seen {
    () => {
        " AND ($2::uuid IS NULL OR EXISTS (SELECT 1 FROM membership JOIN feed \
         ON feed.org = membership.org AND feed.audience = membership.audience \
         WHERE membership.org = $1 AND membership.person = $2 AND membership.until IS NULL \
         AND feed.rid = record.rid AND NOT feed.gone))"
    };
}

macro_rules! page {
    ($order:literal) => {
        concat!(" ORDER BY ", $order, " LIMIT $3 OFFSET $4")
    };
}

macro_rules! of_side {
    ($table:literal, $where:literal, $order:literal) => {
        concat!(
            select!(),
            $table,
            " AS side JOIN record USING (org, rid) WHERE side.org = $1",
            seen!(),
            $where,
            page!($order)
        )
    };
}

statements! {
    /// Records by their ids.
    IDS = concat!(select!(), "record WHERE record.org = $1", seen!(),
        " AND record.id = ANY($5)", page!("record.id"));
    /// All of a kind of which there are few.
    FEW = of_side!("few", " AND side.kind = $5", "record.id");
    /// People, by name.
    PEOPLE = of_side!("person", "", "side.name, record.id");
    /// Tasks, by day.
    TASKS = of_side!("task", " AND NOT side.removed \
        AND ($5::uuid IS NULL OR side.assignee = $5) AND ($6::uuid IS NULL OR side.team = $6) \
        AND ($7::uuid IS NULL OR side.customer = $7) \
        AND ($8::text IS NULL OR side.plan_day >= $8) \
        AND ($9::text IS NULL OR side.plan_day <= $9) \
        AND ($10::boolean IS NULL OR side.open = $10) \
        AND ($11::text[] IS NULL OR side.status = ANY($11)) \
        AND (NOT $12::boolean OR side.assignee IS NULL)",
        "side.plan_day NULLS LAST, record.id");
    /// Customers, by name: every word has to stand somewhere in name, number or address.
    CUSTOMERS = of_side!("customer", " AND ($5::uuid IS NULL OR side.owner = $5) \
        AND NOT EXISTS (SELECT 1 FROM unnest($6::text[]) AS word \
        WHERE side.name NOT ILIKE '%' || word || '%' ESCAPE '' \
        AND side.code NOT ILIKE word || '%' ESCAPE '' \
        AND side.address NOT ILIKE '%' || word || '%' ESCAPE '') \
        AND ($7::boolean OR NOT side.removed)",
        "side.name, record.id");
    /// Customers by their numbers in another system.
    CODES = of_side!("customer",
        " AND side.code = ANY($5) AND side.code <> '' AND NOT side.removed", "record.id");
    /// Notes, the newest first.
    NOTES = of_side!("note", " AND ($5::uuid IS NULL OR side.person = $5) \
        AND ($6::uuid IS NULL OR side.customer = $6) AND ($7::uuid IS NULL OR side.task = $7)",
        "side.time DESC, record.id");
    /// Check-ins, the newest first.
    CHECK_INS = of_side!("check_in", " AND ($5::uuid IS NULL OR side.person = $5) \
        AND ($6::uuid IS NULL OR side.customer = $6) AND ($7::uuid IS NULL OR side.task = $7)",
        "side.begins DESC, record.id");
    /// Diary entries of a person, the newest first.
    DIARY = of_side!("diary", " AND side.person = $5 AND ($6::boolean OR NOT side.settled)",
        "side.noticed DESC, record.id");
    /// What an import brought.
    BROUGHT = of_side!("brought", " AND side.import = $5", "record.id");
}

/// Returns the statement of a query, and its values from `$5` on.
pub(super) fn of(query: &Query) -> (Sql, Vec<Cell>) {
    match query {
        Query::Ids(ids) => {
            let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
            (IDS, cells![ids])
        }
        Query::Kind(kind) => (FEW, cells![word(kind)]),
        Query::People => (PEOPLE, cells![]),
        Query::Tasks(filter) => (TASKS, tasks(filter)),
        Query::Customers {
            owner,
            text,
            removed,
        } => {
            let words: Vec<String> = text.split_whitespace().map(plain).collect();
            (CUSTOMERS, cells![owner.map(|id| id.0), words, *removed])
        }
        Query::CustomersByCode(codes) => {
            let codes: Vec<String> = codes.iter().map(|code| plain(code)).collect();
            (CODES, cells![codes])
        }
        Query::Notes(NoteFilter {
            person,
            customer,
            task,
        }) => {
            let (person, customer) = (person.map(|id| id.0), customer.map(|id| id.0));
            (NOTES, cells![person, customer, task.map(|id| id.0)])
        }
        Query::CheckIns(CheckInFilter {
            person,
            customer,
            task,
        }) => {
            let (person, customer) = (person.map(|id| id.0), customer.map(|id| id.0));
            (CHECK_INS, cells![person, customer, task.map(|id| id.0)])
        }
        Query::Diary { person, settled } => (DIARY, cells![person.0, *settled]),
        Query::Import(import) => (BROUGHT, cells![import.0]),
    }
}

fn tasks(filter: &TaskFilter) -> Vec<Cell> {
    let statuses: Option<Vec<String>> = (!filter.statuses.is_empty())
        .then(|| filter.statuses.iter().map(|word| plain(word)).collect());
    cells![
        filter.assignee.map(|id| id.0),
        filter.team.map(|id| id.0),
        filter.customer.map(|id| id.0),
        filter.from.map(|day| day.to_string()),
        filter.to.map(|day| day.to_string()),
        filter.open,
        statuses,
        filter.unassigned,
    ]
}

fn word(kind: &Kind) -> String {
    plain(kind.as_str())
}
