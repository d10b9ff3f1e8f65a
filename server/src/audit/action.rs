//! What can be noted. The words are stable: whoever reads the log looks for them.

outrider_model::words! {
    /// What was done.
    pub enum Action {
        /// Changes were judged and stored: one line for each push.
        Pushed = "pushed",
        /// An organisation was founded.
        Founded = "founded",
        /// Somebody signed in.
        SignIn = "sign_in",
        /// Somebody's first proof was right; a second factor is awaited.
        SignInBegun = "sign_in_begun",
        /// Somebody was not let in.
        SignInFailed = "sign_in_failed",
        /// Somebody signed out.
        SignOut = "sign_out",
        /// A second factor was begun; it counts once it is confirmed.
        FactorBegun = "factor_begun",
        /// A second factor or a way in was added.
        FactorAdded = "factor_added",
        /// A second factor or a way in was taken away.
        FactorRemoved = "factor_removed",
        /// A second factor or a way in was given another name.
        FactorRenamed = "factor_renamed",
        /// A login or its password was set.
        PasswordChanged = "password_changed",
        /// A link was made by which somebody sets a new password.
        ResetLink = "reset_link",
        /// Somebody was invited, or given a code to enrol a phone with.
        Invited = "invited",
        /// An invitation was taken back.
        InvitationWithdrawn = "invitation_withdrawn",
        /// Where letters reach somebody was changed.
        EmailChanged = "email_changed",
        /// A session was ended by somebody else, or on another device.
        SessionEnded = "session_ended",
        /// A token for a program was made.
        TokenMade = "token_made",
        /// A token for a program was taken back.
        TokenRevoked = "token_revoked",
        /// A phone was enrolled.
        PhoneEnrolled = "phone_enrolled",
        /// A phone got new tokens for its old ones.
        TokenRenewed = "token_renewed",
        /// A phone's tokens were used by somebody else: all of them were taken back.
        PhoneRefused = "phone_refused",
        /// A copied phone became a phone of its own.
        Reminted = "reminted",
        /// A person or device was shut out.
        Revoked = "revoked",
        /// Changes of somebody shut out were put aside.
        Quarantined = "quarantined",
        /// Changes that were put aside were let in.
        QuarantineAccepted = "quarantine_accepted",
        /// Changes that were put aside were thrown away.
        QuarantineDiscarded = "quarantine_discarded",
        /// A phone's content is to be destroyed.
        WipeAsked = "wipe_asked",
        /// A phone said that its content was destroyed.
        Wiped = "wiped",
        /// A phone began to hand its content over to another.
        HandoverBegun = "handover_begun",
        /// A phone's sealed content was put down.
        ParcelLeft = "parcel_left",
        /// A phone's sealed content was fetched.
        ParcelTaken = "parcel_taken",
        /// Records were written out.
        Exported = "exported",
        /// A file was brought in.
        Imported = "imported",
        /// An import was taken away again.
        Undone = "undone",
        /// Settings were changed.
        SettingsChanged = "settings_changed",
        /// Somebody looked at where a person was.
        LocationViewed = "location_viewed",
        /// What old changes said was forgotten, by retention or erasure.
        Forgotten = "forgotten",
        /// A person was erased.
        Erased = "erased",
    }
}
