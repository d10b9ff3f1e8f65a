import Foundation
import OutriderTestDevice
import OutriderViewModels

/// Types into a note until it is killed, and says after each word that is safe how many there are.
///
/// Its arguments: the folder of a profile, and the note.
@main
struct Typist {
    @MainActor
    static func main() async throws {
        let arguments = CommandLine.arguments
        let device = StillDevice()
        let store = try PhoneStore(config: profile(folder: arguments[1]), device: device.device())
        let note = NoteModel(store: store, note: arguments[2], customer: nil, task: nil)
        var words = 0
        while true {
            words += 1
            note.text += "word\(words) "
            while note.isUnsaved {
                try await Task.sleep(for: .milliseconds(5))
            }
            // Written at once: whoever reads it may end this process right afterwards.
            try FileHandle.standardOutput.write(contentsOf: Data("\(words)\n".utf8))
        }
    }
}
