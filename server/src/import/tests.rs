//! Whole imports into a database: all or nothing, again, undone, and back from an export.

use std::path::Path;

use outrider_model::change::{Body, Edited, NoteWritten};
use outrider_model::id::{OrganisationId, PersonId, RecordId};
use outrider_model::record::{Field, Organisation, Person, Role};
use tempfile::TempDir;

use super::{Importer, Options, Owners, Summary, What};
use crate::auth::registrar::Registrar;
use crate::export::Exporter;
use crate::ingest::{Author, Push, ingest_batch};
use crate::seam::Seams;
use crate::store::sqlite::Sqlite;
use crate::store::{CustomerFilter, Query, Store};

const SHOPS: &str = "Entity Name,DBA Name,License Number,City,latitude,longitude\n\
    TORTILLERIA CORP,TORTILLERIA LA GUADALUP,749282,CORONA,-73.860865,40.750114\n\
    \"DELI, INC\",,749281,BROOKLYN,,\n\
    THIRD LLC,THIRD,749280,BROOKLYN,-73.9,40.6\n";

struct Place {
    store: Sqlite,
    seams: Seams,
    organisation: OrganisationId,
    author: Author,
    _folder: TempDir,
}

impl Place {
    fn new() -> Place {
        let folder = tempfile::tempdir().unwrap();
        let store = Sqlite::open(folder.path()).unwrap();
        let seams = Seams::system();
        let settings = Organisation {
            name: "Acme".to_owned(),
            currency: "EUR".to_owned(),
            zone: "Europe/Berlin".to_owned(),
            hours: Default::default(),
            reasons: Default::default(),
        };
        let registrar = Registrar {
            store: &store,
            seams: &seams,
        };
        let organisation = registrar.found("acme", &settings).unwrap();
        for login in ["anna", "ben"] {
            let person = Person {
                name: login.to_uppercase(),
                role: Role::Rep,
                team: None,
                zone: "Europe/Berlin".to_owned(),
                hours: Default::default(),
                revoked: false,
                erased: false,
            };
            let id = registrar.add_person(organisation, person).unwrap();
            registrar.set_login(organisation, id, login).unwrap();
        }
        Place {
            store,
            seams,
            organisation,
            author: Author::system(organisation),
            _folder: folder,
        }
    }

    fn importer(&self) -> Importer<'_> {
        Importer {
            store: &self.store,
            seams: &self.seams,
            organisation: self.organisation,
            author: &self.author,
            viewer: None,
            told: &|_, _| {},
        }
    }

    fn import(&self, file: &str, what: What) -> Summary {
        let options = Options {
            fence: 100,
            owners: Owners::RoundRobin,
            ..Options::default()
        };
        self.importer()
            .commit(file.as_bytes(), what, &options)
            .unwrap()
    }

    fn head(&self) -> u64 {
        self.store.head(self.organisation).unwrap()
    }

    fn customers(&self) -> Vec<outrider_model::record::Record> {
        self.importer()
            .all(&Query::Customers(CustomerFilter::default()))
            .unwrap()
    }

    fn export(&self) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        let exporter = Exporter {
            store: &self.store,
            organisation: self.organisation,
            is_for_spreadsheet: false,
        };
        exporter.tables(folder.path()).unwrap();
        folder
    }
}

fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn shops_come_with_places_owners_and_a_summary() {
    let place = Place::new();
    let summary = place.import(SHOPS, What::Customers);
    assert_eq!(
        (summary.rows, summary.customers, summary.without_site),
        (3, 3, 1)
    );
    assert!(summary.swapped_headers && summary.import.is_some() && summary.errors.is_empty());
    let names: Vec<String> = place
        .customers()
        .iter()
        .map(|one| one.get(&"name".into()).as_str().unwrap().to_owned())
        .collect();
    assert_eq!(names, ["DELI, INC", "THIRD", "TORTILLERIA LA GUADALUP"]);
    let owned = place
        .customers()
        .iter()
        .filter(|one| !one.get(&"owner".into()).is_null())
        .count();
    assert_eq!(owned, 3);
}

#[test]
fn one_wrong_row_keeps_the_whole_file_out() {
    let place = Place::new();
    let before = place.head();
    let wrong = format!("{SHOPS}FOURTH,FOURTH,1,CORONA,95.5,200\n,,2,CORONA,,\n");
    let summary = place.import(&wrong, What::Customers);
    let named: Vec<(u64, &str)> = summary
        .errors
        .iter()
        .map(|error| (error.line, error.column.as_str()))
        .collect();
    assert_eq!(named, [(5, "latitude"), (6, "DBA Name")]);
    assert_eq!((summary.import, place.head()), (None, before));
}

#[test]
fn what_the_judge_refuses_keeps_the_whole_file_out_too() {
    let place = Place::new();
    let before = place.head();
    let id = uuid::Uuid::from_u128(77);
    let twice = format!("id,name\n{id},First\n{id},Second\n");
    let summary = place.import(&twice, What::Customers);
    assert!(summary.wrong > 0 && summary.import.is_none(), "{summary:?}");
    assert_eq!(place.head(), before);
}

#[test]
fn a_preview_stores_nothing() {
    let place = Place::new();
    let before = place.head();
    let options = Options {
        is_preview: true,
        ..Options::default()
    };
    let summary = place
        .importer()
        .commit(SHOPS.as_bytes(), What::Customers, &options)
        .unwrap();
    assert_eq!(
        (summary.customers, summary.first.len(), summary.import),
        (3, 3, None)
    );
    assert_eq!(place.head(), before);
}

