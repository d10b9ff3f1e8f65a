//! Whatever happens, it drains; never two exchanges at once; no timer out of bounds.

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

/// A phone around the engine, whose clock moves only when it says so.
struct Phone {
    sync: Sync,
    now: Duration,
    dice: u64,
    facts: Facts,
    /// How many changes and records the exchange that goes on may carry.
    open: Option<(usize, u32)>,
    is_applying: bool,
    is_refusing: bool,
    wake: Option<Duration>,
    exchanges: u32,
}

#[derive(Clone, Debug)]
enum Step {
    Save,
    Hint(Event),
    Wait(u64),
    Answer(Failure),
    Reply { more: bool, judged: u64, took: u64 },
    StoreFails,
}

impl Phone {
    fn new(dice: u64) -> Phone {
        let mut phone = Phone {
            sync: Sync::new(Pace::default()),
            now: Duration::ZERO,
            dice,
            facts: Facts::default(),
            open: None,
            is_applying: false,
            is_refusing: false,
            wake: None,
            exchanges: 0,
        };
        phone.tell(Event::Started {
            facts: phone.facts,
            has_session: true,
            is_settled: false,
            last_receipt: None,
            revoked: None,
        });
        phone
    }

    fn tell(&mut self, event: Event) {
        self.dice = self
            .dice
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let now = Now {
            monotonic: self.now,
            wall: 0,
            chance: self.dice >> 11,
        };
        for action in self.sync.handle(event, now) {
            match action {
                Action::Exchange { changes, records } => {
                    assert!(
                        self.open.is_none() && !self.is_applying && !self.is_refusing,
                        "two at once"
                    );
                    assert!(changes <= 500 && (50..=20_000).contains(&records));
                    self.open = Some((changes, records));
                    self.wake = None;
                    self.exchanges += 1;
                }
                Action::Apply => self.is_applying = true,
                Action::RefuseTooLarge => self.is_refusing = true,
                Action::Wipe => panic!("nobody asked for that"),
                Action::WakeAt(time) => {
                    assert!(
                        time <= self.now + Pace::default().furthest(),
                        "a timer out of bounds"
                    );
                    self.wake = Some(time);
                }
                Action::Tell(status) => assert_eq!(status.waiting, self.facts.waiting),
            }
        }
    }

    fn sent(&self) -> usize {
        let sendable = usize::try_from(self.facts.sendable).expect("a small number");
        self.open.map_or(0, |(changes, _)| changes.min(sendable))
    }

    fn fail(&mut self, failure: Failure) {
        if self.open.is_none() || failure == Failure::Unauthenticated {
            return;
        }
        let sent = self.sent();
        self.open = None;
        self.tell(Event::Failed { failure, sent });
        if std::mem::take(&mut self.is_refusing) {
            self.judge(1);
            self.facts.attention += 1;
            self.tell(Event::Refused(self.facts));
        }
    }

    fn reply(&mut self, more: bool, judged: u64, took: u64, store_fails: bool) {
        let sent = self.sent();
        let Some((_, records)) = self.open.take() else {
            return;
        };
        self.tell(Event::Replied);
        assert!(std::mem::take(&mut self.is_applying), "a reply is applied");
        if store_fails {
            self.tell(Event::Failed {
                failure: Failure::Store,
                sent,
            });
            return;
        }
        let judged = judged.min(sent as u64);
        self.judge(judged);
        let records = if more { u64::from(records) } else { 0 };
        let page = Page {
            records,
            seq: 3,
            moved: more || judged > 0,
            more,
            took: Duration::from_millis(took),
            wipe: false,
        };
        self.tell(Event::Applied {
            page,
            sent,
            facts: self.facts,
        });
    }

    fn judge(&mut self, count: u64) {
        self.facts.waiting -= count;
        self.facts.sendable -= count;
    }

