#if canImport(SwiftUI)
import OutriderModel
import OutriderViewModels
import OutriderWords
import SwiftUI

/// The editor of a note.
struct NoteScreen: View {
    @Environment(PhoneStore.self) private var store
    @Environment(\.dismiss) private var dismiss
    @Bindable var model: NoteModel
    @State private var isDiscarding = false
    @FocusState private var isTyping: Bool

    var body: some View {
        let texts = store.words.note
        Form {
            if let elsewhere = model.elsewhere {
                Section {
                    Text(elsewhere).lineLimit(4)
                    Button(texts.elsewhere.take) { model.takeElsewhere() }
                    Button(texts.elsewhere.leave) { model.leaveElsewhere() }
                } header: {
                    Heading(texts.elsewhere.title)
                }
            }
            editor
            Section {
                Picker(texts.outcome, selection: $model.outcome) {
                    Text(store.words.format.nothing).tag(Outcome?.none)
                    ForEach(model.outcomes, id: \.self) {
                        Text(store.words.title(of: $0)).tag(Outcome?.some($0))
                    }
                }
                TextField(texts.met, text: $model.met)
            }
            next
            if model.isWritten {
                Button(texts.withdraw, role: .destructive) { model.withdraw() }
            } else {
                Button(texts.discard, role: .destructive) { isDiscarding = true }
            }
        }
        .screen(texts.title, help: .note)
        .toolbar {
            ToolbarItem(placement: .confirmationAction) {
                Button(texts.finish) { model.finish() }.disabled(model.tooLong != nil)
            }
        }
        .confirmationDialog(texts.discard, isPresented: $isDiscarding) {
            Button(texts.discard, role: .destructive) { model.discard() }
        }
        .sheet(
            isPresented: Binding(
                get: { model.dictation.consent != nil }, set: { if !$0 { model.dictation.decline() } })
        ) {
            if let consent = model.dictation.consent {
                ConsentScreen(question: consent) {
                    Task { await model.dictation.agree() }
                } decline: {
                    model.dictation.decline()
                }
            }
        }
        .onAppear { isTyping = model.text.isEmpty }
        .onDisappear { model.leave() }
        .onChange(of: model.isOver) { dismiss() }
    }

    private var editor: some View {
        let texts = store.words.note
        return Section {
            TextField(texts.placeholder, text: $model.text, axis: .vertical)
                .focused($isTyping)
                .lineLimit(6...)
                .disabled(model.isWithdrawn)
            if model.dictation.isOffered {
                if model.dictation.isListening {
                    Button(texts.dictation.stop, systemImage: "stop.circle") { model.dictation.stop() }
                } else {
                    Button(texts.dictation.start, systemImage: "mic") {
                        Task { await model.dictation.start() }
                    }
                }
            }
            Problem(text: model.dictation.problem)
            Problem(text: model.tooLong)
        } header: {
            VStack(alignment: .leading, spacing: 2) {
                Heading(model.about)
                if let task = model.task {
                    Text(task)
                }
            }
        } footer: {
            VStack(alignment: .leading, spacing: 2) {
                Text(model.saved).accessibilityAddTraits(.updatesFrequently)
                if let failure = model.failure {
                    Text(failure.spoken)
                }
                if model.isWithdrawn {
                    Text(texts.withdrawn)
                } else if model.hasMoved {
                    Text(texts.moved)
                } else if !model.isWritten {
                    Text(texts.draft)
                }
            }
        }
    }

    @ViewBuilder private var next: some View {
        let texts = store.words.note.next
        if let step = model.next {
            Section {
                TextField(
                    texts.title,
                    text: Binding(get: { step.title }, set: { model.next?.title = $0 }))
                if let day = step.day, let date = store.formats.date(civil: day) {
                    DatePicker(
                        store.words.task.add.day,
                        selection: Binding(
                            get: { date }, set: { model.next?.day = store.formats.civil($0) }),
                        displayedComponents: .date)
                }
                Button(texts.none) { model.next = nil }
            } header: {
                Heading(texts.title)
            }
        } else if let suggestion = model.suggestion {
            Section {
                Text(suggestion)
                Button(texts.take, systemImage: "plus") { model.takeSuggestion() }
            } header: {
                Heading(texts.title)
            }
        }
    }
}
#endif
