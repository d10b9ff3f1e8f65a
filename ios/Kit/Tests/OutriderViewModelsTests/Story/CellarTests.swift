import Foundation
import OutriderBindings
import OutriderModel
import OutriderTestDevice
import OutriderViewModels
import Testing

@MainActor
@Suite("The visit in a cellar")
struct CellarTests {
    @Test("a visit in a cellar: nothing is lost, everything arrives, what was overwritten comes back")
    func cellar() async throws {
        let company = try Company()
        defer { company.stop() }
        let held = try Held()
        let rep = try await enter(held, company)
        company.stop()

        // In the cellar: today is there, and so is everything else.
        let today = TodayModel(store: held.store)
        let task = try #require(today.tasks.first)
        let sync = SyncModel(store: held.store)
        await sync.syncNow()
        #expect(sync.headline.hasPrefix("No connection"))
        let arrival = CheckInModel(store: held.store, task: task.id, customer: nil)
        arrival.checkIn(try #require(arrival.candidates.first { $0.name == "Cellar Bar" }))
        #expect(arrival.open.count == 1)
        let bar = try #require(CustomersModel(store: held.store).customers.first?.id)
        let fields = EditCustomerModel(store: held.store, customer: bar)
        fields.phone = "+49 40 222"
        fields.save()
        #expect(fields.isOver)

        // Killed while typing: what was said to be safe is there.
        let id = try held.store.phone.newNote()
        try held.letGo()
        let safe = try killTypist(folder: held.folder, note: id)
        try held.reopen()
        let note = NoteModel(store: held.store, note: id, customer: nil, task: nil)
        let words = (1...safe).map { "word\($0) " }.joined()
        #expect(note.text.hasPrefix(words))
        note.outcome = .positive
        note.finish()
        #expect(note.isOver)
        let done = TaskModel(store: held.store, task: task.id)
        done.perform(try #require(done.actions.first { $0.title == "Done" }))
        #expect(done.status == "Done" && done.mark == .savedHere)
        let there = CheckInModel(store: held.store, task: nil, customer: nil)
        there.leave(try #require(there.open.first))

        // Meanwhile somebody else changed the same telephone number. Then: signal.
        try company.start()
        try await company.customers(["Cellar Bar,K-1,+49 40 333,,,\(rep),53.55,9.99"])
        let after = SyncModel(store: held.store)
        await after.syncNow()
        #expect(after.waiting.isEmpty && after.attention.isEmpty)
        #expect(after.receipts.contains { $0.title.hasPrefix("Task done") })
        #expect(done.mark == .onServer)
        let lost = try #require(after.diary.first { $0.canRestore })
        #expect(lost.title.hasPrefix("Cellar Bar") && lost.text.hasPrefix("Somebody else changed this"))
        #expect(lost.mine.hasSuffix("+49 40 222") && lost.theirs.hasSuffix("+49 40 333"))
        after.restore(lost)
        let again = try held.customer()
        #expect(again.facts.contains { $0.detail == "+49 40 222" })
        await after.syncNow()
        #expect(after.diary.first?.settled == "Restored" && after.isWell)
    }

    @Test("an expired token and no network: the lock opens by itself, and all work goes on")
    func expired() async throws {
        let company = try Company()
        defer { company.stop() }
        let clock = TurnedClock()
        let held = try await Held.enrolled(company: company, clock: clock)
        held.store.prefer { $0.isLocked = true }
        company.stop()
        clock.turn(hours: 24 * 40)
        try held.letGo()
        let device = held.device
        let root = RootModel(
            config: profile(folder: held.folder, clock: clock), device: device.device())
        #expect(root.phase == .locked)
        await root.home?.lock.unlock()
        #expect(root.phase == .home)
        let store = try #require(root.home?.store)
        let today = TodayModel(store: store)
        let task = try #require(today.tasks.first)
        today.complete(task.id)
        #expect(today.settled.map(\.id) == [task.id])
        store.close()
    }

    @Test("a phone swap with the old phone present: what it had not sent goes along, and it is emptied")
    func swapPresent() async throws {
        let old = try await Held.enrolled("Swap Present")
        let task = try old.task()
        task.perform(try #require(task.actions.first { $0.title == "Accept" }))
        let (note, id) = try old.note()
        note.text = "Only on the old phone"
        note.leave()
        let move = MoveModel(store: old.store)
        await move.begin()
        let label = try #require(move.label, "\(String(describing: move.failure))")
        #expect(move.state == .waiting && move.packed.contains("packed"))
        await move.finish()
        #expect(move.failure?.title == "The new phone does not have everything yet")

        let new = try Held(name: "New phone")
        let enrolment = EnrolmentModel(store: new.store)
        await enrolment.take(label)
        #expect(enrolment.state == .enrolled && enrolment.failure == nil)
        #expect(enrolment.tookOver?.contains("came along from your old phone") == true)
        #expect(TaskModel(store: new.store, task: try #require(new.store.firstTask())).status == "Accepted")
        #expect(
            NoteModel(store: new.store, note: id, customer: nil, task: nil).text == "Only on the old phone")
        await move.check()
        #expect(move.state == .taken && move.left == nil)
        await move.finish()
        #expect(move.state == .finished && !old.store.isEnrolled)
        new.store.close()
    }

    @Test("a phone swap with the old phone destroyed: a new code brings back what the server has")
    func swapDestroyed() async throws {
        let old = try await Held.enrolled("Swap Destroyed")
        let task = try old.task()
        task.perform(try #require(task.actions.first { $0.title == "Accept" }))
        try old.sync()
        task.perform(try #require(task.actions.first { $0.title == "Start" }))
        try FileManager.default.removeItem(atPath: old.folder)

        let new = try Held(name: "New phone")
        let enrolment = EnrolmentModel(store: new.store)
        await enrolment.take(try Company.shared.label(old.rep))
        #expect(enrolment.state == .enrolled)
        #expect(enrolment.former?.text.hasPrefix("Phone synced last") == true)
        let restored = TaskModel(store: new.store, task: try #require(new.store.firstTask()))
        #expect(restored.status == "Accepted")
        enrolment.dismissFormer()
        #expect(enrolment.former == nil)
        new.store.close()
    }

    private func enter(_ held: Held, _ company: Company) async throws -> String {
        let rep = try company.rep("Rita Falk")
        try await company.customers(["Cellar Bar,K-1,+49 40 111,,,\(rep),53.55,9.99"])
        try await company.tasks(["Count the bottles,K-1,\(rep),,,high"])
        let enrolment = EnrolmentModel(store: held.store)
        await enrolment.take(try company.label(rep))
        #expect(enrolment.state == .enrolled)
        #expect(TodayModel(store: held.store).tasks.map(\.title) == ["Count the bottles"])
        // From here on it syncs when it is told to, so that the story has one order.
        try held.reopen()
        return rep
    }

    /// Has another process type into a note, ends it as the system does, and says how many words it had
    /// said to be safe.
    private func killTypist(folder: String, note: String) throws -> Int {
        let typist = Process()
        let tests = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        typist.executableURL = tests.appending(path: "OutriderTypist")
        typist.arguments = [folder, note]
        let output = Pipe()
        typist.standardOutput = output
        try typist.run()
        var said = ""
        while said.split(separator: "\n").count < 3 {
            let more = output.fileHandleForReading.availableData
            try #require(!more.isEmpty, "nobody types")
            said += String(decoding: more, as: UTF8.self)
        }
        kill(typist.processIdentifier, SIGKILL)
        typist.waitHere()
        said += String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        return try #require(said.split(separator: "\n").compactMap { Int($0) }.last)
    }
}
