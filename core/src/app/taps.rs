//! The taps: every command as a method, each done when it returns.
//!
//! What a command does, and what can go wrong, is told in [`crate::command`].

use std::collections::BTreeSet;

use outrider_model::change::{Body, CheckedIn, CustomerAdded, Fields};
use outrider_model::id::{
    ChangeId, CheckInId, CustomerId, DeviceId, DiaryId, ItemId, NoteId, TaskId, WorkDayId,
};
use outrider_model::place::Fix;
use outrider_model::record::Purpose;

use super::App;
use crate::command::note::NextStepToMake;
use crate::command::task::{NewTask, Plan, TaskWords};
use crate::command::track::Gate;
use crate::command::{
    attention, check_in, consent, customer, device, diary, note, task, track, work,
};
use crate::error::Result;
use crate::transact::{DraftContent, DraftRow, Op, Saved};

impl App {
    /// Says that the rep will do a task.
    ///
    /// # Errors
    /// Those of [`crate::command::task::accept`].
    pub fn accept_task(&self, task: TaskId, fix: Option<Fix>) -> Result<Saved<ChangeId>> {
        task::accept(self.door(), task, fix)
    }

    /// Says that the rep will not do a task, and why.
    ///
    /// # Errors
    /// Those of [`crate::command::task::decline`].
    pub fn decline_task(
        &self,
        task: TaskId,
        reason: &str,
        fix: Option<Fix>,
    ) -> Result<Saved<ChangeId>> {
        task::decline(self.door(), task, reason, fix)
    }

    /// Says that the rep is at a task.
    ///
    /// # Errors
    /// Those of [`crate::command::task::start`].
    pub fn start_task(&self, task: TaskId, fix: Option<Fix>) -> Result<Saved<ChangeId>> {
        task::start(self.door(), task, fix)
    }

    /// Says that a task is done.
    ///
    /// # Errors
    /// Those of [`crate::command::task::complete`].
    pub fn complete_task(&self, task: TaskId, fix: Option<Fix>) -> Result<Saved<ChangeId>> {
        task::complete(self.door(), task, fix)
    }

    /// Says that a task was not done, and why.
    ///
    /// # Errors
    /// Those of [`crate::command::task::not_done`].
    pub fn task_not_done(
        &self,
        task: TaskId,
        reason: &str,
        fix: Option<Fix>,
    ) -> Result<Saved<ChangeId>> {
        task::not_done(self.door(), task, reason, fix)
    }

    /// Takes a report back.
    ///
    /// # Errors
    /// Those of [`crate::command::task::reopen`].
    pub fn reopen_task(&self, task: TaskId, fix: Option<Fix>) -> Result<Saved<ChangeId>> {
        task::reopen(self.door(), task, fix)
    }

    /// Takes a task that was offered to the team.
    ///
    /// # Errors
    /// Those of [`crate::command::task::claim`].
    pub fn claim_task(&self, task: TaskId) -> Result<Saved<ChangeId>> {
        task::claim(self.door(), task)
    }

    /// Ticks a line of a checklist, or unticks it.
    ///
    /// # Errors
    /// Those of [`crate::command::task::check`].
    pub fn check_item(&self, task: TaskId, item: ItemId, done: bool) -> Result<Saved<ChangeId>> {
        task::check(self.door(), task, item, done)
    }

    /// Gives the rep a task of his own making.
    ///
    /// # Errors
    /// Those of [`crate::command::task::assign_own`].
    pub fn assign_own_task(&self, new: NewTask) -> Result<Saved<TaskId>> {
        task::assign_own(self.door(), new)
    }

    /// Plans a task anew.
    ///
    /// # Errors
    /// Those of [`crate::command::task::reschedule`].
    pub fn reschedule_task(&self, task: TaskId, plan: &Plan) -> Result<Saved<Option<ChangeId>>> {
        task::reschedule(self.door(), task, plan)
    }

    /// Gives a task back to the team.
    ///
    /// # Errors
    /// Those of [`crate::command::task::hand_back`].
    pub fn hand_back_task(&self, task: TaskId) -> Result<Saved<ChangeId>> {
        task::hand_back(self.door(), task)
    }

    /// Changes what a task says.
    ///
    /// # Errors
    /// Those of [`crate::command::task::edit`].
    pub fn edit_task(&self, task: TaskId, words: &TaskWords) -> Result<Saved<Option<ChangeId>>> {
        task::edit(self.door(), task, words)
    }

    /// Calls a task off.
    ///
    /// # Errors
    /// Those of [`crate::command::task::cancel`].
    pub fn cancel_task(&self, task: TaskId, reason: &str) -> Result<Saved<ChangeId>> {
        task::cancel(self.door(), task, reason)
    }

