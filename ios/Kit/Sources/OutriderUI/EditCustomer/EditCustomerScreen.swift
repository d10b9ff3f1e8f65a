#if canImport(SwiftUI)
import OutriderViewModels
import OutriderWords
import SwiftUI

/// The fields of a customer.
struct EditCustomerScreen: View {
    @Environment(PhoneStore.self) private var store
    @Bindable var model: EditCustomerModel

    var body: some View {
        let texts = store.words.customer
        let new = store.words.customers.new
        Form {
            Section {
                TextField(new.name, text: $model.name)
                Problem(text: model.problem)
                TextField(texts.phone, text: $model.phone).autocorrectionDisabled()
                TextField(texts.email, text: $model.email).autocorrectionDisabled()
                TextField(texts.address, text: $model.address, axis: .vertical)
                TextField(texts.about, text: $model.about, axis: .vertical)
            }
            if model.isNew {
                Button {
                    Task { await model.takePlace() }
                } label: {
                    Label(new.place, systemImage: model.place == nil ? "mappin" : "checkmark.circle")
                }
                .accessibilityAddTraits(model.place == nil ? [] : .isSelected)
            }
        }
        .sheetPage(model.isNew ? new.title : texts.edit)
        .toolbar {
            ToolbarItem(placement: .cancellationAction) { CloseItem() }
            ToolbarItem(placement: .confirmationAction) {
                Button(store.words.action.save) { model.save() }
            }
        }
    }
}
#endif
