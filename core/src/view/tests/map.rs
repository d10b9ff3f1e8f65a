//! The map.

use std::collections::BTreeSet;

use outrider_model::id::CustomerId;
use outrider_model::place::Position;
use outrider_model::record::{Record, Status};
use uuid::Uuid;

use super::check;
use super::world::*;
use crate::query::{self, SiteBox};
use crate::view::MapView;

impl World {
    fn map(&self, within: Option<SiteBox>, at: Option<Position>) -> MapView {
        self.look(|reader, judge, _| Ok(MapView::of(&query::map(reader, judge, within, at)?)))
    }
}

fn number(number: u128) -> CustomerId {
    CustomerId(Uuid::from_u128(0x10_0000 + number))
}

fn shop(id: u128, at: Position) -> Record {
    customer(
        number(id),
        &format!("Shop {id}"),
        "",
        BEN,
        Some((at, 50_000)),
    )
}

#[test]
fn the_map_shows_every_place_with_what_is_to_be_done_there() {
    let mut records = company();
    records.extend(customers());
    let at_cafe = |task: &mut outrider_model::record::Task| task.customer = Some(CAFE);
    records.extend([
        task(1, "At the café", at_cafe),
        task(2, "There too", at_cafe),
        task(3, "Done", |task| {
            task.customer = Some(CAFE);
            task.heads = [report(3, Status::Done, ANNA, NOW - HOUR, "")].into();
        }),
    ]);
    let world = World::with(&records);
    check("map", &world.map(None, Some(square())));
}

#[test]
fn a_part_of_the_map_shows_what_lies_in_it() {
    let mut records = company();
    records.extend(customers());
    let world = World::with(&records);
    let part = SiteBox {
        south: 525_000_000,
        north: 525_100_000,
        west: 133_000_000,
        east: 133_200_000,
    };
    let view = world.map(Some(part), Some(square()));
    let names: Vec<&str> = view.places.iter().map(|place| &*place.name).collect();
    assert_eq!(names, ["東京屋"]);
    assert_eq!((view.bounds, view.more), (Some(part), false));
}

#[test]
fn a_phone_without_customers_has_an_empty_map() {
    let view = World::with(&company()).map(None, None);
    assert_eq!(
        (view.bounds, view.places.len(), view.more),
        (None, 0, false)
    );
}

#[test]
fn of_very_many_places_the_five_hundred_nearest_are_shown() {
    // A grid of 40 by 40, about 100 m apart.
    let grid = |id: u128| {
        let (row, column) = (
            i64::try_from(id / 40).unwrap(),
            i64::try_from(id % 40).unwrap(),
        );
        at(500_000_000 + row * 9_000, 100_000_000 + column * 14_000)
    };
    let mut records = company();
    records.extend((0..1_600).map(|id| shop(id, grid(id))));
    let world = World::with(&records);
    for here in [None, Some(grid(0)), Some(grid(1_599)), Some(grid(810))] {
        let view = world.map(None, here);
        assert_eq!((view.places.len(), view.more), (500, true));
        let shown: BTreeSet<CustomerId> = view.places.iter().map(|place| place.customer).collect();
        assert_eq!(shown.len(), 500);
        if let Some(here) = here {
            assert_eq!(view.places[0].at, here);
        }
    }
}

#[test]
fn places_on_both_sides_of_the_date_line_stand_beside_each_other() {
    let mut records = company();
    records.extend([
        shop(1, at(-170_000_000, 1_799_000_000)),
        shop(2, at(-171_000_000, -1_799_000_000)),
    ]);
    let world = World::with(&records);
    let view = world.map(None, None);
    let bounds = view.bounds.unwrap();
    assert!(bounds.west > bounds.east, "{bounds:?}");
    assert_eq!(view.places.len(), 2);
    let again = world.map(view.bounds, Some(at(-170_500_000, 1_800_000_000)));
    assert_eq!(again.places.len(), 2);
}
