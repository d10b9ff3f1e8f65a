//! Several servers of one database, beside one with a file: where writing stands in one line.

use std::net::SocketAddr;
use std::sync::Arc;
use std::thread;

use super::herd::{CHANGES, pack, send_all};
use crate::bench::Sizes;
use crate::bench::clock::Stopwatch;
use crate::bench::office::Office;
use crate::bench::phone::WirePhone;
use crate::bench::report::Row;
use crate::cluster::Postgres;
use crate::world::{Server, World};

/// How many people send, at most.
const PEOPLE: usize = 200;
/// How many of them at the same time.
const AT_ONCE: usize = 16;
/// How many organisations they belong to, where there are several.
const SEVERAL: usize = 4;

/// Phones with what they are about to send.
type Packed = Vec<(WirePhone, Vec<u8>)>;

pub(super) fn measure(sizes: &Sizes, seed: u64) -> Vec<Row> {
    let people = sizes.people.min(PEOPLE);
    let database = |count| Server::replicas(Arc::new(Postgres::start_durable()), count);
    vec![
        row(
            "servers_folder",
            "one server, SQLite in a folder",
            Server::start(),
            1,
            people,
            seed,
        ),
        row(
            "servers_1",
            "one server on PostgreSQL",
            database(1),
            1,
            people,
            seed,
        ),
        row(
            "servers_3",
            "three servers on one PostgreSQL",
            database(3),
            1,
            people,
            seed,
        ),
        row(
            "servers_3_apart",
            "three servers on one PostgreSQL, the people in four organisations",
            database(3),
            SEVERAL,
            people,
            seed,
        ),
    ]
}

fn row(name: &str, what: &str, server: Server, count: usize, people: usize, seed: u64) -> Row {
    let server = Arc::new(server);
    let mut offices: Vec<Office> = (0..count)
        .map(|_| Office::found_in(World::on(Arc::clone(&server)), seed, people / count))
        .collect();
    let packed: Vec<(SocketAddr, Packed)> = offices
        .iter_mut()
        .map(|office| (office.address(), pack(office).0))
        .collect();
    let changes = packed.iter().map(|(_, phones)| phones.len()).sum::<usize>() * CHANGES;
    let watch = Stopwatch::start();
    thread::scope(|scope| {
        for (address, phones) in packed {
            scope.spawn(move || send_all(address, phones, AT_ONCE / count));
        }
    });
    let seconds = watch.read().as_secs_f64();
    Row::new(
        name.to_owned(),
        format!("{what}: {people} phones push {CHANGES} completed tasks each, {AT_ONCE} at a time"),
    )
    .ours("changes_per_s", changes as f64 / seconds)
    .ours("wall_ms", seconds * 1e3)
}
