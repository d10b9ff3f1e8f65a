//! The format of records, what they keep of newer versions, and the days of a series.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use serde_json::json;

use super::*;
use crate::testing::cast::{self, ANNA, DEMO};
use crate::testing::samples::records;
use crate::testing::snapshot;

/// Reads the typed struct and writes it again.
fn retyped(record: &Record) -> Value {
    fn through<T: Serialize + DeserializeOwned>(record: &Record) -> Value {
        serde_json::to_value(record.read::<T>().unwrap()).unwrap()
    }
    match &record.kind {
        Kind::Organisation => through::<Organisation>(record),
        Kind::ActivityType => through::<ActivityType>(record),
        Kind::Series => through::<Series>(record),
        Kind::Person => through::<Person>(record),
        Kind::Team => through::<Team>(record),
        Kind::Device => through::<Device>(record),
        Kind::Customer => through::<Customer>(record),
        Kind::Task => through::<Task>(record),
        Kind::CheckIn => through::<CheckIn>(record),
        Kind::Note => through::<MeetingNote>(record),
        Kind::Draft => through::<Draft>(record),
        Kind::Diary => through::<Diary>(record),
        Kind::Consent => through::<Consent>(record),
        Kind::WorkDay => through::<WorkDay>(record),
        Kind::Track => through::<Track>(record),
        Kind::LocationView => through::<LocationView>(record),
        Kind::Territory => through::<Territory>(record),
        Kind::Delegation => through::<Delegation>(record),
        Kind::Template => through::<Template>(record),
        Kind::Dismissal => through::<Dismissal>(record),
        Kind::Unknown(word) => panic!("{word}"),
    }
}

#[test]
fn every_record_is_written_as_it_was_and_read_back() {
    let mut files = BTreeSet::new();
    for record in records() {
        let name = format!("{}.json", record.kind);
        let committed = snapshot::committed(&format!("record/{name}"), &record.bytes().unwrap());
        let read = Record::parse(&committed).unwrap();
        assert_eq!(read, record);
        assert_eq!(
            kind_and_id(&committed).unwrap(),
            (record.kind.clone(), record.id)
        );
        let mut typed = Value::Object(read.object.clone());
        for header in ["kind", "id", "created", "by"] {
            typed.as_object_mut().unwrap().remove(header);
        }
        assert_eq!(retyped(&read), typed, "no field is lost in reading");
        files.insert(name);
    }
    let expected: BTreeSet<String> = Kind::KNOWN
        .iter()
        .map(|kind| format!("{kind}.json"))
        .collect();
    assert_eq!(files, expected, "every kind has a snapshot");
    snapshot::only("record", &files);
}

#[test]
fn fields_of_a_newer_version_survive_every_write() {
    for record in records() {
        let mut object = record.object.clone();
        object.insert("zz_new".into(), json!({"nested": {"deep": 1}}));
        let bytes = canonical::write(&object, Nulls::Omitted).unwrap();
        let mut read = Record::parse(&bytes).unwrap();
        assert_eq!(retyped(&read), retyped(&record), "inert");
        read.set(&Field::from("name"), json!("other"));
        read.lay(&json!({"zz_new": {"more": 2}})).unwrap();
        let again = Record::parse(&read.bytes().unwrap()).unwrap();
        let kept = again.get(&Field::from("zz_new/nested/deep"));
        assert_eq!(
            (kept, again.get(&Field::from("zz_new/more"))),
            (&json!(1), &json!(2))
        );
    }
}

#[test]
fn a_kind_and_a_word_of_a_newer_version_are_kept() {
    let bytes = br#"{"created":{"person":"00000000-0000-0000-0000-000000000005","stamp":1},"id":"00000000-0000-0000-0000-000000000092","kind":"hologram","shape":"round"}"#;
    let record = Record::parse(bytes).unwrap();
    assert_eq!(record.kind, Kind::Unknown("hologram".into()));
    assert_eq!(record.bytes().unwrap(), bytes);
    let mut task = records()
        .into_iter()
        .find(|record| record.kind == Kind::Task)
        .unwrap();
    task.set(&Field::from("priority"), json!("someday"));
    let read: Task = task.read().unwrap();
    assert_eq!(read.priority, Priority::Unknown("someday".into()));
    assert_eq!(serde_json::to_value(&read).unwrap()["priority"], "someday");
}

#[test]
fn a_field_is_set_replaced_and_cleared_by_its_path() {
    let created = Created::default();
    let mut record = Record::create(
        Kind::Customer,
        cast::made(1),
        &created,
        &json!({"name": "x"}),
    )
    .unwrap();
    let field = Field::from("sites/a");
    record.set(&field, json!({"name": "one", "at": 1}));
    record.set(&field, json!({"at": 2}));
    assert_eq!(record.get(&field), &json!({"at": 2}));
    record.set(&Field::from("sites/a/at"), json!(3));
    assert_eq!(record.get(&field), &json!({"at": 3}));
    record.set(&Field::from("sites/b"), Value::Null);
    record.set(&field, Value::Null);
    assert!(
        !record.object.contains_key("sites"),
        "nothing stays of what was cleared"
    );
    record.set(&Field::from("name/first"), json!("y"));
    assert_eq!(record.get(&Field::from("name")), &json!({"first": "y"}));
}

#[test]
fn a_field_that_nobody_wrote_was_written_by_the_creation() {
    let record = records().remove(0);
    let created = record.created();
    assert_eq!(record.writer(&Field::from("zone")), created);
    assert_eq!(created.change, cast::id(0x91));
    assert_eq!(record.writer(&Field::from("name")).change, cast::id(0x93));
    assert_eq!(record.writers().len(), 1);
    assert!(record.is_touched());
}

