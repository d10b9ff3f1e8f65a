//! Connections: broken, silent, slow, secured; and what goes over them unasked.

use std::sync::Arc;
use std::time::Duration;

use super::super::Postgres;
use super::super::testing::{Proxy, cluster, name, papers, url};
use super::{open, world};
use crate::store::tests::fixture::{Whole, another, write};
use crate::store::{Store, StoreError};

#[test]
fn connections_that_were_ended_between_acts_are_replaced() {
    let (mut world, database) = world();
    for _ in 0..5 {
        end_connections(&database);
        world.add_customer(None);
        end_connections(&database);
        assert!(world.store.digest(world.organisation).is_ok());
        end_connections(&database);
        assert_eq!(world.store.tenants().unwrap().len(), 1);
    }
}

fn end_connections(database: &str) {
    cluster().tell(
        "postgres",
        &format!(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity \
             WHERE datname = '{database}' AND usename = 'outrider'"
        ),
    );
}

#[test]
fn a_connection_that_is_ended_in_the_midst_of_an_act_leaves_nothing_of_it() {
    let (mut world, database) = world();
    let (store, org) = (Arc::clone(&world.store), world.organisation);
    let before = Whole::of(&*store, org);
    let early = store.transact(org, &mut |ledger| {
        write(ledger, 40)?;
        end_connections(&database);
        write(ledger, 41).map(|_| ())
    });
    assert!(matches!(early, Err(StoreError::Busy)), "{early:?}");
    let late = store.transact(org, &mut |ledger| {
        write(ledger, 40)?;
        end_connections(&database);
        Ok(())
    });
    assert!(matches!(late, Err(StoreError::Busy)), "{late:?}");
    let look = store.snapshot(org, &mut |snapshot| {
        end_connections(&database);
        snapshot.epochs().map(|_| ())
    });
    assert!(matches!(look, Err(StoreError::Busy)), "{look:?}");
    assert_eq!(Whole::of(&*store, org).differs(&before), [""; 0]);
    world.add_customer(None);
}

#[test]
fn a_server_that_is_not_there_is_an_error_that_says_so() {
    for url in [
        "postgres://outrider@127.0.0.1:1/outrider",
        "postgres://outrider@/outrider?host=/nowhere/at/all",
    ] {
        let refused = Postgres::open(url);
        let is_away = matches!(refused, Err(StoreError::Unreachable(_)));
        assert!(is_away, "{refused:?}");
    }
    let missing = Postgres::open(&cluster().url("never_made"));
    let words = missing.unwrap_err().to_string();
    assert!(words.contains("does not exist"), "{words}");
}

#[test]
fn a_server_that_takes_the_call_and_says_nothing_is_not_waited_for() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = silent.local_addr().unwrap().port();
    let url = format!("postgres://outrider@127.0.0.1:{port}/outrider?connect_timeout=1");
    let refused = Postgres::open(&url);
    assert!(
        matches!(refused, Err(StoreError::Unreachable(_))),
        "{refused:?}"
    );
}

#[test]
fn the_way_to_a_server_is_secured_as_the_address_asks() {
    let folder = tempfile::tempdir().unwrap();
    let (database, proxy) = (name(folder.path()), Proxy::start(cluster().sockets()));
    let open = |host: &str, asked: &str| {
        let port = proxy.address.port();
        Postgres::open(&format!(
            "postgres://outrider@{host}:{port}/{database}?{asked}"
        ))
    };
    let trusting = |file: &str| format!("sslrootcert={}", papers().join(file).display());
    let (authority, stranger) = (trusting("authority.pem"), trusting("stranger.pem"));
    for (host, asked) in [
        ("127.0.0.1", "sslmode=require".to_owned()),
        ("localhost", format!("sslmode=verify-full&{authority}")),
        ("localhost", format!("sslmode=verify-ca&{authority}")),
        ("localhost", format!("sslmode=require&{authority}")),
    ] {
        let opened = open(host, &asked);
        assert!(opened.is_ok(), "{host} {asked}: {opened:?}");
        assert!(opened.unwrap().tenants().unwrap().is_empty());
    }
    for (host, asked) in [
        ("127.0.0.1", format!("sslmode=verify-full&{authority}")),
        ("localhost", format!("sslmode=verify-full&{stranger}")),
        ("localhost", format!("sslmode=require&{stranger}")),
    ] {
        let refused = open(host, &asked).unwrap_err().to_string();
        assert!(refused.contains("certificate"), "{host} {asked}: {refused}");
    }
    let plain = Postgres::open(&format!("{}&sslmode=require", cluster().url(&database)));
    assert!(plain.unwrap_err().to_string().contains("TLS"));
}

#[test]
fn who_waits_too_long_for_an_organisation_is_told_so_and_others_are_served() {
    let (mut world, _) = world();
    let org = world.organisation;
    let hasty = format!(
        "{}&options=-c%20lock_timeout%3D50ms",
        url(world.folder.path())
    );
    let hasty = Postgres::open(&hasty).unwrap();
    let other = another(&hasty, 60, "two");
    let act = world.store.transact(org, &mut |_| {
        let waited = hasty.transact(org, &mut |_| panic!("the lock was not held"));
        assert!(matches!(waited, Err(StoreError::Busy)), "{waited:?}");
        assert!(hasty.head(org).is_ok());
        hasty.transact(other, &mut |_| Ok(()))
    });
    act.unwrap();
    world.add_customer(None);
    hasty.transact(org, &mut |_| Ok(())).unwrap();
}

#[test]
fn the_store_answers_within_a_runtime_too() {
    let (mut world, _) = world();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        world.add_customer(None);
        assert_eq!(world.store.tenants().unwrap().len(), 1);
    });
}

#[test]
fn a_server_hears_of_what_another_committed() {
    let (mut world, _) = world();
    let other = open(&world);
    let mut heard = other.heard().unwrap();
    let mut mine = world.store.heard().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    // Nobody is told of what was said before he listened: it is said until both are heard.
    let (mut is_heard, mut is_mine) = (false, false);
    for _ in 0..1000 {
        world.add_customer(None);
        let (org, head) = (world.organisation, world.head());
        let wait = |receiver: &mut tokio::sync::broadcast::Receiver<_>| {
            let next =
                async { tokio::time::timeout(Duration::from_millis(50), receiver.recv()).await };
            matches!(runtime.block_on(next), Ok(Ok((of, at))) if of == org && at <= head)
        };
        is_heard = is_heard || wait(&mut heard);
        is_mine = is_mine || wait(&mut mine);
        if is_heard && is_mine {
            return;
        }
    }
    panic!("nothing was heard");
}
