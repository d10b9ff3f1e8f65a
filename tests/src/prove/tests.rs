//! The proofs themselves: what holds, what must be caught.

use super::{Options, Proof, Report, run};

fn options(runs: u64, sabotage: bool) -> Options {
    Options {
        runs,
        seed: 3,
        sabotage,
    }
}

#[test]
fn commits_that_are_not_pressed_to_the_disk_are_caught() {
    let report = run(Proof::PowerCut, &options(100, true));
    println!("{report}");
    assert!(report.bad > 0 && !report.holds());
    assert_eq!(report.runs, 100);
}

#[test]
fn the_same_seed_gives_the_same_report() {
    let told = || {
        let report = run(Proof::PowerCut, &options(120, false));
        assert_eq!(report.bad, 0, "{report}");
        serde_json::to_string(&report).unwrap()
    };
    assert_eq!(told(), told());
}

#[test]
fn a_proof_whose_fault_never_fired_does_not_hold() {
    let mut report = Report::new("power-cut", 1, ["ghosts"]);
    report.planted_caught = true;
    report.count("one", &[]);
    assert!(!report.holds());
    report.fired("ghosts", 1);
    assert!(report.holds());
    report.planted_caught = false;
    assert!(!report.holds());
    report.planted_caught = true;
    report.count("two", &["something is missing".to_owned()]);
    assert!(!report.holds());
    assert_eq!((report.runs, report.bad), (2, 1));
}
