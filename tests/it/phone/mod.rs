//! What can happen to a phone: kill -9, a full disk, a wrong clock, an old version.

mod clock;
mod disk;
mod killed;
mod swapped;
mod unknown;
