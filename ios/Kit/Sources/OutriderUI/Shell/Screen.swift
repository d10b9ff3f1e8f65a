#if canImport(SwiftUI)
import OutriderViewModels
import OutriderWords
import SwiftUI

/// What every screen stands in: its title, its help, and at the bottom how the sync stands, where that is
/// not well, and what was just done.
struct Screen: ViewModifier {
    @Environment(PhoneStore.self) private var store
    @Environment(SyncModel.self) private var sync
    let title: String
    let topic: Topic?

    func body(content: Content) -> some View {
        content
            .navigationTitle(title)
            .toolbar {
                if let topic {
                    ToolbarItem(placement: .topBarTrailing) {
                        Button {
                            store.router.sheet = .help(topic)
                        } label: {
                            Image(systemName: "questionmark.circle")
                        }
                        .accessibilityLabel(store.words.label.help)
                    }
                }
            }
            .safeAreaInset(edge: .top) {
                if topic != .sync, let wipe = sync.wipe {
                    WipeBar(wipe: wipe)
                }
            }
            .safeAreaInset(edge: .bottom) {
                VStack(spacing: 0) {
                    if !sync.isWell && topic != .sync {
                        Button {
                            store.router.choose(.sync)
                        } label: {
                            Text(sync.headline).font(.footnote).frame(maxWidth: .infinity).padding(8)
                        }
                        .background(.bar)
                        .accessibilityLabel(store.words.label.syncState(state: sync.headline))
                    }
                    if let said = store.undo.said {
                        SaidBar(said: said)
                    }
                }
            }
    }
}

/// What a page over the screen stands in.
private struct SheetPage: ViewModifier {
    @Environment(PhoneStore.self) private var store
    let title: String

    func body(content: Content) -> some View {
        content
            .navigationTitle(title)
            .safeAreaInset(edge: .bottom) {
                if let said = store.undo.said, said.failure != nil {
                    SaidBar(said: said)
                }
            }
    }
}

extension View {
    /// Puts a screen into what every screen stands in.
    func screen(_ title: String, help topic: Topic?) -> some View {
        modifier(Screen(title: title, topic: topic))
    }

    /// Puts a page that covers the screen into its title; what went wrong is said on the page itself.
    func sheetPage(_ title: String) -> some View {
        modifier(SheetPage(title: title))
    }
}

/// That this phone is to be emptied, and what is not sent: leads to all about it.
private struct WipeBar: View {
    @Environment(PhoneStore.self) private var store
    let wipe: WipeNotice

    var body: some View {
        Button {
            store.router.choose(.sync)
        } label: {
            Label {
                VStack(alignment: .leading, spacing: 2) {
                    Text(wipe.title).fontWeight(.semibold)
                    if let unsent = wipe.unsent {
                        Text(unsent).font(.footnote)
                    }
                }
            } icon: {
                Image(systemName: "trash")
            }
            .frame(maxWidth: .infinity, alignment: .leading)
            .padding(12)
        }
        .background(.bar)
    }
}

/// What was done, with a way back, or what went wrong, for some seconds.
private struct SaidBar: View {
    @Environment(PhoneStore.self) private var store
    let said: Said

    var body: some View {
        HStack(alignment: .firstTextBaseline) {
            VStack(alignment: .leading, spacing: 2) {
                Text(said.text).fontWeight(.semibold)
                if let failure = said.failure {
                    Text(failure.remedy).font(.subheadline)
                }
            }
            Spacer()
            if said.canUndo {
                Button(store.words.action.undo) { store.undo.undo() }
                    .buttonStyle(.bordered)
            } else {
                Button(store.words.action.close) { store.undo.put(aside: said) }
                    .buttonStyle(.borderless)
            }
        }
        .padding(12)
        .background(.bar)
        .accessibilityElement(children: .contain)
        .task(id: said.id) {
            await store.device.pause(store.undo.lasts(said))
            if !Task.isCancelled {
                store.undo.put(aside: said)
            }
        }
    }
}
#endif
