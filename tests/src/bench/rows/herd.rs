//! A thousand phones come back into signal, each with fifty changes.

use std::net::SocketAddr;
use std::sync::Mutex;
use std::thread;

use outrider_model::change::{Bases, Body};
use outrider_model::id::{PersonId, TaskId};

use crate::bench::Sizes;
use crate::bench::clock::Stopwatch;
use crate::bench::floor::Raw;
use crate::bench::line::Line;
use crate::bench::office::Office;
use crate::bench::phone::WirePhone;
use crate::bench::process::Meter;
use crate::bench::report::Row;
use crate::bench::say;
use crate::bench::spread::Spread;
use crate::world::now;
use crate::world::say::report;

pub(super) const CHANGES: usize = 50;

pub(super) fn measure(sizes: &Sizes, seed: u64) -> Vec<Row> {
    sizes
        .at_once
        .iter()
        .map(|at_once| herd(sizes, seed, *at_once))
        .collect()
}

fn herd(sizes: &Sizes, seed: u64, at_once: usize) -> Row {
    let mut office = Office::found(seed, sizes.people);
    let (packed, length) = pack(&mut office);
    let (phones, up) = (
        packed.len(),
        packed.iter().map(|(_, body)| body.len()).sum::<usize>(),
    );
    let meter = Meter::of(office.world.server.process());
    let watch = Stopwatch::start();
    let (waits, down) = send_all(office.address(), packed, at_once);
    let seconds = watch.read().as_secs_f64();
    let rows = vec![vec![b'x'; length]; CHANGES];
    let mut raw = Raw::fresh();
    let watch = Stopwatch::start();
    (0..phones).for_each(|_| raw.insert(&rows));
    let floor = (phones * CHANGES) as f64 / watch.read().as_secs_f64();
    let ours = (phones * CHANGES) as f64 / seconds;
    Row::new(
        format!("phones_{at_once}_at_once"),
        format!(
            "{phones} phones, each on a connection of its own, push {CHANGES} completed tasks and take \
             them back in; {at_once} at a time"
        ),
    )
    .ours("changes_per_s", ours)
    .ours("p50_ms", waits.median())
    .ours("p99_ms", waits.percentile(99))
    .ours("wall_ms", seconds * 1e3)
    .ours("cpu_server_ms", meter.cpu())
    .ours("peak_server_kib", meter.peak_memory())
    .ours("body_bytes_up", up as f64)
    .ours("body_bytes_down", down as f64)
    .floor_is("raw rusqlite, one writer: the same changes, fifty a synced transaction")
    .floor("changes_per_s", floor)
    .ratio("our rate / raw rate", ours, floor)
}

/// Gives every rep's phone with its changes, ready to be sent, and how many bytes a change has.
pub(super) fn pack(office: &mut Office) -> (Vec<(WirePhone, Vec<u8>)>, usize) {
    let reps = office.reps.clone();
    let planned = office.plan(&reps, CHANGES);
    say::step(&format!("{} phones enrol", planned.len()));
    let mut line = office.line();
    let mut length = 0;
    let ready = |(rep, tasks): (PersonId, Vec<TaskId>)| {
        let mut phone = office.wire_phone(rep);
        phone.drain(&mut line);
        let write = |task| {
            phone
                .write(Body::TaskCompleted(report(task)), Bases::new(), now())
                .1
        };
        let changes: Vec<Vec<u8>> = tasks.into_iter().map(write).collect();
        length = changes.first().map_or(0, Vec::len);
        let body = phone.pack(changes, 500);
        (phone, body)
    };
    let packed = planned.into_iter().map(ready).collect();
    (packed, length)
}

/// Lets so many at a time connect and send; gives how long each waited and what came down.
pub(super) fn send_all(
    server: SocketAddr,
    packed: Vec<(WirePhone, Vec<u8>)>,
    at_once: usize,
) -> (Spread, usize) {
    let queue = Mutex::new(packed);
    let waits = Mutex::new((Spread::default(), 0));
    let next = || queue.lock().ok()?.pop();
    thread::scope(|scope| {
        for _ in 0..at_once {
            scope.spawn(|| {
                while let Some((mut phone, body)) = next() {
                    let watch = Stopwatch::start();
                    let mut line = Line::connect(server).expect("the server listens");
                    let brought = phone.send(&mut line, &body).expect("the server answers");
                    let waited = watch.millis();
                    assert!(
                        brought.other_verdicts.is_empty(),
                        "{:?}",
                        brought.other_verdicts
                    );
                    if let Ok(mut waits) = waits.lock() {
                        waits.0.add(waited);
                        waits.1 += brought.bytes.1;
                    }
                }
            });
        }
    });
    waits.into_inner().unwrap_or_default()
}
