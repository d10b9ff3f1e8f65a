//! Room on a full disk.

use outrider_model::record::Task;
use proptest::prelude::*;

use super::delivery::{said, task_for};
use super::{Office, Phone};
use crate::command::{note, task};

const YEAR: i64 = 365 * 86_400 * 1_000_000;

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn eviction_takes_old_records_and_never_what_waits(kinds in prop::collection::vec(0_u8..5, 1..12)) {
        let (mut office, phone) = (Office::new(), Phone::new(1));
        let mut waiting = Vec::new();
        let mut old = Vec::new();
        for (at, kind) in kinds.iter().enumerate() {
            let id = outrider_model::id::TaskId(office.says(task_for(&format!("Task {at}"), None)).0);
            phone.sync(&mut office);
            match kind {
                // Done and judged long ago.
                0 => {
                    task::complete(&phone.door, id, None).unwrap();
                    phone.sync(&mut office);
                    old.push(id);
                }
                1 => {
                    task::start(&phone.door, id, None).unwrap();
                    phone.sync(&mut office);
                }
                2 => waiting.push(id),
                3 => {
                    note::keep(&phone.door, None, &said("being typed")).unwrap();
                }
                _ => {
                    note::write(&phone.door, None, said("words"), None).unwrap();
                    phone.sync(&mut office);
                }
            }
        }
        for id in &waiting {
            task::complete(&phone.door, *id, None).unwrap();
        }
        let unsent = note::write(&phone.door, None, said("unsent"), None).unwrap().value;
        let before = phone.store.read(|reader| Ok((reader.outbox()?, reader.drafts()?))).unwrap();
        phone.clock.advance(YEAR);
        phone.store.make_room().unwrap();
        let (outbox, drafts) = phone.store.read(|reader| Ok((reader.outbox()?, reader.drafts()?))).unwrap();
        let pending = |rows: &[crate::store::OutboxRow]| {
            rows.iter().filter(|row| row.seq.is_none()).cloned().collect::<Vec<_>>()
        };
        prop_assert_eq!(pending(&outbox), pending(&before.0));
        prop_assert_eq!(drafts, before.1);
        prop_assert!(phone.shows(unsent).is_some());
        for id in waiting {
            let task: Task = phone.shows(id).unwrap().read().unwrap();
            prop_assert!(task.heads.values().any(|head| head.status.is_terminal()));
        }
        for id in old {
            prop_assert_eq!(phone.shows(id), None);
        }
        phone.sync(&mut office);
        prop_assert!(office.record_of(unsent).is_some());
    }
}
