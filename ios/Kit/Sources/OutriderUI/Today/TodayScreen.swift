#if canImport(SwiftUI)
import OutriderViewModels
import OutriderWords
import SwiftUI

/// What there is to do today.
struct TodayScreen: View {
    @Environment(PhoneStore.self) private var store
    @Environment(EnrolmentModel.self) private var enrolment
    let model: TodayModel

    var body: some View {
        List {
            if let failure = model.failure {
                FailureRow(failure: failure)
            }
            if let former = enrolment.former {
                FormerSection(former: former) { enrolment.dismissFormer() }
            }
            unfinished
            Section {
                ForEach(model.tasks) { task in
                    NavigationLink(value: Place.task(task.id)) { TaskRow(task: task) }
                        .swipeActions(edge: .leading) {
                            Button(store.words.task.verb.complete, systemImage: "checkmark") {
                                model.complete(task.id)
                            }
                        }
                        .swipeActions(edge: .trailing) {
                            Button(store.words.checkIn.go, systemImage: "mappin.and.ellipse") {
                                store.router.sheet = .checkIn(task: task.id, customer: nil)
                            }
                        }
                }
                if let empty = model.empty {
                    Nothing(title: empty.title, text: empty.text)
                }
            } header: {
                Heading(model.day)
            }
            claimable
            assignable
            settled
            later
        }
        .screen(store.words.today.title, help: .today)
        .toolbar {
            ToolbarItem(placement: .topBarLeading) {
                Button {
                    store.router.go(.search)
                } label: {
                    Image(systemName: "magnifyingglass")
                }
                .accessibilityLabel(store.words.label.search)
            }
            ToolbarItem(placement: .primaryAction) {
                Button {
                    store.router.sheet = .newTask(customer: nil)
                } label: {
                    Image(systemName: "plus")
                }
                .accessibilityLabel(store.words.today.add)
            }
        }
        .refreshable { await refresh() }
        .safeAreaInset(edge: .bottom) {
            MainButton(store.words.checkIn.go) {
                store.router.sheet = .checkIn(task: nil, customer: nil)
            }
        }
    }

    private func refresh() async {
        _ = await store.away { try $0.syncNow() }
    }

    @ViewBuilder private var unfinished: some View {
        if !model.unfinished.isEmpty {
            Section {
                ForEach(model.unfinished) { note in
                    NavigationLink(value: Place.note(note.id, customer: note.customer, task: note.task)) {
                        VStack(alignment: .leading, spacing: 2) {
                            Text(note.title)
                            Text(note.detail).font(.subheadline).foregroundStyle(.secondary)
                        }
                        .accessibilityElement(children: .combine)
                    }
                }
            } header: {
                Heading(store.words.today.unfinished)
            }
        }
    }

    @ViewBuilder private var claimable: some View {
        if !model.toClaim.isEmpty {
            Section {
                ForEach(model.toClaim) { task in
                    NavigationLink(value: Place.task(task.id)) { TaskRow(task: task) }
                        .swipeActions(edge: .leading) {
                            Button(store.words.today.claim, systemImage: "hand.raised") {
                                model.claim(task.id)
                            }
                        }
                        .accessibilityAction(named: store.words.today.claim) { model.claim(task.id) }
                }
            } header: {
                Heading(store.words.today.toClaim)
            }
        }
    }

    @ViewBuilder private var assignable: some View {
        if !model.toAssign.isEmpty {
            Section {
                ForEach(model.toAssign) { task in
                    NavigationLink(value: Place.task(task.id)) { TaskRow(task: task) }
                }
            } header: {
                Heading(store.words.today.toAssign)
            }
        }
    }

    @ViewBuilder private var settled: some View {
        if !model.settled.isEmpty {
            Section {
                ForEach(model.settled) { line in
                    NavigationLink(value: Place.task(line.id)) {
                        HStack(alignment: .firstTextBaseline) {
                            VStack(alignment: .leading, spacing: 2) {
                                Text(line.title)
                                Text(line.detail).font(.subheadline).foregroundStyle(.secondary)
                            }
                            Spacer()
                            MarkSign(mark: line.mark)
                        }
                        .accessibilityElement(children: .combine)
                    }
                    .swipeActions(edge: .trailing) {
                        if line.canUndo {
                            Button(store.words.today.undo, systemImage: "arrow.uturn.backward") {
                                model.reopen(line.id)
                            }
                        }
                    }
                }
            } header: {
                Heading(store.words.today.settled)
            }
        }
    }

    @ViewBuilder private var later: some View {
        if !model.later.isEmpty {
            Section {
                ForEach(model.later) { line in
                    NavigationLink(value: Place.day(line.id)) {
                        LabeledContent(line.title, value: line.detail)
                    }
                }
            } header: {
                Heading(store.words.today.later)
            }
        }
    }
}

/// What is told of the phone before this one.
private struct FormerSection: View {
    @Environment(PhoneStore.self) private var store
    let former: EnrolmentModel.FormerNotice
    let dismiss: @MainActor () -> Void

    var body: some View {
        Section {
            Text(former.text)
            if let waiting = former.waiting {
                Text(waiting).fontWeight(.semibold)
            }
            Text(store.words.enrolment.former.help).font(.footnote)
            Button(store.words.enrolment.former.dismiss, action: dismiss)
        } header: {
            Heading(store.words.enrolment.former.title)
        }
    }
}
#endif
