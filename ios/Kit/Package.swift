// swift-tools-version: 6.0

import PackageDescription

// Generated, never committed: a folder for each module, and OutriderFFI, which is what the library exports.
// `cargo xtask ios` and ios/build-xcframework.sh put them there.
#if os(Linux)
// The library of this machine, where cargo built it.
let folder = Context.environment["OUTRIDER_LIBRARY"] ?? "../../target/debug"
let library = Target.systemLibrary(name: "OutriderFFI", path: "Generated/OutriderFFI")
let linked: [LinkerSetting] = [.unsafeFlags(["-L\(folder)"]), .linkedLibrary("outrider_bindings")]
#else
let library = Target.binaryTarget(name: "OutriderFFI", path: "build/OutriderFFI.xcframework")
let linked: [LinkerSetting] = []
#endif

/// A module of the core. What UniFFI generates does not pass all checks of Swift 6; everything that is
/// written by hand does.
func core(_ name: String, knows: [Target.Dependency]) -> Target {
    .target(
        name: name,
        dependencies: ["OutriderFFI"] + knows,
        path: "Generated/\(name)",
        swiftSettings: [.swiftLanguageMode(.v5)],
        linkerSettings: linked
    )
}

let generated: [Target.Dependency] = ["OutriderModel", "OutriderCore", "OutriderBindings", "OutriderWords"]
let withModels: [Target.Dependency] = generated + ["OutriderViewModels"]

let package = Package(
    name: "OutriderKit",
    platforms: [.iOS(.v17), .macOS(.v14)],
    products: [
        .library(name: "OutriderViewModels", targets: ["OutriderViewModels"]),
        .library(name: "OutriderUI", targets: ["OutriderUI"]),
        // The words of the core that the app's own parts speak: positions, secrets, waking up.
        .library(name: "OutriderBindings", targets: ["OutriderModel", "OutriderBindings"]),
    ],
    targets: [
        library,
        core("OutriderModel", knows: []),
        core("OutriderCore", knows: ["OutriderModel"]),
        core("OutriderBindings", knows: ["OutriderModel", "OutriderCore"]),
        // Every text in every language.
        .target(name: "OutriderWords", path: "Generated/OutriderWords"),
        // Where behaviour lives, what draws it, and what holds it.
        .target(name: "OutriderViewModels", dependencies: generated),
        .target(name: "OutriderUI", dependencies: withModels),
        // What stands in for a device, somebody who types until he is killed, and the tests.
        .target(name: "OutriderTestDevice", dependencies: withModels, path: "Tests/Device"),
        .executableTarget(
            name: "OutriderTypist", dependencies: withModels + ["OutriderTestDevice"], path: "Tests/Typist"),
        .testTarget(
            name: "OutriderViewModelsTests", dependencies: withModels + ["OutriderTestDevice"]),
    ],
    swiftLanguageModes: [.v6]
)
