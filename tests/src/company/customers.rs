//! Whom they sell to, and where.

use super::names::{SHOPS, STREETS, SUFFIXES, TOWNS, Town, mailbox, phone};
use super::{Customer, Position, Size};
use crate::rng::Rng;

/// The share, of a thousand, of customers without a position.
const WITHOUT_POSITION: u32 = 30;

/// The share, of a thousand, of customers in the house of the one before.
const SAME_HOUSE: u32 = 60;

/// Spreads customers over the towns, dense in the middle; each rep owns one in his turn.
pub(super) fn found(rng: &mut Rng, size: Size, reps: &[usize]) -> Vec<Customer> {
    let mut customers: Vec<Customer> = Vec::with_capacity(size.customers);
    for number in 0..size.customers {
        let (address, position) = match customers.last() {
            Some(neighbour) if rng.per_mille(SAME_HOUSE) => {
                (neighbour.address.clone(), neighbour.position)
            }
            _ => place(rng),
        };
        let name = format!("{}{}", rng.pick(SHOPS), rng.pick(SUFFIXES));
        let email = format!("{}@customers.example", mailbox(&name, number));
        // Without reps there is no one but the admin to own them.
        let owner = reps
            .get(number % reps.len().max(1))
            .copied()
            .unwrap_or_default();
        customers.push(Customer {
            name,
            address,
            phone: phone(rng),
            email,
            owner,
            position,
        });
    }
    customers
}

fn place(rng: &mut Rng) -> (String, Option<Position>) {
    let town = town(rng);
    let street = rng.pick(STREETS);
    let address = format!(
        "{street} {}, {} {}",
        rng.between(1, 120),
        town.postcode,
        town.name
    );
    let position = Position {
        latitude: near(rng, town.latitude, 180_000),
        longitude: near(rng, town.longitude, 300_000),
    };
    (
        address,
        (!rng.per_mille(WITHOUT_POSITION)).then_some(position),
    )
}

fn town(rng: &mut Rng) -> &'static Town {
    let all: u32 = TOWNS.iter().map(|town| town.share).sum();
    let drawn = rng.below(u64::from(all));
    let mut reached = 0;
    let found = TOWNS.iter().find(|town| {
        reached += u64::from(town.share);
        drawn < reached
    });
    found.expect("the shares reach their sum, and the draw lies below it")
}

/// Three draws added up lie mostly in the middle, about two kilometres at the farthest.
fn near(rng: &mut Rng, middle: i32, reach: i64) -> i32 {
    let away: i64 = (0..3).map(|_| rng.between(-reach / 3, reach / 3)).sum();
    i32::try_from(i64::from(middle) + away).expect("towns lie far from the ends of the scale")
}
