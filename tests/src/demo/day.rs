//! The day, hour by hour.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Instant;

use outrider_model::change::{Bases, Body};
use outrider_model::id::{CustomerId, TaskId};
use outrider_model::record::{Field, Record};
use serde_json::Value;

use super::book::Book;
use super::company::{self, Cast};
use super::count::{self, Counted};
use super::fleet::Phone;
use super::kept;
use super::options::Options;
use super::sabotage::Liar;
use super::store::REPLICAS;
use super::summary::{Faults, Summary};
use super::thumb::Act;
use super::turn;
use super::witness::Heard;
use crate::net::{Fault, Plan, Tamper};
use crate::rng::Rng;
use crate::world::{Kept, PASSWORD, now, say, seen};

/// How many hours the day has.
const HOURS: usize = 9;
/// In which hour the database that may write is killed, where there are two.
const FATAL: usize = 4;
/// How often all phones may come by until nothing waits.
const ROUNDS: usize = 40;

/// What stays up after the day.
pub(super) struct Stage {
    cast: Cast,
}

/// Everything that goes on while the day lasts.
pub(super) struct Day {
    pub(super) cast: Cast,
    pub(super) phones: Vec<Phone>,
    pub(super) book: Book,
    pub(super) chance: Rng,
    pub(super) changes_offline: usize,
    pub(super) kills: u64,
    heard: Heard,
    primary_kills: u64,
    /// Says when the primary is dead.
    killed: Option<mpsc::Receiver<()>>,
    /// When it died, microseconds since 1970 (UTC).
    died: Arc<AtomicI64>,
    /// How long it took to be well again, in tenths of a second.
    failover: Option<i64>,
}

/// Lives the day and settles the book.
pub(super) fn live(options: &Options) -> (Summary, Stage) {
    #[expect(
        clippy::disallowed_methods,
        reason = "the seconds of the summary are real ones"
    )]
    let begun = Instant::now();
    let mut day = morning(options);
    let liar = options
        .sabotage
        .map(|kind| Box::new(Liar::new(kind)) as Box<dyn Tamper>);
    let witness = day.heard.witness(liar);
    day.cast.world.proxy.set_tamper(Some(Box::new(witness)));
    for hour in 0..HOURS {
        if hour == FATAL {
            day.primary_dies();
        }
        say(&format!("{:02}:00  {}", 8 + hour, day.hour(hour)));
        if hour == FATAL {
            day.primary_is_replaced();
        }
    }
    say("17:00  everybody has signal");
    day.evening();
    let phones: Vec<Counted> = day.phones.iter().map(Phone::counted).collect();
    let summary = day.sum_up(&phones, begun);
    (summary, Stage { cast: day.cast })
}

fn say(line: &str) {
    eprintln!("{line}");
}

/// Founds the company, opens and enrols the phones, brings them their first plans.
fn morning(options: &Options) -> Day {
    let count = usize::from(options.phones);
    let mut book = Book::default();
    say("07:00  a server starts, a company is founded, customers are imported, a week is planned");
    // One rep has two phones.
    let cast = company::found(options, count - 1, &mut book);
    let mut chance = Rng::stream(options.seed, "day");
    let mut phones = Vec::new();
    for index in 0..count {
        let rep = cast.reps[index.saturating_sub(1)];
        let name = format!("phone-{index}");
        let is_apart = (2..4).contains(&index);
        let mut phone = Phone::open(&cast.world, &name, rep, skew(index), is_apart);
        phone.enrol(&cast.world);
        let done = phone.act(&Act::Sync);
        assert_eq!(done.failure, None, "{name} gets its first plans");
        phones.push(phone);
    }
    say(&format!(
        "07:30  {count} phones are enrolled and have their plans"
    ));
    chance.next_u64();
    Day {
        cast,
        phones,
        book,
        chance,
        changes_offline: 0,
        kills: 0,
        heard: Heard::default(),
        primary_kills: 0,
        killed: None,
        died: Arc::default(),
        failover: None,
    }
}

/// Some clocks are wrong: two years ahead, a day behind, a few minutes off.
fn skew(index: usize) -> i64 {
    match index % 5 {
        1 => 2 * 365 * 86_400,
        2 => -86_400,
        3 => 417,
        _ => 0,
    }
}

