import Observation
import OutriderBindings
import OutriderCore
import OutriderModel

/// The customers on a map that needs no connection: places in a frame, to be drawn by whoever has the
/// outlines of the land.
@MainActor
@Observable
public final class CustomerMapModel: Looking {
    /// What went wrong, where something did.
    public private(set) var failure: Failure?
    /// The customers within the frame.
    public private(set) var places: [PlaceDot] = []
    /// Whether a closer look shows more.
    public private(set) var hasMore = false
    /// Where the person is, within the frame.
    public private(set) var here: Spot?
    /// What was tapped.
    public private(set) var chosen: PlaceDot?
    /// The coasts within the frame, each by its corners.
    public private(set) var coasts: [[Spot]] = []
    /// The borders within the frame.
    public private(set) var borders: [[Spot]] = []
    /// The part of the world that is looked at.
    public private(set) var frame: Frame?
    private let store: PhoneStore
    private let outlines: Outlines

    /// Looks at all of them, on the land that the app brought along.
    public init(store: PhoneStore, outlines: Outlines) {
        self.store = store
        self.outlines = outlines
        store.watch(self)
    }

    /// A customer on the map.
    public struct PlaceDot: Equatable, Sendable, Identifiable {
        /// The place.
        public let id: SiteId
        /// The customer.
        public let customer: CustomerId
        /// The name on the door.
        public let name: String
        /// How much there is to do, in words; empty for nothing.
        public let tasks: String
        /// Whether there is something to do.
        public let isPressing: Bool
        /// Whether the customer is the person's own.
        public let isMine: Bool
        /// Where it is drawn.
        public let spot: Spot
        /// All of it in one breath, for whoever listens.
        public let spoken: String
    }

    /// Whose outlines they are.
    public var credit: String {
        store.words.customers.atlas.credit(source: "Natural Earth, U.S. Census Bureau")
    }

    /// What is said where there is nothing.
    public var empty: String? {
        places.isEmpty && failure == nil ? store.words.customers.atlas.empty : nil
    }

    /// Looks again.
    public func look() {
        let within = frame?.box
        switch store.ask({ try $0.mapView(within: within, at: store.here) }) {
        case .success(let view):
            failure = nil
            show(view)
        case .failure(let error):
            failure = store.failure(error)
        }
    }

    /// Looks closer, or from further away: twice is half of the frame's width.
    public func zoom(by factor: Double) {
        guard let frame else { return }
        self.frame = frame.zoomed(by: factor)
        look()
    }

    /// Moves the frame by parts of its width and height, as a finger drags the land.
    public func pan(x: Double, y: Double) {
        guard let frame else { return }
        self.frame = frame.moved(x: x, y: y)
        look()
    }

    /// Goes to where the person is.
    public func goToMe() async {
        guard case .found(let fix) = await store.device.locating.locate() else {
            store.undo.say(store.words.checkIn.shortfall.noFix)
            return
        }
        frame = Frame(around: fix.position)
        look()
    }

    /// Shows what is nearest to a tapped place, if it is near enough to be meant.
    public func choose(_ spot: Spot) {
        let near = places.min { $0.spot.squared(to: spot) < $1.spot.squared(to: spot) }
        chosen = near.flatMap { $0.spot.squared(to: spot) < 0.003 ? $0 : nil }
    }

    /// Opens a customer.
    public func open(_ dot: PlaceDot) {
        store.router.go(.customer(dot.customer))
    }

    private func show(_ view: MapView) {
        if frame == nil, let bounds = view.bounds {
            frame = Frame(holding: bounds)
        }
        guard let frame else {
            places = []
            hasMore = false
            return
        }
        coasts = lines(outlines.coasts, in: frame)
        borders = lines(outlines.borders, in: frame)
        places = view.places.map { place in
            let tasks =
                place.openTasks > 0 ? store.words.customers.atlas.tasks(count: place.openTasks) : ""
            return PlaceDot(
                id: place.site, customer: place.customer, name: place.name, tasks: tasks,
                isPressing: place.openTasks > 0, isMine: place.isMine, spot: frame.spot(of: place.at),
                spoken: tasks.isEmpty ? place.name : "\(place.name), \(tasks)")
        }
        hasMore = view.more
        here = store.here.map(frame.spot)
        chosen = chosen.flatMap { old in places.first { $0.id == old.id } }
    }

    private func lines(_ lines: [Outlines.Line], in frame: Frame) -> [[Spot]] {
        lines.filter { $0.meets(frame) }.map { line in
            zip(line.lats, line.lons).map { frame.spot(lat: $0, lon: $1) }
        }
    }
}
