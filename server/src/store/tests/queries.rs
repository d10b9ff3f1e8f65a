//! What screens ask for.

use outrider_model::change::{Body, CustomerAdded, NoteWritten};
use outrider_model::id::{ImportId, RecordId};
use outrider_model::record::{Kind, Role};
use uuid::Uuid;

use super::{Open, world};
use crate::ingest::tests::world::World;
use crate::store::{CheckInFilter, CustomerFilter, Import, NoteFilter, Query, TaskFilter};

fn ask(world: &World, query: &Query) -> Vec<RecordId> {
    let found = world
        .store
        .records(world.organisation, query, None, 100, 0)
        .unwrap();
    found.into_iter().map(|stored| stored.id).collect()
}

pub(super) fn tasks(open: Open) {
    let mut world = world(open);
    let rep = world.add_person("Ria", Role::Rep, None);
    let customer = world.add_customer(Some(rep));
    let at_customer: RecordId = world.add_task(Some(rep), Some(customer)).into();
    let done = world.add_task(Some(rep), None);
    let nobodys: RecordId = world.add_task(None, None).into();
    world.complete(rep, done);
    let done = RecordId::from(done);
    let tasks = |filter: TaskFilter| ask(&world, &Query::Tasks(filter));
    let all = TaskFilter::default();
    assert_eq!(
        tasks(TaskFilter {
            assignee: Some(rep),
            ..all.clone()
        }),
        [at_customer, done]
    );
    assert_eq!(
        tasks(TaskFilter {
            customer: Some(customer),
            ..all.clone()
        }),
        [at_customer]
    );
    assert_eq!(
        tasks(TaskFilter {
            open: Some(true),
            ..all.clone()
        }),
        [at_customer, nobodys]
    );
    assert_eq!(
        tasks(TaskFilter {
            open: Some(false),
            ..all.clone()
        }),
        [done]
    );
    assert_eq!(
        tasks(TaskFilter {
            statuses: vec!["done".into()],
            ..all.clone()
        }),
        [done]
    );
    assert_eq!(
        tasks(TaskFilter {
            unassigned: true,
            ..all.clone()
        }),
        [nobodys]
    );
    let day = |day: &str| Some(day.parse().unwrap());
    assert_eq!(
        tasks(TaskFilter {
            from: day("2025-10-10"),
            to: day("2025-10-10"),
            ..all.clone()
        })
        .len(),
        3
    );
    assert_eq!(
        tasks(TaskFilter {
            from: day("2025-10-11"),
            ..all.clone()
        }),
        []
    );
    assert_eq!(
        tasks(TaskFilter {
            to: day("2025-10-09"),
            ..all
        }),
        []
    );
}

pub(super) fn customers(open: Open) {
    let mut world = world(open);
    let rep = world.add_person("Ria", Role::Rep, None);
    let mut add = |name: &str, code: &str, address: &str, owner| {
        let (name, code, address) = (name.into(), code.into(), address.into());
        let added = CustomerAdded {
            name,
            code,
            address,
            owner,
            ..Default::default()
        };
        let change = world.change(Body::CustomerAdded(added));
        world.must(&world.system(), &change)
    };
    let bakery = add("Zoë's Bakery", "K-17", "1 Main Street", Some(rep));
    let butcher = add("Butcher", "K-18", "2 Side Street", None);
    let customers = |owner, text: &str| {
        ask(
            &world,
            &Query::Customers(CustomerFilter {
                owner,
                text: text.into(),
                ..Default::default()
            }),
        )
    };
    assert_eq!(customers(None, ""), [butcher, bakery]);
    assert_eq!(customers(Some(rep), ""), [bakery]);
    assert_eq!(customers(None, "bak main"), [bakery]);
    assert_eq!(customers(None, "k-18"), [butcher]);
    assert_eq!(customers(None, "street"), [butcher, bakery]);
    assert_eq!(customers(None, "' OR 1=1 --"), []);
    let codes = Query::CustomersByCode(vec!["K-18".into(), "K-99".into()]);
    assert_eq!(ask(&world, &codes), [butcher]);
    let page = world.store.records(
        world.organisation,
        &Query::Customers(CustomerFilter::default()),
        None,
        1,
        1,
    );
    assert_eq!(page.unwrap()[0].id, bakery);
}

