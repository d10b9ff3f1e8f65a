//! What each rep does today, as a table.

/// What a rep does with the next task of his day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// Goes there, does it and writes a note.
    Done(Fix),
    /// Does it without going there.
    DoneFromAfar,
    /// Goes there and has not left yet.
    Arrives,
    /// Will not do it.
    Declines,
    /// Has not done it.
    NotDone,
    /// Visits a customer without a task.
    Drops,
    /// Leaves it for later.
    Leaves,
}

/// What the phone says about where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fix {
    /// At the site.
    There,
    /// Two kilometres away.
    Away,
    /// Somewhere within a kilometre.
    Vague,
    /// At the site, made up by a program.
    Mock,
    /// Four hundred kilometres away, within the hour.
    Far,
    /// At the site, by a clock that is 25 minutes fast.
    Late,
    /// Nothing.
    None,
}

/// How a rep's morning ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// He works on.
    Works,
    /// He is on a break.
    Rests,
    /// He went home.
    Ends,
    /// He has not begun.
    Sleeps,
    /// His phone has not been heard of for days.
    Silent,
    /// His phone was lost: what it still says is kept apart.
    Lost,
    /// He has no phone yet.
    Bare,
}

/// A rep's day until now.
pub(super) struct Part {
    pub(super) acts: &'static [Act],
    pub(super) end: End,
    /// Whether he agreed to positions on duty.
    pub(super) has_agreed: bool,
}

const fn part(acts: &'static [Act], end: End) -> Part {
    Part {
        acts,
        end,
        has_agreed: true,
    }
}

use Act::{Arrives, Declines, Done, DoneFromAfar, Drops, Leaves, NotDone};
use Fix::{Away, Far, Late, Mock, None as NoFix, There, Vague};

/// The reps in the order in which they were hired; they are of the two teams in turn.
pub(super) const TODAY: [Part; 12] = [
    part(&[Done(There), Done(There), Arrives], End::Works),
    part(&[Done(There), Done(Away), Drops, Leaves], End::Works),
    part(&[Done(There), NotDone, Drops, Done(There)], End::Rests),
    part(&[Done(Vague), Declines, Done(There)], End::Rests),
    part(&[Done(There), Done(Mock), Declines, Done(There)], End::Ends),
    part(&[Done(There), Done(Far), NotDone], End::Works),
    part(&[DoneFromAfar, Done(Late), Leaves, Done(Away)], End::Works),
    part(&[], End::Sleeps),
    part(&[], End::Silent),
    Part {
        acts: &[Done(NoFix), DoneFromAfar],
        end: End::Works,
        has_agreed: false,
    },
    part(&[Done(There)], End::Lost),
    part(&[], End::Bare),
];
