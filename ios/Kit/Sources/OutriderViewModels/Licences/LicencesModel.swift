import Observation

/// Whose work is in the app.
@MainActor
@Observable
public final class LicencesModel {
    /// Each work with its licence.
    public let works: [TextLine]

    /// Reads the list that was made when the app was built: a line for each work, its parts apart by tabs.
    public init(list: String) {
        works = list.split(separator: "\n").enumerated().map { number, line in
            let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
            return TextLine(
                id: "\(number)", title: parts.first ?? "", detail: parts.count > 1 ? parts[1] : "")
        }
    }
}
