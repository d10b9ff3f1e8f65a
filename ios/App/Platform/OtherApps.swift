import OutriderModel
import OutriderViewModels
import UIKit

/// Starts the phone's own apps to reach a customer.
@MainActor
final class OtherApps: Calling {
    func call(_ number: String) -> Bool { open("tel", path: dialled(number)) }

    func message(_ number: String) -> Bool { open("sms", path: dialled(number)) }

    func mail(_ address: String) -> Bool { open("mailto", path: address) }

    func navigate(to place: Position, name: String) -> Bool {
        var address = URLComponents()
        address.scheme = "maps"
        address.queryItems = [
            URLQueryItem(
                name: "daddr",
                value: "\(Double(place.lat) / 10_000_000),\(Double(place.lon) / 10_000_000)"),
            URLQueryItem(name: "q", value: name),
        ]
        return open(address)
    }

    private func dialled(_ number: String) -> String {
        number.filter { $0.isNumber || $0 == "+" || $0 == "*" || $0 == "#" }
    }

    private func open(_ scheme: String, path: String) -> Bool {
        var address = URLComponents()
        address.scheme = scheme
        address.path = path
        return open(address)
    }

    private func open(_ address: URLComponents) -> Bool {
        guard let url = address.url, UIApplication.shared.canOpenURL(url) else { return false }
        UIApplication.shared.open(url)
        return true
    }
}
