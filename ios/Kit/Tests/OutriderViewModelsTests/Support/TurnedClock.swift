import Foundation
import OutriderBindings
import Synchronization

/// The system's clock, turned by some hours, as a person may do.
final class TurnedClock: DeviceClock {
    private let turned = Mutex(Int64(0))
    private let name = UUID().uuidString.lowercased()

    /// Turns it, and the time that passes with it.
    func turn(hours: Int64) {
        turned.withLock { $0 += hours * 3_600_000_000 }
    }

    func wall() -> Int64 {
        Int64(Foundation.Date().timeIntervalSince1970 * 1_000_000) + turned.withLock { $0 }
    }

    func monotonic() -> Int64 {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1_000 + max(0, turned.withLock { $0 })
    }

    func boot() -> String { name }

    func zone() -> String { "Europe/Berlin" }

    func offset() -> Int32 {
        let zone = TimeZone(identifier: "Europe/Berlin") ?? .gmt
        let now = Foundation.Date(timeIntervalSince1970: Double(wall()) / 1_000_000)
        return Int32(zone.secondsFromGMT(for: now))
    }
}
