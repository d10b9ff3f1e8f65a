#if canImport(SwiftUI)
import OutriderViewModels
import OutriderWords
import SwiftUI

/// Where something is safe: a sign, and a word for whoever does not see it. Nothing while all is well.
struct MarkSign: View {
    @Environment(PhoneStore.self) private var store
    let mark: Mark

    var body: some View {
        if mark != .onServer {
            Image(systemName: mark.sign)
                .foregroundStyle(mark == .needsAttention ? Color.orange : Color.secondary)
                .imageScale(.small)
                .accessibilityLabel(mark.words(store.words))
        }
    }
}

/// A task of a list.
struct TaskRow: View {
    let task: TaskLine

    var body: some View {
        VStack(alignment: .leading, spacing: 4) {
            HStack(alignment: .firstTextBaseline) {
                Text(task.title).font(.headline)
                Spacer()
                MarkSign(mark: task.mark)
            }
            Text(task.place).font(.subheadline).foregroundStyle(.secondary)
            ForEach(task.reasons, id: \.self) { reason in
                Text(reason).font(.footnote).fontWeight(task.isPressing ? .semibold : .regular)
            }
        }
        .padding(.vertical, 4)
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(task.spoken)
        .accessibilityAddTraits(.isButton)
        .accessibilityIdentifier("task/\(task.id)")
    }
}

/// A line with something else below it.
struct LineRow: View {
    let line: TextLine

    var body: some View {
        HStack(alignment: .firstTextBaseline) {
            VStack(alignment: .leading, spacing: 2) {
                Text(line.title)
                if !line.detail.isEmpty {
                    Text(line.detail).font(.subheadline).foregroundStyle(.secondary)
                }
            }
            if let mark = line.mark {
                Spacer()
                MarkSign(mark: mark)
            }
        }
        .accessibilityElement(children: .combine)
    }
}

/// Lines under a heading, or what is said where there are none.
struct LinesSection: View {
    let title: String
    let lines: [TextLine]
    var empty: String?

    var body: some View {
        if !lines.isEmpty || empty != nil {
            Section {
                ForEach(lines) { LineRow(line: $0) }
                if lines.isEmpty, let empty {
                    Text(empty).foregroundStyle(.secondary)
                }
            } header: {
                Heading(title)
            }
        }
    }
}

/// A heading, which whoever listens can jump to.
struct Heading: View {
    private let text: String

    init(_ text: String) {
        self.text = text
    }

    var body: some View {
        Text(text).accessibilityAddTraits(.isHeader)
    }
}

/// What went wrong and what to do, in place of what would be shown.
struct FailureRow: View {
    let failure: Failure

    var body: some View {
        VStack(alignment: .leading, spacing: 4) {
            Label(failure.title, systemImage: "exclamationmark.triangle").font(.headline)
            Text(failure.remedy)
        }
        .accessibilityElement(children: .combine)
    }
}

/// What somebody typed that cannot be, said below where he typed it.
struct Problem: View {
    let text: String?

    var body: some View {
        if let text {
            Label(text, systemImage: "exclamationmark.circle")
                .font(.callout)
                .foregroundStyle(Color.red)
        }
    }
}

/// Nothing to show, and what that means.
struct Nothing: View {
    let title: String
    let text: String
    var sign = "checkmark.circle"

    var body: some View {
        ContentUnavailableView {
            Label(title, systemImage: sign)
        } description: {
            Text(text)
        }
    }
}

/// The one thing that a screen is for, within reach of the thumb.
struct MainButton: View {
    private let title: String
    private let action: @MainActor () -> Void

    init(_ title: String, action: @escaping @MainActor () -> Void) {
        self.title = title
        self.action = action
    }

    var body: some View {
        Button(action: action) {
            Text(title).frame(maxWidth: .infinity)
        }
        .buttonStyle(.borderedProminent)
        .controlSize(.large)
        .padding(.horizontal)
        .padding(.bottom, 8)
    }
}

/// A note that may be written about what just happened.
struct OfferRow: View {
    @Environment(PhoneStore.self) private var store
    let title: String
    let write: @MainActor () -> Void
    let leave: @MainActor () -> Void

    var body: some View {
        Section {
            Text(title).font(.headline)
            Button(store.words.checkIn.after.write, systemImage: "square.and.pencil", action: write)
            Button(store.words.action.notNow, role: .cancel, action: leave)
        }
    }
}

/// An entry of the diary, with both versions and a way to either.
struct DiaryRow: View {
    @Environment(PhoneStore.self) private var store
    let entry: DiaryEntry
    let restore: @MainActor () -> Void
    let dismiss: @MainActor () -> Void

    var body: some View {
        VStack(alignment: .leading, spacing: 4) {
            Text(entry.title).font(.headline)
            Text(entry.text)
            Text(entry.mine)
            Text(entry.theirs)
            Text(entry.settled.isEmpty ? entry.when : entry.settled)
                .font(.footnote)
                .foregroundStyle(.secondary)
        }
        .accessibilityElement(children: .combine)
        if entry.settled.isEmpty {
            if entry.canRestore {
                Button(store.words.sync.diary.restore, systemImage: "arrow.uturn.backward", action: restore)
            }
            Button(store.words.sync.diary.leave, systemImage: "checkmark", action: dismiss)
        }
    }
}
#endif
