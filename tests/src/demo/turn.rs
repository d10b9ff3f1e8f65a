//! What people do in an hour.

use outrider_model::id::{CustomerId, PersonId};
use outrider_model::record::Record;
use serde_json::Value;
use uuid::Uuid;

use super::company::Place;
use super::day::Day;
use super::files;
use super::fleet::Phone;
use super::kept;
use super::thumb::{Act, Done};
use crate::company::note_text;

/// A task as a phone shows it to its rep.
struct Job {
    task: Uuid,
    customer: Option<Uuid>,
}

/// A rep visits a customer or two.
pub(super) fn work(day: &mut Day, index: usize) {
    // The second phone of a person lies in the car most of the time.
    let visits = if index == 1 {
        0
    } else {
        1 + day.chance.index(2)
    };
    for _ in 0..visits {
        visit(day, index);
    }
}

fn visit(day: &mut Day, index: usize) {
    let jobs = jobs(&day.phones[index]);
    let job = (!jobs.is_empty()).then(|| &jobs[day.chance.index(jobs.len())]);
    let person = day.phones[index].person;
    let place = place(day, person, job.and_then(|job| job.customer));
    let task = job.map(|job| job.task);
    let arrived = place
        .as_ref()
        .and_then(|place| arrive(day, index, place, task));
    if let Some(task) = task
        && day.chance.per_mille(300)
    {
        act(day, index, &Act::Start { task });
    }
    write(day, index, place.as_ref(), task);
    if let Some(task) = task {
        close(day, index, task);
    }
    if let Some(check_in) = arrived
        && day.chance.per_mille(800)
    {
        act(day, index, &Act::CheckOut { check_in });
    }
}

/// The customer of the task, or any of the rep's own.
fn place(day: &mut Day, person: PersonId, customer: Option<Uuid>) -> Option<Place> {
    let theirs = &day.cast.places[&person];
    match customer {
        Some(id) => {
            let known = theirs.iter().find(|place| place.id == id).cloned();
            Some(known.unwrap_or(Place { id, at: None }))
        }
        None if theirs.is_empty() => None,
        None => Some(theirs[day.chance.index(theirs.len())].clone()),
    }
}

fn arrive(day: &mut Day, index: usize, place: &Place, task: Option<Uuid>) -> Option<Uuid> {
    let mut near = |at: i32| at + i32::try_from(day.chance.between(-900, 900)).unwrap_or_default();
    let at = place.at.map(|(lat, lon)| (near(lat), near(lon)));
    let is_mock = day.chance.per_mille(30);
    let done = act(
        day,
        index,
        &Act::CheckIn {
            customer: place.id,
            task,
            at,
            is_mock,
        },
    );
    let visit = done.id?;
    day.book
        .check_ins
        .insert((visit, day.phones[index].person.0));
    Some(visit)
}

fn write(day: &mut Day, index: usize, place: Option<&Place>, task: Option<Uuid>) {
    let token = day.book.token("note");
    let text = note_text(&mut day.chance);
    let next = day.chance.per_mille(300).then(|| day.book.token("next"));
    let written = Act::Write {
        customer: place.map(|place| place.id),
        task,
        body: format!("{token} {text}"),
        next: next.as_ref().map(|token| format!("Follow up {token}")),
    };
    let done = act(day, index, &written);
    if let Some(note) = done.id {
        day.book
            .notes
            .insert(token, (note, day.phones[index].person.0));
        if let Some(token) = next {
            day.book.next_steps.insert(token, note);
        }
    }
}

/// Done, not done, or done by mistake and taken back.
fn close(day: &mut Day, index: usize, task: Uuid) {
    let person = day.phones[index].person.0;
    let dice = day.chance.below(100);
    if dice < 10 {
        let reason = day.book.token("reason");
        act(day, index, &Act::NotDone { task, reason });
        return;
    }
    if dice > 85 {
        return;
    }
    if act(day, index, &Act::Complete { task }).failure.is_some() {
        return;
    }
    day.book.done.insert((task, person));
    if dice < 20 && act(day, index, &Act::Reopen { task }).failure.is_none() {
        day.book.done.remove(&(task, person));
    }
}

