//! What keeps organisations apart, and what the tables are.

use uuid::Uuid;

use super::super::statement::Sql;
use super::super::testing::{cluster, url};
use super::super::{
    Postgres, STATEMENTS, account, audit, catalogue, credential, erasure, family, feed, history,
    ledger, life, parcel, quarantine, query, side, ticket, transfer, work,
};
use super::{empty, world};
use crate::store::transfer::tests::{never_over, not_while_written, there_and_back};
use crate::store::transfer::{Holds, TABLES};

fn statements() -> Vec<Sql> {
    let mut all: Vec<Sql> = [
        STATEMENTS,
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
        work::STATEMENTS,
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
