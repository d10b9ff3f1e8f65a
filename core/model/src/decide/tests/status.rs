//! A task's status: who may report what, and what stands beside what.

use super::*;
use crate::change::{StatusReport, TaskReassigned, TaskRef};
use crate::id::TaskId;
use crate::record::{DiaryKind, Status, Task};
use crate::stamp::Civil;
use crate::testing::World;
use crate::testing::author::{Author, is_accepted};
use crate::testing::cast::*;

fn to(task: TaskId, assignee: Option<PersonId>, team: Option<TeamId>) -> Body {
    Body::TaskReassigned(TaskReassigned {
        task,
        assignee,
        team,
    })
}

fn done(task: TaskId) -> Body {
    Body::TaskCompleted(report(task, ""))
}

/// Lets two changes that did not see each other arrive in both orders.
fn both_orders(world: &World, one: (Author, &Change), other: (Author, &Change)) -> [World; 2] {
    [[one, other], [other, one]].map(|order| {
        let mut world = world.clone();
        for (author, change) in order {
            let verdict = world.ingest(author, change);
            assert!(is_accepted(&verdict), "{verdict:?}");
        }
        world
    })
}

#[test]
fn done_beats_a_concurrent_cancellation_and_both_are_told() {
    let world = world();
    let completion = world.change(0x100, 100, done(TASK));
    let cancellation = world.change(0x101, 200, Body::TaskCancelled(report(TASK, "too late")));
    for end in both_orders(&world, (anna(), &completion), (mia(), &cancellation)) {
        assert_eq!(end.status(TASK), Status::Done);
        let task: Task = end.record_of(TASK).read().unwrap();
        assert_eq!(task.heads.len(), 2, "the cancellation is kept as evidence");
        for person in [ANNA, MIA] {
            assert_eq!(end.told(person, TASK), [DiaryKind::DoneThoughCancelled]);
        }
    }
}

#[test]
fn done_beats_a_concurrent_closing_by_the_manager() {
    let world = world();
    let completion = world.change(0x100, 300, done(TASK));
    let closing = world.change(0x101, 200, Body::TaskClosed(report(TASK, "moved away")));
    for end in both_orders(&world, (anna(), &completion), (mia(), &closing)) {
        assert_eq!(end.status(TASK), Status::Done);
        assert_eq!(end.told(MIA, TASK), [DiaryKind::DoneThoughCancelled]);
    }
}

#[test]
fn a_completion_by_the_former_assignee_counts_and_the_new_one_and_the_manager_are_told() {
    let world = world();
    let completion = world.change(0x100, 100, done(TASK));
    let reassignment = world.change(0x101, 90, to(TASK, Some(BEN), None));
    for end in both_orders(&world, (anna(), &completion), (mia(), &reassignment)) {
        assert_eq!(end.status(TASK), Status::Done);
        let task: Task = end.record_of(TASK).read().unwrap();
        assert_eq!(task.assignee, Some(BEN));
        assert_eq!(task.heads[&id(0x100)].person, ANNA, "closed as hers");
        for person in [BEN, MIA] {
            assert_eq!(end.told(person, TASK), [DiaryKind::DoneByFormer]);
        }
        assert_eq!(end.told(ANNA, TASK), []);
    }
}

#[test]
fn a_manager_who_was_the_assignee_is_a_former_assignee_too() {
    let mut world = world();
    world.does(mia(), 0x100, 50, to(TASK, Some(MIA), None));
    let completion = world.change(0x101, 100, done(TASK));
    world.does(ada(), 0x102, 90, to(TASK, Some(BEN), None));
    assert!(is_accepted(&world.ingest(mia(), &completion)));
    assert_eq!(world.told(BEN, TASK), [DiaryKind::DoneByFormer]);
    assert_eq!(world.told(ADA, TASK), [DiaryKind::DoneByFormer]);
}

#[test]
fn an_open_report_on_a_former_assignment_does_not_show() {
    let world = world();
    let start = world.change(0x100, 100, Body::TaskStarted(report(TASK, "")));
    let reassignment = world.change(0x101, 90, to(TASK, Some(BEN), None));
    for end in both_orders(&world, (anna(), &start), (mia(), &reassignment)) {
        assert_eq!(end.status(TASK), Status::Assigned);
    }
    let mut end = world.clone();
    end.ingest(anna(), &start);
    end.ingest(mia(), &reassignment);
    assert_eq!(end.told(ANNA, TASK), [DiaryKind::Reassigned]);
}

