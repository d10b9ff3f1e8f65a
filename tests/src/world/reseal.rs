//! Edits a reply on its way and seals it again, so that it is whole for the phone.

use outrider_model::wire::Lines;
use serde_json::Value;

use crate::net::{Direction, Seen, Tamper};

/// Hands every line of a reply but the last to `edit`, and makes the end fit what that leaves.
/// Replies that are none pass as they are. Lines are written anew with sorted keys.
pub fn reseal(mut edit: impl FnMut(&mut Vec<Value>) + Send + 'static) -> impl Tamper + 'static {
    move |seen: &Seen<'_>, body: Vec<u8>| {
        if seen.direction == Direction::Up || seen.status != 200 {
            return body;
        }
        let read: Result<Vec<Value>, _> = body
            .split(|byte| *byte == b'\n')
            .filter(|line| !line.is_empty())
            .map(serde_json::from_slice)
            .collect();
        let Ok(mut lines) = read else {
            return body;
        };
        let Some(mut end) = lines.pop() else {
            return body;
        };
        edit(&mut lines);
        let mut sealed = Lines::default();
        for line in &lines {
            sealed.put(line).expect("JSON stays JSON");
        }
        let (count, digest) = sealed.seal();
        end["end"] = count.into();
        end["sha256"] = digest.into();
        sealed.put(&end).expect("JSON stays JSON");
        sealed.into_bytes()
    }
}
