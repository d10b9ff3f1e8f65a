//! Devices: enrolled by their owner, revoked for good, wiped on somebody's word and with a receipt.

use serde_json::Value;

use super::context::Context;
use super::plain::{write, write_fields};
use super::{Code, Look, Refusal};
use crate::change::{DeviceEnrolled, DeviceWiped, Edited};
use crate::id::DeviceId;
use crate::record::{Device, DeviceKind, Field, Kind, Merge, Record, Wipe, Wiped};

pub(super) fn enrol(context: &mut Context<'_>, enrolled: &DeviceEnrolled) -> Result<(), Refusal> {
    let is_systems = enrolled.enrolled.is == DeviceKind::System;
    let may = context.may(enrolled.enrolled.person);
    context.require(may && (context.judge.rights.is_system || !is_systems))?;
    if enrolled.enrolled.wipe.is_some() || enrolled.enrolled.wiped.is_some() {
        return Err(Refusal::invalid("enrolled"));
    }
    if matches!(
        context.held.record(enrolled.enrolled.person.into()),
        Look::Absent
    ) {
        return Err(Refusal::invalid("person"));
    }
    context.create(
        Kind::Device,
        context.change.key().into(),
        &enrolled.enrolled,
    )
}

/// The owner names his device; he, his manager or an admin revokes it. It never comes back.
pub(super) fn edit(context: &mut Context<'_>, edited: &Edited<DeviceId>) -> Result<(), Refusal> {
    let Some((mut record, device)) = managed(context, edited.target)? else {
        return Ok(());
    };
    let revives = edited
        .set
        .get(&Field::from("revoked"))
        .is_some_and(|value| *value != Value::Bool(true));
    if revives && device.revoked {
        return Err(Refusal::code(Code::Removed));
    }
    write_fields(context, &mut record, &edited.set)?;
    context.put(record);
    Ok(())
}

/// Asks for a phone's content to be destroyed, or takes that back while it is still there.
pub(super) fn ask_wipe(
    context: &mut Context<'_>,
    id: DeviceId,
    is_asked: bool,
) -> Result<(), Refusal> {
    let Some((mut record, device)) = managed(context, id)? else {
        return Ok(());
    };
    if device.is != DeviceKind::Phone {
        return Err(Refusal::invalid("target"));
    }
    if device.wiped.is_some() {
        return Err(Refusal::code(Code::Removed));
    }
    let wipe = is_asked.then_some(Wipe {
        asked_by: context.judge.author,
        at: context.judge.stamp,
    });
    write_value(context, &mut record, "wipe", &wipe)?;
    context.put(record);
    Ok(())
}

/// The receipt comes of the device's own session, or of the server in its name.
pub(super) fn wiped(context: &mut Context<'_>, wiped: &DeviceWiped) -> Result<(), Refusal> {
    let is_own = wiped.target == context.judge.device;
    context.require(context.judge.rights.is_system || is_own)?;
    let Some(mut record) = context.of_kind(wiped.target.into(), &Kind::Device)? else {
        return Ok(());
    };
    let receipt = Wiped {
        at: context.judge.stamp,
        unsent: wiped.unsent,
    };
    write_value(context, &mut record, "wiped", &receipt)?;
    context.put(record);
    Ok(())
}

fn write_value(
    context: &mut Context<'_>,
    record: &mut Record,
    field: &str,
    value: &impl serde::Serialize,
) -> Result<bool, Refusal> {
    let value = serde_json::to_value(value).map_err(|_| Refusal::code(Code::Malformed))?;
    write(context, record, &Field::from(field), value, Merge::Latest)
}

fn managed(context: &Context<'_>, id: DeviceId) -> Result<Option<(Record, Device)>, Refusal> {
    let Some(record) = context.of_kind(id.into(), &Kind::Device)? else {
        return Ok(None);
    };
    let device: Device = record.read()?;
    context.require(context.may(device.person))?;
    Ok(Some((record, device)))
}
