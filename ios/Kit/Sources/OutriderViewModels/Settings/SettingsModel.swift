import Observation
import OutriderBindings
import OutriderCore
import OutriderModel
import OutriderWords

/// Who works here, how the app looks and when it may ring.
@MainActor
@Observable
public final class SettingsModel: Looking {
    /// What went wrong, where something did.
    public private(set) var failure: Failure?
    /// Who, where, on which server: each with its name.
    public private(set) var you: [TextLine] = []
    /// What is on the phone.
    public private(set) var storage: [TextLine] = []
    /// Which zone the person's days follow.
    public private(set) var zone = ""
    /// How much would wait until the person signs in again; nothing when nothing does.
    public private(set) var waiting: String?
    /// Another phone of the person's, which may be in wrong hands; nothing where there is none.
    public private(set) var other: OtherPhone?
    /// Why the lock cannot be switched on, or notices cannot be shown.
    public private(set) var problem: String?
    private let store: PhoneStore

    /// Another phone of the same person.
    public struct OtherPhone: Equatable, Sendable {
        let id: DeviceId
        /// What its owner calls it.
        public let name: String
        /// What happens when it is emptied, and what would be lost as far as the server knows.
        public let text: String
    }

    /// Looks at the settings.
    public init(store: PhoneStore) {
        self.store = store
        store.watch(self)
    }

    /// What is set.
    public var preferences: Preferences { store.preferences }

    /// Languages that can be chosen: first the phone's own.
    public var languages: [Option] {
        [Option(id: "", title: store.words.settings.language.system)]
            + Words.languages.map { Option(id: $0.code, title: $0.name) }
    }

    /// The language that is chosen; empty for the phone's own.
    public var language: String {
        get { store.preferences.language ?? "" }
        set { store.prefer { $0.language = newValue.isEmpty ? nil : newValue } }
    }

    /// How the app looks.
    public var theme: Theme {
        get { store.preferences.theme }
        set { store.prefer { $0.theme = newValue } }
    }

    /// Whether titles stay out of notices.
    public var hidesTitles: Bool {
        get { store.preferences.hidesTitles }
        set { store.prefer { $0.hidesTitles = newValue } }
    }

    /// Whether the quiet hours are the person's own, not what lies outside the working hours.
    public var hasOwnQuiet: Bool {
        get { store.preferences.quiet != nil }
        set { store.prefer { $0.quiet = newValue ? QuietHours(from: 20 * 60, until: 7 * 60) : nil } }
    }

    /// The first minute of the quiet hours.
    public var quietFrom: Int {
        get { store.preferences.quiet?.from ?? 0 }
        set { store.prefer { $0.quiet?.from = newValue } }
    }

    /// The minute after the last of the quiet hours.
    public var quietUntil: Int {
        get { store.preferences.quiet?.until ?? 0 }
        set { store.prefer { $0.quiet?.until = newValue } }
    }

    /// What a theme is called.
    public func title(of theme: Theme) -> String {
        let texts = store.words.settings.theme
        return switch theme {
        case .system: texts.system
        case .light: texts.light
        case .dark: texts.dark
        }
    }

    /// Switches the lock on or off; on only for whoever can open it again.
    public func setLocked(_ isLocked: Bool) async {
        problem = nil
        let texts = store.words.settings.lock
        guard isLocked else {
            store.prefer { $0.isLocked = false }
            return
        }
        switch await store.device.locking.unlock(prompt: texts.prompt) {
        case .yes: store.prefer { $0.isLocked = true }
        case .no: problem = texts.failed
        case .noLockOnPhone: problem = texts.none
        }
    }

    /// Switches notices on or off; on only where the phone lets the app show them.
    public func setNotifies(_ notifies: Bool) async {
        problem = nil
        let isAllowed = notifies ? await store.device.notifying.ask() : false
        if notifies && !isAllowed {
            problem = store.words.settings.notifications.off
        }
        store.prefer { $0.notifies = notifies && isAllowed }
    }

    /// Ends the session on this phone; everything that was written stays.
    public func signOut() async {
        if case .failure(let error) = await store.away({ try $0.signOut() }) {
            store.undo.say(store.failure(error))
        }
    }

    /// Has the other phone empty itself when it next syncs.
    public func wipeOther() {
        guard let other else { return }
        store.tap(.askWipe) { try $0.askWipe(phone: other.id) }
    }

    /// Looks again.
    public func look() {
        switch store.ask({ try $0.settingsView() }) {
        case .success(let view):
            failure = nil
            show(view)
        case .failure(let error):
            failure = store.failure(error)
        }
    }

    private func show(_ view: SettingsView) {
        let texts = store.words.settings
        let role = store.words.role(view.role)
        you = [
            TextLine(
                id: "you", title: view.personName,
                detail: view.teamName.map { texts.role(role: role, team: $0) } ?? role),
            TextLine(id: "organisation", title: texts.organisation, detail: view.organisationName),
            TextLine(id: "server", title: texts.server, detail: view.server),
            TextLine(id: "phone", title: texts.phone, detail: view.deviceName),
        ]
        let zone = view.zone ?? view.deviceZone
        self.zone =
            zone == view.deviceZone
            ? texts.zone(zone: zone) : "\(texts.zone(zone: zone)) \(texts.zoneDiffers(zone: view.deviceZone))"
        storage =
            [
                TextLine(
                    id: "used",
                    title: texts.storage.used(size: store.words.size(Int64(clamping: view.bytesUsed)))
                )
            ]
            + view.records.map {
                TextLine(
                    id: $0.kind, title: store.words.common.kind($0.kind),
                    detail: texts.storage.records(count: $0.records))
            }
        let former = (try? store.phone.enrolmentView())?.former
        other = former.map { phone in
            let texts = store.words.wipe.other
            let waiting = phone.waiting > 0 ? " \(texts.waiting(count: phone.waiting))" : ""
            return OtherPhone(
                id: phone.device, name: phone.name, text: "\(texts.text(phone: phone.name))\(waiting)")
        }
        waiting = view.waiting > 0 ? texts.signOut.waiting(count: view.waiting) : nil
    }
}
