#if canImport(SwiftUI)
import OutriderViewModels
import OutriderWords
import SwiftUI

/// What is safe where, what needs the person, what was lost.
struct SyncScreen: View {
    @Environment(PhoneStore.self) private var store
    @Bindable var model: SyncModel

    var body: some View {
        let texts = store.words.sync
        List {
            if let failure = model.failure {
                FailureRow(failure: failure)
            }
            if let wipe = model.wipe {
                Section {
                    Label(wipe.title, systemImage: "trash").fontWeight(.semibold)
                        .accessibilityAddTraits(.isHeader)
                    if let unsent = wipe.unsent {
                        Text(unsent).fontWeight(.semibold)
                    }
                    Text(wipe.text)
                }
            }
            Section {
                Text(model.headline).font(.title3).fontWeight(.semibold).accessibilityAddTraits(.isHeader)
                Text(model.detail).foregroundStyle(.secondary)
                if let storage = model.storage {
                    Label(storage, systemImage: "externaldrive.badge.exclamationmark")
                }
                Button(texts.now, systemImage: "arrow.triangle.2.circlepath") {
                    Task { await model.syncNow() }
                }
                .disabled(model.isSyncing)
            } footer: {
                Text(texts.byItself)
            }
            attention
            LinesSection(title: texts.waiting.title, lines: model.waiting)
            if let more = model.waitingMore {
                Text(more)
            }
            LinesSection(title: texts.onItsWay.title, lines: model.onItsWay)
            diary
            LinesSection(title: texts.receipts.title, lines: model.receipts, empty: texts.receipts.empty)
        }
        .screen(texts.title, help: .sync)
        .refreshable { await model.syncNow() }
        .sheet(item: $model.mending) { mending in
            NavigationStack { MendingScreen(model: model, mending: mending) }
        }
    }

    @ViewBuilder private var attention: some View {
        let texts = store.words.sync.attention
        if !model.attention.isEmpty {
            Section {
                ForEach(model.attention) { item in AttentionRow(model: model, item: item) }
            } header: {
                Heading(texts.title)
            } footer: {
                Text(texts.text)
            }
        }
    }

    private var diary: some View {
        let texts = store.words.sync.diary
        return Section {
            ForEach(model.diary) { entry in
                DiaryRow(entry: entry) {
                    model.restore(entry)
                } dismiss: {
                    model.dismiss(entry)
                }
            }
            if model.diary.isEmpty {
                Text(texts.empty).foregroundStyle(.secondary)
            }
        } header: {
            Heading(texts.title)
        } footer: {
            Text(texts.text)
        }
    }
}

/// A refused change, and what can be done about it.
private struct AttentionRow: View {
    let model: SyncModel
    let item: AttentionItem
    @State private var loss: AttentionItem.Help?

    var body: some View {
        VStack(alignment: .leading, spacing: 4) {
            Text(item.title).font(.headline)
            Text(item.why)
            Text(item.remedy)
            if let dependents = item.dependents {
                Text(dependents).font(.footnote)
            }
        }
        .accessibilityElement(children: .combine)
        .confirmationDialog(
            item.title, isPresented: Binding(get: { loss != nil }, set: { if !$0 { loss = nil } }),
            titleVisibility: .visible
        ) {
            if let loss {
                Button(loss.title, role: .destructive) { model.mend(item, by: loss) }
            }
        }
        ForEach(item.helps) { help in
            if help.isExport {
                ShareLink(help.title, item: model.export)
            } else if help.isLoss {
                Button(help.title, role: .destructive) { loss = help }
            } else {
                Button(help.title) { model.mend(item, by: help) }
            }
        }
    }
}

/// A text that is being shortened or mended.
private struct MendingScreen: View {
    @Environment(PhoneStore.self) private var store
    let model: SyncModel
    let mending: TextMending

    var body: some View {
        Form {
            TextField(
                mending.field, text: Binding(get: { mending.text }, set: { model.mending?.text = $0 }),
                axis: .vertical)
        }
        .sheetPage(mending.field)
        .toolbar {
            ToolbarItem(placement: .cancellationAction) {
                Button(store.words.action.cancel) { model.mending = nil }
            }
            ToolbarItem(placement: .confirmationAction) {
                Button(store.words.sync.attention.sayAgain) { model.sendMended() }
            }
        }
    }
}
#endif
