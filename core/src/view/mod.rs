//! Screens: plain values that a shell draws. Pure: facts in, a view out.
//!
//! A view says what is so and why; words for people, colours and layout are the shell's. Numbers
//! are whole: millimetres, minutes of a day, microseconds since 1970 (UTC).
//!
//! Where to start: [`TodayView`] is the first screen; [`outrider_model::agenda`] says why a task
//! stands where it stands. [`TaskView`] shows how what a person may do is found: by asking the judge.

mod check_in;
mod customers;
mod diary;
mod enrolment;
mod line;
mod map;
mod my_data;
mod note;
mod notice;
mod search;
mod settings;
mod sync;
mod task;
mod text;
mod today;
mod told;
mod work;

pub use check_in::{Candidate, CheckInView, Choice, OpenVisit, Shortfall};
pub use customers::{
    CustomerView, CustomersView, Event, ListedCustomer, OpenTask, SiteLine, TimelineEntry,
};
pub use diary::DiaryLine;
pub use enrolment::{EnrolmentState, EnrolmentView};
pub use line::{ActivityLine, CustomerLine, NoteLine, ReasonLine, VisitLine, Who};
pub use map::{MapView, PlaceMark};
pub use my_data::{ConsentLine, LookLine, ModeLine, MyDataView, PointLine, PositionLine, WayLine};
pub use note::{Elsewhere, NextSuggestion, NoteView, NotesView, Opened, Source};
pub use notice::{Notice, NoticeKind, Quiet, not_ended};
pub use search::{Hit, Piece, SearchView, Snippet};
pub use settings::SettingsView;
pub use sync::{
    AttentionLine, Headline, Link, ReceiptLine, ReceiptVerdict, Remedy, SyncView, WaitingLine,
    WipeLine,
};
pub use task::{Action, ActionKind, ChangeLine, HeadLine, ItemLine, TaskView};
pub use text::as_text;
pub use today::{DayView, LaterDay, Reason, SettledRow, TodayRow, TodayView, UnfinishedNote};
pub use told::Told;
pub use work::{BreakLine, CorrectionLine, CorrectionState, PeriodLine, WorkState, WorkView};

#[cfg(test)]
mod tests;
