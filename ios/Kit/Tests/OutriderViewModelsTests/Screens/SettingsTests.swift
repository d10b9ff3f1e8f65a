import Foundation
import OutriderBindings
import OutriderCore
import OutriderTestDevice
import OutriderViewModels
import OutriderWords
import Testing

@MainActor
@Suite("Enrolment, settings, lock, move, diagnostics, root")
struct SettingsTests {
    @Test("the code that a manager shows enrols the phone, and the first tasks come with it")
    func enrolByScan() async throws {
        let company = try Company.shared
        let rep = try company.rep("Nora New")
        try await company.tasks(["First steps,,\(rep),,,normal"])
        let held = try Held()
        let enrolment = EnrolmentModel(store: held.store)
        #expect(enrolment.state == .notEnrolled && enrolment.title == "Welcome to Outrider")
        held.device.scanned = .read(try company.label(rep))
        await enrolment.scan()
        #expect(enrolment.failure == nil && enrolment.state == .enrolled)
        #expect(enrolment.title == "Hello Nora New. This phone is yours now.")
        #expect(held.store.isEnrolled && !enrolment.isBusy)
        #expect(TodayModel(store: held.store).tasks.map(\.title) == ["First steps"])
        held.store.close()
    }

    @Test("a camera that is not allowed, a foreign code and a spent one each say what to do")
    func enrolFails() async throws {
        let company = try Company.shared
        let rep = try company.rep("Otto Old")
        let held = try Held()
        let enrolment = EnrolmentModel(store: held.store)
        held.device.scanned = .notAllowed
        await enrolment.scan()
        #expect(enrolment.isTyping && enrolment.hint?.hasPrefix("The camera is not allowed.") == true)
        await enrolment.take("https://example.com/menu")
        #expect(enrolment.hint?.hasPrefix("This is not a code from Outrider.") == true)
        let code = try company.code(rep)
        let other = try Held()
        try other.store.phone.enrolAndSync(server: company.address, code: code)
        #expect(!enrolment.canStart)
        enrolment.server = company.address
        enrolment.code = code
        #expect(enrolment.canStart)
        await enrolment.start()
        #expect(enrolment.failure?.remedy.hasPrefix("This code was used or is too old.") == true)
        #expect(enrolment.state == .notEnrolled && enrolment.code == code)
        enrolment.server = "http://127.0.0.1:9"
        await enrolment.start()
        #expect(enrolment.failure?.title == "No connection")
        #expect(enrolment.failure?.help == .again)
    }

