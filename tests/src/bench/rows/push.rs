//! A rep comes back into signal with 500 edits.

use outrider_model::id::{PersonId, TaskId};

use crate::bench::Sizes;
use crate::bench::clock::Stopwatch;
use crate::bench::floor::{Raw, ask};
use crate::bench::handset::Handset;
use crate::bench::office::Office;
use crate::bench::process::Meter;
use crate::bench::relay::Relay;
use crate::bench::report::Row;
use crate::bench::spread::Spread;

const EDITS: usize = 500;

pub(super) fn measure(sizes: &Sizes, seed: u64) -> Vec<Row> {
    let mut office = Office::found(seed, sizes.rounds + 1);
    let reps = office.reps.clone();
    let mut planned = office.plan(&reps, EDITS);
    let relay = Relay::before(office.address()).expect("a port is free");
    let (_, counted) = planned
        .pop()
        .map(|(rep, tasks)| edited(&office, &format!("http://{}", relay.address), rep, &tasks))
        .map(|phone| {
            relay.take();
            (phone.sync(), relay.take())
        })
        .expect("there is a rep more than rounds");
    let (mut wall, mut floor, mut ours_cpu, mut server_cpu) = Default::default();
    for (rep, tasks) in planned {
        let phone = edited(&office, &office.url(), rep, &tasks);
        let length = ask(
            &phone.file(),
            "SELECT CAST(avg(length(bytes)) AS INTEGER) FROM outbox",
        );
        let rows = vec![vec![b'x'; usize::try_from(length).unwrap_or_default()]; EDITS];
        Spread::add(&mut floor, Raw::fresh().millis(&rows));
        let (this, server) = (Meter::of_this(), Meter::of(office.world.server.process()));
        let watch = Stopwatch::start();
        phone.sync();
        Spread::add(&mut wall, watch.millis());
        Spread::add(&mut ours_cpu, this.cpu());
        Spread::add(&mut server_cpu, server.cpu());
        let waiting = phone.app.sync_status().expect("the store answers").waiting;
        assert_eq!(waiting, 0, "everything was judged");
    }
    let row = Row::new(
        "push_500",
        "500 tasks completed offline are sent, judged, stored and taken back in",
    )
    .ours("wall_ms", wall.median())
    .ours("bytes_up", counted.up as f64)
    .ours("bytes_down", counted.down as f64)
    .ours("cpu_phone_ms", ours_cpu.median())
    .ours("cpu_server_ms", server_cpu.median())
    .floor_is("raw rusqlite: the same 500 changes in one synced transaction")
    .floor("wall_ms", floor.median())
    .ratio("our wall / raw wall", wall.median(), floor.median());
    vec![row]
}

/// A phone whose owner has completed everything without signal.
fn edited(office: &Office, server: &str, rep: PersonId, tasks: &[TaskId]) -> Handset {
    let phone = Handset::enrol(server, &office.world.code(rep));
    phone.sync();
    tasks.iter().for_each(|task| phone.complete(*task));
    phone
}
