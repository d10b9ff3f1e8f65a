import Foundation
import OutriderModel
import OutriderTestDevice
import OutriderViewModels
import Testing

@MainActor
@Suite("Customers, map, customer, search")
struct CustomerTests {
    @Test("customers are one's own, all, or found by what is typed")
    func customers() async throws {
        let held = try await Held.enrolled()
        let screen = CustomersModel(store: held.store)
        #expect(screen.customers.map(\.name) == [held.bakery])
        #expect(screen.customers.first?.detail.contains("Elbe 1") == true)
        screen.typed = "Blum"
        #expect(screen.customers.map(\.name) == [held.bakery])
        screen.typed = "Quagga"
        #expect(screen.customers.isEmpty && screen.empty == "Nobody found for “Quagga”.")
        screen.typed = ""
        screen.choice = .all
        #expect(screen.customers.map(\.name).contains(held.bakery))
    }

    @Test("customers are read on page by page")
    func customersGoOn() async throws {
        let company = try Company.shared
        let rep = try company.rep("Many Customers")
        let rows = (0..<120).map { "Shop \(1000 + $0) \(rep),S\($0)-\(rep),,,,\(rep),53.5,9.\(100 + $0)" }
        try await company.customers(rows)
        let held = try Held()
        try held.store.phone.enrolAndSync(server: company.address, code: company.code(rep))
        let screen = CustomersModel(store: held.store)
        var pages = 1
        while screen.hasMore {
            screen.showMore()
            pages += 1
            try #require(pages < 100)
        }
        #expect(screen.customers.count == 120 && pages > 1)
        #expect(screen.customers.map(\.name) == screen.customers.map(\.name).sorted())
    }

    @Test("near me asks for the place only then, and says why it cannot tell")
    func near() async throws {
        let held = try await Held.enrolled()
        let screen = CustomersModel(store: held.store)
        await screen.showNear()
        #expect(screen.hint == "No position right now. Inside buildings this is common.")
        held.device.located = .notAllowed
        await screen.showNear()
        #expect(screen.hint == "Outrider may not see where you are. Everything else works.")
        held.device.located = nil
        held.device.stand(lat: 53.551, lon: 9.99)
        await screen.showNear()
        #expect(screen.customers.first?.name == held.bakery)
        #expect(screen.customers.first?.detail.contains("110 m away") == true)
    }

