//! While nobody looks: what the system is asked for, and what is done when it wakes the app up.

use std::sync::{Mutex, OnceLock, Weak};

use super::*;
use crate::background::Background;
use crate::store::{DraftContent, Turn};
use crate::transport::{Headers, HttpReply, HttpRequest, Sink, Transport, Trouble};

const SECOND: i64 = 1_000_000;

/// Keeps what it was asked for, and sees that nothing is locked while it is.
#[derive(Default)]
struct Scheduler {
    asked: Mutex<Vec<Option<u64>>>,
    app: OnceLock<Weak<Shared>>,
}

impl Scheduler {
    fn note(&self, seconds: Option<u64>) {
        self.asked.lock().unwrap().push(seconds);
        if let Some(app) = self.app.get().and_then(Weak::upgrade) {
            assert!(app.pump.try_lock().is_ok() && app.asked.try_lock().is_ok());
            assert!(app.status.try_lock().is_ok() && app.link.try_lock().is_ok());
            app.store().write(Turn::Background, |_| Ok(())).unwrap();
        }
    }

    /// What it was asked for since this was last called: so many seconds, or to rest.
    fn asked(&self) -> Vec<Option<u64>> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }
}

impl Background for Scheduler {
    fn wake_in(&self, seconds: u64) {
        self.note(Some(seconds));
    }

    fn rest(&self) {
        self.note(None);
    }
}

/// A phone with a scheduler; opened anew, so that nothing was asked for yet.
fn scheduled(mut phone: Phone) -> (Phone, Arc<Scheduler>) {
    let scheduler = Arc::new(Scheduler::default());
    phone.config.background = scheduler.clone();
    let phone = phone.reopened();
    let app = Arc::downgrade(&phone.app.shared);
    scheduler.app.set(app).unwrap();
    (phone, scheduler)
}

fn types(phone: &Phone, body: &str) {
    let content = DraftContent {
        body: body.to_owned(),
        ..DraftContent::default()
    };
    phone.app.type_note(None, &content).unwrap();
}

#[test]
fn what_is_typed_becomes_a_change_and_the_system_is_asked_to_come_back_for_it() {
    let (phone, scheduler) = scheduled(Phone::enrolled());
    types(&phone, "half a word");
    types(&phone, "half another");
    let requests = lock(&phone.net.requests).len();
    phone.app.went_to_background().unwrap();
    assert_eq!(phone.waiting(), 2);
    assert_eq!(scheduler.asked(), [Some(15 * 60)]);
    assert_eq!(lock(&phone.net.requests).len(), requests, "nothing is sent");
    // Asked for already: neither again nor put off.
    phone.clock.advance(600 * SECOND);
    phone.app.went_to_background().unwrap();
    assert_eq!(scheduler.asked(), []);
    phone.clock.advance(300 * SECOND);
    let report = phone.app.woken().unwrap();
    assert_eq!((report.sent, report.failure), (2, None));
    assert_eq!(phone.net.server().judged(), 2);
    assert_eq!(scheduler.asked(), [Some(6 * 3600)]);
    phone.app.went_to_background().unwrap();
    assert_eq!(scheduler.asked(), []);
    // What waits is looked after before there is news.
    types(&phone, "a third");
    phone.app.went_to_background().unwrap();
    assert_eq!(scheduler.asked(), [Some(15 * 60)]);
}

#[test]
fn an_error_is_waited_out_in_the_background_too() {
    let (phone, scheduler) = scheduled(Phone::enrolled());
    let task = phone.net.server().assign("Visit Ada");
    phone.syncs();
    phone.completes(task);
    assert_eq!(phone.fails([Fault::Offline]), Failure::Unreachable);
    phone.app.went_to_background().unwrap();
    assert_eq!(scheduler.asked(), [Some(15 * 60)]);
    let busy = HttpReply {
        status: 503,
        headers: Headers::from([("retry-after".to_owned(), "3000".to_owned())]),
        body: Vec::new(),
    };
    phone.clock.advance(900 * SECOND);
    phone.net.fail([Fault::Answer(busy)]);
    let report = phone.app.woken().unwrap();
    assert!(matches!(report.failure, Some(Failure::Busy(_))));
    let asked = scheduler.asked();
    assert!(
        matches!(*asked, [Some(3000..=3002)]),
        "a server that asked for time gets it: {asked:?}"
    );
}

#[test]
fn nobody_is_woken_without_a_session() {
    let (phone, scheduler) = scheduled(Phone::enrolled());
    types(&phone, "half a word");
    phone.app.sign_out().unwrap();
    assert_eq!(phone.app.unsent().unwrap(), 1, "the draft");
    phone.app.went_to_background().unwrap();
    phone.app.went_to_background().unwrap();
    assert_eq!(scheduler.asked(), [None]);
    assert_eq!(phone.app.unsent().unwrap(), 1, "the change that it became");
    phone.app.woken().unwrap();
    assert_eq!(scheduler.asked(), [None]);

    let (phone, scheduler) = scheduled(Phone::fresh());
    phone.app.went_to_background().unwrap();
    assert!(matches!(
        phone.app.woken(),
        Err(crate::error::Error::NotEnrolled)
    ));
    assert_eq!(scheduler.asked(), [None, None]);
}

/// A network on which each exchange takes half a minute.
struct Slow(OneServer, Arc<ManualClock>);

struct SlowWay(Arc<dyn Transport>, Arc<ManualClock>);

impl Network for Slow {
    fn open(&self, address: &str) -> std::result::Result<Arc<dyn Transport>, Trouble> {
        let way = self.0.open(address)?;
        Ok(Arc::new(SlowWay(way, self.1.clone())))
    }
}

impl Transport for SlowWay {
    fn send(&self, request: &HttpRequest) -> std::result::Result<HttpReply, Trouble> {
        self.1.advance(30 * SECOND);
        self.0.send(request)
    }

    fn listen(&self, _: &HttpRequest, _: &mut dyn Sink) -> std::result::Result<(), Trouble> {
        Err(Trouble::HungUp)
    }

    fn hang_up(&self) {}
}

#[test]
fn a_sync_in_the_background_begins_no_exchange_after_its_time_and_goes_on_the_next() {
    let mut phone = Phone::enrolled();
    let network = Slow(OneServer(phone.net.clone()), phone.clock.clone());
    phone.config.network = Arc::new(network);
    let (phone, scheduler) = scheduled(phone);
    let tasks: Vec<TaskId> = (0..1_200)
        .map(|_| phone.net.server().assign("Visit Ada"))
        .collect();
    let held = |phone: &Phone| {
        tasks
            .iter()
            .filter(|id| phone.heads(**id).is_some())
            .count()
    };
    let report = phone.app.woken().unwrap();
    assert_eq!(
        (report.exchanges, report.failure),
        (1, Some(Failure::Stopped)),
        "{report:?}"
    );
    let first = held(&phone);
    assert!(0 < first && first < tasks.len());
    assert_eq!(scheduler.asked().len(), 1);
    phone.app.woken().unwrap();
    assert!(held(&phone) > first);
    phone.syncs();
    assert_eq!(held(&phone), tasks.len());
}
