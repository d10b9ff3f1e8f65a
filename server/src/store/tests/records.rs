//! Records, history and the audit log, as the ledger writes them.

use std::collections::BTreeSet;

use outrider_model::audience::Audience;
use outrider_model::decide::Verdict;
use outrider_model::id::{ChangeId, EpochId, OrganisationId};
use outrider_model::text::TextHash;

use super::fixture::{device, id, judgement, line, membership, person, record, standing, write};
use super::{Open, world};
use crate::store::{AuditFilter, AuditLine, AuditTip, Membership, Move, Place, StoreError, Tenant};

pub(super) fn kept(open: Open) {
    let world = world(open);
    let place = |ledger: &mut dyn crate::store::Ledger| write(ledger, 40);
    let act = &mut |ledger: &mut dyn crate::store::Ledger| {
        let place = place(ledger)?;
        let seq = ledger.head().seq;
        assert_eq!(ledger.record(record(40))?, Some(ledger.at(place)?));
        assert_eq!(ledger.at(place)?.bytes, b"{\"again\":1}");
        assert_eq!(ledger.record(record(41))?, None);
        assert_eq!(ledger.at_home(record(40))?, [place]);
        let known = ledger.known(ChangeId(id(40)))?.unwrap();
        assert_eq!(
            (known.author, known.hash, known.verdict, known.seq),
            (person(1), [6; 32], Verdict::Applied, seq)
        );
        assert_eq!(ledger.known(ChangeId(id(41)))?, None);
        assert_eq!(ledger.numbered(device(7), seq)?, Some(ChangeId(id(40))));
        assert_eq!(ledger.numbered(device(7), seq + 1)?, None);
        assert_eq!(ledger.memberships(Some(person(40)))?, [membership(40)]);
        assert_eq!(ledger.caused_by(place)?, BTreeSet::from([standing(40)]));
        let stands = BTreeSet::from([Audience::Person(person(40))]);
        assert_eq!(ledger.standing_at(record(40))?, stands);
        assert_eq!(ledger.lapsed(50, 9)?, [place]);
        assert_eq!(ledger.lapsed(49, 9)?, []);
        ledger.remove_standing(place, &standing(40))?;
        assert_eq!(ledger.caused_by(place)?, BTreeSet::new());
        let ended = Membership {
            until: Some(seq),
            ..membership(40)
        };
        ledger.set_membership(&ended)?;
        assert_eq!(ledger.memberships(Some(person(40)))?, []);
        let nowhere = ledger.at(Place(i64::MAX));
        assert!(matches!(nowhere, Err(StoreError::Broken(_))));
        Ok(())
    };
    world.store.transact(world.organisation, act).unwrap();
}

pub(super) fn moved(open: Open) {
    let world = world(open);
    let one = Audience::Person(person(1));
    let two = Audience::Person(person(2));
    let mut at = 0;
    let act = &mut |ledger: &mut dyn crate::store::Ledger| {
        let place = write(ledger, 40)?;
        at = ledger.head().seq;
        let of = |all: &[Audience]| all.iter().copied().collect::<BTreeSet<_>>();
        assert!(ledger.move_feed(place, &of(&[one, two]), at + 1, Move::IfChanged)?);
        assert!(!ledger.move_feed(place, &of(&[one, two]), at + 2, Move::IfChanged)?);
        assert!(ledger.move_feed(place, &of(&[one]), at + 3, Move::IfChanged)?);
        assert!(ledger.move_feed(place, &of(&[one]), at + 4, Move::Always)?);
        Ok(())
    };
    world.store.transact(world.organisation, act).unwrap();
    let rows = |audiences: &[Audience]| {
        let mut rows = Vec::new();
        world
            .store
            .snapshot(world.organisation, &mut |snapshot| {
                snapshot.feed(audiences, at, u64::MAX, &mut |entry| {
                    rows.push((
                        entry.seq - at,
                        entry.seen_in.to_vec(),
                        entry.bytes.is_some(),
                    ));
                    Ok(true)
                })
            })
            .unwrap();
        rows
    };
    assert_eq!(rows(&[one]), [(4, vec![0], true)]);
    assert_eq!(rows(&[two]), [(3, vec![], false)]);
    assert_eq!(rows(&[two, one]), [(4, vec![1], true)]);
    assert_eq!(rows(&[]), []);
}

