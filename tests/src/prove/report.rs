//! What a proof came to: a few lines for people, one JSON object for machines.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

/// How many findings are told in words.
const TOLD: usize = 10;

/// What a proof came to.
#[derive(Debug, Serialize)]
pub struct Report {
    /// Which proof.
    pub proof: &'static str,
    /// The seed; the same seed and runs give the same report.
    pub seed: u64,
    /// Ends of power, process or space that were looked at.
    pub runs: u64,
    /// What really went wrong underneath, by kind; each must be above 0.
    pub faults_fired: BTreeMap<&'static str, u64>,
    /// Runs after which something acknowledged was missing or something was half there.
    pub bad: u64,
    /// Runs after which the app itself went on saving.
    pub went_on: u64,
    /// Set when a defect planted on purpose was seen as bad.
    pub planted_caught: bool,
    /// The defect under which the whole proof ran, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sabotage: Option<&'static str>,
    /// The first bad runs, in words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<String>,
}

impl Report {
    /// Begins a report; kinds of faults that must fire begin at 0.
    pub(super) fn new(
        proof: &'static str,
        seed: u64,
        kinds: impl IntoIterator<Item = &'static str>,
    ) -> Report {
        Report {
            proof,
            seed,
            runs: 0,
            faults_fired: kinds.into_iter().map(|kind| (kind, 0)).collect(),
            bad: 0,
            went_on: 0,
            planted_caught: false,
            sabotage: None,
            findings: Vec::new(),
        }
    }

    /// Counts one run and what was wrong after it.
    pub(super) fn count(&mut self, run: &str, wrong: &[String]) {
        self.runs += 1;
        if let Some(first) = wrong.first() {
            self.bad += 1;
            if self.findings.len() < TOLD {
                self.findings.push(format!("{run}: {first}"));
            }
        }
    }

    /// Counts faults that fired.
    pub(super) fn fired(&mut self, kind: &'static str, count: u64) {
        *self.faults_fired.entry(kind).or_default() += count;
    }

    /// Takes in what another part of the same proof came to.
    pub(super) fn add(&mut self, part: Report) {
        self.runs += part.runs;
        self.bad += part.bad;
        self.went_on += part.went_on;
        for (kind, count) in part.faults_fired {
            self.fired(kind, count);
        }
        let room = TOLD.saturating_sub(self.findings.len());
        self.findings.extend(part.findings.into_iter().take(room));
    }

    /// Says whether the proof holds: nothing bad, every fault fired, the planted defect caught.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.bad == 0
            && self.planted_caught
            && self.runs > 0
            && self.faults_fired.values().all(|count| *count > 0)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            out,
            "{}: seed {}, {} runs, {} bad, went on {} times",
            self.proof, self.seed, self.runs, self.bad, self.went_on
        )?;
        for (kind, count) in &self.faults_fired {
            writeln!(out, "  {kind}: {count}")?;
        }
        let caught = if self.planted_caught {
            "caught"
        } else {
            "NOT CAUGHT"
        };
        writeln!(out, "  planted defect: {caught}")?;
        for finding in &self.findings {
            writeln!(out, "  bad: {finding}")?;
        }
        let verdict = if self.holds() {
            "holds"
        } else {
            "DOES NOT HOLD"
        };
        write!(out, "the proof {verdict}")
    }
}