impl Day {
    /// Lives one hour and says what happened.
    fn hour(&mut self, hour: usize) -> String {
        let offline: Vec<bool> = (0..self.phones.len())
            .map(|_| self.chance.per_mille(550))
            .collect();
        for (phone, is_offline) in self.phones.iter().zip(&offline) {
            if *is_offline {
                phone.line.go_offline()
            } else {
                phone.line.go_online()
            }
        }
        turn::two_devices(self);
        self.boss_plans(hour);
        turn::same_customer(self);
        for index in 0..self.phones.len() {
            turn::work(self, index);
        }
        turn::killed(self, hour);
        let struck = self.sync_online(hour);
        let cellar = offline.iter().filter(|is_offline| **is_offline).count();
        format!(
            "{cellar} phones without signal, {} changes made there so far, {struck} syncs disturbed",
            self.changes_offline
        )
    }

    /// The database that may write is killed in the midst of the next exchange.
    fn primary_dies(&mut self) {
        if let Some(pair) = &self.cast.pair {
            let pair = Arc::clone(pair);
            let (tell, killed) = mpsc::channel();
            let died = Arc::clone(&self.died);
            // On a thread of its own, so that the exchange goes on meanwhile.
            self.heard.at_next_request(move || {
                std::thread::spawn(move || {
                    died.store(now(), Ordering::Relaxed);
                    pair.kill_primary();
                    // The day may be over for another reason.
                    let _told = tell.send(());
                });
            });
            self.killed = Some(killed);
        }
    }

    /// Another database takes over, and the killed one follows it.
    fn primary_is_replaced(&mut self) {
        let Some(pair) = self.cast.pair.clone() else {
            return;
        };
        if self.heard.has_next()
            && let Some(phone) = self.phones.first_mut()
        {
            // Nobody had signal in this hour.
            phone.line.go_online();
            phone.act(&Act::Sync);
        }
        let killed = self.killed.take().and_then(|killed| killed.recv().ok());
        assert!(killed.is_some(), "the primary was killed");
        self.primary_kills += 1;
        pair.wait_for_primary();
        self.cast.world.server.recovers();
        let died = self.died.load(Ordering::Relaxed);
        self.failover = Some(now().saturating_sub(died).div_euclid(100_000));
        pair.mend();
        say("       the primary was killed; another took over, and the killed one follows it");
    }

    /// Every phone with signal comes by, through a bad network.
    fn sync_online(&mut self, hour: usize) -> usize {
        let mut disturbed = 0;
        for (index, phone) in self.phones.iter_mut().enumerate() {
            if !phone.line.is_online() {
                continue;
            }
            phone.line.set(Plan::rough());
            phone
                .line
                .next(Fault::ALL[(index + hour) % Fault::ALL.len()]);
            let done = phone.act(&Act::Sync);
            disturbed += usize::from(done.failure.is_some());
        }
        disturbed
    }

    /// The manager assigns, takes away, moves and calls off, whoever is offline.
    fn boss_plans(&mut self, hour: usize) {
        let reps = self.cast.reps.clone();
        for _ in 0..3 {
            let rep = *self.chance.pick(&reps);
            let token = self.book.token("task");
            let task = match self.cast.places[&rep].as_slice() {
                [] => self.cast.boss.assigns(&format!("New {token}"), &rep),
                theirs => {
                    let customer = CustomerId(self.chance.pick(theirs).id);
                    self.cast
                        .boss
                        .assigns_at(&format!("New {token}"), &rep, customer)
                }
            };
            self.book.planned.insert(token, task.0);
        }
        let open = self.open_tasks();
        if open.is_empty() {
            return;
        }
        let record = self.chance.pick(&open).clone();
        let to = *self.chance.pick(&reps);
        let was = seen(&record, &["assignee", "status"]);
        self.cast
            .boss
            .says(say::hand_to(TaskId::from(record.id), to), was);
        if hour.is_multiple_of(3) {
            let record = self.chance.pick(&open).clone();
            self.cast.boss.cancels(TaskId::from(record.id));
        }
    }

    fn open_tasks(&self) -> Vec<Record> {
        kept::records(&self.cast.world.server.kept())
            .into_values()
            .filter(|held| held.kind == "task")
            .filter(|held| held.json()["heads"].is_null())
            .filter_map(|held| Record::parse(&held.bytes).ok())
            .collect()
    }

    /// Everybody has signal, until nothing waits and nothing is left to fetch.
    fn evening(&mut self) {
        for phone in &self.phones {
            phone.line.go_online();
            phone.line.set(Plan::calm());
        }
        self.last_faults();
        for _ in 0..ROUNDS {
            let mut is_quiet = true;
            for phone in &mut self.phones {
                let done = phone.act(&Act::Sync);
                is_quiet &= done.failure.is_none() && done.waiting == 0;
            }
            if is_quiet {
                break;
            }
        }
        // Once more, so that each phone has seen what the last of the others brought.
        for phone in &mut self.phones {
            phone.act(&Act::Sync);
        }
    }

