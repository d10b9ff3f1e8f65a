//! One of everything about territories, delegations, wipes and erasure, with every field filled.

use std::collections::BTreeMap;

use serde_json::json;

use super::cast::*;
use super::samples::{of, set};
use crate::change::*;
use crate::id::{DeviceId, TerritoryId};
use crate::record::*;

pub(super) fn bodies() -> Vec<Body> {
    let device: DeviceId = made(0x7c);
    let territory: TerritoryId = made(0xb0);
    vec![
        Body::TerritoryCreated(TerritoryCreated {
            name: "Harbour".into(),
        }),
        Body::TerritoryEdited(Edited {
            target: territory,
            set: set("name", json!("Port")),
        }),
        Body::TerritoryRemoved(TerritoryRef { territory }),
        Body::TerritoryPersonAdded(TerritoryPersonAdded {
            territory,
            person: BEN,
        }),
        Body::TerritoryPersonRemoved(TerritoryPersonRemoved {
            territory,
            person: BEN,
            seen: [(id(0xb1), true)].into(),
        }),
        Body::DelegationGiven(DelegationGiven {
            from: MIA,
            to: MAX,
            since: NOON,
            until: NOON + 1,
        }),
        Body::DelegationEnded(DelegationRef {
            delegation: made(0xb2),
        }),
        Body::DeviceWipeAsked(DeviceRef { target: device }),
        Body::DeviceWipeWithdrawn(DeviceRef { target: device }),
        Body::DeviceWiped(DeviceWiped {
            target: device,
            unsent: 3,
        }),
        Body::PersonErased(PersonRef { person: ANNA }),
    ]
}

pub(super) fn records() -> Vec<Record> {
    let territory = Territory {
        name: "Harbour".into(),
        people: BTreeMap::from([(BEN, [(id(0xb1), true)].into())]),
        removed: true,
    };
    let delegation = Delegation {
        from: MIA,
        to: MAX,
        since: NOON,
        until: NOON + 1,
        ended: true,
    };
    vec![
        of(Kind::Territory, &territory),
        of(Kind::Delegation, &delegation),
    ]
}
