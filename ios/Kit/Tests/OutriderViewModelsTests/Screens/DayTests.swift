import OutriderModel
import OutriderTestDevice
import OutriderViewModels
import Testing

@MainActor
@Suite("Today, day, task")
struct DayTests {
    @Test("today shows a rep's task with its customer, its reasons and where it is safe")
    func todayShows() async throws {
        let held = try await Held.enrolled()
        let today = TodayModel(store: held.store)
        let task = try #require(today.tasks.first)
        #expect(task.title == "Take the order")
        #expect(task.place.contains(held.bakery))
        #expect(task.reasons.contains("High priority"))
        #expect(task.mark == .onServer)
        #expect(task.spoken.hasPrefix("Take the order, "))
        #expect(today.failure == nil && today.empty == nil)
    }

    @Test("today without tasks says so, and what that means")
    func todayIsEmpty() async throws {
        let held = try await Held.enrolled(tasks: [])
        let today = TodayModel(store: held.store)
        #expect(today.empty?.title == "Nothing to do today")
        #expect(today.empty?.text == "New tasks appear here by themselves.")
    }

    @Test("a task of the team is claimed from today")
    func todayClaims() async throws {
        let company = try Company()
        let held = try await Held.enrolled(tasks: ["Count the shelves,,,North,,normal"], company: company)
        let today = TodayModel(store: held.store)
        let offered = try #require(today.toClaim.first)
        #expect(today.empty?.text == "You have none of your own. Your team has some below.")
        today.claim(offered.id)
        #expect(today.toClaim.isEmpty)
        #expect(today.tasks.map(\.title) == ["Count the shelves"])
        #expect(today.tasks.first?.mark == .savedHere)
        #expect(held.store.undo.said?.text == "It is yours")
    }

    @Test("what is done from today is settled there, can be undone, and everybody is told at once")
    func todaySettles() async throws {
        let held = try await Held.enrolled()
        let today = TodayModel(store: held.store)
        let task = try #require(today.tasks.first)
        today.complete(task.id)
        #expect(today.tasks.isEmpty)
        #expect(today.empty?.title == "All done for today")
        let settled = try #require(today.settled.first)
        #expect(settled.canUndo && settled.detail.hasPrefix("Done"))
        let said = try #require(held.store.undo.said)
        #expect(said.text == "Done" && said.canUndo)
        held.store.undo.undo()
        #expect(today.tasks.map(\.id) == [task.id])
    }

    @Test("a note that was begun stands on today until it is finished")
    func todayKeepsNotes() async throws {
        let held = try await Held.enrolled()
        let today = TodayModel(store: held.store)
        let (note, id) = try held.note()
        note.text = "She wants  a\nquote"
        note.leave()
        try await until("it is seen") { today.unfinished.map(\.id) == [id] }
        let line = try #require(today.unfinished.first)
        #expect(line.title == held.bakery && line.detail == "She wants a quote")
        #expect(line.customer != nil)
        note.finish()
        try await until("it is finished") { today.unfinished.isEmpty }
    }

    @Test("another day shows what is planned for it")
    func anotherDay() async throws {
        let held = try await Held.enrolled(tasks: [])
        let formats = held.store.formats
        let day = formats.day(formats.today, later: 3)
        let screen = DayModel(store: held.store, day: day)
        #expect(screen.empty == "Nothing planned for this day")
        let draft = NewTaskModel(store: held.store, customer: nil)
        draft.title = "Visit the fair"
        draft.day = day
        #expect(draft.save())
        #expect(screen.tasks.map(\.title) == ["Visit the fair"])
        #expect(screen.empty == nil && screen.title == formats.day(day))
        let today = TodayModel(store: held.store)
        #expect(today.later.map(\.id) == [day])
        #expect(today.later.first?.detail == "1 task")
    }

    @Test("a new task needs a few words, and is then gone to")
    func newTask() async throws {
        let held = try await Held.enrolled()
        let customer = try #require(CustomersModel(store: held.store).customers.first)
        let draft = NewTaskModel(store: held.store, customer: customer.id)
        #expect(draft.customer?.title == held.bakery)
        #expect(!draft.activities.isEmpty && draft.activity == draft.activities.first?.id)
        draft.title = "  "
        #expect(!draft.save())
        #expect(draft.problem == "Say in a few words what is to be done.")
        draft.title = "Bring samples"
        draft.priority = .urgent
        #expect(draft.save() && draft.problem == nil)
        guard case .task(let made)? = held.store.router.path.last else {
            Issue.record("the new task is not shown")
            return
        }
        let task = TaskModel(store: held.store, task: made)
        #expect(task.title == "Bring samples" && task.customer?.title == held.bakery)
    }

    @Test("a task shows what it is, and offers what the core lets a rep do")
    func taskShows() async throws {
        let held = try await Held.enrolled()
        let task = try held.task()
        #expect(task.title == "Take the order" && task.status == "Assigned")
        #expect(task.customer?.title == held.bakery)
        #expect(task.facts.first { $0.id == "priority" }?.detail == "High")
        let offered = Set(task.actions.map(\.title))
        #expect(offered.isSuperset(of: ["Accept", "Start", "Done", "Not done", "Decline"]))
        #expect(offered.isDisjoint(with: ["Close the task", "Cancel the task"]))
    }

