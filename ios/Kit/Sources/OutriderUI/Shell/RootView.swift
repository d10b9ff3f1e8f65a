#if canImport(SwiftUI)
import OutriderViewModels
import OutriderWords
import SwiftUI

/// What the app brings along, beside its words.
public struct Brought: Sendable {
    let licences: String
    let outlines: Outlines

    /// The list of licences, and the outlines of the land.
    public init(licences: String, outlines: Data) {
        self.licences = licences
        self.outlines = Outlines(outlines)
    }
}

/// What stands before everything, and then the app.
public struct RootView: View {
    @Environment(\.scenePhase) private var scene
    private let model: RootModel
    private let brought: Brought

    /// Shows what a model says.
    public init(model: RootModel, brought: Brought) {
        self.model = model
        self.brought = brought
    }

    public var body: some View {
        ZStack {
            if let home = model.home {
                open(home)
            } else if let failure = model.failure {
                FailedScreen(model: model, failure: failure)
            }
            // The picture that the system keeps of the app shows nobody's data.
            if scene != .active {
                Rectangle().fill(.bar).ignoresSafeArea()
            }
        }
        .onChange(of: scene) { before, now in
            if now == .active {
                model.cameToForeground()
            } else if now == .background && before != .background {
                model.goToBackground()
            }
        }
    }

    @ViewBuilder private func open(_ home: RootModel.Home) -> some View {
        let store = home.store
        Group {
            switch model.phase {
            case .locked: LockScreen(model: home.lock)
            case .enrolment: EnrolmentScreen(model: home.enrolment)
            case .home: TabsView(brought: brought)
            case .failed: EmptyView()
            }
        }
        .environment(store)
        .environment(store.router)
        .environment(home.sync)
        .environment(home.enrolment)
        .environment(\.locale, Locale(identifier: store.words.language.code))
        .environment(
            \.layoutDirection, store.words.language.isRightToLeft ? .rightToLeft : .leftToRight
        )
        .preferredColorScheme(store.preferences.theme.scheme)
    }
}

extension Theme {
    fileprivate var scheme: ColorScheme? {
        switch self {
        case .system: nil
        case .light: .light
        case .dark: .dark
        }
    }
}

/// A phone that cannot be opened: why, and what to do.
private struct FailedScreen: View {
    let model: RootModel
    let failure: Failure
    @State private var isAsking = false

    var body: some View {
        ContentUnavailableView {
            Label(failure.title, systemImage: "lock.trianglebadge.exclamationmark")
        } description: {
            Text(failure.remedy)
        } actions: {
            Button(model.words.action.retry) { model.open() }
            if failure.help == .giveUp {
                Button(model.words.error.keyLost.begin, role: .destructive) { isAsking = true }
            }
        }
        .confirmationDialog(failure.title, isPresented: $isAsking) {
            Button(model.words.error.keyLost.begin, role: .destructive) { model.giveUp() }
        } message: {
            Text(failure.remedy)
        }
    }
}
#endif
