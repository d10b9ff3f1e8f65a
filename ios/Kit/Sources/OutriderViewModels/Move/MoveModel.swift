import Observation
import OutriderBindings
import OutriderCore
import OutriderModel

/// The way to another phone: this one packs what it has not sent, and shows a code.
@MainActor
@Observable
public final class MoveModel: Looking {
    /// The code for the new phone; whoever reads it becomes the person.
    public private(set) var label: String?
    /// How much is packed, and until when the code is good.
    public private(set) var packed = ""
    /// How far it is.
    public private(set) var state = State.ready
    /// What this phone has that the new one has not; nothing when there is none.
    public private(set) var left: String?
    /// What went wrong, where something did.
    public private(set) var failure: Failure?
    private let store: PhoneStore

    /// How far it is.
    public enum State: Sendable {
        /// No code is shown.
        case ready
        /// The server is asked.
        case packing
        /// The new phone has not read it yet.
        case waiting
        /// The new phone has everything that was packed.
        case taken
        /// This phone is empty.
        case finished
    }

    /// Begins with no code.
    public init(store: PhoneStore) {
        self.store = store
    }

    /// Packs and shows the code; anew where something was written since.
    public func begin() async {
        state = .packing
        switch await store.away({ try $0.beginHandover() }) {
        case .success(let handover):
            let texts = store.words.enrolment.move
            failure = nil
            label = handover.label
            let count = handover.changes + handover.drafts + handover.points
            packed = Lines(store).joined([
                texts.packed(count: count), texts.until(time: store.formats.time(handover.expires)),
            ])
            state = .waiting
        case .failure(let error):
            failure = store.failure(error, isNow: true)
            state = .ready
        }
    }

    /// Asks whether the new phone has everything; to be called every few seconds while the code is shown.
    public func check() async {
        guard state == .waiting || state == .taken else { return }
        guard case .success(let answer) = await store.away({ try $0.handoverState() }) else { return }
        switch answer {
        case .none, .waiting: break
        case .taken(_, let left):
            state = .taken
            label = nil
            self.left = left > 0 ? store.words.enrolment.move.left(count: left) : nil
        }
    }

    /// Clears this phone. It is refused while the new one has not everything.
    public func finish() async {
        switch await store.away({ try $0.finishHandover() }) {
        case .success:
            state = .finished
            failure = nil
        case .failure(let error):
            failure = store.failure(error, isNow: true)
        }
    }

    /// Nothing of this changes by itself.
    public func look() {}
}
