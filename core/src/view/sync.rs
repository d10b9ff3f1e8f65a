//! The screen of the sync: what is safe where, what needs a person, what was lost.

use outrider_model::decide::{Reproach, Verdict};
use outrider_model::id::{ChangeId, RecordId};
use serde::Serialize;

use super::diary::DiaryLine;
use super::line::Who;
use super::task::ChangeLine;
use crate::query::{Journey, Pending, PendingRow, ReceiptRow, Refused, SyncFacts, Touch};
use crate::space::StorageState;

/// How the way to the server stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// Whether an exchange goes on.
    pub is_syncing: bool,
    /// Whether the phone has to be signed in again.
    pub needs_sign_in: bool,
    /// How many changes were handed over, when the organisation has signed the phone out.
    pub revoked: Option<u64>,
    /// Since when no server was reached; none while one is.
    pub offline_since: Option<i64>,
    /// When a server last answered, as far as this run of the app knows.
    pub last_answer: Option<i64>,
    /// Whether the next save will find room.
    pub storage: StorageState,
}

/// How the sync stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SyncView {
    /// The one thing that matters most now.
    pub headline: Headline,
    /// The word that this phone is to be emptied, and what would be lost with it now.
    pub wipe: Option<WipeLine>,
    /// Whether an exchange goes on.
    pub is_syncing: bool,
    /// Whether the next save will find room.
    pub storage: StorageState,
    /// When the server last answered or judged, microseconds since 1970 (UTC).
    pub last_receipt: Option<i64>,
    /// What waits to be sent, in order; the first ones where there are very many.
    pub waiting: Vec<WaitingLine>,
    /// How many wait in all.
    pub waiting_count: usize,
    /// What was sent and is not answered.
    pub on_its_way: Vec<WaitingLine>,
    /// How many of those there are in all.
    pub on_its_way_count: usize,
    /// What the server refused, each with what waits for it.
    pub attention: Vec<AttentionLine>,
    /// What the server judged last, the newest first.
    pub receipts: Vec<ReceiptLine>,
    /// What the person lost or should know: first what is not settled.
    pub diary: Vec<DiaryLine>,
    /// How many entries are not settled.
    pub unsettled: u64,
}

/// Somebody's word that this phone is to be emptied. It happens at the end of the next sync that comes
/// through, whatever is left then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct WipeLine {
    /// Who asked for it.
    pub by: Who,
    /// When, microseconds since 1970 (UTC).
    pub at: i64,
    /// Changes and notes being typed that the server does not have; they are sent first.
    pub unsent: u64,
    /// Refused changes, with what waits for them: lost unless they are mended or kept elsewhere.
    pub refused: u64,
}

/// The one thing that matters most now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Headline {
    /// The phone has to be signed in again; what was written is kept.
    SignInNeeded,
    /// The organisation has signed the phone out; what was written is kept.
    SignedOut {
        /// How many changes were handed over to it.
        handed_over: u64,
    },
    /// So many refused changes need a person.
    NeedsAttention {
        /// How many.
        changes: usize,
    },
    /// There is no connection; so many changes wait for one.
    Offline {
        /// Since when, microseconds since 1970 (UTC).
        since: i64,
        /// How many.
        waiting: usize,
    },
    /// So many changes are saved here and on their way.
    Waiting {
        /// How many.
        changes: usize,
    },
    /// Everything is on the server.
    OnServer,
}

/// A change that is not on the server yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct WaitingLine {
    /// The change.
    pub change: ChangeLine,
    /// The record that it writes to first.
    pub about: Option<RecordId>,
    /// What that record, or another that the change names, is called.
    pub about_name: Option<String>,
}

/// A change that the server refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct AttentionLine {
    /// The change: to be mended, discarded or exported.
    pub line: WaitingLine,
    /// Why: a stable code, and the field where one is wrong.
    pub why: Reproach,
    /// What waits for it, and goes with it when it is discarded.
    pub dependents: Vec<WaitingLine>,
    /// What the person can do, the most helpful first.
    pub remedies: Vec<Remedy>,
}

/// What can be done with a refused change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Remedy {
    /// Say the same again: as far as this phone knows, it would stand now.
    SayAgain,
    /// Say it with another text.
    EditText {
        /// The name of the text's field.
        field: String,
        /// What was refused.
        text: String,
    },
    /// Give it up, with all that waits for it.
    Discard,
    /// Keep its words elsewhere.
    Export,
}

/// A change that stands on the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ReceiptLine {
    /// The change.
    pub change: ChangeId,
    /// What happened, in the word in which it travels.
    pub happened: String,
    /// The record that it wrote to first.
    pub about: Option<RecordId>,
    /// What that record, or another that the change names, is called.
    pub about_name: Option<String>,
    /// What the server said.
    pub verdict: ReceiptVerdict,
    /// When it was saved here, microseconds since 1970 (UTC).
    pub saved_at: i64,
    /// Since when it is known to stand on the server, microseconds since 1970 (UTC).
    pub judged_at: i64,
}

/// What the server said to a change that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum ReceiptVerdict {
    /// It stands as it was sent.
    Applied,
    /// It stands, and somebody lost something.
    Merged,
    /// The server had it already: an earlier answer was lost on the way.
    Duplicate,
}

/// Lines of a list that are drawn; the rest is counted.
const SHOWN: usize = 200;

