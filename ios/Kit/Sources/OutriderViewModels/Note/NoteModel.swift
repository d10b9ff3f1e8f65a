import Observation
import OutriderBindings
import OutriderCore
import OutriderModel

/// The editor of a note, which never loses more than a second.
@MainActor
@Observable
public final class NoteModel: Looking {
    /// What stands in the editor.
    public var text = "" { didSet { if text != oldValue { typed() } } }
    /// Whom one met.
    public var met = "" { didSet { if met != oldValue { typed() } } }
    /// How it went.
    public var outcome: Outcome? { didSet { if outcome != oldValue { typed() } } }
    /// What went wrong, where something did: then the text is not safe yet.
    public private(set) var failure: Failure?
    /// About whom, and for what.
    public private(set) var about = ""
    /// For which task.
    public private(set) var task: String?
    /// Where what was typed is safe.
    public private(set) var saved = ""
    /// Whether it is not safe yet.
    public private(set) var isUnsaved = false
    /// How much too long it is, or nothing.
    public private(set) var tooLong: String?
    /// Whether somebody wrote the note meanwhile.
    public private(set) var hasMoved = false
    /// Whether its author took it back.
    public private(set) var isWithdrawn = false
    /// Whether it stands already, so that what is typed is an edit of it.
    public private(set) var isWritten = false
    /// What may come next.
    public private(set) var suggestion: String?
    /// What may come next, to be changed and taken.
    public var next: NextStep?
    /// What the person typed on another device.
    public private(set) var elsewhere: String?
    /// Whether it was finished or thrown away, so that the screen goes.
    public private(set) var isOver = false
    /// Speech as text.
    /// Speech as text.
    @ObservationIgnored public private(set) lazy var dictation = DictationModel(store: store) { [weak self] in
        self?.hear($0)
    }
    let store: PhoneStore
    private let id: NoteId
    private let customer: CustomerId?
    private let forTask: TaskId?
    private var view: NoteView?
    private var isShowing = false
    private var saving: Task<Void, Never>?
    private var refused: String?

    /// How long something typed waits at most for being saved, in milliseconds.
    static let beat = 500

    /// Opens a note, or begins one about a customer and for a task.
    public init(store: PhoneStore, note: NoteId, customer: CustomerId?, task: TaskId?) {
        self.store = store
        id = note
        self.customer = customer
        forTask = task
        store.watch(self)
        if isWritten && view?.base == nil {
            // Its text is pinned, so that another's edit is joined with this one.
            _ = try? store.phone.openNote(note: id)
            look()
        }
    }

    /// How it may have gone.
    public var outcomes: [Outcome] { Outcome.known }

    /// Looks again. What is being typed is never overwritten.
    public func look() {
        guard !isOver else { return }
        switch store.ask({ try $0.noteView(note: id, customer: customer, task: forTask) }) {
        case .success(let view):
            failure = nil
            show(view)
        case .failure(let error):
            failure = store.failure(error)
        }
    }

    /// Makes safe what was typed, and sends it as a draft.
    public func leave() {
        guard !isOver else { return }
        save()
        _ = try? store.phone.saveDraft(note: id)
    }

    /// The same, because the app may be ended at any time.
    public func goToBackground() {
        dictation.stop()
        leave()
    }

    /// Commits the note, with the task that follows from it.
    public func finish() {
        guard !text.trimmed.isEmpty else {
            store.undo.say(store.words.note.empty)
            return
        }
        settle()
        let content = content
        let step = next.map {
            NextStepToMake(
                title: $0.title, activity: $0.activity, planDay: $0.day, priority: $0.priority)
        }
        let done: Bool
        if isWritten {
            let edited: ChangeId?? = store.tap(.editNote) { try $0.editNote(note: id, content: content) }
            done = edited != nil
        } else {
            done = store.tap(.writeNote) { try $0.writeNote(note: id, content: content, next: step) } != nil
        }
        isOver = done
    }

    /// Throws away what was typed, for good: whoever draws this asks first.
    public func discard() {
        settle()
        let discarded: ChangeId?? = store.tap(.discardDraft) { try $0.discardDraft(note: id) }
        isOver = discarded != nil
    }

    /// Takes the note back.
    public func withdraw() {
        settle()
        isOver = store.tap(.withdrawNote) { try $0.withdrawNote(note: id) } != nil
    }

    /// Goes on with what was typed on another device.
    public func takeElsewhere() {
        guard let elsewhere else { return }
        text = elsewhere
        refused = elsewhere
        self.elsewhere = nil
        save()
    }

    /// Goes on with what was typed here.
    public func leaveElsewhere() {
        refused = elsewhere
        elsewhere = nil
    }

    /// Takes what may come next, to be changed or not.
    public func takeSuggestion() {
        guard let offered = view?.next else { return }
        let title = offered.activity.name ?? ""
        next = NextStep(title: title, activity: offered.activity.id, day: offered.planDay, priority: .normal)
    }

    private func hear(_ words: String) {
        text += text.isEmpty || text.last?.isWhitespace == true ? words : " " + words
    }

    /// Saves within a beat, however fast somebody types.
    private func typed() {
        guard !isShowing, !isOver else { return }
        isUnsaved = true
        saved = store.words.note.saving
        guard saving == nil else { return }
        let pause = store.device.pause
        saving = Task { [weak self] in
            await pause(Self.beat)
            guard !Task.isCancelled else { return }
            self?.save()
        }
    }

    private func save() {
        settle()
        guard isUnsaved, !isOver else { return }
        let content = content
        switch store.ask({ try $0.typeNote(note: id, content: content) }) {
        case .success:
            isUnsaved = false
            look()
        case .failure(let error):
            failure = store.failure(error)
            saved = store.words.note.notSaved
        }
    }

    private func settle() {
        saving?.cancel()
        saving = nil
    }

    private var content: DraftContent {
        DraftContent(
            customer: view?.customer ?? customer, task: view?.task ?? forTask, activity: view?.activity?.id,
            outcome: outcome, met: met, body: text)
    }

    private func show(_ view: NoteView) {
        let texts = store.words.note
        self.view = view
        if !isUnsaved {
            isShowing = true
            text = view.text
            met = view.met
            outcome = view.outcome
            isShowing = false
            saved = saved(view)
        }
        about = view.customerName.map { texts.about(customer: $0) } ?? texts.aboutNobody
        task = view.taskTitle.map { texts.forTask(task: $0) }
        tooLong =
            view.bytesOver > 0 ? texts.tooLong(size: store.words.size(Int64(view.bytesOver))) : nil
        hasMoved = view.hasMoved
        isWithdrawn = view.withdrawn
        isWritten = view.mark != nil
        elsewhere = view.elsewhere.map(\.text).flatMap { $0 == refused || $0 == text ? nil : $0 }
        suggestion = view.next.map {
            texts.next.suggest(activity: $0.activity.name ?? "", day: store.formats.day($0.planDay))
        }
    }

    private func saved(_ view: NoteView) -> String {
        switch view.source {
        case .nothing: ""
        case .note: view.mark.map { Mark($0).words(store.words) } ?? ""
        case .typed(let savedAt, _): store.words.note.savedAt(time: store.formats.time(savedAt))
        }
    }
}

/// A task that follows from a note.
public struct NextStep: Equatable, Sendable {
    /// What is to be done.
    public var title: String
    /// Of which kind.
    public var activity: ActivityTypeId
    /// The civil day; none for any day.
    public var day: String?
    /// How urgent it is.
    public var priority: Priority
}
