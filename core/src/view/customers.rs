//! The screens of customers: a list, those near by, and one with all that happened there.

use outrider_model::id::{CheckInId, CustomerId, NoteId, SiteId, TaskId};
use outrider_model::place::{PlaceVerdict, Position, distance_mm};
use outrider_model::record::{Customer, Outcome, Status};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

use super::line::{CustomerLine, NoteLine, VisitLine, Who};
use crate::query::{CustomerFacts, CustomersFacts, SyncMark, TaskRow};

/// A list of customers.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct CustomersView {
    /// The customers, in order.
    pub customers: Vec<ListedCustomer>,
    /// Whether there are more.
    pub more: bool,
}

/// A customer of a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ListedCustomer {
    /// Name, address, distance.
    pub line: CustomerLine,
    /// The number in another system.
    pub code: String,
    /// Whose it is.
    pub owner: Option<Who>,
    /// Whether it is the person's own.
    pub is_mine: bool,
    /// Whether anybody knows where it is.
    pub has_site: bool,
    /// Where it is safe.
    pub mark: SyncMark,
}

/// One customer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct CustomerView {
    /// The customer.
    pub customer: CustomerId,
    /// The name on the door.
    pub name: String,
    /// The number in another system.
    pub code: String,
    /// Telephone.
    pub phone: String,
    /// E-mail address.
    pub email: String,
    /// Postal address.
    pub address: String,
    /// What one should know.
    pub about: String,
    /// Whose it is.
    pub owner: Option<Who>,
    /// Its tags.
    pub tags: BTreeSet<String>,
    /// The organisation's own fields.
    pub custom: BTreeMap<String, String>,
    /// Where it is, nearest first.
    pub sites: Vec<SiteLine>,
    /// What is to be done there.
    pub open_tasks: Vec<OpenTask>,
    /// What happened there, newest first.
    pub timeline: Vec<TimelineEntry>,
    /// Whether it was removed.
    pub removed: bool,
    /// Where it is safe.
    pub mark: SyncMark,
}

/// A place of a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SiteLine {
    /// Which.
    pub site: SiteId,
    /// What people call it.
    pub name: String,
    /// Where it is.
    pub at: Position,
    /// How far around it counts as being there, in millimetres.
    pub radius_mm: i64,
    /// How far it is, in millimetres; none when the person's place is not known.
    pub distance_mm: Option<i64>,
}

/// A task that is to be done at a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct OpenTask {
    /// The task.
    pub task: TaskId,
    /// What is to be done.
    pub title: String,
    /// Who does it.
    pub assignee: Option<Who>,
    /// The civil day.
    pub plan_day: Option<jiff::civil::Date>,
    /// Where it stands.
    pub status: Status,
    /// Where it is safe.
    pub mark: SyncMark,
}

/// Something that happened at a customer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct TimelineEntry {
    /// When, microseconds since 1970 (UTC).
    pub at: i64,
    /// What.
    pub event: Event,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "uniffi", uniffi(name = "TimelineEvent"))]
pub enum Event {
    /// A note was written.
    Note {
        /// Which.
        note: NoteId,
        /// By whom.
        by: Who,
        /// What came of it.
        outcome: Option<Outcome>,
        /// What was said.
        body: String,
        /// Whether it was taken back.
        withdrawn: bool,
    },
    /// A visit began.
    Visit {
        /// Which.
        check_in: CheckInId,
        /// By whom.
        by: Who,
        /// How long it took, in minutes; none while it goes on.
        minutes: Option<i64>,
        /// Whether the fix said inside, outside or uncertain.
        verdict: Option<PlaceVerdict>,
        /// Whether it was taken back.
        withdrawn: bool,
    },
    /// A task was closed.
    Task {
        /// Which.
        task: TaskId,
        /// What was to be done.
        title: String,
        /// How it ended.
        status: Status,
    },
}

