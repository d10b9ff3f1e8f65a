//! One of everything about the organisation and its people, territories, delegations, wipes and
//! erasure, with every field filled.

use std::collections::BTreeMap;

use serde_json::json;

use super::World;
use super::author::Author;
use super::cast::*;
use super::samples::{DAY, WINDOW, of, set};
use super::seed::Dice;
use crate::change::*;
use crate::id::{DeviceId, RecordId, TerritoryId};
use crate::record::*;

pub(super) fn organisation() -> Organisation {
    let reason = Reason {
        text: "No time".into(),
        used_for: ReasonUse::NotDone,
        retired: true,
    };
    Organisation {
        name: "Öfen & Söhne".into(),
        currency: "EUR".into(),
        zone: "Europe/Berlin".into(),
        hours: [(Weekday::Monday, WINDOW)].into(),
        reasons: [("no_time".into(), reason)].into(),
    }
}

pub(super) fn series() -> Series {
    Series {
        title: "Weekly".into(),
        activity: DEMO,
        assignee: Some(ANNA),
        team: Some(NORTH),
        customer: Some(BAKERY),
        days: [Weekday::Monday, Weekday::Friday].into(),
        every: 2,
        from: DAY,
        until: Some(jiff::civil::date(2027, 1, 31)),
        window: Some(WINDOW),
        priority: Priority::High,
    }
}

pub(super) fn whole_person() -> Person {
    Person {
        hours: [(Weekday::Tuesday, WINDOW)].into(),
        revoked: true,
        ..member("Anna", Role::Rep, Some(NORTH))
    }
}

pub(super) fn device() -> Device {
    Device {
        person: ANNA,
        is: DeviceKind::Phone,
        name: "Pixel".into(),
        revoked: true,
        wipe: None,
        wiped: None,
    }
}

pub(super) fn bodies() -> Vec<Body> {
    let device: DeviceId = made(0x7c);
    let territory: TerritoryId = made(0xb0);
    vec![
        Body::TerritoryCreated(TerritoryCreated {
            name: "Harbour".into(),
        }),
        Body::TerritoryEdited(Edited {
            target: territory,
            set: set("name", json!("Port")),
        }),
        Body::TerritoryRemoved(TerritoryRef { territory }),
        Body::TerritoryPersonAdded(TerritoryPersonAdded {
            territory,
            person: BEN,
        }),
        Body::TerritoryPersonRemoved(TerritoryPersonRemoved {
            territory,
            person: BEN,
            seen: [(id(0xb1), true)].into(),
        }),
        Body::DelegationGiven(DelegationGiven {
            from: MIA,
            to: MAX,
            since: NOON,
            until: NOON + 1,
        }),
        Body::DelegationEnded(DelegationRef {
            delegation: made(0xb2),
        }),
        Body::DeviceWipeAsked(DeviceRef { target: device }),
        Body::DeviceWipeWithdrawn(DeviceRef { target: device }),
        Body::DeviceWiped(DeviceWiped {
            target: device,
            unsent: 3,
        }),
        Body::PersonErased(PersonRef { person: ANNA }),
        Body::TemplateSaved(TemplateSaved {
            name: "Round".into(),
            team: Some(NORTH),
            tasks: [(ITEM, template_task())].into(),
        }),
        Body::TemplateEdited(Edited {
            target: made(0xb3),
            set: set(&format!("tasks/{ITEM}"), json!(template_task())),
        }),
        Body::TemplateRemoved(TemplateRef {
            template: made(0xb3),
        }),
        Body::TemplateRestored(TemplateRef {
            template: made(0xb3),
        }),
        Body::InboxDismissed(inbox_entry()),
        Body::InboxReturned(inbox_entry()),
    ]
}

fn template_task() -> TemplateTask {
    let item = Item {
        text: "Price tags".into(),
        rank: 1,
        done: false,
    };
    TemplateTask {
        title: "Visit".into(),
        details: "Bring the folder".into(),
        activity: DEMO,
        day: 3,
        window: Some(WINDOW),
        priority: Priority::High,
        checklist: [(OTHER_ITEM, item)].into(),
        customer: Some(BAKERY),
    }
}

