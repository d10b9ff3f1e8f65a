import Foundation

/// The folder of the profile: readable after the first unlock, so that a sync in the background can go on,
/// and in no backup, for the keys of this phone open it nowhere else.
struct ProfileFolder {
    let path: String
    let preferences: String
    let isNew: Bool

    init() {
        var folder = URL.applicationSupportDirectory.appending(path: "profile")
        path = folder.path
        preferences = folder.appending(path: "preferences.json").path
        isNew = !FileManager.default.fileExists(atPath: path)
        try? FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true,
            attributes: [.protectionKey: FileProtectionType.completeUntilFirstUserAuthentication])
        var values = URLResourceValues()
        values.isExcludedFromBackup = true
        try? folder.setResourceValues(values)
    }
}
