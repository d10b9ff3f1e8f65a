//! A phone asks, and there is nothing to do.

use crate::bench::Sizes;
use crate::bench::clock::Stopwatch;
use crate::bench::handset::Handset;
use crate::bench::office::Office;
use crate::bench::relay::Relay;
use crate::bench::report::Row;
use crate::bench::spread::Spread;

pub(super) fn measure(sizes: &Sizes, seed: u64) -> Vec<Row> {
    let mut office = Office::found(seed, 1);
    let rep = office.reps[0];
    office.plan(&[rep], 100);
    let phone = Handset::enrol(&office.url(), &office.world.code(rep));
    phone.sync();
    let mut line = office.line();
    let (mut wall, mut floor) = (Spread::default(), Spread::default());
    for _ in 0..sizes.taps {
        let watch = Stopwatch::start();
        phone.sync();
        wall.add(watch.millis());
        let watch = Stopwatch::start();
        line.get("/health").expect("the server answers");
        floor.add(watch.millis());
    }
    let relay = Relay::before(office.address()).expect("a port is free");
    let server = format!("http://{}", relay.address);
    let counted = Handset::enrol(&server, &office.world.code(rep));
    counted.sync();
    relay.take();
    for _ in 0..sizes.taps {
        counted.sync();
    }
    let (bytes, taps) = (relay.take(), sizes.taps as f64);
    let row = Row::new("idle", "an exchange when there is nothing to do")
        .ours("wall_ms", wall.median())
        .ours("p99_ms", wall.percentile(99))
        .ours("bytes_up", bytes.up as f64 / taps)
        .ours("bytes_down", bytes.down as f64 / taps)
        .floor_is("GET /health on an open connection")
        .floor("wall_ms", floor.median())
        .ratio(
            "our wall / a bare round trip",
            wall.median(),
            floor.median(),
        );
    vec![row]
}
