import Observation
import OutriderBindings
import OutriderCore
import OutriderModel
import OutriderWords

/// An arrival: which customer it is, said by the person where the position cannot.
@MainActor
@Observable
public final class CheckInModel: Looking {
    /// What went wrong, where something did.
    public private(set) var failure: Failure?
    /// Whether the device is still being asked where it is.
    public private(set) var isLocating = false
    /// What is asked.
    public private(set) var headline = ""
    /// Why the position says less than it might.
    public private(set) var shortfall: String?
    /// How exact the position is.
    public private(set) var accuracy: String?
    /// Customers that may be meant, the likeliest first.
    public private(set) var candidates: [CandidateLine] = []
    /// Visits that have no end.
    public private(set) var open: [OpenLine] = []
    /// A note that may be written about the visit that just began.
    public private(set) var offer: NoteOffer?
    /// Which of several tasks an arrival is for.
    public var question: TaskQuestion?
    /// What is looked for among the customers.
    public var typed = "" { didSet { look() } }
    private let store: PhoneStore
    private let task: TaskId?
    private let customer: CustomerId?
    private var located = Located.nothing

    /// A customer that may be meant.
    public struct CandidateLine: Equatable, Sendable, Identifiable {
        /// The customer.
        public let id: CustomerId
        /// The name on the door.
        public let name: String
        /// Where, how far, how much there is to do.
        public let detail: String
        /// What will be said of an arrival here.
        public let verdict: String
        /// Whether this is the one to confirm.
        public let isLikely: Bool
        let site: SiteId?
        let tasks: [TaskId]
    }

    /// A visit that has no end.
    public struct OpenLine: Equatable, Sendable, Identifiable {
        /// The visit.
        public let id: CheckInId
        /// Where and since when.
        public let title: String
        let customer: CustomerId
        let task: TaskId?
    }

    /// Looks who is near; for a task or at a customer where one is given.
    public init(store: PhoneStore, task: TaskId?, customer: CustomerId?) {
        self.store = store
        self.task = task
        self.customer = customer
        if let fix = store.device.locating.lastFix {
            located = .found(fix)
        }
        store.watch(self)
    }

    /// Asks the device where it is. Nobody has to wait for that: a customer can be chosen meanwhile.
    public func locate() async {
        isLocating = true
        located = await store.device.locating.locate()
        isLocating = false
        look()
    }

    /// Looks again.
    public func look() {
        switch store.ask({ try $0.checkInView(fix: fix, task: task) }) {
        case .success(let view):
            failure = nil
            show(view)
        case .failure(let error):
            failure = store.failure(error)
        }
    }

    /// Checks in, or asks first for which of several tasks. It is never refused for a place.
    public func checkIn(_ line: CandidateLine) {
        guard task == nil, line.tasks.count > 1 else {
            arrive(at: line, for: task ?? line.tasks.first)
            return
        }
        let choices = line.tasks.map { id in
            let title = (try? store.phone.taskView(task: id, at: nil))?.title
            return Option(id: id, title: title ?? store.words.task.title)
        }
        question = TaskQuestion(line: line, choices: choices)
    }

    /// Checks in for the task that was chosen, or for none.
    public func checkIn(for chosen: Option?) {
        guard let question else { return }
        self.question = nil
        arrive(at: question.line, for: chosen?.id)
    }

    private func arrive(at line: CandidateLine, for task: TaskId?) {
        let fix = fix
        let visit = store.tap(.arrive) {
            try $0.checkIn(customer: line.id, site: line.site, task: task, fix: fix)
        }
        if visit != nil {
            offer = NoteOffer(title: store.words.checkIn.after.note, customer: line.id, task: task)
        }
    }

    /// Ends a visit, and offers a note about it.
    public func leave(_ line: OpenLine) {
        let fix = fix
        if store.tap(.leave, { try $0.checkOut(visit: line.id, fix: fix) }) != nil {
            offer = NoteOffer(
                title: store.words.customer.afterVisit, customer: line.customer, task: line.task)
        }
    }

    /// Takes a visit back that was none.
    public func withdraw(_ line: OpenLine, reason: String) {
        store.tap(.withdrawCheckIn) { try $0.withdrawCheckIn(visit: line.id, reason: reason) }
    }

