import OutriderCore
import OutriderModel
import OutriderWords

/// What the words of the domain are called; one that came after this version stands for itself.
extension Words {
    func status(_ status: Status) -> String { common.status(status.word) }

    /// What an urgency is called.
    public func title(of priority: Priority) -> String { self.priority(priority) }

    /// What an outcome is called.
    public func title(of outcome: Outcome) -> String { self.outcome(outcome) }

    func priority(_ priority: Priority) -> String { common.priority(priority.word) }

    func outcome(_ outcome: Outcome) -> String { common.outcome(outcome.word) }

    func whereabouts(_ where: Whereabouts) -> String { common.place(`where`.word) }

    func refusal(_ code: Code) -> String { common.refusal(code.word) }

    func role(_ role: Role) -> String { common.role(role.word) }

    func weekday(_ day: Weekday) -> String { common.weekday(day.word) }

    func kind(_ kind: Kind) -> String { common.kind(kind.word) }

    func verb(_ kind: ActionKind) -> String { task.verb(kind.word) }

    /// What a change is called, by the word in which it travels.
    func happened(_ word: String) -> String { change(word) }

    /// What a field is called; fields of a collection are named as it is.
    func fieldName(_ name: String) -> String { field(String(name.prefix { $0 != "/" })) }

    /// What was done, by the tap that did it.
    func done(_ tap: Op) -> String { undo(tap.word) }

    /// Who somebody is, where this phone knows.
    func name(_ who: Who?) -> String {
        guard let who else { return format.nobody }
        return who.name ?? format.somebody
    }
}

extension Status {
    var word: String {
        switch self {
        case .offered: "offered"
        case .assigned: "assigned"
        case .accepted: "accepted"
        case .declined: "declined"
        case .started: "started"
        case .done: "done"
        case .notDone: "not_done"
        case .cancelled: "cancelled"
        case .closedByManager: "closed_by_manager"
        case .unknown(let word): word
        }
    }
}

extension Priority {
    /// Those that a person can choose.
    public static let known: [Priority] = [.urgent, .high, .normal, .low]

    var word: String {
        switch self {
        case .urgent: "urgent"
        case .high: "high"
        case .normal: "normal"
        case .low: "low"
        case .unknown(let word): word
        }
    }
}

extension Outcome {
    /// Those that a person can choose.
    public static let known: [Outcome] = [.positive, .open, .negative, .absent]

    var word: String {
        switch self {
        case .positive: "positive"
        case .open: "open"
        case .negative: "negative"
        case .absent: "absent"
        case .unknown(let word): word
        }
    }
}

extension Whereabouts {
    var word: String {
        switch self {
        case .inside: "inside"
        case .outside: "outside"
        case .uncertain: "uncertain"
        case .unknown(let word): word
        }
    }
}

extension Evidence {
    var word: String {
        switch self {
        case .mock: "mock"
        case .jump: "jump"
        case .overlap: "overlap"
        case .clock: "clock"
        case .unknown(let word): word
        }
    }
}

extension DiaryKind {
    var word: String {
        switch self {
        case .lost: "lost"
        case .overlap: "overlap"
        case .reassigned: "reassigned"
        case .doneByFormer: "done_by_former"
        case .doneTwice: "done_twice"
        case .doneThoughCancelled: "done_though_cancelled"
        case .unknown(let word): word
        }
    }
}

extension Settled {
    var word: String {
        switch self {
        case .restored: "restored"
        case .dismissed: "dismissed"
        case .unknown(let word): word
        }
    }
}

extension Code {
    var word: String {
        switch self {
        case .notAllowed: "not_allowed"
        case .notOpen: "not_open"
        case .alreadyClaimed: "already_claimed"
        case .invalid: "invalid"
        case .removed: "removed"
        case .idReused: "id_reused"
        case .tooLarge: "too_large"
        case .notCanonical: "not_canonical"
        case .reserved: "reserved"
        case .malformed: "malformed"
        case .inUse: "in_use"
        case .unknown(let word): word
        }
    }
}

extension Role {
    var word: String {
        switch self {
        case .rep: "rep"
        case .manager: "manager"
        case .admin: "admin"
        case .unknown(let word): word
        }
    }
}

extension Looked {
    var word: String {
        switch self {
        case .position: "position"
        case .track: "track"
        case .checkIn: "check_in"
        case .timeline: "timeline"
        case .export: "export"
        case .unknown(let word): word
        }
    }
}

extension Weekday {
    /// A week.
    static let all: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday, .saturday, .sunday]

    var word: String {
        switch self {
        case .monday: "mon"
        case .tuesday: "tue"
        case .wednesday: "wed"
        case .thursday: "thu"
        case .friday: "fri"
        case .saturday: "sat"
        case .sunday: "sun"
        case .unknown(let word): word
        }
    }
}
