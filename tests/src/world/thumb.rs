//! What a rep does with his thumb.

use outrider_core::app::App;
use outrider_core::command::note::NextStepToMake;
use outrider_core::error::Result;
use outrider_core::transact::DraftContent;
use outrider_model::change::Body;
use outrider_model::id::{CheckInId, CustomerId, NoteId, PersonId, TaskId};
use outrider_model::place::Fix;
use outrider_model::record::{Diary, Field, Kind, Priority};
use serde_json::Value;

use super::rep::Rep;
use super::say;

/// How long a thumb takes, in microseconds of the phone's clock.
const TAP: i64 = 1_000;

/// Keeps what stands in an editor, a new one without a note.
///
/// # Panics
/// When it cannot be kept.
pub fn types(app: &App, note: Option<NoteId>, customer: CustomerId, body: &str) -> NoteId {
    app.type_note(note, &about(Some(customer), body))
        .expect("what is typed is kept")
        .value
}

fn about(customer: Option<CustomerId>, body: &str) -> DraftContent {
    DraftContent {
        customer,
        body: body.to_owned(),
        ..DraftContent::default()
    }
}

impl Rep {
    /// Taps: time goes on, and what was saved is saved.
    fn taps<T>(&self, tap: impl FnOnce(&App) -> Result<T>) -> T {
        self.try_taps(tap).expect("the tap is saved")
    }

    fn try_taps<T>(&self, tap: impl FnOnce(&App) -> Result<T>) -> Result<T> {
        self.clock.advance(TAP);
        tap(&self.app())
    }

    /// Accepts a task.
    pub fn accepts(&self, task: TaskId) {
        self.taps(|app| app.accept_task(task, None));
    }

    /// Declines a task.
    pub fn declines(&self, task: TaskId, reason: &str) {
        self.taps(|app| app.decline_task(task, reason, None));
    }

    /// Begins a task.
    pub fn starts(&self, task: TaskId) {
        self.taps(|app| app.start_task(task, None));
    }

    /// Completes a task.
    pub fn completes(&self, task: TaskId) {
        self.taps(|app| app.complete_task(task, None));
    }

    /// Says that a task could not be done.
    pub fn not_done(&self, task: TaskId, reason: &str) {
        self.taps(|app| app.task_not_done(task, reason, None));
    }

    /// Claims a task of the team's.
    pub fn claims(&self, task: TaskId) {
        self.taps(|app| app.claim_task(task));
    }

    /// Takes the last tap back.
    pub fn undoes(&self) {
        self.taps(|app| app.undo());
    }

    /// Adds a customer of his own.
    pub fn adds_customer(&self, name: &str, owner: Option<PersonId>) -> CustomerId {
        self.taps(|app| app.add_customer(say::customer(name, owner)))
            .value
    }

    /// Adds a customer for somebody whom he does not manage, which the server will not have.
    pub fn adds_customer_for_a_stranger(&self, name: &str) -> CustomerId {
        let stranger = PersonId(uuid::Uuid::from_u128(77));
        self.adds_customer(name, Some(stranger))
    }

    /// Says again, for himself, what was refused as a customer for somebody else.
    pub fn mends_the_customer(&self, name: &str) {
        let refused = self.refused();
        let mended = Body::CustomerAdded(say::customer(name, Some(self.person)));
        self.taps(|app| app.mend(refused[0], mended));
    }

    /// Discards everything that needs attention.
    pub fn discards_all(&self) {
        for refused in self.refused() {
            self.taps(|app| app.discard_refused(refused));
        }
    }

    /// Gives a field of a customer a value.
    pub fn edits(&self, customer: CustomerId, field: &str, value: &str) {
        let set = [(Field::from(field), Value::String(value.to_owned()))].into();
        self.taps(|app| app.edit_customer(customer, set));
    }

    /// Arrives at a customer.
    pub fn checks_in(&self, customer: CustomerId, fix: Option<Fix>) -> CheckInId {
        self.taps(|app| app.check_in(say::arrive(customer, fix)))
            .value
    }

