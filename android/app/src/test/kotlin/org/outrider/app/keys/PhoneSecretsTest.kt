package org.outrider.app.keys

import android.app.Application
import android.content.pm.PackageManager.FEATURE_STRONGBOX_KEYSTORE
import java.math.BigInteger
import java.security.AlgorithmParameters
import java.security.KeyFactory
import java.security.Signature
import java.security.spec.ECGenParameterSpec
import java.security.spec.ECParameterSpec
import java.security.spec.ECPoint
import java.security.spec.ECPublicKeySpec
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.outrider.app.device.Disk
import org.outrider.app.device.PhoneClock
import org.outrider.bindings.KeystoreException
import org.outrider.bindings.Phone
import org.outrider.bindings.PhoneConfig
import org.outrider.core.EnrolmentState
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** What every store of secrets has to do, and what this one does beyond; the keys are of [SoftAndroidKeyStore]. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35], application = Application::class)
class PhoneSecretsTest {
    @get:Rule
    val store = SoftAndroidKeyStore()

    private val app: Application = RuntimeEnvironment.getApplication()
    private val secrets = PhoneSecrets(app)
    private val folder = app.noBackupFilesDir.resolve("secrets")

    @Test
    fun `a secret comes back until it is removed`() {
        assertNull(secrets.get("token"))
        secrets.put("token", "a")
        secrets.put("token", "b")
        assertEquals("b", secrets.get("token"))
        assertEquals("b", PhoneSecrets(app).get("token"))
        secrets.remove("token")
        secrets.remove("token")
        assertNull(secrets.get("token"))
    }

    @Test
    fun `a key signs until it is destroyed`() {
        assertNull(secrets.publicKey("device"))
        assertThrows(KeystoreException::class.java) { secrets.sign("device", byteArrayOf(1)) }
        secrets.makeKey("device")
        val public = checkNotNull(secrets.publicKey("device"))
        val proof = secrets.sign("device", "words".toByteArray())
        assertEquals(65, public.size)
        assertTrue(isSignedBy(public, "words", proof))
        assertFalse(isSignedBy(public, "other words", proof))
        secrets.makeKey("device")
        assertFalse(public.contentEquals(secrets.publicKey("device")))
        secrets.removeKey("device")
        secrets.removeKey("device")
        assertNull(secrets.publicKey("device"))
    }

    @Test
    fun `a name that leads elsewhere is refused`() {
        assertThrows(KeystoreException::class.java) { secrets.get("../token") }
        assertThrows(KeystoreException::class.java) { secrets.put("", "a") }
        assertThrows(KeystoreException::class.java) { secrets.makeKey("a.b") }
    }

    @Test
    fun `points of the curve keep their length whatever zeros they begin with`() {
        repeat(64) {
            secrets.makeKey("device")
            val public = checkNotNull(secrets.publicKey("device"))
            assertEquals(65, public.size)
            assertTrue(isSignedBy(public, "words", secrets.sign("device", "words".toByteArray())))
        }
    }

    @Test
    fun `no file holds a secret as it is said`() {
        secrets.put("token", "canary-of-this-test")
        val files = app.dataDir.walk().filter { it.isFile }.toList()
        assertTrue(files.any { it.parentFile == folder })
        assertTrue(files.none { "canary-of-this-test" in it.readText(Charsets.ISO_8859_1) })
    }

    @Test
    fun `a secret under the name of another is none`() {
        secrets.put("token", "a")
        folder.resolve("token").copyTo(folder.resolve("database"))
        assertNull(secrets.get("database"))
        assertEquals("a", secrets.get("token"))
    }

    @Test
    fun `a file that was cut short is no secret`() {
        secrets.put("token", "a")
        folder.resolve("token").writeBytes(byteArrayOf(1, 2, 3))
        assertNull(secrets.get("token"))
    }

    @Test
    fun `secrets are gone with the key that sealed them`() {
        secrets.put("token", "a")
        store.forget("outrider.seal")
        assertNull(secrets.get("token"))
        secrets.put("token", "b")
        assertEquals("b", secrets.get("token"))
    }

    @Test
    fun `a sealed secret is another each time`() {
        secrets.put("token", "a")
        val first = folder.resolve("token").readBytes()
        secrets.put("token", "a")
        assertFalse(first.contentEquals(folder.resolve("token").readBytes()))
    }

    @Test
    fun `signing keys lie in the StrongBox where the phone has one`() {
        secrets.makeKey("device")
        assertFalse(store.spec("outrider.sign.device").isStrongBoxBacked)
        shadowOf(app.packageManager).setSystemFeature(FEATURE_STRONGBOX_KEYSTORE, true)
        secrets.makeKey("device")
        assertTrue(store.spec("outrider.sign.device").isStrongBoxBacked)
        assertFalse(store.spec("outrider.sign.device").isUserAuthenticationRequired)
    }

    @Test
    fun `a profile opens again with the secrets of before`() {
        val config = PhoneConfig(
            folder = app.noBackupFilesDir.resolve("profile").path,
            deviceName = "a phone",
            zone = "Europe/Berlin",
            secrets = secrets,
            clock = PhoneClock(app),
            space = Disk(app.noBackupFilesDir),
        )
        Phone.open(config).use { assertEquals(EnrolmentState.NOT_ENROLLED, it.enrolmentView().state) }
        Phone.open(config).use { assertNotNull(it.diagnostics()) }
    }

    private fun isSignedBy(public: ByteArray, text: String, proof: ByteArray): Boolean {
        assertEquals(4.toByte(), public[0])
        val curve = AlgorithmParameters.getInstance("EC").run {
            init(ECGenParameterSpec("secp256r1"))
            getParameterSpec(ECParameterSpec::class.java)
        }
        val point = ECPoint(BigInteger(1, public.copyOfRange(1, 33)), BigInteger(1, public.copyOfRange(33, 65)))
        val key = KeyFactory.getInstance("EC").generatePublic(ECPublicKeySpec(point, curve))
        return Signature.getInstance("SHA256withECDSA").run {
            initVerify(key)
            update(text.toByteArray())
            verify(proof)
        }
    }
}
