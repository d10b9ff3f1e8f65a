//! The taps: each is on disk when it returns. What each can fail with, the core tells.

use std::collections::HashMap;

use outrider_core::command::customer::NewCustomer;
use outrider_core::command::note::NextStepToMake;
use outrider_core::command::task::{NewTask, Plan, TaskWords};
use outrider_core::command::track::Gate;
use outrider_core::query::LocationMode;
use outrider_core::transact::{DraftContent, DraftRow, Op};
use outrider_model::change::{CheckedIn, Fields};
use outrider_model::id::{
    ChangeId, CheckInId, CustomerId, DeviceId, DiaryId, ItemId, NoteId, SiteId, TaskId, WorkDayId,
};
use outrider_model::place::Fix;
use outrider_model::record::{Field, Purpose};

use crate::Phone;
use crate::Result;

fn fields(set: HashMap<String, String>) -> Fields {
    set.into_iter()
        .map(|(field, text)| (Field::new(&field), text.into()))
        .collect()
}

#[uniffi::export]
impl Phone {
    /// Says that the rep will do a task.
    pub fn accept_task(&self, task: TaskId, fix: Option<Fix>) -> Result<ChangeId> {
        self.tap(|app| app.accept_task(task, fix))
    }

    /// Says that the rep will not do a task, and why.
    pub fn decline_task(&self, task: TaskId, reason: String, fix: Option<Fix>) -> Result<ChangeId> {
        self.tap(|app| app.decline_task(task, &reason, fix))
    }

    /// Says that the rep is at a task.
    pub fn start_task(&self, task: TaskId, fix: Option<Fix>) -> Result<ChangeId> {
        self.tap(|app| app.start_task(task, fix))
    }

    /// Says that a task is done.
    pub fn complete_task(&self, task: TaskId, fix: Option<Fix>) -> Result<ChangeId> {
        self.tap(|app| app.complete_task(task, fix))
    }

    /// Says that a task was not done, and why.
    pub fn task_not_done(
        &self,
        task: TaskId,
        reason: String,
        fix: Option<Fix>,
    ) -> Result<ChangeId> {
        self.tap(|app| app.task_not_done(task, &reason, fix))
    }

    /// Takes a report back.
    pub fn reopen_task(&self, task: TaskId, fix: Option<Fix>) -> Result<ChangeId> {
        self.tap(|app| app.reopen_task(task, fix))
    }

    /// Takes a task that was offered to the team.
    pub fn claim_task(&self, task: TaskId) -> Result<ChangeId> {
        self.tap(|app| app.claim_task(task))
    }

    /// Ticks a line of a checklist, or unticks it.
    pub fn check_item(&self, task: TaskId, item: ItemId, done: bool) -> Result<ChangeId> {
        self.tap(|app| app.check_item(task, item, done))
    }

    /// Gives the rep a task of his own making.
    pub fn assign_own_task(&self, task: NewTask) -> Result<TaskId> {
        self.tap(|app| app.assign_own_task(task))
    }

    /// Plans a task anew; returns no change where nothing is new.
    pub fn reschedule_task(&self, task: TaskId, plan: Plan) -> Result<Option<ChangeId>> {
        self.tap(|app| app.reschedule_task(task, &plan))
    }

    /// Gives a task back to the team.
    pub fn hand_back_task(&self, task: TaskId) -> Result<ChangeId> {
        self.tap(|app| app.hand_back_task(task))
    }

    /// Changes what a task says; returns no change where nothing is new.
    pub fn edit_task(&self, task: TaskId, words: TaskWords) -> Result<Option<ChangeId>> {
        self.tap(|app| app.edit_task(task, &words))
    }

    /// Calls a task off.
    pub fn cancel_task(&self, task: TaskId, reason: String) -> Result<ChangeId> {
        self.tap(|app| app.cancel_task(task, &reason))
    }

    /// Says that the rep has arrived.
    pub fn check_in(
        &self,
        customer: CustomerId,
        site: Option<SiteId>,
        task: Option<TaskId>,
        fix: Option<Fix>,
    ) -> Result<CheckInId> {
        self.tap(|app| {
            app.check_in(CheckedIn {
                customer,
                site,
                task,
                fix,
            })
        })
    }

    /// Says that the rep leaves.
    pub fn check_out(&self, visit: CheckInId, fix: Option<Fix>) -> Result<ChangeId> {
        self.tap(|app| app.check_out(visit, fix))
    }

    /// Takes an arrival back.
    pub fn withdraw_check_in(&self, visit: CheckInId, reason: String) -> Result<ChangeId> {
        self.tap(|app| app.withdraw_check_in(visit, &reason))
    }

    /// Opens a written note in an editor, its text pinned.
    pub fn open_note(&self, note: NoteId) -> Result<DraftRow> {
        self.tap(|app| app.open_note(note))
    }

    /// Keeps what stands in an editor; to be called at least once a second while somebody types.
    pub fn type_note(&self, note: NoteId, content: DraftContent) -> Result<NoteId> {
        self.tap(|app| app.type_note(Some(note), &content))
    }

    /// Sends what was typed to the server as a draft: on close, in the background, or after a minute.
    pub fn save_draft(&self, note: NoteId) -> Result<Option<ChangeId>> {
        self.tap(|app| app.save_draft(note))
    }

    /// Throws away what was typed.
    pub fn discard_draft(&self, note: NoteId) -> Result<Option<ChangeId>> {
        self.tap(|app| app.discard_draft(note))
    }

