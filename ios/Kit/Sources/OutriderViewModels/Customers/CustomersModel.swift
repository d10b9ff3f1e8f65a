import Observation
import OutriderBindings
import OutriderCore
import OutriderModel

/// The customers: the person's own, all, or those who are near.
@MainActor
@Observable
public final class CustomersModel: Looking {
    /// What went wrong, where something did.
    public private(set) var failure: Failure?
    /// Those who fit.
    public private(set) var customers: [CustomerRow] = []
    /// Whether there are more behind the last one.
    public private(set) var hasMore = false
    /// What is said where there is none.
    public private(set) var empty: String?
    /// Why nobody can be said to be near.
    public private(set) var hint: String?
    /// Whose customers.
    public var choice = Choice.mine {
        didSet {
            if choice != oldValue {
                pages = 1
                look()
            }
        }
    }
    /// What is looked for.
    public var typed = "" {
        didSet {
            if typed != oldValue {
                pages = 1
                look()
            }
        }
    }
    private let store: PhoneStore
    private var pages = 1
    private var place: Position?

    /// Whose customers.
    public enum Choice: String, CaseIterable, Hashable, Sendable {
        /// The person's own.
        case mine
        /// All on this phone.
        case all
        /// Those who are near.
        case near
    }

    /// A customer of the list.
    public struct CustomerRow: Equatable, Sendable, Identifiable {
        /// The customer.
        public let id: CustomerId
        /// The name on the door.
        public let name: String
        /// Where, how far, whose.
        public let detail: String
        /// Where it is safe.
        public let mark: Mark
        /// All of it in one breath, for whoever listens.
        public let spoken: String
    }

    /// Looks at the person's own customers.
    public init(store: PhoneStore) {
        self.store = store
        store.watch(self)
    }

    /// What a choice is called.
    public func title(of choice: Choice) -> String {
        let texts = store.words.customers
        return switch choice {
        case .mine: texts.mine
        case .all: texts.all
        case .near: texts.near
        }
    }

    /// Shows who is near: asks the device where it is, only now.
    public func showNear() async {
        choice = .near
        switch await store.device.locating.locate() {
        case .found(let fix):
            place = fix.position
            hint = nil
        case .notAllowed: hint = store.words.permission.location.denied
        case .switchedOff: hint = store.words.checkIn.shortfall.off
        case .nothing: hint = store.words.checkIn.shortfall.noFix
        }
        look()
    }

    /// Reads on.
    public func showMore() {
        guard hasMore else { return }
        pages += 1
        look()
    }

    /// Looks again.
    public func look() {
        switch store.ask(read) {
        case .success(let rows):
            failure = nil
            customers = rows
            empty = rows.isEmpty ? nothing : nil
        case .failure(let error):
            failure = store.failure(error)
        }
    }

    private func read(_ phone: Phone) throws -> [CustomerRow] {
        if !typed.trimmed.isEmpty {
            return try found(phone)
        }
        if choice == .near {
            guard let here = place ?? store.here else {
                hasMore = false
                hint = hint ?? store.words.customers.nearNeedsPlace
                return []
            }
            let view = try phone.nearMeView(at: here)
            hasMore = false
            return view.customers.map(row)
        }
        hint = nil
        let owner = choice == .mine ? try phone.profile()?.person : nil
        var rows: [CustomerRow] = []
        var after: Bookmark?
        for _ in 0..<pages {
            let filter = CustomerFilter(owner: owner, begins: "", after: after)
            let view = try phone.customersView(filter: filter, at: store.here)
            rows += view.customers.map(row)
            hasMore = view.more
            guard view.more, let last = view.customers.last else { break }
            after = Bookmark(name: last.line.name, customer: last.line.id)
        }
        return rows
    }

    private func found(_ phone: Phone) throws -> [CustomerRow] {
        let view = try phone.searchView(typed: typed)
        hasMore = view.more
        hint = view.more ? store.words.search.more : nil
        return view.hits.compactMap { hit in
            guard case .customer(let id, let name, let address, let code) = hit else { return nil }
            let detail = Lines(store).joined([address.text, code])
            return CustomerRow(
                id: id, name: name.text, detail: detail, mark: .onServer, spoken: "\(name.text), \(detail)")
        }
    }

    private func row(_ listed: ListedCustomer) -> CustomerRow {
        let texts = store.words.customers
        let lines = Lines(store)
        let away = listed.line.distanceMm.map { texts.distance(distance: store.formats.length($0)) }
        let whose = listed.isMine ? "" : listed.owner?.name ?? ""
        let place = away ?? (listed.hasSite ? "" : texts.noPlace)
        let detail = lines.joined([listed.line.address, place, whose])
        return CustomerRow(
            id: listed.line.id, name: listed.line.name, detail: detail, mark: Mark(listed.mark),
            spoken: "\(listed.line.name), \(detail)")
    }

    private var nothing: String {
        let texts = store.words.customers.empty
        if !typed.trimmed.isEmpty {
            return texts.found(typed: typed)
        }
        return switch choice {
        case .mine: texts.mine
        case .all: texts.none
        case .near: texts.near
        }
    }
}

extension Snippet {
    /// The words without marks.
    var text: String {
        (cutBefore ? "…" : "") + pieces.map(\.text).joined() + (cutAfter ? "…" : "")
    }
}
