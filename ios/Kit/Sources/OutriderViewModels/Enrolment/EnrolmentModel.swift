import Observation
import OutriderBindings
import OutriderCore
import OutriderModel

/// Whose phone this is: the way in, for the first time, again, or from an old phone.
@MainActor
@Observable
public final class EnrolmentModel: Looking {
    /// The address of the server, as it is typed.
    public var server = ""
    /// The code, as it is typed.
    public var code = ""
    /// Whether it is typed, because it cannot be scanned.
    public var isTyping = false
    /// What is going on.
    public private(set) var state = State.notEnrolled
    /// Whether the server is being asked.
    public private(set) var isBusy = false
    /// What is said above everything.
    public private(set) var title = ""
    /// What is said below that.
    public private(set) var text = ""
    /// What waits on this phone; nothing when nothing does.
    public private(set) var waiting: String?
    /// What is told of the phone before this one.
    public private(set) var former: FormerNotice?
    /// Why the phone is empty, where somebody emptied it from afar.
    public private(set) var wiped: String?
    /// What came along from the old phone.
    public private(set) var tookOver: String?
    /// Why the camera was of no use.
    public private(set) var hint: String?
    /// What went wrong, where something did.
    public private(set) var failure: Failure?
    private let store: PhoneStore

    /// Whether the phone is somebody's.
    public enum State: Sendable {
        /// Nobody's yet.
        case notEnrolled
        /// Somebody's, and it may sync.
        case enrolled
        /// Somebody's, who has to sign in again before it syncs. All work goes on.
        case signInNeeded
    }

    /// What is told of the phone before this one.
    public struct FormerNotice: Equatable, Sendable {
        /// Which, and when it synced last.
        public let text: String
        /// What was still on it; nothing when there was nothing.
        public let waiting: String?
    }

    /// Looks whose phone it is.
    public init(store: PhoneStore) {
        self.store = store
        store.watch(self)
    }

    /// Whether there is enough to try.
    public var canStart: Bool { !isBusy && !server.trimmed.isEmpty && !code.trimmed.isEmpty }

    /// Looks again.
    public func look() {
        switch store.ask({ try $0.enrolmentView() }) {
        case .success(let view): show(view)
        case .failure(let error): failure = store.failure(error)
        }
    }

    /// Reads a code with the camera: a manager's, or the old phone's.
    public func scan() async {
        hint = nil
        switch await store.device.scanning.scan() {
        case .read(let text): await take(text)
        case .leftOff: break
        case .notAllowed:
            hint = store.words.enrolment.cameraOff
            isTyping = true
        }
    }

    /// Takes a code that was scanned or pasted.
    public func take(_ text: String) async {
        hint = nil
        switch store.ask({ _ in try readLabel(text: text) }) {
        case .success(.enrol(let server, let code)):
            self.server = server
            self.code = code
            await start()
        case .success(.handover(let label)):
            await takeOver(label)
        case .failure:
            hint = store.words.enrolment.scanFailed
        }
    }

    /// Enrols with what was typed or scanned.
    public func start() async {
        guard canStart else { return }
        let server = server.trimmed.withScheme
        let code = code.trimmed
        await enter {
            _ = try $0.enrol(server: server, code: code)
        }
    }

    /// Puts aside what is told of the phone before this one.
    public func dismissFormer() {
        store.tap { try $0.dismissFormer() }
    }

    private func takeOver(_ label: String) async {
        await enter { phone in
            let taken = try phone.takeOver(label: label)
            return taken.changes + taken.drafts
        } told: { [weak self] count in
            self?.tookOver = self?.store.words.enrolment.tookOver(count: count)
        }
    }

    private func enter<Answer: Sendable>(
        _ way: @escaping @Sendable (Phone) throws -> Answer, told: (Answer) -> Void = { _ in }
    ) async {
        isBusy = true
        failure = nil
        let entered = await store.away(way)
        switch entered {
        case .success(let answer):
            told(answer)
            code = ""
            // The first tasks come with the first sync; without it everything else works already.
            _ = await store.away { try $0.syncNow() }
            store.start()
        case .failure(.Offline):
            failure = Failure(
                title: store.words.error.offline.title, remedy: store.words.enrolment.offline, help: .again)
        case .failure(.CodeSpent):
            failure = Failure(
                title: store.words.error.codeSpent.title, remedy: store.words.enrolment.wrongCode,
                help: .words)
        case .failure(let error):
            failure = store.failure(error, isNow: true)
        }
        isBusy = false
        look()
    }

    private func show(_ view: EnrolmentView) {
        let texts = store.words.enrolment
        waiting = nil
        switch view.state {
        case .notEnrolled:
            state = .notEnrolled
            title = texts.title
            text = texts.text
        case .enrolled:
            state = .enrolled
            title = texts.done(name: view.personName)
            text = texts.organisation(organisation: view.organisationName)
        case .signInNeeded:
            state = .signInNeeded
            title = texts.again.title
            text = texts.again.text
            waiting = view.waiting > 0 ? texts.again.waiting(count: view.waiting) : nil
            server = server.isEmpty ? view.server : server
        }
        wiped = view.wiped.map { wiped in
            let texts = store.words.wipe.was
            let time = store.formats.moment(wiped.at)
            let lost = wiped.lost > 0 ? " \(texts.lost(count: wiped.lost))" : ""
            let why = wiped.by.map { texts.by(name: $0, time: time) } ?? texts.somebody(time: time)
            return "\(texts.title). \(why)\(lost)"
        }
        former = view.former.map { phone in
            FormerNotice(
                text: texts.former.text(phone: phone.name, time: store.formats.moment(phone.lastSync)),
                waiting: phone.waiting > 0 ? texts.former.waiting(count: phone.waiting) : nil)
        }
    }
}

extension String {
    /// An address as people type it, which is one of the safe kind.
    var withScheme: String {
        contains("://") ? self : "https://\(self)"
    }
}
