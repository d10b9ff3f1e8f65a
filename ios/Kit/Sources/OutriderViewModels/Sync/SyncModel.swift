import Observation
import OutriderBindings
import OutriderCore
import OutriderModel
import OutriderWords

/// What is safe where, what needs the person, what was lost.
@MainActor
@Observable
public final class SyncModel: Looking {
    /// What went wrong, where something did.
    public private(set) var failure: Failure?
    /// The one thing that matters most now.
    public private(set) var headline = ""
    /// Whether everything is well, so that the headline need not stand on other screens.
    public private(set) var isWell = true
    /// What is said where this phone is to be emptied; nothing where nobody asked for it.
    public private(set) var wipe: WipeNotice?
    /// When the server last answered, and what is believed of the connection.
    public private(set) var detail = ""
    /// What the phone's storage asks for; nothing where there is room.
    public private(set) var storage: String?
    /// Whether an exchange goes on.
    public private(set) var isSyncing = false
    /// What waits to be sent.
    public private(set) var waiting: [TextLine] = []
    /// How much waits besides.
    public private(set) var waitingMore: String?
    /// What was sent and is not answered.
    public private(set) var onItsWay: [TextLine] = []
    /// What the server refused.
    public private(set) var attention: [AttentionItem] = []
    /// What the server judged last.
    public private(set) var receipts: [TextLine] = []
    /// What the person lost or should know.
    public private(set) var diary: [DiaryEntry] = []
    /// How many things the person should see to, for the sign on the bar.
    public private(set) var badge = 0
    /// A text that is being shortened or mended.
    public var mending: TextMending?
    private let store: PhoneStore

    /// Looks at the sync.
    public init(store: PhoneStore) {
        self.store = store
        store.watch(self)
    }

    /// Looks again.
    public func look() {
        switch store.ask({ try $0.syncView() }) {
        case .success(let view):
            failure = nil
            show(view)
        case .failure(let error):
            failure = store.failure(error)
        }
    }

    /// Syncs now; what waits is sent by itself all the same.
    public func syncNow() async {
        isSyncing = true
        switch await store.away({ try $0.syncNow() }) {
        case .success(let report):
            if let failure = report.failure {
                store.undo.say(store.words.sync.failure(failure.word))
            }
        case .failure(let error):
            store.undo.say(store.failure(error, isNow: true))
        }
        isSyncing = false
        look()
    }

    /// Does what helps a refused change.
    public func mend(_ item: AttentionItem, by help: AttentionItem.Help) {
        switch help.remedy {
        case .sayAgain: store.tap(.mend) { try $0.sayAgain(change: item.id) }
        case .discard: store.tap(.discard) { try $0.discardRefused(change: item.id) }
        case .editText(let field, let text):
            mending = TextMending(id: item.id, field: store.words.fieldName(field), text: text)
        case .export: break
        }
    }

    /// Sends the mended text.
    public func sendMended() {
        guard let mending else { return }
        if store.tap(.mend, { try $0.mendText(change: mending.id, text: mending.text) }) != nil {
            self.mending = nil
        }
    }

    /// What was refused, as text to be kept elsewhere.
    public var export: String { (try? store.phone.exportRefused()) ?? "" }

    /// Puts back what was lost.
    public func restore(_ entry: DiaryEntry) {
        store.tap(.restoreLost) { try $0.restoreLost(entry: entry.id) }
    }

    /// Lets be what was lost.
    public func dismiss(_ entry: DiaryEntry) {
        store.tap(.dismissDiary) { try $0.dismissEntry(entry: entry.id) }
    }

    private func show(_ view: SyncView) {
        let lines = Lines(store)
        let texts = store.words.sync
        headline = lines.headline(view.headline)
        isWell = view.headline == .onServer
        wipe = view.wipe.map(lines.wipe)
        isSyncing = view.isSyncing
        detail = lines.joined([
            view.isSyncing ? texts.running : "", offline(view.headline),
            view.lastReceipt.map { texts.last(time: store.formats.moment($0)) } ?? texts.never,
        ])
        storage = view.storage == .plenty ? nil : store.words.error.storageFull.remedy
        waiting = view.waiting.map(lines.waiting)
        let more = Int64(clamping: view.waitingCount) - Int64(view.waiting.count)
        waitingMore = more > 0 ? texts.waiting.more(count: more) : nil
        onItsWay = view.onItsWay.map(lines.waiting)
        attention = view.attention.map(lines.attention)
        receipts = view.receipts.map(lines.receipt)
        diary = view.diary.map(lines.diary)
        badge = view.attention.count + Int(clamping: view.unsettled)
    }

    private func offline(_ headline: Headline) -> String {
        guard case .offline(let since, _) = headline else { return "" }
        return store.words.sync.offlineSince(time: store.formats.moment(since))
    }
}
