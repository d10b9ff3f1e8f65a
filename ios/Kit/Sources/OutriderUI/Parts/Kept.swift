#if canImport(SwiftUI)
import Observation
import SwiftUI

/// Makes a view model once, when its screen first comes up, and keeps it as long as the screen stays.
struct Kept<Model: AnyObject & Observable, Content: View>: View {
    @State private var model: Model?
    private let make: @MainActor () -> Model
    private let content: (Model) -> Content

    init(_ make: @escaping @MainActor () -> Model, @ViewBuilder content: @escaping (Model) -> Content) {
        self.make = make
        self.content = content
    }

    var body: some View {
        Group {
            if let model {
                content(model)
            } else {
                Color.clear
            }
        }
        .onAppear {
            if model == nil {
                model = make()
            }
        }
    }
}
#endif
