import Observation
import OutriderBindings
import OutriderCore
import OutriderModel

/// Speech that becomes text: on the phone itself, or with the person's consent by a service.
@MainActor
@Observable
public final class DictationModel {
    /// Whether it listens.
    public private(set) var isListening = false
    /// What is to be agreed to before a service listens.
    public private(set) var consent: ConsentQuestion?
    /// Why nothing was heard.
    public private(set) var problem: String?
    private let store: PhoneStore
    private let heard: @MainActor (String) -> Void

    /// The version of the words that a person agrees to.
    static let terms: UInt32 = 1

    init(store: PhoneStore, heard: @escaping @MainActor (String) -> Void) {
        self.store = store
        self.heard = heard
    }

    /// Whether there is anybody who listens.
    public var isOffered: Bool { store.device.dictating.means != .nobody }

    /// Listens until it is told to stop; asks first where a service would hear.
    public func start() async {
        problem = nil
        switch store.device.dictating.means {
        case .nobody:
            problem = store.words.note.dictation.none
        case .byService where !hasConsent:
            let texts = store.words.myData.consent
            consent = ConsentQuestion(
                purpose: .dictation, title: texts.dictation.title, terms: texts.dictation.terms,
                version: Self.terms)
        case .byService, .onPhone:
            await listen()
        }
    }

    /// Agrees to a service, and listens.
    public func agree() async {
        consent = nil
        guard store.tap(.giveConsent, { try $0.giveConsent(purpose: .dictation, version: Self.terms) }) != nil
        else {
            return
        }
        await listen()
    }

    /// Does not agree.
    public func decline() {
        consent = nil
    }

    /// Ends the listening.
    public func stop() {
        if isListening {
            store.device.dictating.stop()
        }
    }

    private func listen() async {
        isListening = true
        let ended = await store.device.dictating.listen(heard: heard)
        isListening = false
        switch ended {
        case .stopped: break
        case .notAllowed: problem = store.words.note.dictation.notAllowed
        case .failed: problem = store.words.note.dictation.failed
        }
    }

    private var hasConsent: Bool {
        let view = try? store.phone.myDataView()
        return view?.consents.contains { $0.purpose == .dictation && $0.given } ?? false
    }
}

/// Words that a person may agree to.
public struct ConsentQuestion: Equatable, Sendable, Identifiable {
    /// To what.
    public let purpose: Purpose
    /// What it is called.
    public let title: String
    /// The words.
    public let terms: String
    let version: UInt32

    /// By what it is told apart.
    public var id: String { title }
}
