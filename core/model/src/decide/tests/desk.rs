//! Templates of plans, and what managers put aside.

use serde_json::json;

use super::*;
use crate::audience::audiences;
use crate::change::{Edited, InboxEntry, TemplateRef, TemplateSaved, inverse};
use crate::id::{RecordId, TeamId, TemplateId};
use crate::record::{Dismissal, Matter, Template};
use crate::testing::World;
use crate::testing::cast::*;

const ROUND: u128 = 0x100;

fn round() -> TemplateId {
    made(ROUND)
}

fn saved(team: Option<TeamId>, tasks: Value) -> Body {
    Body::TemplateSaved(TemplateSaved {
        name: "Round".into(),
        team,
        tasks: serde_json::from_value(tasks).unwrap(),
    })
}

fn call(day: u16) -> Value {
    json!({"title": "Call", "activity": DEMO, "day": day})
}

fn edited(field: &str, value: Value) -> Body {
    Body::TemplateEdited(Edited {
        target: round(),
        set: fields(&[(field, value)]),
    })
}

fn removed() -> Body {
    Body::TemplateRemoved(TemplateRef { template: round() })
}

fn template(world: &World) -> Template {
    world.record_of(round()).read().unwrap()
}

fn entry(tells: Matter, of: Option<u128>, person: PersonId) -> InboxEntry {
    InboxEntry {
        about: TASK.into(),
        tells,
        of: of.map(id),
        since: None,
        person,
    }
}

fn is_put_aside(world: &World, entry: &InboxEntry) -> bool {
    let record: RecordId = entry.dismissal().id().into();
    world
        .record_of(record)
        .read::<Dismissal>()
        .unwrap()
        .dismissed
}

#[test]
fn a_template_keeps_tasks_of_four_weeks_and_nothing_that_no_task_could_be_made_of() {
    let mut world = world();
    let item = format!("{ITEM}");
    world.does(
        mia(),
        ROUND,
        100,
        saved(Some(NORTH), json!({&item: call(27)})),
    );
    assert_eq!(template(&world).tasks[&ITEM].day, 27);
    let field = format!("tasks/{ITEM}");
    for (number, wrong) in [
        call(28),
        json!({"title": " ", "activity": DEMO}),
        json!({"title": "Call"}),
        json!({"title": "Call", "activity": DEMO, "window": {"from": 600, "to": 600}}),
    ]
    .into_iter()
    .enumerate()
    {
        let number = 0x200 + u128::try_from(number).unwrap();
        assert_eq!(
            world.tries(mia(), number, 110, edited(&field, wrong.clone())),
            invalid(&field),
            "{wrong}"
        );
    }
    assert_eq!(
        world.tries(mia(), 0x102, 120, saved(None, json!({&item: call(28)}))),
        invalid(&field)
    );
    world.does(mia(), 0x103, 130, edited(&field, Value::Null));
    assert_eq!(template(&world).tasks.len(), 0);
}

#[test]
fn two_tasks_of_a_template_that_two_people_edit_both_stand() {
    let mut world = world();
    world.does(ada(), ROUND, 100, saved(Some(NORTH), json!({})));
    let other = world.change(0x101, 110, edited(&format!("tasks/{ITEM}"), call(1)));
    world.does(
        ada(),
        0x102,
        120,
        edited(&format!("tasks/{OTHER_ITEM}"), call(2)),
    );
    assert_eq!(world.ingest(mia(), &other), Verdict::Applied);
    assert_eq!(template(&world).tasks.len(), 2);
}

