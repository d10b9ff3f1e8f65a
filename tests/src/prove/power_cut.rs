//! The power goes at any operation of the disk: record a day once, then build what the disk could
//! hold after each operation, under each tear, and look whether everything acknowledged is there.

use std::fs;
use std::path::Path;
use std::thread;

use outrider_core::store::Durability;

use super::phone::{Phone, Setting};
use super::picture::Picture;
use super::report::Report;
use super::thumb::{Tap, Thumb};
use super::{Options, scratch, verify};
use crate::rng::Rng;
use crate::vfs::{CrashPoint, Damage, FaultVfs, Trace};

/// What a cut can do; each must have happened.
const KINDS: [&str; 5] = [
    "writes_lost",
    "sectors_torn",
    "sectors_garbled",
    "entries_lost",
    "ghosts",
];
/// After every so many images the app itself goes on.
const GOES_ON: u64 = 50;
/// Images of the run that plants a defect.
const PLANTED: u64 = 200;

/// Runs the proof.
pub(super) fn prove(options: &Options) -> Report {
    let mut report = Report::new("power-cut", options.seed, KINDS);
    let durability = if options.sabotage {
        report.sabotage = Some("normal");
        Durability::BrokenForProofs
    } else {
        let day = Day::live(options.seed, Durability::BrokenForProofs);
        report.planted_caught = day.cut(PLANTED).bad > 0;
        Durability::Extra
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let mut seed = options.seed;
    while report.runs < options.runs {
        let (mut left, mut days) = (options.runs - report.runs, Vec::new());
        while left > 0 && days.len() < workers {
            let day = Day::live(seed, durability);
            let share = left.min(day.images());
            seed = seed.wrapping_add(1);
            left -= share;
            days.push((day, share));
        }
        let parts: Vec<Report> = thread::scope(|scope| {
            let running: Vec<_> = days
                .iter()
                .map(|(day, share)| scope.spawn(|| day.cut(*share)))
                .collect();
            running
                .into_iter()
                .map(|part| part.join().expect("a worker does not panic"))
                .collect()
        });
        for part in parts {
            report.add(part);
        }
        eprintln!(
            "{} of {} cuts, {} bad",
            report.runs, options.runs, report.bad
        );
    }
    if options.sabotage {
        report.planted_caught = report.bad > 0;
    }
    report
}

/// One day of a phone: what its disk was told, and what its file said after each acknowledgement.
struct Day {
    seed: u64,
    trace: Trace,
    /// What the file says after so many acknowledgements.
    pictures: Vec<Picture>,
    /// What the acknowledgements were for.
    taps: Vec<String>,
}

impl Day {
    /// Lives through a day: a phone is opened, enrolled, told of the plan and used, with closings
    /// and rests in between.
    fn live(seed: u64, durability: Durability) -> Day {
        let folder = scratch();
        let vfs = FaultVfs::register(seed).expect("SQLite takes another VFS");
        let setting = Setting::new(folder.path(), Some(vfs.name()), seed).with(durability);
        let fine = "nothing fails on this day";
        let mut day = Day {
            seed,
            trace: Trace::default(),
            pictures: vec![Picture::default()],
            taps: Vec::new(),
        };
        let mut phone = Phone::open(&setting).expect(fine);
        day.acknowledge(&vfs, folder.path(), "open");
        phone.enrol().expect(fine);
        day.acknowledge(&vfs, folder.path(), "enrol");
        let mut thumb = Thumb::new(seed, &phone);
        thumb.plan(4);
        for step in steps(seed) {
            match step {
                Step::Tap(tap) => drop(thumb.tap(&phone, tap).expect(fine)),
                Step::Rest => phone.store.rest().expect(fine),
                Step::Reopen => {
                    drop(phone);
                    phone = Phone::open(&setting).expect(fine);
                }
            }
            day.acknowledge(&vfs, folder.path(), &format!("{step:?}"));
        }
        drop(phone);
        day.trace = vfs.trace();
        day
    }

    fn acknowledge(&mut self, vfs: &FaultVfs, folder: &Path, tap: &str) {
        vfs.mark(tap);
        let db = verify::look_into(folder).expect("the file is there");
        self.pictures
            .push(Picture::take(&db).expect("nobody else writes"));
        self.taps.push(tap.to_owned());
    }

    fn images(&self) -> u64 {
        self.trace.images(self.seed).count() as u64
    }

    /// Looks at so many of the day's images, spread over all of them.
    fn cut(&self, share: u64) -> Report {
        let mut report = Report::new("power-cut", self.seed, KINDS);
        let folder = scratch();
        let (images, mut rng) = (self.images(), Rng::stream(self.seed, "images"));
        let mut chosen = chosen(images, share.min(images), &mut rng).peekable();
        for (number, point) in self.trace.images(self.seed).enumerate() {
            if chosen.next_if_eq(&(number as u64)).is_none() {
                continue;
            }
            let image = folder.path().join("image");
            let (damage, wrong) = self.look_at(&point, &image, &mut report);
            note(&mut report, damage);
            let run = format!(
                "seed {} operation {} {}",
                self.seed,
                point.index,
                point.tear.name()
            );
            report.count(&run, &wrong);
            fs::remove_dir_all(&image).expect("the image is ours");
        }
        report
    }

    fn look_at(
        &self,
        point: &CrashPoint,
        image: &Path,
        report: &mut Report,
    ) -> (Damage, Vec<String>) {
        let damage = point.build(image).expect("there is room for one image");
        let mut wrong = self
            .wrong(point, image)
            .unwrap_or_else(|why| vec![format!("the file cannot be read: {why}")]);
        if report.runs.is_multiple_of(GOES_ON) && wrong.is_empty() {
            report.went_on += 1;
            let after = verify::goes_on(image, self.seed);
            wrong = after.unwrap_or_else(|why| vec![format!("the app does not go on: {why}")]);
        }
        (damage, wrong)
    }

    /// The file says what it said after the last acknowledgement, or what it was to say next.
    fn wrong(&self, point: &CrashPoint, image: &Path) -> rusqlite::Result<Vec<String>> {
        let db = verify::look_into(image)?;
        let mut wrong = verify::broken(&db)?;
        let picture = Picture::take(&db)?;
        let acknowledged = point.marks().len();
        let may_be = self.pictures.iter().skip(acknowledged).take(2);
        if !may_be.into_iter().any(|allowed| *allowed == picture) {
            wrong.push(self.explain(acknowledged, &picture));
        }
        Ok(wrong)
    }

    fn explain(&self, acknowledged: usize, picture: &Picture) -> String {
        let tap = |number: usize| {
            number
                .checked_sub(1)
                .and_then(|before| self.taps.get(before))
        };
        let last = tap(acknowledged);
        match self.pictures.iter().rposition(|known| known == picture) {
            Some(older) => format!(
                "acknowledged up to {last:?}, there is only {:?}",
                tap(older)
            ),
            None => format!("a half transaction after {last:?}"),
        }
    }
}

fn note(report: &mut Report, damage: Damage) {
    let counts = [
        damage.writes_lost,
        damage.sectors_torn,
        damage.sectors_garbled,
        damage.entries_lost,
        damage.ghosts,
    ];
    for (kind, count) in KINDS.into_iter().zip(counts) {
        report.fired(kind, u64::from(count > 0));
    }
}

/// Picks so many numbers below a bound, one at random out of each equal part.
fn chosen(bound: u64, count: u64, rng: &mut Rng) -> impl Iterator<Item = u64> {
    let mut rng = rng.clone();
    (0..count).map(move |part| {
        let (begin, end) = (part * bound / count, (part + 1) * bound / count);
        begin + rng.below(end - begin)
    })
}

/// What happens on a day.
#[derive(Debug, Clone, Copy)]
enum Step {
    Tap(Tap),
    Rest,
    Reopen,
}

/// The plan comes in, then everything else once or twice in a seeded order.
fn steps(seed: u64) -> Vec<Step> {
    let mut rng = Rng::stream(seed, "steps");
    let mut steps: Vec<Step> = Tap::SAVES.into_iter().map(Step::Tap).collect();
    steps.extend([Tap::WriteNote, Tap::CompleteTask, Tap::Undo].map(Step::Tap));
    // Only around a closing can a directory entry be lost or a log come back.
    steps.extend([Step::Rest, Step::Reopen, Step::Reopen, Step::Reopen]);
    rng.shuffle(&mut steps);
    // What was saved is sent, judged, and built upon.
    let exchange = [Tap::Send, Tap::TakePage].map(Step::Tap);
    let middle = steps.len() / 2 + rng.index(steps.len() / 2);
    steps.splice(middle..middle, exchange);
    steps.insert(0, Step::Tap(Tap::TakePage));
    steps.push(Step::Reopen);
    steps.push(Step::Tap(Tap::TypeNote));
    steps
}
