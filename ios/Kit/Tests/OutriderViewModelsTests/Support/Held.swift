import Foundation
import OutriderBindings
import OutriderTestDevice
import OutriderViewModels
import Testing

/// A phone in somebody's hand: its folder, the device, the open store.
@MainActor
final class Held {
    let device: StillDevice
    let folder: String
    private(set) var store: PhoneStore
    private let clock: (any DeviceClock)?

    init(
        folder: String = temporaryFolder(), device: StillDevice = StillDevice(), language: String = "en",
        name: String = "Phone", clock: (any DeviceClock)? = nil
    ) throws {
        self.folder = folder
        self.device = device
        self.clock = clock
        store = try PhoneStore(
            config: profile(folder: folder, name: name, clock: clock),
            device: device.device(language: language))
    }

    /// A phone of a new rep with a customer and a task of his own, synced once.
    static func enrolled(
        _ name: String = "Rita Falk", device: StillDevice = StillDevice(), customers: [String]? = nil,
        tasks: [String]? = nil, company: Company? = nil, clock: (any DeviceClock)? = nil
    ) async throws -> Held {
        let company = try company ?? Company.shared
        let rep = try company.rep(name)
        let bakery = "Bakery Blum \(rep),K-\(rep),+49 40 1,blum@x.example,Elbe 1,\(rep),53.55,9.99"
        try await company.customers(customers ?? [bakery])
        try await company.tasks(tasks ?? ["Take the order,K-\(rep),\(rep),,,high"])
        let held = try Held(device: device, clock: clock)
        try held.store.phone.enrolAndSync(server: company.address, code: company.code(rep))
        held.rep = rep
        held.store.look()
        return held
    }

    /// The login of its owner.
    private(set) var rep = ""

    /// The name of the customer that every new rep has.
    var bakery: String { "Bakery Blum \(rep)" }

    /// Lets the profile go, so that another process can open it.
    func letGo() throws {
        store.close()
        store = try PhoneStore(config: profile(folder: temporaryFolder()), device: StillDevice().device())
    }

    /// The app is ended without a word, and opened again.
    func reopen() throws {
        try letGo()
        store = try PhoneStore(config: profile(folder: folder, clock: clock), device: device.device())
    }

    /// Syncs as the person's own tap does.
    func sync() throws {
        let report = try store.phone.syncNow()
        #expect(report.failure == nil)
        store.look()
    }
}

extension Phone {
    func enrolAndSync(server: String, code: String) throws {
        _ = try enrol(server: server, code: code)
        _ = try syncNow()
    }
}

/// Waits until something is so; says so where it never is.
@MainActor
func until(_ what: Comment, _ isSo: () -> Bool) async throws {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(60)
    while !isSo() {
        try #require(clock.now < end, what)
        try await Task.sleep(for: .milliseconds(5))
    }
}
