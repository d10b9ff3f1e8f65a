#if canImport(SwiftUI)
import OutriderViewModels
import OutriderWords
import SwiftUI

/// A task.
struct TaskScreen: View {
    @Environment(PhoneStore.self) private var store
    @Bindable var model: TaskModel

    var body: some View {
        let texts = store.words.task
        List {
            if let failure = model.failure {
                FailureRow(failure: failure)
            } else {
                head
                if model.offersNote {
                    OfferRow(title: store.words.checkIn.after.note) {
                        model.writeNote()
                    } leave: {
                        model.leaveNote()
                    }
                }
                actions
                LinesSection(title: texts.detail.who, lines: model.facts)
                checklist
                LinesSection(title: texts.report.title, lines: model.reports)
                diary
                notes
                LinesSection(title: texts.visits, lines: model.visits, empty: texts.noVisits)
                LinesSection(title: texts.history, lines: model.changes)
            }
        }
        .screen(texts.title, help: .task)
        .sheet(item: $model.question) { question in
            NavigationStack { ReasonScreen(model: model, question: question) }
        }
        .sheet(item: $model.plan) { _ in
            NavigationStack { PlanScreen(model: model) }
        }
        .sheet(item: $model.wording) { _ in
            NavigationStack { WordingScreen(model: model) }
        }
        .toolbar {
            if model.actions.contains(where: \.isRare) {
                ToolbarItem(placement: .secondaryAction) { rare }
            }
        }
    }

    private var head: some View {
        Section {
            HStack(alignment: .firstTextBaseline) {
                VStack(alignment: .leading, spacing: 4) {
                    Text(model.title).font(.title2).fontWeight(.semibold)
                        .accessibilityAddTraits(.isHeader)
                    Text(model.status).foregroundStyle(.secondary)
                }
                Spacer()
                MarkSign(mark: model.mark)
            }
            if !model.details.isEmpty {
                Text(model.details)
            }
            if let customer = model.customer {
                NavigationLink(value: Place.customer(customer.id)) { LineRow(line: customer) }
            }
        }
    }

    private var actions: some View {
        Section {
            ForEach(model.actions.filter { !$0.isRare }) { button($0) }
            Button(store.words.task.checkIn, systemImage: "mappin.and.ellipse") { model.checkIn() }
            Button(store.words.task.writeNote, systemImage: "square.and.pencil") { model.writeNote() }
        }
    }

    private var rare: some View {
        ForEach(model.actions.filter(\.isRare)) { button($0) }
    }

    private func button(_ action: TaskAction) -> some View {
        Button(action.title, role: action.isTurningAway ? .destructive : nil) {
            model.perform(action)
        }
        .accessibilityIdentifier("action/\(action.id)")
    }

    private var notes: some View {
        Section {
            ForEach(model.notes) { line in
                NavigationLink(value: Place.note(line.id, customer: model.customerId, task: nil)) {
                    LineRow(line: line)
                }
            }
            if model.notes.isEmpty {
                Text(store.words.task.noNotes).foregroundStyle(.secondary)
            }
        } header: {
            Heading(store.words.task.notes)
        }
    }

    @ViewBuilder private var checklist: some View {
        if !model.checklist.isEmpty {
            Section {
                ForEach(model.checklist) { line in
                    Button {
                        model.tick(line)
                    } label: {
                        Label(line.text, systemImage: line.isDone ? "checkmark.circle.fill" : "circle")
                    }
                    .accessibilityValue(
                        line.isDone ? store.words.label.done : store.words.label.notDone)
                }
            } header: {
                Heading(store.words.task.checklist.title)
            } footer: {
                Text(model.progress)
            }
        }
    }

    @ViewBuilder private var diary: some View {
        if !model.diary.isEmpty {
            Section {
                ForEach(model.diary) { entry in
                    DiaryRow(entry: entry) {
                        model.restore(entry)
                    } dismiss: {
                        model.dismiss(entry)
                    }
                }
            } header: {
                Heading(store.words.sync.diary.title)
            }
        }
    }
}
#endif
