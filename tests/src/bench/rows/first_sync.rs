//! A new phone takes everything in.

use crate::bench::Sizes;
use crate::bench::floor::{Raw, records};
use crate::bench::handset::{Took, first_sync};
use crate::bench::office::Office;
use crate::bench::process::Meter;
use crate::bench::relay::Relay;
use crate::bench::report::Row;
use crate::bench::say;
use crate::bench::spread::Spread;

pub(super) fn small(sizes: &Sizes, seed: u64) -> Vec<Row> {
    vec![measure(sizes, seed, sizes.small, "first_sync_10k")]
}

pub(super) fn large(sizes: &Sizes, seed: u64) -> Vec<Row> {
    vec![measure(sizes, seed, sizes.large, "first_sync_100k")]
}

/// One round: what it took the phone, and the server's CPU time.
struct Round {
    phone: Took,
    server_cpu_ms: f64,
}

fn measure(sizes: &Sizes, seed: u64, count: usize, name: &str) -> Row {
    let mut office = Office::found(seed, sizes.people);
    let json = office.fill(count);
    // A server that has just been started: its caches are cold, its peak is of serving alone.
    office.world.server.kill();
    office.world.server.restart();
    let process = office.world.server.process();
    let mut rounds = Vec::new();
    let mut floor = Spread::default();
    for round in 0..sizes.rounds {
        say::step(&format!("round {} of {}", round + 1, sizes.rounds));
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let code = office.world.code(office.manager.person);
        let server = Meter::of(process);
        let phone = first_sync(&office.url(), &code, folder.path());
        rounds.push(Round {
            phone,
            server_cpu_ms: server.cpu(),
        });
        let rows = records(&folder.path().join("outrider.db"));
        floor.add(Raw::fresh().millis(&rows));
    }
    let peak_server = Meter::of(process).peak_memory();
    let relay = Relay::before(office.address()).expect("a port is free");
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let code = office.world.code(office.manager.person);
    first_sync(&format!("http://{}", relay.address), &code, folder.path());
    let bytes = relay.take();
    let of = |figure: &dyn Fn(&Round) -> f64| rounds.iter().map(figure).collect::<Spread>();
    let wall = of(&|round| round.phone.wall_ms).median();
    let (phone_cpu, server_cpu) = (
        of(&|round| round.phone.cpu_ms).median(),
        of(&|round| round.server_cpu_ms).median(),
    );
    let peak_phone = of(&|round| round.phone.peak_kib).median();
    let (records, exchanges) = rounds
        .first()
        .map_or((0, 0), |round| (round.phone.records, round.phone.exchanges));
    let what = format!(
        "a new phone takes in {count} records of {} bytes of JSON each: for each a task, a note, a \
         site of its customer; wall from the tap to the last page on disk, indexes and search built",
        json / count
    );
    Row::new(name, what)
        .ours("wall_ms", wall)
        .ours("least_wall_ms", of(&|round| round.phone.wall_ms).least())
        .ours("records_per_s", count as f64 / wall * 1e3)
        .ours("own_records", records as f64)
        .ours("own_records_per_s", records as f64 / wall * 1e3)
        .ours("exchanges", exchanges as f64)
        .ours("bytes_up", bytes.up as f64)
        .ours("bytes_down", bytes.down as f64)
        .ours(
            "bytes_per_record",
            (bytes.up + bytes.down) as f64 / count as f64,
        )
        .ours("cpu_phone_ms", phone_cpu)
        .ours("cpu_server_ms", server_cpu)
        .ours("peak_phone_kib", peak_phone)
        .ours("peak_server_kib", peak_server)
        .floor_is(
            "raw rusqlite: the same rows into one table with one index, one synced transaction",
        )
        .floor("wall_ms", floor.median())
        .ratio("our wall / raw wall", wall, floor.median())
}
