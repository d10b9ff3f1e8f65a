//! The screens: each asks one moment of the store. What each can fail with, the core tells.

use jiff::civil::Date;
use outrider_core::query::CustomerFilter;
use outrider_core::query::SiteBox;
use outrider_core::view::{
    CheckInView, CustomerView, CustomersView, DayView, EnrolmentView, MapView, MyDataView,
    NoteView, NotesView, SearchView, SettingsView, SyncView, TaskView, TodayView, WorkView,
};
use outrider_model::id::{CustomerId, NoteId, TaskId};
use outrider_model::place::{Fix, Position};

use crate::Phone;
use crate::Result;

#[uniffi::export]
impl Phone {
    /// Shows whose phone this is, and whether it may sync.
    pub fn enrolment_view(&self) -> Result<EnrolmentView> {
        self.ask(|app| app.enrolment_view())
    }

    /// Shows what there is to do today, nearest work counted from `at`.
    pub fn today_view(&self, at: Option<Position>) -> Result<TodayView> {
        self.ask(|app| app.today_view(at))
    }

    /// Shows what there is to do on another day.
    pub fn day_view(&self, day: Date, at: Option<Position>) -> Result<DayView> {
        self.ask(|app| app.day_view(day, at))
    }

    /// Shows one task.
    pub fn task_view(&self, task: TaskId, at: Option<Position>) -> Result<TaskView> {
        self.ask(|app| app.task_view(task, at))
    }

    /// Shows the customers that an arrival may be meant for.
    pub fn check_in_view(&self, fix: Option<Fix>, task: Option<TaskId>) -> Result<CheckInView> {
        self.ask(|app| app.check_in_view(fix, task))
    }

    /// Shows the editor of a note; customer and task are those of a new one.
    pub fn note_view(
        &self,
        note: NoteId,
        customer: Option<CustomerId>,
        task: Option<TaskId>,
    ) -> Result<NoteView> {
        self.ask(|app| app.note_view(note, customer, task))
    }

    /// Shows the notes about a customer, before a time where one is given.
    pub fn notes_view(&self, customer: CustomerId, before: Option<i64>) -> Result<NotesView> {
        self.ask(|app| app.notes_view(customer, before))
    }

    /// Shows a page of customers in the order of their names.
    pub fn customers_view(
        &self,
        filter: CustomerFilter,
        at: Option<Position>,
    ) -> Result<CustomersView> {
        self.ask(|app| app.customers_view(&filter, at))
    }

    /// Shows the customers nearest to a place.
    pub fn near_me_view(&self, at: Position) -> Result<CustomersView> {
        self.ask(|app| app.near_me_view(at))
    }

    /// Shows customers on a map: those in a box, or all.
    pub fn map_view(&self, within: Option<SiteBox>, at: Option<Position>) -> Result<MapView> {
        self.ask(|app| app.map_view(within, at))
    }

    /// Shows one customer with what happened there.
    pub fn customer_view(
        &self,
        customer: CustomerId,
        at: Option<Position>,
    ) -> Result<CustomerView> {
        self.ask(|app| app.customer_view(customer, at))
    }

    /// Shows customers and notes that fit what was typed.
    pub fn search_view(&self, typed: String) -> Result<SearchView> {
        self.ask(|app| app.search_view(&typed))
    }

    /// Shows what waits, what needs attention and what was lost.
    pub fn sync_view(&self) -> Result<SyncView> {
        self.ask(|app| app.sync_view())
    }

    /// Shows the work day.
    pub fn work_view(&self) -> Result<WorkView> {
        self.ask(|app| app.work_view())
    }

    /// Shows everything that is kept about where the person was, and who looked at it.
    pub fn my_data_view(&self) -> Result<MyDataView> {
        self.ask(|app| app.my_data_view())
    }

    /// Shows who works here, on what, with which words.
    pub fn settings_view(&self) -> Result<SettingsView> {
        self.ask(|app| app.settings_view())
    }
}
