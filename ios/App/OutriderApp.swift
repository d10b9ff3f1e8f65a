import OutriderUI
import OutriderViewModels
import SwiftUI

@main
struct OutriderApp: App {
    @State private var platform = Platform()

    var body: some Scene {
        WindowGroup {
            RootView(model: platform.root, brought: platform.brought)
        }
        .backgroundTask(.appRefresh(BackgroundWakes.task)) {
            await platform.woken()
        }
    }
}
