#if canImport(SwiftUI)
import OutriderViewModels
import OutriderWords
import SwiftUI

/// The way in.
struct EnrolmentScreen: View {
    @Environment(PhoneStore.self) private var store
    @Bindable var model: EnrolmentModel
    @State private var isHelping = false

    var body: some View {
        let texts = store.words.enrolment
        NavigationStack {
            Form {
                Section {
                    if let wiped = model.wiped {
                        Label(wiped, systemImage: "trash").fontWeight(.semibold)
                    }
                    Text(model.text)
                    if let waiting = model.waiting {
                        Text(waiting).fontWeight(.semibold)
                    }
                    if let tookOver = model.tookOver {
                        Text(tookOver)
                    }
                    if let failure = model.failure {
                        FailureRow(failure: failure)
                    }
                    if let hint = model.hint {
                        Text(hint)
                    }
                    if model.isBusy {
                        Text(texts.starting)
                    }
                }
                if model.isTyping {
                    typing
                } else {
                    Button(texts.type) { model.isTyping = true }
                }
                Section {
                    Text(texts.fromOld)
                } header: {
                    Heading(texts.hasOldPhone)
                }
            }
            .navigationTitle(model.title)
            .toolbar {
                ToolbarItem(placement: .topBarTrailing) {
                    Button {
                        isHelping = true
                    } label: {
                        Image(systemName: "questionmark.circle")
                    }
                    .accessibilityLabel(store.words.label.help)
                }
            }
            .safeAreaInset(edge: .bottom) {
                MainButton(texts.scan) { Task { await model.scan() } }
                    .disabled(model.isBusy)
                    .accessibilityHint(texts.scanHint)
            }
            .sheet(isPresented: $isHelping) {
                NavigationStack { HelpScreen(topic: .enrolment) }
            }
        }
    }

    private var typing: some View {
        let texts = store.words.enrolment
        return Section {
            TextField(texts.server, text: $model.server, prompt: Text(texts.serverHint))
                .autocorrectionDisabled()
            TextField(texts.code, text: $model.code, prompt: Text(texts.codeHint))
                .autocorrectionDisabled()
            Button(texts.start) { Task { await model.start() } }
                .disabled(!model.canStart)
        }
    }
}
#endif
