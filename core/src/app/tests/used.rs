//! What the app used, day by day.

use super::*;
use crate::store::DayUsage;

const DAY: i64 = 86_400 * 1_000_000;

#[test]
fn what_was_used_is_counted_by_the_day_and_kept_for_a_month() {
    let phone = Phone::fresh();
    assert_eq!(phone.app.usage().unwrap(), []);
    phone.app.enrol("http://localhost", "12345").unwrap();
    phone.syncs();
    let first = phone.app.usage().unwrap();
    let [day] = &first[..] else {
        panic!("one day: {first:?}")
    };
    assert_eq!((day.exchanges, day.wakes), (2, 0), "enrolled and synced");
    assert!(day.sent > 200 && day.received > 200, "{day:?}");
    phone.clock.advance(DAY);
    phone.app.woken().unwrap();
    // What was noted outlives the app.
    let phone = phone.reopened();
    let second = phone.app.usage().unwrap();
    let [before, today] = &second[..] else {
        panic!("two days: {second:?}")
    };
    assert_eq!(before, day);
    assert_eq!(today.day, day.day.tomorrow().unwrap());
    assert_eq!(today.wakes, 1);
    for _ in 0..40 {
        phone.clock.advance(DAY);
        phone.syncs();
    }
    let month = phone.app.usage().unwrap();
    assert_eq!(month.len(), 30);
    assert!(month.is_sorted_by_key(|one: &DayUsage| one.day));
    assert_eq!(
        month[29].day,
        day.day.checked_add(jiff::Span::new().days(41)).unwrap()
    );
}

#[test]
fn a_failed_exchange_is_counted_as_sent() {
    let phone = Phone::enrolled();
    let before = phone.app.usage().unwrap().pop().unwrap();
    phone.fails([Fault::LostReply]);
    let after = phone.app.usage().unwrap().pop().unwrap();
    assert_eq!(after.exchanges, before.exchanges + 1);
    assert!(after.sent > before.sent);
    assert_eq!(after.received, before.received);
}
