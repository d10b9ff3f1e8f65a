#if canImport(SwiftUI)
import OutriderViewModels
import OutriderWords
import SwiftUI

/// Who works here, how the app looks and when it may ring.
struct SettingsScreen: View {
    @Environment(PhoneStore.self) private var store
    @Bindable var model: SettingsModel
    @State private var isSigningOut = false
    @State private var isWiping = false

    var body: some View {
        let texts = store.words.settings
        Form {
            if let failure = model.failure {
                FailureRow(failure: failure)
            }
            Section {
                ForEach(model.you) { LineRow(line: $0) }
            } header: {
                Heading(texts.you)
            } footer: {
                Text(model.zone)
            }
            Section {
                NavigationLink(texts.myData, value: Place.myData)
                NavigationLink(store.words.search.title, value: Place.search)
                NavigationLink(texts.move, value: Place.move)
                if let other = model.other {
                    Button(role: .destructive) {
                        isWiping = true
                    } label: {
                        LabeledContent(store.words.wipe.other.title, value: other.name)
                    }
                }
            }
            look
            Problem(text: model.problem)
            safety
            notifications
            LinesSection(title: texts.storage.title, lines: model.storage)
            Section {
                NavigationLink(texts.diagnostics.title, value: Place.diagnostics)
                NavigationLink(texts.licences, value: Place.licences)
                NavigationLink(texts.about.title, value: Place.about)
                Button(texts.signOut.go, role: .destructive) { isSigningOut = true }
            }
        }
        .screen(texts.title, help: .settings)
        .confirmationDialog(
            store.words.wipe.other.title, isPresented: $isWiping, titleVisibility: .visible
        ) {
            Button(store.words.wipe.other.go, role: .destructive) { model.wipeOther() }
        } message: {
            Text(model.other?.text ?? "")
        }
        .confirmationDialog(texts.signOut.title, isPresented: $isSigningOut, titleVisibility: .visible) {
            Button(texts.signOut.go, role: .destructive) { Task { await model.signOut() } }
        } message: {
            Text("\(texts.signOut.text) \(model.waiting ?? "")")
        }
    }

    private var look: some View {
        let texts = store.words.settings
        return Section {
            Picker(texts.language.title, selection: $model.language) {
                ForEach(model.languages) { Text($0.title).tag($0.id) }
            }
            Picker(texts.theme.title, selection: $model.theme) {
                ForEach(Theme.allCases, id: \.self) { Text(model.title(of: $0)).tag($0) }
            }
        } footer: {
            Text(texts.textSize.text)
        }
    }

    private var safety: some View {
        let texts = store.words.settings
        return Section {
            Toggle(
                texts.lock.title,
                isOn: Binding(
                    get: { model.preferences.isLocked },
                    set: { isLocked in Task { await model.setLocked(isLocked) } }))
        } footer: {
            Text(texts.lock.text)
        }
    }

    private var notifications: some View {
        let texts = store.words.settings.notifications
        return Section {
            Toggle(
                texts.title,
                isOn: Binding(
                    get: { model.preferences.notifies },
                    set: { notifies in Task { await model.setNotifies(notifies) } }))
            if model.preferences.notifies {
                Toggle(texts.hide, isOn: $model.hidesTitles)
                Picker(texts.quiet, selection: $model.hasOwnQuiet) {
                    Text(texts.quietWork).tag(false)
                    Text(texts.quietOwn).tag(true)
                }
                if model.hasOwnQuiet {
                    hour(texts.from, $model.quietFrom)
                    hour(texts.until, $model.quietUntil)
                }
            }
        } footer: {
            Text("\(texts.text) \(texts.quietText)")
        }
    }

    private func hour(_ title: String, _ minute: Binding<Int>) -> some View {
        Picker(title, selection: minute) {
            ForEach(Array(stride(from: 0, to: 24 * 60, by: 30)), id: \.self) {
                Text(store.formats.minute(UInt16($0))).tag($0)
            }
        }
    }
}
#endif
