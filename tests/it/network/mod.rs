//! Replies get lost, pages are cut, portals answer; nothing is lost and nothing is doubled.

mod live;
mod long;
mod lost;
