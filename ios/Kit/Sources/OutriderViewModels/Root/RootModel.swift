import Observation
import OutriderBindings
import OutriderCore
import OutriderModel
import OutriderWords

/// What stands before everything: a phone that cannot be opened, a lock, the way in, or the app.
@MainActor
@Observable
public final class RootModel {
    /// The open phone; none while it cannot be opened.
    public private(set) var home: Home?
    /// Why it cannot be opened.
    public private(set) var failure: Failure?
    /// The texts, before there is a phone too.
    public var words: Words { home?.store.words ?? Words.of(device.locale.language) }
    private let config: PhoneConfig
    private let device: Device

    /// An open phone and what lives as long as it does.
    @MainActor
    public struct Home {
        /// The phone.
        public let store: PhoneStore
        /// The lock of the app.
        public let lock: LockModel
        /// Who is in.
        public let enrolment: EnrolmentModel
        /// How the sync stands, for the line on every screen.
        public let sync: SyncModel
        /// What tells the person.
        public let notices: NoticesModel
        /// What follows his way on duty.
        public let way: WayKeeper
    }

    /// What stands before the person now.
    public enum Phase: Equatable, Sendable {
        /// The phone cannot be opened.
        case failed
        /// The app is locked.
        case locked
        /// Nobody is in yet.
        case enrolment
        /// The app.
        case home
    }

    /// Opens the phone. Needs no session and no network.
    public init(config: PhoneConfig, device: Device) {
        self.config = config
        self.device = device
        open()
    }

    /// What stands before the person now.
    public var phase: Phase {
        guard let home else { return .failed }
        if home.lock.isLocked {
            return .locked
        }
        return home.store.isEnrolled ? .home : .enrolment
    }

    /// Tries to open the phone again.
    public func open() {
        do {
            let store = try PhoneStore(config: config, device: device)
            failure = nil
            home = Home(
                store: store, lock: LockModel(store: store), enrolment: EnrolmentModel(store: store),
                sync: SyncModel(store: store), notices: NoticesModel(store: store),
                way: WayKeeper(store: store))
            store.start()
        } catch {
            failure = Failure.of(error, words: words)
        }
    }

    /// Begins with an empty phone, because the key of what is here is gone.
    public func giveUp() {
        do {
            try OutriderBindings.giveUp(config: config)
            open()
        } catch {
            failure = Failure.of(error, words: words)
        }
    }

    /// The app is before its user.
    public func cameToForeground() {
        home?.store.cameToForeground()
    }

    /// The app went out of sight: what is typed is made safe, and it locks.
    public func goToBackground() {
        home?.store.goToBackground()
        home?.lock.lock()
    }
}
