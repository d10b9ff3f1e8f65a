import Foundation
import OutriderBindings
import Security

/// Secrets in the keychain, and keys that never leave the phone's Secure Enclave. Neither goes into a backup
/// or to another phone.
final class SecureEnclaveKeys: SecretStore {
    private static let service = "org.outrider.app"

    func get(name: String) throws -> String? {
        var query = secret(name)
        query[kSecReturnData] = true
        var found: CFTypeRef?
        let status = SecItemCopyMatching(query as CFDictionary, &found)
        guard status != errSecItemNotFound else { return nil }
        try check(status)
        guard let data = found as? Data else { throw failed("what is kept is no text") }
        return String(decoding: data, as: UTF8.self)
    }

    func put(name: String, secret text: String) throws {
        let data = Data(text.utf8)
        let status = SecItemUpdate(secret(name) as CFDictionary, [kSecValueData: data] as CFDictionary)
        guard status == errSecItemNotFound else { return try check(status) }
        var item = secret(name)
        item[kSecValueData] = data
        item[kSecAttrAccessible] = kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly
        try check(SecItemAdd(item as CFDictionary, nil))
    }

    func remove(name: String) throws {
        try checkGone(SecItemDelete(secret(name) as CFDictionary))
    }

    func makeKey(name: String) throws {
        try removeKey(name: name)
        var flaw: Unmanaged<CFError>?
        guard
            let access = SecAccessControlCreateWithFlags(
                nil, kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly, .privateKeyUsage, &flaw)
        else { throw failed("the access to a key cannot be said", flaw) }
        var attributes: [CFString: Any] = [
            kSecAttrKeyType: kSecAttrKeyTypeECSECPrimeRandom,
            kSecAttrKeySizeInBits: 256,
            kSecPrivateKeyAttrs: [
                kSecAttrIsPermanent: true,
                kSecAttrApplicationTag: tag(name),
                kSecAttrAccessControl: access,
            ] as [CFString: Any],
        ]
        #if !targetEnvironment(simulator)
        attributes[kSecAttrTokenID] = kSecAttrTokenIDSecureEnclave
        #endif
        guard SecKeyCreateRandomKey(attributes as CFDictionary, &flaw) != nil else {
            throw failed("a key cannot be made", flaw)
        }
    }

    func publicKey(name: String) throws -> Data? {
        guard let key = try key(name) else { return nil }
        var flaw: Unmanaged<CFError>?
        guard let half = SecKeyCopyPublicKey(key),
            let point = SecKeyCopyExternalRepresentation(half, &flaw)
        else { throw failed("the public half cannot be read", flaw) }
        return point as Data
    }

    func sign(name: String, message: Data) throws -> Data {
        guard let key = try key(name) else { throw failed("there is no such key") }
        var flaw: Unmanaged<CFError>?
        let signature = SecKeyCreateSignature(
            key, .ecdsaSignatureMessageX962SHA256, message as CFData, &flaw)
        guard let signature else { throw failed("the key does not sign", flaw) }
        return signature as Data
    }

    func removeKey(name: String) throws {
        try checkGone(SecItemDelete(keyQuery(name) as CFDictionary))
    }

    /// Removes whatever an app that was removed has left behind.
    func forgetEverything() {
        SecItemDelete(
            [kSecClass: kSecClassGenericPassword, kSecAttrService: Self.service] as CFDictionary)
        SecItemDelete([kSecClass: kSecClassKey] as CFDictionary)
    }

    private func key(_ name: String) throws -> SecKey? {
        var query = keyQuery(name)
        query[kSecReturnRef] = true
        var found: CFTypeRef?
        let status = SecItemCopyMatching(query as CFDictionary, &found)
        guard status != errSecItemNotFound else { return nil }
        try check(status)
        guard let found, CFGetTypeID(found) == SecKeyGetTypeID() else {
            throw failed("what is kept is no key")
        }
        return unsafeDowncast(found, to: SecKey.self)
    }

    private func secret(_ name: String) -> [CFString: Any] {
        [kSecClass: kSecClassGenericPassword, kSecAttrService: Self.service, kSecAttrAccount: name]
    }

    private func keyQuery(_ name: String) -> [CFString: Any] {
        [
            kSecClass: kSecClassKey, kSecAttrKeyType: kSecAttrKeyTypeECSECPrimeRandom,
            kSecAttrApplicationTag: tag(name),
        ]
    }

    private func tag(_ name: String) -> Data { Data("\(Self.service).\(name)".utf8) }

    private func check(_ status: OSStatus) throws {
        guard status == errSecSuccess else { throw failed("the keychain said \(status)") }
    }

    private func checkGone(_ status: OSStatus) throws {
        if status != errSecItemNotFound {
            try check(status)
        }
    }

    private func failed(_ reason: String, _ flaw: Unmanaged<CFError>? = nil) -> KeystoreError {
        let why = flaw.map { CFErrorGetCode($0.takeRetainedValue()) }
        return .Failed(reason: why.map { "\(reason): \($0)" } ?? reason)
    }
}
