#if canImport(SwiftUI)
import OutriderViewModels
import SwiftUI

/// What the app says of itself.
public struct AboutView: View {
    @State private var model: AboutModel

    /// Shows what a model says.
    public init(model: AboutModel) {
        _model = State(initialValue: model)
    }

    public var body: some View {
        List {
            LabeledContent("Outrider", value: model.version ?? "–")
                .accessibilityIdentifier("version")
        }
    }
}
#endif
