use std::collections::{BTreeMap, BTreeSet};

use outrider_model::decide::{Judge, Rights};
use outrider_model::id::PersonId;
use outrider_model::record::{Record, Role, Status, Task};
use outrider_model::stamp::Stamp;

use super::{ActionKind, allowed};
use crate::query::Moment;
use crate::testing::ManualClock;
use crate::view::tests::world::*;

fn judge(person: PersonId) -> Judge {
    let manages: BTreeSet<_> = (person == MIA).then_some(NORTH).into_iter().collect();
    let role = if person == MIA {
        Role::Manager
    } else {
        Role::Rep
    };
    let people = if person == MIA {
        BTreeSet::from([ANNA, BEN, MIA])
    } else {
        BTreeSet::new()
    };
    let rights = Rights {
        role,
        member_of: BTreeSet::from([NORTH]),
        manages,
        people,
        is_system: false,
    };
    Judge {
        author: person,
        device: PHONE,
        rights,
        stamp: Stamp(NOW),
        authority: Stamp(NOW),
    }
}

fn may(record: &Record, person: PersonId) -> Vec<ActionKind> {
    let task: Task = record.read().unwrap();
    let moment = Moment::of(&ManualClock::at(NOW), None, "Europe/Berlin");
    allowed(record, &task, &judge(person), &moment)
}

#[test]
fn an_assignee_may_do_what_his_report_leads_to() {
    use ActionKind::{Accept, Complete, Decline, NotDone, Reschedule, Start, Undo};
    assert_eq!(
        may(&task(1, "x", |_| ()), ANNA),
        [Accept, Start, Complete, NotDone, Decline, Reschedule]
    );
    let accepted = task(1, "x", |task| {
        task.heads = [report(1, Status::Accepted, ANNA, NOW, "")].into()
    });
    assert_eq!(
        may(&accepted, ANNA),
        [Start, Complete, NotDone, Decline, Undo, Reschedule]
    );
    let done = task(1, "x", |task| {
        task.heads = [report(1, Status::Done, ANNA, NOW, "")].into()
    });
    assert_eq!(may(&done, ANNA), [Undo]);
}

#[test]
fn what_was_reported_yesterday_is_not_taken_back_by_the_rep() {
    let done = task(1, "x", |task| {
        task.heads = [report(1, Status::Done, ANNA, NOW - 24 * HOUR, "")].into()
    });
    assert_eq!(may(&done, ANNA), []);
    assert_eq!(may(&done, MIA), [ActionKind::Undo]);
}

#[test]
fn a_colleague_may_do_nothing_and_a_team_may_claim() {
    assert_eq!(may(&task(1, "x", |_| ()), BEN), []);
    let offered = task(1, "x", |task| {
        (task.assignee, task.team) = (None, Some(NORTH))
    });
    assert_eq!(may(&offered, BEN), [ActionKind::Claim]);
}

#[test]
fn a_manager_plans_and_cancels_but_reports_nothing_as_done() {
    use ActionKind::{Cancel, Edit, Reschedule};
    assert_eq!(may(&task(1, "x", |_| ()), MIA), [Reschedule, Edit, Cancel]);
}

#[test]
fn what_was_taken_from_a_team_may_be_handed_back_to_it() {
    let of_team = task(1, "x", |task| task.team = Some(NORTH));
    assert!(may(&of_team, ANNA).contains(&ActionKind::HandBack));
    assert!(!may(&of_team, BEN).contains(&ActionKind::HandBack));
    let done = task(1, "x", |task| {
        task.team = Some(NORTH);
        task.heads = [report(1, Status::Done, ANNA, NOW, "")].into();
    });
    assert!(!may(&done, ANNA).contains(&ActionKind::HandBack));
}

#[test]
fn a_removed_task_and_a_status_of_a_newer_version_break_nothing() {
    assert_eq!(may(&task(1, "x", |task| task.removed = true), ANNA), []);
    let strange = task(1, "x", |task| {
        task.heads = BTreeMap::from([report(1, Status::Unknown("resting".into()), ANNA, NOW, "")]);
    });
    assert!(may(&strange, ANNA).contains(&ActionKind::Complete));
}
