//! The disk is full or fails at any operation: a save that is refused says so, what was
//! acknowledged stays, and saves go on when the disk is well again.

use std::fs;
use std::path::Path;

use outrider_core::error::Error;

use super::book::Book;
use super::phone::{Phone, Setting};
use super::report::Report;
use super::thumb::{Tap, Thumb};
use super::{Options, scratch, verify};
use crate::rng::Rng;
use crate::vfs::{Fault, FaultKind, FaultVfs};

/// When the disk begins to fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    /// While a profile is opened for the first time.
    FirstOpening,
    /// While a profile in use is opened again.
    Reopening,
    /// While it is used.
    Saving,
}

impl When {
    const ALL: [When; 3] = [When::FirstOpening, When::Reopening, When::Saving];
}

/// One fault, at one moment.
#[derive(Debug, Clone, Copy)]
struct Case {
    when: When,
    fault: Fault,
}

/// What became of one case.
struct Outcome {
    wrong: Vec<String>,
    fired: u64,
    /// How many operations the fault could have struck.
    chances: u64,
}

/// Runs the proof.
pub(super) fn prove(options: &Options) -> Report {
    let kinds = FaultKind::ALL.map(FaultKind::name);
    let mut report = Report::new("disk-full", options.seed, kinds);
    report.planted_caught = planted(options.seed);
    let mut seed = options.seed;
    while report.runs < options.runs {
        let mut decks: Vec<Vec<Case>> = FaultKind::ALL.map(|kind| deck(kind, seed)).into();
        // A card of each kind in turn, so that a short proof meets all of them.
        while report.runs < options.runs && decks.iter().any(|deck| !deck.is_empty()) {
            for case in decks.iter_mut().filter_map(Vec::pop) {
                if report.runs < options.runs {
                    play(case, seed, &mut report);
                    tell(&report, options.runs);
                }
            }
        }
        seed = seed.wrapping_add(1);
    }
    report
}

fn tell(report: &Report, wanted: u64) {
    if report.runs.is_multiple_of(500) || report.runs == wanted {
        eprintln!("{} of {wanted} faults, {} bad", report.runs, report.bad);
    }
}

fn play(case: Case, seed: u64, report: &mut Report) {
    let folder = scratch();
    let mut outcome = Run::new(folder.path(), case, seed).through();
    report.fired(case.fault.kind.name(), outcome.fired);
    if report.runs.is_multiple_of(50) && outcome.wrong.is_empty() {
        report.went_on += 1;
        let after = verify::goes_on(folder.path(), seed);
        outcome.wrong = after.unwrap_or_else(|why| vec![format!("the app does not go on: {why}")]);
    }
    report.count(&format!("seed {seed} {case:?}"), &outcome.wrong);
}

/// Every case of a kind, shuffled: each operation that it can strike, once and from then on.
fn deck(kind: FaultKind, seed: u64) -> Vec<Case> {
    let mut deck = Vec::new();
    for when in When::ALL {
        let case = |at, sticky| Case {
            when,
            fault: Fault { kind, at, sticky },
        };
        let folder = scratch();
        let chances = Run::new(folder.path(), case(u64::MAX, false), seed)
            .through()
            .chances;
        deck.extend((1..=chances).flat_map(|at| [case(at, false), case(at, true)]));
    }
    Rng::stream(seed, kind.name()).shuffle(&mut deck);
    deck
}

/// Says whether the checks see a change that is gone.
fn planted(seed: u64) -> bool {
    let folder = scratch();
    let fault = Fault {
        kind: FaultKind::Full,
        at: u64::MAX,
        sticky: false,
    };
    let when = When::Saving;
    let outcome = Run::new(folder.path(), Case { when, fault }, seed).through();
    outcome.wrong.is_empty() && verify::notices_a_lost_change(folder.path())
}

/// One run through a phone's life with one fault in it.
struct Run<'a> {
    folder: &'a Path,
    case: Case,
    seed: u64,
    vfs: FaultVfs,
    setting: Setting,
    book: Book,
    wrong: Vec<String>,
    chances: u64,
}

