//! Everything that a person can do on a phone, on one page.

macro_rules! operations {
    ($($(#[$doc:meta])* $variant:ident = $word:literal, $label:literal, $undo:ident);+ $(;)?) => {
        /// What a tap is, for the journal and for undo.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
        pub enum Op {
            $($(#[$doc])* $variant,)+
        }

        impl Op {
            /// Every operation.
            pub const ALL: &'static [Op] = &[$(Op::$variant),+];

            /// Returns the word under which the journal keeps it.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Op::$variant => $word,)+ }
            }

            /// Returns what the undo button says.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self { $(Op::$variant => $label,)+ }
            }

            /// Says whether the undo button takes it back.
            #[must_use]
            pub fn is_undoable(self) -> bool {
                match self { $(Op::$variant => operations!(@$undo),)+ }
            }
        }
    };
    (@undo) => { true };
    (@stays) => { false };
}

operations! {
    /// A task is made for oneself.
    AssignOwnTask = "task.assign_own", "Add task", undo;
    /// A task is accepted.
    AcceptTask = "task.accept", "Accept task", undo;
    /// A task is declined.
    DeclineTask = "task.decline", "Decline task", undo;
    /// A task is begun.
    StartTask = "task.start", "Start task", undo;
    /// A task is done.
    CompleteTask = "task.complete", "Complete task", undo;
    /// A task could not be done.
    NotDoneTask = "task.not_done", "Mark task as not done", undo;
    /// A closed task is opened again.
    ReopenTask = "task.reopen", "Reopen task", undo;
    /// A task offered to the team is taken.
    ClaimTask = "task.claim", "Take task", undo;
    /// A line of a checklist is ticked or unticked.
    CheckItem = "task.check", "Tick item", undo;
    /// Day, window or priority of a task are changed.
    RescheduleTask = "task.reschedule", "Reschedule task", undo;
    /// What a task says is changed.
    EditTask = "task.edit", "Change task", undo;
    /// A task is given back to the team.
    HandBackTask = "task.hand_back", "Hand task back", undo;
    /// A task is called off.
    CancelTask = "task.cancel", "Cancel task", undo;
    /// A visit begins.
    Arrive = "check_in.arrive", "Check in", undo;
    /// A visit ends.
    Leave = "check_in.leave", "Check out", undo;
    /// A check-in is taken back.
    WithdrawCheckIn = "check_in.withdraw", "Withdraw check-in", undo;
    /// A note is committed.
    WriteNote = "note.write", "Write note", undo;
    /// A note is edited.
    EditNote = "note.edit", "Edit note", undo;
    /// A note is taken back.
    WithdrawNote = "note.withdraw", "Withdraw note", undo;
    /// What stands in an editor is made safe.
    TypeNote = "note.type", "Type", stays;
    /// What stands in an editor is made safe on the server too.
    SaveDraft = "draft.save", "Save draft", stays;
    /// What stands in an editor is thrown away.
    DiscardDraft = "draft.discard", "Discard draft", stays;
    /// A customer is added.
    AddCustomer = "customer.add", "Add customer", undo;
    /// A customer is edited.
    EditCustomer = "customer.edit", "Edit customer", undo;
    /// Tags of a customer are added or removed.
    TagCustomer = "customer.tag", "Tag customer", undo;
    /// A lost value is written again.
    RestoreLost = "diary.restore", "Restore", undo;
    /// A diary entry is put aside.
    DismissDiary = "diary.dismiss", "Dismiss", undo;
    /// A purpose is agreed to.
    GiveConsent = "consent.give", "Agree", undo;
    /// A purpose is agreed to no more.
    WithdrawConsent = "consent.withdraw", "Withdraw consent", stays;
    /// A work period begins.
    StartWork = "work.start", "Start work", undo;
    /// A break begins.
    PauseWork = "work.pause", "Start break", undo;
    /// A break ends.
    ResumeWork = "work.resume", "End break", undo;
    /// A work period ends.
    EndWork = "work.end", "End work", undo;
    /// Another end of a work period is asked for.
    AskCorrection = "work.ask_correction", "Ask for a correction", undo;
    /// The way on duty is recorded.
    RecordWay = "track.record", "Record way", stays;
    /// The content of a phone is to be destroyed.
    AskWipe = "device.ask_wipe", "Wipe a phone", stays;
    /// A refused change is mended.
    Mend = "attention.mend", "Mend", stays;
    /// A refused change is discarded with what waits for it.
    Discard = "attention.discard", "Discard", stays;
    /// The last tap is taken back.
    Undo = "undo", "Undo", stays;
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_operations_share_a_word() {
        let words: BTreeSet<&str> = Op::ALL.iter().map(|op| op.as_str()).collect();
        assert_eq!(words.len(), Op::ALL.len());
    }
}
