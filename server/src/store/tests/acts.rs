//! Organisations, epochs, transactions.

use outrider_model::id::{EpochId, OrganisationId, RecordId};
use uuid::Uuid;

use super::{Open, world};
use crate::store::{EpochRow, Head, StoreError, Tenant};

fn tenant(id: u128, slug: &str) -> Tenant {
    Tenant {
        id: OrganisationId(Uuid::from_u128(id)),
        slug: slug.to_owned(),
    }
}

fn epoch(id: u128) -> EpochId {
    EpochId(Uuid::from_u128(id))
}

pub(super) fn names(open: Open) {
    let world = world(open);
    let store = &world.store;
    assert!(matches!(
        store.found(&tenant(2, "acme"), epoch(1)),
        Err(StoreError::Taken(_))
    ));
    assert!(matches!(
        store.found(&tenant(1, "other"), epoch(1)),
        Err(StoreError::Taken(_))
    ));
    store.found(&tenant(3, "aaa"), epoch(1)).unwrap();
    assert_eq!(
        store.tenants().unwrap(),
        [tenant(3, "aaa"), tenant(1, "acme")]
    );
    assert_eq!(store.tenant("acme").unwrap(), Some(tenant(1, "acme")));
    assert_eq!(store.tenant("nobody").unwrap(), None);
    assert!(matches!(
        store.head(tenant(9, "").id),
        Err(StoreError::NoSuchOrganisation)
    ));
}

pub(super) fn failed(open: Open) {
    let mut world = world(open);
    let customer = world.add_customer(None);
    let (head, digest) = (
        world.head(),
        world.store.digest(world.organisation).unwrap(),
    );
    let failed = world.store.transact(world.organisation, &mut |ledger| {
        let Head {
            seq,
            received,
            directory,
        } = ledger.head();
        ledger.set_head(Head {
            seq: seq + 7,
            received,
            directory,
        });
        ledger.touch(customer.into(), seq + 7)?;
        ledger.keep_text(customer.into(), "gone", 1)?;
        Err(StoreError::CalledOff)
    });
    assert!(matches!(failed, Err(StoreError::CalledOff)));
    assert_eq!(
        (
            world.head(),
            world.store.digest(world.organisation).unwrap()
        ),
        (head, digest)
    );
    let hash = outrider_model::text::TextHash::of("gone");
    world
        .store
        .transact(world.organisation, &mut |ledger| {
            assert_eq!(ledger.text(customer.into(), &hash)?, None);
            Ok(())
        })
        .unwrap();
}

pub(super) fn marked(open: Open) {
    let world = world(open);
    let of = RecordId(Uuid::from_u128(5));
    let hash = outrider_model::text::TextHash::of;
    let act = &mut |ledger: &mut dyn crate::store::Ledger| {
        let before = ledger.head();
        ledger.keep_text(of, "first", 1)?;
        ledger.mark()?;
        ledger.keep_text(of, "second", 1)?;
        ledger.set_head(Head {
            seq: before.seq + 1,
            ..before
        });
        ledger.go_back()?;
        assert_eq!(ledger.head(), before);
        ledger.mark()?;
        ledger.keep_text(of, "third", 1)?;
        ledger.keep()
    };
    world.store.transact(world.organisation, act).unwrap();
    let held = &mut |ledger: &mut dyn crate::store::Ledger| {
        assert_eq!(ledger.text(of, &hash("first"))?.as_deref(), Some("first"));
        assert_eq!(ledger.text(of, &hash("second"))?, None);
        assert_eq!(ledger.text(of, &hash("third"))?.as_deref(), Some("third"));
        assert_eq!(ledger.prune_texts(2)?, 2);
        assert_eq!(ledger.text(of, &hash("first"))?, None);
        Ok(())
    };
    world.store.transact(world.organisation, held).unwrap();
}

pub(super) fn epochs(open: Open) {
    let mut world = world(open);
    let first = world.head();
    world.store.open_epoch(&mut || epoch(51)).unwrap();
    world.add_customer(None);
    world.store.open_epoch(&mut || epoch(52)).unwrap();
    let mut rows = Vec::new();
    world
        .store
        .snapshot(world.organisation, &mut |snapshot| {
            rows = snapshot.epochs()?;
            Ok(())
        })
        .unwrap();
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[0].first, 0);
    let expected = [
        EpochRow {
            epoch: epoch(51),
            first,
        },
        EpochRow {
            epoch: epoch(52),
            first: first + 1,
        },
    ];
    assert_eq!(rows[1..], expected);
}

pub(super) fn lasting(open: Open) {
    let mut world = world(open);
    let customer = world.add_customer(None);
    let digest = world.store.digest(world.organisation).unwrap();
    let stored = world.stored(customer.into());
    world.store = open(world.folder.path());
    assert_eq!(world.stored(customer.into()), stored);
    assert_eq!(world.store.digest(world.organisation).unwrap(), digest);
}

pub(super) fn unmoving(open: Open) {
    let mut world = world(open);
    let rep = world.add_person("Ria", outrider_model::record::Role::Rep, None);
    let person = outrider_model::audience::Audience::Person(rep);
    let store = world.store.clone();
    let organisation = world.organisation;
    store
        .snapshot(organisation, &mut |snapshot| {
            let count = || {
                let mut count = 0;
                snapshot.feed(&[person], 0, u64::MAX, &mut |_| {
                    count += 1;
                    Ok(true)
                })?;
                Ok::<usize, StoreError>(count)
            };
            let before = count()?;
            world.add_customer(Some(rep));
            assert_eq!(count()?, before);
            assert_eq!(snapshot.head() + 1, world.head());
            Ok(())
        })
        .unwrap();
}
