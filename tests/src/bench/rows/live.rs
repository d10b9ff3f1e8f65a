//! Two phones in signal: what one saves, the other shows.

use std::sync::mpsc;
use std::time::Duration;

use outrider_model::record::Kind;

use crate::bench::Sizes;
use crate::bench::clock::Stopwatch;
use crate::bench::floor::Raw;
use crate::bench::handset::Handset;
use crate::bench::office::Office;
use crate::bench::report::Row;
use crate::bench::spread::Spread;

/// How long a change may take before the bench gives up.
const PATIENCE: Duration = Duration::from_secs(60);
/// Changes before the first that counts: the streams of nudges are open by then.
const WARM: usize = 5;

pub(super) fn measure(sizes: &Sizes, seed: u64) -> Vec<Row> {
    let mut office = Office::found(seed, 1);
    let rep = office.reps[0];
    let (_, tasks) = office.plan(&[rep], WARM + sizes.taps).remove(0);
    let writer = Handset::enrol(&office.url(), &office.world.code(rep));
    let reader = Handset::enrol(&office.url(), &office.world.code(office.manager.person));
    writer.sync();
    reader.sync();
    let (told, seen) = mpsc::channel();
    reader.app.observe(move |news| {
        if news.kinds.contains(&Kind::Task) {
            // Whoever waits may have gone.
            let _ = told.send(());
        }
    });
    writer.app.start().expect("threads");
    reader.app.start().expect("threads");
    let mut line = office.line();
    let mut raw = Raw::fresh();
    let row = [vec![b'x'; 800]];
    let (mut wall, mut health, mut insert) =
        (Spread::default(), Spread::default(), Spread::default());
    for (place, task) in tasks.iter().enumerate() {
        seen.try_iter().for_each(drop);
        let watch = Stopwatch::start();
        writer.complete(*task);
        seen.recv_timeout(PATIENCE)
            .expect("the other phone sees it");
        if place >= WARM {
            wall.add(watch.millis());
        }
        let watch = Stopwatch::start();
        line.get("/health").expect("the server answers");
        health.add(watch.millis());
        insert.add(raw.millis(&row));
    }
    // The writer's phone is told of its own change too; both end in peace.
    writer.app.stop();
    reader.app.stop();
    let floor = 2.0 * health.median() + 3.0 * insert.median();
    let row = Row::new(
        "push_to_seen",
        "a rep's tap until the manager's phone has it on disk and tells its screen: save, push, \
         judge, nudge, pull, apply",
    )
    .ours("wall_ms", wall.median())
    .ours("p99_ms", wall.percentile(99))
    .floor_is("two bare round trips and three raw synced inserts")
    .floor("wall_ms", floor)
    .ratio("our wall / that", wall.median(), floor);
    vec![row]
}
