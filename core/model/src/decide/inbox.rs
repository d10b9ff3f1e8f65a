//! What waits for managers: one of them puts it aside for all, and any of them brings it back.

use super::Refusal;
use super::context::Context;
use super::customer::flag;
use super::plain::write;
use crate::change::InboxEntry;
use crate::record::{Dismissal, Field, Kind, Matter, Merge};

/// Whether there is such a thing is not asked: an entry that nothing brought up hides nothing.
pub(super) fn put_aside(
    context: &mut Context<'_>,
    entry: &InboxEntry,
    is_dismissed: bool,
) -> Result<(), Refusal> {
    context.require(context.may(entry.person))?;
    if matches!(entry.tells, Matter::Unknown(_)) {
        return Err(Refusal::invalid("tells"));
    }
    let fresh = Dismissal {
        dismissed: false,
        ..entry.dismissal()
    };
    let id = fresh.id().into();
    let mut record = context.shared(Kind::Dismissal, id, entry.person, &fresh)?;
    write(
        context,
        &mut record,
        &Field::from("dismissed"),
        flag(is_dismissed),
        Merge::Latest,
    )?;
    context.put(record);
    Ok(())
}
