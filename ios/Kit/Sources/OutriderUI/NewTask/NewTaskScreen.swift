#if canImport(SwiftUI)
import OutriderModel
import OutriderViewModels
import OutriderWords
import SwiftUI

/// A task of one's own.
struct NewTaskScreen: View {
    @Environment(PhoneStore.self) private var store
    @Bindable var model: NewTaskModel

    var body: some View {
        let texts = store.words.task
        let formats = store.formats
        Form {
            Section {
                TextField(texts.add.what, text: $model.title, axis: .vertical)
                Problem(text: model.problem)
                TextField(texts.detail.details, text: $model.details, axis: .vertical)
                if let customer = model.customer {
                    LabeledContent(texts.detail.place, value: customer.title)
                }
            }
            Section {
                Picker(texts.detail.activity, selection: $model.activity) {
                    ForEach(model.activities) { Text($0.title).tag($0.id) }
                }
                Picker(texts.reschedule.priority, selection: $model.priority) {
                    ForEach(Priority.known, id: \.self) { Text(store.words.title(of: $0)).tag($0) }
                }
            }
            Section {
                ForEach(model.days) { day in
                    Button(day.title) { model.day = day.id }
                        .accessibilityAddTraits(model.day == day.id ? .isSelected : [])
                }
                Button(texts.reschedule.noDay) { model.day = nil }
                if let day = model.day, let date = formats.date(civil: day) {
                    DatePicker(
                        texts.add.day,
                        selection: Binding(get: { date }, set: { model.day = formats.civil($0) }),
                        displayedComponents: .date)
                }
            } header: {
                Heading(texts.add.day)
            }
        }
        .sheetPage(texts.add.title)
        .toolbar {
            ToolbarItem(placement: .cancellationAction) { CloseItem() }
            ToolbarItem(placement: .confirmationAction) {
                Button(texts.add.save) { model.save() }
            }
        }
    }
}
#endif
