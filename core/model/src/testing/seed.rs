//! Numbers from a seed, and the word of which seed it was when something fails.

use uuid::Uuid;

/// SplitMix64: small, and the same everywhere.
#[derive(Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn of(seed: u64) -> Dice {
        Dice(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(limit).unwrap()).unwrap()
    }

    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub(crate) fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    pub(crate) fn uuid(&mut self) -> Uuid {
        Uuid::from_u64_pair(self.next(), self.next())
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

/// Runs a property with many seeds, all drawn of one; says which seed failed. `OUTRIDER_SEED`
/// runs that seed alone.
pub(crate) fn for_seeds(count: u64, property: impl Fn(&mut Dice) + std::panic::RefUnwindSafe) {
    let only: Option<u64> = std::env::var("OUTRIDER_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok());
    for seed in only.map_or(1..count + 1, |seed| seed..seed + 1) {
        let run = std::panic::catch_unwind(|| property(&mut Dice::of(seed)));
        if let Err(failure) = run {
            println!("failed with OUTRIDER_SEED={seed}");
            std::panic::resume_unwind(failure);
        }
    }
}
