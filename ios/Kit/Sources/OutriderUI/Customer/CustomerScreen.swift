#if canImport(SwiftUI)
import OutriderViewModels
import OutriderWords
import SwiftUI

/// A customer.
struct CustomerScreen: View {
    @Environment(PhoneStore.self) private var store
    @Bindable var model: CustomerModel

    var body: some View {
        let texts = store.words.customer
        List {
            if let failure = model.failure {
                FailureRow(failure: failure)
            } else {
                head
                if let offer = model.offer {
                    OfferRow(title: offer.title) {
                        model.writeOffered()
                    } leave: {
                        model.leaveNote()
                    }
                }
                tasks
                LinesSection(title: texts.about, lines: model.facts)
                LinesSection(title: texts.places, lines: model.places, empty: store.words.customers.noPlace)
                tags
                timeline
            }
        }
        .screen(model.name, help: .customers)
        .toolbar {
            ToolbarItem(placement: .primaryAction) {
                Button(texts.edit) { model.edit() }
            }
        }
        .safeAreaInset(edge: .bottom) {
            MainButton(texts.checkIn) { model.checkIn() }
        }
    }

    private var head: some View {
        Section {
            HStack(alignment: .firstTextBaseline) {
                Text(model.headline)
                Spacer()
                MarkSign(mark: model.mark)
            }
            ForEach(model.contacts) { contact in
                Button(contact.title, systemImage: contact.sign) { model.reach(contact) }
            }
            Button(store.words.customer.note, systemImage: "square.and.pencil") { model.writeNote() }
            Button(store.words.customer.task, systemImage: "plus") { model.addTask() }
        }
    }

    private var tasks: some View {
        Section {
            ForEach(model.tasks) { line in
                NavigationLink(value: Place.task(line.id)) { LineRow(line: line) }
            }
            if model.tasks.isEmpty {
                Text(store.words.customer.noTasks).foregroundStyle(.secondary)
            }
        } header: {
            Heading(store.words.customer.openTasks)
        }
    }

    private var tags: some View {
        let texts = store.words.customer
        return Section {
            ForEach(model.tags, id: \.self) { tag in
                Text(tag).swipeActions(edge: .trailing) {
                    Button(texts.removeTag(tag: tag), systemImage: "tag.slash", role: .destructive) {
                        model.removeTag(tag)
                    }
                }
            }
            TextField(texts.addTag, text: $model.newTag)
                .submitLabel(.done)
                .onSubmit { model.addTag() }
        } header: {
            Heading(texts.tags)
        }
    }

    private var timeline: some View {
        Section {
            ForEach(model.timeline) { happening in
                if let place = happening.place {
                    NavigationLink(value: place) { HappeningRow(happening: happening) }
                } else {
                    HappeningRow(happening: happening)
                }
            }
            if model.timeline.isEmpty {
                Text(store.words.customer.noTimeline).foregroundStyle(.secondary)
            }
        } header: {
            Heading(store.words.customer.timeline)
        }
    }
}

extension CustomerModel.Contact {
    fileprivate var sign: String {
        switch id {
        case .call: "phone"
        case .message: "message"
        case .mail: "envelope"
        case .navigate: "arrow.triangle.turn.up.right.diamond"
        }
    }
}

/// Something that happened at a customer.
private struct HappeningRow: View {
    let happening: CustomerModel.Happening

    var body: some View {
        VStack(alignment: .leading, spacing: 2) {
            Text(happening.title).font(.subheadline).foregroundStyle(.secondary)
            Text(happening.detail)
        }
        .accessibilityElement(children: .combine)
    }
}
#endif
