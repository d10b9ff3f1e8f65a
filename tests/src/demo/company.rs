//! Sets the stage: an organisation with a manager, reps, customers and a week of plans.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use outrider_model::change::{Bases, Body, Change, TaskAssigned};
use outrider_model::id::{CustomerId, PersonId, RecordId, TaskId};
use outrider_model::record::{Priority, Role, built_in_id};
use outrider_model::stamp::{Civil, Stamp, Window};
use serde_json::Value;
use uuid::Uuid;

use super::book::Book;
use super::files;
use super::kept;
use super::options::Options;
use super::store::Servers;
use crate::cluster::Pair;
use crate::company::{Company, Size, Task};
use crate::rng::Rng;
use crate::world::{Manager, World, now, today};

/// A customer as thumbs need it.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) id: Uuid,
    pub(super) at: Option<(i32, i32)>,
}

/// The organisation on the morning of the day.
pub(super) struct Cast {
    pub(super) world: World,
    /// The databases of which one may be killed.
    pub(super) pair: Option<Arc<Pair>>,
    pub(super) boss: Manager,
    pub(super) reps: Vec<PersonId>,
    /// Each rep's customers.
    pub(super) places: BTreeMap<PersonId, Vec<Place>>,
    pub(super) import: Value,
    pub(super) company: Company,
}

/// How many changes go up in one request.
const AT_ONCE: usize = 400;

/// Founds everything; `reps` people work in the field.
pub(super) fn found(options: &Options, reps: usize, book: &mut Book) -> Cast {
    let size = Size {
        reps,
        teams: 1,
        customers: 300,
        ..Size::default()
    };
    let company = Company::generate(options.seed, size);
    let servers = Servers::start(options.store);
    let world = World::on(Arc::clone(&servers.server));
    let boss = world.manager("Boss");
    let reps = join(&company, &world);
    let file = options
        .customers
        .clone()
        .unwrap_or_else(|| write_customers(&company, &world));
    let import = import(&world, &file);
    let places = places(&world, &reps);
    let cast = Cast {
        world,
        pair: servers.pair,
        boss,
        reps,
        places,
        import,
        company,
    };
    plan_week(&cast, book, options.seed);
    cast
}

/// Everybody who works in the field joins; of two with one name the second gets a number.
fn join(company: &Company, world: &World) -> Vec<PersonId> {
    let mut names = BTreeSet::new();
    let mut reps = Vec::new();
    for index in company.reps() {
        let name = &company.people[index].name;
        let is_new = names.insert(name);
        let name = if is_new {
            name.clone()
        } else {
            format!("{name} {index}")
        };
        reps.push(world.joins(&name, Role::Rep));
    }
    reps
}

fn write_customers(company: &Company, world: &World) -> PathBuf {
    let path = world.profile("customers.csv");
    let mut file = csv::Writer::from_path(&path).expect("a file can be written to a new folder");
    file.write_record(["Name", "Address", "Phone", "Email", "Latitude", "Longitude"])
        .expect("a header");
    for customer in &company.customers {
        let at = customer.position.as_ref();
        let degrees = |value: i32| format!("{:.7}", f64::from(value) / 1e7);
        let latitude = at.map(|at| degrees(at.latitude)).unwrap_or_default();
        let longitude = at.map(|at| degrees(at.longitude)).unwrap_or_default();
        let row = [
            &customer.name,
            &customer.address,
            &customer.phone,
            &customer.email,
            &latitude,
            &longitude,
        ];
        file.write_record(row).expect("a row");
    }
    file.flush().expect("the disk has room");
    path
}

fn import(world: &World, file: &Path) -> Value {
    let file = file.to_str().expect("a path that can be typed");
    world.server.json(&[
        "import",
        "customers",
        file,
        "--owners",
        "round-robin",
        "--org",
        &world.slug,
    ])
}

/// Each rep's customers, as the server has them.
fn places(world: &World, reps: &[PersonId]) -> BTreeMap<PersonId, Vec<Place>> {
    let mut places: BTreeMap<PersonId, Vec<Place>> =
        reps.iter().map(|rep| (*rep, Vec::new())).collect();
    for (id, held) in kept::records(&world.server.kept()) {
        if held.kind != "customer" {
            continue;
        }
        let customer = held.json();
        let owner = files::id(&customer["owner"]).map(PersonId);
        let site = customer["sites"]
            .as_object()
            .and_then(|sites| sites.values().next().cloned());
        let at = site.and_then(|site| {
            Some((
                coordinate(&site["at"]["lat"])?,
                coordinate(&site["at"]["lon"])?,
            ))
        });
        if let Some(theirs) = owner.and_then(|owner| places.get_mut(&owner)) {
            theirs.push(Place { id, at });
        }
    }
    places
}

fn coordinate(value: &Value) -> Option<i32> {
    value.as_i64().and_then(|value| i32::try_from(value).ok())
}

/// The manager plans a week for everybody, in a few requests.
fn plan_week(cast: &Cast, book: &mut Book, seed: u64) {
    let mut chance = Rng::stream(seed, "week");
    let mut changes = Vec::new();
    for (index, task) in cast.company.tasks.iter().enumerate() {
        let rep = cast.reps[index % cast.reps.len()];
        let token = book.token("plan");
        let (id, bytes) = planned(cast, task, rep, &token, &mut chance);
        book.planned.insert(token, id.0);
        changes.push(bytes);
    }
    for some in changes.chunks(AT_ONCE) {
        let reply = cast.boss.sends(some);
        assert_eq!(reply.status, 200, "the week is planned: {}", reply.text());
    }
}

fn planned(
    cast: &Cast,
    task: &Task,
    rep: PersonId,
    token: &str,
    chance: &mut Rng,
) -> (TaskId, Vec<u8>) {
    let theirs = &cast.places[&rep];
    let customer = (!theirs.is_empty()).then(|| CustomerId(chance.pick(theirs).id));
    let day = today().saturating_add(jiff_days(task.day));
    let priority = match task.priority {
        0 => Priority::Low,
        1 => Priority::Normal,
        2 => Priority::High,
        _ => Priority::Urgent,
    };
    let body = Body::TaskAssigned(TaskAssigned {
        title: format!("{} {token}", task.title),
        details: String::new(),
        activity: built_in_id(cast.world.organisation, "follow_up"),
        assignee: Some(rep),
        team: None,
        customer,
        plan_day: Some(day),
        window: task.window.map(|(from, to)| Window { from, to }),
        priority,
        checklist: BTreeMap::new(),
        series: None,
        import: None,
    });
    let time = now();
    let civil = Civil {
        time,
        offset: 3600,
        zone: "Europe/Berlin".to_owned(),
    };
    let id = cast.world.id();
    let change = Change {
        id,
        mends: None,
        stamp: Stamp(time),
        civil,
        was: Bases::new(),
        body,
    };
    (
        RecordId::from(id).into(),
        change
            .bytes()
            .expect("a change of this version can be written"),
    )
}

fn jiff_days(days: u8) -> jiff::Span {
    jiff::Span::new().days(days)
}
