//! How fast a phone saves: one tap, one synced transaction.

use std::time::Duration;

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

#[derive(Default)]
struct Rates {
    ours: Spread,
    raw: Spread,
    ratio: Spread,
    bytes: f64,
}

/// Rounds of taps, a raw insert after each tap, so that whatever else the disk does befalls both.
/// Sums and not medians are compared: a checkpoint now and then is part of saving.
fn beside_raw(sizes: &Sizes, phone: &Handset, kind: &str, tap: &dyn Fn(usize)) -> Rates {
    (0..WARM).for_each(tap);
    let bytes = bytes_a_tap(phone, kind);
    let row = [vec![b'x'; bytes]];
    let mut raw = Raw::fresh();
    let mut rates = Rates {
        bytes: bytes as f64,
        ..Rates::default()
    };
    for round in 0..sizes.rounds {
        let (mut taps, mut inserts) = (Duration::ZERO, Duration::ZERO);
        for place in 0..sizes.taps {
            let watch = Stopwatch::start();
            tap(WARM + round * sizes.taps + place);
            taps += watch.read();
            let watch = Stopwatch::start();
            raw.insert(&row);
            inserts += watch.read();
        }
        let rate = |time: Duration| sizes.taps as f64 / time.as_secs_f64();
        rates.ours.add(rate(taps));
        rates.raw.add(rate(inserts));
        rates.ratio.add(rate(taps) / rate(inserts));
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
