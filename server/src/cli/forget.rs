//! `outrider erase` and `outrider retention`: what is forgotten.

use serde_json::json;

use super::admin::find_person;
use super::args::{Erase, RetentionAsked};
use super::{CliError, Desk};
use crate::audit::{Action, Note, note};
use crate::privacy::{self, Going, Retention};

/// Erases a person, or says what would go.
pub(super) fn erase(desk: &Desk, asked: &Erase) -> Result<(), CliError> {
    let tenant = desk.tenant()?;
    let person = find_person(desk, &tenant, &asked.person)?;
    let going = privacy::going(&*desk.store, tenant.id, person)?;
    if !asked.yes {
        let why = format!("{}; say --yes, and it is gone for good", preview(&going));
        if desk.is_json {
            desk.answer(&going, "")?;
            return Err(CliError::Usage("nothing was erased: say --yes".to_owned()));
        }
        return Err(CliError::Usage(why));
    }
    let now = desk.seams.clock.wall();
    let erased = privacy::erase(&*desk.store, tenant.id, person, None, now)?;
    desk.answer(
        &erased,
        &format!(
            "erased {person}: {} records and {} changes hold nothing of this person any more",
            erased.records, erased.changes
        ),
    )
}

fn preview(going: &Going) -> String {
    let records = going
        .records
        .iter()
        .map(|(kind, count)| format!("{count} {kind}"))
        .collect::<Vec<_>>()
        .join(", ");
    format!(
        "{} would lose what is personal in {records} and in {} changes",
        going.name, going.changes
    )
}

/// Shows or sets how long positions stay precise.
pub(super) fn retention(desk: &Desk, asked: &RetentionAsked) -> Result<(), CliError> {
    let tenant = desk.tenant()?;
    if let Some(positions_days) = asked.positions {
        let retention = Retention { positions_days };
        privacy::set_retention(&*desk.store, tenant.id, retention)?;
        let line = Note::of(Action::SettingsChanged)
            .saying(json!({ "setting": "retention", "positions_days": positions_days }));
        note(&*desk.store, tenant.id, desk.seams.clock.wall(), &line)?;
    }
    let retention = privacy::retention(&*desk.store, tenant.id)?;
    desk.answer(
        &retention,
        &format!(
            "positions stay precise for {} days",
            retention.positions_days
        ),
    )
}
