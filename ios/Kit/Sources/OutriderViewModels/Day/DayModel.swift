import Observation
import OutriderBindings
import OutriderCore

/// What there is to do on another day.
@MainActor
@Observable
public final class DayModel: Looking {
    /// What went wrong, where something did.
    public private(set) var failure: Failure?
    /// The day, as it is called.
    public private(set) var title = ""
    /// The tasks of the day, in their order.
    public private(set) var tasks: [TaskLine] = []
    private let store: PhoneStore
    private let day: String

    /// Looks at a civil day.
    public init(store: PhoneStore, day: String) {
        self.store = store
        self.day = day
        store.watch(self)
    }

    /// What an empty day says.
    public var empty: String? {
        tasks.isEmpty ? store.words.today.empty.day : nil
    }

    /// Looks again.
    public func look() {
        title = store.formats.day(day)
        switch store.ask({ try $0.dayView(day: day, at: store.here) }) {
        case .success(let view):
            failure = nil
            tasks = view.tasks.map(Lines(store).task)
        case .failure(let error):
            failure = store.failure(error)
        }
    }
}
