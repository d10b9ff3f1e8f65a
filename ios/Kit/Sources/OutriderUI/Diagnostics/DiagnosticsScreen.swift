#if canImport(SwiftUI)
import OutriderViewModels
import OutriderWords
import SwiftUI

/// What can be sent to whoever helps, to be read before it is sent.
struct DiagnosticsScreen: View {
    @Environment(PhoneStore.self) private var store
    let model: DiagnosticsModel

    var body: some View {
        let texts = store.words.settings.diagnostics
        List {
            Section {
                Text(verbatim: model.text).font(.footnote).monospacedDigit()
                ShareLink(texts.send, item: model.text)
            } footer: {
                Text(texts.text)
            }
        }
        .screen(texts.title, help: .settings)
    }
}
#endif
