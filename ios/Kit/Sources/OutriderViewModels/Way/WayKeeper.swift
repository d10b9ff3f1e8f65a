import Observation
import OutriderBindings
import OutriderCore
import OutriderModel

/// Follows the person's way on duty: only while he is at work, in no break, and has agreed. Off duty the
/// device is not even asked, and what it should tell all the same is refused by the core.
@MainActor
@Observable
public final class WayKeeper: Looking {
    /// Whether the device is asked for positions now.
    public private(set) var isFollowing = false
    private let store: PhoneStore
    private var apart: UInt32?

    /// Follows whenever that is right.
    public init(store: PhoneStore) {
        self.store = store
        store.watch(self)
    }

    /// Looks whether the way is to be followed now, and how closely.
    public func look() {
        let wanted = wanted
        guard wanted != apart else { return }
        apart = wanted
        isFollowing = wanted != nil
        store.device.locating.stopFollowing()
        if let wanted {
            store.device.locating.follow(secondsApart: wanted) { [weak self] fix in
                self?.keep(fix)
            }
        }
    }

    private func keep(_ fix: Fix) {
        guard let gate = try? store.phone.recordWay(fix: fix) else { return }
        if gate == .offDuty || gate == .noConsent || gate == .checkInsOnly {
            look()
        }
    }

    private var wanted: UInt32? {
        guard let work = try? store.phone.workView(), work.isTracked,
            let data = try? store.phone.myDataView()
        else { return nil }
        return data.modes.first(where: \.isChosen)?.secondsApart
    }
}
