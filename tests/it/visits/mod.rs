//! Check-ins are facts: a verdict on the place is noted, never a refusal.

mod evidence;
mod fences;
