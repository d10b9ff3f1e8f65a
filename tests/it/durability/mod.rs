//! What saved rests on: the write-ahead log is in force whenever a phone is open.

mod opening;