impl<'a> Run<'a> {
    fn new(folder: &'a Path, case: Case, seed: u64) -> Run<'a> {
        let vfs = FaultVfs::register(seed).expect("SQLite takes another VFS");
        Run {
            folder,
            case,
            seed,
            setting: Setting::new(folder, Some(vfs.name()), seed),
            vfs,
            book: Book::default(),
            wrong: Vec::new(),
            chances: 0,
        }
    }

    fn through(mut self) -> Outcome {
        let mut thumb = None;
        for when in When::ALL {
            let Some(phone) = self.open(when) else { break };
            let thumb = thumb.get_or_insert_with(|| planned(self.seed, &phone));
            self.proves_log(&phone, thumb);
            if when == When::Saving {
                self.during(when, |run| run.day(&phone, thumb));
            }
            self.save(&phone, thumb, Tap::AddCustomer, false);
        }
        self.look_back();
        Outcome {
            wrong: self.wrong,
            fired: self
                .vfs
                .fired()
                .get(&self.case.fault.kind)
                .copied()
                .unwrap_or_default(),
            chances: self.chances,
        }
    }

    /// Does something under the fault, when its time has come.
    fn during<T>(&mut self, when: When, work: impl FnOnce(&mut Self) -> T) -> T {
        if self.case.when != when {
            return work(self);
        }
        let before = self.vfs.chances(self.case.fault.kind);
        self.vfs.arm(self.case.fault);
        let done = work(self);
        self.vfs.disarm();
        self.chances = self.vfs.chances(self.case.fault.kind) - before;
        done
    }

    /// Opens and enrols; what fails under the fault must not fail without it.
    fn open(&mut self, when: When) -> Option<Phone> {
        let open = |run: &mut Self| {
            let phone = Phone::open(&run.setting)?;
            phone.enrol()?;
            Ok(phone)
        };
        // The day has a fault of its own.
        let opened = if when == When::Saving {
            open(self)
        } else {
            self.during(when, open)
        };
        match opened {
            Ok(phone) => return Some(phone),
            Err(error) => self.judge(&error, "opening"),
        }
        let again = open(self);
        again
            .map_err(|error| self.wrong.push(format!("it does not open again: {error}")))
            .ok()
    }

    /// Proves from outside that the log is in force: a save moves it.
    fn proves_log(&mut self, phone: &Phone, thumb: &mut Thumb) {
        let before = self.log();
        self.save(phone, thumb, Tap::TypeNote, false);
        if self.log() == before {
            self.wrong.push("a save did not reach the log".to_owned());
        }
    }

    fn log(&self) -> Vec<u8> {
        fs::read(self.folder.join("outrider.db-wal")).unwrap_or_default()
    }

    /// A day: the plan comes in, things are saved, sent and judged, and the phone rests.
    fn day(&mut self, phone: &Phone, thumb: &mut Thumb) {
        let mut taps = Tap::SAVES.to_vec();
        Rng::stream(self.seed, "day").shuffle(&mut taps);
        taps.insert(0, Tap::TakePage);
        taps.extend([Tap::Send, Tap::TakePage, Tap::WriteNote]);
        for tap in taps {
            self.save(phone, thumb, tap, true);
        }
        if let Err(error) = phone.store.rest() {
            self.judge(&error, "resting");
        }
    }

    fn save(&mut self, phone: &Phone, thumb: &mut Thumb, tap: Tap, may_fail: bool) {
        let before = self.waiting(phone);
        match thumb.tap(phone, tap) {
            Ok(said) => self.book.enter(said),
            Err(refused) if may_fail => {
                self.judge(&refused.error, &format!("{tap:?}"));
                if self.waiting(phone) != before {
                    self.wrong.push(format!("{tap:?} was refused and is there"));
                }
                // A commit whose sync failed may stand all the same.
                if self.case.fault.kind != FaultKind::Full {
                    self.book.doubt(refused.said);
                }
            }
            Err(refused) => {
                let error = refused.error;
                self.wrong
                    .push(format!("{tap:?} on a disk that is well: {error}"));
            }
        }
    }

    /// Counts changes, where reading cannot fail and a refused save must have left nothing.
    fn waiting(&self, phone: &Phone) -> Option<usize> {
        (self.case.fault.kind == FaultKind::Full)
            .then(|| phone.store.read(|reader| Ok(reader.outbox()?.len())).ok())
            .flatten()
    }

    /// The error must say what happened.
    fn judge(&mut self, error: &Error, doing: &str) {
        let told = error.to_string();
        let fits = match self.case.fault.kind {
            FaultKind::Full => matches!(error, Error::StorageFull),
            FaultKind::ReadError
            | FaultKind::WriteError
            | FaultKind::SyncError
            | FaultKind::TruncateError
            | FaultKind::ShortRead => matches!(
                error,
                Error::StorageFailed(_) | Error::StorageDamaged(_) | Error::NotDurable(_)
            ),
        };
        if !fits {
            self.wrong.push(format!("{doing} says {told}"));
        }
    }

    /// With the phone closed, everything that was acknowledged is there.
    fn look_back(&mut self) {
        let looked = verify::look_into(self.folder).and_then(|db| {
            let mut wrong = verify::broken(&db)?;
            wrong.extend(verify::missing(&db, &self.book));
            Ok(wrong)
        });
        match looked {
            Ok(wrong) => self.wrong.extend(wrong),
            Err(why) => self.wrong.push(format!("the file cannot be read: {why}")),
        }
    }
}

fn planned(seed: u64, phone: &Phone) -> Thumb {
    let mut thumb = Thumb::new(seed, phone);
    thumb.plan(2);
    thumb
}
