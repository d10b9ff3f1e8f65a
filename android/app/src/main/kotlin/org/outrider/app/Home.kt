package org.outrider.app

import android.app.Application
import android.os.Build
import android.os.Handler
import android.os.Looper
import android.provider.Settings
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import java.text.NumberFormat
import java.util.Locale
import java.util.concurrent.Executors
import java.util.concurrent.RejectedExecutionException
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicBoolean
import org.outrider.app.background.Waking
import org.outrider.app.device.Disk
import org.outrider.app.device.PhoneClock
import org.outrider.app.device.trustedRoots
import org.outrider.app.device.watchConnection
import org.outrider.app.keys.PhoneSecrets
import org.outrider.app.notice.Notices
import org.outrider.app.place.Positions
import org.outrider.app.place.WorkDay
import org.outrider.app.preferences.StoredPreferences
import org.outrider.bindings.Observer
import org.outrider.bindings.Phone
import org.outrider.bindings.PhoneConfig
import org.outrider.bindings.giveUp
import org.outrider.core.AppException
import org.outrider.core.LookAgain
import org.outrider.model.Purpose
import org.outrider.ui.shell.Screen
import org.outrider.ui.shell.Shell
import org.outrider.words.Words

/** How the opening of the phone's profile ended. */
internal sealed interface Opened {
    class Open(val phone: Phone, val shell: Shell) : Opened

    class Failed(val failure: AppException) : Opened
}

/**
 * What the process has once: the phone's core, opened at first need, and what serves it. Opening is short, so that
 * the window waits for it with what the system shows of an app that starts.
 */
internal class Home(private val application: Application) {
    val preferences = StoredPreferences(application)
    val clock = PhoneClock(application)
    val positions = Positions(application)
    val waking = Waking(application)
    val notices = Notices(application)
    val workDay = WorkDay(application, positions)
    val platform = AndroidPlatform(application, clock, positions) { phone?.let(workDay::follow) }

    private val folder = application.noBackupFilesDir.resolve("profile")
    private val errands = Executors.newSingleThreadExecutor { Thread(it, "outrider-errands") }
    private val isAsked = AtomicBoolean()
    private val main = Handler(Looper.getMainLooper())

    @Volatile
    private var isSeen = false
    private var state: Opened? by mutableStateOf(null)

    /** Whether somebody emptied this phone from afar, and the person does not know it yet. */
    var isWiped: Boolean by mutableStateOf(false)
        private set

    /** The profile: opened at the first look. */
    val opened: Opened
        @Synchronized get() = state ?: open().also { state = it }

    val phone: Phone? get() = (opened as? Opened.Open)?.phone

    /** Opens it again, after what was in the way may be gone. */
    @Synchronized
    fun retry() {
        if (state is Opened.Failed) state = open()
    }

    /** Destroys what nobody can open any more, its key being gone, and begins anew. */
    @Synchronized
    fun beginAnew() {
        state = try {
            giveUp(config())
            open()
        } catch (failure: AppException) {
            Opened.Failed(failure)
        }
    }

    /** The texts in the person's language, for what is shown where no screen is. */
    fun words(): Words {
        val language = preferences.read().language ?: systemLanguage()
        val number = NumberFormat.getInstance(Locale.forLanguageTag(language))
        return Words.of(language) { number.format(it) }
    }

    /** The app comes before the person. */
    fun comes() {
        val open = opened as? Opened.Open ?: return
        isSeen = true
        quietly { open.phone.cameToForeground() }
        open.shell.lookAgain()
        errand()
    }

    /** The app goes out of sight, where it may end without a word. */
    fun goes() {
        isSeen = false
        val open = state as? Opened.Open ?: return
        open.shell.leave()
        quietly { open.phone.wentToBackground() }
    }

    /** Syncs once, woken by the system; returns whether that needs no second try. */
    fun woken(): Boolean {
        val phone = phone ?: return true
        return waking.during {
            val done = try {
                phone.woken()
                true
            } catch (_: AppException.NotSignedIn) {
                true
            } catch (_: AppException) {
                false
            }
            follow(phone)
            done
        }
    }

