//! A phone that its owner takes up: how soon it shows something, what it holds in memory, and what
//! it asks of the phone over a day.

use outrider_core::app::{App, Config};
use outrider_core::query::LocationMode;

use crate::bench::Sizes;
use crate::bench::floor::{Raw, records};
use crate::bench::handset::{Shown, first_sync, take_up};
use crate::bench::office::Office;
use crate::bench::report::Row;
use crate::bench::say;
use crate::bench::spread::Spread;

pub(super) fn measure(sizes: &Sizes, seed: u64) -> Vec<Row> {
    let mut office = Office::found(seed, sizes.people);
    office.fill(sizes.large);
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let code = office.world.code(office.manager.person);
    let records_held = first_sync(&office.url(), &code, folder.path()).records;
    let mut shown = Vec::new();
    let mut floor = Spread::default();
    for round in 0..sizes.rounds {
        say::step(&format!("round {} of {}", round + 1, sizes.rounds));
        shown.push(take_up(folder.path()));
        floor.add(Raw::fresh().millis(&records(&folder.path().join("outrider.db"))));
    }
    let of = |figure: &dyn Fn(&Shown) -> f64| shown.iter().map(figure).collect::<Spread>().median();
    let first = of(&|one| one.open_ms) + of(&|one| one.today_ms);
    let start = Row::new(
        "phone_start",
        format!(
            "a process of its own opens a profile with {records_held} records and asks for Today, \
             then for eight other screens; memory is the process's, at its most"
        ),
    )
    .ours("open_ms", of(&|one| one.open_ms))
    .ours("today_ms", of(&|one| one.today_ms))
    .ours("slowest_screen_ms", of(&|one| one.slowest_ms))
    .ours("memory_today_kib", of(&|one| one.first_kib))
    .ours("memory_all_kib", of(&|one| one.all_kib))
    .floor_is("raw rusqlite writes the same rows into one table: what this disk and core can do")
    .floor("wall_ms", floor.median())
    .ratio("open to Today / raw write of it all", first, floor.median());
    vec![start, day(folder.path())]
}

/// What the core asks of the phone over a usual day at work, by its own count.
fn day(folder: &std::path::Path) -> Row {
    let app = App::open(Config::new(folder, "Europe/Berlin")).expect("a profile can be opened");
    let view = app.my_data_view().expect("a screen");
    let row = Row::new(
        "phone_day",
        format!(
            "what the core asks for on a day of {} minutes at work, for each way of following \
             the person: positions an hour, bytes before compression, wake-ups",
            view.minutes_a_day
        ),
    );
    view.modes.iter().fold(row, |row, mode| {
        let name = match mode.mode {
            LocationMode::CheckIn => "check_in",
            LocationMode::Balanced => "balanced",
            LocationMode::Precise => "precise",
        };
        row.ours(&format!("{name}_fixes_per_h"), mode.fixes_an_hour as f64)
            .ours(&format!("{name}_bytes"), mode.bytes_a_day as f64)
            .ours(&format!("{name}_wake_ups"), mode.wake_ups_a_day as f64)
    })
}
