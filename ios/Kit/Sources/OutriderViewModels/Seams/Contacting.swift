import OutriderModel

/// Starts other apps to reach a customer; each says whether there was one to start.
@MainActor
public protocol Calling: AnyObject {
    /// Calls a number.
    func call(_ number: String) -> Bool

    /// Begins a text message.
    func message(_ number: String) -> Bool

    /// Begins an e-mail.
    func mail(_ address: String) -> Bool

    /// Shows the way to a place.
    func navigate(to place: Position, name: String) -> Bool
}

/// Reads a code with the camera.
@MainActor
public protocol Scanning: AnyObject {
    /// Returns what a code says.
    func scan() async -> Scan
}

/// What came of pointing the camera at a code.
public enum Scan: Equatable, Sendable {
    /// The text of a code.
    case read(String)
    /// The person went back.
    case leftOff
    /// The person has not allowed the camera, or there is none.
    case notAllowed
}

/// Turns speech into text.
@MainActor
public protocol Dictating: AnyObject {
    /// Who does it.
    var means: DictationMeans { get }

    /// Listens until it is told to stop, and tells each piece of text that is final.
    func listen(heard: @escaping @MainActor (String) -> Void) async -> Dictated

    /// Ends the listening.
    func stop()
}

/// Who turns speech into text.
public enum DictationMeans: Equatable, Sendable {
    /// The phone itself: nothing leaves it.
    case onPhone
    /// A service: the person has to agree to that first.
    case byService
    /// Nobody.
    case nobody
}

/// How a dictation ended.
public enum Dictated: Equatable, Sendable {
    /// As the person wanted.
    case stopped
    /// The microphone is not allowed.
    case notAllowed
    /// Nothing was understood.
    case failed
}

/// Makes sure that it is the owner who holds the phone. It knows nothing of sessions.
@MainActor
public protocol Locking: AnyObject {
    /// Asks for face, finger or the phone's code.
    func unlock(prompt: String) async -> Unlocked
}

/// Whether it is the owner who holds the phone.
public enum Unlocked: Equatable, Sendable {
    /// It is.
    case yes
    /// That was not shown.
    case no
    /// The phone has no lock of its own.
    case noLockOnPhone
}

/// Tells the person something when he is not looking.
@MainActor
public protocol Notifying: AnyObject {
    /// Asks the person, who may have been asked before.
    func ask() async -> Bool

    /// Shows a notice; one of the same id takes its place.
    func show(_ notice: ShownNotice)
}

/// A notice as it is shown.
public struct ShownNotice: Equatable, Sendable, Identifiable {
    /// By what it is known.
    public let id: String
    /// What it says.
    public let title: String
    /// What it says besides.
    public let text: String
    /// Where a tap leads.
    public let place: Place?
}
