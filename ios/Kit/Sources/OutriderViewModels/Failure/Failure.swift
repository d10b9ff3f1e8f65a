import OutriderCore
import OutriderWords

/// What went wrong, and what the person can do now.
public struct Failure: Equatable, Sendable {
    /// What went wrong.
    public let title: String
    /// What to do.
    public let remedy: String
    /// What can be tapped to do it.
    public let help: FailureHelp

    /// All of it in one breath, for whoever listens.
    public var spoken: String { "\(title). \(remedy)" }
}

/// What can be tapped when something went wrong.
public enum FailureHelp: Equatable, Sendable {
    /// Nothing: the words say what to do.
    case words
    /// The same again.
    case again
    /// Signing in.
    case signIn
    /// What can be sent to whoever helps.
    case diagnostics
    /// Beginning with an empty phone, because what is here cannot be opened.
    case giveUp
}

extension Failure {
    /// Finds words for what the core threw; whatever else was thrown is a defect.
    static func of(_ error: any Error, words: Words, isNow: Bool = false) -> Failure {
        guard let error = error as? AppError else {
            return Failure(
                title: words.error.defect.title, remedy: words.error.defect.remedy, help: .diagnostics)
        }
        return of(error, words: words, isNow: isNow)
    }

    /// `isNow` is for what needs a connection, which no later will mend by itself.
    static func of(_ error: AppError, words: Words, isNow: Bool = false) -> Failure {
        let texts = words.error
        switch error {
        case .StorageFull:
            return Failure(title: texts.storageFull.title, remedy: texts.storageFull.remedy, help: .again)
        case .StorageFailed:
            return Failure(
                title: texts.storageFailed.title, remedy: texts.storageFailed.remedy, help: .again)
        case .KeyLost:
            return Failure(title: texts.keyLost.title, remedy: texts.keyLost.remedy, help: .giveUp)
        case .UpdateNeeded:
            return Failure(title: texts.updateNeeded.title, remedy: texts.updateNeeded.remedy, help: .words)
        case .TooLong(let bytes, let allowed):
            let remedy = texts.tooLong.remedy(
                size: words.size(Int64(bytes)), allowed: words.size(Int64(allowed)))
            return Failure(title: texts.tooLong.title, remedy: remedy, help: .words)
        case .Invalid(let field):
            let remedy =
                field.isEmpty ? texts.invalid.whole : texts.invalid.remedy(field: words.fieldName(field))
            return Failure(title: texts.invalid.title, remedy: remedy, help: .words)
        case .NotSignedIn:
            return Failure(title: texts.notSignedIn.title, remedy: texts.notSignedIn.remedy, help: .signIn)
        case .NotFound:
            return Failure(title: texts.notFound.title, remedy: texts.notFound.remedy, help: .words)
        case .NothingToUndo:
            return Failure(
                title: texts.nothingToUndo.title, remedy: texts.nothingToUndo.remedy, help: .words)
        case .Offline:
            return Failure(
                title: texts.offline.title, remedy: isNow ? texts.offline.now : texts.offline.remedy,
                help: isNow ? .again : .words)
        case .CodeSpent:
            return Failure(title: texts.codeSpent.title, remedy: texts.codeSpent.remedy, help: .words)
        case .NotHandedOver:
            return Failure(
                title: texts.notHandedOver.title, remedy: texts.notHandedOver.remedy, help: .again)
        case .ServerRefused:
            return Failure(
                title: texts.serverRefused.title, remedy: texts.serverRefused.remedy, help: .again)
        case .Defect:
            return Failure(title: texts.defect.title, remedy: texts.defect.remedy, help: .diagnostics)
        }
    }
}
