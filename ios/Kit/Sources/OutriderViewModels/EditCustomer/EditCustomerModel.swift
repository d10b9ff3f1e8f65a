import Observation
import OutriderBindings
import OutriderCore
import OutriderModel

/// The fields of a customer, or of one that is to be added.
@MainActor
@Observable
public final class EditCustomerModel {
    /// The name on the door.
    public var name = ""
    /// Telephone.
    public var phone = ""
    /// E-mail address.
    public var email = ""
    /// Postal address.
    public var address = ""
    /// What one should know.
    public var about = ""
    /// Whether a new customer is where the person is now.
    public private(set) var place: Position?
    /// What is missing.
    public private(set) var problem: String?
    /// Whether it was saved, so that the sheet goes.
    public private(set) var isOver = false
    private let store: PhoneStore
    private let id: CustomerId?
    private var before: [String: String] = [:]

    /// Opens a customer's fields; without a customer those of a new one.
    public init(store: PhoneStore, customer: CustomerId?) {
        self.store = store
        id = customer
        guard let customer, let view = try? store.phone.customerView(customer: customer, at: nil) else {
            return
        }
        name = view.name
        phone = view.phone
        email = view.email
        address = view.address
        about = view.about
        before = fields
    }

    /// Whether it is a new one.
    public var isNew: Bool { id == nil }

    /// Takes the place where the person is now for the new customer's.
    public func takePlace() async {
        switch await store.device.locating.locate() {
        case .found(let fix): place = fix.position
        case .notAllowed: problem = store.words.permission.location.denied
        case .switchedOff: problem = store.words.checkIn.shortfall.off
        case .nothing: problem = store.words.checkIn.shortfall.noFix
        }
    }

    /// Writes what is other than before.
    public func save() {
        guard !name.trimmed.isEmpty else {
            problem = store.words.customers.new.unnamed
            return
        }
        problem = nil
        guard let id else {
            add()
            return
        }
        let set = fields.filter { before[$0.key] != $0.value }
        let done: ChangeId?? =
            set.isEmpty
            ? .some(nil) : store.tap(.editCustomer) { try $0.editCustomer(customer: id, set: set) }
        isOver = done != nil
        if isOver {
            store.router.sheet = nil
        }
    }

    private func add() {
        let customer = NewCustomer(
            name: name.trimmed, phone: phone.trimmed, email: email.trimmed, address: address.trimmed,
            about: about.trimmed, at: place)
        guard let made = store.tap(.addCustomer, { try $0.addCustomer(customer: customer) }) else { return }
        isOver = true
        store.router.go(.customer(made))
    }

    private var fields: [String: String] {
        [
            "name": name.trimmed, "phone": phone.trimmed, "email": email.trimmed, "address": address.trimmed,
            "about": about.trimmed,
        ]
    }
}