#[test]
fn of_two_completions_the_earliest_has_the_credit_and_both_are_kept() {
    let world = world();
    for (anna_at, ben_at, credit) in [(100, 150, ANNA), (150, 100, BEN)] {
        let mut reassigned = world.clone();
        let hers = world.change(0x100, anna_at, done(TASK));
        reassigned.does(mia(), 0x101, 90, to(TASK, Some(BEN), None));
        let his = reassigned.change(0x102, ben_at, done(TASK));
        for end in both_orders(&reassigned, (anna(), &hers), (ben(), &his)) {
            let record = end.record_of(TASK);
            let task: Task = record.read().unwrap();
            let shown = task.shown(record.writer(&Field::from("assignee")).change);
            assert_eq!(shown.head.unwrap().1.person, credit);
            assert_eq!(task.heads.len(), 2);
            for person in [ANNA, BEN] {
                assert!(end.told(person, TASK).contains(&DiaryKind::DoneTwice));
            }
        }
    }
}

#[test]
fn completions_at_one_moment_go_to_the_least_id() {
    for (hers, his, credit) in [(0x100, 0x200, ANNA), (0x200, 0x100, BEN)] {
        let mut world = world();
        let first = world.change(hers, 100, done(TASK));
        world.does(mia(), 0x300, 90, to(TASK, Some(BEN), None));
        let second = world.change(his, 100, done(TASK));
        world.ingest(anna(), &first);
        world.ingest(ben(), &second);
        let record = world.record_of(TASK);
        let task: Task = record.read().unwrap();
        let shown = task.shown(record.writer(&Field::from("assignee")).change);
        assert_eq!(shown.head.unwrap().1.person, credit);
    }
}

#[test]
fn of_two_claims_the_first_to_arrive_stands_and_the_other_is_told() {
    let world = world();
    let annas = world.change(0x100, 100, Body::TaskClaimed(TaskRef { task: OFFER }));
    let bens = world.change(0x101, 50, Body::TaskClaimed(TaskRef { task: OFFER }));
    let arrivals = [
        [(anna(), &annas), (ben(), &bens)],
        [(ben(), &bens), (anna(), &annas)],
    ];
    for [first, second] in arrivals {
        let mut world = world.clone();
        assert_eq!(world.ingest(first.0, first.1), Verdict::Applied);
        assert_eq!(
            world.ingest(second.0, second.1),
            refused(Code::AlreadyClaimed)
        );
        let task: Task = world.record_of(OFFER).read().unwrap();
        assert_eq!(task.assignee, Some(first.0.person));
        assert_eq!(world.status(OFFER), Status::Assigned);
    }
}

#[test]
fn only_the_team_may_claim_and_only_what_is_offered() {
    let mut world = world();
    let claim = |task| Body::TaskClaimed(TaskRef { task });
    assert_eq!(
        world.tries(cleo(), 0x100, 100, claim(OFFER)),
        refused(Code::NotAllowed)
    );
    assert_eq!(
        world.tries(ben(), 0x101, 100, claim(TASK)),
        refused(Code::AlreadyClaimed)
    );
    world.does(mia(), 0x102, 100, Body::TaskCancelled(report(OFFER, "")));
    assert_eq!(
        world.tries(ben(), 0x103, 110, claim(OFFER)),
        refused(Code::NotOpen)
    );
}

/// A civil context in Berlin, so many days after the first.
fn on_day(day: i64, hour: i64) -> Civil {
    let midnight = 20_000 * 86_400 - 7_200;
    let time = (midnight + day * 86_400 + hour * 3_600) * 1_000_000;
    Civil {
        time,
        offset: 7_200,
        zone: "Europe/Berlin".into(),
    }
}

#[test]
fn a_rep_takes_his_report_back_on_the_same_civil_day_only() {
    for (reopened, expected) in [
        (on_day(0, 23), Verdict::Applied),
        (on_day(1, 0), refused(Code::NotAllowed)),
        (on_day(-1, 23), refused(Code::NotAllowed)),
    ] {
        let mut world = world();
        let mut completion = world.change(0x100, 100, done(TASK));
        completion.civil = on_day(0, 1);
        world.ingest(anna(), &completion);
        let mut back = world.change(0x101, 200, Body::TaskReopened(report(TASK, "")));
        back.civil = reopened;
        assert_eq!(world.ingest(anna(), &back), expected);
        let open = expected == Verdict::Applied;
        assert_eq!(
            world.status(TASK),
            if open { Status::Assigned } else { Status::Done }
        );
        if !open {
            world.does(mia(), 0x102, 300, Body::TaskReopened(report(TASK, "")));
            assert_eq!(
                world.status(TASK),
                Status::Assigned,
                "a manager may on any day"
            );
        }
    }
}

