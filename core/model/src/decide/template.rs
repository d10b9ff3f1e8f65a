//! Templates: saved and edited by managers and admins; what is made of one is judged as any task.

use super::Refusal;
use super::context::Context;
use super::customer::flag;
use super::plain::{admit_name, write, write_fields};
use crate::change::{Edited, TemplateSaved};
use crate::id::{PersonId, TeamId, TemplateId};
use crate::record::{Field, Kind, Merge, Record, Template};

pub(super) fn save(context: &mut Context<'_>, saved: &TemplateSaved) -> Result<(), Refusal> {
    admit_name("name", &saved.name)?;
    require_owner(context, saved.team, context.judge.author)?;
    if let Some((item, _)) = saved.tasks.iter().find(|(_, task)| !task.is_valid()) {
        return Err(Refusal::invalid(format!("tasks/{item}")));
    }
    let template = Template {
        name: saved.name.clone(),
        team: saved.team,
        tasks: saved.tasks.clone(),
        removed: false,
    };
    context.create(Kind::Template, context.change.key().into(), &template)
}

pub(super) fn edit(context: &mut Context<'_>, edited: &Edited<TemplateId>) -> Result<(), Refusal> {
    let Some(mut record) = own(context, edited.target)? else {
        return Ok(());
    };
    write_fields(context, &mut record, &edited.set)?;
    context.put(record);
    Ok(())
}

pub(super) fn remove(
    context: &mut Context<'_>,
    id: TemplateId,
    removed: bool,
) -> Result<(), Refusal> {
    let Some(mut record) = own(context, id)? else {
        return Ok(());
    };
    write(
        context,
        &mut record,
        &Field::from("removed"),
        flag(removed),
        Merge::Latest,
    )?;
    context.put(record);
    Ok(())
}

/// Also one that was removed: an edit that arrives after the removal ends as one before it.
fn own(context: &Context<'_>, id: TemplateId) -> Result<Option<Record>, Refusal> {
    let Some(record) = context.of_kind(id.into(), &Kind::Template)? else {
        return Ok(None);
    };
    let team = record.read::<Template>()?.team;
    require_owner(context, team, record.created().person)?;
    Ok(Some(record))
}

/// A team's is its managers'; of one that is everybody's, whoever saved it, and his managers, may
/// change it.
fn require_owner(
    context: &Context<'_>,
    team: Option<TeamId>,
    saved_by: PersonId,
) -> Result<(), Refusal> {
    let is_own = match team {
        Some(team) => context.is_admin() || context.judge.rights.manages.contains(&team),
        None => context.may(saved_by),
    };
    context.require(is_own)
}
