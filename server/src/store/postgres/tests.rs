//! What only a database on a server can do wrong.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use outrider_model::id::OrganisationId;
use uuid::Uuid;

use super::statement::Sql;
use super::testing::{Proxy, cluster, name, papers, url};
use super::{
    Aside, Postgres, account, audit, catalogue, credential, erasure, family, feed, history, ledger,
    life, migrate, parcel, quarantine, query, side, ticket, transfer,
};
use crate::ingest::tests::world::World;
use crate::store::tests::fixture::{Whole, another, write};
use crate::store::transfer::tests::{never_over, not_while_written, there_and_back};
use crate::store::transfer::{Holds, TABLES};
use crate::store::{EpochRow, Store, StoreError};

/// A world on a database, with the name of that.
fn world() -> (World, String) {
    let folder = tempfile::tempdir().unwrap();
    let name = name(folder.path());
    let store = Arc::new(Postgres::open(&url(folder.path())).unwrap());
    (World::of(store, folder), name)
}

fn open(world: &World) -> Postgres {
    Postgres::open(&url(world.folder.path())).unwrap()
}

fn statements() -> Vec<Sql> {
    let mut all: Vec<Sql> = [
        super::STATEMENTS,
        account::STATEMENTS,
        audit::STATEMENTS,
        catalogue::STATEMENTS,
        credential::STATEMENTS,
        erasure::STATEMENTS,
        family::STATEMENTS,
        feed::STATEMENTS,
        history::STATEMENTS,
        ledger::STATEMENTS,
        life::STATEMENTS,
        parcel::STATEMENTS,
        quarantine::STATEMENTS,
        query::STATEMENTS,
        side::STATEMENTS,
        ticket::STATEMENTS,
        transfer::STATEMENTS,
    ]
    .concat();
    let texts = transfer::TEXTS.iter();
    all.extend(texts.flat_map(|texts| [texts.count, texts.read, texts.add]));
    all
}

#[test]
fn every_statement_names_its_organisation_before_anything_else() {
    let all = statements();
    assert!(all.len() > 200, "{}", all.len());
    for sql in all.into_iter().filter(|sql| !life::OF_ALL.contains(sql)) {
        let text = sql.text();
        if text.starts_with("INSERT") {
            let first = text.split_once('(').map(|(_, columns)| columns);
            assert!(
                first.is_some_and(|columns| columns.starts_with("org")),
                "{text}"
            );
            assert!(
                text.contains("VALUES ($1") || text.contains("SELECT $1"),
                "{text}"
            );
        } else {
            assert!(text.contains("org = $1"), "{text}");
        }
        // What is put together of several tables is of one organisation in each.
        let joins = text.matches("JOIN record").count();
        assert_eq!(
            joins,
            text.matches("JOIN record USING (org, rid)").count(),
            "{text}"
        );
        for word in ["nextval", "random(", "now()", "pg_advisory", "WITH "] {
            let stray = text.replace("WITH ORDINALITY", "");
            assert!(!stray.contains(word), "{word}: {text}");
        }
    }
}

#[test]
fn every_statement_is_understood_with_and_without_the_applications_check() {
    let folder = tempfile::tempdir().unwrap();
    let url = url(folder.path());
    for store in [Postgres::open(&url), Postgres::open_unfiltered(&url)] {
        let store = store.unwrap();
        let mut link = store.parts.link().unwrap().link;
        for sql in statements() {
            let prepared = link.prepare(&store.parts.engine, sql);
            assert!(prepared.is_ok(), "{}: {:?}", sql.text(), prepared.err());
        }
    }
}