#[test]
fn a_rep_does_not_take_back_what_another_reported() {
    let mut world = world();
    world.does(mia(), 0x100, 100, Body::TaskCancelled(report(TASK, "")));
    let back = Body::TaskReopened(report(TASK, ""));
    assert_eq!(
        world.tries(anna(), 0x101, 110, back),
        refused(Code::NotAllowed)
    );
}

#[test]
fn a_rep_neither_reassigns_nor_cancels_nor_closes() {
    let mut world = world();
    for (number, body) in [
        to(TASK, Some(BEN), None),
        to(TASK, None, Some(SOUTH)),
        to(TASK, None, None),
        Body::TaskCancelled(report(TASK, "x")),
        Body::TaskClosed(report(TASK, "x")),
    ]
    .into_iter()
    .enumerate()
    {
        let number = 0x100 + number as u128;
        assert_eq!(
            world.tries(anna(), number, 100, body),
            refused(Code::NotAllowed)
        );
    }
    assert_eq!(world.status(TASK), Status::Assigned);
}

#[test]
fn who_is_not_and_was_not_the_assignee_reports_nothing() {
    let mut world = world();
    for (number, author) in [
        (0x100, ben()),
        (0x101, cleo()),
        (0x102, mia()),
        (0x103, ada()),
    ] {
        assert_eq!(
            world.tries(author, number, 100, done(TASK)),
            refused(Code::NotAllowed)
        );
    }
}

#[test]
fn a_manager_of_another_team_may_nothing_and_an_admin_everything() {
    for (number, body) in [
        (0x100, Body::TaskCancelled(report(TASK, ""))),
        (0x101, Body::TaskClosed(report(TASK, "why"))),
        (0x102, to(TASK, Some(CLEO), None)),
        (0x103, to(TASK, Some(ANNA), None)),
    ] {
        let mut world = world();
        assert_eq!(
            world.tries(max(), number, 100, body.clone()),
            refused(Code::NotAllowed)
        );
        assert_eq!(
            world.tries(ada(), number + 0x100, 100, body),
            Verdict::Applied
        );
    }
}

#[test]
fn a_manager_gives_work_to_his_own_people_only() {
    let mut world = world();
    assert_eq!(
        world.tries(mia(), 0x100, 100, to(TASK, Some(CLEO), None)),
        refused(Code::NotAllowed)
    );
    assert_eq!(
        world.tries(mia(), 0x101, 100, to(TASK, None, Some(SOUTH))),
        refused(Code::NotAllowed)
    );
    assert_eq!(
        world.tries(mia(), 0x102, 100, to(TASK, Some(BEN), Some(SOUTH))),
        refused(Code::NotAllowed)
    );
    assert_eq!(
        world.tries(mia(), 0x103, 100, to(TASK, Some(BEN), None)),
        Verdict::Applied
    );
}

#[test]
fn a_change_of_another_task_gives_no_right_to_this_one() {
    let mut world = world();
    // Ben has a task of his own; its assignment says nothing about Anna's.
    world.does(mia(), 0x100, 50, Body::TaskAssigned(task(Some(BEN), None)));
    world.does(mia(), 0x101, 60, to(made(0x100), Some(MIA), None));
    world.does(mia(), 0x102, 70, to(made(0x100), Some(BEN), None));
    for base in [0x100, 0x102] {
        let mut forged = world.change(0x200 + base, 100, done(TASK));
        let seen = [(id(base), true)].into();
        forged
            .was
            .entry(TASK.into())
            .or_default()
            .insert("assignee".into(), seen);
        assert_eq!(world.ingest(ben(), &forged), refused(Code::NotAllowed));
    }
}

#[test]
fn a_rep_hands_back_what_his_team_may_claim_and_can_undo_it() {
    let mut world = world();
    world.does(
        ben(),
        0x100,
        100,
        Body::TaskClaimed(TaskRef { task: OFFER }),
    );
    let before: Task = world.record_of(OFFER).read().unwrap();
    let back = to(OFFER, None, Some(NORTH));
    assert_eq!(
        world.tries(anna(), 0x101, 110, back.clone()),
        refused(Code::NotAllowed)
    );
    world.does(ben(), 0x102, 120, back);
    assert_eq!(world.status(OFFER), Status::Offered);
    let again = to(OFFER, Some(BEN), Some(NORTH));
    assert_eq!(
        world.tries(anna(), 0x103, 125, to(OFFER, Some(ANNA), Some(NORTH))),
        refused(Code::NotAllowed)
    );
    world.does(ben(), 0x104, 130, again);
    let after: Task = world.record_of(OFFER).read().unwrap();
    assert_eq!(after, before);
}

