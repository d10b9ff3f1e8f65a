import OutriderCore
import OutriderModel
import OutriderWords

/// Something that can be done with a task.
public struct TaskAction: Equatable, Sendable, Identifiable {
    let kind: ActionKind
    /// What it is called.
    public let title: String
    /// Whether a reason has to be given.
    public let needsReason: Bool

    /// By what it is told apart.
    public var id: String { kind.word }
    /// Whether it takes something away, so that it is not drawn as the thing to do next.
    public var isTurningAway: Bool { [.decline, .notDone, .cancel].contains(kind) }
    /// Whether it is wanted now and then only, so that it stands after all else.
    public var isRare: Bool { [.edit, .handBack, .cancel].contains(kind) }
}

/// A line of a checklist.
public struct ChecklistLine: Equatable, Sendable, Identifiable {
    /// Which.
    public let id: ItemId
    /// What is to be ticked off.
    public let text: String
    /// Whether it is.
    public let isDone: Bool
}

/// A reason that is asked for: one of the organisation's, or one's own words.
public struct ReasonQuestion: Equatable, Sendable, Identifiable {
    let kind: ActionKind
    /// What is asked.
    public let title: String
    /// The organisation's reasons.
    public let choices: [Option]
    /// Whether one has to be given.
    public let isNeeded: Bool
    /// What is missing.
    public var problem: String?

    /// By what it is told apart.
    public var id: String { kind.word }
}

/// Another day, window or priority that is being chosen.
public struct PlanDraft: Equatable, Sendable, Identifiable {
    /// The civil day; none for any day.
    public var day: String?
    /// The part of the day; none for any time.
    public var window: Window?
    /// How urgent it is.
    public var priority: Priority
    /// The task.
    public let id: TaskId

    init(_ view: TaskView) {
        id = view.task
        day = view.planDay
        window = view.window
        priority = view.priority
    }

    var plan: Plan { Plan(planDay: day, window: window, priority: priority) }
}

/// Other words for a task.
public struct WordsDraft: Equatable, Sendable, Identifiable {
    /// What is to be done.
    public var title: String
    /// What to know.
    public var details: String
    /// Of which kind.
    public var activity: String
    /// The kinds of activity to choose from.
    public let activities: [Option]
    /// What is missing.
    public var problem: String?
    /// The task.
    public let id: TaskId

    init(_ view: TaskView, activities: [ActivityName]) {
        id = view.task
        title = view.title
        details = view.details
        activity = view.activity.id
        self.activities = activities.filter { !$0.retired || $0.id == view.activity.id }.map {
            Option(id: $0.id, title: $0.name ?? $0.id)
        }
    }

    var words: OutriderCore.TaskWords {
        OutriderCore.TaskWords(title: title.trimmed, details: details.trimmed, activity: activity)
    }
}

extension Lines {
    func place(_ line: CustomerLine) -> String {
        let away = line.distanceMm.map { words.customers.distance(distance: formats.length($0)) }
        return joined([line.address, away ?? ""])
    }

    func facts(_ view: TaskView) -> [TextLine] {
        let texts = words.task.detail
        let day = view.planDay.map(formats.day) ?? texts.noDay
        let late = view.overdueDays.map { words.today.overdue(count: $0) } ?? ""
        let window = view.window.map(formats.window) ?? texts.noWindow
        let who =
            view.assignee.map { words.name($0) } ?? view.teamName.map { texts.team(team: $0) } ?? texts.nobody
        var facts = [
            TextLine(id: "time", title: texts.time, detail: joined([day, window, late])),
            TextLine(id: "who", title: texts.who, detail: who),
            TextLine(id: "activity", title: texts.activity, detail: view.activity.name ?? ""),
            TextLine(
                id: "priority", title: words.field.priority, detail: words.priority(view.priority)),
            TextLine(id: "made", title: texts.madeBy(name: words.name(view.madeBy))),
        ]
        if view.series != nil {
            facts.append(TextLine(id: "series", title: texts.series))
        }
        if view.fromNote != nil {
            facts.append(TextLine(id: "note", title: texts.fromNote))
        }
        if view.removed {
            facts.append(TextLine(id: "removed", title: texts.removed))
        }
        return facts
    }

    func report(_ head: HeadLine, place: Int) -> TextLine {
        let texts = words.task.report
        let line = texts.line(
            status: words.status(head.status), name: words.name(head.by), time: formats.moment(head.at.time))
        let parts = [
            head.reason.map { texts.reason(reason: $0.text) } ?? "",
            head.isOfFormer ? texts.former : "",
            head.fix == nil ? "" : texts.withPlace,
        ]
        return TextLine(id: "report \(place)", title: line, detail: joined(parts))
    }

    func change(_ line: ChangeLine) -> TextLine {
        let saved = words.sync.waiting.saved(time: formats.moment(line.savedAt))
        let why = line.refused ?? line.forecast
        let forecast = why.map { words.sync.waiting.forecast(why: words.refusal($0.code)) } ?? ""
        return TextLine(
            id: line.change, title: words.happened(line.happened), detail: joined([saved, forecast]))
    }
}
