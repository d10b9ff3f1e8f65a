import Foundation

/// What the person has set on this phone; it is not sent anywhere.
public struct Preferences: Codable, Equatable, Sendable {
    /// A language of the words; none for that of the phone.
    public var language: String?
    /// Light, dark, or as the phone.
    public var theme = Theme.system
    /// Whether the app asks who holds the phone.
    public var isLocked = false
    /// Whether anything is told outside the app.
    public var notifies = true
    /// Whether notices leave titles out.
    public var hidesTitles = false
    /// When nothing rings; none for outside the working hours.
    public var quiet: QuietHours?

    /// What a new phone begins with.
    public init() {}
}

/// How the app looks.
public enum Theme: String, Codable, CaseIterable, Sendable {
    /// As the phone.
    case system
    /// Dark on light.
    case light
    /// Light on dark.
    case dark
}

/// A part of the day that may go over midnight, in minutes.
public struct QuietHours: Codable, Equatable, Sendable {
    /// Its first minute.
    public var from: Int
    /// The minute after its last.
    public var until: Int

    /// A part of the day.
    public init(from: Int, until: Int) {
        self.from = from
        self.until = until
    }
}

/// Where preferences stand.
@MainActor
public protocol PreferenceStore: AnyObject {
    /// Returns what was kept last, or what a new phone begins with.
    func read() -> Preferences

    /// Keeps them.
    func keep(_ preferences: Preferences)
}

/// Preferences as a file in the folder of the app.
public final class PreferenceFile: PreferenceStore {
    private let path: String

    /// Names the file.
    public init(path: String) {
        self.path = path
    }

    /// Returns what the file says; one that says nothing is as good as none.
    public func read() -> Preferences {
        guard let data = FileManager.default.contents(atPath: path),
            let kept = try? JSONDecoder().decode(Preferences.self, from: data)
        else {
            return Preferences()
        }
        return kept
    }

    /// Writes the file whole or not at all.
    public func keep(_ preferences: Preferences) {
        let data = try? JSONEncoder().encode(preferences)
        try? data?.write(to: URL(filePath: path), options: .atomic)
    }
}
