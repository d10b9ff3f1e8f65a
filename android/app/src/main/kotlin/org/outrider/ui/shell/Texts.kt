package org.outrider.ui.shell

import org.outrider.core.AppException
import org.outrider.core.Op
import org.outrider.core.SyncMark
import org.outrider.model.Code
import org.outrider.model.DiaryKind
import org.outrider.model.Evidence
import org.outrider.model.Outcome
import org.outrider.model.PlaceDoubt
import org.outrider.model.Priority
import org.outrider.model.Status
import org.outrider.model.Whereabouts
import org.outrider.words.Words

// The words of the domain, said in the person's language. A word that this version does not know stands for itself.

fun Words.of(status: Status): String = with(common.status) {
    when (status) {
        Status.Offered -> offered
        Status.Assigned -> assigned
        Status.Accepted -> accepted
        Status.Declined -> declined
        Status.Started -> started
        Status.Done -> done
        Status.NotDone -> notDone
        Status.Cancelled -> cancelled
        Status.ClosedByManager -> closedByManager
        is Status.Unknown -> invoke(status.v1)
    }
}

fun Words.of(priority: Priority): String = with(common.priority) {
    when (priority) {
        Priority.Urgent -> urgent
        Priority.High -> high
        Priority.Normal -> normal
        Priority.Low -> low
        is Priority.Unknown -> invoke(priority.v1)
    }
}

fun Words.of(outcome: Outcome): String = with(common.outcome) {
    when (outcome) {
        Outcome.Positive -> positive
        Outcome.Open -> `open`
        Outcome.Negative -> negative
        Outcome.Absent -> absent
        is Outcome.Unknown -> invoke(outcome.v1)
    }
}

fun Words.of(place: Whereabouts): String = with(common.place) {
    when (place) {
        Whereabouts.Inside -> inside
        Whereabouts.Outside -> outside
        Whereabouts.Uncertain -> uncertain
        is Whereabouts.Unknown -> invoke(place.v1)
    }
}

fun Words.of(doubt: PlaceDoubt): String = with(common.doubt) {
    when (doubt) {
        PlaceDoubt.TooVague -> tooVague
        PlaceDoubt.NearEdge -> nearEdge
        PlaceDoubt.MockPosition -> mockPosition
        PlaceDoubt.NoAccuracy -> noAccuracy
        PlaceDoubt.NoFence -> noFence
        is PlaceDoubt.Unknown -> invoke(doubt.v1)
    }
}

/** What a signal means, without accusing anybody. */
fun Words.of(evidence: Evidence): String = with(task.evidence) {
    when (evidence) {
        Evidence.Mock -> mock
        Evidence.Jump -> jump
        Evidence.Overlap -> overlap
        Evidence.Clock -> clock
        is Evidence.Unknown -> other
    }
}

fun Words.of(code: Code): String = with(common.refusal) {
    when (code) {
        Code.NotAllowed -> notAllowed
        Code.NotOpen -> notOpen
        Code.AlreadyClaimed -> alreadyClaimed
        Code.Invalid -> invalid
        Code.Removed -> removed
        Code.IdReused -> idReused
        Code.TooLarge -> tooLarge
        Code.NotCanonical -> notCanonical
        Code.Reserved -> reserved
        Code.Malformed -> malformed
        Code.InUse -> inUse
        is Code.Unknown -> invoke(code.v1)
    }
}

fun Words.of(mark: SyncMark): String = with(label.mark) {
    when (mark) {
        SyncMark.ON_SERVER -> onServer
        SyncMark.SAVED_HERE -> savedHere
        SyncMark.NEEDS_ATTENTION -> needsAttention
    }
}

