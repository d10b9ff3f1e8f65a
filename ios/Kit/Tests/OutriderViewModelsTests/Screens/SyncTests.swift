import OutriderModel
import OutriderTestDevice
import OutriderViewModels
import Testing

@MainActor
@Suite("Sync, notices, undo")
struct SyncTests {
    @Test("what waits is told, sent, and has a receipt")
    func receipts() async throws {
        let held = try await Held.enrolled()
        let sync = SyncModel(store: held.store)
        #expect(sync.headline == "Everything is on the server" && sync.isWell && sync.badge == 0)
        let task = try held.task()
        task.perform(try #require(task.actions.first { $0.title == "Done" }))
        #expect(sync.headline == "1 change is saved here and on its way" && !sync.isWell)
        #expect(sync.waiting.map(\.title) == ["Task done · Take the order"])
        await sync.syncNow()
        #expect(sync.waiting.isEmpty && sync.isWell && !sync.isSyncing)
        let receipt = try #require(sync.receipts.first)
        #expect(receipt.title == "Task done · Take the order")
        #expect(receipt.detail.hasPrefix("On the server since"))
        #expect(receipt.detail.hasSuffix("Stands as you wrote it"))
        #expect(task.mark == .onServer && task.changes.isEmpty)
    }

    @Test("a model that nobody asks looks again when the core has news")
    func looksAgain() async throws {
        let held = try await Held.enrolled(tasks: [])
        let today = TodayModel(store: held.store)
        #expect(today.tasks.isEmpty)
        try await Company.shared.tasks(["Late news,,\(held.rep),,,normal"])
        // Not by way of the store: only its observer hears of it.
        _ = try held.store.phone.syncNow()
        try await until("the new task is shown") { today.tasks.map(\.title) == ["Late news"] }
    }

    @Test("what the server refuses needs attention, with why, what to do, and ways to do it")
    func attention() async throws {
        let company = try Company()
        let first = try await Held.enrolled("First Rep", company: company)
        let second = try await Held.enrolled(
            "Second Rep", tasks: ["Shared shelf,,,North,,normal"], company: company)
        try first.sync()
        let mine = TodayModel(store: first.store)
        let shared = try #require(mine.toClaim.first { $0.title == "Shared shelf" })
        mine.claim(shared.id)
        TodayModel(store: second.store).claim(shared.id)
        try second.sync()
        let sync = SyncModel(store: first.store)
        await sync.syncNow()
        let item = try #require(sync.attention.first)
        #expect(sync.headline == "1 thing needs you" && sync.badge > 0)
        #expect(item.why.hasPrefix("Claimed by somebody else"))
        #expect(item.remedy == "Somebody was quicker. Throw this away and take another task.")
        #expect(sync.export.isEmpty == false)
        let discard = try #require(item.helps.first { $0.isLoss })
        sync.mend(item, by: discard)
        #expect(sync.attention.isEmpty)
    }

    @Test("notices are told once, without titles where the person wants it so, and lead to their place")
    func notices() async throws {
        let held = try await Held.enrolled(tasks: [])
        held.store.prefer { $0.quiet = QuietHours(from: 0, until: 0) }
        let notices = NoticesModel(store: held.store)
        let before = held.device.notices.count
        try await Company.shared.tasks(["Ring the bell,,\(held.rep),,,normal"])
        try held.sync()
        #expect(held.device.notices.count == before + 1)
        let shown = try #require(held.device.notices.last)
        #expect(shown.title == "New task: Ring the bell")
        guard case .task? = shown.place else {
            Issue.record("the notice leads nowhere")
            return
        }
        notices.look()
        #expect(held.device.notices.count == before + 1)
        held.store.prefer { $0.hidesTitles = true }
        try await Company.shared.tasks(["Secret visit,,\(held.rep),,,normal"])
        try held.sync()
        #expect(held.device.notices.last?.title == "New task")
        held.store.prefer { $0.quiet = QuietHours(from: 0, until: 1_440) }
        try await Company.shared.tasks(["At night,,\(held.rep),,,normal"])
        try held.sync()
        #expect(held.device.notices.count == before + 2)
        held.store.prefer { $0.notifies = false }
        held.store.prefer { $0.quiet = QuietHours(from: 0, until: 0) }
        #expect(held.device.notices.count == before + 2)
    }

    @Test("undo says what was done, takes back the last tap alone, and goes by itself")
    func undo() async throws {
        let held = try await Held.enrolled()
        let undo = held.store.undo
        #expect(undo.said == nil)
        let task = try held.task()
        task.perform(try #require(task.actions.first { $0.title == "Accept" }))
        let accepted = try #require(undo.said)
        task.perform(try #require(task.actions.first { $0.title == "Start" }))
        let started = try #require(undo.said)
        #expect(accepted.text == "Accepted" && started.text == "Started")
        undo.put(aside: accepted)
        #expect(undo.said == started)
        undo.undo()
        #expect(task.status == "Accepted")
        #expect(undo.said?.text == "Taken back" && undo.said?.canUndo == false)
    }
}
