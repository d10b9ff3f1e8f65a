//! Rows of figures, as a table for people and as one JSON object for programs.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use super::machine::Machine;

/// Figures by their names; each name ends in its unit.
pub type Figures = BTreeMap<String, f64>;

/// One thing that was measured.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Its short name, by which `--rows` finds it.
    pub row: String,
    /// What was measured, and how.
    pub what: String,
    /// Our figures.
    pub ours: Figures,
    /// The least that the same machine needs for it, measured in the same run.
    #[serde(skip_serializing_if = "Figures::is_empty")]
    pub floor: Figures,
    /// What the floor is.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub floor_is: String,
    /// Ours beside the floor; what it divides stands in `ratio_is`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ratio: Option<f64>,
    /// What the ratio divides, and what is wished for.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub ratio_is: String,
}

impl Row {
    /// Begins a row.
    pub fn new(row: impl Into<String>, what: impl Into<String>) -> Row {
        Row {
            row: row.into(),
            what: what.into(),
            ours: Figures::new(),
            floor: Figures::new(),
            floor_is: String::new(),
            ratio: None,
            ratio_is: String::new(),
        }
    }

    /// Adds a figure of ours.
    #[must_use]
    pub fn ours(mut self, name: &str, value: f64) -> Row {
        self.ours.insert(name.to_owned(), rounded(value));
        self
    }

    /// Says what the floor is.
    #[must_use]
    pub fn floor_is(mut self, what: &str) -> Row {
        self.floor_is = what.to_owned();
        self
    }

    /// Adds a figure of the floor.
    #[must_use]
    pub fn floor(mut self, name: &str, value: f64) -> Row {
        self.floor.insert(name.to_owned(), rounded(value));
        self
    }

    /// Says how ours stands beside the floor, or two of ours beside each other.
    #[must_use]
    pub fn ratio(mut self, what: &str, ours: f64, floor: f64) -> Row {
        self.ratio = (floor > 0.0).then(|| rounded(ours / floor));
        self.ratio_is = what.to_owned();
        self
    }
}

/// Keeps four digits: more would pretend.
fn rounded(value: f64) -> f64 {
    if value.abs() < f64::EPSILON {
        return 0.0;
    }
    let scale = 10_f64.powf(3.0 - value.abs().log10().floor());
    if scale < 1.0 {
        value.round()
    } else {
        (value * scale).round() / scale
    }
}

/// Everything that one run measured.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// On what.
    pub machine: Machine,
    /// The seed of every record.
    pub seed: u64,
    /// Whether the sizes were cut down: such figures are for trying the bench out.
    pub quick: bool,
    /// The rows.
    pub rows: Vec<Row>,
    /// How long the run took, seeding included.
    pub seconds: f64,
}

impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Machine {
            cores,
            load,
            folder,
            file_system,
            ..
        } = &self.machine;
        let folder = folder.display();
        writeln!(
            out,
            "{cores} cores, load {load} before, databases in {folder} ({file_system}), seed {}{}",
            self.seed,
            if self.quick {
                ", quick: sizes cut down"
            } else {
                ""
            }
        )?;
        for row in &self.rows {
            writeln!(out, "\n{}: {}", row.row, row.what)?;
            show(out, "ours", &row.ours)?;
            show(out, "floor", &row.floor)?;
            if !row.floor_is.is_empty() {
                writeln!(out, "  {:<6} {}", "", row.floor_is)?;
            }
            if let Some(ratio) = row.ratio {
                writeln!(out, "  {:<6} {ratio} ({})", "ratio", row.ratio_is)?;
            }
        }
        writeln!(out, "\n{} rows in {:.0} s", self.rows.len(), self.seconds)
    }
}

fn show(out: &mut fmt::Formatter<'_>, whose: &str, figures: &Figures) -> fmt::Result {
    if figures.is_empty() {
        return Ok(());
    }
    let figures: Vec<String> = figures
        .iter()
        .map(|(name, value)| format!("{name} {value}"))
        .collect();
    writeln!(out, "  {whose:<6} {}", figures.join(", "))
}

#[cfg(test)]
mod tests {
    use super::rounded;

    #[test]
    fn a_figure_keeps_four_digits() {
        let cases = [
            (0.0, 0.0),
            (1_234_567.8, 1_234_568.0),
            (12.345_678, 12.35),
            (0.001_234_56, 0.001_235),
        ];
        for (value, wanted) in cases {
            assert!((rounded(value) - wanted).abs() < 1e-9, "{value}");
        }
    }
}
