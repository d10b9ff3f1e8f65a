import OutriderCore
import OutriderModel
import OutriderWords

/// Something that a person lost or should know.
public struct DiaryEntry: Equatable, Sendable, Identifiable {
    /// The entry.
    public let id: DiaryId
    /// About what.
    public let title: String
    /// What happened.
    public let text: String
    /// What the person had written.
    public let mine: String
    /// What stands, and from whom.
    public let theirs: String
    /// When it was noticed.
    public let when: String
    /// Whether one tap brings back what the person had written.
    public let canRestore: Bool
    /// How it was settled; empty while it is not.
    public let settled: String
    /// Where it is safe.
    public let mark: Mark
}

extension Lines {
    func diary(_ line: DiaryLine) -> DiaryEntry {
        let texts = words.sync.diary
        let about = line.aboutName ?? words.kind(line.aboutKind)
        let field = line.field.map { words.fieldName($0) } ?? ""
        let stands = line.by.flatMap(\.name).map { texts.theirsBy(name: $0) } ?? texts.theirs
        return DiaryEntry(
            id: line.entry, title: joined([about, field]), text: texts.kind(line.tells.word),
            mine: "\(texts.mine): \(told(line.mine))", theirs: "\(stands): \(told(line.theirs))",
            when: formats.moment(line.noticed), canRestore: line.canRestore,
            settled: line.settled.map { words.common.settled($0.word) } ?? "", mark: Mark(line.mark))
    }

    func told(_ told: Told) -> String {
        switch told {
        case .nothing: return words.format.nothing
        case .text(let text), .other(let text): return text
        case .day(let day): return formats.day(day)
        case .between(let window): return formats.window(window)
        case .urgency(let priority): return words.priority(priority)
        case .standing(let status): return words.status(status)
        case .ending(let outcome): return words.outcome(outcome)
        case .number(let number): return formats.number(number)
        case .flag(let isSet): return isSet ? words.label.done : words.label.notDone
        case .several(let texts): return joined(texts)
        case .person(let name), .team(let name), .activity(let name): return name ?? words.format.somebody
        case .place(let name, _): return name.isEmpty ? words.field.sites : name
        }
    }
}
