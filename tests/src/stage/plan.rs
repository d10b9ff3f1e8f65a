//! What was and is planned: three weeks of the company's plans, repeated work, work for whoever
//! claims it, and work that nobody has yet.

use std::collections::BTreeMap;

use jiff::civil::Date;
use outrider_model::change::{Body, SeriesStarted, TaskAssigned};
use outrider_model::id::{ItemId, TaskId};
use outrider_model::record::{Item, Priority, Series, Weekday, built_in_id};
use outrider_model::stamp::Window;

use super::cast::Cast;
use super::script::{End, TODAY as PARTS};
use crate::bench::office::post;
use crate::company::{Assignee, Task};
use crate::world::{DAY, HOUR, SECOND, now};

/// Which day of the company's week today is.
const TODAY: i32 = 2;
/// How many days of a week are planned.
const WEEK: i32 = 5;
/// How long the server may take for what follows from a rule, in microseconds.
const PATIENCE: i64 = 60 * SECOND;
/// How many rules repeat work for the first team from tomorrow on.
const RULES: usize = 3;

/// A planned task of somebody.
#[derive(Debug, Clone)]
pub(super) struct Planned {
    pub(super) task: TaskId,
    /// The customer's place on the stage.
    pub(super) customer: Option<usize>,
}

/// Each rep's tasks of each day, in the order in which he does them.
pub(super) type Plan = BTreeMap<(usize, Date), Vec<Planned>>;

/// Plans everything.
pub(super) fn make(cast: &Cast) -> Plan {
    let mut plan = Plan::new();
    for team in 0..cast.teams.len() {
        let mut changes = Vec::new();
        for (distance, day) in cast.calendar.working_days() {
            let of_week = (TODAY + distance).rem_euclid(WEEK);
            for (number, task) in cast.company.tasks.iter().enumerate() {
                if i32::from(task.day) == of_week
                    && let Some(bytes) = planned(cast, (team, day), (number, task), &mut plan)
                {
                    changes.push(bytes);
                }
            }
        }
        changes.extend(waiting(cast, team));
        post(cast.planner(team), &changes);
    }
    repeat(cast);
    plan
}

/// Plans a task of a team, if it is one.
fn planned(
    cast: &Cast,
    (team, day): (usize, Date),
    (number, task): (usize, &Task),
    plan: &mut Plan,
) -> Option<Vec<u8>> {
    let customer = task
        .customer
        .filter(|customer| *customer < cast.places.len());
    let rep = match task.assignee {
        Assignee::Person(index) => cast.reps.iter().position(|rep| rep.index == index),
        Assignee::Team(_) => None,
    };
    let of_team = match task.assignee {
        Assignee::Person(_) => rep.map(|rep| cast.reps[rep].team),
        Assignee::Team(team) => Some(team),
    };
    // What was offered in the past was claimed, or it would still be on every phone.
    // Who has no phone has joined today.
    let is_new = rep.is_none_or(|rep| PARTS[rep].end == End::Bare);
    let is_stale = is_new && day < cast.calendar.today;
    if of_team != Some(team) || is_stale {
        return None;
    }
    let body = Body::TaskAssigned(TaskAssigned {
        assignee: rep.map(|rep| cast.reps[rep].person),
        team: rep.is_none().then(|| cast.teams[team]),
        customer: customer.map(|customer| cast.places[customer].id),
        plan_day: Some(day),
        window: task.window.map(afternoon),
        checklist: checklist(cast, number),
        details: details(number),
        ..bare(cast, task)
    });
    let time =
        cast.calendar.moment(day, 0) - 3 * DAY + i64::try_from(number).unwrap_or_default() * SECOND;
    let (id, bytes) = cast.written(body, time.min(now() - HOUR));
    if let Some(rep) = rep {
        let task = id.into();
        plan.entry((rep, day))
            .or_default()
            .push(Planned { task, customer });
    }
    Some(bytes)
}

fn bare(cast: &Cast, task: &Task) -> TaskAssigned {
    let built_in = cast
        .company
        .activity_types
        .iter()
        .any(|one| one.key == task.activity && !one.own);
    let key = if built_in {
        task.activity.as_str()
    } else {
        "follow_up"
    };
    TaskAssigned {
        title: task.title.clone(),
        details: String::new(),
        activity: built_in_id(cast.world.organisation, key),
        assignee: None,
        team: None,
        customer: None,
        plan_day: None,
        window: None,
        priority: match task.priority {
            0 => Priority::Low,
            1 => Priority::Normal,
            2 => Priority::High,
            _ => Priority::Urgent,
        },
        checklist: BTreeMap::new(),
        series: None,
        import: None,
    }
}

