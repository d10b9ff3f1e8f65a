//! Task records for benches: the same mix and size as the records that other engines are given.

use crate::rng::Rng;

/// The words of titles and notes; words further to the front are drawn more often.
const WORDS: &[&str] = &[
    "meet",
    "ring",
    "show",
    "negotiation",
    "offer",
    "after",
    "talk",
    "deal",
    "extend",
    "presentation",
    "bill",
    "trial",
    "shipment",
    "basket",
    "rack",
    "goods",
    "special",
    "commissioning",
    "corner",
    "survey",
    "cost",
    "sheet",
    "rebate",
    "keeper",
    "boss",
    "shopper",
    "introduction",
    "sourcing",
    "storage",
    "tour",
    "upper",
    "lower",
    "inner",
    "outer",
    "shop",
    "chemist",
    "satisfaction",
    "surgery",
    "market",
    "tools",
    "bulk",
    "hostel",
    "diner",
    "college",
    "pastry",
    "look",
    "count",
    "fetch",
    "replenishment",
    "money",
    "transfer",
    "sign",
    "picture",
    "summary",
    "rival",
    "label",
    "amount",
    "yearly",
    "documentation",
    "daily",
    "goal",
    "funnel",
    "hint",
    "chance",
    "session",
    "topics",
    "protocol",
    "coming",
    "move",
    "choice",
    "advertisement",
    "chooser",
    "funding",
    "consent",
    "late",
    "agreed",
    "dropped",
    "waiting",
    "sent",
    "broken",
    "stale",
    "swap",
    "distribution",
    "mount",
    "teach",
    "crew",
    "welcome",
    "opinion",
    "claim",
    "pressing",
    "small",
    "large",
    "middle",
    "noon",
    "recommendation",
    "evening",
    "garage",
    "barrier",
    "guard",
    "person",
    "message",
    "mobile",
    "spare",
    "row",
    "thing",
    "crate",
    "stack",
    "piece",
    "profit",
    "loan",
    "ceiling",
    "clauses",
    "gross",
    "sixty",
    "weeks",
    "revenue",
    "logistics",
    "promotion",
    "opening",
    "holiday",
    "season",
];

const FIRST: &[&str] = &[
    "Aisha", "Bruno", "Wei", "Irina", "Daniel", "Maryam", "Lucien", "Paula", "Yaw", "Clara",
];

const LAST: &[&str] = &[
    "Adeyemi", "Lopez", "Zhang", "Petrova", "Kamau", "Nasser", "Moreau", "Souza", "Boateng", "Reis",
];

/// The statuses that the records of the other engines know, each as often as the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BenchStatus {
    /// Open to a team.
    Open,
    /// Given to a person.
    Assigned,
    /// Begun.
    InProgress,
    /// Done.
    Done,
    /// Cancelled.
    Cancelled,
}

const STATUSES: &[BenchStatus] = &[
    BenchStatus::Open,
    BenchStatus::Assigned,
    BenchStatus::InProgress,
    BenchStatus::Done,
    BenchStatus::Cancelled,
];

/// One flat record as the other engines are given it: about 443 bytes of JSON.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct BenchTask {
    /// A version 7 UUID in its text form, made from `created_at`.
    pub id: String,
    /// One of a thousand people, `u0` to `u999`.
    pub assignee: String,
    /// One of twenty thousand customers, `c0` to `c19999`.
    pub customer: String,
    /// Four to seven words.
    pub title: String,
    /// Fourteen to twenty-three words: the body of a meeting note.
    pub note: String,
    /// Where the task stands.
    pub status: BenchStatus,
    /// From 0 to 3.
    pub priority: u8,
    /// When it is due, within ten days of its making, in milliseconds since 1970.
    pub due: u64,
    /// When it was made; rises by up to a minute from record to record.
    pub created_at: u64,
    /// When it was last written, within an hour of its making.
    pub updated_at: u64,
    /// Degrees north of the customer's site, six decimals.
    #[serde(rename = "lat", serialize_with = "degrees")]
    pub latitude_micro: i32,
    /// Degrees east of the customer's site, six decimals.
    #[serde(rename = "lon", serialize_with = "degrees")]
    pub longitude_micro: i32,
    /// Name and telephone number of the person to ask for.
    pub contact: String,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands fields by reference"
)]
fn degrees<S: serde::Serializer>(micro: &i32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(f64::from(*micro) / 1e6)
}

impl BenchTask {
    /// The record as JSON, whose length is the measure that wire bytes are compared with.
    pub fn json(&self) -> String {
        serde_json::to_string(self).expect("strings and numbers always have a JSON form")
    }
}

/// Gives `count` records of a seed, one by one, so that a million need no room.
pub fn bench_tasks(seed: u64, count: usize) -> impl Iterator<Item = BenchTask> {
    let mut rng = Rng::stream(seed, "bench");
    let mut clock = 1_760_000_000_000;
    (0..count).map(move |_| {
        clock += rng.below(60_000);
        task(&mut rng, clock)
    })
}

fn task(rng: &mut Rng, now: u64) -> BenchTask {
    let (title, note) = (4 + rng.index(4), 14 + rng.index(10));
    BenchTask {
        id: id(rng, now),
        assignee: format!("u{}", rng.below(1_000)),
        customer: format!("c{}", rng.below(20_000)),
        title: words(rng, title),
        note: words(rng, note),
        status: *rng.pick(STATUSES),
        priority: u8::try_from(rng.below(4)).expect("below four"),
        due: now + rng.below(10 * 24 * 3_600_000),
        created_at: now,
        updated_at: now + rng.below(3_600_000),
        latitude_micro: micro(rng, 6),
        longitude_micro: micro(rng, 3),
        contact: format!("{} {} {}", rng.pick(FIRST), rng.pick(LAST), number(rng)),
    }
}

fn id(rng: &mut Rng, now: u64) -> String {
    let (high, low) = (now >> 16, now & 0xffff);
    let (first, second, third) = (rng.below(1 << 12), rng.below(1 << 12), rng.below(1 << 48));
    format!("{high:08x}-{low:04x}-7{first:03x}-a{second:03x}-{third:012x}")
}

fn words(rng: &mut Rng, count: usize) -> String {
    let word = |_| {
        // Two draws, one within the other: the product of two even shares.
        let reach = 1 + rng.index(WORDS.len());
        WORDS[rng.index(reach)]
    };
    (0..count).map(word).collect::<Vec<_>>().join(" ")
}

/// Millionths of a degree within one degree north or east of `degree`.
fn micro(rng: &mut Rng, degree: i64) -> i32 {
    let drawn = degree * 1_000_000 + rng.between(0, 999_999);
    i32::try_from(drawn).expect("no degree exceeds 180")
}

/// Ten digits after a country code that is given to nobody.
fn number(rng: &mut Rng) -> String {
    format!("+999{}", rng.between(1_000_000_000, 9_999_999_999))
}
