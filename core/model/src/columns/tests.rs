//! The cells say what the records say.

use serde_json::Value;

use super::*;
use crate::record::{Customer, Field, MeetingNote, Person, Record};
use crate::testing::cast::{ANNA, BAKERY, TASK};
use crate::testing::history::{THEMES, live};
use crate::testing::samples::records;
use crate::testing::seed::for_seeds;

fn sample(kind: &Kind) -> (Record, Vec<u8>) {
    let record = records()
        .into_iter()
        .find(|record| record.kind == *kind)
        .unwrap();
    let bytes = record.bytes().unwrap();
    (record, bytes)
}

#[test]
fn the_cells_of_every_kind_are_those_of_its_record() {
    for kind in Kind::KNOWN {
        let (record, bytes) = sample(kind);
        match columns(kind, &bytes).unwrap() {
            Cells::WorkDay(cells) => {
                let day: WorkDay = record.read().unwrap();
                assert_eq!((cells.person, cells.day), (day.person, day.day));
                assert!(!cells.is_open, "its steps are withdrawn");
            }
            Cells::Track(cells) => {
                let track: Track = record.read().unwrap();
                assert_eq!(
                    (cells.person, cells.work_day),
                    (track.person, track.work_day)
                );
                let times: Vec<i64> = track.points.keys().copied().collect();
                assert_eq!(vec![cells.begin, cells.end], times);
                assert_eq!(cells.coarsened, track.coarsened);
            }
            Cells::LocationView(cells) => {
                let view: LocationView = record.read().unwrap();
                assert_eq!((cells.subject, cells.viewer), (view.subject, view.viewer));
                assert_eq!((cells.day, cells.last), (view.day, view.last.0));
            }
            Cells::Task(cells) => {
                let task: Task = record.read().unwrap();
                let head = task.heads.values().next().unwrap();
                assert_eq!(
                    (cells.title.as_ref(), cells.assignee),
                    (task.title.as_str(), task.assignee)
                );
                assert_eq!((cells.team, cells.customer), (task.team, task.customer));
                assert_eq!((cells.plan_day, cells.window), (task.plan_day, task.window));
                assert_eq!(
                    (cells.priority, cells.series, cells.removed),
                    (task.priority.clone(), task.series, true)
                );
                assert_eq!(
                    (cells.status, cells.since),
                    (head.status.clone(), head.stamp.0)
                );
            }
            Cells::Customer(cells) => {
                let customer: Customer = record.read().unwrap();
                assert_eq!(
                    (cells.name.as_ref(), cells.code.as_ref()),
                    (customer.name.as_str(), customer.code.as_str())
                );
                assert_eq!(
                    (cells.address.as_ref(), cells.owner),
                    (customer.address.as_str(), customer.owner)
                );
                assert_eq!((cells.sites, cells.removed), (customer.sites, true));
                assert_eq!(cells.territory, customer.territory);
                assert_eq!(cells.tags, customer.tags.into_keys().collect());
            }
            Cells::Note(cells) => {
                let note: MeetingNote = record.read().unwrap();
                assert_eq!(
                    (cells.person, cells.customer, cells.task),
                    (ANNA, Some(BAKERY), Some(TASK))
                );
                assert_eq!(
                    (cells.body.as_ref(), cells.outcome),
                    (note.body.as_str(), note.outcome)
                );
                assert_eq!((cells.time, cells.withdrawn), (note.civil.time, true));
                assert_eq!(cells.day, note.civil.day());
            }
            Cells::CheckIn(cells) => {
                let visit: CheckIn = record.read().unwrap();
                assert_eq!(
                    (cells.person, cells.customer, cells.task),
                    (ANNA, BAKERY, Some(TASK))
                );
                assert_eq!(cells.day, visit.begin.civil.day());
                assert_eq!(
                    (cells.verdict, cells.evidence),
                    (
                        visit.verdict.clone().map(|judged| judged.verdict),
                        visit.evidence.keys().cloned().collect()
                    )
                );
                assert_eq!(
                    (cells.begin, cells.end),
                    (visit.begin.civil.time, visit.end.map(|leg| leg.civil.time))
                );
                assert_eq!(
                    (cells.position, cells.withdrawn),
                    (visit.begin.fix.map(|fix| fix.position), true)
                );
            }
            Cells::Draft(cells) => {
                assert_eq!(
                    (cells.person, cells.body.as_ref(), cells.removed),
                    (ANNA, "Half a", true)
                );
            }
            Cells::Diary(cells) => {
                assert_eq!(
                    (cells.person, cells.about, cells.is_settled),
                    (ANNA, BAKERY.into(), true)
                );
            }
            Cells::Person(cells) => {
                let person: Person = record.read().unwrap();
                assert_eq!(
                    (cells.name.as_ref(), cells.role),
                    (person.name.as_str(), person.role)
                );
                assert_eq!((cells.team, cells.revoked), (person.team, true));
            }
            Cells::Plain => {
                let plain = [
                    Kind::Organisation,
                    Kind::ActivityType,
                    Kind::Series,
                    Kind::Team,
                    Kind::Device,
                    Kind::Consent,
                    Kind::Territory,
                    Kind::Delegation,
                    Kind::Template,
                    Kind::Dismissal,
                ];
                assert!(plain.contains(kind), "{kind}");
            }
        }
    }
    assert_eq!(
        columns(&Kind::Unknown("hologram".into()), b"?"),
        Ok(Cells::Plain)
    );
}

#[test]
fn plain_words_are_borrowed() {
    let (_, bytes) = sample(&Kind::Task);
    let Ok(Cells::Task(cells)) = columns(&Kind::Task, &bytes) else {
        panic!("a task")
    };
    assert!(matches!(cells.title, Cow::Borrowed(_)));
}

#[test]
fn the_status_in_the_cells_is_the_one_that_the_task_shows() {
    for_seeds(30, |dice| {
        let (mut world, deeds) = live(dice, &THEMES, 40);
        for deed in &deeds {
            world.ingest(deed.author, &deed.change);
        }
        for (id, task) in world.of_kind::<Task>(Kind::Task) {
            let bytes = world.record_of(id).bytes().unwrap();
            let Ok(Cells::Task(cells)) = columns(&Kind::Task, &bytes) else {
                panic!("a task")
            };
            let assignment = world.record_of(id).writer(&Field::from("assignee")).change;
            let shown = task.shown(assignment);
            assert_eq!(cells.status, shown.status);
            let since = shown
                .head
                .map_or(world.record_of(id).created().stamp, |(_, head)| head.stamp);
            assert_eq!(cells.since, since.0);
        }
    });
}

#[test]
fn fields_of_a_newer_version_are_passed_over_and_wrong_ones_are_an_error() {
    for kind in [
        Kind::Task,
        Kind::Customer,
        Kind::Note,
        Kind::CheckIn,
        Kind::Draft,
        Kind::Diary,
        Kind::Person,
    ] {
        let (mut record, bytes) = sample(&kind);
        record.set(&Field::from("zz_new"), serde_json::json!({"a": [1]}));
        let more = record.bytes().unwrap();
        assert_eq!(columns(&kind, &more), columns(&kind, &bytes));
        let must = if kind == Kind::Task {
            "title"
        } else if matches!(kind, Kind::Customer | Kind::Person) {
            "name"
        } else {
            "person"
        };
        for wrong in [Value::Null, serde_json::json!({"a": 1})] {
            record.set(&Field::from(must), wrong);
            assert!(columns(&kind, &record.bytes().unwrap()).is_err(), "{kind}");
        }
    }
}
