//! Diary entries are settled by the person they are for.

use serde_json::Value;

use super::Refusal;
use super::context::Context;
use super::plain::write;
use crate::change::DiarySettled;
use crate::record::{Diary, Field, Kind, Merge};

pub(super) fn settle(context: &mut Context<'_>, settled: &DiarySettled) -> Result<(), Refusal> {
    let Some(mut record) = context.of_kind(settled.entry.into(), &Kind::Diary)? else {
        return Ok(());
    };
    let diary: Diary = record.read()?;
    context.require(context.may(diary.person))?;
    let value = settled
        .settled
        .as_ref()
        .map_or(Value::Null, |how| Value::String(how.to_string()));
    write(
        context,
        &mut record,
        &Field::from("settled"),
        value,
        Merge::Latest,
    )?;
    context.put(record);
    Ok(())
}
