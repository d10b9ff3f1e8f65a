package org.outrider.app.keys

import java.io.File
import java.io.FileOutputStream
import java.io.IOException
import java.nio.channels.FileChannel
import java.nio.file.Files
import java.nio.file.StandardCopyOption.ATOMIC_MOVE
import java.nio.file.StandardCopyOption.REPLACE_EXISTING
import java.nio.file.StandardOpenOption.READ
import java.security.GeneralSecurityException
import javax.crypto.AEADBadTagException
import javax.crypto.Cipher
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec

/** Secrets as files that only a key of [key] opens; each stands wholly or not at all, also after a power cut. */
class SealedFiles(private val folder: File, private val key: (makeOne: Boolean) -> SecretKey?) {
    /** Returns a secret; nothing where there is none, and where the key that sealed it is gone: it is then lost for good. */
    fun get(name: String): String? {
        val file = folder.resolve(name)
        if (!file.exists()) return null
        val sealed = file.readBytes()
        val key = key(false) ?: return null
        val cipher = Cipher.getInstance(TRANSFORMATION)
        return try {
            cipher.init(Cipher.DECRYPT_MODE, key, GCMParameterSpec(TAG_BITS, sealed, 0, NONCE))
            cipher.updateAAD(name.toByteArray())
            String(cipher.doFinal(sealed, NONCE, sealed.size - NONCE))
        } catch (_: AEADBadTagException) {
            null
        } catch (_: IllegalArgumentException) {
            null
        }
    }

    fun put(name: String, secret: String) {
        val cipher = Cipher.getInstance(TRANSFORMATION)
        cipher.init(Cipher.ENCRYPT_MODE, key(true) ?: throw GeneralSecurityException("no key to seal with"))
        // A secret under another's name is no secret.
        cipher.updateAAD(name.toByteArray())
        val sealed = cipher.doFinal(secret.toByteArray())
        check(cipher.iv.size == NONCE) { "a nonce of ${cipher.iv.size} bytes" }
        Files.createDirectories(folder.toPath())
        val beside = folder.resolve("$name.new")
        FileOutputStream(beside).use {
            it.write(cipher.iv + sealed)
            it.fd.sync()
        }
        Files.move(beside.toPath(), folder.resolve(name).toPath(), ATOMIC_MOVE, REPLACE_EXISTING)
        FileChannel.open(folder.toPath(), READ).use { it.force(true) }
    }

    @Throws(IOException::class)
    fun remove(name: String) {
        Files.deleteIfExists(folder.resolve(name).toPath())
    }

    private companion object {
        const val TRANSFORMATION = "AES/GCM/NoPadding"
        const val TAG_BITS = 128
        const val NONCE = 12
    }
}
