import OutriderViewModels
@preconcurrency import UserNotifications

/// Shows what the core has decided to tell: quiet hours and once-only are its affair.
@MainActor
final class LocalNotices: NSObject, Notifying, UNUserNotificationCenterDelegate {
    /// Where a tap leads.
    var follow: (Place) -> Void = { _ in }
    private let centre = UNUserNotificationCenter.current()
    private var places: [String: Place] = [:]

    override init() {
        super.init()
        centre.delegate = self
    }

    func ask() async -> Bool {
        (try? await centre.requestAuthorization(options: [.alert, .badge, .sound])) ?? false
    }

    func show(_ notice: ShownNotice) {
        let content = UNMutableNotificationContent()
        content.title = notice.title
        content.body = notice.text
        content.sound = .default
        places[notice.id] = notice.place
        centre.add(UNNotificationRequest(identifier: notice.id, content: content, trigger: nil))
    }

    nonisolated func userNotificationCenter(
        _: UNUserNotificationCenter, didReceive response: UNNotificationResponse
    ) async {
        let id = response.notification.request.identifier
        await MainActor.run {
            // An app that was ended meanwhile begins where it always does.
            places.removeValue(forKey: id).map(follow)
        }
    }

    nonisolated func userNotificationCenter(
        _: UNUserNotificationCenter, willPresent _: UNNotification
    ) async -> UNNotificationPresentationOptions {
        [.banner, .list]
    }
}
