//! Many measurements in few numbers.

/// Measurements of one thing.
#[derive(Debug, Clone, Default)]
pub struct Spread {
    values: Vec<f64>,
}

impl Spread {
    /// Adds a measurement.
    pub fn add(&mut self, value: f64) {
        let place = self.values.partition_point(|other| *other < value);
        self.values.insert(place, value);
    }

    /// Gives the value that half of them do not exceed; nothing measured is 0.
    pub fn median(&self) -> f64 {
        self.percentile(50)
    }

    /// Gives the value that so many in a hundred do not exceed.
    pub fn percentile(&self, percent: usize) -> f64 {
        let place = (self.values.len() * percent).div_ceil(100).max(1) - 1;
        self.values.get(place).copied().unwrap_or_default()
    }

    /// Gives the least.
    pub fn least(&self) -> f64 {
        self.values.first().copied().unwrap_or_default()
    }
}

impl FromIterator<f64> for Spread {
    fn from_iter<I: IntoIterator<Item = f64>>(values: I) -> Spread {
        let mut values: Vec<f64> = values.into_iter().collect();
        values.sort_by(f64::total_cmp);
        Spread { values }
    }
}

#[cfg(test)]
mod tests {
    use super::Spread;

    #[test]
    fn the_median_of_many_is_the_one_in_the_middle() {
        let mut spread = Spread::default();
        assert!(spread.median() <= 0.0);
        for value in [5.0, 1.0, 4.0, 2.0, 3.0] {
            spread.add(value);
        }
        let near = |one: f64, other: f64| (one - other).abs() < 1e-9;
        assert!(near(spread.median(), 3.0));
        assert!(near(spread.least(), 1.0));
        assert!(near(spread.percentile(99), 5.0));
        assert!(near(
            [2.0, 1.0].into_iter().collect::<Spread>().median(),
            1.0
        ));
    }
}
