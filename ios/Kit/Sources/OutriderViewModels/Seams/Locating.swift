import OutriderModel

/// Where the device is, by whatever it has to find that out.
@MainActor
public protocol Locating: AnyObject {
    /// The last position, where the device knows a fresh one; never waits.
    var lastFix: Fix? { get }

    /// Whether the person has let the app ask, denied it, or was not asked yet.
    var permission: LocationPermission { get }

    /// Asks the device where it is, for a few seconds at most.
    func locate() async -> Located

    /// Tells positions so many seconds apart until it is told to stop. Never called off duty.
    func follow(secondsApart: UInt32, told: @escaping @MainActor (Fix) -> Void)

    /// Tells no more positions.
    func stopFollowing()
}

/// What came of asking where the device is.
public enum Located: Equatable, Sendable {
    /// Here.
    case found(Fix)
    /// The person has not allowed it.
    case notAllowed
    /// The device's own location is switched off.
    case switchedOff
    /// It could not be found out in time.
    case nothing
}

/// Whether the app may ask the device where it is.
public enum LocationPermission: Equatable, Sendable {
    /// The person was not asked.
    case notAsked
    /// While the app is in use.
    case allowed
    /// Not at all.
    case denied
}
