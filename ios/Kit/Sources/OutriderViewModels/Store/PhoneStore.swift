import Dispatch
import Observation
import OutriderBindings
import OutriderCore
import OutriderModel
import OutriderWords

/// Whoever shows something that may look different at any time.
@MainActor
public protocol Looking: AnyObject {
    /// Looks again.
    func look()

    /// Makes safe what is open: the app is about to sleep.
    func goToBackground()
}

extension Looking {
    /// Most have nothing open.
    public func goToBackground() {}
}

/// The phone's core and what every screen is handed.
///
/// Screens ask by ``ask(_:)`` and write by ``tap(_:)``: both are short calls to what is on the phone, so
/// that nothing ever turns while data is here. What needs the server goes through ``away(_:)``.
@MainActor
@Observable
public final class PhoneStore {
    /// The core.
    @ObservationIgnored public let phone: Phone
    /// What only the device can do.
    @ObservationIgnored public let device: Device
    /// Where the person is in the app.
    public let router = Router()
    /// What the person has set on this phone.
    public private(set) var preferences: Preferences
    /// Every text in the language that he reads.
    public private(set) var words: Words
    /// Days, times, lengths as he reads them.
    public private(set) var formats: Formats
    /// Whether the person is enrolled, so that there is something to show.
    public private(set) var isEnrolled = false

    /// What is said at the bottom for some seconds.
    @ObservationIgnored public private(set) lazy var undo = UndoModel(store: self)
    @ObservationIgnored private var lookers: [Looker] = []
    @ObservationIgnored private var subscription: UInt64?
    @ObservationIgnored private var news: AsyncStream<LookAgain>.Continuation?

    private struct Looker {
        weak var looking: (any Looking)?
    }

    /// Opens a profile. Needs no session and no network.
    ///
    /// Throws what the core says of a profile that cannot be opened.
    public init(config: PhoneConfig, device: Device) throws {
        phone = try Phone.open(config: config)
        self.device = device
        let kept = device.preferences.read()
        preferences = kept
        let words = Words.of(kept.language ?? device.locale.language)
        self.words = words
        formats = Formats(words: words, locale: device.locale, now: device.now)
        isEnrolled = try phone.profile() != nil
        try listen()
    }

    /// Syncs by itself from now on; costs nothing where nobody is enrolled.
    public func start() {
        try? phone.start()
        cameToForeground()
    }

    /// Ends what was begun; the core stays open until the last one lets it go.
    public func close() {
        if let subscription {
            try? phone.unobserve(subscription: subscription)
        }
        subscription = nil
        news?.finish()
        try? phone.stop()
    }

    /// The app is before its user.
    public func cameToForeground() {
        try? phone.cameToForeground()
        look()
    }

    /// The app is about to sleep: what is typed is made safe first.
    public func goToBackground() {
        for looker in lookers {
            looker.looking?.goToBackground()
        }
        try? phone.wentToBackground()
    }

    /// Takes another preference.
    public func prefer(_ change: (inout Preferences) -> Void) {
        change(&preferences)
        device.preferences.keep(preferences)
        words = Words.of(preferences.language ?? device.locale.language)
        formats = Formats(words: words, locale: device.locale, now: device.now)
        look()
    }

    /// Has a model look now, and whenever something may look different.
    public func watch(_ looking: any Looking) {
        lookers.removeAll { $0.looking == nil }
        lookers.append(Looker(looking: looking))
        looking.look()
    }

    /// Has every model look again.
    public func look() {
        isEnrolled = ((try? phone.profile()) ?? nil) != nil
        for looker in lookers {
            looker.looking?.look()
        }
    }

    /// Asks the phone.
    public func ask<Answer>(_ question: (Phone) throws -> Answer) -> Result<Answer, AppError> {
        do {
            return .success(try question(phone))
        } catch let error as AppError {
            return .failure(error)
        } catch {
            return .failure(.Defect)
        }
    }

    /// Does something that is on disk when this returns. What went wrong is said; of a named tap it is said
    /// what was done, with the way back where there is one.
    @discardableResult
    public func tap<Answer>(_ name: Op? = nil, _ work: (Phone) throws -> Answer) -> Answer? {
        switch ask(work) {
        case .success(let answer):
            undo.tell(name, hasChanged: !isNothing(answer))
            look()
            return answer
        case .failure(let error):
            undo.say(failure(error))
            return nil
        }
    }

    private func isNothing(_ answer: Any) -> Bool {
        let mirror = Mirror(reflecting: answer)
        return mirror.displayStyle == .optional && mirror.children.isEmpty
    }

    /// Does something that needs the server, on a thread of its own: the phone is not held up.
    public func away<Answer: Sendable>(
        _ work: @escaping @Sendable (Phone) throws -> Answer
    ) async -> Result<Answer, AppError> {
        let phone = self.phone
        let result: Result<Answer, AppError> = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                do {
                    continuation.resume(returning: .success(try work(phone)))
                } catch let error as AppError {
                    continuation.resume(returning: .failure(error))
                } catch {
                    continuation.resume(returning: .failure(.Defect))
                }
            }
        }
        look()
        return result
    }

    /// Finds words for what went wrong.
    public func failure(_ error: AppError, isNow: Bool = false) -> Failure {
        Failure.of(error, words: words, isNow: isNow)
    }

    /// Where the person is, as far as the device knows without being asked.
    var here: Position? { device.locating.lastFix?.position }

    private func listen() throws {
        let (stream, continuation) = AsyncStream.makeStream(
            of: LookAgain.self, bufferingPolicy: .bufferingNewest(1))
        news = continuation
        subscription = try phone.observe(observer: Listener(news: continuation))
        Task { [weak self] in
            for await _ in stream {
                self?.look()
            }
        }
    }
}

/// Is told on a thread of the core, and leaves it at once.
private final class Listener: Observer {
    private let news: AsyncStream<LookAgain>.Continuation

    init(news: AsyncStream<LookAgain>.Continuation) {
        self.news = news
    }

    func lookAgain(news: LookAgain) {
        self.news.yield(news)
    }
}
