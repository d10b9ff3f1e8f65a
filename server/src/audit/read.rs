//! The log as people read it.

use outrider_model::id::{DeviceId, OrganisationId, PersonId, RecordId};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{Finding, Outcome};
use crate::store::{AuditFilter, AuditLine, Store, StoreError};

/// Which lines are asked for. All conditions hold together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Of this actor.
    pub actor: Option<PersonId>,
    /// About this record.
    pub subject: Option<RecordId>,
    /// Of actions that begin with this; empty for all.
    pub action: String,
    /// From this moment on, microseconds since 1970 (UTC).
    pub from: Option<i64>,
    /// Before this moment.
    pub to: Option<i64>,
    /// Whether the newest line comes first.
    pub is_newest_first: bool,
    /// After this number, in the order that is asked for; 0 from its beginning.
    pub after: u64,
}

/// A line as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = AuditEntry)]
pub struct Shown {
    /// Its number.
    pub number: u64,
    /// When, microseconds since 1970 (UTC).
    pub at: i64,
    /// Who.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor: Option<PersonId>,
    /// On which device.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device: Option<DeviceId>,
    /// What was done.
    pub action: String,
    /// To what.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<RecordId>,
    /// What else is known; none where there is nothing, and where it was forgotten.
    #[serde(skip_serializing_if = "Value::is_null")]
    #[schema(value_type = Option<std::collections::BTreeMap<String, Value>>)]
    pub detail: Value,
    /// Its hash, in lower-case hex.
    pub hash: String,
}

/// Reads lines in the order that is asked for, and the number after which the next ones follow.
///
/// # Errors
/// [`StoreError`] when they cannot be read.
pub fn read(
    store: &dyn Store,
    organisation: OrganisationId,
    asked: &Asked,
    limit: usize,
) -> Result<(Vec<Shown>, Option<u64>), StoreError> {
    let filter = AuditFilter {
        is_newest_first: asked.is_newest_first,
        after: asked.after,
        actor: asked.actor,
        subject: asked.subject,
        action: asked.action.clone(),
        from: asked.from,
        to: asked.to,
    };
    let mut lines = store.audit(organisation, &filter, limit.saturating_add(1))?;
    let has_more = lines.len() > limit;
    lines.truncate(limit);
    let next = lines.last().map(|line| line.number).filter(|_| has_more);
    Ok((lines.into_iter().map(shown).collect(), next))
}

fn shown(line: AuditLine) -> Shown {
    let detail = line.detail.as_deref().map(serde_json::from_str);
    let mut detail: Value = detail.and_then(Result::ok).unwrap_or_default();
    if let Some(detail) = detail.as_object_mut() {
        // What binds rows of history says nothing to people.
        detail.remove("rows");
    }
    Shown {
        number: line.number,
        at: line.at,
        actor: line.actor,
        device: line.device,
        action: line.action,
        subject: line.subject,
        detail,
        hash: hex(&line.hash),
    }
}

/// The newest line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = AuditHead)]
struct Newest {
    /// Its hash, in lower-case hex.
    hash: String,
    /// Its number.
    number: u64,
}

/// What came of verifying, as it is told to programs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = AuditVerified)]
pub struct Told {
    /// How many changes were judged before there was a log.
    before: u64,
    /// How many changes the log binds.
    changes: u64,
    /// The first row that is not as it was written; none when all are.
    #[schema(required)]
    finding: Option<Finding>,
    /// How many changes are bound whose words were forgotten.
    forgotten: u64,
    /// The newest line that was read: keep it elsewhere.
    head: Newest,
    /// Whether everything is as it was written.
    ok: bool,
}

impl Outcome {
    /// Returns what came of verifying, as it is told to programs.
    #[must_use]
    pub fn told(&self) -> Told {
        Told {
            before: self.before,
            changes: self.changes,
            finding: self.finding.clone(),
            forgotten: self.forgotten,
            head: Newest {
                hash: hex(&self.head.hash),
                number: self.head.number,
            },
            ok: self.finding.is_none(),
        }
    }
}

/// Writes a hash in lower-case hex.
#[must_use]
pub fn hex(hash: &[u8; 32]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}