    /// Says that the rep has arrived.
    ///
    /// # Errors
    /// Those of [`crate::command::check_in::arrive`].
    pub fn check_in(&self, arrived: CheckedIn) -> Result<Saved<CheckInId>> {
        check_in::arrive(self.door(), arrived)
    }

    /// Says that the rep leaves.
    ///
    /// # Errors
    /// Those of [`crate::command::check_in::leave`].
    pub fn check_out(&self, visit: CheckInId, fix: Option<Fix>) -> Result<Saved<ChangeId>> {
        check_in::leave(self.door(), visit, fix)
    }

    /// Takes an arrival back.
    ///
    /// # Errors
    /// Those of [`crate::command::check_in::withdraw`].
    pub fn withdraw_check_in(&self, visit: CheckInId, reason: &str) -> Result<Saved<ChangeId>> {
        check_in::withdraw(self.door(), visit, reason)
    }

    /// Names a note that is about to be written; nothing is kept of it before something is typed.
    #[must_use]
    pub fn new_note(&self) -> NoteId {
        NoteId(crate::rng::mint(&*self.shared.clock, &*self.shared.rng))
    }

    /// Opens a note in an editor, its text pinned.
    ///
    /// # Errors
    /// Those of [`crate::command::note::open`].
    pub fn open_note(&self, opened: NoteId) -> Result<Saved<DraftRow>> {
        note::open(self.door(), opened)
    }

    /// Keeps what stands in an editor; to be called at least once a second while somebody types.
    ///
    /// # Errors
    /// Those of [`crate::command::note::keep`].
    pub fn type_note(
        &self,
        typed: Option<NoteId>,
        content: &DraftContent,
    ) -> Result<Saved<NoteId>> {
        note::keep(self.door(), typed, content)
    }

    /// Sends what was typed to the server as a draft: on close, in the background, or after a minute.
    ///
    /// # Errors
    /// Those of [`crate::command::note::save_draft`].
    pub fn save_draft(&self, typed: NoteId) -> Result<Saved<Option<ChangeId>>> {
        note::save_draft(self.door(), typed)
    }

    /// Throws away what was typed.
    ///
    /// # Errors
    /// Those of [`crate::command::note::discard`].
    pub fn discard_draft(&self, typed: NoteId) -> Result<Saved<Option<ChangeId>>> {
        note::discard(self.door(), typed)
    }

    /// Commits a new note, with the task that follows from it.
    ///
    /// # Errors
    /// Those of [`crate::command::note::write`].
    pub fn write_note(
        &self,
        typed: Option<NoteId>,
        content: DraftContent,
        next: Option<NextStepToMake>,
    ) -> Result<Saved<NoteId>> {
        note::write(self.door(), typed, content, next)
    }

    /// Commits what stands in an editor as an edit of its note.
    ///
    /// # Errors
    /// Those of [`crate::command::note::edit`].
    pub fn edit_note(
        &self,
        edited: NoteId,
        content: &DraftContent,
    ) -> Result<Saved<Option<ChangeId>>> {
        note::edit(self.door(), edited, content)
    }

    /// Takes a note back.
    ///
    /// # Errors
    /// Those of [`crate::command::note::withdraw`].
    pub fn withdraw_note(&self, taken: NoteId) -> Result<Saved<ChangeId>> {
        note::withdraw(self.door(), taken)
    }

    /// Adds a customer, the rep's own unless it names an owner.
    ///
    /// # Errors
    /// Those of [`crate::command::customer::add`].
    pub fn add_customer(&self, added: CustomerAdded) -> Result<Saved<CustomerId>> {
        customer::add(self.door(), added)
    }

    /// Adds a customer as a rep enters it, his own.
    ///
    /// # Errors
    /// Those of [`crate::command::customer::add_here`].
    pub fn add_customer_here(&self, new: customer::NewCustomer) -> Result<Saved<CustomerId>> {
        customer::add_here(self.door(), new)
    }

    /// Edits fields of a customer.
    ///
    /// # Errors
    /// Those of [`crate::command::customer::edit`].
    pub fn edit_customer(
        &self,
        edited: CustomerId,
        set: Fields,
    ) -> Result<Saved<Option<ChangeId>>> {
        customer::edit(self.door(), edited, set)
    }

    /// Adds and removes tags of a customer.
    ///
    /// # Errors
    /// Those of [`crate::command::customer::tag`].
    pub fn tag_customer(
        &self,
        tagged: CustomerId,
        add: &BTreeSet<String>,
        remove: &BTreeSet<String>,
    ) -> Result<Saved<ChangeId>> {
        customer::tag(self.door(), tagged, add, remove)
    }

    /// Writes a lost value again.
    ///
    /// # Errors
    /// Those of [`crate::command::diary::restore`].
    pub fn restore_lost(&self, entry: DiaryId) -> Result<Saved<ChangeId>> {
        diary::restore(self.door(), entry)
    }