    fn wait(&mut self, time: Duration) {
        let until = self.now + time;
        while let Some(wake) = self
            .wake
            .filter(|wake| *wake <= until && self.open.is_none())
        {
            self.now = self.now.max(wake);
            self.wake = None;
            self.tell(Event::Timer);
        }
        self.now = until;
    }

    fn take(&mut self, step: Step) {
        match step {
            Step::Save => {
                self.facts.waiting += 1;
                self.facts.sendable += 1;
                self.tell(Event::Saved(self.facts));
            }
            Step::Hint(event) => self.tell(event),
            Step::Wait(seconds) => self.wait(Duration::from_secs(seconds)),
            Step::Answer(failure) => self.fail(failure),
            Step::Reply { more, judged, took } => self.reply(more, judged, took, false),
            Step::StoreFails => self.reply(false, 0, 0, true),
        }
    }
}

fn failure() -> impl Strategy<Value = Failure> {
    prop_oneof![
        Just(Failure::Unreachable),
        Just(Failure::Timeout),
        Just(Failure::Cut),
        Just(Failure::Foreign),
        Just(Failure::TooLarge),
        Just(Failure::TooLargeOnTheWay),
        Just(Failure::Server),
        proptest::option::of(0..100_000_u64)
            .prop_map(|time| Failure::Busy(time.map(Duration::from_secs))),
    ]
}

fn hint() -> impl Strategy<Value = Event> {
    prop_oneof![
        Just(Event::Foreground),
        Just(Event::Asked),
        Just(Event::Timer),
        Just(Event::SignedIn),
        any::<bool>().prop_map(Event::Connectivity),
        (0..4_u64).prop_map(Event::Nudge),
        // Answers that nobody waits for.
        Just(Event::Replied),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => Just(Step::Save),
        2 => hint().prop_map(Step::Hint),
        2 => (0..400_u64).prop_map(Step::Wait),
        4 => failure().prop_map(Step::Answer),
        3 => (any::<bool>(), 0..5_u64, 0..200_u64)
            .prop_map(|(more, judged, took)| Step::Reply { more, judged, took }),
        1 => Just(Step::StoreFails),
    ]
}

proptest! {
    #[test]
    fn whatever_happened_everything_drains_once_the_network_is_good(
        dice in any::<u64>(),
        steps in vec(step(), 0..80),
    ) {
        let mut phone = Phone::new(dice);
        for step in steps {
            // `Replied` out of turn would promise a reply that this phone does not hold.
            if matches!(step, Step::Hint(Event::Replied)) && phone.open.is_some() {
                continue;
            }
            phone.take(step);
            prop_assert!(phone.open.is_some() || phone.wake.is_some(), "neither busy nor waiting");
        }
        let begun = phone.now;
        let pace = Pace::default();
        let mut turns = 0;
        while phone.facts.waiting > 0 {
            turns += 1;
            prop_assert!(turns < 100, "it goes in a circle");
            match phone.open {
                Some(_) => phone.reply(false, u64::MAX, 1, false),
                None => phone.wait(phone.wake.map_or(Duration::ZERO, |wake| wake.saturating_sub(phone.now))),
            }
        }
        // At worst: what a server asked for, then a pull alone, then the back-off of the push.
        prop_assert!(phone.now - begun <= pace.furthest() + 2 * pace.cap);
    }

    #[test]
    fn a_server_that_never_answers_is_asked_ever_more_rarely(dice in any::<u64>()) {
        let mut phone = Phone::new(dice);
        phone.take(Step::Save);
        let hours = 10;
        let end = Duration::from_secs(hours * 3600);
        while phone.now < end {
            phone.fail(Failure::Unreachable);
            phone.wait(phone.wake.map_or(Duration::ZERO, |wake| wake.saturating_sub(phone.now)));
        }
        // One a minute on average, with the back-off's cap at two.
        prop_assert!(phone.exchanges < 100 * u32::try_from(hours).expect("few"), "{}", phone.exchanges);
    }
}
