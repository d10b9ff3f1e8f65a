//! kill -9 on the phone, in a process of its own.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use outrider_core::app::{App, Config};
use outrider_model::id::{CustomerId, NoteId};
use outrider_tests::rng::Rng;
use outrider_tests::world::{World, say, types};

const FOLDER: &str = "OUTRIDER_STORY_FOLDER";
const CUSTOMER: &str = "OUTRIDER_STORY_CUSTOMER";

/// Types a letter after the other, saving each, and says how many are safe; until it is killed.
fn type_until_killed(folder: &Path) -> ! {
    let customer: CustomerId = std::env::var(CUSTOMER).unwrap().parse().unwrap();
    let app = App::open(Config::new(folder, "Europe/Berlin")).unwrap();
    let mut body = String::new();
    let mut note: Option<NoteId> = None;
    for letter in ('a'..='z').cycle() {
        body.push(letter);
        note = Some(types(&app, note, customer, &body));
        println!("safe {} {}", body.len(), note.unwrap());
    }
    unreachable!("nobody types for ever")
}

#[test]
fn a_phone_killed_while_typing_loses_at_most_the_letters_of_the_last_save() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        type_until_killed(Path::new(&folder));
    }
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    let mut rng = Rng::new(world.seed());
    for _ in 0..5 {
        anna.closes_app();
        let letters = 5 + rng.index(40);
        let (note, safe) = kill_after(letters, &world.profile("Anna"), bakery);
        anna.opens_app();
        let typed = anna.typed(note);
        let wanted: String = ('a'..='z').cycle().take(typed.len()).collect();
        assert_eq!(typed, wanted);
        assert!(
            typed.len() >= safe,
            "{} letters of {safe} that were safe",
            typed.len()
        );
        anna.types_on(note, bakery, &format!("{typed}!"));
        anna.closes(note);
        anna.online();
        assert!(
            boss.customer_timeline(bakery)
                .contains(&format!("{typed}!"))
        );
    }
}

/// Lets a child type and kills it once it has said that so many letters are safe.
fn kill_after(letters: usize, folder: &Path, customer: CustomerId) -> (NoteId, usize) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "--nocapture"])
        .arg(
            "phone::killed::a_phone_killed_while_typing_loses_at_most_the_letters_of_the_last_save",
        )
        .env(FOLDER, folder)
        .env(CUSTOMER, customer.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut last = None;
    for line in lines.map_while(Result::ok) {
        let mut words = line.split(' ').skip_while(|word| *word != "safe").skip(1);
        let (Some(count), Some(note)) = (words.next(), words.next()) else {
            continue;
        };
        let count: usize = count.parse().unwrap();
        last = Some((note.parse().unwrap(), count));
        if count >= letters {
            break;
        }
    }
    child.kill().unwrap();
    child.wait().unwrap();
    last.expect("the child typed something")
}
