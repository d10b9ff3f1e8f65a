import Foundation
import Testing

/// What can be held of the views where no SwiftUI is: how they are written.
@Suite("Manners of the views")
struct MannersTests {
    private let files: [(name: String, lines: [String])]

    init() throws {
        let kit = URL(filePath: #filePath).pathComponents.prefix { $0 != "Tests" }.joined(separator: "/")
        let folder = "\(kit)/Sources/OutriderUI"
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        files = try names.filter { $0.hasSuffix(".swift") }.sorted().map { name in
            let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
            return (name, text.components(separatedBy: "\n"))
        }
        try #require(files.count > 20)
    }

    /// Finds the lines in which something stands.
    private func found(_ what: some RegexComponent) -> [String] {
        files.flatMap { name, lines in
            lines.indices.filter { lines[$0].contains(what) }.map { "\(name):\($0 + 1)" }
        }
    }

    @Test("no text stands in a view: all words come from the words")
    func words() {
        let shown = /(Text|Button|Label|Toggle|Picker|TextField|LabeledContent|navigationTitle)\("\p{L}/
        // The name of the app is a name in every language.
        #expect(found(shown).filter { !$0.hasPrefix("About/") }.isEmpty)
    }

    @Test("a button that is a sign alone has words for whoever does not see it")
    func labels() {
        for (name, lines) in files {
            for (number, line) in lines.enumerated() where line.contains("Image(systemName:") {
                guard number > 0, lines[number - 1].contains("label: {") else { continue }
                let after = lines[number...].prefix(5)
                #expect(after.contains { $0.contains(".accessibilityLabel(") }, "\(name):\(number + 1)")
            }
        }
    }

    @Test("nothing that holds text has a fixed size, and no side is left or right")
    func sizes() {
        #expect(found(/frame\((width|height):/).isEmpty)
        #expect(found(/\.system\(size/).isEmpty)
        #expect(found(/[( ]\.(left|right)\b/).isEmpty)
        #expect(found(/lineLimit\(1\)/).isEmpty)
    }

    @Test("nothing turns while data is on the phone")
    func spinners() {
        #expect(found(/ProgressView/).isEmpty)
    }

    @Test("what cannot be undone asks first, and nothing else does")
    func asking() {
        let asking = files.filter { $0.lines.contains { $0.contains("confirmationDialog(") } }.map(\.name)
        #expect(
            asking == [
                "Move/MoveScreen.swift", "Note/NoteScreen.swift", "Settings/SettingsScreen.swift",
                "Shell/RootView.swift", "Sync/SyncScreen.swift", "Work/WorkScreen.swift",
            ])
    }

    @Test("every screen has its help")
    func help() {
        let screens = files.filter { $0.name.hasSuffix("Screen.swift") && !$0.name.hasPrefix("Shell/") }
        let without = screens.filter {
            !$0.lines.contains { $0.contains("help: .") || $0.contains("topic: .") }
        }
        let sheets = [
            "EditCustomer/EditCustomerScreen.swift", "Help/HelpScreen.swift",
            "Licences/LicencesScreen.swift", "Lock/LockScreen.swift", "NewTask/NewTaskScreen.swift",
        ]
        #expect(Set(without.map(\.name)).subtracting(sheets).isEmpty)
    }
}
