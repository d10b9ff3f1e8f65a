import Observation
import OutriderBindings

/// What can be sent to whoever helps: numbers and versions, no names, texts or positions.
@MainActor
@Observable
public final class DiagnosticsModel {
    /// The lines, as they would be sent.
    public private(set) var text = ""

    /// Asks the core.
    public init(store: PhoneStore) {
        text = (try? store.phone.diagnostics()) ?? ""
    }
}
