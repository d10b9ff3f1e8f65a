//! When something may be told, by the hours of a company that works from nine to five.

use outrider_model::record::Kind;

use super::world::*;
use crate::command::work;
use crate::query::{self, NoticeKind as Noticed};
use crate::store::Turn;
use crate::view::*;

/// A phone at half past nine with one thing to tell.
fn phone() -> World {
    let phone = World::with(&company());
    let about = task_id(1).into();
    phone
        .store
        .write(Turn::Interactive, |writing| {
            writing.note_standing(Noticed::TaskTaken, about)
        })
        .unwrap();
    phone
}

impl World {
    fn tells(&self) -> Vec<Notice> {
        self.look(|reader, judge, moment| {
            let facts = query::notices(reader, &judge, moment)?;
            Ok(Notice::all(&facts, None, false))
        })
    }

    fn is_late(&self) -> bool {
        self.look(|reader, judge, moment| Ok(not_ended(&query::notices(reader, &judge, moment)?)))
            .is_some()
    }
}

#[test]
fn something_is_told_within_the_working_hours_and_at_work() {
    let phone = phone();
    let [notice] = &phone.tells()[..] else {
        panic!("one notice")
    };
    assert_eq!(notice.kind, NoticeKind::TaskTaken);
    assert_eq!(notice.about_kind, Some(Kind::Task));
    phone.clock.advance(8 * HOUR);
    assert!(phone.tells().is_empty(), "half past five");
    work::start(&phone.door).unwrap();
    assert_eq!(phone.tells().len(), 1);
    work::pause(&phone.door, false).unwrap();
    assert_eq!(phone.tells().len(), 1, "a break belongs to work");
    work::resume(&phone.door).unwrap();
    work::end(&phone.door).unwrap();
    assert!(phone.tells().is_empty());
    phone.clock.advance(15 * HOUR + HOUR);
    assert_eq!(phone.tells().len(), 1, "the next morning");
    phone.clock.advance(48 * HOUR);
    assert!(phone.tells().is_empty(), "on a Saturday");
}

#[test]
fn a_period_is_late_an_hour_after_the_working_hours_or_after_twelve() {
    let phone = World::with(&company());
    work::start(&phone.door).unwrap();
    phone.clock.advance(8 * HOUR);
    assert!(!phone.is_late(), "half past five");
    phone.clock.advance(HOUR / 2);
    assert!(phone.is_late(), "six o'clock");
    work::end(&phone.door).unwrap();
    assert!(!phone.is_late());
    // Whoever begins in the evening means to.
    phone.clock.advance(HOUR);
    work::start(&phone.door).unwrap();
    phone.clock.advance(11 * HOUR);
    assert!(!phone.is_late());
    phone.clock.advance(HOUR);
    assert!(phone.is_late());
    phone.clock.advance(14 * HOUR);
    assert!(phone.is_late(), "a forgotten one too");
}
