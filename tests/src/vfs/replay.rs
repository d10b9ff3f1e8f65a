//! The disk after a power cut: what was durable, and what the cut made of the rest.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::{fs, io};

use crate::rng::Rng;

use super::record::{Event, FileId, Trace};

/// The unit in which a disk tears.
const SECTOR: usize = 512;

/// What a power cut does to the operations that were never synced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tear {
    /// None of them reached the disk, deletes and creations neither.
    Nothing,
    /// All of them reached the disk.
    Everything,
    /// Whole writes reached the disk or did not, at random.
    Subset,
    /// Each sector of each write is new, old or garbage, at random.
    Torn,
    /// All bytes reached the disk, but no directory entry did.
    LostEntries,
}

impl Tear {
    /// Every pattern, in the order of the enum.
    pub const ALL: [Self; 5] = [
        Self::Nothing,
        Self::Everything,
        Self::Subset,
        Self::Torn,
        Self::LostEntries,
    ];

    /// Names the pattern as reports print it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Everything => "everything",
            Self::Subset => "subset",
            Self::Torn => "torn",
            Self::LostEntries => "lost_entries",
        }
    }
}

/// What one image really lost; a tear that found nothing to tear counts zero everywhere.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Damage {
    /// Whole writes and truncations that are missing.
    pub writes_lost: u64,
    /// Sectors that kept their old content inside a write that partly arrived.
    pub sectors_torn: u64,
    /// Sectors that hold garbage.
    pub sectors_garbled: u64,
    /// Files that were there and whose directory entry is missing.
    pub entries_lost: u64,
    /// Deleted files that are back.
    pub ghosts: u64,
}

#[derive(Debug, Clone)]
enum Pending {
    Write { offset: usize, bytes: Arc<[u8]> },
    Truncate { length: usize },
}

impl Pending {
    fn apply(&self, content: &mut Vec<u8>) {
        match self {
            Self::Write { offset, bytes } => overwrite(content, *offset, bytes),
            Self::Truncate { length } => content.resize(*length, 0),
        }
    }
}

fn overwrite(content: &mut Vec<u8>, offset: usize, bytes: &[u8]) {
    let end = offset + bytes.len();
    if content.len() < end {
        content.resize(end, 0);
    }
    content[offset..end].copy_from_slice(bytes);
}

#[derive(Debug, Clone, Default)]
struct File {
    durable: Vec<u8>,
    pending: Vec<Pending>,
}

/// A folder's durable state and what waits for a sync.
#[derive(Debug, Clone, Default)]
struct Disk {
    files: BTreeMap<FileId, File>,
    entries: BTreeMap<String, FileId>,
    pending_entries: Vec<(String, Option<FileId>)>,
}

impl Disk {
    fn step(&mut self, event: &Event) {
        match event {
            Event::Found { file, name, bytes } => {
                self.files.insert(
                    *file,
                    File {
                        durable: bytes.to_vec(),
                        pending: Vec::new(),
                    },
                );
                self.entries.insert(name.clone(), *file);
            }
            Event::Create { file, name } => {
                self.files.insert(*file, File::default());
                self.pending_entries.push((name.clone(), Some(*file)));
            }
            Event::Write {
                file,
                offset,
                bytes,
            } => {
                let bytes = Arc::clone(bytes);
                self.wait(
                    *file,
                    Pending::Write {
                        offset: *offset,
                        bytes,
                    },
                );
            }
            Event::Truncate { file, length } => {
                self.wait(*file, Pending::Truncate { length: *length });
            }
            Event::Sync { file, directory } => {
                let file = self.files.entry(*file).or_default();
                for pending in file.pending.drain(..) {
                    pending.apply(&mut file.durable);
                }
                if *directory {
                    self.settle_entries();
                }
            }
            Event::Delete { name, directory } => {
                self.pending_entries.push((name.clone(), None));
                if *directory {
                    self.settle_entries();
                }
            }
            Event::Mark(_) => {}
        }
    }