    /// Commits a new note, with the task that follows from it.
    pub fn write_note(
        &self,
        note: NoteId,
        content: DraftContent,
        next: Option<NextStepToMake>,
    ) -> Result<NoteId> {
        self.tap(|app| app.write_note(Some(note), content, next))
    }

    /// Commits what stands in an editor as an edit of its note.
    pub fn edit_note(&self, note: NoteId, content: DraftContent) -> Result<Option<ChangeId>> {
        self.tap(|app| app.edit_note(note, &content))
    }

    /// Takes a note back.
    pub fn withdraw_note(&self, note: NoteId) -> Result<ChangeId> {
        self.tap(|app| app.withdraw_note(note))
    }

    /// Adds a customer, the rep's own.
    pub fn add_customer(&self, customer: NewCustomer) -> Result<CustomerId> {
        self.tap(|app| app.add_customer_here(customer))
    }

    /// Writes fields of a customer by their names; an empty text clears one.
    pub fn edit_customer(
        &self,
        customer: CustomerId,
        set: HashMap<String, String>,
    ) -> Result<Option<ChangeId>> {
        self.tap(|app| app.edit_customer(customer, fields(set)))
    }

    /// Adds and removes tags of a customer.
    pub fn tag_customer(
        &self,
        customer: CustomerId,
        add: Vec<String>,
        remove: Vec<String>,
    ) -> Result<ChangeId> {
        self.tap(|app| {
            app.tag_customer(
                customer,
                &add.into_iter().collect(),
                &remove.into_iter().collect(),
            )
        })
    }

    /// Writes a lost value again.
    pub fn restore_lost(&self, entry: DiaryId) -> Result<ChangeId> {
        self.tap(|app| app.restore_lost(entry))
    }

    /// Leaves a lost value as it is.
    pub fn dismiss_entry(&self, entry: DiaryId) -> Result<ChangeId> {
        self.tap(|app| app.dismiss_entry(entry))
    }

    /// Agrees to a purpose, in the version of the words that were shown.
    pub fn give_consent(&self, purpose: Purpose, version: u32) -> Result<ChangeId> {
        self.tap(|app| app.give_consent(purpose, version))
    }

    /// Agrees to a purpose no more.
    pub fn withdraw_consent(&self, purpose: Purpose) -> Result<ChangeId> {
        self.tap(|app| app.withdraw_consent(purpose))
    }

    /// Begins a work period.
    pub fn start_work(&self) -> Result<ChangeId> {
        self.tap(|app| app.start_work())
    }

    /// Begins a break.
    pub fn pause_work(&self, paid: bool) -> Result<ChangeId> {
        self.tap(|app| app.pause_work(paid))
    }

    /// Ends a break.
    pub fn resume_work(&self) -> Result<ChangeId> {
        self.tap(|app| app.resume_work())
    }

    /// Ends a work period.
    pub fn end_work(&self) -> Result<ChangeId> {
        self.tap(|app| app.end_work())
    }

    /// Asks for another end of a work period; `to` is in microseconds since 1970 (UTC).
    pub fn ask_work_correction(
        &self,
        day: WorkDayId,
        period: ChangeId,
        to: i64,
        reason: String,
    ) -> Result<ChangeId> {
        self.tap(|app| app.ask_work_correction(day, period, to, &reason))
    }

    /// Keeps a point of the way on duty, if the gate lets it through.
    pub fn record_way(&self, fix: Fix) -> Result<Gate> {
        self.tap(|app| app.record_way(&fix))
    }

    /// Asks for the content of one of the person's phones to be destroyed.
    pub fn ask_wipe(&self, phone: DeviceId) -> Result<ChangeId> {
        self.tap(|app| app.ask_wipe(phone))
    }

    /// Says again what was refused, as it was.
    pub fn say_again(&self, change: ChangeId) -> Result<ChangeId> {
        self.tap(|app| app.say_again(change))
    }

    /// Says again what was refused, with another text.
    pub fn mend_text(&self, change: ChangeId, text: String) -> Result<ChangeId> {
        self.tap(|app| app.mend_text(change, &text))
    }

    /// Gives up what was refused, with everything that builds upon it.
    pub fn discard_refused(&self, change: ChangeId) -> Result<()> {
        self.tap(|app| app.discard_refused(change))
    }

    /// Takes the last tap back; returns the changes that do so.
    pub fn undo(&self) -> Result<Vec<ChangeId>> {
        self.tap(|app| app.undo())
    }

    /// Names a note that is about to be written; nothing is kept of it yet.
    pub fn new_note(&self) -> Result<NoteId> {
        self.ask(|app| Ok(app.new_note()))
    }

    /// Writes what needs attention as text, to be kept elsewhere.
    pub fn export_refused(&self) -> Result<String> {
        self.ask(|app| app.export_refused())
    }

    /// Returns how closely the way on duty is followed.
    pub fn location_mode(&self) -> Result<LocationMode> {
        self.ask(|app| app.location_mode())
    }

    /// Chooses how closely the way on duty is followed; it stays on this phone.
    pub fn set_location_mode(&self, mode: LocationMode) -> Result<()> {
        self.ask(|app| app.set_location_mode(mode))
    }

    /// Names the last tap that can be taken back.
    pub fn undo_offer(&self) -> Result<Option<Op>> {
        self.ask(|app| app.undo_offer())
    }
}
