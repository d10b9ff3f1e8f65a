//! How parts of views cross into other languages, where their shape is not theirs already.
//!
//! Maps cross as lists of small records in the order of their keys, counts as 64 bits.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use outrider_model::record::{Evidence, EvidenceDetail, Hours, Kind, Reason, Weekday};
use outrider_model::stamp::Window;

uniffi::use_remote_type!(outrider_model::Date);

type Count = usize;

uniffi::custom_type!(Count, u64, {
    remote,
    lower: |count| count as u64,
    try_lift: |count| Ok(usize::try_from(count)?),
});

type Tags = BTreeSet<String>;

uniffi::custom_type!(Tags, Vec<String>, {
    remote,
    lower: |tags| tags.into_iter().collect(),
    try_lift: |tags| Ok(tags.into_iter().collect()),
});

type Kinds = BTreeSet<Kind>;

uniffi::custom_type!(Kinds, Vec<Kind>, {
    remote,
    lower: |kinds| kinds.into_iter().collect(),
    try_lift: |kinds| Ok(kinds.into_iter().collect()),
});

/// A value of one of the organisation's own fields.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CustomField {
    /// What the field is called.
    pub name: String,
    /// What stands in it.
    pub value: String,
}

type CustomFields = BTreeMap<String, String>;

uniffi::custom_type!(CustomFields, Vec<CustomField>, {
    remote,
    lower: |fields| fields
        .into_iter()
        .map(|(name, value)| CustomField { name, value })
        .collect(),
    try_lift: |fields| Ok(fields.into_iter().map(|field| (field.name, field.value)).collect()),
});

/// How many records of a kind there are.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct KindCount {
    /// The kind, in the word in which it travels.
    pub kind: String,
    /// How many.
    pub records: u64,
}

type KindCounts = BTreeMap<String, u64>;

uniffi::custom_type!(KindCounts, Vec<KindCount>, {
    remote,
    lower: |counts| counts
        .into_iter()
        .map(|(kind, records)| KindCount { kind, records })
        .collect(),
    try_lift: |counts| Ok(counts.into_iter().map(|count| (count.kind, count.records)).collect()),
});

/// A reason to choose from.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct NamedReason {
    /// Its short name, which is what a command takes.
    pub code: String,
    /// What people read, and where it is offered.
    pub reason: Reason,
}

type Reasons = BTreeMap<String, Reason>;

uniffi::custom_type!(Reasons, Vec<NamedReason>, {
    remote,
    lower: |reasons| reasons
        .into_iter()
        .map(|(code, reason)| NamedReason { code, reason })
        .collect(),
    try_lift: |reasons| Ok(reasons.into_iter().map(|one| (one.code, one.reason)).collect()),
});

/// The hours of one day of the week.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct WorkingHours {
    /// Which day.
    pub weekday: Weekday,
    /// From when until when.
    pub window: Window,
}

uniffi::custom_type!(Hours, Vec<WorkingHours>, {
    remote,
    lower: |hours| hours
        .into_iter()
        .map(|(weekday, window)| WorkingHours { weekday, window })
        .collect(),
    try_lift: |hours| Ok(hours.into_iter().map(|day| (day.weekday, day.window)).collect()),
});

/// A signal kept with a visit; none of them is an accusation.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Signal {
    /// Which.
    pub evidence: Evidence,
    /// What it refers to.
    pub detail: EvidenceDetail,
}

type Signals = BTreeMap<Evidence, EvidenceDetail>;

uniffi::custom_type!(Signals, Vec<Signal>, {
    remote,
    lower: |signals| signals
        .into_iter()
        .map(|(evidence, detail)| Signal { evidence, detail })
        .collect(),
    try_lift: |signals| Ok(signals.into_iter().map(|one| (one.evidence, one.detail)).collect()),
});

type Value = serde_json::Value;
uniffi::custom_type!(Value, String, { remote, lower: |value| value.to_string(), try_lift: |text| Ok(serde_json::from_str(&text)?) });