impl SyncView {
    /// Makes the screen of its facts and of how the way to the server stands.
    #[must_use]
    pub fn of(facts: &SyncFacts, link: &Link) -> SyncView {
        let held: Vec<ChangeId> = facts
            .attention
            .iter()
            .flat_map(|refused| refused.dependents.iter().chain([&refused.change]))
            .copied()
            .collect();
        let free = |journey| {
            facts
                .pending
                .iter()
                .filter(move |row| row.journey == journey)
        };
        let waits: Vec<&PendingRow> = free(Journey::Waiting)
            .filter(|row| !held.contains(&row.change))
            .collect();
        let sent: Vec<&PendingRow> = free(Journey::OnItsWay)
            .filter(|row| !held.contains(&row.change))
            .collect();
        let unsent = waits.len() + sent.len();
        SyncView {
            headline: headline(facts, link, unsent),
            wipe: facts.wipe.as_ref().map(|wipe| WipeLine {
                by: Who::of(wipe.asked_by, &facts.names),
                at: wipe.at.0,
                unsent: (unsent as u64).saturating_add(facts.typed),
                refused: held.len() as u64,
            }),
            is_syncing: link.is_syncing,
            storage: link.storage,
            last_receipt: facts.last_receipt.max(link.last_answer),
            waiting_count: waits.len(),
            on_its_way_count: sent.len(),
            waiting: waits
                .into_iter()
                .take(SHOWN)
                .map(|row| line(row, facts))
                .collect(),
            on_its_way: sent
                .into_iter()
                .take(SHOWN)
                .map(|row| line(row, facts))
                .collect(),
            attention: attention(facts),
            receipts: facts
                .receipts
                .iter()
                .filter_map(|row| receipt(row, facts))
                .collect(),
            diary: diary(facts),
            unsettled: facts.unsettled,
        }
    }
}

fn headline(facts: &SyncFacts, link: &Link, unsent: usize) -> Headline {
    if let Some(handed_over) = link.revoked {
        Headline::SignedOut { handed_over }
    } else if link.needs_sign_in {
        Headline::SignInNeeded
    } else if !facts.attention.is_empty() {
        Headline::NeedsAttention {
            changes: facts.attention.len(),
        }
    } else if let Some(since) = link.offline_since {
        Headline::Offline {
            since,
            waiting: unsent,
        }
    } else if unsent > 0 {
        Headline::Waiting { changes: unsent }
    } else {
        Headline::OnServer
    }
}

fn attention(facts: &SyncFacts) -> Vec<AttentionLine> {
    let row = |change: &ChangeId| facts.pending.iter().find(|row| row.change == *change);
    let of_refused = |refused: &Refused| {
        Some(AttentionLine {
            line: line(row(&refused.change)?, facts),
            why: refused.why.clone(),
            dependents: refused
                .dependents
                .iter()
                .filter_map(|change| Some(line(row(change)?, facts)))
                .collect(),
            remedies: remedies(refused),
        })
    };
    facts.attention.iter().filter_map(of_refused).collect()
}

fn remedies(refused: &Refused) -> Vec<Remedy> {
    let edit = refused.text.clone();
    let edit = edit.map(|(field, text)| Remedy::EditText { field, text });
    let again = refused.would_stand.then_some(Remedy::SayAgain);
    again
        .into_iter()
        .chain(edit)
        .chain([Remedy::Discard, Remedy::Export])
        .collect()
}

/// Makes a line of a change that stands; none for a verdict that says otherwise.
fn receipt(row: &ReceiptRow, facts: &SyncFacts) -> Option<ReceiptLine> {
    let verdict = match &row.verdict {
        Verdict::Applied => ReceiptVerdict::Applied,
        Verdict::Merged { .. } => ReceiptVerdict::Merged,
        Verdict::Duplicate { .. } => ReceiptVerdict::Duplicate,
        Verdict::Waits { .. }
        | Verdict::NeedBase { .. }
        | Verdict::Unsupported
        | Verdict::Busy
        | Verdict::Refused(_) => return None,
    };
    let touches = facts.receipt_touches.iter();
    let (about, about_name) = subject(
        touches.filter(|touch| touch.sequence == row.sequence),
        facts,
    );
    Some(ReceiptLine {
        change: row.change,
        happened: row.happened.clone(),
        about,
        about_name,
        verdict,
        saved_at: row.saved_at,
        judged_at: row.judged_at,
    })
}

fn line(row: &PendingRow, facts: &SyncFacts) -> WaitingLine {
    let start = facts
        .touches
        .partition_point(|touch| touch.sequence < row.sequence);
    let touches = facts
        .touches
        .iter()
        .skip(start)
        .take_while(|touch| touch.sequence == row.sequence);
    let (about, about_name) = subject(touches, facts);
    WaitingLine {
        change: ChangeLine::of(row),
        about,
        about_name,
    }
}

/// The record that a change writes to first, and what that or another that it names is called.
fn subject<'a>(
    touches: impl Iterator<Item = &'a Touch>,
    facts: &SyncFacts,
) -> (Option<RecordId>, Option<String>) {
    let (written, named): (Vec<&Touch>, Vec<&Touch>) = touches.partition(|touch| touch.writes);
    let about = written.first().map(|touch| touch.record);
    let name = written
        .iter()
        .chain(&named)
        .find_map(|touch| facts.names.subject(touch.record));
    (about, name)
}

fn diary(facts: &SyncFacts) -> Vec<DiaryLine> {
    let parked = facts
        .pending
        .iter()
        .filter(|row| row.journey == Journey::Parked)
        .map(|row| row.sequence);
    let parked: Vec<i64> = parked.collect();
    let touches = facts.touches.iter().filter(|touch| touch.writes);
    let mut marks: std::collections::BTreeMap<RecordId, bool> = std::collections::BTreeMap::new();
    for touch in touches {
        *marks.entry(touch.record).or_default() |= parked.contains(&touch.sequence);
    }
    let pending = Pending::of(marks);
    facts
        .diary
        .iter()
        .map(|row| DiaryLine::of(row, &facts.names, &pending))
        .collect()
}
