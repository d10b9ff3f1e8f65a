//! Seeded numbers for tests, the demo and benches: the same seed always tells the same story.

/// A generator of seeded numbers (xoshiro256**, filled by splitmix64).
///
/// It is our own so that no new version of a crate can change what a printed seed means.
#[derive(Debug, Clone)]
pub struct Rng {
    state: [u64; 4],
}

impl Rng {
    /// Makes the generator of a seed.
    pub fn new(seed: u64) -> Self {
        let mut counter = seed;
        Self {
            state: std::array::from_fn(|_| splitmix(&mut counter)),
        }
    }

    /// Makes the generator of a seed and a name, so that one more draw for one name (a phone, a
    /// part of the company) leaves what others draw unmoved.
    pub fn stream(seed: u64, name: &str) -> Self {
        // FNV-1a: short, and the same on every machine, unlike the standard library's hasher.
        let named = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        Self::new(seed ^ named.rotate_left(17))
    }

    /// Draws any number.
    pub fn next_u64(&mut self) -> u64 {
        let drawn = self.state[1].wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        let shifted = self.state[1] << 17;
        self.state[2] ^= self.state[0];
        self.state[3] ^= self.state[1];
        self.state[1] ^= self.state[2];
        self.state[0] ^= self.state[3];
        self.state[2] ^= shifted;
        self.state[3] = self.state[3].rotate_left(45);
        drawn
    }

    /// Draws a number below `bound`; a bound of zero is taken as one.
    pub fn below(&mut self, bound: u64) -> u64 {
        let product = u128::from(self.next_u64()) * u128::from(bound.max(1));
        u64::try_from(product >> 64).expect("the upper half of a product of two u64 fits a u64")
    }

    /// Draws a number of `low..=high`.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        low.saturating_add_unsigned(self.below(low.abs_diff(high).saturating_add(1)))
    }

    /// Draws a position in a list of `length` entries.
    pub fn index(&mut self, length: usize) -> usize {
        usize::try_from(self.below(length as u64)).expect("a position is below a usize")
    }

    /// Draws one entry of a list that is not empty.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.index(list.len())]
    }

    /// Says yes in `share` of a thousand draws.
    pub fn per_mille(&mut self, share: u32) -> bool {
        self.below(1000) < u64::from(share)
    }

    /// Puts a list into a drawn order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.index(last + 1));
        }
    }
}

fn splitmix(counter: &mut u64) -> u64 {
    *counter = counter.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *counter;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first_of(mut rng: Rng) -> Vec<u64> {
        (0..8).map(|_| rng.next_u64()).collect()
    }

    #[test]
    fn splitmix_gives_its_published_numbers() {
        let mut counter = 1_234_567;
        let drawn: Vec<u64> = (0..3).map(|_| splitmix(&mut counter)).collect();
        let published = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
        ];
        assert_eq!(drawn, published);
    }

    #[test]
    fn a_seed_and_a_name_tell_one_story_each() {
        assert_eq!(first_of(Rng::new(7)), first_of(Rng::new(7)));
        assert_ne!(first_of(Rng::new(7)), first_of(Rng::new(8)));
        assert_eq!(
            first_of(Rng::stream(7, "anna")),
            first_of(Rng::stream(7, "anna"))
        );
        assert_ne!(
            first_of(Rng::stream(7, "anna")),
            first_of(Rng::stream(7, "ben"))
        );
    }

    #[test]
    fn draws_stay_inside_their_bounds_and_reach_both_ends() {
        let mut rng = Rng::new(1);
        let drawn: Vec<i64> = (0..1000).map(|_| rng.between(-3, 3)).collect();
        assert_eq!(
            (drawn.iter().min(), drawn.iter().max()),
            (Some(&-3), Some(&3))
        );
        assert_eq!(rng.below(0), 0);
        assert!(!rng.per_mille(0));
        assert!(rng.per_mille(1000));
    }

    #[test]
    fn a_shuffled_list_keeps_its_entries() {
        let mut list: Vec<u32> = (0..50).collect();
        Rng::new(3).shuffle(&mut list);
        assert_ne!(list, (0..50).collect::<Vec<_>>());
        list.sort_unstable();
        assert_eq!(list, (0..50).collect::<Vec<_>>());
    }
}
