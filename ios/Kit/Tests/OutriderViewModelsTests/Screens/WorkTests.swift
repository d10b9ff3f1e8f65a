import Foundation
import OutriderModel
import OutriderTestDevice
import OutriderViewModels
import Testing

@MainActor
@Suite("Work day, way, my data")
struct WorkTests {
    @Test("a work day begins, pauses paid or unpaid, goes on and ends")
    func workDay() async throws {
        let held = try await Held.enrolled()
        let work = WorkModel(store: held.store)
        #expect(work.headline == "Not at work" && work.tracking == "Your position is not kept.")
        #expect(work.actions.map(\.title) == ["Start work"] && work.periods.isEmpty)
        work.perform(.start)
        #expect(work.headline.hasPrefix("At work since") && work.periods.count == 1)
        work.perform(.pause)
        #expect(work.isChoosingBreak)
        work.pause(paid: true)
        #expect(work.headline.hasPrefix("On a paid break since"))
        #expect(work.tracking == "Your position is not kept in breaks.")
        #expect(work.periods.last?.detail == "paid")
        work.perform(.resume)
        #expect(work.actions.map(\.title) == ["Break", "End work"])
        work.perform(.end)
        #expect(work.headline == "Not at work" && work.worked.hasPrefix("Worked today: "))
        #expect(held.store.undo.said?.text == "Work day ended")
    }

    @Test("the way is followed only at work, in no break and with consent, as closely as was chosen")
    func way() async throws {
        let held = try await Held.enrolled()
        let keeper = WayKeeper(store: held.store)
        let work = WorkModel(store: held.store)
        let data = MyDataModel(store: held.store)
        data.choose(try #require(data.modes.first { $0.title == "On duty, precise" }))
        #expect(data.question?.terms.hasPrefix("While your work day runs") == true)
        data.decline()
        work.perform(.start)
        #expect(!keeper.isFollowing && work.tracking == "Your position is not kept.")
        data.ask(try #require(data.consents.first { $0.title == "Position while you work" }))
        data.agree()
        #expect(keeper.isFollowing && held.device.following == 15)
        #expect(work.tracking == "Your position is kept while you work.")
        held.device.stand(lat: 53.55, lon: 9.99)
        held.store.look()
        #expect(data.held == "1 point is only on this phone")
        work.pause(paid: false)
        #expect(!keeper.isFollowing && held.device.following == nil)
        work.perform(.resume)
        #expect(keeper.isFollowing)
        data.choose(try #require(data.modes.first { $0.title == "On duty, saving battery" }))
        #expect(held.device.following == 60)
        data.withdraw(try #require(data.consents.first { $0.isGiven }))
        #expect(!keeper.isFollowing)
    }

    @Test("off duty no position reaches the database: no row of a way, none of a track")
    func offDuty() async throws {
        let held = try await Held.enrolled()
        let keeper = WayKeeper(store: held.store)
        let data = MyDataModel(store: held.store)
        data.choose(try #require(data.modes.first { $0.title == "On duty, precise" }))
        data.agree()
        #expect(!keeper.isFollowing)
        held.device.stand(lat: 53.55, lon: 9.99)
        // Even what a device would tell unasked is refused.
        let fix = try #require(held.device.lastFix)
        #expect(try held.store.phone.recordWay(fix: fix) == .offDuty)
        let work = WorkModel(store: held.store)
        work.perform(.start)
        work.perform(.end)
        held.device.stand(lat: 53.6, lon: 9.99)
        #expect(try held.store.phone.recordWay(fix: fix) == .offDuty)
        held.store.goToBackground()
        try held.sync()
        let database = try Database(folder: held.folder)
        #expect(try database.count("way") == 0)
        #expect(try database.count("track") == 0)
        #expect(try database.count("record WHERE kind = 'track'") == 0)
        #expect(try database.count("outbox WHERE CAST(bytes AS TEXT) LIKE '%position%'") == 0)
        // The same question finds what was kept on duty.
        work.perform(.start)
        held.device.stand(lat: 53.55, lon: 9.99)
        #expect(try database.count("way") == 1)
    }

    @Test("my data shows what each way of following costs, the hours, visits, and who looked")
    func myData() async throws {
        let held = try await Held.enrolled()
        held.device.stand(lat: 53.55, lon: 9.99)
        let arrival = CheckInModel(store: held.store, task: nil, customer: nil)
        arrival.checkIn(try #require(arrival.candidates.first))
        let data = MyDataModel(store: held.store)
        #expect(data.modes.count == 3)
        #expect(data.modes.allSatisfy { $0.cost.contains("an hour") && $0.cost.contains("a day") })
        #expect(data.consents.map(\.detail) == ["Never agreed", "Never agreed"])
        #expect(data.hours.map(\.title) == ["No hours are set"] || data.hours.count == 7)
        let position = try #require(data.positions.first)
        #expect(position.title.hasPrefix(held.bakery) && position.detail.hasPrefix("53.55000, 9.99000"))
        #expect(data.looks.isEmpty && data.ways.isEmpty)
    }

    @Test("a forgotten end is corrected, with a time after the beginning and a reason")
    func correction() async throws {
        let clock = TurnedClock()
        let held = try await Held.enrolled(clock: clock)
        let work = WorkModel(store: held.store)
        work.perform(.start)
        clock.turn(hours: 40)
        held.store.look()
        let forgotten = try #require(work.toFix.first)
        #expect(forgotten.text.contains("has no end."))
        work.correct(forgotten)
        let proposed = try #require(work.correction?.end)
        work.correction?.end = proposed.addingTimeInterval(-30 * 3_600)
        work.ask()
        #expect(work.correction?.problem == "The end must lie after the beginning.")
        work.correction?.end = proposed
        work.ask()
        #expect(work.correction?.problem == "Say in a few words why.")
        work.correction?.reason = "Forgot to end"
        work.ask()
        #expect(work.correction == nil && work.asked == "1 correction is not decided yet")
    }
}
