//! How fast a phone saves: one tap, one synced transaction.

use outrider_model::id::TaskId;

use crate::bench::Sizes;
use crate::bench::clock::Stopwatch;
use crate::bench::floor::{Raw, ask};
use crate::bench::handset::Handset;
use crate::bench::office::Office;
use crate::bench::report::Row;
use crate::bench::spread::Spread;
use crate::company::bench_tasks;

/// Taps before the first that counts.
const WARM: usize = 50;

pub(super) fn measure(sizes: &Sizes, seed: u64) -> Vec<Row> {
    let count = sizes.rounds * sizes.taps + WARM;
    let mut office = Office::found(seed, 1);
    let rep = office.reps[0];
    let (_, tasks) = office.plan(&[rep], count).remove(0);
    let notes: Vec<String> = bench_tasks(seed, count).map(|record| record.note).collect();
    let phone = Handset::enrol(&office.url(), &office.world.code(rep));
    phone.sync();
    let complete = beside_raw(sizes, &phone, "task", &|place| phone.complete(tasks[place]));
    let note = beside_raw(sizes, &phone, "note", &|place| {
        let task: TaskId = tasks[place];
        phone.note(task, &notes[place]);
    });
    vec![
        row("save_task", "tap that completes a task", complete),
        row("save_note", "tap that writes a note", note),
    ]
}

struct Rates {
    ours: Spread,
    raw: Spread,
    ratio: Spread,
    bytes: f64,
}

/// Rounds of taps, each between two halves of a round of raw inserts.
fn beside_raw(sizes: &Sizes, phone: &Handset, kind: &str, tap: &dyn Fn(usize)) -> Rates {
    (0..WARM).for_each(tap);
    let bytes = bytes_a_tap(phone, kind);
    let mut raw = Raw::fresh();
    let mut rates = Rates {
        ours: Spread::default(),
        raw: Spread::default(),
        ratio: Spread::default(),
        bytes: bytes as f64,
    };
    for round in 0..sizes.rounds {
        let first = raw.rows_a_second(sizes.taps / 2, bytes);
        let begin = WARM + round * sizes.taps;
        let watch = Stopwatch::start();
        (begin..begin + sizes.taps).for_each(tap);
        let ours = sizes.taps as f64 / watch.read().as_secs_f64();
        let floor = (first + raw.rows_a_second(sizes.taps / 2, bytes)) / 2.0;
        rates.ours.add(ours);
        rates.raw.add(floor);
        rates.ratio.add(ours / floor);
    }
    rates
}

/// The bytes of a change and of the record that it writes, as they stand in the phone's file.
fn bytes_a_tap(phone: &Handset, kind: &str) -> usize {
    let question = format!(
        "SELECT CAST((SELECT avg(length(bytes)) FROM outbox) +
                     (SELECT avg(length(bytes)) FROM record WHERE kind = '{kind}') AS INTEGER)"
    );
    usize::try_from(ask(&phone.file(), &question)).unwrap_or_default()
}

fn row(name: &str, what: &str, rates: Rates) -> Row {
    Row::new(
        name,
        format!("phone save: {what}; record and outbox in one synced transaction (WAL, EXTRA)"),
    )
    .ours("saves_per_s", rates.ours.median())
    .ours("bytes_per_save", rates.bytes)
    .floor_is("raw rusqlite: one row of the same bytes a transaction, same pragmas, fresh file")
    .floor("rows_per_s", rates.raw.median())
    .ratio(
        "our rate / raw rate, median of rounds; wished ≥ 0.5",
        rates.ratio.median(),
        1.0,
    )
}
