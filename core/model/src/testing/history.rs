//! People at work for a while: each on a device that syncs now and then, so that what they do is
//! concurrent as it is in life. Every change in a history was legal where it was made.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::World;
use super::author::{Author, is_accepted};
use super::cast::{self, ANNA, BEN, CLEO, NORTH, OFFER, TASK, ada, anna, ben, fix, mia};
use super::duty::some_duty;
use super::office::{some_desk_work, some_territory};
use super::seed::Dice;
use crate::change::{
    Body, Change, CheckInWithdrawn, CheckedIn, CheckedOut, CustomerMoved, CustomerTagged, Edited,
    Fields, TaskChecked, TaskReassigned,
};
use crate::id::{CheckInId, CustomerId, PersonId, TaskId};
use crate::record::{Customer, Field, Kind, Task};

/// One change and who made it.
#[derive(Clone, Debug)]
pub(crate) struct Deed {
    pub(crate) author: Author,
    pub(crate) change: Change,
}

/// What the people of a history do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Theme {
    Fields,
    Plan,
    Tags,
    Checklist,
    Visits,
    Status,
    Duty,
    Territories,
    DeskWork,
}

pub(crate) const THEMES: [Theme; 9] = [
    Theme::Fields,
    Theme::Plan,
    Theme::Tags,
    Theme::Checklist,
    Theme::Visits,
    Theme::Status,
    Theme::Duty,
    Theme::Territories,
    Theme::DeskWork,
];

struct Actor {
    author: Author,
    sees: World,
    pending: Vec<Deed>,
    skew: i64,
}

/// Lets people live until they have made so many changes. Returns where they started, and what
/// they did in an order in which it may have arrived.
pub(crate) fn live(dice: &mut Dice, themes: &[Theme], count: usize) -> (World, Vec<Deed>) {
    let start = cast::world();
    let mut server = start.clone();
    let mut deeds = Vec::new();
    let authors = [mia(), ada(), anna(), anna().on(0x99), ben(), cast::cleo()];
    let mut actors: Vec<Actor> = authors
        .into_iter()
        .map(|author| {
            let skew = i64::try_from(dice.below(400)).unwrap() - 200;
            Actor {
                author,
                sees: start.clone(),
                pending: Vec::new(),
                skew,
            }
        })
        .collect();
    let mut wall = 1_000;
    let mut made = 0;
    while made < count {
        wall += i64::try_from(dice.below(40)).unwrap();
        let at = dice.below(actors.len());
        let actor = &mut actors[at];
        if dice.chance(20) {
            sync(&mut server, actor, &mut deeds);
            continue;
        }
        let theme = *dice.pick(themes);
        let body = some_deed(dice, theme, &actor.sees, actor.author);
        let mut change = actor.sees.change(0, (wall + actor.skew).max(1), body);
        change.id = crate::id::ChangeId(dice.uuid());
        if is_accepted(&actor.sees.ingest(actor.author, &change)) {
            actor.pending.push(Deed {
                author: actor.author,
                change,
            });
            made += 1;
        }
    }
    for actor in &mut actors {
        sync(&mut server, actor, &mut deeds);
    }
    (start, deeds)
}

fn sync(server: &mut World, actor: &mut Actor, deeds: &mut Vec<Deed>) {
    for deed in actor.pending.drain(..) {
        let verdict = server.ingest(deed.author, &deed.change);
        assert!(
            is_accepted(&verdict),
            "legal where it was made: {deed:?}: {verdict:?}"
        );
        deeds.push(deed);
    }
    actor.sees = server.clone();
}

fn some_deed(dice: &mut Dice, theme: Theme, sees: &World, author: Author) -> Body {
    match theme {
        Theme::Fields => some_edit(dice, sees, author),
        Theme::Plan => some_plan(dice, sees),
        Theme::Tags => some_tags(dice, sees, author),
        Theme::Checklist => Body::TaskChecked(TaskChecked {
            task: TASK,
            item: *dice.pick(&[cast::ITEM, cast::OTHER_ITEM]),
            done: dice.chance(60),
        }),
        Theme::Visits => some_visit(dice, sees, author),
        Theme::Status => some_report(dice),
        Theme::Duty => some_duty(dice, sees, author),
        Theme::Territories => some_territory(dice, sees, author),
        Theme::DeskWork => some_desk_work(dice, sees, author),
    }
}

fn set(fields: Vec<(&str, Value)>) -> Fields {
    fields
        .into_iter()
        .map(|(name, value)| (Field::from(name), value))
        .collect()
}

fn word(dice: &mut Dice) -> Value {
    json!(*dice.pick(&["", "one", "two", "three", "four"]))
}

/// The customers at which the author acts as owner or as the owner's manager. Who stands there
/// only because of a task loses the right with the task, at whatever moment that arrives.
fn own_customers(sees: &World, author: Author) -> Vec<CustomerId> {
    let people = sees.rights(author).people;
    let is_mine = |owner: PersonId| {
        owner == author.person || people.contains(&owner) || author.person == cast::ADA
    };
    sees.of_kind::<Customer>(Kind::Customer)
        .filter(|(_, customer)| customer.owner.is_some_and(is_mine))
        .map(|(id, _)| id.into())
        .collect()
}