    fun wipeIsKnown() {
        isWiped = false
    }

    /** Begins the screens anew in the language that the phone has now, on the way that they were on. */
    fun languageMayHaveChanged() {
        val open = state as? Opened.Open ?: return
        val language = systemLanguage()
        val chosen = preferences.read().language
        if (chosen == open.shell.preferences.language && (chosen != null || language == spoken)) return
        val shell = shell(open.phone)
        open.shell.way.screens.forEachIndexed { at, screen -> if (at == 0) shell.way.start(screen) else shell.way.go(screen) }
        if (!open.shell.locked) shell.open()
        open.shell.close()
        state = Opened.Open(open.phone, shell)
    }

    /** Ends everything that serves the phone, and the phone. */
    @Synchronized
    fun close() {
        val open = state as? Opened.Open ?: return
        connection?.close()
        open.shell.close()
        open.phone.unobserve(subscription)
        errands.shutdown()
        errands.awaitTermination(1, TimeUnit.MINUTES)
        open.phone.close()
        state = null
    }

    private var spoken = ""
    private var subscription: ULong = 0uL
    private var connection: AutoCloseable? = null

    private fun open(): Opened =
        try {
            val phone = Phone.open(config())
            subscription = phone.observe(
                object : Observer {
                    override fun lookAgain(news: LookAgain) = errand()
                },
            )
            if (phone.profile() != null) phone.start()
            connection = watchConnection(application) { quietly { phone.setConnectivity(it) } }
            Opened.Open(phone, shell(phone))
        } catch (failure: AppException) {
            Opened.Failed(failure)
        }

    private fun shell(phone: Phone): Shell {
        spoken = systemLanguage()
        return Shell(phone, platform, preferences, spoken)
    }

    private fun config() =
        PhoneConfig(
            folder = folder.path,
            deviceName = deviceName(),
            zone = clock.zone(),
            secrets = PhoneSecrets(application),
            clock = clock,
            space = Disk(application.noBackupFilesDir),
            background = waking,
            roots = trustedRoots(),
        )

    private fun deviceName(): String =
        Settings.Global.getString(application.contentResolver, Settings.Global.DEVICE_NAME)?.takeIf { it.isNotBlank() } ?: Build.MODEL

    private fun systemLanguage(): String = application.resources.configuration.locales[0].toLanguageTag()

    /** Runs after what changed, on a thread of its own, once for several changes. */
    private fun errand() {
        if (!isAsked.compareAndSet(false, true)) return
        try {
            errands.execute {
                isAsked.set(false)
                (state as? Opened.Open)?.phone?.let(::follow)
            }
        } catch (_: RejectedExecutionException) {
            // What it would serve ends.
        }
    }

    /** Has notifications, the sign of the work day and the end of a profile follow what the phone says. */
    private fun follow(phone: Phone) {
        quietly {
            val isEnrolled = phone.profile() != null
            if (preferences.wasEnrolled && !isEnrolled) main.post(::emptied)
            if (preferences.wasEnrolled != isEnrolled) preferences.wasEnrolled = isEnrolled
            if (isEnrolled) {
                platform.mayHearByService = phone.myDataView().consents.any { it.purpose == Purpose.Dictation && it.given }
                notices.tell(phone, preferences.read(), words(), isSeen)
                if (isSeen && preferences.notesThatItAsksToNotify()) main.post { platform.window?.askToNotify() }
            }
        }
        // By then it may have ended.
        main.post { (state as? Opened.Open)?.phone?.let(workDay::follow) }
    }

    /** The phone is nobody's any more. Who moved it himself knows. */
    private fun emptied() {
        notices.clear()
        val shell = (state as? Opened.Open)?.shell ?: return
        isWiped = shell.way.here != Screen.MoveToAnother
        if (isWiped) shell.way.start(Screen.Today)
    }

    private fun quietly(work: () -> Unit) {
        try {
            work()
        } catch (_: AppException) {
            // Every screen says what is wrong with the phone, as soon as one is seen.
        }
    }
}