    @Test("whoever signed out keeps everything, and signs in again with a new code")
    func signInAgain() async throws {
        let held = try await Held.enrolled()
        let settings = SettingsModel(store: held.store)
        let task = try held.task()
        task.perform(try #require(task.actions.first { $0.title == "Accept" }))
        #expect(settings.waiting == "1 change is not on the server yet. Sync first if you can.")
        await settings.signOut()
        let enrolment = EnrolmentModel(store: held.store)
        #expect(enrolment.state == .signInNeeded && enrolment.waiting == "1 change waits on this phone.")
        #expect(task.status == "Accepted")
        await enrolment.take(try Company.shared.label(held.rep))
        #expect(enrolment.state == .enrolled && enrolment.waiting == nil)
        #expect(SyncModel(store: held.store).isWell)
        held.store.close()
    }

    @Test("settings say who, where and on which phone, and change language and look at once")
    func settings() async throws {
        let held = try await Held.enrolled()
        let settings = SettingsModel(store: held.store)
        let today = TodayModel(store: held.store)
        #expect(settings.you.first?.title == "Rita Falk" && settings.you.first?.detail == "Rep, team North")
        #expect(settings.you.contains { $0.detail == "Halm" })
        #expect(settings.storage.count > 1)
        #expect(settings.languages.map(\.id) == [""] + Words.languages.map(\.code))
        settings.language = "ar"
        #expect(held.store.words.language.isRightToLeft)
        #expect(today.tasks.first?.reasons.contains("High priority") == false)
        settings.theme = .dark
        settings.language = ""
        try held.reopen()
        #expect(held.store.preferences.theme == .dark && !held.store.words.language.isRightToLeft)
    }

    @Test("notices and the lock are switched on only where the phone can do them")
    func switches() async throws {
        let held = try await Held.enrolled()
        let settings = SettingsModel(store: held.store)
        held.device.allowsNotices = false
        await settings.setNotifies(true)
        #expect(settings.problem == "Notifications are switched off for Outrider.")
        #expect(!settings.preferences.notifies)
        settings.hasOwnQuiet = true
        settings.quietFrom = 21 * 60
        #expect(settings.preferences.quiet == QuietHours(from: 21 * 60, until: 7 * 60))
        held.device.unlocked = .noLockOnPhone
        await settings.setLocked(true)
        #expect(settings.problem == "Set up a screen lock on this phone first.")
        #expect(!settings.preferences.isLocked)
        held.device.unlocked = .yes
        await settings.setLocked(true)
        #expect(settings.preferences.isLocked && settings.problem == nil)
    }

    @Test("diagnostics carry numbers and versions, and nothing of anybody")
    func diagnostics() async throws {
        let held = try await Held.enrolled()
        let text = DiagnosticsModel(store: held.store).text
        #expect(text.contains("version: ") && text.contains("outbox") == false)
        for canary in ["Rita", "Blum", "Halm", "Take the order", "127.0.0.1", "Elbe"] {
            #expect(!text.contains(canary))
        }
    }

    @Test("the licences page lists each work with its licence")
    func licences() {
        let works = LicencesModel(list: "rusqlite 0.41.1\tMIT\nring 0.17\tApache-2.0 AND ISC\n").works
        #expect(works.map(\.title) == ["rusqlite 0.41.1", "ring 0.17"])
        #expect(works.map(\.detail) == ["MIT", "Apache-2.0 AND ISC"])
    }

    @Test("a phone begins at enrolment, and goes on to the app once somebody is in")
    func root() async throws {
        let company = try Company.shared
        let rep = try company.rep("Root Rep")
        let device = StillDevice()
        let root = RootModel(config: profile(folder: temporaryFolder()), device: device.device())
        #expect(root.phase == .enrolment)
        let home = try #require(root.home)
        await home.enrolment.take(try company.label(rep))
        #expect(root.phase == .home)
        home.store.prefer { $0.isLocked = true }
        root.goToBackground()
        #expect(root.phase == .locked)
        root.cameToForeground()
        device.unlocked = .no
        await home.lock.unlock()
        #expect(root.phase == .locked && home.lock.problem == "That did not work. Try again.")
        device.unlocked = .yes
        await home.lock.unlock()
        #expect(root.phase == .home)
        home.store.close()
    }

    @Test("a phone that is to be emptied says so, what is not sent, and afterwards who asked for it")
    func wipe() async throws {
        let held = try await Held.enrolled()
        let sync = SyncModel(store: held.store)
        #expect(sync.wipe == nil)
        // What he asks for here is not sent yet: the phone knows of it before it can happen.
        let device = try #require(try held.store.phone.profile()).device
        held.store.tap(.askWipe) { try $0.askWipe(phone: device) }
        let wipe = try #require(sync.wipe)
        #expect(wipe.title == "This phone will be emptied")
        #expect(wipe.unsent?.hasPrefix("1 change is not sent yet.") == true)
        #expect(wipe.text.contains("Rita Falk asked for it"))
        await sync.syncNow()
        let enrolment = EnrolmentModel(store: held.store)
        #expect(enrolment.state == .notEnrolled && !held.store.isEnrolled)
        #expect(enrolment.wiped?.hasPrefix("This phone was emptied. Rita Falk asked for it.") == true)
        held.store.close()
    }

    @Test("a lost phone is emptied from the new one")
    func wipeOther() async throws {
        let lost = try await Held.enrolled()
        let settings = SettingsModel(store: lost.store)
        #expect(settings.other == nil)
        let held = try Held(name: "New phone")
        let company = try Company.shared
        try held.store.phone.enrolAndSync(server: company.address, code: company.code(lost.rep))
        held.store.look()
        let mine = SettingsModel(store: held.store)
        let other = try #require(mine.other)
        #expect(other.name == "Phone" && other.text.hasPrefix("When Phone next syncs"))
        mine.wipeOther()
        #expect(held.store.undo.said?.text == "Wiping asked for")
        try held.sync()
        _ = try? lost.store.phone.syncNow()
        #expect(try lost.store.phone.profile() == nil)
        held.store.close()
        lost.store.close()
    }

    @Test("a phone that cannot be opened says why and what to do, and can be tried again")
    func rootFails() throws {
        let blocked = temporaryFolder() + "/file"
        #expect(FileManager.default.createFile(atPath: blocked, contents: Data()))
        let root = RootModel(config: profile(folder: blocked), device: StillDevice().device())
        #expect(root.phase == .failed)
        #expect(root.failure?.remedy.isEmpty == false)
        try FileManager.default.removeItem(atPath: blocked)
        root.open()
        #expect(root.phase == .enrolment && root.failure == nil)
    }
}