#[test]
fn what_is_not_done_or_closed_has_a_reason() {
    let mut world = world();
    let silent = || report(TASK, " ");
    assert_eq!(
        world.tries(anna(), 0x100, 100, Body::TaskNotDone(silent())),
        invalid("reason")
    );
    assert_eq!(
        world.tries(mia(), 0x101, 100, Body::TaskClosed(silent())),
        invalid("reason")
    );
    assert_eq!(
        world.tries(mia(), 0x102, 100, Body::TaskCancelled(silent())),
        Verdict::Applied
    );
}

/// The report that a status is reached by, from assigned.
fn reach(status: &Status) -> Option<Body> {
    let report = report(TASK, "why");
    Some(match status {
        Status::Assigned | Status::Offered | Status::Unknown(_) => return None,
        Status::Accepted => Body::TaskAccepted(report),
        Status::Declined => Body::TaskDeclined(report),
        Status::Started => Body::TaskStarted(report),
        Status::Done => Body::TaskCompleted(report),
        Status::NotDone => Body::TaskNotDone(report),
        Status::Cancelled => Body::TaskCancelled(report),
        Status::ClosedByManager => Body::TaskClosed(report),
    })
}

#[test]
fn the_machine_leads_from_each_status_where_it_should() {
    use Status::*;
    let open = [Assigned, Accepted, Declined, Started];
    let closed = [Done, NotDone, Cancelled, ClosedByManager];
    let legal = |from: &Status, next: &Status| match from {
        Assigned | Declined => true,
        Accepted => *next != Accepted,
        Started => !matches!(next, Accepted | Started),
        Done | NotDone | Cancelled | ClosedByManager | Offered | Unknown(_) => false,
    };
    for from in open.iter().chain(&closed) {
        for next in [
            Accepted,
            Declined,
            Started,
            Done,
            NotDone,
            Cancelled,
            ClosedByManager,
        ] {
            let mut world = world();
            let by = |status: &Status| {
                if matches!(status, Cancelled | ClosedByManager) {
                    mia()
                } else {
                    anna()
                }
            };
            if let Some(body) = reach(from) {
                world.does(by(from), 0x100, 100, body);
            }
            assert_eq!(world.status(TASK), *from);
            let verdict = world.tries(by(&next), 0x101, 110, reach(&next).unwrap());
            if legal(from, &next) {
                assert_eq!(verdict, Verdict::Applied, "{from} to {next}");
                assert_eq!(world.status(TASK), next);
            } else {
                assert_eq!(verdict, refused(Code::NotOpen), "{from} to {next}");
                assert_eq!(world.status(TASK), *from);
            }
        }
    }
}

#[test]
fn a_closed_task_is_reassigned_only_after_it_was_reopened() {
    let mut world = world();
    world.does(anna(), 0x100, 100, done(TASK));
    assert_eq!(
        world.tries(mia(), 0x101, 110, to(TASK, Some(BEN), None)),
        refused(Code::NotOpen)
    );
    world.does(mia(), 0x102, 120, Body::TaskReopened(report(TASK, "")));
    world.does(mia(), 0x103, 130, to(TASK, Some(BEN), None));
    assert_eq!(world.status(TASK), Status::Assigned);
}

#[test]
fn a_report_keeps_who_when_where_on_which_device_and_why() {
    let mut world = world();
    let told = StatusReport {
        task: TASK,
        reason: "closed shop".into(),
        fix: Some(fix()),
    };
    let change = world.change(0x100, 100, Body::TaskNotDone(told));
    world.ingest(anna(), &change);
    let task: Task = world.record_of(TASK).read().unwrap();
    let head = &task.heads[&id(0x100)];
    assert_eq!((head.person, head.device), (ANNA, anna().device));
    assert_eq!((head.stamp, &head.civil), (Stamp(100), &change.civil));
    assert_eq!(
        (head.reason.as_str(), &head.fix),
        ("closed shop", &Some(fix()))
    );
}

#[test]
fn a_status_of_a_newer_version_stays_open() {
    let mut world = world();
    world.does(anna(), 0x100, 100, Body::TaskAccepted(report(TASK, "")));
    let mut record = world.record_of(TASK).clone();
    let field = Field::new(&format!("heads/{}/status", id(0x100)));
    record.set(&field, "pondered".into());
    world.put(&record).unwrap();
    assert_eq!(world.status(TASK), Status::Unknown("pondered".into()));
    world.does(anna(), 0x101, 110, done(TASK));
    assert_eq!(world.status(TASK), Status::Done);
}
