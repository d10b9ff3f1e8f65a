import Observation
import OutriderBindings
import OutriderCore
import OutriderModel

/// A customer, with what is to be done there and what happened there.
@MainActor
@Observable
public final class CustomerModel: Looking {
    /// What went wrong, where something did.
    public private(set) var failure: Failure?
    /// The name on the door.
    public private(set) var name = ""
    /// Whose it is, and its number.
    public private(set) var headline = ""
    /// What is known of it: each with its name.
    public private(set) var facts: [TextLine] = []
    /// Its places, the nearest first.
    public private(set) var places: [TextLine] = []
    /// Its tags.
    public private(set) var tags: [String] = []
    /// What can be tapped to reach it.
    public private(set) var contacts: [Contact] = []
    /// What is to be done there.
    public private(set) var tasks: [TextLine] = []
    /// What happened there, the newest first.
    public private(set) var timeline: [Happening] = []
    /// Where it is safe.
    public private(set) var mark = Mark.onServer
    /// Whether it was removed.
    public private(set) var isRemoved = false
    /// A note about the call, the message or the visit that just ended.
    public private(set) var offer: NoteOffer?
    /// A tag that is being added.
    public var newTag = ""
    private let store: PhoneStore
    private let id: CustomerId
    private var view: CustomerView?
    private var begun: NoteOffer?

    /// A way to reach a customer.
    public struct Contact: Equatable, Sendable, Identifiable {
        /// Which.
        public let id: Way
        /// What it is called.
        public let title: String
    }

    /// How a customer is reached.
    public enum Way: String, Sendable {
        /// By telephone.
        case call
        /// By text message.
        case message
        /// By e-mail.
        case mail
        /// By going there.
        case navigate
    }

    /// Something that happened at a customer.
    public struct Happening: Equatable, Sendable, Identifiable {
        /// By what it is told apart.
        public let id: String
        /// What happened.
        public let title: String
        /// When, and what was said.
        public let detail: String
        /// Where a tap leads.
        public let place: Place?
    }

    /// Looks at a customer.
    public init(store: PhoneStore, customer: CustomerId) {
        self.store = store
        id = customer
        store.watch(self)
    }

    /// Looks again; whoever comes back from a call is offered a note about it.
    public func look() {
        if let begun {
            offer = begun
            self.begun = nil
        }
        switch store.ask({ try $0.customerView(customer: id, at: store.here) }) {
        case .success(let view):
            failure = nil
            self.view = view
            show(view)
        case .failure(let error):
            failure = store.failure(error)
        }
    }

    /// Starts another app to reach the customer.
    public func reach(_ contact: Contact) {
        guard let view else { return }
        let texts = store.words.customer
        let calling = store.device.calling
        switch contact.id {
        case .call:
            after(calling.call(view.phone), offer: texts.afterCall, otherwise: texts.cannotCall)
        case .message:
            after(calling.message(view.phone), offer: texts.afterMessage, otherwise: texts.cannotMessage)
        case .mail:
            after(calling.mail(view.email), offer: texts.afterMessage, otherwise: texts.cannotMail)
        case .navigate:
            let went = view.sites.first.map { calling.navigate(to: $0.at, name: view.name) } ?? false
            after(went, offer: texts.afterVisit, otherwise: texts.cannotNavigate)
        }
    }

    /// Writes the note that was offered.
    public func writeOffered() {
        guard let offer else { return }
        self.offer = nil
        store.begin(offer)
    }

    /// No note, thank you.
    public func leaveNote() {
        offer = nil
    }

    /// Begins a note about the customer.
    public func writeNote() {
        store.begin(NoteOffer(title: "", customer: id, task: nil))
    }

    /// Begins an arrival.
    public func checkIn() {
        store.router.sheet = .checkIn(task: nil, customer: id)
    }

    /// Begins a task at the customer.
    public func addTask() {
        store.router.sheet = .newTask(customer: id)
    }

    /// Changes the customer's fields.
    public func edit() {
        store.router.sheet = .editCustomer(id)
    }

    /// Adds the tag that was typed.
    public func addTag() {
        let tag = newTag.trimmed
        guard !tag.isEmpty else { return }
        if store.tap(.tagCustomer, { try $0.tagCustomer(customer: id, add: [tag], remove: []) }) != nil {
            newTag = ""
        }
    }

    /// Removes a tag.
    public func removeTag(_ tag: String) {
        store.tap(.tagCustomer) { try $0.tagCustomer(customer: id, add: [], remove: [tag]) }
    }

    private func after(_ hasBegun: Bool, offer: String, otherwise: String) {
        if hasBegun {
            begun = NoteOffer(title: offer, customer: id, task: nil)
        } else {
            store.undo.say(otherwise)
        }
    }

    private func show(_ view: CustomerView) {
        let texts = store.words.customer
        let lines = Lines(store)
        name = view.name
        mark = Mark(view.mark)
        isRemoved = view.removed
        tags = view.tags
        let isMine = view.owner?.person == (try? store.phone.profile())?.person
        let owner = view.owner.map { isMine ? texts.mine : texts.owner(name: store.words.name($0)) }
        headline = lines.joined([
            view.removed ? texts.removed : "", owner ?? texts.noOwner,
            view.code.isEmpty ? "" : texts.code(code: view.code),
        ])
        facts = lines.facts(view)
        places = view.sites.map { site in
            let away = site.distanceMm.map { lines.formats.length($0) } ?? ""
            return TextLine(id: site.site, title: site.name.isEmpty ? view.name : site.name, detail: away)
        }
        contacts = contacts(view)
        tasks = view.openTasks.map(lines.openTask)
        timeline = view.timeline.enumerated().map { lines.happening($1, number: $0, customer: id) }
    }

    private func contacts(_ view: CustomerView) -> [Contact] {
        let texts = store.words.customer
        var contacts: [Contact] = []
        if !view.phone.isEmpty {
            contacts += [
                Contact(id: .call, title: texts.call), Contact(id: .message, title: texts.message),
            ]
        }
        if !view.email.isEmpty {
            contacts.append(Contact(id: .mail, title: texts.mail))
        }
        if !view.sites.isEmpty {
            contacts.append(Contact(id: .navigate, title: texts.navigate))
        }
        return contacts
    }
}
