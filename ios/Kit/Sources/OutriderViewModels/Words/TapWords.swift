import OutriderCore
import OutriderModel

extension ActionKind {
    var word: String {
        switch self {
        case .claim: "claim"
        case .accept: "accept"
        case .start: "start"
        case .complete: "complete"
        case .notDone: "not_done"
        case .decline: "decline"
        case .undo: "undo"
        case .check: "check"
        case .handBack: "hand_back"
        case .reschedule: "reschedule"
        case .edit: "edit"
        case .cancel: "cancel"
        }
    }
}

extension Op {
    var word: String {
        switch self {
        case .assignOwnTask: "task_assign_own"
        case .acceptTask: "task_accept"
        case .declineTask: "task_decline"
        case .startTask: "task_start"
        case .completeTask: "task_complete"
        case .notDoneTask: "task_not_done"
        case .reopenTask: "task_reopen"
        case .claimTask: "task_claim"
        case .checkItem: "task_check"
        case .rescheduleTask: "task_reschedule"
        case .editTask: "task_edit"
        case .handBackTask: "task_hand_back"
        case .cancelTask: "task_cancel"
        case .arrive: "check_in_arrive"
        case .leave: "check_in_leave"
        case .withdrawCheckIn: "check_in_withdraw"
        case .writeNote: "note_write"
        case .editNote: "note_edit"
        case .withdrawNote: "note_withdraw"
        case .typeNote: "note_type"
        case .saveDraft: "draft_save"
        case .discardDraft: "draft_discard"
        case .addCustomer: "customer_add"
        case .editCustomer: "customer_edit"
        case .tagCustomer: "customer_tag"
        case .restoreLost: "diary_restore"
        case .dismissDiary: "diary_dismiss"
        case .giveConsent: "consent_give"
        case .withdrawConsent: "consent_withdraw"
        case .startWork: "work_start"
        case .pauseWork: "work_pause"
        case .resumeWork: "work_resume"
        case .endWork: "work_end"
        case .askCorrection: "work_ask_correction"
        case .recordWay: "track_record"
        case .askWipe: "device_ask_wipe"
        case .mend: "attention_mend"
        case .discard: "attention_discard"
        case .undo: "undo"
        }
    }
}

extension Kind {
    var word: String {
        switch self {
        case .organisation: "organisation"
        case .activityType: "activity_type"
        case .series: "series"
        case .person: "person"
        case .team: "team"
        case .device: "device"
        case .customer: "customer"
        case .task: "task"
        case .checkIn: "check_in"
        case .note: "note"
        case .draft: "draft"
        case .diary: "diary"
        case .consent: "consent"
        case .workDay: "work_day"
        case .track: "track"
        case .locationView: "location_view"
        case .territory: "territory"
        case .delegation: "delegation"
        case .template: "template"
        case .dismissal: "dismissal"
        case .unknown(let word): word
        }
    }
}