/// No window ends around the hour at which the stage is looked at.
fn afternoon((from, to): (u16, u16)) -> Window {
    let shift = if (735..=960).contains(&to) {
        120.max(965 - to)
    } else {
        0
    };
    let to = (to + shift).min(1080);
    let from = (from + shift).min(to - 15);
    Window { from, to }
}

fn checklist(cast: &Cast, number: usize) -> BTreeMap<ItemId, Item> {
    let lines: &[&str] = match number % 9 {
        0 => &[
            "Count the shelf",
            "Take away what has run out",
            "Photograph the display",
        ],
        5 => &["Bring two samples", "Ask who signs"],
        _ => &[],
    };
    let item = |(rank, text): (i64, &&str)| {
        let item = Item {
            text: (*text).to_owned(),
            rank,
            done: false,
        };
        (ItemId(cast.world.id().0), item)
    };
    (0..).zip(lines).map(item).collect()
}

fn details(number: usize) -> String {
    let words = match number % 7 {
        0 => "Ring at the side door, the shop entrance is locked before nine.",
        3 => "Last offer was 4,60 € a kilo for 24 months. Not below 4,50 €.",
        _ => "",
    };
    words.to_owned()
}

/// Work that waits for a rep, and work that waits for its day.
fn waiting(cast: &Cast, team: usize) -> Vec<Vec<u8>> {
    let ours: Vec<usize> = (0..cast.places.len())
        .filter(|place| {
            cast.places[*place]
                .owner
                .is_some_and(|rep| cast.reps[rep].team == team)
        })
        .collect();
    let titles = [
        (
            "Complaint about the last delivery of",
            Some(0),
            Priority::Urgent,
        ),
        ("Ask for a reference at", Some(0), Priority::Low),
        ("First visit to", Some(1), Priority::Normal),
        ("Renew the contract of", Some(2), Priority::High),
        ("Introduce the new range to", None, Priority::Normal),
        ("Check the opening hours of", None, Priority::Low),
    ];
    let write = |(place, (title, day, priority)): (usize, (&str, Option<i32>, Priority))| {
        let customer = &cast.places[ours[7 * place]];
        let body = Body::TaskAssigned(TaskAssigned {
            title: format!("{title} {}", customer.name),
            customer: Some(customer.id),
            plan_day: day.map(|day| cast.calendar.day(day)),
            priority,
            ..crate::world::say::task("", cast.world.organisation)
        });
        cast.written(body, now() - 2 * HOUR).1
    };
    titles.into_iter().enumerate().map(write).collect()
}

/// Work that repeats from tomorrow on.
fn repeat(cast: &Cast) {
    let tomorrow = cast.calendar.day(1);
    let rules = [
        ("Weekly stock count", Some(0), 1, None),
        (
            "Call the key accounts",
            Some(1),
            2,
            Some(Window { from: 540, to: 600 }),
        ),
        (
            "Fetch the returns from the depot",
            None,
            1,
            Some(Window {
                from: 900,
                to: 1020,
            }),
        ),
    ];
    let mut changes = Vec::new();
    for (title, rep, every, window) in rules {
        let series = Series {
            title: title.to_owned(),
            activity: built_in_id(cast.world.organisation, "after_sales"),
            assignee: rep.map(|rep: usize| cast.reps[2 * rep].person),
            team: rep.is_none().then(|| cast.teams[0]),
            customer: None,
            days: [Weekday::from(tomorrow.weekday())].into(),
            every,
            from: tomorrow,
            until: None,
            window,
            priority: Priority::Normal,
        };
        changes.push(
            cast.written(Body::SeriesStarted(SeriesStarted { series }), now())
                .1,
        );
    }
    post(&cast.boss, &changes);
}

/// Waits until the server has made tomorrow's tasks of what repeats.
pub(super) fn awaits_repeated(cast: &Cast) {
    let tomorrow = cast.calendar.day(1);
    let until = now() + PATIENCE;
    let path = format!("/v1/tasks?day_from={tomorrow}&day_to={tomorrow}&limit=1000");
    let is_made = || {
        let listed = cast.boss.records(&path);
        let of_series =
            |task: &&outrider_model::record::Record| !task.get(&"series".into()).is_null();
        listed.iter().filter(of_series).count() >= RULES
    };
    while !is_made() {
        assert!(now() < until, "nobody makes the tasks of the series");
    }
}
