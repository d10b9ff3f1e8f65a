//! Makes changes of the way.

use crate::error::Result;
use crate::transact::{Op, Saved, Transactor};

/// Makes changes of the points that are none yet: when a piece is full or old enough, before a
/// break or the end of work, and when the app goes to the background. Returns how many.
///
/// # Errors
/// What the disk does; nothing is then written.
pub fn send(door: &Transactor) -> Result<Saved<usize>> {
    door.transact(Op::RecordWay, |pen| pen.send_way())
}
