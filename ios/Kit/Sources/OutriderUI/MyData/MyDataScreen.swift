#if canImport(SwiftUI)
import OutriderViewModels
import OutriderWords
import SwiftUI

/// What is kept about the person, what he agreed to, and who looked.
struct MyDataScreen: View {
    @Environment(PhoneStore.self) private var store
    @Bindable var model: MyDataModel

    var body: some View {
        let texts = store.words.myData
        List {
            if let failure = model.failure {
                FailureRow(failure: failure)
            }
            Section {
                ForEach(model.consents) { row in consent(row) }
            } header: {
                Heading(texts.consents)
            } footer: {
                Text(texts.text)
            }
            modes
            LinesSection(title: texts.hours.title, lines: model.hours)
            LinesSection(title: texts.ways.title, lines: model.ways, empty: model.held ?? texts.ways.empty)
            LinesSection(title: texts.positions.title, lines: model.positions, empty: texts.positions.empty)
            LinesSection(title: texts.looks.title, lines: model.looks, empty: texts.looks.empty)
        }
        .screen(texts.title, help: .myData)
        .sheet(
            isPresented: Binding(get: { model.question != nil }, set: { if !$0 { model.decline() } })
        ) {
            if let question = model.question {
                ConsentScreen(question: question) {
                    model.agree()
                } decline: {
                    model.decline()
                }
            }
        }
    }

    @ViewBuilder private func consent(_ row: MyDataModel.ConsentRow) -> some View {
        LabeledContent(row.title, value: row.detail)
        if row.isGiven {
            Button(store.words.myData.consent.withdraw, role: .destructive) { model.withdraw(row) }
        } else {
            Button(store.words.myData.consent.agree) { model.ask(row) }
        }
    }

    private var modes: some View {
        let texts = store.words.myData.mode
        return Section {
            ForEach(model.modes) { mode in
                Button {
                    model.choose(mode)
                } label: {
                    HStack(alignment: .firstTextBaseline) {
                        VStack(alignment: .leading, spacing: 2) {
                            Text(mode.title)
                            Text(mode.text).font(.subheadline)
                            Text(mode.cost).font(.footnote).foregroundStyle(.secondary)
                            if mode.needsConsent {
                                Text(texts.needsConsent).font(.footnote)
                            }
                        }
                        Spacer()
                        if mode.isChosen {
                            Image(systemName: "checkmark").accessibilityHidden(true)
                        }
                    }
                }
                .accessibilityAddTraits(mode.isChosen ? .isSelected : [])
            }
        } header: {
            Heading(texts.title)
        }
    }
}

/// Words that a person may agree to, whole and before anything is agreed to.
struct ConsentScreen: View {
    @Environment(PhoneStore.self) private var store
    let question: ConsentQuestion
    let agree: @MainActor () -> Void
    let decline: @MainActor () -> Void

    var body: some View {
        ScrollView {
            VStack(alignment: .leading, spacing: 16) {
                Text(question.title).font(.title2).accessibilityAddTraits(.isHeader)
                Text(question.terms)
                MainButton(store.words.myData.consent.agree, action: agree)
                Button(store.words.myData.consent.decline, action: decline)
                    .frame(maxWidth: .infinity)
            }
            .padding()
        }
    }
}
#endif
