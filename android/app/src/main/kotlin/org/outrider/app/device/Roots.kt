package org.outrider.app.device

import java.io.IOException
import java.security.GeneralSecurityException
import java.security.KeyStore

/**
 * The certificates that this phone trusts, also those that its owner or its company has added, in DER: the core
 * cannot ask Android itself.
 */
fun trustedRoots(): List<ByteArray> =
    try {
        val store = KeyStore.getInstance("AndroidCAStore").apply { load(null) }
        store.aliases().toList().mapNotNull { store.getCertificate(it)?.encoded }
    } catch (_: GeneralSecurityException) {
        emptyList()
    } catch (_: IOException) {
        emptyList()
    }
