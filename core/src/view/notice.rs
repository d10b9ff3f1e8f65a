//! What a shell tells the person when he is not looking: few things, once, and not in his rest.

use std::collections::BTreeMap;

use outrider_model::id::{RecordId, WorkDayId};
use outrider_model::record::{Hours, Kind, Weekday};
use serde::Serialize;

use super::work::{WorkState, WorkView};
use crate::query::{Moment, NoticeFacts, NoticeKind as Noticed, Untold};

/// Something to tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Notice {
    /// By what the shell says that it has told it.
    pub id: String,
    /// What it tells.
    pub kind: NoticeKind,
    /// The record that a tap opens; a task that was taken may be on this phone no more.
    pub about: Option<RecordId>,
    /// That record's kind.
    pub about_kind: Option<Kind>,
    /// The title of the task; nothing else that people wrote is in a notice. A shell may leave it
    /// out on a locked screen.
    pub title: Option<String>,
    /// When it was noticed, microseconds since 1970 (UTC).
    pub at: i64,
}

/// What a notice tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum NoticeKind {
    /// Somebody gave the person a task.
    NewTask,
    /// Somebody planned one of his tasks anew, or opened it again.
    TaskChanged,
    /// One of his tasks is his no more, or was called off.
    TaskTaken,
    /// Something that he wrote does not stand, or stands beside another's words.
    Conflict,
    /// The server refused changes.
    NeedsAttention {
        /// How many.
        changes: u64,
    },
    /// The phone has to be signed in again.
    SignInNeeded,
    /// A work period goes on after it should have ended.
    DayNotEnded,
}

/// A part of the day in which nothing is told, in minutes after the person's midnight; over
/// midnight where it ends before it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Quiet {
    /// The first minute.
    pub from: u16,
    /// The minute after the last.
    pub until: u16,
}

/// The night of somebody of whom no working hours are known.
const NIGHT: Quiet = Quiet {
    from: 20 * 60,
    until: 7 * 60,
};
/// How long after his working hours a person is asked whether he is still at work, in minutes.
const GRACE: i64 = 60;
/// How long a period may be before it is asked about whatever the hours say, in microseconds.
const LONG: i64 = 12 * 3_600_000_000;

impl Quiet {
    fn holds(self, minute: u16) -> bool {
        if self.from <= self.until {
            (self.from..self.until).contains(&minute)
        } else {
            minute >= self.from || minute < self.until
        }
    }
}

impl Notice {
    /// Returns what is to be told now: nothing in `quiet` where the person chose such hours, else
    /// nothing outside his working hours unless he is at work.
    #[must_use]
    pub fn all(facts: &NoticeFacts, quiet: Option<Quiet>, needs_sign_in: bool) -> Vec<Notice> {
        if is_quiet(facts, quiet) {
            return Vec::new();
        }
        let not_ended = not_ended(facts).map(RecordId::from);
        let mut tasks: BTreeMap<RecordId, Vec<&Untold>> = BTreeMap::new();
        let mut refused = Vec::new();
        let mut told = Vec::new();
        for one in &facts.untold {
            let about = one.row.about;
            match one.row.kind {
                Noticed::NewTask | Noticed::TaskChanged | Noticed::TaskTaken => {
                    tasks.entry(about).or_default().push(one);
                }
                Noticed::NeedsAttention => refused.push(one),
                Noticed::Conflict => told.push((one, NoticeKind::Conflict)),
                Noticed::SignInNeeded if needs_sign_in => {
                    told.push((one, NoticeKind::SignInNeeded));
                }
                Noticed::DayNotEnded if not_ended == Some(about) => {
                    told.push((one, NoticeKind::DayNotEnded));
                }
                Noticed::SignInNeeded | Noticed::DayNotEnded => {}
            }
        }
        told.extend(tasks.values().filter_map(|news| of_task(news)));
        let changes = refused.len() as u64;
        told.extend(refused.last().map(|last| {
            let kind = NoticeKind::NeedsAttention { changes };
            (*last, kind)
        }));
        told.sort_by_key(|(one, _)| one.row.number);
        told.into_iter()
            .map(|(one, kind)| notice(one, kind))
            .collect()
    }
}

fn notice(one: &Untold, kind: NoticeKind) -> Notice {
    let (about, about_kind) = one.about.clone().unzip();
    Notice {
        id: one.row.number.to_string(),
        kind,
        about,
        about_kind,
        title: one.title.clone(),
        at: one.row.at,
    }
}

/// What is left to tell of all that happened to one task: of one that came and went, nothing.
fn of_task<'a>(news: &[&'a Untold]) -> Option<(&'a Untold, NoticeKind)> {
    let last = *news.last()?;
    let is_new = news.iter().any(|one| one.row.kind == Noticed::NewTask);
    let kind = match (last.row.kind == Noticed::TaskTaken, is_new) {
        (true, true) => return None,
        (true, false) => NoticeKind::TaskTaken,
        (false, true) => NoticeKind::NewTask,
        (false, false) => NoticeKind::TaskChanged,
    };
    Some((last, kind))
}

fn is_quiet(facts: &NoticeFacts, quiet: Option<Quiet>) -> bool {
    let minute = facts.moment.minute();
    if let Some(quiet) = quiet {
        return quiet.holds(minute);
    }
    if WorkView::of(&facts.work).state != WorkState::Off {
        return false;
    }
    if facts.hours.is_empty() {
        return NIGHT.holds(minute);
    }
    let today = Weekday::from(facts.moment.today().weekday());
    let hours = facts.hours.get(&today);
    !hours.is_some_and(|hours| (hours.from..hours.to).contains(&minute))
}

/// Returns the work day whose period goes on after it should have ended.
#[must_use]
pub fn not_ended(facts: &NoticeFacts) -> Option<WorkDayId> {
    let work = WorkView::of(&facts.work);
    if let Some(forgotten) = work.to_fix.first() {
        return Some(forgotten.work_day);
    }
    if work.state == WorkState::Off {
        return None;
    }
    let open = facts.work.days.iter().find_map(|row| {
        let attended = outrider_model::attendance::attendance(&row.day);
        let open = attended.periods.iter().rev().find(|one| one.to.is_none())?;
        Some((row.id, open.from))
    });
    let (work_day, from) = open?;
    is_over(from, &facts.hours, &facts.moment).then_some(work_day)
}

/// Says whether a period that began within working hours goes on well after their end.
fn is_over(from: i64, hours: &Hours, moment: &Moment) -> bool {
    let lasts = moment.now.saturating_sub(from);
    if lasts >= LONG {
        return true;
    }
    let day = moment.day_of(from);
    let Some(window) = hours.get(&Weekday::from(day.weekday())) else {
        return false;
    };
    let minutes = lasts / 60_000_000;
    let days = i64::from((moment.today() - day).get_days());
    let now = i64::from(moment.minute()) + days * 24 * 60;
    let end = i64::from(window.to);
    now - minutes < end && now >= end + GRACE
}
