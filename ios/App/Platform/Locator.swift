import CoreLocation
import OutriderModel
import OutriderViewModels

/// Where the phone is. It asks the system at a check-in and on duty, and at no other time.
@MainActor
final class Locator: NSObject, Locating, CLLocationManagerDelegate {
    private let manager = CLLocationManager()
    private var waiting: [CheckedContinuation<Located, Never>] = []
    private var told: (@MainActor (Fix) -> Void)?
    private var apart: TimeInterval = 0
    private var last: Foundation.Date?
    private(set) var fix: Fix?

    /// How old a position may be that is still taken for where the phone is, in seconds.
    private static let fresh: TimeInterval = 120
    /// How long a position is waited for, in seconds.
    private static let patience = 8

    override init() {
        super.init()
        manager.delegate = self
        manager.desiredAccuracy = kCLLocationAccuracyBest
    }

    var lastFix: Fix? {
        guard let fix else { return nil }
        let age = Foundation.Date().timeIntervalSince1970 - Double(fix.at) / 1_000_000
        return age < Self.fresh ? fix : nil
    }

    var permission: LocationPermission {
        switch manager.authorizationStatus {
        case .notDetermined: .notAsked
        case .authorizedAlways, .authorizedWhenInUse: .allowed
        case .restricted, .denied: .denied
        @unknown default: .denied
        }
    }

    func locate() async -> Located {
        switch permission {
        case .denied: return CLLocationManager.locationServicesEnabled() ? .notAllowed : .switchedOff
        case .notAsked: manager.requestWhenInUseAuthorization()
        case .allowed: break
        }
        manager.requestLocation()
        Task { [weak self] in
            try? await Task.sleep(for: .seconds(Self.patience))
            self?.answer(.nothing)
        }
        return await withCheckedContinuation { waiting.append($0) }
    }

    func follow(secondsApart: UInt32, told: @escaping @MainActor (Fix) -> Void) {
        apart = TimeInterval(secondsApart)
        self.told = told
        last = nil
        manager.desiredAccuracy =
            secondsApart < 30 ? kCLLocationAccuracyNearestTenMeters : kCLLocationAccuracyHundredMeters
        manager.distanceFilter = kCLDistanceFilterNone
        manager.pausesLocationUpdatesAutomatically = true
        // The phone shows its sign as long as this goes on.
        manager.showsBackgroundLocationIndicator = true
        manager.allowsBackgroundLocationUpdates = true
        manager.startUpdatingLocation()
    }

    func stopFollowing() {
        told = nil
        manager.stopUpdatingLocation()
        manager.allowsBackgroundLocationUpdates = false
        manager.desiredAccuracy = kCLLocationAccuracyBest
    }

    nonisolated func locationManager(_: CLLocationManager, didUpdateLocations locations: [CLLocation]) {
        MainActor.assumeIsolated {
            locations.forEach(take)
        }
    }

    nonisolated func locationManager(_: CLLocationManager, didFailWithError _: any Error) {
        MainActor.assumeIsolated {
            answer(permission == .denied ? .notAllowed : .nothing)
        }
    }

    nonisolated func locationManagerDidChangeAuthorization(_: CLLocationManager) {
        MainActor.assumeIsolated {
            guard !waiting.isEmpty else { return }
            if permission == .denied {
                answer(.notAllowed)
            } else if permission == .allowed {
                manager.requestLocation()
            }
        }
    }

    private func take(_ location: CLLocation) {
        guard location.horizontalAccuracy >= 0 else { return }
        let source = location.sourceInformation
        let fix = Fix(
            position: Position(
                lat: Int32((location.coordinate.latitude * 10_000_000).rounded()),
                lon: Int32((location.coordinate.longitude * 10_000_000).rounded())),
            accuracyMm: Int64((location.horizontalAccuracy * 1_000).rounded()),
            mock: source?.isSimulatedBySoftware ?? false,
            provider: source?.isProducedByAccessory == true ? "accessory" : "corelocation",
            at: Int64(location.timestamp.timeIntervalSince1970 * 1_000_000), sinceBoot: nil)
        self.fix = fix
        answer(.found(fix))
        guard let told, last.map({ location.timestamp.timeIntervalSince($0) >= apart }) ?? true else {
            return
        }
        last = location.timestamp
        told(fix)
    }

    private func answer(_ located: Located) {
        let waiting = waiting
        self.waiting = []
        waiting.forEach { $0.resume(returning: located) }
    }
}
