#if canImport(SwiftUI)
import OutriderViewModels
import OutriderWords
import SwiftUI

/// What the guide says of a screen.
struct HelpScreen: View {
    @Environment(PhoneStore.self) private var store
    let topic: Topic

    var body: some View {
        List {
            ForEach(store.words.help(topic), id: \.self) { section in
                Section {
                    ForEach(section.paragraphs, id: \.self) { paragraph in
                        text(paragraph)
                    }
                } header: {
                    Heading(section.title)
                }
            }
        }
        .navigationTitle(store.words.settings.help)
        .toolbar {
            ToolbarItem(placement: .cancellationAction) { CloseItem() }
        }
    }

    private func text(_ paragraph: HelpParagraph) -> Text {
        let begin = Text(verbatim: paragraph.isItem ? "• " : "")
        return paragraph.spans.reduce(begin) { text, span in
            text + (span.isStrong ? Text(verbatim: span.text).bold() : Text(verbatim: span.text))
        }
    }
}
#endif
