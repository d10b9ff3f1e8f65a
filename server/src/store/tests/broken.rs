//! Acts that do not come to their end.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::fixture::{Whole, furnish, write};
use super::{Open, world};
use crate::store::{Ledger, StoreError};

/// An act that did something everywhere and fails leaves nothing.
pub(super) fn failed(open: Open) {
    let mut world = world(open);
    world.add_customer(None);
    furnish(&*world.store, world.organisation);
    let before = Whole::of(&*world.store, world.organisation);
    let act = &mut |ledger: &mut dyn Ledger| {
        write(ledger, 40)?;
        write(ledger, 41)?;
        Err(StoreError::CalledOff)
    };
    let failed = world.store.transact(world.organisation, act);
    assert!(matches!(failed, Err(StoreError::CalledOff)), "{failed:?}");
    let after = Whole::of(&*world.store, world.organisation);
    assert_eq!(after.differs(&before), [""; 0]);
}

/// What the database refuses in the midst of an act is the act's error, and all of it is gone.
pub(super) fn refused(open: Open) {
    let world = world(open);
    let before = Whole::of(&*world.store, world.organisation);
    let act = &mut |ledger: &mut dyn Ledger| {
        write(ledger, 40)?;
        // The same change a second time.
        write(ledger, 40).map(|_| ())
    };
    let refused = world.store.transact(world.organisation, act);
    assert!(refused.is_err());
    let after = Whole::of(&*world.store, world.organisation);
    assert_eq!(after.differs(&before), [""; 0]);
}

/// A part that the database refuses is gone back from, and the rest stays.
pub(super) fn refused_in_part(open: Open) {
    let world = world(open);
    let act = &mut |ledger: &mut dyn Ledger| {
        write(ledger, 40)?;
        let head = ledger.head();
        ledger.mark()?;
        let part = write(ledger, 40).and_then(|_| ledger.keep());
        assert!(part.is_err());
        ledger.go_back()?;
        assert_eq!(ledger.head(), head);
        ledger.mark()?;
        write(ledger, 41)?;
        ledger.keep()
    };
    world.store.transact(world.organisation, act).unwrap();
    let look = &mut |ledger: &mut dyn Ledger| {
        for number in [40, 41] {
            let found = ledger.record(super::fixture::record(number))?;
            assert!(found.is_some(), "{number}");
        }
        Ok(())
    };
    world.store.transact(world.organisation, look).unwrap();
}

/// A panic in an act, a reading or a copy leaves nothing and holds nothing up.
pub(super) fn panicked(open: Open) {
    let mut world = world(open);
    let before = Whole::of(&*world.store, world.organisation);
    for _ in 0..20 {
        let act = catch_unwind(AssertUnwindSafe(|| {
            world.store.transact(world.organisation, &mut |ledger| {
                write(ledger, 40)?;
                panic!("in the midst of an act")
            })
        }));
        assert!(act.is_err());
        let look = catch_unwind(AssertUnwindSafe(|| {
            world.store.snapshot(world.organisation, &mut |_| {
                panic!("in the midst of a reading")
            })
        }));
        assert!(look.is_err());
    }
    let after = Whole::of(&*world.store, world.organisation);
    assert_eq!(after.differs(&before), [""; 0]);
    world.add_customer(None);
}
