//! What screens ask for.

use outrider_model::change::{Body, CustomerAdded, NoteWritten};
use outrider_model::id::{ImportId, RecordId};
use outrider_model::record::{Kind, Priority, Role};
use uuid::Uuid;

use super::{Open, world};
use crate::ingest::tests::world::World;
use crate::store::{
    CheckInFilter, CustomerFilter, Import, NoteFilter, Query, Sort, TaskFilter, TaskSort,
};

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

pub(super) fn unowned(open: Open) {
    let mut world = world(open);
    let team = world.add_team("North", None);
    let boss = world.add_person("Bea", Role::Manager, Some(team));
    let rep = world.add_person("Ria", Role::Rep, Some(team));
    let customer = world.add_customer(None);
    let org = world.organisation;
    let all = Query::Customers(CustomerFilter::default());
    let one = Query::Ids(vec![customer.into()]);
    let sees = |world: &World, person| {
        [&all, &one].map(|query| {
            let count = world.store.count(org, query, Some(person)).unwrap();
            let found = world.store.records(org, query, Some(person), 10, 0);
            assert_eq!(usize::try_from(count).unwrap(), found.unwrap().len());
            count
        })
    };
    assert_eq!((sees(&world, boss), sees(&world, rep)), ([1, 1], [0, 0]));
    let stranger = world.add_person("Sven", Role::Rep, None);
    world.move_customer(customer, Some(stranger));
    assert_eq!(sees(&world, boss), [0, 0]);
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

pub(super) fn sorted(open: Open) {
    let mut world = world(open);
    let rep = world.add_person("Ria", Role::Rep, None);
    let mut plan = |title: &str, priority: Priority, day: Option<&str>| -> RecordId {
        let mut change = world.task(Some(rep), None);
        if let Body::TaskAssigned(task) = &mut change.body {
            task.title = title.into();
            task.priority = priority;
            task.plan_day = day.map(|day| day.parse().unwrap());
        }
        world.must(&world.system(), &change)
    };
    let cake = plan("Cake", Priority::Low, Some("2025-10-12"));
    let apples = plan("Apples", Priority::Urgent, None);
    let bread = plan("Bread", Priority::Normal, Some("2025-10-11"));
    let tasks = |by, is_descending, text: &str| {
        let sort = Sort { by, is_descending };
        let (text, filter) = (text.to_owned(), TaskFilter::default());
        ask(
            &world,
            &Query::Tasks(TaskFilter {
                sort,
                text,
                ..filter
            }),
        )
    };
    assert_eq!(tasks(TaskSort::PlanDay, false, ""), [bread, cake, apples]);
    assert_eq!(tasks(TaskSort::PlanDay, true, ""), [cake, bread, apples]);
    assert_eq!(tasks(TaskSort::Title, false, ""), [apples, bread, cake]);
    assert_eq!(tasks(TaskSort::Title, true, ""), [cake, bread, apples]);
    assert_eq!(tasks(TaskSort::Priority, false, ""), [apples, bread, cake]);
    assert_eq!(tasks(TaskSort::Priority, true, ""), [cake, bread, apples]);
    assert_eq!(tasks(TaskSort::Since, false, ""), [cake, apples, bread]);
    assert_eq!(tasks(TaskSort::Since, true, ""), [bread, apples, cake]);
    assert_eq!(tasks(TaskSort::Status, false, ""), [cake, apples, bread]);
    assert_eq!(tasks(TaskSort::Status, true, ""), [bread, apples, cake]);
    assert_eq!(tasks(TaskSort::Title, false, "APPLE"), [apples]);
    assert_eq!(tasks(TaskSort::Title, false, "%"), []);
}

pub(super) fn counted(open: Open) {
    let mut world = world(open);
    let team = world.add_team("North", None);
    let (one, two) = (
        world.add_person("Ria", Role::Rep, Some(team)),
        world.add_person("Sven", Role::Rep, None),
    );
    let boss = world.add_person("Mia", Role::Manager, Some(team));
    let customer = world.add_customer(Some(one));
    let done = world.add_task(Some(one), Some(customer));
    world.add_task(Some(one), None);
    world.add_task(Some(two), None);
    world.complete(one, done);
    let arrived = world.arrive(customer);
    world.must(&World::phone(one), &arrived);
    let note = world.change(Body::NoteWritten(NoteWritten {
        body: "Hello".into(),
        ..Default::default()
    }));
    world.must(&World::phone(one), &note);
    let org = world.organisation;
    let all = Query::Tasks(TaskFilter::default());
    let count = |query: &Query, viewer| world.store.count(org, query, viewer).unwrap();
    assert_eq!(count(&all, None), 3);
    assert_eq!((count(&all, Some(boss)), count(&all, Some(two))), (2, 1));
    let his = Query::Tasks(TaskFilter {
        people: Some(vec![two]),
        ..TaskFilter::default()
    });
    assert_eq!((count(&his, None), count(&his, Some(boss))), (1, 0));
    let nobodys = Query::Tasks(TaskFilter {
        people: Some(Vec::new()),
        ..TaskFilter::default()
    });
    assert_eq!((count(&nobodys, None), ask(&world, &nobodys)), (0, vec![]));
    assert_eq!(count(&Query::People, None), 3);
    assert_eq!(count(&Query::Kind(Kind::ActivityType), Some(two)), 6);
    assert_eq!(count(&Query::Ids(vec![done.into(), one.into()]), None), 2);
    let tally = |query: &Query, viewer| {
        let mut tally = world.store.tally(org, query, viewer).unwrap();
        tally.sort();
        let read = |one: crate::store::Tally| (one.person, one.word, one.count);
        tally.into_iter().map(read).collect::<Vec<_>>()
    };
    let of_boss = [
        (Some(one), "assigned".to_owned(), 1),
        (Some(one), "done".to_owned(), 1),
    ];
    assert_eq!(tally(&all, Some(boss)), of_boss);
    let visits = Query::CheckIns(CheckInFilter::default());
    assert_eq!(tally(&visits, None), [(Some(one), String::new(), 1)]);
    let notes = Query::Notes(NoteFilter::default());
    assert_eq!(tally(&notes, None), [(Some(one), String::new(), 1)]);
    assert_eq!(tally(&Query::People, None), []);
    let dealings = |viewer| {
        let nowhere = RecordId(Uuid::from_u128(9)).into();
        let asked = [customer, nowhere];
        let found = world.store.dealings(org, &asked, viewer).unwrap();
        let read = |one: &crate::store::Dealings| (one.last_visit.is_some(), one.open_tasks);
        found.iter().map(read).collect::<Vec<_>>()
    };
    assert_eq!(dealings(None), [(true, 0), (false, 0)]);
    assert_eq!(dealings(Some(boss)), [(true, 0), (false, 0)]);
    assert_eq!(dealings(Some(two)), [(false, 0), (false, 0)]);
}