    /// Leaves a lost value as it is.
    ///
    /// # Errors
    /// Those of [`crate::command::diary::dismiss`].
    pub fn dismiss_entry(&self, entry: DiaryId) -> Result<Saved<ChangeId>> {
        diary::dismiss(self.door(), entry)
    }

    /// Agrees to a purpose, in the version of the words that were shown.
    ///
    /// # Errors
    /// Those of [`crate::command::consent::give`].
    pub fn give_consent(&self, purpose: Purpose, version: u32) -> Result<Saved<ChangeId>> {
        consent::give(self.door(), purpose, version)
    }

    /// Agrees to a purpose no more.
    ///
    /// # Errors
    /// Those of [`crate::command::consent::withdraw`].
    pub fn withdraw_consent(&self, purpose: Purpose) -> Result<Saved<ChangeId>> {
        consent::withdraw(self.door(), purpose)
    }

    /// Begins a work period.
    ///
    /// # Errors
    /// Those of [`crate::command::work::start`].
    pub fn start_work(&self) -> Result<Saved<ChangeId>> {
        work::start(self.door())
    }

    /// Begins a break.
    ///
    /// # Errors
    /// Those of [`crate::command::work::pause`].
    pub fn pause_work(&self, paid: bool) -> Result<Saved<ChangeId>> {
        work::pause(self.door(), paid)
    }

    /// Ends a break.
    ///
    /// # Errors
    /// Those of [`crate::command::work::resume`].
    pub fn resume_work(&self) -> Result<Saved<ChangeId>> {
        work::resume(self.door())
    }

    /// Ends a work period.
    ///
    /// # Errors
    /// Those of [`crate::command::work::end`].
    pub fn end_work(&self) -> Result<Saved<ChangeId>> {
        work::end(self.door())
    }

    /// Asks for another end of a work period.
    ///
    /// # Errors
    /// Those of [`crate::command::work::ask_correction`].
    pub fn ask_work_correction(
        &self,
        day: WorkDayId,
        period: ChangeId,
        to: i64,
        reason: &str,
    ) -> Result<Saved<ChangeId>> {
        work::ask_correction(self.door(), day, period, to, reason)
    }

    /// Keeps a point of the way on duty, if the gate lets it through.
    ///
    /// # Errors
    /// Those of [`crate::command::track::record`].
    pub fn record_way(&self, fix: &Fix) -> Result<Saved<Gate>> {
        track::record(self.door(), fix)
    }

    /// Makes changes of the points that are none yet: to be called when the app goes to the
    /// background.
    ///
    /// # Errors
    /// Those of [`crate::command::track::send`].
    pub fn send_way(&self) -> Result<Saved<usize>> {
        track::send(self.door())
    }

    /// Asks for the content of one of the person's phones to be destroyed.
    ///
    /// # Errors
    /// Those of [`crate::command::device::ask_wipe`].
    pub fn ask_wipe(&self, phone: DeviceId) -> Result<Saved<ChangeId>> {
        device::ask_wipe(self.door(), phone)
    }

    /// Says in another way what was refused.
    ///
    /// # Errors
    /// Those of [`crate::command::attention::mend`].
    pub fn mend(&self, refused: ChangeId, body: Body) -> Result<Saved<ChangeId>> {
        attention::mend(self.door(), refused, body)
    }

    /// Says again what was refused, in the same words.
    ///
    /// # Errors
    /// Those of [`crate::command::attention::say_again`].
    pub fn say_again(&self, refused: ChangeId) -> Result<Saved<ChangeId>> {
        attention::say_again(self.door(), refused)
    }

    /// Says again what was refused for a text, with another text.
    ///
    /// # Errors
    /// Those of [`crate::command::attention::mend_text`].
    pub fn mend_text(&self, refused: ChangeId, text: &str) -> Result<Saved<ChangeId>> {
        attention::mend_text(self.door(), refused, text)
    }

    /// Gives up what was refused, with everything that builds upon it.
    ///
    /// # Errors
    /// Those of [`crate::command::attention::discard`].
    pub fn discard_refused(&self, refused: ChangeId) -> Result<Saved<()>> {
        attention::discard(self.door(), refused)
    }

    /// Writes what needs attention as text, to be kept elsewhere.
    ///
    /// # Errors
    /// Those of [`crate::command::attention::export`].
    pub fn export_refused(&self) -> Result<String> {
        attention::export(self.door())
    }

    /// Names the last tap that can be taken back.
    ///
    /// # Errors
    /// Those of [`crate::command::undo_offer`].
    pub fn undo_offer(&self) -> Result<Option<Op>> {
        crate::command::undo_offer(self.door())
    }

    /// Takes the last tap back.
    ///
    /// # Errors
    /// Those of [`crate::command::undo`].
    pub fn undo(&self) -> Result<Saved<Vec<ChangeId>>> {
        crate::command::undo(self.door())
    }
}