#[test]
fn every_table_is_kept_apart_by_row_security_and_begins_its_keys_with_the_organisation() {
    let (_world, database) = world();
    let ask = |sql: &str| cluster().tell(&database, sql);
    let tables = "FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'";
    let count: usize = ask(&format!("SELECT count(*) {tables}")).parse().unwrap();
    // And `head`, `tenant`, `migration`.
    assert_eq!(count, TABLES.len() + 3);
    let open = format!(
        "SELECT relname {tables} AND NOT (relrowsecurity AND relforcerowsecurity AND EXISTS \
         (SELECT FROM pg_policy WHERE polrelid = pg_class.oid AND polcmd = '*' AND polpermissive \
         AND polroles = '{{0}}' AND polwithcheck IS NULL AND pg_get_expr(polqual, polrelid) = \
         '(org = (NULLIF(current_setting(''app.org''::text, true), ''''::text))::uuid)')) \
         ORDER BY relname"
    );
    assert_eq!(ask(&open), "migration\ntenant");
    let loose = "SELECT indexrelid::regclass FROM pg_index JOIN pg_attribute AS first \
         ON first.attrelid = indrelid AND first.attnum = indkey[0] \
         JOIN pg_class ON pg_class.oid = indrelid \
         WHERE relnamespace = 'public'::regnamespace AND first.attname <> 'org' ORDER BY 1";
    assert_eq!(ask(loose), "migration_pkey\ntenant_by_slug");
    for what in [
        "pg_class WHERE relnamespace = 'public'::regnamespace AND relkind NOT IN ('r', 'i')",
        "pg_trigger",
        "pg_constraint WHERE connamespace = 'public'::regnamespace AND contype NOT IN ('p')",
        "pg_attribute JOIN pg_class ON pg_class.oid = attrelid \
         WHERE relnamespace = 'public'::regnamespace AND attidentity <> ''",
    ] {
        assert_eq!(ask(&format!("SELECT count(*) FROM {what}")), "0", "{what}");
    }
}

#[test]
fn without_an_organisation_nothing_is_seen_and_a_foreign_row_is_not_taken() {
    let (world, database) = world();
    let org = world.organisation.0;
    let ask = |sql: &str| cluster().ask(&database, sql);
    assert_eq!(ask("SELECT count(*) FROM record").unwrap(), "0");
    let own =
        format!("BEGIN; SET LOCAL app.org = '{org}'; SELECT count(*) > 0 FROM record; COMMIT");
    assert_eq!(ask(&own).unwrap(), "t");
    let after = format!("{own}; SELECT count(*) FROM record");
    assert_eq!(ask(&after).unwrap(), "t\n0");
    let foreign = format!(
        "BEGIN; SET LOCAL app.org = '{org}'; \
         INSERT INTO setting (org, name, value) VALUES ('{}', 'a', 'b')",
        Uuid::from_u128(2)
    );
    let refused = ask(&foreign).unwrap_err();
    assert!(refused.contains("row-level security"), "{refused}");
}

#[test]
fn what_an_organisation_is_made_of_is_what_the_tables_hold() {
    let (_world, database) = world();
    let all = cluster().tell(
        &database,
        "SELECT relname || ' ' || attname || ' ' || atttypid::regtype FROM pg_attribute \
         JOIN pg_class ON pg_class.oid = attrelid WHERE relkind = 'r' AND attnum > 0 \
         AND relnamespace = 'public'::regnamespace ORDER BY relname, attnum",
    );
    for table in TABLES {
        let name = table.name;
        let of = |line: &'_ str| line.strip_prefix(&format!("{name} ")).map(str::to_owned);
        let mut found: Vec<String> = all.lines().filter_map(of).collect();
        let mut expected = vec!["org uuid".to_owned()];
        expected.extend(table.columns.iter().map(|column| {
            let of = match column.holds {
                Holds::Whole | Holds::Place => "bigint",
                Holds::Flag => "boolean",
                Holds::Text if (name, column.name) == ("text", "body") => "bytea",
                Holds::Text => "text",
                Holds::Bytes => "bytea",
                Holds::Id => "uuid",
            };
            format!("{} {of}", column.name)
        }));
        if name == "epoch" {
            assert_eq!(found.pop().as_deref(), Some("life text"));
        }
        assert_eq!(found, expected, "{name}");
    }
}

