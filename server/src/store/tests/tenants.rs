//! No act of one organisation shows in another, though both use the same ids.

use std::collections::BTreeSet;

use outrider_model::audience::Audience;
use outrider_model::id::{ChangeId, ImportId, OrganisationId};
use outrider_model::record::Kind;
use outrider_model::text::TextHash;

use super::fixture::{
    Whole, account, another, credential, detained, device, family, furnish, id, import, membership,
    parcel, person, record, seen, session, standing, ticket, turned, write,
};
use super::{Open, world};
use crate::store::{
    AuditFilter, CredentialKind, Custody, Ledger, Membership, Move, Place, Purpose, Put, Query,
    Store, StoreError,
};

/// What each of two organisations of one store is after the other did everything.
pub(super) fn apart(open: Open) {
    let world = world(open);
    let (store, one) = (&*world.store, world.organisation);
    let two = another(store, 60, "two");
    for organisation in [one, two] {
        store
            .transact(organisation, &mut |ledger| write(ledger, 40).map(|_| ()))
            .unwrap();
        furnish(store, organisation);
    }
    let before = Whole::of(store, one);
    let few = [
        "check_in",
        "customer",
        "diary",
        "location_view",
        "note",
        "person",
        "task",
    ];
    let bare = before.bare();
    assert!(
        bare.is_superset(&few.into()) && bare.len() == few.len() + 2,
        "{bare:?}"
    );
    everything(store, two);
    ledger(store, two);
    assert_eq!(Whole::of(store, one).differs(&before), [""; 0]);
    let emptied = [
        "account",
        "credential",
        "family",
        "parcel",
        "quarantine",
        "session",
        "setting",
        "text",
        "ticket",
    ];
    let now = Whole::of(store, two).bare();
    assert_eq!(now.difference(&bare).copied().collect::<Vec<_>>(), emptied);
}

/// Does every act outside the ledger, and takes away what it can.
fn everything(store: &dyn Store, of: OrganisationId) {
    store.save_account(of, &account(1, "eve")).unwrap();
    store.end_session(of, &[1; 32], 9).unwrap();
    store.end_sessions(of, person(1), None, 9).unwrap();
    store.saw(of, &[seen(1, 2)]).unwrap();
    let spent = store.spend_ticket(of, &Purpose::Enrol, &[1; 32], 9);
    assert!(spent.unwrap().is_some());
    store.save_ticket(&ticket(of, 2, 1)).unwrap();
    assert_eq!(store.void_tickets(of, person(1), None).unwrap(), 1);
    let held = credential(1, 1);
    assert!(store.use_credential(of, &held, "{\"n\":1}", 9).unwrap());
    assert!(store.remove_credential(of, person(1), held.id).unwrap());
    assert!(store.turn_family(&turned(&family(of, 1, 1), 9)).unwrap());
    assert_eq!(store.revoke_families(of, person(1), None, 9).unwrap(), 1);
    let changes = [ChangeId(id(1))];
    let settled = store.settle_quarantine(of, &changes, &Custody::Discarded, person(2), 9);
    assert_eq!(settled.unwrap(), changes);
    assert_eq!(store.empty_quarantine(of, 99).unwrap(), 1);
    assert!(store.take_parcel(of, person(1), id(1), 9).unwrap());
    store.save_setting(of, "mail", None).unwrap();
    store.undo_import(of, ImportId(id(3)), 9).unwrap();
    assert_eq!(store.sweep_access(of, 1000).unwrap(), 4);
    store.forget_access(of, person(1)).unwrap();
}

