import LocalAuthentication
import OutriderViewModels

/// Asks for face, finger or the phone's code. It needs no network and knows of no session.
@MainActor
final class OwnerLock: Locking {
    func unlock(prompt: String) async -> Unlocked {
        let context = LAContext()
        var why: NSError?
        guard context.canEvaluatePolicy(.deviceOwnerAuthentication, error: &why) else {
            return why?.code == LAError.passcodeNotSet.rawValue ? .noLockOnPhone : .no
        }
        let isOwner = try? await context.evaluatePolicy(.deviceOwnerAuthentication, localizedReason: prompt)
        return isOwner == true ? .yes : .no
    }
}
