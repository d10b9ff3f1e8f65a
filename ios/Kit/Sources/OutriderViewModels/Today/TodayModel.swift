import Observation
import OutriderBindings
import OutriderCore
import OutriderModel

/// What there is to do today.
@MainActor
@Observable
public final class TodayModel: Looking {
    /// What went wrong, where something did.
    public private(set) var failure: Failure?
    /// The day, as it is called.
    public private(set) var day = ""
    /// The person's own tasks in the order in which they should go.
    public private(set) var tasks: [TaskLine] = []
    /// Tasks that anybody of his team may claim.
    public private(set) var toClaim: [TaskLine] = []
    /// Tasks that he has to give out.
    public private(set) var toAssign: [TaskLine] = []
    /// Notes that were begun and not finished.
    public private(set) var unfinished: [UnfinishedLine] = []
    /// What was settled today.
    public private(set) var settled: [SettledLine] = []
    /// Days after this one on which something is planned.
    public private(set) var later: [LaterLine] = []
    private let store: PhoneStore

    /// A note that was begun and not finished.
    public struct UnfinishedLine: Equatable, Sendable, Identifiable {
        /// The note.
        public let id: NoteId
        /// About whom.
        public let title: String
        /// How it begins, and whether it is on another phone.
        public let detail: String
        /// The customer.
        public let customer: CustomerId?
        /// The task.
        public let task: TaskId?
    }

    /// Something that was settled today.
    public struct SettledLine: Equatable, Sendable, Identifiable {
        /// The task.
        public let id: TaskId
        /// What was done.
        public let title: String
        /// How it ended and when.
        public let detail: String
        /// Whether it can be opened again.
        public let canUndo: Bool
        /// Where it is safe.
        public let mark: Mark
    }

    /// A later day.
    public struct LaterLine: Equatable, Sendable, Identifiable {
        /// The civil day.
        public let id: String
        /// What the day is called.
        public let title: String
        /// How much there is to do.
        public let detail: String
    }

    /// Looks at today.
    public init(store: PhoneStore) {
        self.store = store
        store.watch(self)
    }

    /// Looks again.
    public func look() {
        switch store.ask({ try $0.todayView(at: store.here) }) {
        case .success(let view):
            failure = nil
            show(view)
        case .failure(let error):
            failure = store.failure(error)
        }
    }

    /// What an empty day says: its title and what it means.
    public var empty: (title: String, text: String)? {
        guard tasks.isEmpty else { return nil }
        let texts = store.words.today.empty
        if !settled.isEmpty {
            return (texts.allDone, toClaim.isEmpty ? texts.text : texts.claimable)
        }
        return (texts.title, toClaim.isEmpty ? texts.text : texts.claimable)
    }

    /// Takes a task of the team.
    public func claim(_ task: TaskId) {
        store.tap(.claimTask) { try $0.claimTask(task: task) }
    }

    /// Says that a task is done, from the list.
    public func complete(_ task: TaskId) {
        let fix = store.device.locating.lastFix
        store.tap(.completeTask) { try $0.completeTask(task: task, fix: fix) }
    }

    /// Opens a settled task again.
    public func reopen(_ task: TaskId) {
        store.tap(.reopenTask) { try $0.reopenTask(task: task, fix: nil) }
    }

    private func show(_ view: TodayView) {
        let lines = Lines(store)
        day = store.formats.day(view.day)
        tasks = view.tasks.map(lines.task)
        toClaim = view.toClaim.map(lines.task)
        toAssign = view.toAssign.map(lines.task)
        unfinished = view.unfinished.map { note in
            let elsewhere = note.isElsewhere ? store.words.today.unfinishedElsewhere : ""
            return UnfinishedLine(
                id: note.note, title: note.customer?.name ?? store.words.note.aboutNobody,
                detail: lines.joined([elsewhere, note.begins]), customer: note.customer?.id, task: note.task)
        }
        settled = view.settled.map { row in
            let how = lines.words.status(row.status)
            let detail = lines.joined([how, store.formats.time(row.at.time), row.customer?.name ?? ""])
            return SettledLine(
                id: row.task, title: row.title, detail: detail, canUndo: row.canUndo, mark: Mark(row.mark))
        }
        later = view.later.map {
            LaterLine(
                id: $0.day, title: store.formats.day($0.day), detail: store.words.today.tasks(count: $0.tasks)
            )
        }
    }
}
