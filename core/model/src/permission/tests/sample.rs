//! One of a kind, somebody's own.

use std::collections::BTreeMap;

use serde_json::Value;

use super::stage::{TODAY, at, of};
use crate::change::*;
use crate::id::{PersonId, TeamId};
use crate::record::*;
use crate::stamp::Stamp;
use crate::testing::cast::*;

pub(super) fn phone(person: PersonId) -> Device {
    Device {
        person,
        is: DeviceKind::Phone,
        name: "Pixel".into(),
        revoked: false,
        wipe: None,
        wiped: None,
    }
}

pub(super) fn draft(person: PersonId) -> Body {
    Body::DraftSaved(DraftSaved {
        note: of(person, at::DRAFT),
        customer: None,
        task: None,
        outcome: None,
        body: "Half".into(),
    })
}

pub(super) fn weekly(person: PersonId) -> Series {
    Series {
        title: "Weekly".into(),
        activity: DEMO,
        assignee: Some(person),
        team: None,
        customer: None,
        days: [Weekday::Monday].into(),
        every: 1,
        from: TODAY,
        until: None,
        window: None,
        priority: Priority::Normal,
    }
}

pub(super) fn offer(team: TeamId) -> Task {
    Task {
        title: "Anybody".into(),
        details: String::new(),
        activity: DEMO,
        assignee: None,
        team: Some(team),
        customer: None,
        plan_day: None,
        window: None,
        priority: Priority::Normal,
        checklist: BTreeMap::new(),
        series: None,
        from_note: None,
        import: None,
        heads: BTreeMap::new(),
        removed: false,
    }
}

pub(super) fn diary(person: PersonId) -> Diary {
    Diary {
        person,
        tells: DiaryKind::Lost,
        about: BAKERY.into(),
        about_kind: Kind::Customer,
        field: None,
        mine: Value::Null,
        theirs: Value::Null,
        change: id(1),
        other: None,
        by: None,
        noticed: Stamp(1),
        settled: None,
    }
}
