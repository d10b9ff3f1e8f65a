import Foundation

/// The outlines of the land that the app brings along: coasts, and borders of countries and states.
public final class Outlines: Sendable {
    /// A line by its corners, in degrees.
    struct Line: Sendable {
        let lats: [Double]
        let lons: [Double]
        let south, north, west, east: Double

        init(lats: [Double], lons: [Double]) {
            self.lats = lats
            self.lons = lons
            (south, north) = (lats.min() ?? 0, lats.max() ?? 0)
            (west, east) = (lons.min() ?? 0, lons.max() ?? 0)
        }

        func meets(_ frame: Frame) -> Bool {
            east >= frame.west && west <= frame.east && north >= frame.south && south <= frame.north
        }
    }

    let coasts: [Line]
    let borders: [Line]

    /// How fine the grid of the corners is, in parts of a degree.
    private static let steps = 500.0

    /// Reads what `android/ci/outlines.py` writes; a file that is none has no lines.
    public init(_ data: Data) {
        var reader = Reader(bytes: [UInt8](data))
        coasts = reader.section()
        borders = reader.section() + reader.section()
    }

    /// Reads sections of lines, whose corners are steps from the one before.
    private struct Reader {
        let bytes: [UInt8]
        var place = 0

        mutating func section() -> [Line] {
            guard let count = number() else { return [] }
            var lines: [Line] = []
            for _ in 0..<count {
                guard let line = line() else { return lines }
                lines.append(line)
            }
            return lines
        }

        private mutating func line() -> Line? {
            guard let points = number() else { return nil }
            var (lats, lons): ([Double], [Double]) = ([], [])
            var (east, north) = (0, 0)
            for _ in 0..<points {
                guard let right = step(), let up = step() else { return nil }
                east += right
                north += up
                lons.append(Double(east) / Outlines.steps)
                lats.append(Double(north) / Outlines.steps)
            }
            return Line(lats: lats, lons: lons)
        }

        private mutating func step() -> Int? {
            number().map { ($0 >> 1) ^ -($0 & 1) }
        }

        private mutating func number() -> Int? {
            var value = 0
            for shift in stride(from: 0, to: 56, by: 7) {
                guard place < bytes.count else { return nil }
                let byte = Int(bytes[place])
                place += 1
                value |= (byte & 0x7f) << shift
                if byte < 0x80 {
                    return value
                }
            }
            return nil
        }
    }
}