/** What was done, where it can be taken back. */
fun Words.of(op: Op): String = with(undo) {
    when (op) {
        Op.ASSIGN_OWN_TASK -> taskAssignOwn
        Op.ACCEPT_TASK -> taskAccept
        Op.DECLINE_TASK -> taskDecline
        Op.START_TASK -> taskStart
        Op.COMPLETE_TASK -> taskComplete
        Op.NOT_DONE_TASK -> taskNotDone
        Op.REOPEN_TASK -> taskReopen
        Op.CLAIM_TASK -> taskClaim
        Op.CHECK_ITEM -> taskCheck
        Op.RESCHEDULE_TASK -> taskReschedule
        Op.EDIT_TASK -> taskEdit
        Op.HAND_BACK_TASK -> taskHandBack
        Op.CANCEL_TASK -> taskCancel
        Op.ARRIVE -> checkInArrive
        Op.LEAVE -> checkInLeave
        Op.WITHDRAW_CHECK_IN -> checkInWithdraw
        Op.WRITE_NOTE -> noteWrite
        Op.EDIT_NOTE -> noteEdit
        Op.WITHDRAW_NOTE -> noteWithdraw
        Op.TYPE_NOTE -> noteType
        Op.SAVE_DRAFT -> draftSave
        Op.DISCARD_DRAFT -> draftDiscard
        Op.ADD_CUSTOMER -> customerAdd
        Op.EDIT_CUSTOMER -> customerEdit
        Op.TAG_CUSTOMER -> customerTag
        Op.RESTORE_LOST -> diaryRestore
        Op.DISMISS_DIARY -> diaryDismiss
        Op.GIVE_CONSENT -> consentGive
        Op.WITHDRAW_CONSENT -> consentWithdraw
        Op.START_WORK -> workStart
        Op.PAUSE_WORK -> workPause
        Op.RESUME_WORK -> workResume
        Op.END_WORK -> workEnd
        Op.ASK_CORRECTION -> workAskCorrection
        Op.RECORD_WAY -> trackRecord
        Op.ASK_WIPE -> deviceAskWipe
        Op.MEND -> attentionMend
        Op.DISCARD -> attentionDiscard
        Op.UNDO -> undo
    }
}

/** What of the person's own did not stand. */
fun Words.of(tale: DiaryKind): String = with(sync.diary.kind) {
    when (tale) {
        DiaryKind.Lost -> lost
        DiaryKind.Overlap -> overlap
        DiaryKind.Reassigned -> reassigned
        DiaryKind.DoneByFormer -> doneByFormer
        DiaryKind.DoneTwice -> doneTwice
        DiaryKind.DoneThoughCancelled -> doneThoughCancelled
        is DiaryKind.Unknown -> other
    }
}

/** A field of a record. */
fun Words.field(name: String): String = field(name.substringBefore('/'))

/** What went wrong, and what the person can do now. */
fun Words.of(failure: AppException, format: Format): Pair<String, String> = with(error) {
    when (failure) {
        is AppException.StorageFull -> storageFull.title to storageFull.remedy
        is AppException.StorageFailed -> storageFailed.title to storageFailed.remedy
        is AppException.KeyLost -> keyLost.title to keyLost.remedy
        is AppException.UpdateNeeded -> updateNeeded.title to updateNeeded.remedy
        is AppException.TooLong ->
            tooLong.title to tooLong.remedy(format.size(failure.bytes.toLong()), format.size(failure.allowed.toLong()))
        is AppException.Invalid ->
            invalid.title to if (failure.field.isEmpty()) invalid.whole else invalid.remedy(field(failure.field))
        is AppException.NotSignedIn -> notSignedIn.title to notSignedIn.remedy
        is AppException.NotFound -> notFound.title to notFound.remedy
        is AppException.NothingToUndo -> nothingToUndo.title to nothingToUndo.remedy
        is AppException.Offline -> offline.title to offline.now
        is AppException.CodeSpent -> codeSpent.title to codeSpent.remedy
        is AppException.NotHandedOver -> notHandedOver.title to notHandedOver.remedy
        is AppException.ServerRefused -> serverRefused.title to serverRefused.remedy
        is AppException.Defect -> defect.title to defect.remedy
    }
}
