import OutriderModel

/// What only the device can do, handed in by the app.
@MainActor
public struct Device {
    /// Where it is.
    public let locating: any Locating
    /// Other apps.
    public let calling: any Calling
    /// The camera.
    public let scanning: any Scanning
    /// Speech.
    public let dictating: any Dictating
    /// Its own lock.
    public let locking: any Locking
    /// Notices.
    public let notifying: any Notifying
    /// Where preferences stand.
    public let preferences: any PreferenceStore
    /// What it is set to.
    public let locale: DeviceLocale
    /// Microseconds since 1970 (UTC), by the clock that the core goes by.
    public let now: @MainActor () -> Int64
    /// Waits so many milliseconds.
    public let pause: @Sendable (Int) async -> Void

    /// Brings the parts together.
    public init(
        locating: any Locating, calling: any Calling, scanning: any Scanning, dictating: any Dictating,
        locking: any Locking, notifying: any Notifying, preferences: any PreferenceStore,
        locale: DeviceLocale, now: @escaping @MainActor () -> Int64,
        pause: @escaping @Sendable (Int) async -> Void
    ) {
        self.locating = locating
        self.calling = calling
        self.scanning = scanning
        self.dictating = dictating
        self.locking = locking
        self.notifying = notifying
        self.preferences = preferences
        self.locale = locale
        self.now = now
        self.pause = pause
    }
}

/// The language and the zone that a device is set to.
public struct DeviceLocale: Equatable, Sendable {
    /// As in `ar-EG`.
    public let language: String
    /// By its IANA name.
    public let zone: String

    /// Keeps both.
    public init(language: String, zone: String) {
        self.language = language
        self.zone = zone
    }
}
