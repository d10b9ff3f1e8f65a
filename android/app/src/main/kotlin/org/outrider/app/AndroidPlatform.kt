package org.outrider.app

import android.Manifest.permission.ACCESS_COARSE_LOCATION
import android.Manifest.permission.ACCESS_FINE_LOCATION
import android.Manifest.permission.CAMERA
import android.Manifest.permission.POST_NOTIFICATIONS
import android.Manifest.permission.RECORD_AUDIO
import android.content.Context
import android.content.pm.PackageManager.PERMISSION_GRANTED
import android.os.Build
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import kotlinx.coroutines.CompletableDeferred
import org.outrider.app.device.PhoneClock
import org.outrider.app.lock.Unlocking
import org.outrider.app.others.OtherApps
import org.outrider.app.place.Positions
import org.outrider.app.speech.Recogniser
import org.outrider.model.Fix
import org.outrider.model.Position
import org.outrider.ui.shell.Dictation
import org.outrider.ui.shell.Located
import org.outrider.ui.shell.Permission
import org.outrider.ui.shell.Platform
import org.outrider.ui.shell.Track
import org.outrider.ui.shell.Unlocked

/** The phone as the screens know it. It outlives its window, as a question to the person may. */
internal class AndroidPlatform(
    private val context: Context,
    private val clock: PhoneClock,
    private val positions: Positions,
    private val followWork: () -> Unit,
) : Platform {
    /** The window that is there, where there is one. */
    var window: MainActivity? = null

    /** Whether the screens asked for nothing to be seen of them elsewhere. */
    var isHidden: Boolean by mutableStateOf(false)
        private set

    /** Waits for a code while the camera looks for one. */
    var scanning: CompletableDeferred<String?>? by mutableStateOf(null)
        private set

    /** Whether the person agreed that his words are written down elsewhere. */
    @Volatile
    var mayHearByService = false

    private val apps = OtherApps { window ?: context }
    private val recogniser = Recogniser(context)
    private val unlocking = Unlocking(context)
    private var permission: CompletableDeferred<Boolean>? = null

    override fun now(): Long = clock.wall()

    override val zone: String get() = clock.zone()

    override fun lastFix(): Fix? = positions.last()

    override suspend fun locate(): Located = positions.locate()

    override suspend fun ask(permission: Permission): Boolean {
        val names = namesOf(permission)
        if (isGranted(names)) return true
        val window = window ?: return false
        this.permission?.complete(false)
        val answer = CompletableDeferred<Boolean>().also { this.permission = it }
        window.askPermissions(names)
        return answer.await()
    }

    /** The person has answered the system's question. One of several is enough: an inexact place is a place. */
    fun answered(granted: Boolean) {
        permission?.complete(granted)
        permission = null
    }

    override suspend fun scan(): String? {
        if (window == null) return null
        scanning?.complete(null)
        val answer = CompletableDeferred<String?>().also { scanning = it }
        return try {
            answer.await()
        } finally {
            scanning = null
        }
    }

    override val dictation: Dictation get() = recogniser.kind

    override suspend fun listen(heard: (String) -> Unit): Boolean {
        val mayListen = recogniser.kind == Dictation.OnPhone || mayHearByService
        return mayListen && recogniser.listen(heard)
    }

    override fun call(number: String): Boolean = apps.call(number)

    override fun message(number: String): Boolean = apps.message(number)

    override fun mail(address: String): Boolean = apps.mail(address)

    override fun navigate(to: Position, name: String): Boolean = apps.navigate(to, name)

    override fun share(title: String, text: String): Boolean = apps.share(title, text)

    override suspend fun unlock(): Unlocked = unlocking.ask(window ?: return Unlocked.No)

    fun unlocked(yes: Boolean) = unlocking.answered(yes)

    /** What counts is what the core says about the day, now; the screens only say that it may have changed. */
    override fun trackWork(mode: Track?) = followWork()

    override fun hideContent(hide: Boolean) {
        isHidden = hide
    }

    private fun isGranted(names: List<String>) = names.isEmpty() || names.any { context.checkSelfPermission(it) == PERMISSION_GRANTED }

    private fun namesOf(permission: Permission): List<String> =
        when (permission) {
            // The service of the work day is begun while the app is seen, and needs no more than that.
            Permission.Location, Permission.LocationAtWork -> listOf(ACCESS_FINE_LOCATION, ACCESS_COARSE_LOCATION)
            Permission.Notifications -> if (Build.VERSION.SDK_INT >= 33) listOf(POST_NOTIFICATIONS) else emptyList()
            Permission.Camera -> listOf(CAMERA)
            Permission.Microphone -> listOf(RECORD_AUDIO)
        }
}
