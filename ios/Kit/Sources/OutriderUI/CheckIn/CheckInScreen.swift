#if canImport(SwiftUI)
import OutriderViewModels
import OutriderWords
import SwiftUI

/// An arrival.
struct CheckInScreen: View {
    @Environment(PhoneStore.self) private var store
    @Bindable var model: CheckInModel
    @State private var withdrawn: CheckInModel.OpenLine?
    @State private var reason = ""

    var body: some View {
        let texts = store.words.checkIn
        List {
            if let failure = model.failure {
                FailureRow(failure: failure)
            }
            if let offer = model.offer {
                OfferRow(title: offer.title) {
                    model.writeNote()
                } leave: {
                    model.leaveNote()
                }
            }
            open
            Section {
                ForEach(model.candidates) { line in
                    Button {
                        model.checkIn(line)
                    } label: {
                        CandidateRow(line: line)
                    }
                    .accessibilityHint(texts.go)
                }
            } header: {
                Heading(model.headline)
            } footer: {
                VStack(alignment: .leading, spacing: 4) {
                    if let shortfall = model.shortfall {
                        Text(shortfall)
                    }
                    if let accuracy = model.accuracy {
                        Text(accuracy)
                    }
                }
            }
        }
        .searchable(text: $model.typed, prompt: texts.search)
        .screen(texts.title, help: .checkIn)
        .toolbar {
            ToolbarItem(placement: .cancellationAction) { CloseItem() }
        }
        .task { await model.locate() }
        .sheet(isPresented: Binding(get: { model.question != nil }, set: { if !$0 { model.question = nil } }))
        {
            List {
                Section {
                    ForEach(model.question?.choices ?? []) { choice in
                        Button(choice.title) { model.checkIn(for: choice) }
                    }
                    Button(texts.noTask) { model.checkIn(for: nil) }
                } header: {
                    Heading(texts.forTask)
                }
            }
        }
        .alert(
            texts.open.withdrawWhy,
            isPresented: Binding(get: { withdrawn != nil }, set: { if !$0 { withdrawn = nil } })
        ) {
            TextField(texts.open.withdrawWhy, text: $reason)
            Button(texts.open.withdraw) {
                if let withdrawn {
                    model.withdraw(withdrawn, reason: reason)
                }
            }
            Button(store.words.action.cancel, role: .cancel) { withdrawn = nil }
        }
    }

    @ViewBuilder private var open: some View {
        let texts = store.words.checkIn.open
        if !model.open.isEmpty {
            Section {
                ForEach(model.open) { line in
                    Text(line.title)
                    Button(texts.leave, systemImage: "figure.walk") {
                        model.leave(line)
                    }
                    Button(texts.withdraw, systemImage: "arrow.uturn.backward") { withdrawn = line }
                }
            } header: {
                Heading(texts.title)
            } footer: {
                Text(texts.both)
            }
        }
    }
}

/// A customer that may be meant.
private struct CandidateRow: View {
    let line: CheckInModel.CandidateLine

    var body: some View {
        VStack(alignment: .leading, spacing: 2) {
            Text(line.name).font(line.isLikely ? .headline : .body)
            Text(line.detail).font(.subheadline).foregroundStyle(.secondary)
            if !line.verdict.isEmpty {
                Text(line.verdict).font(.footnote)
            }
        }
        .accessibilityElement(children: .combine)
    }
}
#endif
