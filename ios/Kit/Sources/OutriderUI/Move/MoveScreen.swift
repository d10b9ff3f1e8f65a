#if canImport(SwiftUI)
import OutriderViewModels
import OutriderWords
import SwiftUI

/// The way to another phone.
struct MoveScreen: View {
    @Environment(PhoneStore.self) private var store
    let model: MoveModel
    @State private var isFinishing = false

    var body: some View {
        let texts = store.words.enrolment.move
        List {
            if let failure = model.failure {
                FailureRow(failure: failure)
            }
            Section {
                Text(said)
                if let label = model.label {
                    CodePicture(text: label)
                        .privacySensitive()
                        .accessibilityLabel(store.words.label.qr)
                    Text(texts.secret).fontWeight(.semibold)
                    Text(model.packed)
                }
                if let left = model.left {
                    Text(left)
                }
            }
            Section {
                switch model.state {
                case .ready: Button(texts.begin) { Task { await model.begin() } }
                case .packing, .waiting, .finished: EmptyView()
                case .taken:
                    if model.left != nil {
                        Button(texts.begin) { Task { await model.begin() } }
                    }
                    Button(texts.finish, role: .destructive) { isFinishing = true }
                }
            }
        }
        .screen(texts.title, help: .enrolment)
        .task(id: model.state) {
            while model.state == .waiting && !Task.isCancelled {
                await store.device.pause(3_000)
                await model.check()
            }
        }
        .confirmationDialog(texts.finish, isPresented: $isFinishing, titleVisibility: .visible) {
            Button(texts.finish, role: .destructive) { Task { await model.finish() } }
        }
    }

    private var said: String {
        let texts = store.words.enrolment.move
        return switch model.state {
        case .ready, .packing: texts.text
        case .waiting: texts.waiting
        case .taken: texts.taken
        case .finished: texts.finished
        }
    }
}
#endif