fn inbox_entry() -> InboxEntry {
    InboxEntry {
        about: TASK.into(),
        tells: Matter::Declined,
        of: Some(id(0xb4)),
        since: Some(NOON),
        person: ANNA,
    }
}

pub(super) fn records() -> Vec<Record> {
    let territory = Territory {
        name: "Harbour".into(),
        people: BTreeMap::from([(BEN, [(id(0xb1), true)].into())]),
        removed: true,
    };
    let delegation = Delegation {
        from: MIA,
        to: MAX,
        since: NOON,
        until: NOON + 1,
        ended: true,
    };
    vec![
        of(Kind::Territory, &territory),
        of(Kind::Delegation, &delegation),
        of(
            Kind::Template,
            &Template {
                name: "Round".into(),
                team: Some(NORTH),
                tasks: [(ITEM, template_task())].into(),
                removed: true,
            },
        ),
        of(Kind::Dismissal, &inbox_entry().dismissal()),
    ]
}

/// Something about templates and what waits in the inbox, by whoever may.
pub(super) fn some_desk_work(dice: &mut Dice, sees: &World, author: Author) -> Body {
    let templates: Vec<RecordId> = sees
        .of_kind::<Template>(Kind::Template)
        .map(|(id, _)| id)
        .collect();
    let entry = InboxEntry {
        about: TASK.into(),
        tells: dice.pick(&[Matter::Declined, Matter::NotDone]).clone(),
        of: dice.chance(50).then(|| id(0x30)),
        since: None,
        person: *dice.pick(&[ANNA, BEN, author.person]),
    };
    if templates.is_empty() || dice.chance(10) {
        return Body::TemplateSaved(TemplateSaved {
            name: "Round".into(),
            team: dice.chance(50).then_some(NORTH),
            tasks: [(ITEM, template_task())].into(),
        });
    }
    let template = *dice.pick(&templates);
    let of = TemplateRef {
        template: template.into(),
    };
    let task = |day: usize| json!({"title": "Call", "activity": DEMO, "day": day});
    let (field, value) = match dice.below(4) {
        0 => (Field::from("name"), json!(*dice.pick(&["Tour", "Loop"]))),
        1 => (Field::new(&format!("tasks/{ITEM}")), json!(null)),
        2 => (Field::new(&format!("tasks/{ITEM}")), task(dice.below(28))),
        _ => (
            Field::new(&format!("tasks/{OTHER_ITEM}")),
            task(dice.below(28)),
        ),
    };
    match dice.below(7) {
        0 => Body::TemplateRemoved(of),
        1 => Body::TemplateRestored(of),
        2 | 3 => Body::InboxDismissed(entry),
        4 => Body::InboxReturned(entry),
        _ => Body::TemplateEdited(Edited {
            target: template.into(),
            set: Fields::from([(field, value)]),
        }),
    }
}

/// Something about territories and who is in them, by whoever may.
pub(super) fn some_territory(dice: &mut Dice, sees: &World, author: Author) -> Body {
    let territories: Vec<(TerritoryId, Territory)> = sees
        .of_kind(Kind::Territory)
        .map(|(id, territory)| (id.into(), territory))
        .collect();
    if territories.is_empty() || dice.chance(10) {
        return Body::TerritoryCreated(TerritoryCreated {
            name: "Harbour".into(),
        });
    }
    let (territory, held) = dice.pick(&territories).clone();
    let person = *dice.pick(&[ANNA, BEN]);
    match dice.below(5) {
        0 => Body::TerritoryEdited(Edited {
            target: territory,
            set: Fields::from([("name".into(), json!(*dice.pick(&["Port", "Quay"])))]),
        }),
        1 => Body::CustomerEdited(Edited {
            target: if author.person == MIA { BAKERY } else { MILL },
            set: Fields::from([("territory".into(), json!(territory))]),
        }),
        2 => match held.people.get(&person) {
            Some(adds) => Body::TerritoryPersonRemoved(TerritoryPersonRemoved {
                territory,
                person,
                seen: adds.clone(),
            }),
            None => Body::TerritoryPersonAdded(TerritoryPersonAdded { territory, person }),
        },
        _ => Body::TerritoryPersonAdded(TerritoryPersonAdded { territory, person }),
    }
}
