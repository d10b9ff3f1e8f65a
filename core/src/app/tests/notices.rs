//! What is told: what others did, once, and not at night.

use outrider_model::change::{Edited, Fields, TaskReassigned};
use serde_json::json;

use super::*;
use crate::command::task::{NewTask, Plan};
use crate::view::{Notice, NoticeKind, Quiet};

const HOUR: i64 = 3_600_000_000;

impl Phone {
    /// What is told now, and from now on never again.
    fn hears(&self) -> Vec<(NoticeKind, Option<String>)> {
        let notices = self.app.notices(None).unwrap();
        let ids: Vec<String> = notices.iter().map(|notice| notice.id.clone()).collect();
        self.app.told(&ids).unwrap();
        let what = |notice: Notice| (notice.kind, notice.title);
        notices.into_iter().map(what).collect()
    }

    /// A manager gives Anna a task, and this phone hears of it.
    fn gets(&self, title: &str) -> TaskId {
        let task = self.net.server().assign(title);
        self.syncs();
        task
    }

    fn says(&self, body: Body) {
        self.net.server().says(body);
    }
}

fn day(task: TaskId, day: &str) -> Body {
    Body::TaskRescheduled(Edited {
        target: task,
        set: Fields::from([("plan_day".into(), json!(day))]),
    })
}

fn away(task: TaskId) -> Body {
    Body::TaskReassigned(TaskReassigned {
        task,
        assignee: None,
        team: None,
    })
}

fn report(task: TaskId) -> StatusReport {
    StatusReport {
        task,
        reason: "-".into(),
        fix: None,
    }
}

fn told(kind: NoticeKind, title: &str) -> (NoticeKind, Option<String>) {
    (kind, Some(title.to_owned()))
}

#[test]
fn a_phone_of_nobody_has_nothing_to_tell() {
    let phone = Phone::fresh();
    assert!(phone.app.notices(None).unwrap().is_empty());
    phone.app.told(&["1".into(), "x".into()]).unwrap();
}

#[test]
fn a_new_task_is_told_once_and_what_was_there_before_the_phone_is_not() {
    let phone = Phone::fresh();
    phone.net.server().assign("An old one");
    phone.app.enrol("http://localhost", "12345").unwrap();
    phone.syncs();
    assert!(phone.hears().is_empty());
    let task = phone.gets("Visit the café");
    let notices = phone.app.notices(None).unwrap();
    let [notice] = &notices[..] else {
        panic!("{notices:?}")
    };
    assert_eq!(notice.about, Some(task.into()));
    assert_eq!(phone.app.notices(None).unwrap(), notices, "told or not");
    assert_eq!(phone.hears(), [told(NoticeKind::NewTask, "Visit the café")]);
    let phone = phone.reopened();
    assert!(phone.hears().is_empty());
    phone.syncs();
    assert!(phone.hears().is_empty());
}

#[test]
fn a_task_that_somebody_plans_anew_or_takes_away_is_told() {
    let phone = Phone::enrolled();
    let moved = phone.gets("Moved");
    let (taken, cancelled) = (phone.gets("Taken"), phone.gets("Cancelled"));
    assert_eq!(phone.hears().len(), 3);
    phone.says(day(moved, "2026-09-23"));
    phone.says(away(taken));
    phone.says(Body::TaskCancelled(report(cancelled)));
    phone.syncs();
    let mut heard = phone.hears();
    heard.sort_by(|left, right| left.1.cmp(&right.1));
    assert_eq!(
        heard,
        [
            told(NoticeKind::TaskTaken, "Cancelled"),
            told(NoticeKind::TaskChanged, "Moved"),
            told(NoticeKind::TaskTaken, "Taken"),
        ]
    );
}

#[test]
fn of_several_news_about_a_task_that_nobody_was_told_one_is_left() {
    let phone = Phone::enrolled();
    let task = phone.gets("New and moved");
    phone.says(day(task, "2026-09-23"));
    phone.syncs();
    let gone = phone.gets("Came and went");
    phone.says(away(gone));
    phone.syncs();
    assert_eq!(phone.hears(), [told(NoticeKind::NewTask, "New and moved")]);
    assert!(phone.hears().is_empty());
}

#[test]
fn what_comes_between_the_asking_and_the_telling_is_told_the_next_time() {
    let phone = Phone::enrolled();
    let task = phone.gets("New");
    let first = phone.app.notices(None).unwrap();
    phone.says(day(task, "2026-09-23"));
    phone.syncs();
    phone.app.told(&[first[0].id.clone()]).unwrap();
    assert_eq!(phone.hears(), [told(NoticeKind::TaskChanged, "New")]);
}

