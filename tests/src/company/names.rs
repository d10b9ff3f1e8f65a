//! The invented words that people, customers and towns are named with.

/// First names from many places, some with letters that no ASCII has.
pub(super) const FIRST: &[&str] = &[
    "Anna",
    "Ben",
    "Chiara",
    "Dariusz",
    "Elif",
    "Farid",
    "Gökhan",
    "Hanne",
    "Ivo",
    "Jana",
    "Kofi",
    "Lena",
    "Mateus",
    "Nadia",
    "Óscar",
    "Priya",
    "Quirin",
    "Rahel",
    "Søren",
    "Tamsin",
    "Umut",
    "Vera",
    "Wanja",
    "Xenia",
    "Yusuf",
    "Zoë",
    "Émile",
    "Łukasz",
    "Maël",
    "Ngozi",
    "明",
    "Олена",
    "سلمى",
    "Ελένη",
    "ゆき",
];

/// Last names.
pub(super) const LAST: &[&str] = &[
    "Abendroth",
    "Brandvold",
    "Castellan",
    "Demirel",
    "Eschbach",
    "Fontanier",
    "Grzybek",
    "Hollmer",
    "Ibarrola",
    "Jespersen",
    "Kattwinkel",
    "Lindqvist",
    "Marchetti",
    "Nwosu-Held",
    "O’Brannan",
    "Pettersson",
    "Quandt",
    "Rosenzweig",
    "Sørbø",
    "Tränkner",
    "Uygun",
    "Vásquez",
    "Weißgerber",
    "Yıldırım",
    "Żurawski",
    "van der Moor",
    "王",
    "Ковтун",
];

/// Names of teams.
pub(super) const TEAMS: &[&str] = &[
    "North",
    "South",
    "Coast",
    "Hills",
    "Key accounts",
    "New ground",
    "East",
    "West",
];

/// What shops are called.
pub(super) const SHOPS: &[&str] = &[
    "Apotheke am Anger",
    "Bäckerei Süßkorn",
    "Café Nachbar",
    "Drogerie Lindhorst",
    "Eisen-Ehlers",
    "Feinkost Morgenrot",
    "Gärtnerei Wildwuchs",
    "Hotel Zum Silbernen Hecht",
    "Imbiss Sonnendeck",
    "Juwelier Perlmann",
    "Kiosk 24½",
    "Landmarkt Haferkamp",
    "Metzgerei Rauchfang",
    "Nähstube Faden",
    "Optik Weitblick",
    "Pizzeria Da Nessuno",
    "Quartiersladen",
    "Reformhaus Grünspan",
    "Spielwaren Kreisel",
    "Teehaus 茶",
    "Uhren Unruh",
    "Videothek \"Letzte Rolle\"",
    "Weinhaus Rebstock",
    "Zoohaus Flosse",
    "Büro & Papier; Halm",
    "Farben, Lacke, Mehr",
    "Praxis Dr. Ohnesorg",
    "Schule am Deich",
];

/// What stands after a shop's name.
pub(super) const SUFFIXES: &[&str] = &[
    "",
    "",
    "",
    " GmbH",
    " e. K.",
    " & Söhne",
    " KG",
    " oHG",
    " II",
];

/// Streets.
pub(super) const STREETS: &[&str] = &[
    "Ahornallee",
    "Am Alten Speicher",
    "Birkenweg",
    "Deichstraße",
    "Färbergasse",
    "Großer Plan",
    "Hafenstraße",
    "Im Winkel",
    "Kirchgang",
    "Lange Reihe",
    "Mühlendamm",
    "Ostwall",
    "Ringstraße",
    "Schmiedeberg",
    "Tuchmacherstieg",
    "Wiesengrund",
];

/// A town: name, postcode, the middle in ten-millionths of a degree, and its share of customers.
pub(super) struct Town {
    pub(super) name: &'static str,
    pub(super) postcode: &'static str,
    pub(super) latitude: i32,
    pub(super) longitude: i32,
    pub(super) share: u32,
}

/// Towns that do not exist, where they would stand.
pub(super) const TOWNS: &[Town] = &[
    town("Neu Harkenau", "00417", (533_412_000, 98_715_000), 360),
    town("Wellersbrück", "00523", (531_020_000, 102_240_000), 250),
    town("Bad Sülzhafen", "00688", (535_870_000, 105_530_000), 180),
    town("Ostermöhl", "00731", (529_345_000, 96_480_000), 130),
    town("Klein Quast", "00799", (532_760_000, 108_905_000), 80),
];

const fn town(
    name: &'static str,
    postcode: &'static str,
    (latitude, longitude): (i32, i32),
    share: u32,
) -> Town {
    Town {
        name,
        postcode,
        latitude,
        longitude,
        share,
    }
}

/// Gives a telephone number that no one will ever be given.
pub(super) fn phone(rng: &mut crate::rng::Rng) -> String {
    let exchange = rng.pick(&["30 23125", "69 90009", "40 66969", "89 99998"]);
    format!("+49 {exchange} {:03}", rng.below(1000))
}

/// Makes the part of an e-mail address before the sign: ASCII letters and digits, never none.
pub(super) fn mailbox(name: &str, number: usize) -> String {
    let plain = name.chars().filter_map(|letter| match letter {
        ' ' | '-' => Some('.'),
        letter if letter.is_ascii_alphanumeric() => Some(letter.to_ascii_lowercase()),
        _ => None,
    });
    let plain: String = plain.collect();
    format!("{}.{number}", plain.trim_matches('.'))
        .trim_start_matches('.')
        .to_owned()
}
