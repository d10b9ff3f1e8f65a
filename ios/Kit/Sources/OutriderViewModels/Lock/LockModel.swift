import Observation
import OutriderWords

/// The lock of the app: it asks who holds the phone, and knows nothing of sessions, tokens or networks.
@MainActor
@Observable
public final class LockModel {
    /// Whether the app shows nothing until somebody shows that it is him.
    public private(set) var isLocked: Bool
    /// Why it is still locked.
    public private(set) var problem: String?
    private let store: PhoneStore

    /// A phone whose lock is on begins locked.
    public init(store: PhoneStore) {
        self.store = store
        isLocked = store.preferences.isLocked
    }

    /// Asks who holds the phone.
    public func unlock() async {
        guard isLocked else { return }
        problem = nil
        let texts = store.words.settings.lock
        switch await store.device.locking.unlock(prompt: texts.prompt) {
        case .yes: isLocked = false
        case .no: problem = texts.failed
        // Whoever has taken the phone's own lock away keeps his work.
        case .noLockOnPhone: isLocked = false
        }
    }

    /// Locks again, because the app went out of sight.
    public func lock() {
        isLocked = store.preferences.isLocked
    }
}
