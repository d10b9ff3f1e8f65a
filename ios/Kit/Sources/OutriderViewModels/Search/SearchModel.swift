import Observation
import OutriderBindings
import OutriderCore
import OutriderModel

/// What is on this phone, by its words.
@MainActor
@Observable
public final class SearchModel: Looking {
    /// What went wrong, where something did.
    public private(set) var failure: Failure?
    /// What is looked for.
    public var typed = "" { didSet { if typed != oldValue { look() } } }
    /// What fits, the best first.
    public private(set) var found: [FoundLine] = []
    /// What is said of it: how much there is, or why there is nothing.
    public private(set) var said = ""
    private let store: PhoneStore

    /// Something that fits.
    public struct FoundLine: Equatable, Sendable, Identifiable {
        /// By what it is told apart.
        public let id: String
        /// The name, with what was found in it.
        public let title: [FoundPiece]
        /// Where it stands or what was said, with what was found in it.
        public let detail: [FoundPiece]
        /// Who wrote it and when.
        public let source: String
        /// Where a tap leads.
        public let place: Place
        /// All of it in one breath, for whoever listens.
        public let spoken: String
    }

    /// A piece of a text.
    public struct FoundPiece: Equatable, Sendable {
        /// The text.
        public let text: String
        /// Whether it is what was looked for.
        public let isFound: Bool
    }

    /// Begins with nothing.
    public init(store: PhoneStore) {
        self.store = store
        store.watch(self)
    }

    /// Looks again.
    public func look() {
        let texts = store.words.search
        guard !typed.trimmed.isEmpty else {
            found = []
            said = texts.hint
            return
        }
        switch store.ask({ try $0.searchView(typed: typed) }) {
        case .success(let view):
            failure = nil
            found = view.hits.map(line)
            said =
                found.isEmpty
                ? texts.none(typed: typed) : view.more ? texts.more : texts.found(count: found.count)
        case .failure(let error):
            failure = store.failure(error)
        }
    }

    private func line(_ hit: Hit) -> FoundLine {
        switch hit {
        case .customer(let customer, let name, let address, let code):
            return FoundLine(
                id: customer, title: name.found, detail: address.found, source: code,
                place: .customer(customer), spoken: "\(name.text), \(address.text)")
        case .note(let note, let customer, let customerName, let by, let at, let words):
            let source = store.words.search.noteBy(
                name: store.words.name(by), time: store.formats.moment(at.time))
            let title = customerName ?? store.words.note.aboutNobody
            return FoundLine(
                id: note, title: [FoundPiece(text: title, isFound: false)], detail: words.found,
                source: source, place: .note(note, customer: customer, task: nil),
                spoken: "\(title), \(words.text), \(source)")
        }
    }
}

extension Snippet {
    var found: [SearchModel.FoundPiece] {
        let cut = SearchModel.FoundPiece(text: "…", isFound: false)
        return (cutBefore ? [cut] : [])
            + pieces.map { SearchModel.FoundPiece(text: $0.text, isFound: $0.isFound) }
            + (cutAfter ? [cut] : [])
    }
}
