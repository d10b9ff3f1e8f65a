#if canImport(SwiftUI)
import OutriderModel
import OutriderViewModels
import OutriderWords
import SwiftUI

/// Why something was not done, or is declined.
struct ReasonScreen: View {
    @Environment(PhoneStore.self) private var store
    @State private var own = ""
    let model: TaskModel
    let question: ReasonQuestion

    var body: some View {
        let texts = store.words.task.reason
        List {
            Section {
                ForEach(question.choices) { choice in
                    Button(choice.title) { model.give(reason: choice.id) }
                }
            }
            Section {
                TextField(texts.own, text: $own, axis: .vertical)
                if !question.isNeeded {
                    Text(texts.optional).font(.footnote)
                }
                Problem(text: question.problem)
            }
        }
        .sheetPage(question.title)
        .toolbar {
            ToolbarItem(placement: .cancellationAction) {
                Button(store.words.action.cancel) { model.question = nil }
            }
            ToolbarItem(placement: .confirmationAction) {
                Button(store.words.action.ok) { model.give(reason: own) }
            }
        }
    }
}

/// Another day, window or priority.
struct PlanScreen: View {
    @Environment(PhoneStore.self) private var store
    @Bindable var model: TaskModel

    var body: some View {
        let texts = store.words.task.reschedule
        let formats = store.formats
        Form {
            Toggle(
                texts.noDay,
                isOn: Binding(
                    get: { model.plan?.day == nil },
                    set: { model.plan?.day = $0 ? nil : formats.today }))
            if let day = model.plan?.day, let date = formats.date(civil: day) {
                DatePicker(
                    texts.day,
                    selection: Binding(get: { date }, set: { model.plan?.day = formats.civil($0) }),
                    displayedComponents: .date)
            }
            Picker(
                texts.priority,
                selection: Binding(
                    get: { model.plan?.priority ?? .normal }, set: { model.plan?.priority = $0 })
            ) {
                ForEach(Priority.known, id: \.self) { Text(store.words.title(of: $0)).tag($0) }
            }
        }
        .sheetPage(texts.title)
        .toolbar {
            ToolbarItem(placement: .cancellationAction) {
                Button(store.words.action.cancel) { model.plan = nil }
            }
            ToolbarItem(placement: .confirmationAction) {
                Button(store.words.action.save) { model.replan() }
            }
        }
    }
}

/// Other words for a task.
struct WordingScreen: View {
    @Environment(PhoneStore.self) private var store
    @Bindable var model: TaskModel

    var body: some View {
        let texts = store.words.task
        Form {
            Section {
                TextField(texts.add.what, text: text(\.title), axis: .vertical)
                Problem(text: model.wording?.problem)
                TextField(texts.detail.details, text: text(\.details), axis: .vertical)
                Picker(texts.detail.activity, selection: text(\.activity)) {
                    ForEach(model.wording?.activities ?? []) { Text($0.title).tag($0.id) }
                }
            }
        }
        .sheetPage(texts.edit)
        .toolbar {
            ToolbarItem(placement: .cancellationAction) {
                Button(store.words.action.cancel) { model.wording = nil }
            }
            ToolbarItem(placement: .confirmationAction) {
                Button(store.words.action.save) { model.reword() }
            }
        }
    }

    private func text(_ field: WritableKeyPath<WordsDraft, String>) -> Binding<String> {
        Binding(
            get: { model.wording?[keyPath: field] ?? "" },
            set: { model.wording?[keyPath: field] = $0 })
    }
}
#endif
