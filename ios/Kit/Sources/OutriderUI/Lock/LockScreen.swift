#if canImport(SwiftUI)
import OutriderViewModels
import OutriderWords
import SwiftUI

/// The lock: nothing of anybody is shown until the owner is there.
struct LockScreen: View {
    @Environment(PhoneStore.self) private var store
    @Environment(\.scenePhase) private var scene
    let model: LockModel

    var body: some View {
        let texts = store.words.settings.lock
        ContentUnavailableView {
            Label(texts.locked, systemImage: "lock")
        } description: {
            Text(model.problem ?? "")
        } actions: {
            Button(texts.unlock) { Task { await model.unlock() } }
                .buttonStyle(.borderedProminent)
                .controlSize(.large)
        }
        .task(id: scene) {
            if scene == .active {
                await model.unlock()
            }
        }
    }
}
#endif
