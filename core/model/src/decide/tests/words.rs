//! No word present in a submitted text, and not deleted by a person who saw it, is missing from
//! body and diary.

use std::collections::BTreeSet;

use super::*;
use crate::change::{NoteEdited, NoteWritten, TextEdit};
use crate::id::{ChangeId, NoteId};
use crate::record::MeetingNote;
use crate::testing::World;
use crate::testing::announced::assert_announced;
use crate::testing::author::{Author, is_accepted};
use crate::testing::cast::{self, ada, anna, mia};
use crate::testing::seed::{Dice, for_seeds};

fn words(text: &str) -> BTreeSet<String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Edits a text as people do; new words are new in the world. Says which words it deletes.
fn edit(dice: &mut Dice, text: &str, fresh: &mut u32) -> (String, BTreeSet<String>) {
    let before = words(text);
    let mut tokens: Vec<String> = text.split(' ').map(str::to_owned).collect();
    for _ in 0..=dice.below(3) {
        let at = dice.below(tokens.len());
        *fresh += 1;
        match dice.below(4) {
            0 if tokens.len() > 1 => {
                tokens.remove(at);
            }
            1 => tokens[at] = format!("w{fresh}"),
            2 => tokens.insert(at, format!("w{fresh}")),
            _ => tokens.push(format!("w{fresh}.")),
        }
    }
    let after = tokens.join(" ");
    let deleted = before.difference(&words(&after)).cloned().collect();
    (after, deleted)
}

struct Writer {
    author: Author,
    sees: World,
    pending: Vec<Change>,
}

fn body(world: &World, note: NoteId) -> String {
    world.record_of(note).read::<MeetingNote>().unwrap().body
}

#[test]
fn no_word_is_lost_of_what_people_write_into_one_note() {
    for_seeds(150, |dice| {
        let mut server = cast::world();
        let text = "w1001 w1002 w1003, w1004 w1005 w1006. w1007 w1008";
        let customer = Some(cast::BAKERY);
        let first = NoteWritten {
            customer,
            body: text.into(),
            ..Default::default()
        };
        server.does(anna(), 0x500, 100, Body::NoteWritten(first));
        let note: NoteId = cast::made(0x500);
        let people = [anna(), mia(), ada(), anna().on(0x99)];
        let mut writers: Vec<Writer> = people[..2 + dice.below(3)]
            .iter()
            .map(|author| Writer {
                author: *author,
                sees: server.clone(),
                pending: Vec::new(),
            })
            .collect();
        let (mut submitted, mut deleted, mut fresh) = (words(text), BTreeSet::new(), 0);
        let arrive = |server: &mut World, writer: &mut Writer| {
            for change in writer.pending.drain(..) {
                assert_announced(server, writer.author, &change);
                let verdict = server.ingest(writer.author, &change);
                assert!(is_accepted(&verdict), "{verdict:?}");
            }
            writer.sees = server.clone();
        };
        for step in 0..12 {
            let at = dice.below(writers.len());
            let writer = &mut writers[at];
            if dice.chance(30) {
                arrive(&mut server, writer);
                continue;
            }
            let seen = body(&writer.sees, note);
            let (new, gone) = edit(dice, &seen, &mut fresh);
            submitted.extend(words(&new));
            deleted.extend(gone);
            let text = Some(TextEdit {
                base: TextHash::of(&seen),
                body: new,
            });
            let edited = Body::NoteEdited(NoteEdited {
                note,
                set: Default::default(),
                text,
            });
            let mut change = writer.sees.change(0, 200 + step, edited);
            change.id = ChangeId(dice.uuid());
            assert!(is_accepted(&writer.sees.ingest(writer.author, &change)));
            writer.pending.push(change);
        }
        for writer in &mut writers {
            arrive(&mut server, writer);
        }
        let mut kept = words(&body(&server, note));
        for entry in server.diary() {
            kept.extend(entry.mine.as_str().map(words).unwrap_or_default());
        }
        let missing: Vec<&String> = submitted
            .iter()
            .filter(|word| !deleted.contains(*word) && !kept.contains(*word))
            .collect();
        assert!(missing.is_empty(), "{missing:?} of {}", body(&server, note));
    });
}
