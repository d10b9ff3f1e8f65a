//! Credentials and families of tokens.

use super::fixture::{credential, device, family, person, turned};
use super::{Open, world};
use crate::store::{Credential, CredentialKind, StoreError};

pub(super) fn credentials(open: Open) {
    let world = world(open);
    let (store, org) = (&world.store, world.organisation);
    let (one, two) = (credential(1, 1), credential(2, 1));
    store.save_credential(org, &two).unwrap();
    store.save_credential(org, &one).unwrap();
    assert_eq!(
        store.credentials(org, person(1)).unwrap(),
        [one.clone(), two.clone()]
    );
    assert_eq!(store.credentials(org, person(2)).unwrap(), []);
    let found = |kind: CredentialKind, handle: &[u8]| store.credential(org, &kind, handle).unwrap();
    assert_eq!(
        found(CredentialKind::Passkey, &two.handle),
        Some(two.clone())
    );
    assert_eq!(found(CredentialKind::OpenId, &two.handle), None);
    let clash = Credential {
        handle: one.handle.clone(),
        ..credential(3, 2)
    };
    let taken = store.save_credential(org, &clash);
    assert!(matches!(taken, Err(StoreError::Taken(_))), "{taken:?}");
    assert_eq!(store.credentials(org, person(2)).unwrap(), []);
    let renamed = Credential {
        name: "Another name".into(),
        ..one.clone()
    };
    store.save_credential(org, &renamed).unwrap();
    assert_eq!(
        found(CredentialKind::Passkey, &one.handle),
        Some(renamed.clone())
    );
    assert!(store.use_credential(org, &renamed, "{\"n\":1}", 7).unwrap());
    assert!(!store.use_credential(org, &renamed, "{\"n\":2}", 8).unwrap());
    let used = found(CredentialKind::Passkey, &one.handle).unwrap();
    assert_eq!((used.data.as_str(), used.used), ("{\"n\":1}", Some(7)));
    assert!(!store.remove_credential(org, person(2), one.id).unwrap());
    assert!(store.remove_credential(org, person(1), one.id).unwrap());
    assert!(!store.remove_credential(org, person(1), one.id).unwrap());
    assert_eq!(store.credentials(org, person(1)).unwrap(), [two]);
}

pub(super) fn families(open: Open) {
    let world = world(open);
    let (store, org) = (&world.store, world.organisation);
    let first = family(org, 1, 1);
    assert!(!store.turn_family(&turned(&first, 3)).unwrap());
    assert_eq!(store.family(org, device(1)).unwrap(), None);
    store.save_family(&first).unwrap();
    store.save_family(&family(org, 2, 1)).unwrap();
    assert_eq!(store.family(org, device(1)).unwrap(), Some(first.clone()));
    let second = turned(&first, 3);
    assert!(store.turn_family(&second).unwrap());
    assert!(!store.turn_family(&turned(&first, 4)).unwrap());
    assert_eq!(store.family(org, device(1)).unwrap(), Some(second.clone()));
    assert_eq!(store.revoke_families(org, person(2), None, 9).unwrap(), 0);
    assert_eq!(
        store
            .revoke_families(org, person(1), Some(device(1)), 9)
            .unwrap(),
        1
    );
    assert!(!store.turn_family(&turned(&second, 5)).unwrap());
    assert_eq!(
        store.family(org, device(1)).unwrap().unwrap().revoked,
        Some(9)
    );
    assert_eq!(store.revoke_families(org, person(1), None, 10).unwrap(), 1);
    store.save_family(&family(org, 1, 2)).unwrap();
    assert_eq!(
        store.family(org, device(1)).unwrap(),
        Some(family(org, 1, 2))
    );
}
