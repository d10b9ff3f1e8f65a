//! The facts of what is to be told.

use outrider_model::decide::Judge;
use outrider_model::id::RecordId;
use outrider_model::record::{Diary, Hours, Kind};

use super::work::hours;
use super::{Moment, WorkFacts, work};
use crate::error::Result;
use crate::store::{NoticeKind, NoticeRow, Reader};

/// What is to be told, and whether it may be told now.
#[derive(Clone, Debug)]
pub struct NoticeFacts {
    /// When.
    pub moment: Moment,
    /// The person's working hours, his own or the organisation's.
    pub hours: Hours,
    /// The person's work days.
    pub work: WorkFacts,
    /// What was noticed and not told, in that order.
    pub untold: Vec<Untold>,
}

/// Something that was noticed, with what it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Untold {
    /// What was noticed.
    pub row: NoticeRow,
    /// The record that a person would look at.
    pub about: Option<(RecordId, Kind)>,
    /// The title, where that is a task.
    pub title: Option<String>,
}

/// Gathers what is to be told.
///
/// # Errors
/// Those of storage and of records.
pub fn notices(reader: &Reader<'_>, judge: &Judge, moment: Moment) -> Result<NoticeFacts> {
    let rows = reader.untold()?;
    let untold = rows.into_iter().map(|row| untold(reader, row));
    Ok(NoticeFacts {
        hours: hours(reader, judge)?,
        untold: untold.collect::<Result<_>>()?,
        work: work(reader, judge, moment.clone())?,
        moment,
    })
}

fn untold(reader: &Reader<'_>, row: NoticeRow) -> Result<Untold> {
    let (about, title) = match row.kind {
        NoticeKind::NewTask | NoticeKind::TaskChanged | NoticeKind::TaskTaken => {
            (Some((row.about, Kind::Task)), Some(row.title.clone()))
        }
        NoticeKind::Conflict => {
            let record = reader.record(row.about)?;
            let entry = record.and_then(|record| record.read::<Diary>().ok());
            let about = entry.map(|entry| (entry.about, entry.about_kind));
            let title = match &about {
                Some((id, Kind::Task)) => reader.title_of(*id)?,
                Some(_) | None => None,
            };
            (about, title)
        }
        NoticeKind::DayNotEnded => (Some((row.about, Kind::WorkDay)), None),
        NoticeKind::NeedsAttention | NoticeKind::SignInNeeded => (None, None),
    };
    Ok(Untold { row, about, title })
}
