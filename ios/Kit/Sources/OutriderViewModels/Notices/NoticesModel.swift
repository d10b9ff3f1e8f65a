import Observation
import OutriderBindings
import OutriderCore
import OutriderModel
import OutriderWords

/// Tells the person few things, once, and not in his quiet hours: the core says what.
@MainActor
@Observable
public final class NoticesModel: Looking {
    private let store: PhoneStore

    /// Tells whenever something may be new.
    public init(store: PhoneStore) {
        self.store = store
        store.watch(self)
    }

    /// Tells what is to be told now.
    public func look() {
        guard store.preferences.notifies, store.isEnrolled else { return }
        let quiet = store.preferences.quiet.map {
            Quiet(from: UInt16(clamping: $0.from), until: UInt16(clamping: $0.until))
        }
        guard let notices = try? store.phone.notices(quiet: quiet), !notices.isEmpty else { return }
        for notice in notices {
            store.device.notifying.show(shown(notice))
        }
        try? store.phone.told(ids: notices.map(\.id))
    }

    private func shown(_ notice: Notice) -> ShownNotice {
        let texts = store.words.notice
        let title = store.preferences.hidesTitles ? nil : notice.title
        let (said, text) =
            switch notice.kind {
            case .newTask: (title.map { texts.newTask(title: $0) } ?? texts.hidden.newTask, "")
            case .taskChanged: (title.map { texts.taskChanged(title: $0) } ?? texts.hidden.taskChanged, "")
            case .taskTaken: (title.map { texts.taskTaken(title: $0) } ?? texts.hidden.taskTaken, "")
            case .conflict: (title.map { texts.conflict(title: $0) } ?? texts.hidden.conflict, "")
            case .needsAttention(let changes):
                (texts.hidden.needsAttention, store.words.sync.headline.needsAttention(count: changes))
            case .signInNeeded: (texts.signInNeeded, texts.signInNeededText)
            case .dayNotEnded: (texts.dayNotEnded, texts.dayNotEndedText)
            }
        return ShownNotice(id: notice.id, title: said, text: text, place: place(notice))
    }

    private func place(_ notice: Notice) -> Place? {
        switch notice.kind {
        case .newTask, .taskChanged: notice.about.map { .task($0) }
        case .taskTaken, .signInNeeded: nil
        case .conflict, .needsAttention: .sync
        case .dayNotEnded: .work
        }
    }
}