    @Test("the map holds every customer, needs no connection, and says what is to be done at each")
    func map() async throws {
        let held = try await Held.enrolled()
        let house = URL(filePath: #filePath).pathComponents.prefix { $0 != "ios" }.joined(separator: "/")
        let land = URL(filePath: "\(house)/android/app/src/main/resources/org/outrider/ui/outlines.bin")
        let map = CustomerMapModel(store: held.store, outlines: Outlines(try Data(contentsOf: land)))
        let dot = try #require(map.places.first)
        #expect(dot.name == held.bakery && dot.isMine && dot.isPressing && dot.tasks == "1 task")
        #expect((0...1).contains(dot.spot.x) && (0...1).contains(dot.spot.y))
        map.choose(dot.spot)
        #expect(map.chosen?.id == dot.id)
        map.open(dot)
        #expect(held.store.router.path == [.customer(dot.customer)])
        // From far enough away there are coasts, and they meet the frame.
        map.zoom(by: 0.002)
        #expect(map.coasts.count > 10 && !map.borders.isEmpty)
        #expect(map.coasts.joined().contains { (0...1).contains($0.x) && (0...1).contains($0.y) })
        map.zoom(by: 1_000)
        map.pan(x: 3, y: 0)
        #expect(map.places.isEmpty && map.empty == "No customer in this part of the map")
        held.device.stand(lat: 53.55, lon: 9.99)
        await map.goToMe()
        #expect(map.places.map(\.name) == [held.bakery] && map.here != nil)
    }

    @Test("a file that is no map, or half of one, draws what it holds and no more")
    func noOutlines() async throws {
        let held = try await Held.enrolled()
        for bytes in [[], [0xff], [1, 200, 2, 2], [2, 1, 4, 4, 1]] as [[UInt8]] {
            let map = CustomerMapModel(store: held.store, outlines: Outlines(Data(bytes)))
            #expect(map.places.count == 1 && map.borders.isEmpty)
        }
    }

    @Test("a customer shows who, where, what is to be done and what happened")
    func customer() async throws {
        let held = try await Held.enrolled()
        let screen = try held.customer()
        #expect(screen.name == held.bakery && screen.headline.hasPrefix("Your customer"))
        #expect(screen.facts.map(\.title) == ["Phone", "Email", "Address"])
        #expect(screen.tasks.map(\.title) == ["Take the order"])
        #expect(screen.timeline.isEmpty && screen.places.count == 1)
        let today = TodayModel(store: held.store)
        today.complete(try #require(today.tasks.first?.id))
        #expect(screen.timeline.first?.title == "Take the order: Done" && screen.tasks.isEmpty)
    }

    @Test("a call starts the phone's own app, and whoever comes back is offered a note")
    func call() async throws {
        let held = try await Held.enrolled()
        let screen = try held.customer()
        #expect(screen.contacts.map(\.title) == ["Call", "Text", "Email", "Navigate"])
        screen.reach(screen.contacts[0])
        #expect(held.device.started == ["call +49 40 1"] && screen.offer == nil)
        held.store.cameToForeground()
        #expect(screen.offer?.title == "Write a note about the call?")
        screen.leaveNote()
        held.device.hasApps = false
        screen.reach(screen.contacts[3])
        #expect(held.store.undo.said?.text == "No app here shows the way." && screen.offer == nil)
    }

    @Test("a customer is tagged and untagged")
    func tags() async throws {
        let held = try await Held.enrolled()
        let screen = try held.customer()
        screen.newTag = " organic "
        screen.addTag()
        #expect(screen.tags == ["organic"] && screen.newTag.isEmpty)
        screen.removeTag("organic")
        #expect(screen.tags.isEmpty)
    }

    @Test("a customer's fields are changed, and only those that are other than before")
    func edit() async throws {
        let held = try await Held.enrolled()
        let screen = try held.customer()
        screen.edit()
        guard case .editCustomer(let id)? = held.store.router.sheet else {
            Issue.record("nothing is edited")
            return
        }
        let fields = EditCustomerModel(store: held.store, customer: id)
        #expect(!fields.isNew && fields.phone == "+49 40 1")
        fields.name = " "
        fields.save()
        #expect(fields.problem == "A name is needed.")
        fields.name = held.bakery
        fields.phone = "+49 40 22"
        fields.save()
        #expect(fields.isOver && held.store.router.sheet == nil)
        #expect(screen.facts.first?.detail == "+49 40 22")
        #expect(held.store.undo.said?.text == "Customer changed")
    }

    @Test("a new customer is added where the person stands")
    func add() async throws {
        let held = try await Held.enrolled()
        held.device.stand(lat: 53.6, lon: 10)
        let fields = EditCustomerModel(store: held.store, customer: nil)
        #expect(fields.isNew)
        fields.name = "Kiosk"
        await fields.takePlace()
        #expect(fields.place == held.device.lastFix?.position)
        fields.save()
        guard case .customer(let id)? = held.store.router.path.last else {
            Issue.record("the new customer is not shown")
            return
        }
        let screen = CustomerModel(store: held.store, customer: id)
        #expect(screen.name == "Kiosk" && screen.mark == .savedHere && screen.places.count == 1)
    }

    @Test("search finds customers and notes by their words, and marks what was found")
    func search() async throws {
        let held = try await Held.enrolled()
        let (note, id) = try held.note()
        note.text = "They asked for a rhubarb discount"
        note.leave()
        note.finish()
        let screen = SearchModel(store: held.store)
        #expect(screen.said == "Type a name, an address, or words of a note.")
        screen.typed = "rhubarb"
        let line = try #require(screen.found.first)
        #expect(screen.said == "1 found" && line.id == id)
        #expect(line.detail.contains { $0.isFound && $0.text.lowercased() == "rhubarb" })
        screen.typed = "Bakery"
        #expect(screen.found.contains { $0.spoken.hasPrefix(held.bakery) })
        screen.typed = "okapi"
        #expect(screen.found.isEmpty && screen.said == "Nothing found for “okapi”.")
    }
}
