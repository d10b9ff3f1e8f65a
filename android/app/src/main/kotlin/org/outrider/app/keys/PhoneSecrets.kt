package org.outrider.app.keys

import android.content.Context
import android.content.pm.PackageManager.FEATURE_STRONGBOX_KEYSTORE
import android.os.Build
import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties
import android.security.keystore.StrongBoxUnavailableException
import java.io.IOException
import java.math.BigInteger
import java.security.GeneralSecurityException
import java.security.KeyPairGenerator
import java.security.KeyStore
import java.security.PrivateKey
import java.security.ProviderException
import java.security.Signature
import java.security.interfaces.ECPublicKey
import java.security.spec.ECGenParameterSpec
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import org.outrider.bindings.KeystoreException
import org.outrider.bindings.SecretStore

/**
 * Where the phone keeps secrets: signing keys in Android's key store, which they never leave, and all else as
 * files that a key of that store seals.
 *
 * No key asks for the owner's finger: the phone syncs while it lies locked in a pocket.
 */
class PhoneSecrets(private val context: Context) : SecretStore {
    private val keys: KeyStore by lazy { KeyStore.getInstance(STORE).apply { load(null) } }

    // Nothing in this folder is ever backed up, whatever the rules say.
    private val files = SealedFiles(context.noBackupFilesDir.resolve("secrets"), ::sealing)

    override fun `get`(name: String): String? = keeping(name) { files.get(name) }

    override fun put(name: String, secret: String) = keeping(name) { files.put(name, secret) }

    override fun remove(name: String) = keeping(name) { files.remove(name) }

    override fun makeKey(name: String) = keeping(name) {
        val hasStrongBox = Build.VERSION.SDK_INT >= 28 && context.packageManager.hasSystemFeature(FEATURE_STRONGBOX_KEYSTORE)
        if (!hasStrongBox || !makeInStrongBox(name)) make(name, strongBox = false)
    }

    override fun publicKey(name: String): ByteArray? = keeping(name) {
        val key = keys.getCertificate(alias(name))?.publicKey as ECPublicKey?
        key?.run { byteArrayOf(UNCOMPRESSED) + coordinate(w.affineX) + coordinate(w.affineY) }
    }

    override fun sign(name: String, message: ByteArray): ByteArray = keeping(name) {
        val key = keys.getKey(alias(name), null) as PrivateKey? ?: throw KeystoreException.Failed("no such key")
        Signature.getInstance("SHA256withECDSA").run {
            initSign(key)
            update(message)
            sign()
        }
    }

    override fun removeKey(name: String) = keeping(name) { keys.deleteEntry(alias(name)) }

    /** Chips that say that they have a StrongBox may still be out of room, or not know the curve. */
    private fun makeInStrongBox(name: String): Boolean =
        try {
            make(name, strongBox = true)
            true
        } catch (failure: ProviderException) {
            if (Build.VERSION.SDK_INT < 28 || failure !is StrongBoxUnavailableException) throw failure
            false
        }

    private fun make(name: String, strongBox: Boolean) {
        val spec = KeyGenParameterSpec.Builder(alias(name), KeyProperties.PURPOSE_SIGN)
            .setAlgorithmParameterSpec(ECGenParameterSpec("secp256r1"))
            .setDigests(KeyProperties.DIGEST_SHA256)
        if (strongBox && Build.VERSION.SDK_INT >= 28) spec.setIsStrongBoxBacked(true)
        KeyPairGenerator.getInstance(KeyProperties.KEY_ALGORITHM_EC, STORE).run {
            initialize(spec.build())
            generateKeyPair()
        }
    }

    /** The key that seals files. It is used at every start, for which a StrongBox is too slow. */
    private fun sealing(makeOne: Boolean): SecretKey? {
        val known = keys.getKey(SEAL, null) as SecretKey?
        if (known != null || !makeOne) return known
        val spec = KeyGenParameterSpec.Builder(SEAL, KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT)
            .setKeySize(256)
            .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
            .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
        return KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, STORE).run {
            init(spec.build())
            generateKey()
        }
    }

    /** One call after another; whatever fails, fails in the one way that the core knows, and without a secret in it. */
    @Synchronized
    private fun <T> keeping(name: String, work: () -> T): T {
        if (!Regex("[A-Za-z0-9_]+").matches(name)) throw KeystoreException.Failed("no such name")
        return try {
            work()
        } catch (failure: GeneralSecurityException) {
            throw failed(failure)
        } catch (failure: ProviderException) {
            throw failed(failure)
        } catch (failure: IllegalStateException) {
            throw failed(failure)
        } catch (failure: IOException) {
            throw failed(failure)
        }
    }

    private fun failed(failure: Exception) = KeystoreException.Failed(failure.javaClass.simpleName).apply { initCause(failure) }

    private companion object {
        const val STORE = "AndroidKeyStore"
        const val SEAL = "outrider.seal"
        const val UNCOMPRESSED: Byte = 4
        const val COORDINATE = 32

        fun alias(name: String) = "outrider.sign.$name"

        fun coordinate(number: BigInteger): ByteArray {
            // May have a zero before it, or too few bytes.
            val bytes = number.toByteArray().takeLast(COORDINATE)
            return ByteArray(COORDINATE - bytes.size) + bytes.toByteArray()
        }
    }
}