#[test]
fn a_team_s_template_is_its_managers_and_one_of_no_team_that_of_whoever_saved_it() {
    let mut world = world();
    assert_eq!(
        world.tries(mia(), 0x101, 90, saved(Some(SOUTH), json!({}))),
        refused(Code::NotAllowed)
    );
    world.does(ada(), ROUND, 100, saved(Some(NORTH), json!({})));
    world.does(mia(), 0x102, 110, edited("name", json!("Tour")));
    assert_eq!(
        world.tries(max(), 0x103, 120, edited("name", json!("Loop"))),
        refused(Code::NotAllowed)
    );
    assert_eq!(
        world.tries(anna(), 0x104, 120, edited("name", json!("Loop"))),
        refused(Code::NotAllowed)
    );
    let everybodys = 0x110;
    world.does(ada(), everybodys, 130, saved(None, json!({})));
    let theirs = Body::TemplateRemoved(TemplateRef {
        template: made(everybodys),
    });
    assert_eq!(
        world.tries(mia(), 0x111, 140, theirs.clone()),
        refused(Code::NotAllowed)
    );
    world.does(ada(), 0x112, 150, theirs);
}

#[test]
fn a_removed_template_is_seen_by_nobody_and_comes_back_with_what_was_edited_meanwhile() {
    let mut world = world();
    world.does(mia(), ROUND, 100, saved(Some(NORTH), json!({})));
    let late = world.change(0x101, 110, edited("name", json!("Tour")));
    world.does(mia(), 0x102, 120, removed());
    assert_eq!(audiences(world.record_of(round()), &[]).unwrap(), [].into());
    world.ingest(ada(), &late);
    let back = inverse(&removed(), id(0x102), Some(world.record_of(round()))).unwrap();
    world.does(mia(), 0x103, 130, back);
    assert_eq!(
        (template(&world).name.as_str(), template(&world).removed),
        ("Tour", false)
    );
}

#[test]
fn what_one_manager_puts_aside_is_put_aside_once_and_any_of_them_brings_it_back() {
    let mut world = world();
    let declined = entry(Matter::Declined, Some(0x30), ANNA);
    world.does(mia(), 0x100, 100, Body::InboxDismissed(declined.clone()));
    world.does(ada(), 0x101, 110, Body::InboxDismissed(declined.clone()));
    assert!(is_put_aside(&world, &declined));
    assert_eq!(world.of_kind::<Dismissal>(Kind::Dismissal).count(), 1);
    let body = Body::InboxDismissed(declined.clone());
    let back = inverse(&body, id(0x101), None).unwrap();
    world.does(mia(), 0x102, 120, back);
    assert!(!is_put_aside(&world, &declined));
}

#[test]
fn what_was_put_aside_waits_anew_after_another_change_and_hides_nothing_else() {
    let one = entry(Matter::Declined, Some(0x30), ANNA);
    for other in [
        entry(Matter::Declined, Some(0x31), ANNA),
        entry(Matter::Declined, None, ANNA),
        entry(Matter::NotDone, Some(0x30), ANNA),
        entry(Matter::Declined, Some(0x30), BEN),
        InboxEntry {
            since: Some(7),
            ..one.clone()
        },
        InboxEntry {
            about: OFFER.into(),
            ..one.clone()
        },
    ] {
        assert_ne!(one.dismissal().id(), other.dismissal().id(), "{other:?}");
    }
}

#[test]
fn nobody_puts_aside_what_waits_for_others_managers_nor_a_word_that_is_none() {
    let mut world = world();
    let south = entry(Matter::Declined, None, CLEO);
    assert_eq!(
        world.tries(mia(), 0x100, 100, Body::InboxDismissed(south.clone())),
        refused(Code::NotAllowed)
    );
    assert_eq!(
        world.tries(anna(), 0x101, 100, Body::InboxReturned(south)),
        refused(Code::NotAllowed)
    );
    let own = entry(Matter::Unassigned, None, MIA);
    world.does(mia(), 0x102, 110, Body::InboxDismissed(own));
    let none = entry(Matter::Unknown("bored".into()), None, ANNA);
    assert_eq!(
        world.tries(mia(), 0x103, 120, Body::InboxDismissed(none)),
        invalid("tells")
    );
}