#[test]
fn the_same_file_again_changes_nothing_and_an_edited_one_only_what_it_says() {
    let place = Place::new();
    place.import(SHOPS, What::Customers);
    let before = place.head();
    let again = place.import(SHOPS, What::Customers);
    assert_eq!((again.customers, again.updated, again.unchanged), (0, 0, 3));
    assert_eq!(place.head(), before);
    let edited = place.import(
        &SHOPS.replace("THIRD,749280", "THIRD & SONS,749280"),
        What::Customers,
    );
    assert_eq!(
        (edited.customers, edited.updated, edited.unchanged),
        (0, 1, 2)
    );
    assert_eq!(place.customers().len(), 3);
}

#[test]
fn an_import_is_taken_away_but_for_what_somebody_touched() {
    let place = Place::new();
    let import = place.import(SHOPS, What::Customers).import.unwrap();
    let [first, second] = [0, 1].map(|index| place.customers()[index].id);
    let set = [(Field::from("phone"), "555".into())].into_iter().collect();
    let registrar = Registrar {
        store: &place.store,
        seams: &place.seams,
    };
    registrar
        .say(
            place.organisation,
            None,
            Body::CustomerEdited(Edited {
                target: first.into(),
                set,
            }),
        )
        .unwrap();
    let person = PersonId::from(place.importer().all(&Query::People).unwrap()[0].id);
    let note = NoteWritten {
        customer: Some(second.into()),
        body: "Closed on Mondays".to_owned(),
        ..NoteWritten::default()
    };
    let id = place.seams.id().map(outrider_model::id::ChangeId).unwrap();
    let change =
        crate::auth::registrar::change(id, place.seams.clock.wall(), Body::NoteWritten(note));
    let device = RecordId::from(person).derived("device/console").into();
    let author = Author {
        person,
        device,
        kind: outrider_model::record::DeviceKind::Console,
    };
    let push = Push::unnumbered(author, [change.bytes().unwrap()]);
    let judged = ingest_batch(
        &place.store,
        place.organisation,
        place.seams.clock.wall(),
        &[push],
    )
    .unwrap();
    assert!(judged[0][0].is_accepted(), "{judged:?}");
    let undone = place.importer().undo(import).unwrap();
    let mut kept: Vec<RecordId> = undone.kept.iter().map(|kept| kept.id).collect();
    kept.sort();
    let mut wanted = vec![first, second];
    wanted.sort();
    assert_eq!((undone.removed, kept), (1, wanted));
    assert_eq!(place.customers().len(), 2);
    assert_eq!(place.importer().undo(import).unwrap().removed, 0);
}

#[test]
fn tasks_come_to_customers_by_number_and_go_before_them() {
    let place = Place::new();
    let customers = place.import(SHOPS, What::Customers).import.unwrap();
    let tasks = place.import(
        "Title,Type,Rep,Customer,Date,From,To\nShow it,demo,anna,749282,2026-03-02,09:00,10:00\nCall,Cold call,BEN,,,,\n",
        What::Tasks,
    );
    assert_eq!((tasks.tasks, tasks.wrong), (2, 0), "{tasks:?}");
    assert_eq!(place.importer().undo(customers).unwrap().kept.len(), 1);
    assert_eq!(
        place
            .importer()
            .undo(tasks.import.unwrap())
            .unwrap()
            .removed,
        2
    );
    assert_eq!(place.importer().undo(customers).unwrap().removed, 1);
}

#[test]
fn an_export_comes_back_the_same_in_another_organisation() {
    let (first, second) = (Place::new(), Place::new());
    let odd = "name,code,tags,about,latitude,longitude,custom:vat,owner\n\
        \"=cmd|'/c calc'!A0\",1,a|b\\|c,\"two\nlines, \"\"quoted\"\"\",52.5,13.4,DE1,anna\n\
        \" سلام e\u{301}\u{202e}\",2,,,,,,\n";
    assert_eq!(first.import(odd, What::Customers).wrong, 0);
    let tasks = "title,activity,assignee,customer,day,from,to,priority\nShow,demo,anna,1,2026-03-02,09:00,10:00,high\n";
    assert_eq!(first.import(tasks, What::Tasks).wrong, 0);
    let out = first.export();
    let plain = |name: &str| read(out.path(), name);
    assert_eq!(
        second
            .import(&plain("customers.csv"), What::Customers)
            .wrong,
        0
    );
    let back = second.import(&plain("tasks.csv"), What::Tasks);
    assert_eq!(
        (back.tasks, back.wrong, back.unused_columns),
        (1, 0, vec!["status".to_owned()])
    );
    let again = second.export();
    for name in ["customers.csv", "tasks.csv"] {
        assert_eq!(plain(name), read(again.path(), name));
    }
}

#[test]
fn the_shops_of_new_york_come_whole() {
    let Some(bytes) = shops_of_new_york("the_shops_of_new_york_come_whole") else {
        return;
    };
    let options = Options {
        is_preview: true,
        owners: Owners::RoundRobin,
        ..Options::default()
    };
    let summary = Place::new()
        .importer()
        .commit(&bytes, What::Customers, &options)
        .unwrap();
    assert_eq!(
        (summary.rows, summary.customers, summary.without_site),
        (13_668, 13_668, 296)
    );
    assert!(summary.swapped_headers && summary.wrong == 0);
}

/// Reads the shops; where they are missing the test is named among the skipped ones.
fn shops_of_new_york(test: &str) -> Option<Vec<u8>> {
    let file = "locations/ny_food_stores_nyc_delaware.csv";
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared/data")
        .join(file);
    if let Ok(bytes) = std::fs::read(path) {
        return Some(bytes);
    }
    let line = format!("{test}: shared/data/{file} is not there");
    println!("SKIPPED: {line}");
    if let Some(list) = std::env::var_os("OUTRIDER_SKIPS") {
        use std::io::Write;
        let mut list = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(list)
            .unwrap();
        writeln!(list, "{line}").unwrap();
    }
    None
}
