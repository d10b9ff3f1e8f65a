//! One change comes down, with few and with many records on the server.

use std::collections::BTreeMap;

use outrider_model::change::{Bases, Body, Edited};
use outrider_model::id::TaskId;
use outrider_model::record::Field;
use serde_json::Value;

use crate::bench::Sizes;
use crate::bench::clock::Stopwatch;
use crate::bench::floor::Raw;
use crate::bench::handset::Handset;
use crate::bench::line::Line;
use crate::bench::office::Office;
use crate::bench::phone::WirePhone;
use crate::bench::relay::Relay;
use crate::bench::report::Row;
use crate::bench::say;
use crate::bench::spread::Spread;

/// How many tasks are planned at a time while the server is filled.
const AT_ONCE: usize = 50_000;

pub(super) fn measure(sizes: &Sizes, seed: u64) -> Vec<Row> {
    let mut office = Office::found(seed, 101);
    let (rep, others) = (office.reps[0], office.reps[1..].to_vec());
    let (_, tasks) = office.plan(&[rep], 3 * sizes.taps).remove(0);
    let mut filled = tasks.len();
    let mut watch = Watchers {
        rep: Handset::enrol(&office.url(), &office.world.code(rep)),
        all: office.wire_phone(office.manager.person),
        line: office.line(),
    };
    let relay = Relay::before(office.address()).expect("a port is free");
    let server = format!("http://{}", relay.address);
    let counted = Handset::enrol(&server, &office.world.code(rep));
    let mut seen = Vec::new();
    for (rows, edits) in [sizes.few_rows, sizes.many_rows]
        .into_iter()
        .zip(tasks.chunks(sizes.taps))
    {
        say::step(&format!("{rows} rows"));
        while filled < rows {
            let more = (rows - filled).min(AT_ONCE);
            office.plan(&others, more.div_ceil(others.len()));
            filled += more;
        }
        // The server does not wait for ever between two requests.
        watch.line = office.line();
        watch.rep.sync();
        watch.all.drain(&mut watch.line);
        seen.push(pull(&office, &mut watch, edits));
    }
    let bytes = counted_bytes(&office, &relay, &counted, &tasks[2 * sizes.taps..]);
    let [few, many] = seen.try_into().unwrap_or_default();
    vec![row(sizes, few, many, bytes)]
}

/// Who waits for the change.
struct Watchers {
    /// A real phone of a rep.
    rep: Handset,
    /// A phone on the wire, of a manager who sees every row.
    all: WirePhone,
    line: Line,
}

/// Milliseconds.
#[derive(Debug, Clone, Default)]
struct Pulled {
    phone: Spread,
    wire: Spread,
    health: Spread,
    insert: Spread,
}

fn pull(office: &Office, watch: &mut Watchers, edits: &[TaskId]) -> Pulled {
    let mut raw = Raw::fresh();
    let row = [vec![b'x'; 600]];
    let mut pulled = Pulled::default();
    for (number, task) in edits.iter().enumerate() {
        edit(office, *task, number);
        let body = watch.all.pack(Vec::new(), 500);
        let begun = Stopwatch::start();
        let brought = watch.all.send(&mut watch.line, &body).expect("an answer");
        pulled.wire.add(begun.millis());
        assert_eq!((brought.records, brought.more), (1, false));
        let begun = Stopwatch::start();
        let received = watch.rep.sync();
        pulled.phone.add(begun.millis());
        assert_eq!(received, 1);
        let begun = Stopwatch::start();
        watch.line.get("/health").expect("the server answers");
        pulled.health.add(begun.millis());
        pulled.insert.add(raw.millis(&row));
    }
    pulled
}

/// Gives the mean bytes up and down of an exchange that brings one change.
fn counted_bytes(office: &Office, relay: &Relay, phone: &Handset, edits: &[TaskId]) -> (f64, f64) {
    phone.sync();
    relay.take();
    for (number, task) in edits.iter().enumerate() {
        edit(office, *task, number);
        phone.sync();
    }
    let (bytes, count) = (relay.take(), edits.len() as f64);
    (bytes.up as f64 / count, bytes.down as f64 / count)
}

/// The manager gives a task another title.
fn edit(office: &Office, task: TaskId, number: usize) {
    let title = Value::String(format!("new words, number {number}"));
    let set = BTreeMap::from([(Field::from("title"), title)]);
    let body = Body::TaskEdited(Edited { target: task, set });
    let (_, verdict) = office.manager.says(body, Bases::new());
    assert_eq!(verdict, outrider_model::decide::Verdict::Applied);
}

fn row(sizes: &Sizes, few: Pulled, many: Pulled, (up, down): (f64, f64)) -> Row {
    let what = format!(
        "one change comes down with {} and with {} rows on the server: a rep's real phone, applied \
         and on disk; and a manager who sees every row, on the wire alone",
        sizes.few_rows, sizes.many_rows
    );
    let floor = few.health.median() + few.insert.median();
    Row::new("pull_one", what)
        .ours("phone_few_rows_ms", few.phone.median())
        .ours("phone_many_rows_ms", many.phone.median())
        .ours("wire_few_rows_ms", few.wire.median())
        .ours("wire_many_rows_ms", many.wire.median())
        .ours("phone_flatness", many.phone.median() / few.phone.median())
        .ours("wire_p99_many_rows_ms", many.wire.percentile(99))
        .ours("bytes_up", up)
        .ours("bytes_down", down)
        .floor_is("GET /health on an open connection, and one raw synced insert")
        .floor("health_ms", few.health.median())
        .floor("insert_ms", few.insert.median())
        .floor("wall_ms", floor)
        .ratio(
            "on the wire, many rows / few rows; wished: flat, so 1",
            many.wire.median(),
            few.wire.median(),
        )
}
