//! A process that saves is killed with -9 wherever it is: what it had acknowledged is there.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};

use serde::{Deserialize, Serialize};

use super::book::{Book, Said};
use super::phone::{Phone, Setting};
use super::report::Report;
use super::thumb::{Tap, Thumb};
use super::{Options, scratch, verify};
use crate::rng::Rng;

/// The first argument of a process that saves until it is killed.
pub const SAVER: &str = "saver";
/// The most acknowledgements that are waited for before a kill.
const PATIENCE: u64 = 25;
/// How often a phone is killed before another begins.
const LIVES: u64 = 10;

/// A line of a process that saves.
#[derive(Serialize, Deserialize)]
enum Line {
    /// About to be saved.
    Intended(Said),
    /// Saved.
    Saved(Vec<Said>),
}

/// Runs the proof.
pub(super) fn prove(options: &Options) -> Report {
    let mut report = Report::new("kill", options.seed, ["kill"]);
    let mut rng = Rng::stream(options.seed, "kill");
    while report.runs < options.runs {
        let folder = scratch();
        let mut book = Book::default();
        for _ in 0..LIVES.min(options.runs - report.runs) {
            let life = report.runs;
            let patience = rng.below(PATIENCE);
            if let Err(why) = live_and_die(folder.path(), options.seed, life, patience, &mut book) {
                report.count(&format!("life {life}"), &[why.to_string()]);
                continue;
            }
            report.fired("kill", 1);
            report.count(&format!("life {life}"), &wrong(folder.path(), &book));
        }
        report.went_on += 1;
        let after = verify::goes_on(folder.path(), options.seed);
        let after = after.unwrap_or_else(|why| vec![format!("the app does not go on: {why}")]);
        if !after.is_empty() {
            report.runs -= 1;
            report.count("the app after the last life", &after);
        }
        report.planted_caught |= verify::notices_a_lost_change(folder.path());
    }
    report
}

fn wrong(folder: &Path, book: &Book) -> Vec<String> {
    if !folder.join("outrider.db").exists() {
        // Killed before it opened for the first time.
        return verify::missing_everything(book);
    }
    let looked = verify::look_into(folder).and_then(|db| {
        let mut wrong = verify::broken(&db)?;
        wrong.extend(verify::missing(&db, book));
        Ok(wrong)
    });
    looked.unwrap_or_else(|why| vec![format!("the file cannot be read: {why}")])
}

/// Starts a process, reads so many acknowledgements, kills it, and enters whatever it had told.
fn live_and_die(
    folder: &Path,
    seed: u64,
    life: u64,
    patience: u64,
    book: &mut Book,
) -> io::Result<()> {
    let mut child = Command::new(std::env::current_exe()?)
        .arg(SAVER)
        .arg(folder)
        .arg(
            Rng::stream(seed, &format!("life {life}"))
                .next_u64()
                .to_string(),
        )
        .stdout(Stdio::piped())
        .spawn()?;
    let told = told(&mut child, patience);
    child.wait()?;
    let mut intended = Vec::new();
    for line in told?
        .split_inclusive('\n')
        .filter(|line| line.ends_with('\n'))
    {
        match serde_json::from_str(line)? {
            Line::Intended(said) => intended.push(said),
            Line::Saved(said) => {
                intended.clear();
                book.enter(said);
            }
        }
    }
    book.doubt(intended);
    Ok(())
}

fn told(child: &mut Child, patience: u64) -> io::Result<String> {
    let output = child.stdout.take().expect("it was piped");
    let (mut reader, mut told, mut saved) = (BufReader::new(output), String::new(), 0);
    while saved < patience {
        let begin = told.len();
        if reader.read_line(&mut told)? == 0 {
            return Err(io::Error::other("it ended by itself"));
        }
        saved += u64::from(told[begin..].starts_with("{\"Saved\""));
    }
    child.kill()?;
    reader.read_to_string(&mut told)?;
    Ok(told)
}

/// Saves until it is killed, and says so after each save.
pub fn save_until_killed(folder: &Path, seed: u64) -> ExitCode {
    let fine = "nothing fails in this process";
    say(&Line::Saved(Vec::new()));
    let phone = Phone::open(&Setting::new(folder, None, seed)).expect(fine);
    say(&Line::Saved(Vec::new()));
    phone.enrol().expect(fine);
    let mut rng = Rng::stream(seed, "taps");
    let mut thumb = Thumb::new(seed, &phone).telling(|said| say(&Line::Intended(said.clone())));
    loop {
        let tap = *rng.pick(&Tap::SAVES);
        say(&Line::Saved(thumb.tap(&phone, tap).expect(fine)));
    }
}

/// Says something at once; ends when nobody listens any more.
fn say(line: &Line) {
    let mut line = serde_json::to_vec(line).expect("text is JSON");
    line.push(b'\n');
    let mut out = io::stdout().lock();
    if out.write_all(&line).and_then(|()| out.flush()).is_err() {
        std::process::exit(0);
    }
}
