import OutriderCore
import OutriderModel
import OutriderWords

/// Where something is safe: told by word and by sign, never by colour alone.
public enum Mark: Equatable, Sendable {
    /// On the server.
    case onServer
    /// On this phone, and not sent yet.
    case savedHere
    /// The server could not take it.
    case needsAttention

    init(_ mark: SyncMark) {
        switch mark {
        case .onServer: self = .onServer
        case .savedHere: self = .savedHere
        case .needsAttention: self = .needsAttention
        }
    }

    /// The name of the sign.
    public var sign: String {
        switch self {
        case .onServer: "checkmark.icloud"
        case .savedHere: "iphone"
        case .needsAttention: "exclamationmark.triangle"
        }
    }

    /// The word.
    public func words(_ words: Words) -> String {
        switch self {
        case .onServer: words.label.mark.onServer
        case .savedHere: words.label.mark.savedHere
        case .needsAttention: words.label.mark.needsAttention
        }
    }
}

/// A task of a list.
public struct TaskLine: Equatable, Sendable, Identifiable {
    /// The task.
    public let id: TaskId
    /// What is to be done.
    public let title: String
    /// At whom, where, how far.
    public let place: String
    /// Why it stands where it does.
    public let reasons: [String]
    /// Whether it cannot wait.
    public let isPressing: Bool
    /// Where it is safe.
    public let mark: Mark
    /// All of it in one breath, for whoever listens.
    public let spoken: String
}

/// Something that stands on a line with something else below it.
public struct TextLine: Equatable, Sendable, Identifiable {
    /// By what it is told apart.
    public let id: String
    /// What it says.
    public let title: String
    /// What it says besides.
    public let detail: String
    /// Where it is safe, where that is to be told.
    public let mark: Mark?

    init(id: String, title: String, detail: String = "", mark: SyncMark? = nil) {
        self.id = id
        self.title = title
        self.detail = detail
        self.mark = mark.map(Mark.init)
    }
}

/// Something that can be chosen.
public struct Option: Equatable, Hashable, Sendable, Identifiable {
    /// By what it is told apart.
    public let id: String
    /// What it says.
    public let title: String
}

/// Puts views of the core into words.
@MainActor
struct Lines {
    let words: Words
    let formats: Formats

    init(_ store: PhoneStore) {
        words = store.words
        formats = store.formats
    }

    func task(_ row: TodayRow) -> TaskLine {
        let place = row.customer.map(customer) ?? words.today.noCustomer
        let reasons = row.reasons.map(reason)
        let mark = Mark(row.mark)
        let spoken = [row.title, place] + reasons + (mark == .onServer ? [] : [mark.words(words)])
        return TaskLine(
            id: row.task, title: row.title, place: place, reasons: reasons,
            isPressing: row.reasons.contains { $0.isPressing }, mark: mark,
            spoken: spoken.joined(separator: ", "))
    }

    func customer(_ line: CustomerLine) -> String {
        let away = line.distanceMm.map { words.customers.distance(distance: formats.length($0)) }
        return joined([line.name, line.address, away ?? ""])
    }

    func joined(_ parts: [String]) -> String {
        let said = parts.filter { !$0.isEmpty }
        guard let first = said.first else { return "" }
        return said.dropFirst().reduce(first) { words.format.pair(first: $0, second: $1) }
    }

    func reason(_ reason: WhyHere) -> String {
        let texts = words.today.reason
        switch reason {
        case .urgent: return texts.urgent
        case .highPriority: return texts.highPriority
        case .lowPriority: return texts.lowPriority
        case .overdue(let days): return words.today.overdue(count: days)
        case .windowOpen(let until): return texts.windowOpen(time: formats.minute(until))
        case .windowOpens(let at): return texts.windowOpens(time: formats.minute(at))
        case .windowMissed(let at): return texts.windowMissed(time: formats.minute(at))
        case .plannedToday: return texts.plannedToday
        case .planned(let day): return texts.planned(day: formats.day(day))
        case .anyDay: return texts.anyDay
        case .claimable(_, let name): return name.map { texts.claimable(team: $0) } ?? texts.claimableTeam
        case .declined: return texts.declined
        case .unassigned: return texts.unassigned
        case .away(let distance): return texts.away(distance: formats.length(distance))
        }
    }

    func note(_ note: NoteLine) -> TextLine {
        let by = words.note.by(name: words.name(note.by), time: formats.moment(note.at.time))
        let outcome = note.outcome.map(words.outcome) ?? ""
        let body = note.withdrawn ? words.note.withdrawn : note.body
        return TextLine(id: note.id, title: body, detail: joined([by, outcome, note.met]), mark: note.mark)
    }

    func visit(_ visit: VisitLine) -> TextLine {
        let texts = words.task.visit
        let span: String
        if let ended = visit.ended {
            span = texts.lasted(from: formats.moment(visit.begun.time), to: formats.time(ended.time))
        } else {
            span = texts.running(time: formats.moment(visit.begun.time))
        }
        let verdict = visit.verdict.map { words.whereabouts($0.verdict) } ?? ""
        let withdrawn = visit.withdrawn ? texts.withdrawn : ""
        let signals = visit.evidence.map { words.task.evidence($0.evidence.word) }
        return TextLine(
            id: visit.id, title: joined([words.name(visit.by), span]),
            detail: joined([verdict, withdrawn] + signals), mark: visit.mark)
    }
}

extension WhyHere {
    var isPressing: Bool {
        switch self {
        case .urgent, .overdue, .windowOpen, .windowMissed: true
        case .highPriority, .lowPriority, .windowOpens, .plannedToday, .planned, .anyDay, .claimable,
            .declined, .unassigned, .away:
            false
        }
    }
}