/// A rep with two phones edits one note on both, neither having signal.
pub(super) fn two_devices(day: &mut Day) {
    let (first, second) = (&day.phones[0], &day.phones[1]);
    let both = [
        files::records(&first.folder),
        files::records(&second.folder),
    ];
    let on_server = kept::records(&day.cast.world.server.kept());
    let is_common = |id: &Uuid| {
        both.iter().all(|held| {
            held.get(id).map(|held| &held.bytes) == on_server.get(id).map(|held| &held.bytes)
        })
    };
    let note = both[0].iter().find(|(id, held)| {
        held.kind == "note"
            && is_common(id)
            && held.json()["person"].as_str() == Some(first.person.to_string().as_str())
            && !day.book.words.values().any(|edited| edited == *id)
    });
    let Some(note) = note.map(|(id, _)| *id) else {
        return;
    };
    for (index, is_before) in [(0, true), (1, false)] {
        day.phones[index].line.go_offline();
        let token = day.book.token("word");
        let (before, behind) = if is_before {
            (format!("{token} "), String::new())
        } else {
            (String::new(), format!(" {token}"))
        };
        if act(
            day,
            index,
            &Act::Reword {
                note,
                before,
                behind,
            },
        )
        .id
        .is_some()
        {
            day.book.words.insert(token, note);
        }
    }
}

/// A rep and the manager correct the same field of a customer, neither having seen the other.
pub(super) fn same_customer(day: &mut Day) {
    let index = 1 + day.chance.index(day.phones.len() - 1);
    let person = day.phones[index].person;
    let used: Vec<Uuid> = day
        .book
        .fields
        .values()
        .map(|(customer, _)| *customer)
        .collect();
    let Some(place) = day.cast.places[&person]
        .iter()
        .find(|place| !used.contains(&place.id))
        .cloned()
    else {
        return;
    };
    let server = kept::records(&day.cast.world.server.kept());
    let phone = files::records(&day.phones[index].folder);
    let (Some(held), Some(shown)) = (server.get(&place.id), phone.get(&place.id)) else {
        return;
    };
    if held.bytes != shown.bytes {
        return;
    }
    let record = Record::parse(&held.bytes).expect("the server holds records");
    for (ours, theirs) in [("phone", "phone"), ("about", "email")] {
        let (mine, bosses) = (day.book.token("rep"), day.book.token("boss"));
        day.boss_corrects(CustomerId(place.id), theirs, &bosses, &record);
        day.book.fields.insert(bosses, (place.id, theirs));
        let correct = Act::Correct {
            customer: place.id,
            field: ours.to_owned(),
            value: mine.clone(),
        };
        if act(day, index, &correct).failure.is_none() {
            day.book.fields.insert(mine, (place.id, ours));
        }
    }
}

/// Phones apart are killed: while a note is typed, or in the midst of a sync.
pub(super) fn killed(day: &mut Day, hour: usize) {
    let apart: Vec<usize> = (0..day.phones.len())
        .filter(|index| day.phones[*index].is_apart())
        .collect();
    for index in apart {
        if hour.is_multiple_of(2) {
            let token = day.book.token("half");
            let body = format!("{token} and then he said that");
            let done = act(
                day,
                index,
                &Act::Type {
                    customer: None,
                    body,
                },
            );
            if done.failure.is_none() {
                day.book.drafts.insert(token, index);
            }
            day.phones[index].killed_during(None);
        } else {
            day.phones[index].killed_during(Some(&Act::Sync));
        }
        day.kills += 1;
    }
}

/// Does an act and counts it when there was no signal.
fn act(day: &mut Day, index: usize, act: &Act) -> Done {
    let done = day.phones[index].act(act);
    if let Some(why) = &done.failure {
        eprintln!("       {}: {why}", day.phones[index].name);
    } else if !day.phones[index].line.is_online() {
        day.changes_offline += 1;
    }
    done
}

/// The tasks that a phone shows as its rep's and open.
fn jobs(phone: &Phone) -> Vec<Job> {
    let person = phone.person.to_string();
    files::records(&phone.folder)
        .into_iter()
        .filter(|(_, held)| held.kind == "task")
        .map(|(task, held)| (task, held.json()))
        .filter(|(_, json)| json["assignee"].as_str() == Some(&person) && is_open(json))
        .map(|(task, json)| Job {
            task,
            customer: files::id(&json["customer"]),
        })
        .collect()
}

fn is_open(task: &Value) -> bool {
    let heads = task["heads"].as_object();
    heads.is_none_or(|heads| {
        heads.values().all(|head| {
            matches!(
                head["status"].as_str(),
                Some("assigned" | "accepted" | "started")
            )
        })
    })
}
