package org.outrider.app.keys

import android.security.keystore.KeyGenParameterSpec
import java.io.InputStream
import java.io.OutputStream
import java.security.Key
import java.security.KeyPair
import java.security.KeyPairGenerator
import java.security.KeyPairGeneratorSpi
import java.security.KeyStoreSpi
import java.security.Provider
import java.security.PublicKey
import java.security.SecureRandom
import java.security.Security
import java.security.cert.Certificate
import java.security.spec.AlgorithmParameterSpec
import java.util.Collections
import java.util.Date
import java.util.Enumeration
import javax.crypto.KeyGenerator
import javax.crypto.KeyGeneratorSpi
import javax.crypto.SecretKey
import org.junit.rules.ExternalResource

/**
 * Stands in for Android's key store, which a plain JVM has not: keys of the JVM in its memory, under the names by
 * which the app asks for them. It holds what the app asks of the store, and nothing of what hardware does: no key
 * is bound to a chip here, and nothing outlives the process.
 */
class SoftAndroidKeyStore : ExternalResource() {
    override fun before() {
        entries.clear()
        specs.clear()
        Security.addProvider(Soft())
    }

    override fun after() = Security.removeProvider(NAME)

    val names: Set<String> get() = entries.keys.toSet()

    /** What a key was asked for. */
    fun spec(name: String): KeyGenParameterSpec = specs.getValue(name)

    fun forget(name: String) {
        entries.remove(name)
    }

    private class Soft : Provider(NAME, "1", "keys in memory") {
        init {
            put("KeyStore.AndroidKeyStore", Store::class.java.name)
            put("KeyPairGenerator.EC", Pairs::class.java.name)
            put("KeyGenerator.AES", Secrets::class.java.name)
        }
    }

    private class Entry(val key: Key, val public: PublicKey?)

    private class Bare(private val public: PublicKey) : Certificate("X.509") {
        override fun getEncoded(): ByteArray = public.encoded

        override fun verify(key: PublicKey?) = Unit

        override fun verify(key: PublicKey?, provider: String?) = Unit

        override fun toString(): String = "a public key"

        override fun getPublicKey(): PublicKey = public
    }

    class Pairs : KeyPairGeneratorSpi() {
        private lateinit var spec: KeyGenParameterSpec

        override fun initialize(size: Int, random: SecureRandom?) = error("the app names the curve")

        override fun initialize(parameters: AlgorithmParameterSpec, random: SecureRandom?) {
            spec = parameters as KeyGenParameterSpec
        }

        override fun generateKeyPair(): KeyPair {
            val pair = KeyPairGenerator.getInstance("EC").run {
                initialize(spec.algorithmParameterSpec)
                generateKeyPair()
            }
            specs[spec.keystoreAlias] = spec
            entries[spec.keystoreAlias] = Entry(pair.private, pair.public)
            return pair
        }
    }

    class Secrets : KeyGeneratorSpi() {
        private lateinit var spec: KeyGenParameterSpec

        override fun engineInit(random: SecureRandom?) = error("the app says for what")

        override fun engineInit(size: Int, random: SecureRandom?) = error("the app says for what")

        override fun engineInit(parameters: AlgorithmParameterSpec, random: SecureRandom?) {
            spec = parameters as KeyGenParameterSpec
        }

        override fun engineGenerateKey(): SecretKey {
            val key = KeyGenerator.getInstance("AES", "SunJCE").run {
                init(spec.keySize)
                generateKey()
            }
            specs[spec.keystoreAlias] = spec
            entries[spec.keystoreAlias] = Entry(key, null)
            return key
        }
    }

    class Store : KeyStoreSpi() {
        override fun engineGetKey(alias: String, password: CharArray?): Key? = entries[alias]?.key

        override fun engineGetCertificate(alias: String): Certificate? = entries[alias]?.public?.let(::Bare)

        override fun engineDeleteEntry(alias: String) {
            entries.remove(alias)
        }

        override fun engineAliases(): Enumeration<String> = Collections.enumeration(entries.keys)

        override fun engineContainsAlias(alias: String): Boolean = alias in entries

        override fun engineSize(): Int = entries.size

        override fun engineIsKeyEntry(alias: String): Boolean = alias in entries

        override fun engineIsCertificateEntry(alias: String): Boolean = false

        override fun engineGetCertificateAlias(certificate: Certificate?): String? = null

        override fun engineGetCertificateChain(alias: String): Array<Certificate>? = engineGetCertificate(alias)?.let { arrayOf(it) }

        override fun engineGetCreationDate(alias: String): Date? = null

        override fun engineSetKeyEntry(alias: String, key: Key, password: CharArray?, chain: Array<Certificate>?) = error("keys are made here")

        override fun engineSetKeyEntry(alias: String, key: ByteArray, chain: Array<Certificate>?) = error("keys are made here")

        override fun engineSetCertificateEntry(alias: String, certificate: Certificate) = error("keys are made here")

        override fun engineStore(stream: OutputStream?, password: CharArray?) = Unit

        override fun engineLoad(stream: InputStream?, password: CharArray?) = Unit
    }

    private companion object {
        const val NAME = "AndroidKeyStore"
        val entries: MutableMap<String, Entry> = Collections.synchronizedMap(sortedMapOf())
        val specs: MutableMap<String, KeyGenParameterSpec> = Collections.synchronizedMap(sortedMapOf())
    }
}
