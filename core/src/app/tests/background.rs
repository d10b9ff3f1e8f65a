//! The threads: they sync without being asked, and end when they are told.

use std::sync::mpsc::channel;

use super::*;

/// Waits until a condition holds, told of every end of an exchange.
fn until(phone: &Phone, ends: &std::sync::mpsc::Receiver<()>, is_so: impl Fn(&Phone) -> bool) {
    while !is_so(phone) {
        ends.recv_timeout(Duration::from_secs(60))
            .expect("an exchange within a minute");
    }
}

#[test]
fn a_save_is_sent_without_being_asked() {
    let phone = Phone::enrolled();
    let task = phone.net.server().assign("Visit Ada");
    phone.syncs();
    let ends = phone.net.ends();
    phone.app.start().unwrap();
    let done = phone.completes(task);
    until(&phone, &ends, |phone| heads_on(&phone.net, task) == [done]);
}

#[test]
fn a_nudge_brings_what_is_new() {
    let phone = Phone::enrolled();
    let (sender, looks) = channel();
    phone.app.observe(move |look| {
        let _ = sender.send(look.clone());
    });
    phone.app.start().unwrap();
    while phone.net.listeners() == 0 {
        std::thread::yield_now();
    }
    let task = phone.net.server().assign("Visit Ada");
    phone.net.nudge(1);
    while phone.heads(task).is_none() {
        looks
            .recv_timeout(Duration::from_secs(60))
            .expect("told to look again within a minute");
    }
}

#[test]
fn an_error_is_overcome_without_being_asked() {
    let phone = Phone::enrolled();
    let task = phone.net.server().assign("Visit Ada");
    phone.syncs();
    let done = phone.completes(task);
    let ends = phone.net.ends();
    phone.net.fail([Fault::Offline, Fault::LostReply]);
    phone.app.start().unwrap();
    // The system's hint comes before the back-off is over, or not: either way it is sent.
    until(&phone, &ends, |phone| {
        phone.app.set_connectivity(true);
        heads_on(&phone.net, task) == [done]
    });
}

#[test]
fn stopping_ends_the_threads_and_starting_begins_again() {
    let phone = Phone::enrolled();
    for _ in 0..3 {
        phone.app.start().unwrap();
        phone.app.start().unwrap();
        phone.app.stop();
        phone.app.stop();
    }
    let task = phone.net.server().assign("Visit Ada");
    phone.syncs();
    assert_eq!(phone.heads(task), Some(vec![]));
}

#[test]
fn an_observer_may_call_the_app_and_even_stop_it() {
    let phone = Phone::enrolled();
    let app = Arc::new(phone.app);
    let (sender, told) = channel();
    let inside = Arc::downgrade(&app);
    app.observe(move |_| {
        if let Some(app) = inside.upgrade() {
            app.sync_now().unwrap();
            app.stop();
            let _ = sender.send(());
        }
    });
    app.start().unwrap();
    told.recv_timeout(Duration::from_secs(60))
        .expect("told within a minute");
}