    @Test("a task is accepted, started and done, each with a report that counts and a note offered")
    func taskGoesOn() async throws {
        let held = try await Held.enrolled()
        let task = try held.task()
        for (verb, status) in [("Accept", "Accepted"), ("Start", "Started"), ("Done", "Done")] {
            task.perform(try #require(task.actions.first { $0.title == verb }))
            #expect(task.status == status)
        }
        #expect(task.offersNote && task.mark == .savedHere)
        #expect(task.reports.first?.title.hasPrefix("Done, Rita Falk") == true)
        #expect(task.changes.contains { $0.title == "Task done" })
        task.writeNote()
        guard case .note(_, let customer, let about)? = held.store.router.path.last else {
            Issue.record("no note is begun")
            return
        }
        #expect(customer == task.customerId && about == held.store.firstTask(settled: true))
    }

    @Test("a task that was not done needs a reason: one of the organisation's or one's own words")
    func taskNotDone() async throws {
        let held = try await Held.enrolled()
        let task = try held.task()
        task.perform(try #require(task.actions.first { $0.title == "Not done" }))
        let question = try #require(task.question)
        #expect(question.isNeeded && question.title == "Why was it not done?")
        task.give(reason: "")
        #expect(task.question?.problem == "Please choose a reason, or write one.")
        #expect(task.status == "Assigned")
        task.give(reason: "The shop was closed for the holidays")
        #expect(task.question == nil && task.status == "Not done")
        #expect(task.reports.first?.detail.contains("closed for the holidays") == true)
    }

    @Test("a task is moved to another day")
    func taskMoves() async throws {
        let held = try await Held.enrolled()
        let task = try held.task()
        task.perform(try #require(task.actions.first { $0.title == "Move" }))
        let formats = held.store.formats
        task.plan?.day = formats.day(formats.today, later: 1)
        task.plan?.priority = .urgent
        task.replan()
        #expect(task.plan == nil)
        let time = try #require(task.facts.first { $0.id == "time" })
        #expect(time.detail.hasPrefix("Tomorrow"))
        #expect(task.facts.first { $0.id == "priority" }?.detail == "Urgent")
    }

    @Test("what a task says is changed, not without a title, and comes back by undo")
    func taskIsReworded() async throws {
        let held = try await Held.enrolled(tasks: [])
        let task = try held.ownTask()
        let edit = try #require(task.actions.first { $0.title == "Change" })
        #expect(edit.isRare)
        task.perform(edit)
        task.wording?.title = " "
        task.reword()
        #expect(task.wording?.problem == "Say in a few words what is to be done.")
        task.wording?.title = "Count the shelves "
        task.wording?.details = "By the door"
        task.reword()
        #expect(task.wording == nil && task.title == "Count the shelves" && task.details == "By the door")
        #expect(held.store.undo.said?.text == "Task changed")
        held.store.undo.undo()
        #expect(task.title == "Visit the fair" && task.details.isEmpty)
    }

    @Test("a task of the team is handed back, and taken again by undo")
    func taskIsHandedBack() async throws {
        let held = try await Held.enrolled(
            tasks: ["Count the shelves,,,North,,normal"], company: try Company())
        let today = TodayModel(store: held.store)
        let offered = try #require(today.toClaim.first)
        today.claim(offered.id)
        let task = TaskModel(store: held.store, task: offered.id)
        let back = try #require(task.actions.first { $0.title == "Back to the team" })
        #expect(back.isRare)
        task.perform(back)
        #expect(today.toClaim.map(\.id) == [offered.id] && today.tasks.isEmpty)
        let said = try #require(held.store.undo.said)
        #expect(said.text == "Back with the team" && said.canUndo)
        held.store.undo.undo()
        #expect(today.tasks.map(\.id) == [offered.id])
    }

    @Test("who plans a task cancels it, with a reason or without, and takes it back by undo")
    func taskIsCancelled() async throws {
        let company = try Company.shared
        let held = try Held()
        try held.store.phone.enrolAndSync(server: company.address, code: company.code("ada"))
        held.store.look()
        let task = try held.ownTask()
        task.perform(try #require(task.actions.first { $0.title == "Cancel the task" }))
        let question = try #require(task.question)
        #expect(!question.isNeeded && question.title == "Why cancel it?" && question.choices.isEmpty)
        task.give(reason: "The fair is off")
        #expect(task.status == "Cancelled" && task.question == nil && !task.offersNote)
        #expect(task.reports.first?.detail.contains("The fair is off") == true)
        held.store.undo.undo()
        #expect(task.status == "Assigned")
    }

    @Test("a task that is not here says so, and what to do")
    func taskIsGone() async throws {
        let held = try await Held.enrolled()
        let task = TaskModel(store: held.store, task: "01a209e4-4589-793a-ada8-3571f20e886b")
        #expect(task.failure?.title == "It is not here any more")
        #expect(task.failure?.remedy.isEmpty == false)
    }
}

extension Held {
    /// A task that the person gives himself.
    func ownTask() throws -> TaskModel {
        let draft = NewTaskModel(store: store, customer: nil)
        draft.title = "Visit the fair"
        #expect(draft.save())
        guard case .task(let made)? = store.router.path.last else {
            throw Missing()
        }
        return TaskModel(store: store, task: made)
    }

    private struct Missing: Error {}

    /// The screen of the one task that every new rep has.
    func task() throws -> TaskModel {
        TaskModel(store: store, task: try #require(store.firstTask()))
    }
}

extension PhoneStore {
    func firstTask(settled: Bool = false) -> TaskId? {
        let today = TodayModel(store: self)
        return settled ? today.settled.first?.id : today.tasks.first?.id
    }
}