#[test]
fn what_the_person_did_himself_is_no_news() {
    let phone = Phone::enrolled();
    let task = phone.gets("Mine");
    phone.hears();
    let own = NewTask {
        title: "My own".into(),
        details: String::new(),
        activity: outrider_model::id::ActivityTypeId(uuid::Uuid::from_u128(7)),
        customer: None,
        plan_day: None,
        window: None,
        priority: Default::default(),
    };
    phone.app.assign_own_task(own).unwrap();
    let plan = Plan {
        plan_day: Some(jiff::civil::date(2026, 9, 23)),
        window: None,
        priority: Default::default(),
    };
    phone.app.reschedule_task(task, &plan).unwrap();
    phone.syncs();
    assert!(phone.hears().is_empty());
    phone.app.complete_task(task, None).unwrap();
    phone.syncs();
    assert!(phone.hears().is_empty());
}

#[test]
fn a_task_that_was_done_meanwhile_is_not_told() {
    let phone = Phone::enrolled();
    let task = phone.gets("Done at once");
    phone.app.complete_task(task, None).unwrap();
    assert!(phone.hears().is_empty());
}

#[test]
fn a_lost_value_is_told_without_what_was_written() {
    let phone = Phone::enrolled();
    let task = phone.gets("Whose day");
    phone.hears();
    let plan = Plan {
        plan_day: Some(jiff::civil::date(2026, 9, 24)),
        window: None,
        priority: Default::default(),
    };
    phone.app.reschedule_task(task, &plan).unwrap();
    phone.says(day(task, "2026-09-23"));
    phone.syncs();
    let conflicts: Vec<_> = phone
        .hears()
        .into_iter()
        .filter(|(kind, _)| *kind == NoticeKind::Conflict)
        .collect();
    assert_eq!(conflicts, [told(NoticeKind::Conflict, "Whose day")]);
    phone.syncs();
    assert!(phone.hears().is_empty());
}

#[test]
fn refused_changes_are_told_together_and_once() {
    let phone = Phone::enrolled();
    let tasks = [phone.gets("One"), phone.gets("Two")];
    phone.hears();
    for task in tasks {
        let change = phone.completes(task);
        phone
            .app
            .shared
            .write(|writing| writing.refuse_too_large(change))
            .unwrap();
    }
    let heard = phone.hears();
    assert_eq!(heard, [(NoticeKind::NeedsAttention { changes: 2 }, None)]);
    let phone = phone.reopened();
    assert!(phone.hears().is_empty());
}

#[test]
fn that_the_phone_has_to_be_signed_in_is_told_once_each_time() {
    let phone = Phone::enrolled();
    for _ in 0..2 {
        phone.net.server().is_ended = true;
        phone.clock.advance(HOUR);
        let report = phone.app.sync_now().unwrap();
        assert_eq!(report.failure, Some(Failure::Unauthenticated));
        assert_eq!(phone.hears(), [(NoticeKind::SignInNeeded, None)]);
        assert!(phone.hears().is_empty());
        phone.app.enrol("http://localhost", "12345").unwrap();
        phone.syncs();
        assert!(phone.hears().is_empty());
    }
    phone.app.sign_out().unwrap();
    assert!(phone.hears().is_empty(), "who signs out knows it");
}

#[test]
fn nothing_is_told_at_night_unless_the_person_is_at_work_or_chose_other_hours() {
    let phone = Phone::enrolled();
    phone.gets("In the evening");
    // From 16:13 to 21:13 in Berlin, for somebody of whom no working hours are known.
    phone.clock.advance(5 * HOUR);
    assert!(phone.app.notices(None).unwrap().is_empty());
    let hears = |from, until| {
        let quiet = Some(Quiet { from, until });
        !phone.app.notices(quiet).unwrap().is_empty()
    };
    assert!(hears(22 * 60, 6 * 60), "his own hours count");
    assert!(!hears(21 * 60, 6 * 60));
    assert!(!hears(12 * 60, 22 * 60));
    assert!(hears(0, 0));
    phone.app.start_work().unwrap();
    assert_eq!(phone.app.notices(None).unwrap().len(), 1);
    assert!(!hears(21 * 60, 6 * 60), "also at work");
}

#[test]
fn a_work_day_that_nobody_ends_is_told_once() {
    let phone = Phone::enrolled();
    phone.app.start_work().unwrap();
    phone.clock.advance(11 * HOUR);
    assert!(phone.hears().is_empty());
    phone.clock.advance(2 * HOUR);
    assert_eq!(phone.hears(), [(NoticeKind::DayNotEnded, None)]);
    phone.clock.advance(HOUR);
    assert!(phone.hears().is_empty());
}

#[test]
fn old_news_is_told_no_more() {
    let phone = Phone::enrolled();
    phone.gets("Long ago");
    phone.clock.advance(8 * 24 * HOUR);
    assert!(
        phone
            .app
            .notices(Some(Quiet { from: 0, until: 0 }))
            .unwrap()
            .is_empty()
    );
}

#[test]
fn however_much_happens_few_rows_are_kept() {
    let phone = Phone::enrolled();
    {
        let mut server = phone.net.server();
        for number in 0..1_200 {
            server.assign(&format!("Task {number}"));
        }
    }
    phone.syncs();
    let heard = phone.app.notices(None).unwrap();
    assert_eq!(heard.len(), 1_000);
}