fn some_edit(dice: &mut Dice, sees: &World, author: Author) -> Body {
    let customers = own_customers(sees, author);
    let choice = if customers.is_empty() {
        dice.below(2)
    } else {
        dice.below(6)
    };
    match choice {
        0 => Body::CustomerAdded(crate::change::CustomerAdded {
            name: "New".into(),
            owner: Some(*dice.pick(&[ANNA, BEN, CLEO])),
            ..Default::default()
        }),
        1 => {
            let name = *dice.pick(&["title", "details"]);
            let value = json!(*dice.pick(&["first", "second", "third"]));
            Body::TaskEdited(Edited {
                target: TASK,
                set: set(vec![(name, value)]),
            })
        }
        _ => {
            let mut fields = Fields::new();
            for _ in 0..=dice.below(2) {
                let name =
                    *dice.pick(&["phone", "about", "address", "custom/x", "custom/y", "sites"]);
                if name == "sites" {
                    let mut site = serde_json::to_value(cast::site()).unwrap();
                    if dice.chance(50) {
                        site.as_object_mut().unwrap().remove("name");
                    }
                    fields.insert(Field::new(&format!("sites/{}", cast::DOOR)), site);
                } else if name.starts_with("custom") && dice.chance(30) {
                    fields.insert(Field::from(name), Value::Null);
                } else {
                    fields.insert(Field::from(name), word(dice));
                }
            }
            Body::CustomerEdited(Edited {
                target: *dice.pick(&customers),
                set: fields,
            })
        }
    }
}

fn some_plan(dice: &mut Dice, sees: &World) -> Body {
    let tasks: Vec<TaskId> = sees
        .of_kind::<Task>(Kind::Task)
        .map(|(id, _)| id.into())
        .collect();
    let day = format!("2026-07-{:02}", dice.below(28) + 1);
    match dice.below(8) {
        0 => Body::CustomerMoved(CustomerMoved {
            customer: cast::BAKERY,
            owner: Some(*dice.pick(&[ANNA, BEN, CLEO])),
        }),
        1 => reassigned(dice),
        2 => Body::TaskAssigned(crate::change::TaskAssigned {
            customer: None,
            ..cast::task(Some(*dice.pick(&[ANNA, BEN])), Some(NORTH))
        }),
        _ => {
            let fields = [
                ("plan_day", json!(day)),
                ("window", json!({"from": dice.below(600), "to": 900})),
                ("window", Value::Null),
                ("priority", json!(*dice.pick(&["urgent", "low", "high"]))),
            ];
            let chosen: BTreeMap<Field, Value> = (0..=dice.below(2))
                .map(|_| dice.pick(&fields).clone())
                .map(|(name, value)| (Field::from(name), value))
                .collect();
            Body::TaskRescheduled(Edited {
                target: *dice.pick(&tasks),
                set: chosen,
            })
        }
    }
}

fn reassigned(dice: &mut Dice) -> Body {
    let assignee: Option<PersonId> = *dice.pick(&[Some(ANNA), Some(BEN), None]);
    Body::TaskReassigned(TaskReassigned {
        task: *dice.pick(&[TASK, OFFER]),
        assignee,
        team: assignee.is_none().then_some(NORTH),
    })
}

fn some_tags(dice: &mut Dice, sees: &World, author: Author) -> Body {
    if !own_customers(sees, author).contains(&cast::BAKERY) {
        return some_edit(dice, sees, author);
    }
    let tags: Customer = sees.record_of(cast::BAKERY).read().unwrap();
    let tag = *dice.pick(&["old", "big", "new"]);
    let seen = tags.tags.get(tag).cloned().unwrap_or_default();
    let (mut add, mut remove) = (BTreeMap::new(), BTreeMap::new());
    if seen.is_empty() || dice.chance(40) {
        add.insert(tag.to_owned(), true);
    } else {
        remove.insert(tag.to_owned(), seen);
    }
    Body::CustomerTagged(CustomerTagged {
        customer: cast::BAKERY,
        add,
        remove,
    })
}

fn some_visit(dice: &mut Dice, sees: &World, author: Author) -> Body {
    let visits: Vec<CheckInId> = sees
        .of_kind::<crate::record::CheckIn>(Kind::CheckIn)
        .filter(|(_, visit)| visit.person == author.person)
        .map(|(id, _)| id.into())
        .collect();
    // The mill's site never changes here: a verdict is given by the fence of its moment.
    let arrival = CheckedIn {
        customer: cast::MILL,
        site: dice.chance(50).then_some(cast::DOOR),
        task: None,
        fix: dice.chance(70).then(fix),
    };
    if visits.is_empty() || dice.chance(25) {
        return Body::CheckedIn(arrival);
    }
    let check_in = *dice.pick(&visits);
    let taken = CheckInWithdrawn {
        check_in,
        reason: String::new(),
    };
    match dice.below(4) {
        0 => Body::CheckedOut(CheckedOut {
            check_in,
            fix: dice.chance(50).then(fix),
        }),
        1 => Body::CheckOutWithdrawn(taken),
        2 => Body::CheckInWithdrawn(taken),
        _ => Body::CheckInRestored(taken),
    }
}

fn some_report(dice: &mut Dice) -> Body {
    let report = cast::report(*dice.pick(&[TASK, TASK, OFFER]), "because");
    match dice.below(12) {
        0 => Body::TaskAccepted(report),
        1 => Body::TaskDeclined(report),
        2 => Body::TaskStarted(report),
        3..5 => Body::TaskCompleted(report),
        5 => Body::TaskNotDone(report),
        6..8 => Body::TaskReopened(report),
        8 => Body::TaskCancelled(report),
        9 => Body::TaskClosed(report),
        _ => reassigned(dice),
    }
}
