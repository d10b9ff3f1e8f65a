//! Quarantine, parcels, settings, and what is forgotten.

use outrider_model::id::ChangeId;

use super::fixture::{
    account, credential, detained, device, family, furnish, id, parcel, person, session, ticket,
};
use super::{Open, world};
use crate::store::{CredentialKind, Custody, Detained, Parcel, Purpose, StoreError};

pub(super) fn quarantine(open: Open) {
    let world = world(open);
    let (store, org) = (&world.store, world.organisation);
    let (one, two, three) = (detained(1, 1), detained(2, 1), detained(3, 2));
    let all = [three.clone(), one.clone(), two.clone()];
    assert_eq!(store.quarantine(org, &all).unwrap(), 3);
    let other = Detained {
        bytes: b"other words".to_vec(),
        ..one.clone()
    };
    assert_eq!(store.quarantine(org, &[other, detained(4, 2)]).unwrap(), 1);
    assert_eq!(
        store.quarantined(org, Some(person(1))).unwrap(),
        [one.clone(), two.clone()]
    );
    let bytes = 4 * u64::try_from(one.bytes.len()).unwrap();
    assert_eq!(store.detained(org, device(7)).unwrap(), (4, bytes));
    assert_eq!(store.detained(org, device(8)).unwrap(), (0, 0));
    let settle = |changes: &[u128], custody: &Custody, now| {
        let changes: Vec<ChangeId> = changes.iter().map(|of| ChangeId(id(*of))).collect();
        store
            .settle_quarantine(org, &changes, custody, person(9), now)
            .unwrap()
    };
    assert_eq!(settle(&[1, 8], &Custody::Accepted, 20), [one.change]);
    assert_eq!(settle(&[1, 2], &Custody::Discarded, 21), [two.change]);
    let settled = &store.quarantined(org, None).unwrap()[0];
    assert_eq!(
        (&settled.custody, settled.settled_by, settled.settled),
        (&Custody::Accepted, Some(person(9)), Some(20))
    );
    assert_eq!(store.detained(org, device(7)).unwrap().0, 2);
    assert_eq!(store.empty_quarantine(org, 3).unwrap(), 2);
    assert_eq!(store.quarantined(org, Some(person(1))).unwrap(), []);
}

pub(super) fn parcels(open: Open) {
    let world = world(open);
    let (store, org) = (&world.store, world.organisation);
    let sent = parcel(org, 1, 1);
    store.save_parcel(&sent).unwrap();
    let taken = store.save_parcel(&parcel(org, 1, 2));
    assert!(matches!(taken, Err(StoreError::Taken(_))), "{taken:?}");
    let find = |of, now| store.parcel(org, person(of), id(1), now).unwrap();
    assert_eq!(find(1, 99), Some(sent.clone()));
    assert_eq!((find(1, 100), find(2, 99)), (None, None));
    assert!(!store.take_parcel(org, person(2), id(1), 7).unwrap());
    assert!(store.take_parcel(org, person(1), id(1), 7).unwrap());
    assert!(store.take_parcel(org, person(1), id(1), 8).unwrap());
    let empty = Parcel {
        sealed: Vec::new(),
        taken: Some(7),
        ..sent.clone()
    };
    assert_eq!(find(1, 99), Some(empty));
    store.save_parcel(&sent).unwrap();
    assert_eq!(find(1, 99), Some(sent));
}

pub(super) fn settings(open: Open) {
    let world = world(open);
    let (store, org) = (&world.store, world.organisation);
    assert_eq!(store.setting(org, "mail").unwrap(), None);
    for value in [Some("{}"), Some("{\"a\":1}"), None] {
        store.save_setting(org, "mail", value).unwrap();
        assert_eq!(store.setting(org, "mail").unwrap().as_deref(), value);
    }
    store.save_setting(org, "never", None).unwrap();
}

pub(super) fn forgotten(open: Open) {
    let world = world(open);
    let (store, org) = (&world.store, world.organisation);
    furnish(&**store, org);
    store.save_account(org, &account(2, "ben")).unwrap();
    store.open_session(&session(org, 2, 2)).unwrap();
    store.forget_access(org, person(1)).unwrap();
    assert_eq!(store.accounts(org).unwrap(), [account(2, "ben")]);
    assert_eq!(store.sessions(org, 0).unwrap(), [session(org, 2, 2)]);
    assert_eq!(store.session(org, &[1; 32]).unwrap(), None);
    assert_eq!(store.tickets(org, &Purpose::Enrol, 0).unwrap(), []);
    let handle = credential(1, 1).handle;
    let found = store.credential(org, &CredentialKind::Passkey, &handle);
    assert_eq!(found.unwrap(), None);
    assert_eq!(store.family(org, device(1)).unwrap(), None);
    assert_eq!(store.parcel(org, person(1), id(1), 0).unwrap(), None);
    assert_eq!(store.quarantined(org, None).unwrap(), []);
    store.scrub().unwrap();
}

pub(super) fn swept(open: Open) {
    let world = world(open);
    let (store, org) = (&world.store, world.organisation);
    for number in [1, 2] {
        store.open_session(&session(org, number, 1)).unwrap();
        store.save_ticket(&ticket(org, number, 1)).unwrap();
        store
            .save_family(&family(org, u128::from(number), 1))
            .unwrap();
        store
            .save_parcel(&parcel(org, u128::from(number), 1))
            .unwrap();
    }
    store.end_session(org, &[1; 32], 10).unwrap();
    let spent = store.spend_ticket(org, &Purpose::Enrol, &[1; 32], 10);
    assert!(spent.unwrap().is_some());
    let revoked = store.revoke_families(org, person(1), Some(device(1)), 10);
    assert_eq!(revoked.unwrap(), 1);
    assert_eq!(store.sweep_access(org, 10).unwrap(), 0);
    assert_eq!(store.sweep_access(org, 11).unwrap(), 3);
    assert_eq!(store.session(org, &[1; 32]).unwrap(), None);
    assert_eq!(store.sweep_access(org, 100).unwrap(), 0);
    assert_eq!(store.sweep_access(org, 101).unwrap(), 5);
}
