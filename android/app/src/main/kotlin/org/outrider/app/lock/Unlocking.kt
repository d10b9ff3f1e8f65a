package org.outrider.app.lock

import android.app.KeyguardManager
import android.content.Context
import android.hardware.biometrics.BiometricManager.Authenticators.BIOMETRIC_WEAK
import android.hardware.biometrics.BiometricManager.Authenticators.DEVICE_CREDENTIAL
import android.hardware.biometrics.BiometricPrompt
import android.os.Build
import android.os.CancellationSignal
import androidx.annotation.RequiresApi
import kotlinx.coroutines.CompletableDeferred
import org.outrider.app.MainActivity
import org.outrider.app.device.service
import org.outrider.app.home
import org.outrider.ui.shell.Unlocked

/** Has the owner show that it is he, by finger, face or the code of the phone. No session depends on it. */
internal class Unlocking(private val context: Context) {
    private val keyguard = context.service<KeyguardManager>()
    private var answer: CompletableDeferred<Unlocked>? = null

    suspend fun ask(window: MainActivity): Unlocked {
        if (!keyguard.isDeviceSecure) return Unlocked.NoLockOnPhone
        answer?.complete(Unlocked.No)
        val answer = CompletableDeferred<Unlocked>().also { this.answer = it }
        val title = context.home.words().settings.lock.prompt
        if (Build.VERSION.SDK_INT >= 30) prompt(window, title) else confirm(window, title)
        return answer.await()
    }

    fun answered(yes: Boolean) {
        answer?.complete(if (yes) Unlocked.Yes else Unlocked.No)
        answer = null
    }

    @RequiresApi(30)
    private fun prompt(window: MainActivity, title: String) {
        BiometricPrompt.Builder(window)
            .setTitle(title)
            .setAllowedAuthenticators(BIOMETRIC_WEAK or DEVICE_CREDENTIAL)
            .setConfirmationRequired(false)
            .build()
            .authenticate(
                CancellationSignal(),
                window.mainExecutor,
                object : BiometricPrompt.AuthenticationCallback() {
                    override fun onAuthenticationSucceeded(result: BiometricPrompt.AuthenticationResult?) = answered(true)

                    override fun onAuthenticationError(code: Int, text: CharSequence?) = answered(false)
                },
            )
    }

    /** Until Android 10 the screen of the phone's own lock asks, which on most phones takes a finger too. */
    @Suppress("DEPRECATION")
    private fun confirm(window: MainActivity, title: String) {
        val intent = keyguard.createConfirmDeviceCredentialIntent(title, null)
        if (intent == null) answered(true) else window.askOwner(intent)
    }
}
