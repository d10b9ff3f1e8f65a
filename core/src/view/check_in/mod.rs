//! The screen of an arrival: which customer it is, said by the rep where the fix cannot.

use outrider_model::id::{CheckInId, CustomerId, SiteId, TaskId};
use outrider_model::place::{Fix, PlaceVerdict, Whereabouts, distance_mm, judge_fix};
use outrider_model::record::{Customer, Site};
use outrider_model::stamp::Civil;
use serde::Serialize;

use crate::query::{CheckInFacts, SyncMark};

/// Where the person may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct CheckInView {
    /// The task that it is for.
    pub task: Option<TaskId>,
    /// Customers that may be meant: nearest first, or in the order of names without a fix.
    pub candidates: Vec<Candidate>,
    /// What the rep has to do.
    pub choice: Choice,
    /// Why the fix says less than it might.
    pub shortfall: Option<Shortfall>,
    /// How vague the fix is, in millimetres; zero when it does not say.
    pub accuracy_mm: i64,
    /// His visits that have no end, newest first; a new one beside them is flagged as overlapping.
    pub open: Vec<OpenVisit>,
}

/// A customer that may be meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Candidate {
    /// The customer.
    pub customer: CustomerId,
    /// The name on the door.
    pub name: String,
    /// Postal address.
    pub address: String,
    /// The nearest of its sites.
    pub site: Option<SiteId>,
    /// What that site is called.
    pub site_name: String,
    /// How far it is, in millimetres.
    pub distance_mm: Option<i64>,
    /// What the judge will say of an arrival here, and why.
    pub verdict: Option<PlaceVerdict>,
    /// Whether the fix fits: it says inside, or cannot tell.
    pub fits: bool,
    /// Whether the task is for this customer.
    pub is_of_task: bool,
    /// His open tasks here.
    pub tasks: Vec<TaskId>,
}

/// What the rep has to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Choice {
    /// Confirm the only customer that fits.
    Confirm {
        /// Which.
        customer: CustomerId,
    },
    /// Choose among several that fit.
    Choose {
        /// How many.
        fitting: usize,
    },
    /// Choose freely: none fits. What is chosen is accepted, with its verdict.
    ChooseFreely,
}

/// Why a fix says less than it might.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Shortfall {
    /// There is none.
    NoFix,
    /// It does not say how vague it is.
    NoAccuracy,
    /// The device says that it was simulated. It is kept as evidence and refuses nothing.
    Mock,
}

/// A visit that has no end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct OpenVisit {
    /// The visit.
    pub check_in: CheckInId,
    /// Where.
    pub customer: CustomerId,
    /// The name on that door, where this phone holds it.
    pub customer_name: Option<String>,
    /// For which task.
    pub task: Option<TaskId>,
    /// When it began, as the device showed it.
    pub begun: Civil,
    /// Whether the fix said inside, outside or uncertain, and why.
    pub verdict: Option<PlaceVerdict>,
    /// Where it is safe.
    pub mark: SyncMark,
}

impl CheckInView {
    /// Makes the screen of its facts.
    #[must_use]
    pub fn of(facts: &CheckInFacts) -> CheckInView {
        let candidates = candidates(facts);
        CheckInView {
            task: facts.task.map(|(task, _)| task),
            choice: choice(&candidates),
            candidates,
            shortfall: shortfall(facts.fix.as_ref()),
            accuracy_mm: facts.fix.as_ref().map_or(0, |fix| fix.accuracy_mm),
            open: open(facts),
        }
    }
}

fn candidates(facts: &CheckInFacts) -> Vec<Candidate> {
    let of_task = facts.task.and_then(|(_, customer)| customer);
    let customers = facts
        .customers
        .iter()
        .filter(|(_, customer)| !customer.removed);
    let mut candidates: Vec<Candidate> = customers
        .map(|(id, customer)| {
            let tasks = facts
                .tasks
                .iter()
                .filter(|task| task.customer == Some(*id))
                .map(|task| task.id)
                .collect();
            candidate(
                *id,
                customer,
                facts.fix.as_ref(),
                of_task == Some(*id),
                tasks,
            )
        })
        .collect();
    candidates.sort_by(|left, right| place(left).cmp(&place(right)));
    candidates
}

