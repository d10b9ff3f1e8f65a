import OutriderCore
import OutriderModel

/// A place within a frame: from its left and its top, both from 0 to 1 where it is inside.
public struct Spot: Equatable, Sendable {
    /// From the left; west is left in every language.
    public let x: Double
    /// From the top.
    public let y: Double

    /// A place within a frame.
    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }

    func squared(to other: Spot) -> Double {
        (x - other.x) * (x - other.x) + (y - other.y) * (y - other.y)
    }
}

/// A part of the world. It is drawn as wide as the shrinking of the degrees of longitude asks for, which is
/// true enough for the country of a rep.
public struct Frame: Equatable, Sendable {
    /// Degrees.
    let south, north, west, east: Double

    /// The smallest frame: some streets.
    private static let least = 0.005

    init(holding box: SiteBox) {
        let south = Self.degrees(box.south)
        let north = Self.degrees(box.north)
        let west = Self.degrees(box.west)
        let east = Self.degrees(box.east)
        let edge = max((north - south) * 0.08, (east - west) * 0.08, Self.least)
        self.init(south: south - edge, north: north + edge, west: west - edge, east: east + edge)
    }

    init(around place: Position) {
        let lat = Self.degrees(place.lat)
        let lon = Self.degrees(place.lon)
        self.init(south: lat - 0.05, north: lat + 0.05, west: lon - 0.08, east: lon + 0.08)
    }

    private init(south: Double, north: Double, west: Double, east: Double) {
        self.south = max(south, -90)
        self.north = min(north, 90)
        self.west = max(west, -180)
        self.east = min(east, 180)
    }

    /// How wide it is drawn, in parts of its height.
    public var aspect: Double {
        let middle = (south + north) / 2 * .pi / 180
        return max(0.1, (east - west) * Self.cosine(middle) / (north - south))
    }

    /// Where a place is drawn.
    public func spot(of place: Position) -> Spot {
        spot(lat: Self.degrees(place.lat), lon: Self.degrees(place.lon))
    }

    /// Where a corner of an outline is drawn, by its degrees.
    public func spot(lat: Double, lon: Double) -> Spot {
        Spot(x: (lon - west) / (east - west), y: (north - lat) / (north - south))
    }

    var box: SiteBox {
        SiteBox(
            south: Self.units(south), north: Self.units(north), west: Self.units(west), east: Self.units(east)
        )
    }

    func zoomed(by factor: Double) -> Frame {
        let height = max((north - south) / factor, Self.least) / 2
        let width = max((east - west) / factor, Self.least) / 2
        let lat = (south + north) / 2
        let lon = (west + east) / 2
        return Frame(south: lat - height, north: lat + height, west: lon - width, east: lon + width)
    }

    func moved(x: Double, y: Double) -> Frame {
        let right = -x * (east - west)
        let up = y * (north - south)
        return Frame(south: south + up, north: north + up, west: west + right, east: east + right)
    }

    private static func degrees(_ units: Int32) -> Double { Double(units) / 10_000_000 }

    private static func units(_ degrees: Double) -> Int32 {
        Int32(clamping: Int64((degrees * 10_000_000).rounded()))
    }

    /// The cosine between the poles by its series: this is all that is asked of mathematics here.
    private static func cosine(_ angle: Double) -> Double {
        let square = angle * angle
        return 1 - square / 2 + square * square / 24 - square * square * square / 720
    }
}
