#if canImport(SwiftUI)
import OutriderViewModels
import OutriderWords
import SwiftUI

/// Whose work is in the app.
struct LicencesScreen: View {
    @Environment(PhoneStore.self) private var store
    let model: LicencesModel

    var body: some View {
        List(model.works) { LineRow(line: $0) }
            .screen(store.words.settings.licences, help: nil)
    }
}
#endif
