//! What a rep sees on his phone, and what stands in the phone's file.

use std::collections::BTreeSet;

use outrider_core::clock::Clock as _;
use outrider_core::view::as_text;
use outrider_model::id::{CheckInId, CustomerId, NoteId, RecordId, TaskId};
use outrider_model::place::Position;
use outrider_model::record::{Customer, Diary, Field, Kind, MeetingNote, Record, Status, Task};
use rusqlite::{Connection, OpenFlags, OptionalExtension as _};
use serde_json::Value;

use super::clock::day;
use super::rep::Rep;

impl Rep {
    /// The screen of the day, as text.
    pub fn today(&self) -> String {
        as_text(&self.app().today_view(None).expect("the day can be shown"))
    }

    /// The screen of the day, as JSON.
    pub fn today_view(&self) -> Value {
        let view = self.app().today_view(None).expect("the day can be shown");
        serde_json::to_value(view).expect("a view is plain")
    }

    /// The screen of the settings, as its fields.
    pub fn settings_screen(&self) -> Value {
        let view = self.app().settings_view();
        let view = view.expect("the settings can be shown");
        serde_json::to_value(view).expect("a view is plain")
    }

    /// The screen of a task, as text.
    pub fn task_screen(&self, task: TaskId) -> String {
        as_text(
            &self
                .app()
                .task_view(task, None)
                .expect("the task can be shown"),
        )
    }

    /// The screen of the sync, as text.
    pub fn sync_screen(&self) -> String {
        as_text(&self.app().sync_view().expect("the sync can be shown"))
    }

    /// The diary, as text, in an order that does not follow from ids.
    pub fn diary(&self) -> String {
        let view = self.app().sync_view().expect("the sync can be shown");
        let view = serde_json::to_value(view).expect("a view is plain");
        let mut entries = view["diary"].as_array().cloned().unwrap_or_default();
        entries.sort_by_key(|entry| {
            format!("{} {} {}", entry["tells"], entry["field"], entry["mine"])
        });
        as_text(&entries)
    }

    /// The screen of a visit's customer, as text.
    pub fn visit_screen(&self, visit: CheckInId) -> String {
        let visit: outrider_model::record::CheckIn = self
            .record(visit)
            .expect("the visit is here")
            .read()
            .expect("it is a visit");
        as_text(
            &self
                .app()
                .customer_view(visit.customer, None)
                .expect("it can be shown"),
        )
    }

    /// The customers that are offered around a place, the nearest first.
    pub fn near(&self, at: Position) -> Vec<CustomerId> {
        let view = self
            .app()
            .near_me_view(at)
            .expect("the customers can be shown");
        view.customers.iter().map(|listed| listed.line.id).collect()
    }

    /// How many changes wait.
    pub fn waiting(&self) -> u64 {
        self.app()
            .sync_status()
            .expect("the outbox can be counted")
            .waiting
    }

    /// How many changes need attention.
    pub fn attention(&self) -> u64 {
        self.app()
            .sync_status()
            .expect("the outbox can be counted")
            .attention
    }

    /// Whether the phone asks for a new enrolment.
    pub fn needs_sign_in(&self) -> bool {
        self.app()
            .sync_status()
            .expect("the status can be told")
            .needs_sign_in
    }

    /// How many diary entries the rep has not settled.
    pub fn unsettled(&self) -> usize {
        let mine = |record: &Record| {
            let entry: Diary = record.read().expect("a diary entry");
            entry.person == self.person && entry.settled.is_none()
        };
        self.records(&Kind::Diary)
            .iter()
            .filter(|record| mine(record))
            .count()
    }

    /// A record as the phone shows it.
    pub fn record(&self, id: impl Into<RecordId>) -> Option<Record> {
        let bytes = self.stored_bytes(id.into())?;
        Some(Record::parse(&bytes).expect("a stored record"))
    }

    /// Whether the phone holds a record.
    pub fn has(&self, id: impl Into<RecordId>) -> bool {
        self.stored_bytes(id.into()).is_some()
    }

