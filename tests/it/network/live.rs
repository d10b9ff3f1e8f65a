//! A phone that is open hears of news without asking.

use std::sync::mpsc::channel;
use std::time::Duration;

use outrider_tests::world::World;

/// How long news may take before a story gives up.
const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn an_open_phone_shows_a_new_task_and_sends_its_completion_without_being_asked() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    anna.online();
    let (news, heard) = channel();
    let app = anna.app();
    // Nobody listens any more once the story has ended.
    app.observe(move |_| news.send(()).unwrap_or_default());
    app.start().unwrap();
    let task = boss.assigns("Come quickly", &anna);
    while !anna.has(task) {
        heard.recv_timeout(PATIENCE).expect("news comes by itself");
    }
    assert!(anna.today().contains("Come quickly"));
    anna.completes(task);
    while anna.waiting() > 0 {
        heard
            .recv_timeout(PATIENCE)
            .expect("a completion goes by itself");
    }
    assert_eq!(boss.status(task), "done");
    app.stop();
}
