import Observation
import OutriderModel

/// Every place in the app that one can go on to.
public enum Place: Hashable, Sendable {
    /// What there is to do on another day.
    case day(String)
    /// A task.
    case task(TaskId)
    /// The editor of a note, written or not.
    case note(NoteId, customer: CustomerId?, task: TaskId?)
    /// A customer.
    case customer(CustomerId)
    /// The customers on a map.
    case customerMap
    /// Words to look for.
    case search
    /// The work day.
    case work
    /// What waits and what needs attention.
    case sync
    /// What is kept about the person.
    case myData
    /// The way to another phone.
    case move
    /// What can be sent when something is wrong.
    case diagnostics
    /// Whose work is in the app.
    case licences
    /// What the app is.
    case about
}

/// What lies over the app until it is done with.
public enum Sheet: Hashable, Sendable, Identifiable {
    /// A task of one's own.
    case newTask(customer: CustomerId?)
    /// An arrival.
    case checkIn(task: TaskId?, customer: CustomerId?)
    /// A customer's fields; none for a new one.
    case editCustomer(CustomerId?)
    /// What the guide says of a screen.
    case help(Topic)

    /// Each is itself.
    public var id: Sheet { self }
}

/// The screens that the bar at the bottom leads to.
public enum Tab: String, CaseIterable, Hashable, Sendable {
    /// What there is to do.
    case today
    /// The customers.
    case customers
    /// The work day.
    case work
    /// What waits and what needs attention.
    case sync
    /// The settings, and what lies behind them.
    case more
}

/// A screen of which the guide says something.
public enum Topic: String, CaseIterable, Hashable, Sendable {
    /// The way in.
    case enrolment
    /// What there is to do.
    case today
    /// A task.
    case task
    /// An arrival.
    case checkIn
    /// A note.
    case note
    /// The customers, or one.
    case customers
    /// The work day.
    case work
    /// Words to look for.
    case search
    /// What waits.
    case sync
    /// What is kept about the person.
    case myData
    /// The settings.
    case settings
}

/// Where the person is in the app: a way for each screen of the bar.
@MainActor
@Observable
public final class Router {
    /// The screen of the bar.
    public var tab = Tab.today
    /// What lies over everything.
    public var sheet: Sheet?
    private var paths: [Tab: [Place]] = [:]

    /// Begins at today.
    public init() {}

    /// The way that was gone from the screen of the bar; the bindings of stacks write it.
    public var path: [Place] {
        get { paths[tab, default: []] }
        set { paths[tab] = newValue }
    }

    /// Returns the way that was gone from a screen of the bar.
    public func path(of tab: Tab) -> [Place] {
        paths[tab, default: []]
    }

    /// Takes the way that a stack was led along by hand.
    public func setPath(_ path: [Place], of tab: Tab) {
        paths[tab] = path
    }

    /// Goes on; the place where one is already is not gone to twice.
    public func go(_ place: Place) {
        sheet = nil
        if path.last != place {
            path.append(place)
        }
    }

    /// Goes on in place of where one is, so that back does not lead there.
    public func replace(_ place: Place) {
        sheet = nil
        path = path.dropLast() + [place]
    }

    /// Goes back where there is a back.
    public func back() {
        if sheet != nil {
            sheet = nil
        } else {
            path = path.dropLast()
        }
    }

    /// Goes to a screen of the bar, to its beginning when one is there already.
    public func choose(_ tab: Tab) {
        sheet = nil
        if self.tab == tab {
            paths[tab] = []
        }
        self.tab = tab
    }

    /// Follows a notice, from wherever one is.
    public func follow(_ place: Place) {
        switch place {
        case .sync: choose(.sync)
        case .work: choose(.work)
        default:
            choose(.today)
            paths[.today] = [place]
        }
    }
}