/// More than any page of any store.
pub(super) fn long_feed(open: Open) {
    const RECORDS: u64 = 1500;
    let world = world(open);
    let many: Vec<Audience> = (1..=60).map(|of| Audience::Person(person(of))).collect();
    let act = &mut |ledger: &mut dyn crate::store::Ledger| {
        let place = write(ledger, 40)?;
        let seq = ledger.head().seq + 1;
        let seen = many.iter().copied().collect();
        ledger.move_feed(place, &seen, seq, Move::Always)?;
        for number in 0..RECORDS {
            let id = record(1000 + u128::from(number));
            let put = crate::store::Put {
                place: None,
                id,
                kind: &outrider_model::record::Kind::Team,
                home: id,
                // All of a job of many records stand at one sequence.
                seq: seq + number / 500,
                bytes: b"{}",
                cells: &outrider_model::columns::Cells::Plain,
            };
            let place = ledger.put(&put)?;
            let seen = BTreeSet::from([many[usize::try_from(number % 60).unwrap()], many[0]]);
            ledger.move_feed(place, &seen, put.seq, Move::New)?;
        }
        ledger.set_head(crate::store::Head {
            seq: seq + RECORDS / 500,
            ..ledger.head()
        });
        Ok(())
    };
    world.store.transact(world.organisation, act).unwrap();
    let look = &mut |snapshot: &dyn crate::store::Snapshot| {
        let (mut all, mut filled) = (Vec::new(), Vec::new());
        snapshot.feed(&many, 0, u64::MAX, &mut |entry| {
            all.push((entry.seq, entry.id, entry.seen_in.len()));
            Ok(true)
        })?;
        assert!(all.is_sorted_by_key(|(seq, ..)| *seq));
        let ids: BTreeSet<_> = all.iter().map(|(_, id, _)| *id).collect();
        assert_eq!(ids.len(), all.len());
        assert_eq!(all.iter().filter(|(.., seen)| *seen == 60).count(), 1);
        assert_eq!(u64::try_from(all.len()).unwrap(), RECORDS + 1);
        snapshot.backfill(many[0], &many, 0, u64::MAX, &mut |entry| {
            filled.push((entry.seq, entry.id, entry.seen_in.len()));
            Ok(true)
        })?;
        assert_eq!(filled, all);
        let mut few = 0;
        snapshot.feed(&many, 0, u64::MAX, &mut |_| {
            few += 1;
            Ok(few < 7)
        })?;
        assert_eq!(few, 7);
        Ok(())
    };
    world.store.snapshot(world.organisation, look).unwrap();
}

pub(super) fn blanked(open: Open) {
    let world = world(open);
    let (store, org) = (&world.store, world.organisation);
    let before = world.head();
    let act = &mut |ledger: &mut dyn crate::store::Ledger| {
        write(ledger, 40)?;
        write(ledger, 41)?;
        assert_eq!(ledger.authored(person(1))?, [before + 1, before + 2]);
        assert_eq!(ledger.touching(record(40))?, [before + 1]);
        ledger.blank(&[before + 1])?;
        ledger.forget_texts(record(40))?;
        let hash = TextHash::of("words, \0 and ünïcödé");
        assert_eq!(ledger.text(record(40), &hash)?, None);
        let kept = ledger.text(record(41), &hash)?;
        assert_eq!(kept.as_deref(), Some("words, \0 and ünïcödé"));
        assert_eq!(ledger.known(ChangeId(id(40)))?.unwrap().hash, [0; 32]);
        Ok(())
    };
    store.transact(org, act).unwrap();
    let rows = store.history_rows(org, before, 10).unwrap();
    assert!(rows[0].is_blank() && !rows[1].is_blank());
    let whole = judgement(41, before + 2);
    assert_eq!(
        (rows[1].stamp, rows[1].authority, rows[1].sequence),
        (whole.stamp, whole.authority, whole.sequence)
    );
    let events = store.history(org, before, 1).unwrap();
    assert_eq!((events.len(), &events[0].payload), (1, &None));
    let timeline = store.timeline(org, record(41)).unwrap();
    assert_eq!(timeline[0].payload.as_deref(), whole.payload);
}

