//! Towns that are on every map, in place of those that the company invents.

use crate::company::Company;

/// A town of the company, and where it lies on this stage.
struct Town {
    invented: &'static str,
    name: &'static str,
    postcode: &'static str,
    from: (i64, i64),
    to: (i64, i64),
}

const TOWNS: [Town; 5] = [
    town(
        ("00417 Neu Harkenau", 533_412_000, 98_715_000),
        ("Hamburg", "20095", 535_530_000, 99_930_000),
    ),
    town(
        ("00523 Wellersbrück", 531_020_000, 102_240_000),
        ("Bremen", "28195", 530_760_000, 88_080_000),
    ),
    town(
        ("00688 Bad Sülzhafen", 535_870_000, 105_530_000),
        ("Lübeck", "23552", 538_660_000, 106_860_000),
    ),
    town(
        ("00731 Ostermöhl", 529_345_000, 96_480_000),
        ("Hannover", "30159", 523_740_000, 97_380_000),
    ),
    town(
        ("00799 Klein Quast", 532_760_000, 108_905_000),
        ("Kiel", "24103", 543_230_000, 101_230_000),
    ),
];

const fn town(
    (invented, from_lat, from_lon): (&'static str, i64, i64),
    (name, postcode, to_lat, to_lon): (&'static str, &'static str, i64, i64),
) -> Town {
    Town {
        invented,
        name,
        postcode,
        from: (from_lat, from_lon),
        to: (to_lat, to_lon),
    }
}

/// The names of the towns.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    TOWNS.iter().map(|town| town.name)
}

/// Where a customer is on this stage.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// Which of the towns.
    pub(super) town: usize,
    pub(super) address: String,
    pub(super) at: Option<(i64, i64)>,
}

/// Gives every customer a place, so that whoever owns several has them near each other.
pub(super) fn places(company: &Company) -> Vec<Place> {
    let mut places: Vec<Place> = company.customers.iter().map(moved).collect();
    places.sort_by_key(|place| place.town);
    let mut order: Vec<usize> = (0..company.customers.len()).collect();
    order.sort_by_key(|index| company.customers[*index].owner);
    let mut by_customer: Vec<(usize, Place)> = order.into_iter().zip(places).collect();
    by_customer.sort_by_key(|(index, _)| *index);
    by_customer.into_iter().map(|(_, place)| place).collect()
}

fn moved(customer: &crate::company::Customer) -> Place {
    let is_here = |town: &Town| customer.address.ends_with(town.invented);
    let index = TOWNS.iter().position(is_here).unwrap_or_default();
    let town = &TOWNS[index];
    let new = format!("{} {}", town.postcode, town.name);
    // Outlying streets lie two kilometres away, as in a town of this size they should.
    let at = customer.position.map(|at| {
        let (lat, lon) = (i64::from(at.latitude), i64::from(at.longitude));
        (
            town.to.0 + 2 * (lat - town.from.0),
            town.to.1 + 2 * (lon - town.from.1),
        )
    });
    Place {
        town: index,
        address: customer.address.replace(town.invented, &new),
        at,
    }
}
