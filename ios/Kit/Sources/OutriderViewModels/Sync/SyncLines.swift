import OutriderCore
import OutriderModel
import OutriderWords

/// A change that the server refused, with what can be done about it.
public struct AttentionItem: Equatable, Sendable, Identifiable {
    /// The change.
    public let id: ChangeId
    /// What it is about.
    public let title: String
    /// Why it was refused.
    public let why: String
    /// What the person can do.
    public let remedy: String
    /// What waits for it; nothing when nothing does.
    public let dependents: String?
    /// What can be tapped, the most helpful first.
    public let helps: [Help]

    /// Something that can be tapped.
    public struct Help: Equatable, Sendable, Identifiable {
        let remedy: Remedy
        /// What it is called.
        public let title: String
        /// Whether something is lost by it.
        public let isLoss: Bool
        /// Whether it hands the words to another app.
        public let isExport: Bool

        /// By what it is told apart.
        public var id: String { title }
    }
}

/// A text that is being shortened or mended.
public struct TextMending: Equatable, Sendable, Identifiable {
    /// The refused change.
    public let id: ChangeId
    /// What the field is called.
    public let field: String
    /// The text.
    public var text: String
}

extension SyncFailure {
    var word: String {
        switch self {
        case .unreachable: "unreachable"
        case .timeout: "timeout"
        case .cut: "cut"
        case .foreign: "foreign"
        case .unauthenticated, .revoked: "signIn"
        case .tooLarge, .tooLargeOnTheWay: "tooLarge"
        case .busy: "busy"
        case .server: "server"
        case .store: "store"
        case .stopped: "timeout"
        }
    }
}

/// This phone is to be emptied: on whose word, what would be lost with it, and what helps.
public struct WipeNotice: Equatable, Sendable {
    /// What will happen.
    public let title: String
    /// What is not sent yet; nothing where everything is.
    public let unsent: String?
    /// On whose word, in which order, and what helps.
    public let text: String
}

extension Lines {
    func wipe(_ line: WipeLine) -> WipeNotice {
        let texts = words.wipe
        let parts = [
            texts.text, texts.asked(name: words.name(line.by), time: formats.moment(line.at)),
            line.unsent > 0 ? texts.help : "",
            line.refused > 0 ? texts.refused(count: line.refused) : "",
        ]
        return WipeNotice(
            title: texts.title, unsent: line.unsent > 0 ? texts.unsent(count: line.unsent) : nil,
            text: parts.filter { !$0.isEmpty }.joined(separator: " "))
    }

    func headline(_ headline: Headline) -> String {
        let texts = words.sync.headline
        switch headline {
        case .signInNeeded: return texts.signInNeeded
        case .signedOut(let handedOver):
            return handedOver > 0
                ? joined([texts.signedOut, texts.handedOver(count: handedOver)]) : texts.signedOut
        case .needsAttention(let changes): return texts.needsAttention(count: changes)
        case .offline(_, let waiting):
            return waiting > 0 ? texts.offline(count: waiting) : texts.offlineIdle
        case .waiting(let changes): return texts.waiting(count: changes)
        case .onServer: return texts.onServer
        }
    }

    func waiting(_ line: WaitingLine) -> TextLine {
        let saved = words.sync.waiting.saved(time: formats.moment(line.change.savedAt))
        let forecast = line.change.forecast.map {
            words.sync.waiting.forecast(why: words.refusal($0.code))
        }
        return TextLine(
            id: line.change.change,
            title: joined([words.happened(line.change.happened), line.aboutName ?? ""]),
            detail: joined([saved, forecast ?? ""]))
    }

    func receipt(_ line: ReceiptLine) -> TextLine {
        let texts = words.sync.receipts
        let verdict =
            switch line.verdict {
            case .applied: texts.applied
            case .merged: texts.merged
            case .duplicate: texts.duplicate
            }
        let since = texts.since(time: formats.moment(line.judgedAt))
        return TextLine(
            id: line.change, title: joined([words.happened(line.happened), line.aboutName ?? ""]),
            detail: joined([since, verdict]))
    }

    func attention(_ line: AttentionLine) -> AttentionItem {
        let texts = words.sync.attention
        let field = line.why.field.isEmpty ? "" : texts.field(field: words.fieldName(line.why.field))
        let count = line.dependents.count
        return AttentionItem(
            id: line.line.change.change,
            title: joined([words.happened(line.line.change.happened), line.line.aboutName ?? ""]),
            why: joined([words.refusal(line.why.code), field]), remedy: texts.remedy(line.why.code.word),
            dependents: count > 0 ? texts.dependents(count: count) : nil,
            helps: line.remedies.map { help($0, dependents: count) })
    }

    private func help(_ remedy: Remedy, dependents: Int) -> AttentionItem.Help {
        let texts = words.sync.attention
        let title =
            switch remedy {
            case .sayAgain: texts.sayAgain
            case .editText: texts.editText
            case .discard: texts.discard
            case .export: texts.export
            }
        return AttentionItem.Help(
            remedy: remedy, title: title, isLoss: remedy == .discard, isExport: remedy == .export)
    }
}