    /// Leaves.
    pub fn checks_out(&self, visit: CheckInId) {
        self.taps(|app| app.check_out(visit, None));
    }

    /// Writes a note about a customer.
    pub fn writes(&self, customer: CustomerId, body: &str) -> NoteId {
        self.try_writes(customer, body).expect("the note is saved")
    }

    /// As [`Rep::writes`], where it may be refused.
    ///
    /// # Errors
    /// What the app says.
    pub fn try_writes(&self, customer: CustomerId, body: &str) -> Result<NoteId> {
        let content = about(Some(customer), body);
        Ok(self
            .try_taps(|app| app.write_note(None, content, None))?
            .value)
    }

    /// Writes a note about nobody.
    pub fn writes_alone(&self, body: &str) -> NoteId {
        self.taps(|app| app.write_note(None, about(None, body), None))
            .value
    }

    /// Writes a note from which a task follows, for today.
    pub fn writes_with_next_step(&self, customer: CustomerId, body: &str, next: &str) -> NoteId {
        let next = NextStepToMake {
            title: next.to_owned(),
            activity: say::demo(self.organisation),
            plan_day: Some(super::clock::today()),
            priority: Priority::Normal,
        };
        let mut content = about(Some(customer), body);
        content.outcome = Some(outrider_model::record::Outcome::Positive);
        self.taps(|app| app.write_note(None, content, Some(next)))
            .value
    }

    /// Gives a note new words: opens it, types, and closes it.
    pub fn edits_note(&self, note: NoteId, body: &str) {
        let opened = self.taps(|app| app.open_note(note)).value;
        let content = DraftContent {
            body: body.to_owned(),
            ..opened.content
        };
        self.taps(|app| app.edit_note(note, &content));
    }

    /// Begins to type a note about a customer.
    pub fn types(&self, customer: CustomerId, body: &str) -> NoteId {
        self.try_types(customer, body)
            .expect("what is typed is kept")
    }

    /// As [`Rep::types`], where it may be refused.
    ///
    /// # Errors
    /// What the app says.
    pub fn try_types(&self, customer: CustomerId, body: &str) -> Result<NoteId> {
        Ok(self
            .try_taps(|app| app.type_note(None, &about(Some(customer), body)))?
            .value)
    }

    /// Types on.
    pub fn types_on(&self, note: NoteId, customer: CustomerId, body: &str) {
        self.clock.advance(TAP);
        types(&self.app(), Some(note), customer, body);
    }

    /// Closes the editor of a new note for good: it is written.
    pub fn closes(&self, note: NoteId) {
        let opened = self.taps(|app| app.open_note(note)).value;
        self.taps(|app| app.write_note(Some(note), opened.content, None));
    }

    /// Puts the app aside with an open editor: what was typed is sent as a draft.
    pub fn goes_to_background(&self, note: NoteId) {
        self.taps(|app| app.save_draft(note));
    }

    /// What stands in the editor of a note.
    pub fn typed(&self, note: NoteId) -> String {
        self.taps(|app| app.open_note(note)).value.content.body
    }

    /// Writes the lost value of the first open diary entry again.
    pub fn restores_the_first_entry(&self) {
        let is_open = |entry: &Diary| entry.person == self.person && entry.settled.is_none();
        let entries = self.records(&Kind::Diary);
        let entry = entries
            .iter()
            .find(|one| is_open(&one.read().expect("a diary entry")));
        let entry = entry.expect("there is an open entry").id;
        self.taps(|app| app.restore_lost(entry.into()));
    }

    fn refused(&self) -> Vec<outrider_model::id::ChangeId> {
        let said = self
            .app()
            .export_refused()
            .expect("what was refused can be told");
        let said: Value = serde_json::from_str(&said).expect("it is told as JSON");
        let items = said.as_array().cloned().unwrap_or_default();
        let id = |item: &Value| item["change"]["id"].as_str().and_then(|id| id.parse().ok());
        items.iter().filter_map(id).collect()
    }
}
