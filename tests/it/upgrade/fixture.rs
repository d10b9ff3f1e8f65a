//! What stands under `tests/fixtures/`, read and written.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use outrider_tests::world::{Rep, World};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One round trip of a phone, as it travelled, unpacked.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Exchange {
    pub(super) request: Vec<u8>,
    pub(super) reply: Vec<u8>,
}

/// What a test has to know of a recorded day beside its files.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Facts {
    /// The organisation's short name.
    pub(super) slug: String,
    /// Whose phone it is.
    pub(super) person: String,
    /// The phone's clock, microseconds since 1970 (UTC).
    pub(super) clock: i64,
    /// The schema of the server's file: the name of that file.
    pub(super) schema: u32,
    /// What stood in the phone's key store as text.
    pub(super) secrets: BTreeMap<String, String>,
    /// The keys that stood there, each byte as two digits.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) keys: BTreeMap<String, String>,
}

/// A recorded day.
#[derive(Debug)]
pub(super) struct Recorded {
    pub(super) folder: PathBuf,
    pub(super) facts: Facts,
    pub(super) exchanges: Vec<Exchange>,
}

/// The folder of all fixtures.
pub(super) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// Every recorded day, the oldest format first.
pub(super) fn recorded() -> Vec<Recorded> {
    let entries = fs::read_dir(fixtures().join("wire")).expect("formats are recorded");
    let mut numbers: Vec<u32> = entries
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .collect();
    numbers.sort_unstable();
    numbers.into_iter().map(read).collect()
}

fn read(number: u32) -> Recorded {
    let folder = fixtures().join("wire").join(number.to_string());
    let facts = fs::read(folder.join("facts.json")).expect("facts are beside the exchanges");
    let exchange = |index: usize| {
        let part = |name: &str| fs::read(folder.join(format!("{index:02}-{name}.ndjson"))).ok();
        Some(Exchange {
            request: part("request")?,
            reply: part("reply")?,
        })
    };
    Recorded {
        facts: serde_json::from_slice(&facts).expect("facts are JSON"),
        exchanges: (1..).map_while(exchange).collect(),
        folder,
    }
}

/// Writes what was recorded of a phone as format `number`.
pub(super) fn write(
    number: &str,
    facts: &Facts,
    phone: &Path,
    server: &Path,
    exchanges: &[Exchange],
) {
    let folder = fixtures().join("wire").join(number);
    fs::create_dir_all(&folder).expect("a folder can be made");
    fs::create_dir_all(fixtures().join("server")).expect("a folder can be made");
    let text = serde_json::to_string_pretty(facts).expect("facts are JSON") + "\n";
    fs::write(folder.join("facts.json"), text).expect("facts can be written");
    copy_database(phone, &folder.join("phone.db"));
    copy_database(
        server,
        &fixtures().join(format!("server/{:03}.db", facts.schema)),
    );
    for (index, exchange) in (1..).zip(exchanges) {
        for (name, bytes) in [("request", &exchange.request), ("reply", &exchange.reply)] {
            let path = folder.join(format!("{index:02}-{name}.ndjson"));
            fs::write(path, bytes).expect("an exchange can be written");
        }
    }
}

/// Copies a database that nobody has open into one whole file.
pub(super) fn copy_database(from: &Path, to: &Path) {
    let _missing = fs::remove_file(to);
    let file = Connection::open(from).expect("the database opens");
    file.execute("VACUUM INTO ?1", [to.to_str().expect("a plain path")])
        .expect("the database can be copied");
}

/// What has to be known of the day at the moment at which the phone finds signal.
pub(super) fn facts(world: &World, rep: &Rep) -> Facts {
    let entries = fs::read_dir(rep.folder().join("keys")).expect("the phone has secrets");
    let (mut secrets, mut keys) = (BTreeMap::new(), BTreeMap::new());
    for entry in entries {
        let path = entry.expect("the folder can be read").path();
        let name = path.file_name().and_then(|name| name.to_str());
        let name = name.expect("a plain name").to_owned();
        let bytes = fs::read(&path).expect("a secret can be read");
        match String::from_utf8(bytes) {
            Ok(text) => secrets.insert(name, text),
            Err(other) => {
                let digits = other.as_bytes().iter().map(|byte| format!("{byte:02x}"));
                keys.insert(name, digits.collect())
            }
        };
    }
    Facts {
        slug: world.slug.clone(),
        person: rep.person.to_string(),
        clock: rep.wall(),
        schema: schema(&world.server.data().join("outrider.db")),
        secrets,
        keys,
    }
}

/// The newest migration of a server's file.
pub(super) fn schema(file: &Path) -> u32 {
    let file = Connection::open(file).expect("the database opens");
    file.query_row("SELECT max(number) FROM migration", [], |row| row.get(0))
        .expect("it is a server's")
}

/// The lines of a body.
pub(super) fn lines(body: &[u8]) -> Vec<Value> {
    body.split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).expect("a line is JSON"))
        .collect()
}

/// The words of verdicts by change, in a reply's lines.
pub(super) fn verdicts(reply: &[u8]) -> BTreeMap<String, String> {
    let word = |line: &Value| {
        let verdict = &line["verdict"];
        let word = verdict.as_str().or_else(|| verdict["verdict"].as_str())?;
        Some((line["change"].as_str()?.to_owned(), word.to_owned()))
    };
    lines(reply).iter().filter_map(word).collect()
}

/// The words of the changes that requests hold and of the verdicts that replies hold.
pub(super) fn words(exchanges: &[Exchange]) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for exchange in exchanges {
        let done = lines(&exchange.request);
        words.extend(
            done.iter()
                .filter_map(|line| Some(line["change"]["do"].as_str()?.to_owned())),
        );
        words.extend(verdicts(&exchange.reply).into_values());
    }
    words
}
