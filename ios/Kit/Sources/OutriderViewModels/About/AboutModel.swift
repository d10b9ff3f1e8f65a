import Observation
import OutriderBindings

/// What the app says of itself.
@MainActor
@Observable
public final class AboutModel {
    /// The version of the core that decides, which is the version of the app; none when the core does not
    /// answer.
    public let version: String?

    /// Asks the core.
    public init() {
        version = try? coreVersion()
    }
}
