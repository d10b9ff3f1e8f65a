//! Check-ins: facts. A verdict on the place is noted, never a refusal.

use std::collections::BTreeMap;

use serde_json::Value;

use super::context::Context;
use super::customer::flag;
use super::plain::write;
use super::{Code, Refusal};
use crate::change::{CheckedIn, CheckedOut};
use crate::id::{CheckInId, SiteId};
use crate::place::{Fix, judge_fix};
use crate::record::{
    CheckIn, Customer, Evidence, EvidenceDetail, Field, Kind, Leg, Merge, Record, Site,
};

pub(super) fn arrive(context: &mut Context<'_>, arrived: &CheckedIn) -> Result<(), Refusal> {
    let customer = context.customer(arrived.customer)?.unwrap_or_default();
    let (site, place) = match site_of(&customer, arrived.site, arrived.fix.as_ref()) {
        Some((id, site)) => (Some(id), Some(site)),
        None => (arrived.site, None),
    };
    let verdict = arrived
        .fix
        .as_ref()
        .zip(place)
        .map(|(fix, site)| judge_fix(&site.fence, site.at, fix));
    let mut evidence = BTreeMap::new();
    if arrived.fix.as_ref().is_some_and(|fix| fix.mock) {
        evidence.insert(
            Evidence::Mock,
            EvidenceDetail {
                other: None,
                amount: 1,
            },
        );
    }
    let check_in = CheckIn {
        person: context.judge.author,
        customer: arrived.customer,
        site,
        task: arrived.task,
        begin: Leg {
            civil: context.change.civil.clone(),
            fix: arrived.fix.clone(),
        },
        end: None,
        verdict,
        evidence,
        withdrawn: false,
        coarsened: None,
    };
    context.create(Kind::CheckIn, context.change.key().into(), &check_in)
}

/// The site that the rep named, else the nearest to his fix, else the only one.
fn site_of<'a>(
    customer: &'a Customer,
    named: Option<SiteId>,
    fix: Option<&Fix>,
) -> Option<(SiteId, &'a Site)> {
    if let Some(id) = named {
        return customer.sites.get(&id).map(|site| (id, site));
    }
    let distance = |site: &Site| fix.map(|fix| crate::place::distance_mm(&site.at, &fix.position));
    customer
        .sites
        .iter()
        .min_by_key(|(id, site)| (distance(site), **id))
        .map(|(id, site)| (*id, site))
}

pub(super) fn leave(context: &mut Context<'_>, left: &CheckedOut) -> Result<(), Refusal> {
    let Some(mut record) = own(context, left.check_in)? else {
        return Ok(());
    };
    let leg = Leg {
        civil: context.change.civil.clone(),
        fix: left.fix.clone(),
    };
    let leg = serde_json::to_value(leg).unwrap_or_default();
    write(
        context,
        &mut record,
        &Field::from("out"),
        leg,
        Merge::Latest,
    )?;
    context.put(record);
    Ok(())
}

/// Takes a check-out back: the visit goes on.
pub(super) fn stay(context: &mut Context<'_>, id: CheckInId) -> Result<(), Refusal> {
    let Some(mut record) = own(context, id)? else {
        return Ok(());
    };
    write(
        context,
        &mut record,
        &Field::from("out"),
        Value::Null,
        Merge::Latest,
    )?;
    context.put(record);
    Ok(())
}

pub(super) fn withdraw(
    context: &mut Context<'_>,
    id: CheckInId,
    withdrawn: bool,
) -> Result<(), Refusal> {
    let Some(mut record) = own(context, id)? else {
        return Ok(());
    };
    write(
        context,
        &mut record,
        &Field::from("withdrawn"),
        flag(withdrawn),
        Merge::Latest,
    )?;
    context.put(record);
    Ok(())
}

fn own(context: &Context<'_>, id: CheckInId) -> Result<Option<Record>, Refusal> {
    let Some(record) = context.of_kind(id.into(), &Kind::CheckIn)? else {
        return Ok(None);
    };
    let check_in: CheckIn = record.read().map_err(|_| Refusal::code(Code::Invalid))?;
    context.require(context.may(check_in.person))?;
    Ok(Some(record))
}
