import OutriderBindings
import OutriderCore
import OutriderModel
import OutriderTestDevice
import OutriderViewModels
import Testing

@MainActor
@Suite("Views of the core")
struct ViewTests {
    @Test("every field of every view crosses as what it is, and none as a text that has to be read again")
    func everyField() async throws {
        let held = try await Held.enrolled()
        held.device.stand(lat: 53.55, lon: 9.99)
        let phone = held.store.phone
        let task = try #require(held.store.firstTask())
        let customer = try #require(CustomersModel(store: held.store).customers.first?.id)
        let (note, id) = try held.note()
        note.text = "Rhubarb"
        note.leave()
        _ = try phone.startWork()
        let arrival = CheckInModel(store: held.store, task: task, customer: nil)
        arrival.checkIn(try #require(arrival.candidates.first))
        let here = held.device.lastFix?.position
        let position = try #require(here)
        let day = held.store.formats.today
        let all = CustomerFilter(owner: nil, begins: "", after: nil)
        let views: [(name: String, view: Any, fields: Int)] = [
            ("enrolment", try phone.enrolmentView(), 11),
            ("today", try phone.todayView(at: here), 7),
            ("day", try phone.dayView(day: day, at: here), 2),
            ("task", try phone.taskView(task: task, at: here), 25),
            ("check-in", try phone.checkInView(fix: held.device.lastFix, task: task), 6),
            ("note", try phone.noteView(note: id, customer: customer, task: task), 18),
            ("notes", try phone.notesView(customer: customer, before: nil), 3),
            ("customers", try phone.customersView(filter: all, at: here), 2),
            ("near me", try phone.nearMeView(at: position), 2),
            ("map", try phone.mapView(within: nil, at: here), 3),
            ("customer", try phone.customerView(customer: customer, at: here), 15),
            ("search", try phone.searchView(typed: "Bakery"), 3),
            ("sync", try phone.syncView(), 13),
            ("work", try phone.workView(), 7),
            ("my data", try phone.myDataView(), 8),
            ("settings", try phone.settingsView(), 19),
        ]
        for (name, view, fields) in views {
            var walk = Walk()
            walk.go(view, path: name)
            #expect(walk.top == fields, "\(name)")
            #expect(walk.odd.isEmpty, "\(walk.odd)")
        }
    }

    /// Looks at every field, however deep.
    private struct Walk {
        /// How many fields the view itself has.
        var top = 0
        /// Fields that are no plain value, no list and no known shape.
        var odd: [String] = []

        mutating func go(_ value: Any, path: String) {
            let mirror = Mirror(reflecting: value)
            if !path.contains(".") {
                top = mirror.children.count
            }
            if let text = value as? String {
                if text.hasPrefix("{\"") || text.hasPrefix("[{") {
                    odd.append("\(path) is JSON")
                }
                return
            }
            switch mirror.displayStyle {
            case .struct, .enum, .optional, .collection, .dictionary, .tuple, .set:
                for (number, child) in mirror.children.enumerated() {
                    go(child.value, path: "\(path).\(child.label ?? String(number))")
                }
            case .class:
                odd.append("\(path) is shared")
            default:
                if !(value is any Numeric || value is Bool) {
                    odd.append("\(path) is a \(type(of: value))")
                }
            }
        }
    }
}
