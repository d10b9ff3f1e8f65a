//! Many customers and many tasks, through the one door for writes.

use outrider_model::change::{Body, CustomerAdded, TaskAssigned};
use outrider_model::id::{CustomerId, SiteId};
use outrider_model::place::{Fence, Position};
use outrider_model::record::{Priority, Site};

use super::cast::Cast;
use crate::bench::office::post;
use crate::company::{Company, Size};
use crate::rng::Rng;
use crate::world::{DAY, HOUR, now, say};

/// Over how many days before and after today tasks are spread.
const DAYS: i64 = 60;
/// How many changes are held in memory at a time.
const AT_ONCE: usize = 10_000;

/// Adds so many customers and tasks; the customers belong to the reps in turn, the tasks to the
/// owners of their customers.
pub(super) fn add(cast: &Cast, customers: usize, tasks: usize) {
    let customers = add_customers(cast, customers);
    add_tasks(cast, &customers, tasks);
}

fn add_customers(cast: &Cast, count: usize) -> Vec<(CustomerId, usize)> {
    if count == 0 {
        return Vec::new();
    }
    let size = Size {
        reps: cast.reps.len(),
        teams: 1,
        customers: count,
        tasks_a_day: 0,
        notes: 0,
    };
    let company = Company::generate(cast.seed.wrapping_add(1), size);
    let mut added = Vec::with_capacity(count);
    for (chunk, some) in company.customers.chunks(AT_ONCE).enumerate() {
        let mut changes = Vec::with_capacity(some.len());
        for (index, customer) in some.iter().enumerate() {
            let number = chunk * AT_ONCE + index;
            let owner = number % cast.reps.len();
            let at = customer
                .position
                .and_then(|at| Position::new(at.latitude.into(), at.longitude.into()).ok());
            let site = at.map(|at| {
                let site = Site {
                    name: String::new(),
                    at,
                    fence: Fence { radius_mm: 100_000 },
                };
                (SiteId(cast.world.id().0), site)
            });
            let body = Body::CustomerAdded(CustomerAdded {
                name: format!("{} {number}", customer.name),
                code: format!("B{number:06}"),
                phone: customer.phone.clone(),
                address: customer.address.clone(),
                owner: Some(cast.reps[owner].person),
                sites: site.into_iter().collect(),
                ..CustomerAdded::default()
            });
            let (id, bytes) = cast.written(body, now() - DAYS * DAY);
            added.push((id.into(), owner));
            changes.push(bytes);
        }
        post(cast.world.admin(), &changes);
    }
    added
}

fn add_tasks(cast: &Cast, customers: &[(CustomerId, usize)], count: usize) {
    let mut chance = Rng::stream(cast.seed, "bulk");
    let words = [
        "Count the shelf",
        "Bring samples",
        "Ask about the offer",
        "Exchange the grinder",
        "Training",
    ];
    let own: Vec<(CustomerId, usize)> = cast
        .places
        .iter()
        .filter_map(|place| Some((place.id, place.owner?)))
        .collect();
    let customers = if customers.is_empty() {
        &own
    } else {
        customers
    };
    let mut number = 0;
    while number < count {
        let some = AT_ONCE.min(count - number);
        let (mut changes, mut settled) = (Vec::with_capacity(some), Vec::new());
        for _ in 0..some {
            let (customer, owner) = *chance.pick(customers);
            let distance = i32::try_from(chance.between(-DAYS, DAYS)).unwrap_or_default();
            // Today stays as the script has it.
            let distance = if distance == 0 { 1 } else { distance };
            let body = Body::TaskAssigned(TaskAssigned {
                assignee: Some(cast.reps[owner].person),
                customer: Some(customer),
                plan_day: Some(cast.calendar.day(distance)),
                priority: if chance.per_mille(100) {
                    Priority::High
                } else {
                    Priority::Normal
                },
                ..say::task(
                    &format!("{} {number}", chance.pick(&words)),
                    cast.world.organisation,
                )
            });
            let (task, bytes) = cast.written(body, now() - HOUR);
            changes.push(bytes);
            // What is past was settled, as it is where people work.
            if distance < 0 {
                let closed =
                    Body::TaskClosed(say::report_because(task.into(), "Settled on the telephone"));
                settled.push(cast.written(closed, now() - HOUR / 2).1);
            }
            number += 1;
        }
        post(cast.world.admin(), &changes);
        post(cast.world.admin(), &settled);
    }
}
