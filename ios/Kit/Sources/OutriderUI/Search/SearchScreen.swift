#if canImport(SwiftUI)
import OutriderViewModels
import OutriderWords
import SwiftUI

/// What is on this phone, by its words.
struct SearchScreen: View {
    @Environment(PhoneStore.self) private var store
    @Bindable var model: SearchModel

    var body: some View {
        let texts = store.words.search
        List {
            if let failure = model.failure {
                FailureRow(failure: failure)
            }
            Section {
                ForEach(model.found) { line in
                    NavigationLink(value: line.place) {
                        VStack(alignment: .leading, spacing: 2) {
                            pieces(line.title).font(.headline)
                            pieces(line.detail)
                            Text(line.source).font(.footnote).foregroundStyle(.secondary)
                        }
                        .accessibilityElement(children: .ignore)
                        .accessibilityLabel(line.spoken)
                    }
                }
            } footer: {
                VStack(alignment: .leading, spacing: 4) {
                    Text(model.said)
                    Text(texts.onPhone)
                }
            }
        }
        .searchable(text: $model.typed, prompt: texts.placeholder)
        .screen(texts.title, help: .search)
    }

    /// What was found is told by weight, not by colour alone.
    private func pieces(_ pieces: [SearchModel.FoundPiece]) -> Text {
        pieces.reduce(Text(verbatim: "")) { text, piece in
            text + (piece.isFound ? Text(verbatim: piece.text).bold() : Text(verbatim: piece.text))
        }
    }
}
#endif