    /// A fault that was asked for may have met a phone that was killed: what had no turn during the
    /// day has it now.
    fn last_faults(&mut self) {
        let Some(phone) = self.phones.first_mut() else {
            return;
        };
        for fault in Fault::ALL {
            for _ in 0..ROUNDS {
                if self.cast.world.proxy.counts().of(fault) > 0 {
                    break;
                }
                phone.line.next(fault);
                phone.act(&Act::Sync);
            }
        }
    }

    fn sum_up(&self, phones: &[Counted], begun: Instant) -> Summary {
        let kept = self.cast.world.server.kept();
        let mut found = count::settle(&self.book, &kept, phones);
        count::acknowledged(&self.heard.acknowledged(), &kept, &mut found);
        for (what, which) in [
            ("LOST", &found.lost),
            ("DOUBLED", &found.doubled),
            ("DIVERGED", &found.diverged),
        ] {
            which
                .iter()
                .take(20)
                .for_each(|one| say(&format!("{what}  {one}")));
        }
        let (receipts, merged) = kept::receipts(&kept);
        let counts = self.cast.world.proxy.counts();
        let import = &self.cast.import;
        Summary {
            phones: self.phones.len(),
            customers: import["customers"].as_u64().unwrap_or_default(),
            without_site: import["without_site"].as_u64().unwrap_or_default(),
            swapped_headers: import["swapped_headers"] == Value::Bool(true),
            tasks_assigned: self.book.planned.len(),
            changes_offline: self.changes_offline,
            notes: self.book.notes.len(),
            check_ins: self.book.check_ins.len(),
            merged,
            diary_entries: found.diary_entries,
            needs_attention: found.needs_attention,
            receipts,
            faults: Faults {
                cut_before_commit: counts.cut_before_commit,
                cut_after_commit: counts.cut_after_commit,
                truncated: counts.truncated,
                portal: counts.portal,
                lost_reply: counts.lost_reply,
                kill: self.kills,
            },
            lost: found.lost.len(),
            doubled: found.doubled.len(),
            diverged: found.diverged.len(),
            seconds: (begun.elapsed().as_secs_f64() * 10.0).round() / 10.0,
            changes_by_replica: self.changes_by_replica(),
            seen_across: self.has_replicas().then(|| self.heard.seen_across()),
            failover_seconds: self.failover.map(|tenths| tenths as f64 / 10.0),
            primary_kills: self.cast.pair.is_some().then_some(self.primary_kills),
        }
    }

    fn has_replicas(&self) -> bool {
        matches!(self.cast.world.server.kept(), Kept::Database(_))
    }

    /// How many changes each replica judged, those that judged none too.
    fn changes_by_replica(&self) -> BTreeMap<String, u64> {
        let heard = self.heard.changes_by_replica();
        let count = if self.has_replicas() { REPLICAS } else { 0 };
        let names = (0..count).map(|index| format!("replica-{index}"));
        names
            .map(|name| (name.clone(), heard.get(&name).copied().unwrap_or_default()))
            .collect()
    }

    /// Gives a customer's field a value in the manager's name.
    pub(super) fn boss_corrects(
        &self,
        customer: CustomerId,
        field: &str,
        value: &str,
        was: &Record,
    ) {
        let bases: Bases = seen(was, &[field]);
        let set = [(Field::from(field), Value::String(value.to_owned()))].into();
        let edited = outrider_model::change::Edited {
            target: customer,
            set,
        };
        self.cast.boss.says(Body::CustomerEdited(edited), bases);
    }
}

impl Stage {
    /// Stays up until Ctrl-C.
    pub(super) fn stay(&self, is_quiet: bool) {
        let world = &self.cast.world;
        if !is_quiet {
            println!("\nThe console is at http://{}/", world.server.address());
            println!("Organisation  {}", world.slug);
            println!("Manager       boss@example.com, password {PASSWORD}");
            println!("Admin         admin@example.com, password {PASSWORD}");
            println!("Ctrl-C ends it.");
        }
        let wait = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        let ended = wait.map(|runtime| runtime.block_on(tokio::signal::ctrl_c()));
        assert!(ended.is_ok(), "the system lets programs wait for Ctrl-C");
    }
}
