import Foundation
import OutriderBindings
import OutriderModel
import OutriderViewModels

/// A device that stands where it is told to, answers what it is told to, and remembers what it was asked.
@MainActor
public final class StillDevice: Locating, Calling, Scanning, Dictating, Locking, Notifying, PreferenceStore {
    /// Where it is; nowhere until it is told.
    public var lastFix: Fix?
    public var permission = LocationPermission.allowed
    /// What asking for its place brings, where that is not ``lastFix``.
    public var located: Located?
    /// Who follows its way, and how closely.
    public private(set) var following: UInt32?
    private var told: (@MainActor (Fix) -> Void)?

    /// Whether there are other apps to start.
    public var hasApps = true
    /// What was started.
    public private(set) var started: [String] = []

    /// What the camera sees.
    public var scanned = Scan.leftOff
    public var means = DictationMeans.onPhone
    /// What is said to the microphone.
    public var speech: [String] = []
    /// How listening ends.
    public var dictated = Dictated.stopped
    public private(set) var wasStopped = false

    /// Whether its owner holds it.
    public var unlocked = Unlocked.yes
    /// How often it was asked.
    public private(set) var prompts: [String] = []

    /// Whether notices may be shown.
    public var allowsNotices = true
    /// What was shown.
    public private(set) var notices: [ShownNotice] = []

    private var kept = Preferences()
    private let isPatient: Bool
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// A patient device waits until it is told that the time has passed.
    public init(isPatient: Bool = false) {
        self.isPatient = isPatient
    }

    /// The seams that it fills.
    public func device(language: String = "en", zone: String = "Europe/Berlin") -> Device {
        let pause: @Sendable (Int) async -> Void
        if isPatient {
            pause = { [weak self] _ in await self?.wait() }
        } else {
            pause = { try? await Task.sleep(for: .milliseconds($0)) }
        }
        return Device(
            locating: self, calling: self, scanning: self, dictating: self, locking: self, notifying: self,
            preferences: self, locale: DeviceLocale(language: language, zone: zone),
            now: { Int64(Foundation.Date().timeIntervalSince1970 * 1_000_000) }, pause: pause)
    }

    /// The time that something waits for has passed.
    public func tick() {
        let waiting = waiting
        self.waiting = []
        waiting.forEach { $0.resume() }
    }

    /// Whether something waits for time to pass.
    public var isAwaited: Bool { !waiting.isEmpty }

    private func wait() async {
        await withCheckedContinuation { waiting.append($0) }
    }

    /// Goes somewhere, and tells whoever follows.
    public func stand(lat: Double, lon: Double, accuracy: Int64 = 8_000, isMock: Bool = false) {
        let position = Position(
            lat: Int32((lat * 10_000_000).rounded()), lon: Int32((lon * 10_000_000).rounded()))
        let fix = Fix(
            position: position, accuracyMm: accuracy, mock: isMock, provider: "gps",
            at: Int64(Foundation.Date().timeIntervalSince1970 * 1_000_000), sinceBoot: nil)
        lastFix = fix
        told?(fix)
    }

    public func locate() async -> Located { located ?? lastFix.map(Located.found) ?? .nothing }

    public func follow(secondsApart: UInt32, told: @escaping @MainActor (Fix) -> Void) {
        following = secondsApart
        self.told = told
    }

    public func stopFollowing() {
        following = nil
        told = nil
    }

    public func call(_ number: String) -> Bool { start("call \(number)") }

    public func message(_ number: String) -> Bool { start("message \(number)") }

    public func mail(_ address: String) -> Bool { start("mail \(address)") }

    public func navigate(to place: Position, name: String) -> Bool { start("navigate \(name)") }

    private func start(_ what: String) -> Bool {
        if hasApps {
            started.append(what)
        }
        return hasApps
    }

    public func scan() async -> Scan { scanned }

    public func listen(heard: @escaping @MainActor (String) -> Void) async -> Dictated {
        for words in speech {
            heard(words)
        }
        return dictated
    }

    public func stop() {
        wasStopped = true
    }

    public func unlock(prompt: String) async -> Unlocked {
        prompts.append(prompt)
        return unlocked
    }

    public func ask() async -> Bool { allowsNotices }

    public func show(_ notice: ShownNotice) {
        notices.append(notice)
    }

    public func read() -> Preferences { kept }

    public func keep(_ preferences: Preferences) {
        kept = preferences
    }
}

/// A profile in a folder, as an app would open it.
public func profile(
    folder: String, name: String = "Phone", clock: (any DeviceClock)? = nil
) -> PhoneConfig {
    PhoneConfig(folder: folder, deviceName: name, zone: "Europe/Berlin", clock: clock)
}
