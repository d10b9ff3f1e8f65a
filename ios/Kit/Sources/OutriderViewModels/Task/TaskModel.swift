import Observation
import OutriderBindings
import OutriderCore
import OutriderModel

/// A task: what it is, what can be done with it, and what happened to it.
@MainActor
@Observable
public final class TaskModel: Looking {
    /// What went wrong, where something did.
    public private(set) var failure: Failure?
    /// What is to be done.
    public private(set) var title = ""
    /// Where it stands.
    public private(set) var status = ""
    /// Who, when, of what kind: each with its name.
    public private(set) var facts: [TextLine] = []
    /// What to know.
    public private(set) var details = ""
    /// At whom.
    public private(set) var customer: TextLine?
    /// What can be done now, the most likely first.
    public private(set) var actions: [TaskAction] = []
    /// What is to be ticked off.
    public private(set) var checklist: [ChecklistLine] = []
    /// What was reported, the one that counts first.
    public private(set) var reports: [TextLine] = []
    /// What was written about it.
    public private(set) var notes: [TextLine] = []
    /// The visits for it.
    public private(set) var visits: [TextLine] = []
    /// What did not stand.
    public private(set) var diary: [DiaryEntry] = []
    /// What is not on the server yet.
    public private(set) var changes: [TextLine] = []
    /// Where it is safe.
    public private(set) var mark = Mark.onServer
    /// Whether it was taken away.
    public private(set) var isRemoved = false
    /// What is asked before something is done.
    public var question: ReasonQuestion?
    /// Another day, window or priority that is being chosen.
    public var plan: PlanDraft?
    /// Other words that are being written.
    public var wording: WordsDraft?
    /// Whether a note should be offered: something was reported.
    public private(set) var offersNote = false
    private let store: PhoneStore
    private let id: TaskId
    private var view: TaskView?

    /// Looks at a task.
    public init(store: PhoneStore, task: TaskId) {
        self.store = store
        id = task
        store.watch(self)
    }

    /// The customer, to be looked at.
    public var customerId: CustomerId? { view?.customer?.id }

    /// Says how far the checklist is.
    public var progress: String {
        let done = Int64(checklist.filter(\.isDone).count)
        return store.words.task.checklist.progress(
            done: store.formats.number(done), all: store.formats.number(Int64(checklist.count)))
    }

    /// Looks again.
    public func look() {
        switch store.ask({ try $0.taskView(task: id, at: store.here) }) {
        case .success(let view):
            failure = nil
            self.view = view
            show(view)
        case .failure(let error):
            failure = store.failure(error)
        }
    }

    /// Does something, or asks for a reason first.
    public func perform(_ action: TaskAction) {
        let fix = store.device.locating.lastFix
        switch action.kind {
        case .claim: store.tap(.claimTask) { try $0.claimTask(task: id) }
        case .accept: store.tap(.acceptTask) { try $0.acceptTask(task: id, fix: fix) }
        case .start: store.tap(.startTask) { try $0.startTask(task: id, fix: fix) }
        case .complete:
            offersNote = store.tap(.completeTask) { try $0.completeTask(task: id, fix: fix) } != nil
        case .undo: store.tap(.reopenTask) { try $0.reopenTask(task: id, fix: fix) }
        case .handBack: store.tap(.handBackTask) { try $0.handBackTask(task: id) }
        case .notDone, .decline, .cancel: ask(action)
        case .reschedule: plan = view.map { PlanDraft($0) }
        case .edit:
            let activities = (try? store.phone.settingsView())?.activities ?? []
            wording = view.map { WordsDraft($0, activities: activities) }
        // A tick has its place in the list.
        case .check: break
        }
    }

    /// Gives the reason that was asked for.
    public func give(reason: String) {
        guard let question else { return }
        let fix = store.device.locating.lastFix
        if question.isNeeded && reason.isEmpty {
            self.question?.problem = store.words.task.reason.needed
            return
        }
        let done: ChangeId? =
            switch question.kind {
            case .decline:
                store.tap(.declineTask) { try $0.declineTask(task: id, reason: reason, fix: fix) }
            case .cancel:
                store.tap(.cancelTask) { try $0.cancelTask(task: id, reason: reason) }
            default:
                store.tap(.notDoneTask) { try $0.taskNotDone(task: id, reason: reason, fix: fix) }
            }
        if done != nil {
            offersNote = question.kind == .notDone
            self.question = nil
        }
    }

    /// Ticks a line, or unticks it.
    public func tick(_ line: ChecklistLine) {
        store.tap(.checkItem) { try $0.checkItem(task: id, item: line.id, done: !line.isDone) }
    }

    /// Takes the other day, window or priority that was chosen.
    public func replan() {
        guard let plan else { return }
        let moved: ChangeId?? = store.tap(.rescheduleTask) {
            try $0.rescheduleTask(task: id, plan: plan.plan)
        }
        if moved != nil {
            self.plan = nil
        }
    }

    /// Takes the other words that were written.
    public func reword() {
        guard let wording else { return }
        guard !wording.title.trimmed.isEmpty else {
            self.wording?.problem = store.words.task.add.untitled
            return
        }
        let written: ChangeId?? = store.tap(.editTask) {
            try $0.editTask(task: id, words: wording.words)
        }
        if written != nil {
            self.wording = nil
        }
    }

    /// Begins a note about it.
    public func writeNote() {
        offersNote = false
        guard let note = try? store.phone.newNote() else { return }
        store.router.go(.note(note, customer: customerId, task: id))
    }

    /// Begins an arrival for it.
    public func checkIn() {
        store.router.sheet = .checkIn(task: id, customer: customerId)
    }

    /// No note, thank you.
    public func leaveNote() {
        offersNote = false
    }

    /// Puts back what was lost.
    public func restore(_ entry: DiaryEntry) {
        store.tap(.restoreLost) { try $0.restoreLost(entry: entry.id) }
    }

    /// Lets be what was lost.
    public func dismiss(_ entry: DiaryEntry) {
        store.tap(.dismissDiary) { try $0.dismissEntry(entry: entry.id) }
    }

    private func ask(_ action: TaskAction) {
        let texts = store.words.task.reason
        let (use, title): (ReasonUse?, String) =
            switch action.kind {
            case .decline: (.declined, texts.decline)
            case .cancel: (nil, texts.cancel)
            default: (.notDone, texts.notDone)
            }
        let settings = try? store.phone.settingsView()
        let offered = (settings?.reasons ?? []).filter { !$0.reason.retired && $0.reason.usedFor == use }
        question = ReasonQuestion(
            kind: action.kind, title: title,
            choices: offered.map { Option(id: $0.code, title: $0.reason.text) },
            isNeeded: action.needsReason)
    }

    private func show(_ view: TaskView) {
        let lines = Lines(store)
        let words = store.words
        title = view.title
        status = words.status(view.status)
        details = view.details
        mark = Mark(view.mark)
        isRemoved = view.removed
        facts = lines.facts(view)
        customer = view.customer.map { TextLine(id: $0.id, title: $0.name, detail: lines.place($0)) }
        actions = view.actions.filter { $0.kind != .check }.map {
            TaskAction(kind: $0.kind, title: words.verb($0.kind), needsReason: $0.needsReason)
        }
        checklist = view.checklist.map { ChecklistLine(id: $0.item, text: $0.text, isDone: $0.done) }
        reports = view.reports.enumerated().map { place, head in lines.report(head, place: place) }
        notes = view.notes.map(lines.note)
        visits = view.visits.map(lines.visit)
        diary = view.diary.map(lines.diary)
        changes = view.changes.map(lines.change)
    }
}
