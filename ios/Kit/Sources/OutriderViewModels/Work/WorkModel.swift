import Foundation
import Observation
import OutriderBindings
import OutriderCore
import OutriderModel

/// The work day: whether the person is at work, what today came to, what needs mending.
@MainActor
@Observable
public final class WorkModel: Looking {
    /// What went wrong, where something did.
    public private(set) var failure: Failure?
    /// Whether the person is at work.
    public private(set) var headline = ""
    /// Whether positions are kept now.
    public private(set) var tracking = ""
    /// What today came to.
    public private(set) var worked = ""
    /// What can be done now.
    public private(set) var actions: [WorkAction] = []
    /// Today's periods and their breaks.
    public private(set) var periods: [TextLine] = []
    /// Periods that nobody ended.
    public private(set) var toFix: [ForgottenEnd] = []
    /// How many corrections wait for a manager; nothing when none do.
    public private(set) var asked: String?
    /// Which kind of break is asked.
    public var isChoosingBreak = false
    /// An end that is being corrected.
    public var correction: CorrectionDraft?
    private let store: PhoneStore

    /// Something that can be done now.
    public struct WorkAction: Equatable, Sendable, Identifiable {
        /// What.
        public let id: Step
        /// What it is called.
        public let title: String
        /// Whether it is what one most likely wants.
        public let isMain: Bool
    }

    /// A step of a work day.
    public enum Step: String, Sendable {
        /// The day begins.
        case start
        /// A break begins.
        case pause
        /// The break ends.
        case resume
        /// The day ends.
        case end
    }

    /// A period that nobody ended.
    public struct ForgottenEnd: Equatable, Sendable, Identifiable {
        /// The period.
        public let id: ChangeId
        /// What is asked.
        public let text: String
        let workDay: WorkDayId
        let from: Int64
    }

    /// Looks at the work day.
    public init(store: PhoneStore) {
        self.store = store
        store.watch(self)
    }

    /// Looks again.
    public func look() {
        switch store.ask({ try $0.workView() }) {
        case .success(let view):
            failure = nil
            show(view)
        case .failure(let error):
            failure = store.failure(error)
        }
    }

    /// Does something.
    public func perform(_ step: Step) {
        switch step {
        case .start: store.tap(.startWork) { try $0.startWork() }
        case .pause: isChoosingBreak = true
        case .resume: store.tap(.resumeWork) { try $0.resumeWork() }
        case .end: store.tap(.endWork) { try $0.endWork() }
        }
    }

    /// Begins a break of a kind.
    public func pause(paid: Bool) {
        isChoosingBreak = false
        store.tap(.pauseWork) { try $0.pauseWork(paid: paid) }
    }

    /// Begins to correct a forgotten end.
    public func correct(_ forgotten: ForgottenEnd) {
        let end = store.formats.date(forgotten.from + 8 * 3_600_000_000)
        correction = CorrectionDraft(forgotten: forgotten, end: end)
    }

    /// Asks a manager for the correction.
    public func ask() {
        guard let draft = correction else { return }
        let texts = store.words.work.fix
        let to = store.formats.micros(draft.end)
        guard to > draft.forgotten.from else {
            correction?.problem = texts.early
            return
        }
        guard !draft.reason.trimmed.isEmpty else {
            correction?.problem = texts.reasonNeeded
            return
        }
        let forgotten = draft.forgotten
        let asked = store.tap(.askCorrection) {
            try $0.askWorkCorrection(
                day: forgotten.workDay, period: forgotten.id, to: to, reason: draft.reason.trimmed)
        }
        if asked != nil {
            correction = nil
        }
    }

    private func show(_ view: WorkView) {
        let texts = store.words.work
        let formats = store.formats
        worked = texts.worked(duration: formats.span(view.worked))
        switch view.state {
        case .off:
            headline = texts.off
            tracking = texts.offText
            actions = [WorkAction(id: .start, title: texts.start, isMain: true)]
        case .working(let since):
            headline = texts.working(time: formats.moment(since))
            tracking = view.isTracked ? texts.tracked : texts.notTracked
            actions = [
                WorkAction(id: .pause, title: texts.pause, isMain: true),
                WorkAction(id: .end, title: texts.end, isMain: false),
            ]
        case .paused(let since, let paid):
            let time = formats.moment(since)
            headline = paid ? texts.pausedPaid(time: time) : texts.paused(time: time)
            tracking = texts.onBreak
            actions = [
                WorkAction(id: .resume, title: texts.resume, isMain: true),
                WorkAction(id: .end, title: texts.end, isMain: false),
            ]
        }
        let lines = Lines(store)
        periods = view.periods.flatMap { lines.period($0) }
        toFix = view.toFix.map {
            ForgottenEnd(
                id: $0.period, text: texts.fix.text(day: formats.day($0.day)), workDay: $0.workDay,
                from: $0.from)
        }
        asked = view.asked > 0 ? texts.correction.waiting(count: view.asked) : nil
    }
}

/// An end that is being corrected.
public struct CorrectionDraft: Equatable, Sendable, Identifiable {
    let forgotten: WorkModel.ForgottenEnd
    /// When the person stopped.
    public var end: Foundation.Date
    /// Why the end is missing.
    public var reason = ""
    /// What is missing or cannot be.
    public var problem: String?

    /// By what it is told apart.
    public var id: String { forgotten.id }
    /// What is asked.
    public var text: String { forgotten.text }
}

extension Lines {
    /// A period, its breaks and its corrections.
    func period(_ line: PeriodLine) -> [TextLine] {
        let texts = words.work
        let from = formats.time(line.from)
        let span = line.to.map { texts.period(from: from, to: formats.time($0)) } ?? texts.running(from: from)
        let corrected = line.isCorrected ? texts.corrected : ""
        let period = TextLine(id: line.period, title: span, detail: corrected, mark: line.mark)
        let breaks = line.breaks.map { pause in
            let from = formats.time(pause.from)
            let title =
                pause.to.map { texts.breakLine(from: from, to: formats.time($0)) }
                ?? texts.breakRunning(from: from)
            return TextLine(
                id: "\(line.period) \(pause.from)", title: title,
                detail: pause.paid ? texts.paid : texts.unpaid)
        }
        let corrections = line.corrections.map { one in
            let time = formats.moment(one.to)
            let title =
                switch one.state {
                case .asked: texts.correction.asked(time: time)
                case .approved: texts.correction.approved(time: time)
                case .declined: texts.correction.declined(time: time)
                }
            let answer = one.answer.isEmpty ? "" : texts.correction.answer(answer: one.answer)
            return TextLine(id: one.correction, title: title, detail: joined([one.reason, answer]))
        }
        return [period] + breaks + corrections
    }
}
