//! `outrider audit`: the log of acts, listed and verified.

use serde_json::json;

use super::args::Audit;
use super::{CliError, Desk};
use crate::audit::{self, Asked, Finding, Place, hex};
use crate::store::AuditTip;

/// Does what is asked about the log.
pub(super) fn run(desk: &Desk, command: &Audit) -> Result<(), CliError> {
    match command {
        Audit::List {
            action,
            after,
            limit,
        } => {
            let asked = Asked {
                action: action.clone(),
                after: *after,
                ..Asked::default()
            };
            list(desk, &asked, *limit)
        }
        Audit::Verify { expect } => verify(desk, *expect),
        Audit::Head => head(desk),
    }
}

fn list(desk: &Desk, asked: &Asked, limit: usize) -> Result<(), CliError> {
    let tenant = desk.tenant()?;
    let (lines, next) = audit::read(&*desk.store, tenant.id, asked, limit)?;
    let words = lines.iter().map(|line| {
        let id = |id: Option<String>| id.unwrap_or_else(|| "-".to_owned());
        format!(
            "{} {} {} {} {} {}",
            line.number,
            moment(line.at),
            id(line.actor.map(|actor| actor.to_string())),
            line.action,
            id(line.subject.map(|subject| subject.to_string())),
            line.detail
        )
    });
    let words = words.collect::<Vec<_>>().join("\n");
    desk.answer(&json!({ "items": lines, "next": next }), &words)
}

fn moment(at: i64) -> String {
    jiff::Timestamp::from_microsecond(at).map_or_else(|_| at.to_string(), |at| at.to_string())
}

fn verify(desk: &Desk, expect: Option<AuditTip>) -> Result<(), CliError> {
    let tenant = desk.tenant()?;
    let outcome = audit::verify(&*desk.store, tenant.id, expect)?;
    let words = match &outcome.finding {
        None => format!(
            "{} lines stand as they were written, and {} changes with them ({} forgotten, {} older than the log)",
            outcome.head.number, outcome.changes, outcome.forgotten, outcome.before
        ),
        Some(Finding { at, why }) => match at {
            Place::Line(number) => format!("line {number}: {why}"),
            Place::Change(seq) => format!("change {seq}: {why}"),
        },
    };
    desk.answer(&outcome.told(), &words)?;
    match outcome.finding {
        None => Ok(()),
        Some(_) => Err(CliError::Said),
    }
}

fn head(desk: &Desk) -> Result<(), CliError> {
    let tenant = desk.tenant()?;
    let tip = audit::head(&*desk.store, tenant.id)?;
    let (number, hash) = (tip.number, hex(&tip.hash));
    desk.answer(
        &json!({ "organisation": tenant.slug, "number": number, "hash": hash }),
        &format!("{number}:{hash}"),
    )
}

/// Reads `NUMBER:HASH`, as `outrider audit head` writes it.
pub(super) fn tip(text: &str) -> Result<AuditTip, String> {
    let why = "write NUMBER:HASH as `outrider audit head` does".to_owned();
    let (number, hash) = text.split_once(':').ok_or(why.clone())?;
    let number = number.parse().map_err(|_| why.clone())?;
    let mut bytes = [0; 32];
    if hash.len() != 64 || !hash.is_ascii() {
        return Err(why);
    }
    for (place, byte) in bytes.iter_mut().enumerate() {
        let digits = hash.get(place * 2..place * 2 + 2).ok_or(why.clone())?;
        *byte = u8::from_str_radix(digits, 16).map_err(|_| why.clone())?;
    }
    Ok(AuditTip {
        number,
        hash: bytes,
    })
}
