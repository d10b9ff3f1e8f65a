import Observation
import OutriderBindings
import OutriderCore
import OutriderModel
import OutriderWords

/// Everything that is kept about where the person was, what he agreed to, and who looked.
@MainActor
@Observable
public final class MyDataModel: Looking {
    /// What went wrong, where something did.
    public private(set) var failure: Failure?
    /// What can be agreed to, with what was said.
    public private(set) var consents: [ConsentRow] = []
    /// How closely the way on duty can be followed, with what each costs.
    public private(set) var modes: [ModeRow] = []
    /// The working hours, a line for each day.
    public private(set) var hours: [TextLine] = []
    /// The ways of the last days.
    public private(set) var ways: [TextLine] = []
    /// Points that are on this phone alone; nothing when there are none.
    public private(set) var held: String?
    /// Positions of visits.
    public private(set) var positions: [TextLine] = []
    /// Who looked, the last look first.
    public private(set) var looks: [TextLine] = []
    /// Words that are to be agreed to.
    public private(set) var question: ConsentQuestion?
    private let store: PhoneStore

    /// Something that can be agreed to.
    public struct ConsentRow: Equatable, Sendable, Identifiable {
        let purpose: Purpose
        /// What it is called.
        public let title: String
        /// What was said, and when.
        public let detail: String
        /// Whether it holds.
        public let isGiven: Bool

        /// By what it is told apart.
        public var id: String { title }
    }

    /// A way of following the person on duty.
    public struct ModeRow: Equatable, Sendable, Identifiable {
        let mode: LocationMode
        /// What it is called.
        public let title: String
        /// What it means.
        public let text: String
        /// What it asks of the phone.
        public let cost: String
        /// Whether it is chosen.
        public let isChosen: Bool
        /// Whether something has to be agreed to first.
        public let needsConsent: Bool

        /// By what it is told apart.
        public var id: String { title }
    }

    /// Looks at what is kept.
    public init(store: PhoneStore) {
        self.store = store
        store.watch(self)
    }

    /// Looks again.
    public func look() {
        switch store.ask({ try $0.myDataView() }) {
        case .success(let view):
            failure = nil
            show(view)
        case .failure(let error):
            failure = store.failure(error)
        }
    }

    /// Shows the words that are to be agreed to; nothing is agreed to yet.
    public func ask(_ row: ConsentRow) {
        question = Lines(store).question(row.purpose)
    }

    /// Agrees to the words that were shown.
    public func agree() {
        guard let question else { return }
        if store.tap(
            .giveConsent, { try $0.giveConsent(purpose: question.purpose, version: question.version) }) != nil
        {
            self.question = nil
        }
    }

    /// Does not agree.
    public func decline() {
        question = nil
    }

    /// Agrees no more. It holds at once.
    public func withdraw(_ row: ConsentRow) {
        store.tap(.withdrawConsent) { try $0.withdrawConsent(purpose: row.purpose) }
    }

    /// Chooses how closely the way is followed; asks for consent first where that needs it.
    public func choose(_ row: ModeRow) {
        store.tap { try $0.setLocationMode(mode: row.mode) }
        if row.needsConsent {
            question = Lines(store).question(.onDutyLocation)
        }
    }

    private func show(_ view: MyDataView) {
        let lines = Lines(store)
        consents = view.consents.map(lines.consent)
        let isAgreed = view.consents.contains { $0.purpose == .onDutyLocation && $0.given }
        modes = view.modes.map { lines.mode($0, isAgreed: isAgreed) }
        hours = lines.hours(view.hours)
        ways = view.ways.map(lines.way)
        held = view.held > 0 ? store.words.myData.ways.held(count: view.held) : nil
        positions = view.positions.map(lines.position)
        looks = view.looks.enumerated().map { lines.look($1, number: $0) }
    }
}
