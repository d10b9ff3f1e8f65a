#if canImport(SwiftUI)
import OutriderViewModels
import OutriderWords
import SwiftUI

/// The customers.
struct CustomersScreen: View {
    @Environment(PhoneStore.self) private var store
    @Bindable var model: CustomersModel

    var body: some View {
        let texts = store.words.customers
        List {
            Picker(texts.title, selection: choice) {
                ForEach(CustomersModel.Choice.allCases, id: \.self) { Text(model.title(of: $0)).tag($0) }
            }
            .pickerStyle(.segmented)
            .labelsHidden()
            if let failure = model.failure {
                FailureRow(failure: failure)
            }
            if let hint = model.hint {
                Text(hint).font(.callout)
            }
            ForEach(model.customers) { customer in
                NavigationLink(value: Place.customer(customer.id)) {
                    HStack(alignment: .firstTextBaseline) {
                        VStack(alignment: .leading, spacing: 2) {
                            Text(customer.name)
                            Text(customer.detail).font(.subheadline).foregroundStyle(.secondary)
                        }
                        Spacer()
                        MarkSign(mark: customer.mark)
                    }
                    .accessibilityElement(children: .ignore)
                    .accessibilityLabel(customer.spoken)
                }
            }
            if let empty = model.empty {
                Text(empty).foregroundStyle(.secondary)
            }
            if model.hasMore {
                Button(store.words.action.more) { model.showMore() }
            }
        }
        .searchable(text: $model.typed, prompt: texts.search)
        .screen(texts.title, help: .customers)
        .toolbar {
            ToolbarItem(placement: .topBarLeading) {
                Button {
                    store.router.go(.customerMap)
                } label: {
                    Image(systemName: "map")
                }
                .accessibilityLabel(texts.map)
            }
            ToolbarItem(placement: .primaryAction) {
                Button {
                    store.router.sheet = .editCustomer(nil)
                } label: {
                    Image(systemName: "plus")
                }
                .accessibilityLabel(texts.add)
            }
        }
    }

    private var choice: Binding<CustomersModel.Choice> {
        Binding(
            get: { model.choice },
            set: { chosen in
                if chosen == .near {
                    Task { await model.showNear() }
                } else {
                    model.choice = chosen
                }
            })
    }
}
#endif
