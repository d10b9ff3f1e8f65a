import Foundation
import Network
import OutriderBindings
import OutriderUI
import OutriderViewModels
import UIKit

/// Brings the phone's own parts together and opens the app's core with them.
@MainActor
final class Platform {
    let root: RootModel
    let brought: Brought
    private let notices: LocalNotices
    private let network = NWPathMonitor()

    init() {
        let folder = ProfileFolder()
        let keys = SecureEnclaveKeys()
        if folder.isNew {
            // The keychain outlives an app that was removed; what is in it belongs to no profile here.
            keys.forgetEverything()
        }
        let zone = TimeZone.current.identifier
        let config = PhoneConfig(
            folder: folder.path, deviceName: UIDevice.current.name, zone: zone, secrets: keys,
            space: FreeDisk(folder: folder.path), background: BackgroundWakes())
        notices = LocalNotices()
        let device = Device(
            locating: Locator(), calling: OtherApps(), scanning: CodeScanner(), dictating: SpeechDictation(),
            locking: OwnerLock(), notifying: notices,
            preferences: PreferenceFile(path: folder.preferences),
            locale: DeviceLocale(language: Locale.preferredLanguages.first ?? "en", zone: zone),
            now: { Int64(Date().timeIntervalSince1970 * 1_000_000) },
            pause: { try? await Task.sleep(for: .milliseconds($0)) })
        root = RootModel(config: config, device: device)
        let list = Bundle.main.url(forResource: "Licences", withExtension: "txt")
        let land = Bundle.main.url(forResource: "outlines", withExtension: "bin")
        brought = Brought(
            licences: list.flatMap { try? String(contentsOf: $0, encoding: .utf8) } ?? "",
            outlines: land.flatMap { try? Data(contentsOf: $0) } ?? Data())
        notices.follow = { [root] in root.home?.store.router.follow($0) }
        watchNetwork()
    }

    /// The system woke the app in the background: one exchange, which ends in time by itself.
    func woken() async {
        guard let store = root.home?.store else { return }
        _ = await store.away { try $0.woken() }
    }

    private func watchNetwork() {
        network.pathUpdateHandler = { [root] path in
            let isConnected = path.status == .satisfied
            Task { @MainActor in
                try? root.home?.store.phone.setConnectivity(isConnected: isConnected)
            }
        }
        network.start(queue: .global())
    }
}