#[test]
fn only_the_fields_of_the_table_may_be_edited() {
    for kind in Kind::KNOWN {
        for name in plain_fields(kind) {
            assert_eq!(field_rule(kind, &Field::from(*name)), Some(Merge::Latest));
        }
        for name in [
            "kind",
            "id",
            "created",
            "by",
            "heads",
            "assignee",
            "owner",
            "removed",
            "withdrawn",
            "",
            "/",
            "custom/",
            "custom/a/b",
            "/x",
        ] {
            assert_eq!(field_rule(kind, &Field::from(name)), None, "{kind} {name}");
        }
    }
    let plan = ["plan_day", "window", "priority"];
    assert!(
        plan.iter()
            .all(|name| field_rule(&Kind::Task, &Field::from(*name)) == Some(Merge::Plan))
    );
    let path = Field::from("custom/a");
    assert_eq!(field_rule(&Kind::Customer, &path), Some(Merge::Latest));
    assert_eq!(field_rule(&Kind::Task, &path), None);
}

fn series(days: &[Weekday], every: u16, from: Date, until: Option<Date>) -> Series {
    Series {
        title: "Weekly".into(),
        activity: DEMO,
        assignee: Some(ANNA),
        team: None,
        customer: None,
        days: days.iter().cloned().collect(),
        every,
        from,
        until,
        window: None,
        priority: Priority::Normal,
    }
}

fn days_of(series: &Series, first: Date, count: i32) -> Vec<String> {
    (0..count)
        .map(|ahead| first.checked_add(jiff::Span::new().days(ahead)).unwrap())
        .filter(|day| series.falls_on(*day))
        .map(|day| day.to_string())
        .collect()
}

#[test]
fn a_series_falls_on_its_days_over_month_ends_and_changes_of_the_clock() {
    let mondays = series(&[Weekday::Monday], 1, date(2026, 3, 16), None);
    let expected = ["2026-03-16", "2026-03-23", "2026-03-30", "2026-04-06"];
    assert_eq!(
        days_of(&mondays, date(2026, 3, 1), 40),
        expected,
        "the clock changed on the 29th"
    );
    let autumn = series(
        &[Weekday::Sunday, Weekday::Saturday],
        1,
        date(2026, 10, 24),
        Some(date(2026, 11, 1)),
    );
    assert_eq!(
        days_of(&autumn, date(2026, 10, 1), 60),
        ["2026-10-24", "2026-10-25", "2026-10-31", "2026-11-01"]
    );
}

#[test]
fn a_series_of_every_second_week_counts_from_the_week_it_begins_in() {
    // It begins on a Wednesday; its week's Monday is before its first day.
    let second = series(
        &[Weekday::Monday, Weekday::Wednesday],
        2,
        date(2026, 12, 23),
        None,
    );
    assert_eq!(
        days_of(&second, date(2026, 12, 1), 60),
        [
            "2026-12-23",
            "2027-01-04",
            "2027-01-06",
            "2027-01-18",
            "2027-01-20"
        ]
    );
}

#[test]
fn a_series_knows_the_leap_day() {
    let leap = series(
        &[Weekday::Tuesday, Weekday::Thursday],
        1,
        date(2024, 2, 27),
        Some(date(2024, 3, 5)),
    );
    assert_eq!(
        days_of(&leap, date(2024, 2, 1), 40),
        ["2024-02-27", "2024-02-29", "2024-03-05"]
    );
    let common = series(&[Weekday::Sunday], 4, date(2100, 2, 28), None);
    assert_eq!(
        days_of(&common, date(2100, 2, 20), 40),
        ["2100-02-28", "2100-03-28"]
    );
}

#[test]
fn a_series_without_days_or_weeks_falls_on_nothing_and_divides_by_nothing() {
    let none = series(&[], 1, date(2026, 1, 1), None);
    assert!(days_of(&none, date(2026, 1, 1), 30).is_empty());
    let zero = series(&[Weekday::Monday], 0, date(2026, 1, 5), None);
    assert_eq!(
        days_of(&zero, date(2026, 1, 1), 14),
        ["2026-01-05", "2026-01-12"]
    );
    let unknown = series(
        &[Weekday::Unknown("moonday".into())],
        1,
        date(2026, 1, 5),
        None,
    );
    assert!(days_of(&unknown, date(2026, 1, 1), 14).is_empty());
    assert!(
        !series(&[Weekday::Friday], 1, Date::MIN, None).falls_on(Date::MAX.yesterday().unwrap())
    );
}

#[test]
fn ids_that_follow_from_others_are_the_same_wherever_they_are_computed() {
    // Computed apart from this program, by the rule of UUIDv5.
    let occurrence = occurrence_id(cast::made(1), date(2026, 7, 1));
    assert_eq!(
        occurrence.to_string(),
        "5195e701-e27b-5e6d-80f3-305dc756db4b"
    );
    let demo = built_in_id(cast::ORGANISATION, "demo");
    assert_eq!(demo.to_string(), "ca41a18c-9a59-5844-82c8-be73c3f05e6e");
    assert_eq!(
        draft_id(cast::made(1)).to_string(),
        "d7c05850-bd8c-5d51-95c8-89ed41b81805"
    );
    let entry = diary_id(cast::id(1), "phone", ANNA);
    assert_eq!(entry.to_string(), "7db0f257-2ff8-53ba-a049-8523ccba2626");
}