    /// One field of a record; null when it has none.
    pub fn field(&self, id: impl Into<RecordId>, field: &str) -> Value {
        self.record(id)
            .expect("the record is here")
            .get(&Field::from(field))
            .clone()
    }

    /// The words of a note.
    pub fn note(&self, note: NoteId) -> String {
        let note: MeetingNote = self
            .record(note)
            .expect("the note is here")
            .read()
            .expect("a note");
        note.body
    }

    /// The status that a task shows.
    pub fn status(&self, task: TaskId) -> String {
        shown(&self.record(task).expect("the task is here")).to_string()
    }

    /// The tasks of a title.
    pub fn titled(&self, title: &str) -> Vec<TaskId> {
        let all = self.records(&Kind::Task).into_iter();
        let named = all.filter(|record| record.get(&"title".into()) == title);
        named.map(|record| record.id.into()).collect()
    }

    /// The tasks of a title that are planned for today or before and are still to be done.
    pub fn due(&self, title: &str) -> Vec<TaskId> {
        let today = day(self.wall());
        let is_due = |task: &TaskId| {
            let record = self.record(*task).expect("the task is here");
            let planned = record.read::<Task>().expect("a task").plan_day;
            planned.is_some_and(|day| day <= today) && !shown(&record).is_terminal()
        };
        self.titled(title).into_iter().filter(is_due).collect()
    }

    /// The customer of a name.
    pub fn named(&self, name: &str) -> CustomerId {
        let is_it = |record: &Record| record.read::<Customer>().expect("a customer").name == name;
        let found = self.records(&Kind::Customer).into_iter().find(is_it);
        found
            .unwrap_or_else(|| panic!("no customer {name}"))
            .id
            .into()
    }

    /// How many records of a kind the phone holds, removed ones not counted.
    pub fn count(&self, kind: Kind) -> usize {
        let stays = |record: &Record| record.get(&"removed".into()) != &Value::Bool(true);
        self.records(&kind)
            .iter()
            .filter(|record| stays(record))
            .count()
    }

    /// The phone's wall clock.
    pub fn wall(&self) -> i64 {
        self.clock.wall()
    }

    /// The bytes of a record as they stand in the phone's file.
    pub fn stored_bytes(&self, id: RecordId) -> Option<Vec<u8>> {
        let file = self.file();
        let query = "SELECT bytes FROM record WHERE id = ?1";
        let found = file.query_row(query, [id.0.as_bytes().as_slice()], |row| row.get(0));
        found.optional().expect("the phone's file can be read")
    }

    /// The changes that are not judged yet, parked ones too.
    pub fn unsent(&self) -> BTreeSet<Vec<u8>> {
        let file = self.file();
        let query = "SELECT change FROM outbox WHERE state IN ('unsent', 'sent', 'parked')";
        let mut statement = file.prepare(query).expect("the phone's file can be read");
        let rows = statement
            .query_map([], |row| row.get(0))
            .expect("the outbox can be read");
        rows.map(|row| row.expect("a row of the outbox")).collect()
    }

    /// The records of a kind that the phone holds, tombstones too.
    pub fn records(&self, kind: &Kind) -> Vec<Record> {
        let file = self.file();
        let query = "SELECT bytes FROM record WHERE kind = ?1 ORDER BY id";
        let mut statement = file.prepare(query).expect("the phone's file can be read");
        let rows = statement
            .query_map([kind.as_str()], |row| row.get::<_, Vec<u8>>(0))
            .expect("the records can be read");
        let bytes = rows.map(|row| row.expect("a row of the records"));
        bytes
            .map(|bytes| Record::parse(&bytes).expect("a stored record"))
            .collect()
    }

    fn file(&self) -> Connection {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let path = self.folder().join("outrider.db");
        Connection::open_with_flags(path, flags).expect("the phone's file can be opened")
    }
}

fn shown(record: &Record) -> Status {
    let task: Task = record.read().expect("a task");
    task.shown(record.writer(&Field::from("assignee")).change)
        .status
}
