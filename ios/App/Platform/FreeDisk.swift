import Foundation
import OutriderBindings

/// How much room the phone has for what a person asked to keep.
final class FreeDisk: FreeSpace {
    private let folder: URL

    init(folder: String) {
        self.folder = URL(filePath: folder)
    }

    func free() -> UInt64? {
        let values = try? folder.resourceValues(forKeys: [.volumeAvailableCapacityForImportantUsageKey])
        return values?.volumeAvailableCapacityForImportantUsage.map(UInt64.init(clamping:))
    }
}
