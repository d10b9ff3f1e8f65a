import BackgroundTasks
import OutriderBindings

/// Asks the system to wake the app up. It does so when it likes, not before the time that is asked for.
final class BackgroundWakes: Background {
    /// As Info.plist permits it.
    static let task = "org.outrider.app.sync"

    func wakeIn(seconds: UInt64) {
        let request = BGAppRefreshTaskRequest(identifier: Self.task)
        request.earliestBeginDate = Date(timeIntervalSinceNow: TimeInterval(seconds))
        // It takes the place of an earlier one. Where the person has switched this off, the next sync is
        // when he opens the app.
        try? BGTaskScheduler.shared.submit(request)
    }

    func rest() {
        BGTaskScheduler.shared.cancel(taskRequestWithIdentifier: Self.task)
    }
}
