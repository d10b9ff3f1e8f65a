import Observation
import OutriderBindings
import OutriderCore
import OutriderModel

/// A task that a person gives himself.
@MainActor
@Observable
public final class NewTaskModel: Looking {
    /// What is to be done.
    public var title = ""
    /// What to know.
    public var details = ""
    /// Of which kind.
    public var activity = ""
    /// The civil day; none for any day.
    public var day: String?
    /// How urgent it is.
    public var priority = Priority.normal
    /// At whom.
    public private(set) var customer: Option?
    /// The kinds of activity to choose from.
    public private(set) var activities: [Option] = []
    /// What is missing.
    public private(set) var problem: String?
    private let store: PhoneStore
    private let customerId: CustomerId?

    /// Begins one, at a customer where one is given.
    public init(store: PhoneStore, customer: CustomerId?) {
        self.store = store
        customerId = customer
        day = store.formats.today
        store.watch(self)
    }

    /// Days that are chosen most.
    public var days: [Option] {
        let texts = store.words.task.reschedule
        let today = store.formats.today
        return [
            Option(id: today, title: texts.today),
            Option(id: store.formats.day(today, later: 1), title: texts.tomorrow),
            Option(id: store.formats.day(today, later: 7), title: texts.nextWeek),
        ]
    }

    /// Looks again for what can be chosen.
    public func look() {
        let settings = try? store.phone.settingsView()
        activities = (settings?.activities ?? []).filter { !$0.retired }.map {
            Option(id: $0.id, title: $0.name ?? $0.id)
        }
        if activity.isEmpty, let first = activities.first {
            activity = first.id
        }
        if let customerId, let view = try? store.phone.customerView(customer: customerId, at: nil) {
            customer = Option(id: customerId, title: view.name)
        }
    }

    /// Adds the task; says whether it is there now.
    @discardableResult
    public func save() -> Bool {
        let title = title.trimmed
        guard !title.isEmpty else {
            problem = store.words.task.add.untitled
            return false
        }
        problem = nil
        let task = NewTask(
            title: title, details: details.trimmed, activity: activity, customer: customerId, planDay: day,
            window: nil, priority: priority)
        guard let made = store.tap(.assignOwnTask, { try $0.assignOwnTask(task: task) }) else { return false }
        store.router.go(.task(made))
        return true
    }
}

extension String {
    var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