    fn wait(&mut self, file: FileId, pending: Pending) {
        self.files.entry(file).or_default().pending.push(pending);
    }

    fn settle_entries(&mut self) {
        for (name, file) in std::mem::take(&mut self.pending_entries) {
            link(&mut self.entries, name, file);
        }
        // What no name leads to any more cannot come back.
        let linked: BTreeSet<FileId> = self.entries.values().copied().collect();
        self.files.retain(|file, _| linked.contains(file));
    }

    fn is_settled(&self) -> bool {
        self.pending_entries.is_empty() && self.files.values().all(|file| file.pending.is_empty())
    }

    /// The folder after the cut: for each name the first few of its waiting changes happened.
    fn entries_after(&self, tear: Tear, rng: &mut Rng) -> BTreeMap<String, FileId> {
        let mut entries = self.entries.clone();
        let mut stopped: BTreeSet<&str> = BTreeSet::new();
        for (name, file) in &self.pending_entries {
            let happened = match tear {
                Tear::Nothing | Tear::LostEntries => false,
                Tear::Everything => true,
                Tear::Subset | Tear::Torn => !stopped.contains(name.as_str()) && coin(rng),
            };
            if happened {
                link(&mut entries, name.clone(), *file);
            } else {
                stopped.insert(name);
            }
        }
        entries
    }

    fn count_entries(&self, after: &BTreeMap<String, FileId>, damage: &mut Damage) {
        let alive = self.entries_after(Tear::Everything, &mut Rng::new(0));
        let differs = |left: &BTreeMap<String, FileId>, right: &BTreeMap<String, FileId>| {
            left.iter()
                .filter(|(name, file)| right.get(*name) != Some(file))
                .count() as u64
        };
        damage.entries_lost += differs(&alive, after);
        damage.ghosts += differs(after, &alive);
    }
}

fn link(entries: &mut BTreeMap<String, FileId>, name: String, file: Option<FileId>) {
    match file {
        Some(file) => entries.insert(name, file),
        None => entries.remove(&name),
    };
}

impl File {
    fn after(&self, tear: Tear, rng: &mut Rng, damage: &mut Damage) -> Vec<u8> {
        let mut content = self.durable.clone();
        for pending in &self.pending {
            match (tear, pending) {
                (Tear::Nothing, _) => damage.writes_lost += 1,
                (Tear::Everything | Tear::LostEntries, _) => pending.apply(&mut content),
                (Tear::Torn, Pending::Write { offset, bytes }) => {
                    tear_sectors(&mut content, *offset, bytes, rng, damage);
                }
                (Tear::Subset, _) | (Tear::Torn, Pending::Truncate { .. }) => {
                    if coin(rng) {
                        pending.apply(&mut content);
                    } else {
                        damage.writes_lost += 1;
                    }
                }
            }
        }
        content
    }
}

fn coin(rng: &mut Rng) -> bool {
    rng.below(2) == 0
}

fn fill(rng: &mut Rng, buffer: &mut [u8]) {
    for chunk in buffer.chunks_mut(8) {
        let noise = rng.next_u64().to_le_bytes();
        chunk.copy_from_slice(&noise[..chunk.len()]);
    }
}

/// Writes sector by sector: new, old or garbage. Bytes outside the write stay as they were.
fn tear_sectors(
    content: &mut Vec<u8>,
    offset: usize,
    bytes: &[u8],
    rng: &mut Rng,
    damage: &mut Damage,
) {
    let mut at = 0;
    while at < bytes.len() {
        let length = (SECTOR - (offset + at) % SECTOR).min(bytes.len() - at);
        match rng.below(4) {
            0 => damage.sectors_torn += 1,
            1 => {
                let mut noise = [0; SECTOR];
                fill(rng, &mut noise[..length]);
                overwrite(content, offset + at, &noise[..length]);
                damage.sectors_garbled += 1;
            }
            _ => overwrite(content, offset + at, &bytes[at..at + length]),
        }
        at += length;
    }
}

