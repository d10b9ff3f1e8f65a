//! Everything is destroyed while somebody reads.

use std::sync::atomic::Ordering;
use std::thread;

use super::Phone;

#[test]
fn whoever_asks_while_everything_is_destroyed_sees_the_empty_phone_and_nothing_half_made() {
    for seed in 1..=8 {
        let phone = Phone::new(seed);
        let store = &*phone.store;
        let asked = thread::scope(|scope| {
            let asks = scope.spawn(|| {
                while store.lives.load(Ordering::SeqCst) == 0 {
                    thread::yield_now();
                }
                store.profile()
            });
            store.destroy(None).unwrap();
            asks.join().unwrap()
        });
        assert_eq!(asked.unwrap(), None, "seed {seed}");
        assert_eq!(store.profile().unwrap(), None, "seed {seed}");
    }
}
