import Observation
import OutriderBindings
import OutriderCore
import OutriderWords

/// What is said at the bottom for some seconds: what was done, with a way back, or what went wrong.
@MainActor
@Observable
public final class UndoModel {
    /// What is said now.
    public private(set) var said: Said?
    private unowned let store: PhoneStore
    private var number = 0

    init(store: PhoneStore) {
        self.store = store
    }

    /// Takes the last tap back.
    public func undo() {
        said = nil
        store.tap(.undo) { try $0.undo() }
    }

    /// Says no more of it, unless something else is said already.
    public func put(aside: Said) {
        if said?.id == aside.id {
            said = nil
        }
    }

    /// How long something stays, in milliseconds: long enough to be read and reached.
    public func lasts(_ said: Said) -> Int {
        said.failure == nil ? 6_000 : 12_000
    }

    func say(_ text: String) {
        tell(text: text, failure: nil, canUndo: false)
    }

    func say(_ failure: Failure) {
        tell(text: failure.title, failure: failure, canUndo: false)
    }

    /// Says what was done. The core names the last tap that can be taken back, which may be one before this:
    /// only where it is this one, a way back is shown.
    func tell(_ tap: Op?, hasChanged: Bool) {
        guard let tap else {
            said = nil
            return
        }
        let canUndo = hasChanged && (try? store.phone.undoOffer()) == tap
        if hasChanged || tap == .discardDraft {
            tell(text: store.words.done(tap), failure: nil, canUndo: canUndo)
        } else {
            said = nil
        }
    }

    private func tell(text: String, failure: Failure?, canUndo: Bool) {
        number += 1
        said = Said(id: number, text: text, failure: failure, canUndo: canUndo)
    }
}

/// Something that is said at the bottom.
public struct Said: Equatable, Sendable, Identifiable {
    /// Which.
    public let id: Int
    /// What was done or went wrong.
    public let text: String
    /// What went wrong, where something did.
    public let failure: Failure?
    /// Whether it can be taken back.
    public let canUndo: Bool
}
