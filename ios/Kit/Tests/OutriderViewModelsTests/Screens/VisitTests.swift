import OutriderModel
import OutriderTestDevice
import OutriderViewModels
import Testing

@MainActor
@Suite("Check-in and note")
struct VisitTests {
    @Test("a check-in asks to confirm the customer whose place fits, and then offers a note")
    func checkInConfirms() async throws {
        let held = try await Held.enrolled()
        held.device.stand(lat: 53.55, lon: 9.99)
        let arrival = CheckInModel(store: held.store, task: nil, customer: nil)
        #expect(arrival.headline == "You are at \(held.bakery)")
        #expect(arrival.shortfall == nil && arrival.accuracy?.isEmpty == false)
        let line = try #require(arrival.candidates.first)
        #expect(line.isLikely && line.verdict == "You are there")
        arrival.checkIn(line)
        #expect(arrival.offer?.title == "Write a note about it?")
        #expect(arrival.open.first?.title.hasPrefix("At \(held.bakery) since") == true)
        arrival.leave(try #require(arrival.open.first))
        #expect(arrival.open.isEmpty)
        arrival.writeNote()
        guard case .note? = held.store.router.path.last else {
            Issue.record("no note is begun")
            return
        }
    }

    @Test("a check-in without a position says why, and lets one choose")
    func checkInWithoutPosition() async throws {
        let held = try await Held.enrolled()
        let arrival = CheckInModel(store: held.store, task: nil, customer: nil)
        #expect(arrival.shortfall == "No position right now. Inside buildings this is common.")
        #expect(arrival.headline == "Whom do you visit?")
        held.device.located = .notAllowed
        await arrival.locate()
        #expect(arrival.shortfall == "The app may not see your position. You can check in without.")
        held.device.located = .switchedOff
        await arrival.locate()
        #expect(arrival.shortfall == "Location is switched off on this phone.")
        arrival.typed = "nobody"
        #expect(arrival.candidates.isEmpty)
        arrival.typed = "blum"
        arrival.checkIn(try #require(arrival.candidates.first { $0.name == held.bakery }))
        #expect(arrival.open.count == 1)
    }

    @Test("a check-in far away is taken all the same, and a visit that was none is taken back")
    func checkInElsewhere() async throws {
        let held = try await Held.enrolled()
        held.device.stand(lat: 53.56, lon: 9.99)
        let arrival = CheckInModel(store: held.store, task: held.store.firstTask(), customer: nil)
        let line = try #require(arrival.candidates.first { $0.name == held.bakery })
        #expect(!line.isLikely && line.verdict.hasPrefix("You seem to be elsewhere."))
        #expect(line.detail.hasPrefix("For this task"))
        arrival.checkIn(line)
        arrival.withdraw(try #require(arrival.open.first), reason: "Tapped by mistake")
        #expect(arrival.open.isEmpty)
    }

    @Test("a check-in where several tasks wait asks for which, and takes none for an answer")
    func checkInForTask() async throws {
        let held = try await Held.enrolled()
        let bakery = try #require(CustomersModel(store: held.store).customers.first?.id)
        let draft = NewTaskModel(store: held.store, customer: bakery)
        draft.title = "Bring samples"
        #expect(draft.save())
        let arrival = CheckInModel(store: held.store, task: nil, customer: bakery)
        let line = try #require(arrival.candidates.first)
        arrival.checkIn(line)
        #expect(arrival.open.isEmpty)
        #expect(Set(arrival.question?.choices.map(\.title) ?? []) == ["Take the order", "Bring samples"])
        arrival.checkIn(for: nil)
        #expect(arrival.open.count == 1 && arrival.question == nil)
    }

    @Test("a note is saved within a beat of being typed, and goes on where it was left")
    func noteIsSaved() async throws {
        let device = StillDevice(isPatient: true)
        let held = try await Held.enrolled(device: device)
        let (note, id) = try held.note()
        #expect(note.about == "About \(held.bakery)")
        note.text = "They"
        note.text = "They want"
        #expect(note.isUnsaved && note.saved == "Saving…")
        try await until("something waits to be saved") { device.isAwaited }
        device.tick()
        try await until("it is saved") { !note.isUnsaved }
        #expect(note.saved.hasPrefix("Saved at "))
        try held.reopen()
        let again = NoteModel(store: held.store, note: id, customer: nil, task: nil)
        #expect(again.text == "They want" && again.about == note.about)
    }

    @Test("leaving a note and sleeping make safe what no beat has saved yet")
    func noteIsLeft() async throws {
        let device = StillDevice(isPatient: true)
        let held = try await Held.enrolled(device: device)
        let (note, id) = try held.note()
        note.text = "Half a thought"
        note.leave()
        #expect(!note.isUnsaved)
        note.met = "Ms Blum"
        held.store.goToBackground()
        #expect(!note.isUnsaved && device.wasStopped == false)
        try held.reopen()
        let again = NoteModel(store: held.store, note: id, customer: nil, task: nil)
        #expect(again.text == "Half a thought" && again.met == "Ms Blum")
    }

    @Test("a note is finished with its outcome, and what follows becomes a task")
    func noteIsFinished() async throws {
        let held = try await Held.enrolled()
        let (note, _) = try held.note()
        note.finish()
        #expect(!note.isOver && held.store.undo.said?.text == "Write a few words first.")
        note.text = "They want forty more."
        note.outcome = .positive
        try await until("it is saved") { !note.isUnsaved }
        if note.suggestion != nil {
            note.takeSuggestion()
            note.next?.title = "Bring forty more"
        }
        let hasNext = note.next != nil
        note.finish()
        #expect(note.isOver)
        let customer = try held.customer()
        #expect(customer.timeline.contains { $0.detail.contains("They want forty more.") })
        #expect(customer.tasks.contains { $0.title == "Bring forty more" } == hasNext)
    }

    @Test("a note that is too long says by how much, and one that was written is edited and taken back")
    func noteIsEdited() async throws {
        let held = try await Held.enrolled()
        let (note, id) = try held.note()
        note.text = String(repeating: "long ", count: 60_000)
        try await until("it was tried") { note.failure != nil || note.tooLong != nil }
        #expect(note.failure?.title == "Too long" || note.tooLong?.hasPrefix("Too long by") == true)
        note.text = "Short."
        try await until("it is saved") { !note.isUnsaved }
        note.finish()
        #expect(note.isOver)
        let again = NoteModel(store: held.store, note: id, customer: nil, task: nil)
        #expect(again.isWritten && again.text == "Short.")
        again.text = "Short, and right."
        again.finish()
        #expect(again.isOver)
        let third = NoteModel(store: held.store, note: id, customer: nil, task: nil)
        #expect(third.text == "Short, and right.")
        third.withdraw()
        let fourth = NoteModel(store: held.store, note: id, customer: nil, task: nil)
        #expect(fourth.isWithdrawn)
    }

    @Test("what is thrown away is gone, and no way back is offered")
    func noteIsThrownAway() async throws {
        let held = try await Held.enrolled()
        let (note, id) = try held.note()
        note.text = "Not worth it"
        note.leave()
        note.discard()
        #expect(note.isOver)
        let said = try #require(held.store.undo.said)
        #expect(said.text == "Draft thrown away" && !said.canUndo)
        let again = NoteModel(store: held.store, note: id, customer: nil, task: nil)
        #expect(again.text.isEmpty)
    }

    @Test("dictation by a service asks for consent first, and one on the phone does not")
    func dictation() async throws {
        let device = StillDevice()
        let held = try await Held.enrolled(device: device)
        let (note, _) = try held.note()
        device.speech = ["They were", "very friendly"]
        await note.dictation.start()
        #expect(note.text == "They were very friendly")
        device.means = .byService
        device.speech = ["indeed"]
        await note.dictation.start()
        #expect(note.dictation.consent?.terms.isEmpty == false && note.text == "They were very friendly")
        note.dictation.decline()
        #expect(note.dictation.consent == nil)
        await note.dictation.start()
        await note.dictation.agree()
        #expect(note.text == "They were very friendly indeed")
        device.dictated = .notAllowed
        await note.dictation.start()
        #expect(note.dictation.problem?.hasPrefix("The microphone is not allowed.") == true)
        device.means = .nobody
        await note.dictation.start()
        #expect(note.dictation.problem == "This phone cannot turn speech into text.")
    }
}

extension Held {
    /// A note about the one customer that every new rep has.
    func note() throws -> (NoteModel, NoteId) {
        let id = try store.phone.newNote()
        let customer = try #require(CustomersModel(store: store).customers.first?.id)
        return (NoteModel(store: store, note: id, customer: customer, task: store.firstTask()), id)
    }

    /// The screen of that customer.
    func customer() throws -> CustomerModel {
        CustomerModel(store: store, customer: try #require(CustomersModel(store: store).customers.first?.id))
    }
}