/// One moment at which the power goes, with what the cut does to unsynced operations.
#[derive(Debug, Clone)]
pub struct CrashPoint {
    /// How many operations had run.
    pub index: usize,
    /// What the cut does.
    pub tear: Tear,
    seed: u64,
    disk: Arc<Disk>,
    marks: Arc<[String]>,
    reached: usize,
}

impl CrashPoint {
    /// Lists the marks that the workload had set before the cut, oldest first.
    #[must_use]
    pub fn marks(&self) -> &[String] {
        &self.marks[..self.reached]
    }

    /// Writes the files as the disk would hold them into a folder, made when missing.
    ///
    /// # Errors
    /// The first I/O error; the folder may then hold some of the files.
    pub fn build(&self, into: &Path) -> io::Result<Damage> {
        let mut rng = Rng::new(self.seed);
        let mut damage = Damage::default();
        let entries = self.disk.entries_after(self.tear, &mut rng);
        self.disk.count_entries(&entries, &mut damage);
        fs::create_dir_all(into)?;
        for (name, file) in &entries {
            let Some(file) = self.disk.files.get(file) else {
                continue;
            };
            fs::write(
                into.join(name),
                file.after(self.tear, &mut rng, &mut damage),
            )?;
        }
        Ok(damage)
    }
}

/// An iterator over the crash points of a trace.
///
/// Where nothing waits for a sync all tears give one image, so only the first is handed out.
#[derive(Debug)]
pub struct Images<'trace> {
    trace: &'trace Trace,
    seed: u64,
    marks: Arc<[String]>,
    position: usize,
    index: usize,
    reached: usize,
    disk: Arc<Disk>,
    tears: std::vec::IntoIter<Tear>,
    ended: bool,
}

impl<'trace> Images<'trace> {
    pub(super) fn new(trace: &'trace Trace, seed: u64) -> Self {
        let marks = trace.events.iter().filter_map(|event| match event {
            Event::Mark(label) => Some(label.clone()),
            Event::Found { .. }
            | Event::Create { .. }
            | Event::Write { .. }
            | Event::Truncate { .. }
            | Event::Sync { .. }
            | Event::Delete { .. } => None,
        });
        let mut images = Self {
            trace,
            seed,
            marks: marks.collect(),
            position: 0,
            index: 0,
            reached: 0,
            disk: Arc::default(),
            tears: Vec::new().into_iter(),
            ended: false,
        };
        images.rest();
        images
    }

    /// Takes in what is no operation (marks, files found), then offers the tears of this moment.
    fn rest(&mut self) {
        while let Some(event) = self.trace.events.get(self.position) {
            match event {
                Event::Mark(_) => self.reached += 1,
                Event::Found { .. } => Arc::make_mut(&mut self.disk).step(event),
                Event::Create { .. }
                | Event::Write { .. }
                | Event::Truncate { .. }
                | Event::Sync { .. }
                | Event::Delete { .. } => break,
            }
            self.position += 1;
        }
        let tears = if self.disk.is_settled() {
            vec![Tear::Nothing]
        } else {
            Tear::ALL.to_vec()
        };
        self.tears = tears.into_iter();
    }

    fn advance(&mut self) -> bool {
        let Some(event) = self.trace.events.get(self.position) else {
            return false;
        };
        Arc::make_mut(&mut self.disk).step(event);
        self.position += 1;
        self.index += 1;
        self.rest();
        true
    }
}

impl Iterator for Images<'_> {
    type Item = CrashPoint;

    fn next(&mut self) -> Option<CrashPoint> {
        loop {
            if self.ended {
                return None;
            }
            if let Some(tear) = self.tears.next() {
                let name = format!("cut {} {}", self.index, tear.name());
                return Some(CrashPoint {
                    index: self.index,
                    tear,
                    seed: Rng::stream(self.seed, &name).next_u64(),
                    disk: Arc::clone(&self.disk),
                    marks: Arc::clone(&self.marks),
                    reached: self.reached,
                });
            }
            self.ended = !self.advance();
        }
    }
}