fn empty() -> Postgres {
    let folder = tempfile::tempdir().unwrap();
    Postgres::open(&url(folder.path())).unwrap()
}

#[test]
fn an_organisation_goes_from_a_file_to_a_database_and_back_and_lives_on() {
    there_and_back(&empty());
}

#[test]
fn an_organisation_that_is_in_the_database_already_is_not_written_over() {
    never_over(&empty());
}

#[test]
fn an_organisation_that_is_written_to_meanwhile_does_not_go_to_a_database() {
    not_while_written(&empty());
}

#[test]
fn a_role_that_passes_by_row_security_is_refused_with_the_one_to_make() {
    let folder = tempfile::tempdir().unwrap();
    let database = name(folder.path());
    let bypass = format!("CREATE ROLE bypass_{database} LOGIN BYPASSRLS");
    cluster().tell("postgres", &bypass);
    for role in ["keeper", &format!("bypass_{database}")] {
        let refused = Postgres::open(&cluster().url_as(role, &database)).unwrap_err();
        let words = refused.to_string();
        assert!(
            words.contains(&format!("the role {role} passes by row security")),
            "{words}"
        );
        assert!(
            words.contains("CREATE ROLE outrider LOGIN NOSUPERUSER NOBYPASSRLS"),
            "{words}"
        );
    }
}

#[test]
fn a_database_of_a_newer_version_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let database = name(folder.path());
    let known = u32::try_from(migrate::STEPS.len()).unwrap();
    let add = format!("INSERT INTO migration VALUES ({}, 'future', '')", known + 1);
    cluster().tell(&database, &add);
    let refused = Postgres::open(&url(folder.path()));
    assert!(
        matches!(refused, Err(StoreError::Newer { found, known: of }) if found == known + 1 && of == known)
    );
    let rows = cluster().tell(&database, "SELECT number FROM migration ORDER BY 1");
    assert_eq!(rows.lines().last(), Some((known + 1).to_string().as_str()));
}

#[test]
fn servers_that_open_an_empty_database_at_once_make_its_tables_once() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("empty_{}", name(folder.path()));
    cluster().create(&database, None);
    let address = cluster().url(&database);
    std::thread::scope(|scope| {
        let opening: Vec<_> = (0..6)
            .map(|_| scope.spawn(|| Postgres::open(&address)))
            .collect();
        for opened in opening {
            opened.join().unwrap().unwrap();
        }
    });
    let rows = cluster().tell(
        &database,
        "SELECT number || ' ' || name FROM migration ORDER BY 1",
    );
    assert_eq!(rows, "0 lock\n1 begin");
}

fn epochs(store: &dyn Store, organisation: OrganisationId) -> Vec<EpochRow> {
    let mut rows = Vec::new();
    store
        .snapshot(organisation, &mut |snapshot| {
            rows = snapshot.epochs()?;
            Ok(())
        })
        .unwrap();
    rows
}

fn never() -> outrider_model::id::EpochId {
    panic!("an epoch is named after its life")
}

#[test]
fn a_new_life_of_the_database_begins_an_epoch_on_every_server_alike_and_a_restart_of_ours_none() {
    let (mut world, database) = world();
    let org = world.organisation;
    let first = epochs(&*world.store, org);
    assert_eq!((first.len(), first[0].first), (1, 0));
    world.store.open_epoch(&mut never).unwrap();
    open(&world).open_epoch(&mut never).unwrap();
    assert_eq!(epochs(&*world.store, org), first);
    world.add_customer(None);
    // As if the database had been restored since.
    cluster().tell(&database, "UPDATE epoch SET life = 'another'");
    let found = world.head();
    let (one, two) = (open(&world), open(&world));
    let second = epochs(&one, org);
    assert_eq!(second[..1], first);
    assert_eq!((second.len(), second[1].first), (2, found));
    two.open_epoch(&mut never).unwrap();
    world.add_customer(None);
    assert_eq!(epochs(&two, org), second);
}

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