pub(super) fn audited(open: Open) {
    let world = world(open);
    let (store, org) = (&world.store, world.organisation);
    let other = OrganisationId(id(50));
    let tenant = Tenant {
        id: other,
        slug: "other".into(),
    };
    store.found(&tenant, EpochId(id(51))).unwrap();
    let act = &mut |ledger: &mut dyn crate::store::Ledger| {
        assert_eq!(ledger.audit_tip()?, AuditTip::default());
        for (number, of) in [(1, 1), (2, 2)] {
            ledger.append_audit(&line(number, of))?;
        }
        let tip = AuditTip {
            number: 2,
            hash: [2; 32],
        };
        assert_eq!(ledger.audit_tip()?, tip);
        assert!(ledger.keep_audit_key(person(1), &[5; 32])?);
        assert!(!ledger.keep_audit_key(person(1), &[6; 32])?);
        assert_eq!(ledger.audit_key(person(1))?, Some([5; 32]));
        assert_eq!(ledger.audit_key(person(2))?, None);
        Ok(())
    };
    store.transact(other, act).unwrap();
    let again = store.transact(other, &mut |ledger| ledger.append_audit(&line(2, 1)));
    assert!(matches!(again, Err(StoreError::Taken(_))), "{again:?}");
    let lines = |filter: AuditFilter| store.audit(other, &filter, 9).unwrap();
    let all = AuditFilter::default();
    assert_eq!(lines(all.clone()), [line(1, 1), line(2, 2)]);
    for (filter, number) in [
        (
            AuditFilter {
                after: 1,
                ..all.clone()
            },
            2,
        ),
        (
            AuditFilter {
                actor: Some(person(1)),
                ..all.clone()
            },
            1,
        ),
        (
            AuditFilter {
                from: Some(20),
                ..all.clone()
            },
            2,
        ),
        (
            AuditFilter {
                to: Some(20),
                ..all.clone()
            },
            1,
        ),
    ] {
        let found = lines(filter.clone());
        assert_eq!(found.len(), 1, "{filter:?}");
        assert_eq!(found[0].number, number, "{filter:?}");
    }
    let newest = AuditFilter {
        is_newest_first: true,
        ..all.clone()
    };
    assert_eq!(lines(newest.clone()), [line(2, 2), line(1, 1)]);
    let further = AuditFilter {
        after: 2,
        ..newest.clone()
    };
    assert_eq!(lines(further.clone()), [line(1, 1)]);
    let further = AuditFilter {
        after: 1,
        ..further
    };
    assert_eq!(lines(further), []);
    let one = store.audit(other, &newest, 1).unwrap();
    assert_eq!(one, [line(2, 2)]);
    let acted = |action: &str| {
        let action = action.into();
        lines(AuditFilter {
            action,
            ..all.clone()
        })
        .len()
    };
    assert_eq!(
        (acted("pu"), acted("push"), acted("%"), acted("pushed")),
        (2, 2, 0, 0)
    );
    let nowhere = AuditFilter {
        subject: Some(record(8)),
        ..all.clone()
    };
    assert_eq!(lines(nowhere), []);
    assert_eq!(store.audit_keys(other).unwrap(), [(person(1), [5; 32])]);
    let destroy = &mut |ledger: &mut dyn crate::store::Ledger| {
        ledger.destroy_audit_key(person(1))?;
        ledger.destroy_audit_key(person(3))?;
        assert!(!ledger.keep_audit_key(person(1), &[7; 32])?);
        assert!(!ledger.keep_audit_key(person(3), &[7; 32])?);
        assert_eq!(ledger.audit_key(person(1))?, None);
        Ok(())
    };
    store.transact(other, destroy).unwrap();
    assert_eq!(store.audit_keys(other).unwrap(), []);
    let blank = AuditLine {
        detail: None,
        ..line(1, 1)
    };
    assert_eq!(lines(all.clone()), [blank, line(2, 2)]);
    let others = store.audit_keys(org).unwrap();
    assert!(others.iter().all(|(of, _)| *of != person(1)));
}