/// Without a fix the task's customer comes first; with one, what is nearest.
fn place(candidate: &Candidate) -> (i64, bool, &str, CustomerId) {
    let distance = candidate.distance_mm.unwrap_or(i64::MAX);
    (
        distance,
        !candidate.is_of_task,
        &candidate.name,
        candidate.customer,
    )
}

fn candidate(
    id: CustomerId,
    customer: &Customer,
    fix: Option<&Fix>,
    is_of_task: bool,
    tasks: Vec<TaskId>,
) -> Candidate {
    let nearest = nearest_site(customer, fix);
    let verdict = fix
        .zip(nearest)
        .map(|(fix, (_, site))| judge_fix(&site.fence, site.at, fix));
    let is_within = |verdict: &PlaceVerdict| match verdict.verdict {
        Whereabouts::Inside => true,
        // A vague fix fits what it may mean, not the whole town.
        Whereabouts::Uncertain => fix.is_none_or(|fix| verdict.distance_mm <= reach(nearest, fix)),
        Whereabouts::Outside | Whereabouts::Unknown(_) => false,
    };
    Candidate {
        customer: id,
        name: customer.name.clone(),
        address: customer.address.clone(),
        site: nearest.map(|(id, _)| id),
        site_name: nearest
            .map(|(_, site)| site.name.clone())
            .unwrap_or_default(),
        distance_mm: verdict.as_ref().map(|verdict| verdict.distance_mm),
        fits: verdict.as_ref().is_some_and(is_within),
        verdict,
        is_of_task,
        tasks,
    }
}

fn nearest_site<'a>(customer: &'a Customer, fix: Option<&Fix>) -> Option<(SiteId, &'a Site)> {
    let distance = |site: &Site| fix.map(|fix| distance_mm(&site.at, &fix.position));
    customer
        .sites
        .iter()
        .min_by_key(|(id, site)| (distance(site), **id))
        .map(|(id, site)| (*id, site))
}

fn reach(nearest: Option<(SiteId, &Site)>, fix: &Fix) -> i64 {
    let radius = nearest.map_or(0, |(_, site)| site.fence.radius_mm.max(0));
    radius
        .saturating_add(fix.accuracy_mm.max(0).saturating_mul(2))
        .max(100_000)
}

fn choice(candidates: &[Candidate]) -> Choice {
    let mut fitting = candidates.iter().filter(|candidate| candidate.fits);
    match (fitting.next(), fitting.count()) {
        (Some(only), 0) => Choice::Confirm {
            customer: only.customer,
        },
        (Some(_), others) => Choice::Choose {
            fitting: others + 1,
        },
        (None, _) => Choice::ChooseFreely,
    }
}

fn shortfall(fix: Option<&Fix>) -> Option<Shortfall> {
    let Some(fix) = fix else {
        return Some(Shortfall::NoFix);
    };
    if fix.mock {
        return Some(Shortfall::Mock);
    }
    (fix.accuracy_mm <= 0).then_some(Shortfall::NoAccuracy)
}

fn open(facts: &CheckInFacts) -> Vec<OpenVisit> {
    let visits = facts.open.iter();
    visits
        .map(|row| OpenVisit {
            check_in: row.id,
            customer: row.visit.customer,
            customer_name: facts.names.subject(row.visit.customer),
            task: row.visit.task,
            begun: row.visit.begin.civil.clone(),
            verdict: row.visit.verdict.clone(),
            mark: facts.pending.mark(row.id.into()),
        })
        .collect()
}

#[cfg(test)]
mod tests;