#[test]
fn what_is_sorted_is_sorted_by_bytes_whatever_the_database_would_do() {
    let (_world, database) = world();
    let collated = cluster().tell(
        &database,
        "SELECT attrelid::regclass || '.' || attname FROM pg_attribute \
         JOIN pg_class ON pg_class.oid = attrelid WHERE relkind = 'r' \
         AND relnamespace = 'public'::regnamespace AND attcollation = '\"C\"'::regcollation \
         ORDER BY attrelid::regclass::text, attname",
    );
    for column in [
        "customer.name",
        "person.name",
        "task.plan_day",
        "tenant.slug",
        "account.login",
    ] {
        assert!(
            collated.lines().any(|line| line == column),
            "{column}: {collated}"
        );
    }
}

#[test]
fn a_folder_names_one_database() {
    let folder = tempfile::tempdir().unwrap();
    let path: &Path = folder.path();
    assert_eq!(name(path), name(path));
}

/// A step that a later version might bring.
const LATER: (&str, &str) = ("later", "ALTER TABLE setting ADD COLUMN later text");

fn newer() -> Vec<(&'static str, &'static str)> {
    migrate::STEPS.iter().copied().chain([LATER]).collect()
}

#[test]
fn a_database_of_an_older_version_is_copied_aside_organisation_by_organisation_and_then_migrated() {
    let (mut world, name) = world();
    let customer = world.add_customer(None);
    let copies = tempfile::tempdir().unwrap();
    let address = url(world.folder.path());
    let aside = Aside::Dumped(copies.path().to_owned());
    Postgres::open_with(&address, false, &aside, &newer()).unwrap();
    let next = newer().len();
    let copy = copies
        .path()
        .join(format!("outrider-acme.before-{next}.dump"));
    let read = std::process::Command::new(pg_restore())
        .arg("-f-")
        .arg(&copy)
        .output()
        .unwrap();
    let script = String::from_utf8_lossy(&read.stdout).into_owned();
    assert!(script.contains("CREATE TABLE public.setting"));
    assert!(script.contains(&customer.to_string()), "its rows are there");
    let columns = "SELECT count(*) FROM pg_attribute WHERE attrelid = 'setting'::regclass AND attname = 'later'";
    assert_eq!(cluster().tell(&name, columns).trim(), "1");
    let again = Postgres::open(&address);
    assert!(matches!(again, Err(StoreError::Newer { .. })), "{again:?}");
}

#[test]
fn where_no_copy_can_be_made_an_older_database_is_refused_and_left_as_it_was() {
    let (world, name) = world();
    let address = url(world.folder.path());
    let aside = Aside::Dumped(world.folder.path().join("no such folder"));
    let refused = Postgres::open_with(&address, false, &aside, &newer());
    assert!(
        matches!(refused, Err(StoreError::Database { .. })),
        "{refused:?}"
    );
    let newest = "SELECT max(number) FROM migration";
    assert_eq!(
        cluster().tell(&name, newest).trim(),
        migrate::STEPS.len().to_string()
    );
    Postgres::open_with(&address, false, &Aside::Nothing, &newer()).unwrap();
    assert_eq!(
        cluster().tell(&name, newest).trim(),
        newer().len().to_string()
    );
}

#[test]
fn where_there_is_no_citus_nothing_is_distributed_and_that_is_said() {
    let (world, _) = world();
    assert_eq!(
        open(&world).distribute().unwrap(),
        super::Distributed::NoCitus
    );
}

fn pg_restore() -> std::path::PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let beside = versions.map(|version| version.path().join("bin/pg_restore"));
    let named =
        std::env::var_os("PG_BIN").map(|folder| std::path::Path::new(&folder).join("pg_restore"));
    named
        .into_iter()
        .chain(beside)
        .find(|program| program.exists())
        .unwrap_or("pg_restore".into())
}