pub(super) fn notes(open: Open) {
    let mut world = world(open);
    let rep = world.add_person("Ria", Role::Rep, None);
    let customer = world.add_customer(Some(rep));
    let task = world.add_task(Some(rep), Some(customer));
    let mut write = |customer, task| {
        let written = NoteWritten {
            customer,
            task,
            body: "Hello".into(),
            ..Default::default()
        };
        let change = world.change(Body::NoteWritten(written));
        world.must(&World::phone(rep), &change)
    };
    let about = write(Some(customer), Some(task));
    let alone = write(None, None);
    let arrived = world.arrive(customer);
    let visit = world.must(&World::phone(rep), &arrived);
    let of = NoteFilter {
        customer: Some(customer),
        ..Default::default()
    };
    assert_eq!(ask(&world, &Query::Notes(of)), [about]);
    let of = NoteFilter {
        task: Some(task),
        ..Default::default()
    };
    assert_eq!(ask(&world, &Query::Notes(of)), [about]);
    let of = NoteFilter {
        person: Some(rep),
        ..Default::default()
    };
    assert_eq!(ask(&world, &Query::Notes(of)), [alone, about]);
    let of = CheckInFilter {
        customer: Some(customer),
        person: Some(rep),
        ..Default::default()
    };
    assert_eq!(ask(&world, &Query::CheckIns(of)), [visit]);
    let of = CheckInFilter {
        task: Some(task),
        ..Default::default()
    };
    assert_eq!(ask(&world, &Query::CheckIns(of)), []);
    let timeline = world
        .store
        .timeline(world.organisation, task.into())
        .unwrap();
    let changes: Vec<RecordId> = timeline.iter().map(|event| event.change.into()).collect();
    assert_eq!(changes, [task.into(), about]);
}

pub(super) fn viewers(open: Open) {
    let mut world = world(open);
    let (one, two) = (
        world.add_person("Ria", Role::Rep, None),
        world.add_person("Sven", Role::Rep, None),
    );
    let customer = world.add_customer(Some(one));
    let query = Query::Customers(CustomerFilter::default());
    let sees = |world: &World, person| {
        world
            .store
            .records(world.organisation, &query, Some(person), 10, 0)
            .unwrap()
            .len()
    };
    assert_eq!((sees(&world, one), sees(&world, two)), (1, 0));
    world.move_customer(customer, Some(two));
    assert_eq!((sees(&world, one), sees(&world, two)), (0, 1));
    world.edit_person(two, "revoked", true.into());
    assert_eq!(sees(&world, two), 0);
}

pub(super) fn exported(open: Open) {
    let mut world = world(open);
    world.add_person("Ria", Role::Rep, None);
    world.add_customer(None);
    let mut all = Vec::new();
    let store = world.store.clone();
    store
        .export(world.organisation, &mut |stored| {
            all.push(stored);
            Ok(())
        })
        .unwrap();
    assert!(all.is_sorted_by(|left, right| left.id.0.as_bytes() < right.id.0.as_bytes()));
    let digest = store.digest(world.organisation).unwrap();
    let of = |kind: &Kind| all.iter().filter(|stored| stored.kind == *kind).count();
    assert_eq!(
        (
            of(&Kind::Organisation),
            of(&Kind::ActivityType),
            of(&Kind::Person)
        ),
        (1, 6, 1)
    );
    assert_eq!(ask(&world, &Query::Kind(Kind::ActivityType)).len(), 6);
    assert_eq!(ask(&world, &Query::People).len(), 1);
    world.add_customer(None);
    assert_ne!(store.digest(world.organisation).unwrap(), digest);
}

pub(super) fn imports(open: Open) {
    let mut world = world(open);
    let id = ImportId(Uuid::from_u128(88));
    let admin = world.add_person("Ada", Role::Admin, None);
    let import = Import {
        id,
        what: "customers".into(),
        file: "list.csv".into(),
        person: admin,
        at: 5,
        undone: None,
        records: 1,
    };
    world
        .store
        .save_import(world.organisation, &import)
        .unwrap();
    let added = CustomerAdded {
        name: "Shop".into(),
        import: Some(id),
        ..Default::default()
    };
    let change = world.change(Body::CustomerAdded(added));
    let customer = world.must(&world.system(), &change);
    world.add_customer(None);
    assert_eq!(ask(&world, &Query::Import(id)), [customer]);
    assert_eq!(
        world.store.imports(world.organisation).unwrap(),
        std::slice::from_ref(&import)
    );
    world.store.undo_import(world.organisation, id, 9).unwrap();
    let undone = Import {
        undone: Some(9),
        ..import
    };
    assert_eq!(world.store.imports(world.organisation).unwrap(), [undone]);
}