/// Does every act of the ledger over what is there.
fn ledger(store: &dyn Store, of: OrganisationId) {
    let act = &mut |ledger: &mut dyn Ledger| {
        let shelf = ledger.record(record(40))?.unwrap();
        let seq = ledger.head().seq;
        let put = Put {
            place: Some(shelf.place),
            id: record(40),
            kind: &Kind::Team,
            home: record(41),
            seq: seq + 1,
            bytes: b"{\"mine\":1}",
            cells: &outrider_model::columns::Cells::Plain,
        };
        ledger.put(&put)?;
        ledger.set_membership(&Membership {
            until: Some(seq),
            ..membership(40)
        })?;
        ledger.remove_standing(shelf.place, &standing(40))?;
        ledger.move_feed(shelf.place, &BTreeSet::new(), seq + 1, Move::Always)?;
        ledger.blank(&[seq])?;
        ledger.forget_texts(record(40))?;
        ledger.prune_texts(i64::MAX)?;
        ledger.count_fork(device(40), person(2))?;
        ledger.destroy_audit_key(person(40))?;
        ledger.destroy_audit_key(person(1))
    };
    store.transact(of, act).unwrap();
}

/// What one organisation has is not there for another.
pub(super) fn unseen(open: Open) {
    let world = world(open);
    let (store, one) = (&*world.store, world.organisation);
    let mut place = Place(0);
    let act = &mut |ledger: &mut dyn Ledger| {
        place = write(ledger, 40)?;
        Ok(())
    };
    store.transact(one, act).unwrap();
    furnish(store, one);
    let two = another(store, 60, "two");
    assert_eq!(store.account(two, "ada").unwrap(), None);
    assert_eq!(store.accounts(two).unwrap(), []);
    assert_eq!(store.session(two, &[1; 32]).unwrap(), None);
    assert_eq!(store.sessions(two, 0).unwrap(), []);
    assert_eq!(store.devices(two).unwrap(), []);
    let enrol = &Purpose::Enrol;
    assert_eq!(store.ticket(two, enrol, &[1; 32], 0).unwrap(), None);
    assert_eq!(store.tickets(two, enrol, 0).unwrap(), []);
    assert_eq!(store.spend_ticket(two, enrol, &[1; 32], 0).unwrap(), None);
    assert_eq!(store.credentials(two, person(1)).unwrap(), []);
    let handle = credential(1, 1).handle;
    let found = store.credential(two, &CredentialKind::Passkey, &handle);
    assert_eq!(found.unwrap(), None);
    assert_eq!(store.family(two, device(1)).unwrap(), None);
    assert_eq!(store.quarantined(two, None).unwrap(), []);
    assert_eq!(store.detained(two, device(7)).unwrap(), (0, 0));
    assert_eq!(store.parcel(two, person(1), id(1), 0).unwrap(), None);
    assert_eq!(store.setting(two, "mail").unwrap(), None);
    assert_eq!(store.imports(two).unwrap(), []);
    let import = Query::Import(ImportId(id(3)));
    for query in [
        Query::Ids(vec![record(40)]),
        import,
        Query::Kind(Kind::Team),
    ] {
        assert_eq!(store.records(two, &query, None, 9, 0).unwrap(), []);
        assert_eq!(store.records(one, &query, None, 9, 0).unwrap().len(), 1);
    }
    assert_eq!(store.timeline(two, record(40)).unwrap(), []);
    let lines = store.audit(two, &AuditFilter::default(), 99).unwrap();
    assert!(lines.iter().all(|line| line.actor != Some(person(1))));
    let keys = store.audit_keys(two).unwrap();
    assert!(keys.iter().all(|(of, _)| *of != person(40)));
    let act = &mut |ledger: &mut dyn Ledger| {
        assert_eq!(ledger.record(record(40))?, None);
        assert_eq!(ledger.known(ChangeId(id(40)))?, None);
        assert_eq!(ledger.past(ChangeId(id(40))).ok().flatten(), None);
        let hash = TextHash::of("words, \0 and ünïcödé");
        assert_eq!(ledger.text(record(40), &hash)?, None);
        assert_eq!(ledger.memberships(Some(person(40)))?, []);
        assert_eq!(ledger.standing_at(record(40))?, BTreeSet::new());
        assert_eq!(ledger.at_home(record(40))?, []);
        assert_eq!(ledger.concerning(person(40))?, []);
        assert_eq!(ledger.touching(record(40))?, [] as [u64; 0]);
        assert_eq!(ledger.authored(person(1))?, [] as [u64; 0]);
        assert_eq!(ledger.audit_key(person(40))?, None);
        assert_eq!(ledger.lapsed(i64::MAX, 9)?, []);
        Ok(())
    };
    store.transact(two, act).unwrap();
    let look = &mut |snapshot: &dyn crate::store::Snapshot| {
        let mine = [Audience::Person(person(40))];
        snapshot.feed(&mine, 0, u64::MAX, &mut |entry| panic!("{entry:?}"))?;
        assert_eq!(snapshot.memberships(person(40))?, []);
        assert_eq!(snapshot.judged(person(1), 0, u64::MAX)?, []);
        assert_eq!(snapshot.epochs()?.len(), 1);
        Ok(())
    };
    store.snapshot(two, look).unwrap();
}

