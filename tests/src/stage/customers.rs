//! Brings the customers: most are entered, some come with a file.

use std::fs;

use outrider_model::change::{Body, CustomerAdded, Edited};
use outrider_model::id::{CustomerId, SiteId};
use outrider_model::place::{Fence, Position};
use outrider_model::record::{Field, Site};
use serde_json::Value;

use super::cast::{Cast, Placed};
use super::geography::{Place, places};
use crate::bench::office::post;
use crate::rng::Rng;
use crate::world::{DAY, now};

/// How many come with a file, and belong to nobody yet.
const IMPORTED: usize = 24;
/// How many days ago the others were entered.
const AGO: i64 = 60;

const TAGS: &[&str] = &["key account", "bakery", "café", "new", "no cold calls"];

/// Adds the customers.
pub(super) fn add(cast: &mut Cast) {
    let places = places(&cast.company);
    let entered = places.len() - IMPORTED;
    let mut chance = Rng::stream(cast.seed, "stage customers");
    let (mut added, mut divided) = (Vec::new(), Vec::new());
    for (index, place) in places.iter().take(entered).enumerate() {
        let (placed, bytes) = customer(cast, index, place, &mut chance);
        added.push(bytes);
        divided.push(divide(cast, placed.id, place.town));
        cast.places.push(placed);
    }
    post(cast.world.admin(), &added);
    post(cast.world.admin(), &divided);
    import(cast, &places[entered..], entered);
}

fn customer(cast: &Cast, index: usize, place: &Place, chance: &mut Rng) -> (Placed, Vec<u8>) {
    let made = &cast.company.customers[index];
    let owner = cast.reps.iter().position(|rep| rep.index == made.owner);
    let at = position(place);
    let sites = at.map(|at| {
        let site = Site {
            name: String::new(),
            at,
            fence: Fence { radius_mm: 100_000 },
        };
        (SiteId(cast.world.id().0), site)
    });
    let tags = chance
        .per_mille(300)
        .then(|| (*chance.pick(TAGS)).to_owned());
    let body = Body::CustomerAdded(CustomerAdded {
        name: made.name.clone(),
        code: format!("K{:05}", 10_000 + index),
        phone: made.phone.clone(),
        email: made.email.clone(),
        address: place.address.clone(),
        owner: owner.map(|owner| cast.reps[owner].person),
        sites: sites.into_iter().collect(),
        tags: tags.map(|tag| (tag, true)).into_iter().collect(),
        ..CustomerAdded::default()
    });
    let (id, bytes) = cast.written(body, now() - AGO * DAY);
    let placed = Placed {
        id: id.into(),
        name: made.name.clone(),
        at,
        owner,
    };
    (placed, bytes)
}

fn position(place: &Place) -> Option<Position> {
    let (lat, lon) = place.at?;
    Position::new(lat, lon).ok()
}

fn divide(cast: &Cast, target: CustomerId, town: usize) -> Vec<u8> {
    let territory = Value::String(cast.territories[town].to_string());
    let set = [(Field::from("territory"), territory)].into();
    let body = Body::CustomerEdited(Edited { target, set });
    cast.written(body, now() - (AGO - 1) * DAY).1
}

/// What a file brings belongs to nobody, and somebody has to give it to his reps.
fn import(cast: &Cast, places: &[Place], first: usize) {
    let path = cast.world.profile("new-customers.csv");
    let mut file = csv::Writer::from_path(&path).expect("a file can be written to a new folder");
    file.write_record([
        "Name",
        "Code",
        "Address",
        "Phone",
        "Email",
        "Latitude",
        "Longitude",
    ])
    .expect("a header");
    for (place, made) in places.iter().zip(&cast.company.customers[first..]) {
        let degrees = |value: i64| {
            let sign = if value < 0 { "-" } else { "" };
            let value = value.unsigned_abs();
            format!("{sign}{}.{:07}", value / 10_000_000, value % 10_000_000)
        };
        let (lat, lon) = place.at.unzip();
        let row = [
            made.name.clone(),
            format!("N{}", &made.phone.replace(' ', "")[3..]),
            place.address.clone(),
            made.phone.clone(),
            made.email.clone(),
            lat.map(degrees).unwrap_or_default(),
            lon.map(degrees).unwrap_or_default(),
        ];
        file.write_record(row).expect("a row");
    }
    file.flush().expect("the folder has room");
    let name = path.to_str().expect("a path that can be typed");
    let slug = &cast.world.slug;
    cast.world
        .server
        .json(&["import", "customers", name, "--org", slug]);
    fs::remove_file(&path).expect("a file of ours can be removed");
}
