//! The questions that screens ask: rows in, typed facts out. Nothing here writes.
//!
//! Each screen has one function that gathers its facts of one moment of the store; what becomes of
//! them is decided in `view`, without the store.
//!
//! Where to start: [`Moment`] says what time it is for whom, [`today`] is the question behind the
//! first screen.

mod check_in;
mod cost;
mod customers;
mod enrolment;
mod judge;
mod map;
mod moment;
mod names;
mod near;
mod note;
mod notice;
mod pending;
mod remedy;
mod search;
mod settings;
mod sync;
mod task;
mod today;
mod unfinished;
mod wipe;
mod work;

pub use check_in::{CheckInFacts, check_in};
pub use cost::{Cost, Rhythm, cost};
pub(crate) use cost::{FULL, OLD};
pub use customers::{CustomerFacts, CustomersFacts, customer, customers, near_me};
pub use enrolment::{EnrolmentFacts, enrolment};
pub use judge::judge;
pub use map::{MapFacts, map};
pub use moment::Moment;
pub use names::{ActivityName, Names};
pub use near::{NearSite, near};
pub use note::{Editor, NoteFacts, note, notes_of};
pub use notice::{NoticeFacts, Untold, notices};
pub use pending::{Pending, SyncMark};
pub use remedy::{Refused, with_text};
pub use search::{SearchFacts, search};
pub use settings::{SettingsFacts, settings};
pub use sync::{SyncFacts, sync};
pub use task::{TaskFacts, task};
pub use today::{DayFacts, TodayFacts, day, today};
pub use unfinished::Unfinished;
pub use wipe::{wipe_asked, wiper};
pub use work::{MyDataFacts, WorkFacts, my_data, work};

pub use crate::store::rows::{
    Bookmark, CheckInRow, CustomerFilter, CustomerPlace, CustomerRow, DiaryRow, Journey, LookRow,
    NoteRow, PendingRow, ReceiptRow, SearchRow, SiteBox, SiteName, SiteRow, Sizes, TaskRow, Touch,
    WayRow, WorkDayRow, plain_letters, writes_no_spaces,
};
pub use crate::store::{
    DraftContent, DraftRow, LocationMode, NoticeKind, NoticeRow, PinnedText, Profile, Reader, Wiped,
};
