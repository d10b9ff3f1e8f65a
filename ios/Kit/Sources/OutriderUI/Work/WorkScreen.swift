#if canImport(SwiftUI)
import OutriderViewModels
import OutriderWords
import SwiftUI

/// The work day.
struct WorkScreen: View {
    @Environment(PhoneStore.self) private var store
    @Bindable var model: WorkModel

    var body: some View {
        let texts = store.words.work
        List {
            if let failure = model.failure {
                FailureRow(failure: failure)
            }
            Section {
                Text(model.headline).font(.title2).fontWeight(.semibold).accessibilityAddTraits(.isHeader)
                Text(model.tracking)
                Text(model.worked)
                ForEach(model.actions) { action in
                    Button(action.title, systemImage: action.sign) { model.perform(action.id) }
                        .fontWeight(action.isMain ? .semibold : .regular)
                }
            }
            if !model.toFix.isEmpty || model.asked != nil {
                Section {
                    ForEach(model.toFix) { forgotten in
                        Text(forgotten.text)
                        Button(texts.fix.ask, systemImage: "clock.badge.questionmark") {
                            model.correct(forgotten)
                        }
                    }
                    if let asked = model.asked {
                        Text(asked)
                    }
                } header: {
                    Heading(texts.fix.title)
                }
            }
            LinesSection(title: texts.today, lines: model.periods, empty: texts.empty)
        }
        .screen(texts.title, help: .work)
        .confirmationDialog(texts.pauseWhich, isPresented: $model.isChoosingBreak, titleVisibility: .visible)
        {
            Button(texts.pauseUnpaid) { model.pause(paid: false) }
            Button(texts.pausePaid) { model.pause(paid: true) }
        }
        .sheet(item: $model.correction) { draft in
            NavigationStack { CorrectionScreen(model: model, draft: draft) }
        }
    }
}

extension WorkModel.WorkAction {
    fileprivate var sign: String {
        switch id {
        case .start: "play"
        case .pause: "pause"
        case .resume: "play"
        case .end: "stop"
        }
    }
}

/// When a forgotten day has ended, and why nobody said so.
private struct CorrectionScreen: View {
    @Environment(PhoneStore.self) private var store
    let model: WorkModel
    let draft: CorrectionDraft

    var body: some View {
        let texts = store.words.work.fix
        Form {
            Text(draft.text)
            DatePicker(
                texts.end,
                selection: Binding(get: { draft.end }, set: { model.correction?.end = $0 }))
            TextField(
                texts.reasonHint,
                text: Binding(get: { draft.reason }, set: { model.correction?.reason = $0 }),
                axis: .vertical)
            Problem(text: draft.problem)
        }
        .sheetPage(texts.title)
        .toolbar {
            ToolbarItem(placement: .cancellationAction) {
                Button(store.words.action.cancel) { model.correction = nil }
            }
            ToolbarItem(placement: .confirmationAction) {
                Button(texts.ask) { model.ask() }
            }
        }
    }
}
#endif