macro_rules! refused {
    ($($call:expr),+ $(,)?) => {
        $(assert!(
            matches!($call, Err(StoreError::NoSuchOrganisation)),
            "{}", stringify!($call)
        );)+
    };
}

/// An organisation that never was has nothing and takes nothing.
pub(super) fn unknown(open: Open) {
    let world = world(open);
    let (store, one) = (&*world.store, world.organisation);
    let before = Whole::of(store, one);
    let no = OrganisationId(id(404));
    let (enrol, held) = (&Purpose::Enrol, credential(1, 1));
    assert_eq!(store.session(no, &[1; 32]).unwrap(), None);
    refused![
        store.head(no),
        store.transact(no, &mut |_| Ok(())),
        store.snapshot(no, &mut |_| Ok(())),
        store.hand_over(no, &mut |_| Ok(())),
        store.save_account(no, &account(1, "ada")),
        store.account(no, "ada"),
        store.accounts(no),
        store.open_session(&session(no, 1, 1)),
        store.sessions(no, 0),
        store.end_session(no, &[1; 32], 1),
        store.end_sessions(no, person(1), None, 1),
        store.saw(no, &[seen(1, 1)]),
        store.devices(no),
        store.save_ticket(&ticket(no, 1, 1)),
        store.ticket(no, enrol, &[1; 32], 1),
        store.tickets(no, enrol, 1),
        store.spend_ticket(no, enrol, &[1; 32], 1),
        store.void_tickets(no, person(1), None),
        store.save_credential(no, &held),
        store.credentials(no, person(1)),
        store.credential(no, &held.kind, &held.handle),
        store.use_credential(no, &held, "{}", 1),
        store.remove_credential(no, person(1), held.id),
        store.save_family(&family(no, 1, 1)),
        store.family(no, device(1)),
        store.turn_family(&turned(&family(no, 1, 1), 1)),
        store.revoke_families(no, person(1), None, 1),
        store.quarantine(no, &[detained(1, 1)]),
        store.quarantined(no, None),
        store.detained(no, device(7)),
        store.settle_quarantine(no, &[], &Custody::Accepted, person(1), 1),
        store.empty_quarantine(no, 1),
        store.save_parcel(&parcel(no, 1, 1)),
        store.parcel(no, person(1), id(1), 1),
        store.take_parcel(no, person(1), id(1), 1),
        store.setting(no, "mail"),
        store.save_setting(no, "mail", None),
        store.forget_access(no, person(1)),
        store.sweep_access(no, 1),
        store.records(no, &Query::People, None, 9, 0),
        store.timeline(no, record(1)),
        store.history(no, 0, 9),
        store.history_rows(no, 0, 9),
        store.export(no, &mut |_| Ok(())),
        store.digest(no),
        store.save_import(no, &import(3)),
        store.undo_import(no, ImportId(id(3)), 1),
        store.imports(no),
        store.audit(no, &AuditFilter::default(), 9),
        store.audit_keys(no),
    ];
    assert_eq!(Whole::of(store, one).differs(&before), [""; 0]);
}