    /// Writes the note that was offered.
    public func writeNote() {
        guard let offer else { return }
        self.offer = nil
        store.begin(offer)
    }

    /// No note, thank you.
    public func leaveNote() {
        offer = nil
        store.router.sheet = nil
    }

    private var fix: Fix? {
        if case .found(let fix) = located { return fix }
        return nil
    }

    private func show(_ view: CheckInView) {
        let texts = store.words.checkIn
        let found = view.candidates.filter { typed.isEmpty || $0.name.matches(typed) }
        candidates = found.map { line(of: $0, choice: view.choice) }
        // Who was chosen on the way here stands first.
        if let place = candidates.firstIndex(where: { $0.id == customer }) {
            candidates.insert(candidates.remove(at: place), at: 0)
        }
        headline = headline(of: view)
        accuracy =
            view.accuracyMm > 0
            ? texts.accuracy(distance: store.formats.length(view.accuracyMm)) : nil
        shortfall = shortfall(of: view)
        open = view.open.map { visit in
            let time = store.formats.moment(visit.begun.time)
            let title =
                visit.customerName.map { texts.open.line(customer: $0, time: time) }
                ?? texts.open.somewhere(time: time)
            return OpenLine(id: visit.checkIn, title: title, customer: visit.customer, task: visit.task)
        }
    }

    private func headline(of view: CheckInView) -> String {
        let texts = store.words.checkIn
        guard !view.candidates.isEmpty else { return texts.empty }
        switch view.choice {
        case .confirm(let customer):
            let name = view.candidates.first { $0.customer == customer }?.name ?? ""
            return texts.confirm(customer: name)
        case .choose(let fitting): return texts.choose(count: fitting)
        case .chooseFreely: return texts.chooseFreely
        }
    }

    private func shortfall(of view: CheckInView) -> String? {
        let texts = store.words.checkIn.shortfall
        switch (located, view.shortfall) {
        case (.notAllowed, _): return texts.notAllowed
        case (.switchedOff, _): return texts.off
        case (_, .noFix): return isLocating ? store.words.checkIn.locating : texts.noFix
        case (_, .noAccuracy): return texts.noAccuracy
        case (_, .mock): return texts.mock
        case (_, nil):
            let isVague = view.accuracyMm > 100_000
            return isVague ? texts.vague(distance: store.formats.length(view.accuracyMm)) : nil
        }
    }

    private func line(of candidate: Candidate, choice: Choice) -> CandidateLine {
        let texts = store.words.checkIn
        let away = candidate.distanceMm.map {
            store.words.customers.distance(distance: store.formats.length($0))
        }
        let tasks = candidate.tasks.isEmpty ? "" : texts.tasks(count: candidate.tasks.count)
        let detail = Lines(store).joined([
            candidate.isOfTask ? texts.ofTask : "", candidate.siteName, candidate.address,
            away ?? (candidate.site == nil ? texts.noPlace : ""), tasks,
        ])
        let verdict = candidate.verdict.map { texts.verdict($0.verdict.word) } ?? ""
        return CandidateLine(
            id: candidate.customer, name: candidate.name, detail: detail, verdict: verdict,
            isLikely: choice == .confirm(customer: candidate.customer), site: candidate.site,
            tasks: candidate.tasks)
    }
}

/// Which of several tasks an arrival is for.
public struct TaskQuestion: Equatable, Sendable {
    let line: CheckInModel.CandidateLine
    /// The tasks.
    public let choices: [Option]
}

/// A note that may be written about what just happened.
public struct NoteOffer: Equatable, Sendable {
    /// What is asked.
    public let title: String
    let customer: CustomerId?
    let task: TaskId?
}

extension PhoneStore {
    /// Begins the note that was offered.
    func begin(_ offer: NoteOffer) {
        guard let note = try? phone.newNote() else { return }
        router.go(.note(note, customer: offer.customer, task: offer.task))
    }
}

extension String {
    /// Says whether it holds what was typed, whatever the case.
    func matches(_ typed: String) -> Bool {
        lowercased().contains(typed.trimmed.lowercased())
    }
}