impl CustomersView {
    /// Makes the screen of its facts.
    #[must_use]
    pub fn of(facts: &CustomersFacts) -> CustomersView {
        let me = facts.judge.author;
        let customers = facts.rows.iter().map(|place| ListedCustomer {
            line: CustomerLine::of(place, facts.at),
            code: place.row.code.clone(),
            owner: place.row.owner.map(|owner| Who::of(owner, &facts.names)),
            is_mine: place.row.owner == Some(me),
            has_site: !place.sites.is_empty(),
            mark: facts.pending.mark(place.row.id.into()),
        });
        CustomersView {
            customers: customers.collect(),
            more: facts.more,
        }
    }
}

impl CustomerView {
    /// Makes the screen of its facts; none for a record of another shape than this version knows.
    #[must_use]
    pub fn of(facts: &CustomerFacts) -> Option<CustomerView> {
        let customer: Customer = facts.record.read().ok()?;
        let sites = sites(&customer, facts.at);
        let open = facts.tasks.iter().filter(|task| !task.status.is_terminal());
        Some(CustomerView {
            customer: facts.record.id.into(),
            sites,
            open_tasks: open.map(|task| open_task(task, facts)).collect(),
            timeline: timeline(facts),
            owner: customer.owner.map(|owner| Who::of(owner, &facts.names)),
            tags: customer
                .tags
                .into_iter()
                .filter(|(_, adds)| !adds.is_empty())
                .map(|(tag, _)| tag)
                .collect(),
            name: customer.name,
            code: customer.code,
            phone: customer.phone,
            email: customer.email,
            address: customer.address,
            about: customer.about,
            custom: customer.custom,
            removed: customer.removed,
            mark: facts.pending.mark(facts.record.id),
        })
    }
}

fn sites(customer: &Customer, at: Option<Position>) -> Vec<SiteLine> {
    let line = |(id, site): (&SiteId, &outrider_model::record::Site)| SiteLine {
        site: *id,
        name: site.name.clone(),
        at: site.at,
        radius_mm: site.fence.radius_mm,
        distance_mm: at.map(|at| distance_mm(&at, &site.at)),
    };
    let mut sites: Vec<SiteLine> = customer.sites.iter().map(line).collect();
    sites.sort_by_key(|site| (site.distance_mm, site.site));
    sites
}

fn open_task(task: &TaskRow, facts: &CustomerFacts) -> OpenTask {
    OpenTask {
        task: task.id,
        title: task.title.clone(),
        assignee: task.assignee.map(|person| Who::of(person, &facts.names)),
        plan_day: task.plan_day,
        status: task.status.clone(),
        mark: facts.pending.mark(task.id.into()),
    }
}

fn timeline(facts: &CustomerFacts) -> Vec<TimelineEntry> {
    let notes = facts.notes.iter().filter_map(|row| {
        let line = NoteLine::of(row, &facts.names, &facts.pending)?;
        let NoteLine {
            id: note,
            by,
            outcome,
            body,
            withdrawn,
            ..
        } = line;
        Some(TimelineEntry {
            at: row.time,
            event: Event::Note {
                note,
                by,
                outcome,
                body,
                withdrawn,
            },
        })
    });
    let visits = facts.visits.iter().map(|row| {
        let VisitLine {
            id: check_in,
            by,
            begun,
            ended,
            verdict,
            withdrawn,
            ..
        } = VisitLine::of(row, &facts.names, &facts.pending);
        let minutes = ended.map(|ended| (ended.time - begun.time).div_euclid(60_000_000));
        TimelineEntry {
            at: begun.time,
            event: Event::Visit {
                check_in,
                by,
                minutes,
                verdict,
                withdrawn,
            },
        }
    });
    let closed = facts
        .tasks
        .iter()
        .filter(|task| task.status.is_terminal())
        .map(|task| TimelineEntry {
            at: task.since.0,
            event: Event::Task {
                task: task.id,
                title: task.title.clone(),
                status: task.status.clone(),
            },
        });
    let mut entries: Vec<TimelineEntry> = notes.chain(visits).chain(closed).collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.at));
    entries
}
