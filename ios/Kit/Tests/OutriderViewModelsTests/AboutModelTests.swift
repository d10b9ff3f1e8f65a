import Foundation
import OutriderViewModels
import Testing

@MainActor
@Suite("About")
struct AboutModelTests {
    @Test("the version that is shown is the one that the house was built with")
    func versionOfTheHouse() throws {
        let house = URL(filePath: #filePath).pathComponents.prefix { $0 != "ios" }.joined(separator: "/")
        let manifest = try String(contentsOfFile: "\(house)/Cargo.toml", encoding: .utf8)
        let line = try #require(manifest.split(separator: "\n").first { $0.hasPrefix("version = ") })
        let version = try #require(AboutModel().version)
        #expect(line == "version = \"\(version)\"")
    }
}
