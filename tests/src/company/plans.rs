//! What managers planned for the week.

use super::{ActivityType, Assignee, Customer, Person, Role, Size, Task};
use crate::rng::Rng;

/// Keys and names of activity types; the last two are the organisation's own.
const ACTIVITIES: [(&str, &str, &[&str]); 8] = [
    (
        "prospecting",
        "Prospecting",
        &["Look in at the new", "Ask who decides at", "First visit to"],
    ),
    (
        "cold_call",
        "Cold call",
        &["Call on", "Introduce us at", "Try again at"],
    ),
    (
        "demo",
        "Demo",
        &[
            "Show the coffee line to",
            "Demo of the scales for",
            "Tasting at",
        ],
    ),
    (
        "follow_up",
        "Follow-up",
        &["Ask about the offer at", "Bring samples to", "Answers for"],
    ),
    (
        "closing",
        "Closing",
        &[
            "Get the signature of",
            "Agree on the price with",
            "Close with",
        ],
    ),
    (
        "after_sales",
        "After-sales",
        &["Exchange the grinder at", "Complaint of", "Training for"],
    ),
    (
        "shelf_check",
        "Shelf check",
        &["Count the shelf of", "Photograph the display of"],
    ),
    (
        "returns",
        "Returns",
        &["Collect empties from", "Fetch the returned goods of"],
    ),
];

/// Work without a customer.
const OFFICE: &[&str] = &[
    "Write the weekly report",
    "Sort the samples in the van",
    "Plan next week",
];

pub(super) fn activity_types() -> Vec<ActivityType> {
    let own = |index| index >= ACTIVITIES.len() - 2;
    let named = ACTIVITIES.iter().enumerate();
    named
        .map(|(index, (key, name, _))| ActivityType {
            key: (*key).to_owned(),
            name: (*name).to_owned(),
            own: own(index),
        })
        .collect()
}

/// Plans five days for each rep, mostly at customers of his own.
pub(super) fn week(
    rng: &mut Rng,
    size: Size,
    people: &[Person],
    customers: &[Customer],
) -> Vec<Task> {
    let mut tasks = Vec::new();
    for (rep, person) in people
        .iter()
        .enumerate()
        .filter(|(_, person)| person.role == Role::Rep)
    {
        let own: Vec<usize> = (0..customers.len())
            .filter(|index| customers[*index].owner == rep)
            .collect();
        for day in 0..5 {
            for _ in 0..size.tasks_a_day {
                let customer = visited(rng, &own, customers.len());
                let assignee = match person.team {
                    Some(team) if rng.per_mille(60) => Assignee::Team(team),
                    Some(_) | None => Assignee::Person(rep),
                };
                tasks.push(plan(rng, (assignee, day), customer, customers));
            }
        }
    }
    rng.shuffle(&mut tasks);
    tasks
}

/// Mostly a customer of one's own, now and then a colleague's, seldom none.
fn visited(rng: &mut Rng, own: &[usize], all: usize) -> Option<usize> {
    if all == 0 || rng.per_mille(40) {
        return None;
    }
    if own.is_empty() || rng.per_mille(80) {
        Some(rng.index(all))
    } else {
        Some(*rng.pick(own))
    }
}

fn plan(
    rng: &mut Rng,
    (assignee, day): (Assignee, u8),
    customer: Option<usize>,
    customers: &[Customer],
) -> Task {
    let (activity, title) = match customer {
        Some(customer) => {
            let (key, _, openings) = rng.pick(&ACTIVITIES);
            (
                *key,
                format!("{} {}", rng.pick(openings), customers[customer].name),
            )
        }
        None => ("after_sales", (*rng.pick(OFFICE)).to_owned()),
    };
    let window = rng.per_mille(600).then(|| {
        // Quarters of an hour between 08:00 and 18:00.
        let from = 480 + 15 * rng.below(36);
        let until = (from + 15 * (1 + rng.below(8))).min(1080);
        (minute(from), minute(until))
    });
    // Most tasks are ordinary; the square leaves few urgent ones.
    let priority = u8::try_from(rng.below(4) * rng.below(4) / 3).expect("at most three");
    Task {
        title,
        activity: activity.to_owned(),
        assignee,
        customer,
        day,
        window,
        priority,
    }
}

fn minute(of_day: u64) -> u16 {
    u16::try_from(of_day).expect("a day has 1440 minutes")
}
