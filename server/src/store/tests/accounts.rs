//! Logins, sessions, codes, devices.

use outrider_model::id::{DeviceId, PersonId};
use outrider_model::record::DeviceKind;
use uuid::Uuid;

use super::{Open, world};
use crate::store::{Account, DeviceSeen, Purpose, Session, StoreError, Ticket};

fn person(id: u128) -> PersonId {
    PersonId(Uuid::from_u128(id))
}

fn device(id: u128) -> DeviceId {
    DeviceId(Uuid::from_u128(id))
}

pub(super) fn logins(open: Open) {
    let world = world(open);
    let (store, org) = (&world.store, world.organisation);
    let account = |id, login: &str| Account {
        person: person(id),
        login: login.into(),
        password: "x".into(),
        email: "ada@post.test".into(),
    };
    store
        .save_account(org, &account(1, "Ada@acme.test"))
        .unwrap();
    assert_eq!(
        store.account(org, "ADA@acme.test").unwrap(),
        Some(account(1, "ada@acme.test"))
    );
    let taken = store.save_account(org, &account(2, "ada@ACME.test"));
    assert!(matches!(taken, Err(StoreError::Taken(_))));
    store.save_account(org, &account(1, "ada")).unwrap();
    assert_eq!(store.account(org, "ada@acme.test").unwrap(), None);
    assert_eq!(store.accounts(org).unwrap(), [account(1, "ada")]);
}

pub(super) fn sessions(open: Open) {
    let world = world(open);
    let (store, organisation) = (&world.store, world.organisation);
    let session = |token: u8, of: u128, on: u128| Session {
        organisation,
        token_hash: [token; 32],
        person: person(of),
        device: device(on),
        kind: DeviceKind::Phone,
        name: "Ada's".into(),
        scopes: None,
        opened: 1,
        expires: 100,
        revoked: None,
    };
    for session in [session(1, 1, 1), session(2, 1, 2), session(3, 2, 3)] {
        store.open_session(&session).unwrap();
    }
    assert!(matches!(
        store.open_session(&session(1, 9, 9)),
        Err(StoreError::Taken(_))
    ));
    assert_eq!(
        store.session(organisation, &[1; 32]).unwrap(),
        Some(session(1, 1, 1))
    );
    assert_eq!(store.session(organisation, &[9; 32]).unwrap(), None);
    store.end_session(organisation, &[1; 32], 5).unwrap();
    store.end_session(organisation, &[1; 32], 6).unwrap();
    assert_eq!(
        store
            .session(organisation, &[1; 32])
            .unwrap()
            .unwrap()
            .revoked,
        Some(5)
    );
    assert_eq!(
        store.sessions(organisation, 7).unwrap(),
        [session(2, 1, 2), session(3, 2, 3)]
    );
    assert_eq!(store.sessions(organisation, 100).unwrap(), []);
    assert_eq!(
        store
            .end_sessions(organisation, person(1), Some(device(7)), 8)
            .unwrap(),
        0
    );
    assert_eq!(
        store
            .end_sessions(organisation, person(1), None, 8)
            .unwrap(),
        1
    );
    assert_eq!(store.sessions(organisation, 7).unwrap(), [session(3, 2, 3)]);
}

pub(super) fn codes(open: Open) {
    let world = world(open);
    let (store, organisation) = (&world.store, world.organisation);
    let enrol = &Purpose::Enrol;
    let code = |hash: u8, of| Ticket {
        organisation,
        hash: [hash; 32],
        purpose: Purpose::Enrol,
        person: Some(person(of)),
        data: String::new(),
        made: i64::from(hash),
        expires: 100,
    };
    let spend = |hash: u8, now| {
        store
            .spend_ticket(organisation, enrol, &[hash; 32], now)
            .unwrap()
    };
    for code in [code(1, 1), code(2, 1), code(3, 2)] {
        store.save_ticket(&code).unwrap();
    }
    assert!(matches!(
        store.save_ticket(&code(1, 5)),
        Err(StoreError::Taken(_))
    ));
    let waiting = store.tickets(organisation, enrol, 50).unwrap();
    assert_eq!(waiting, [code(1, 1), code(2, 1), code(3, 2)]);
    let other = store.spend_ticket(organisation, &Purpose::Reset, &[1; 32], 50);
    assert_eq!(other.unwrap(), None);
    let found = store.ticket(organisation, enrol, &[1; 32], 50).unwrap();
    assert_eq!(found, Some(code(1, 1)));
    assert_eq!(spend(1, 50), Some(code(1, 1)));
    assert_eq!(
        store.ticket(organisation, enrol, &[1; 32], 51).unwrap(),
        None
    );
    assert_eq!(spend(1, 51), None);
    assert_eq!(spend(3, 100), None);
    assert_eq!(spend(8, 1), None);
    let voided = store.void_tickets(organisation, person(1), Some(enrol));
    assert_eq!(voided.unwrap(), 1);
    assert_eq!(spend(2, 61), None);
}

pub(super) fn devices(open: Open) {
    let world = world(open);
    let (store, org) = (&world.store, world.organisation);
    let seen = |last_sync, seq, forks| DeviceSeen {
        device: device(1),
        person: person(1),
        kind: DeviceKind::Phone,
        last_sync,
        seq,
        forks,
        waiting: seq,
    };
    store.saw(org, &[seen(None, 0, 0)]).unwrap();
    store
        .transact(org, &mut |ledger| ledger.count_fork(device(1), person(1)))
        .unwrap();
    store.saw(org, &[seen(Some(7), 3, 0)]).unwrap();
    assert_eq!(store.devices(org).unwrap(), [seen(Some(7), 3, 1)]);
}
