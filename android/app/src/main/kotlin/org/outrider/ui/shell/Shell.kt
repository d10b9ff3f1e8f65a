package org.outrider.ui.shell

import androidx.compose.runtime.Composable
import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableIntStateOf
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.runtime.derivedStateOf
import java.text.NumberFormat
import java.time.ZoneId
import java.util.Locale
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import org.outrider.bindings.Observer
import org.outrider.bindings.Phone
import org.outrider.core.AppException
import org.outrider.core.LookAgain
import org.outrider.core.Op
import org.outrider.words.Words

/**
 * What every screen is handed: the phone's core, the device, the words, the way.
 *
 * Screens ask with [look] and write with [tap]; both are short calls to what is on the phone, so that
 * nothing turns while data is here.
 */
@Stable
class Shell(
    val phone: Phone,
    val platform: Platform,
    private val store: PreferenceStore,
    private val systemLanguage: String,
) {
    val way = Way()

    var preferences by mutableStateOf(store.read())
        private set

    /** What the bar at the bottom says for some seconds. */
    var said by mutableStateOf<Said?>(null)
        private set

    /** Grows whenever something may look different. */
    private var news by mutableIntStateOf(0)

    val words: Words by derivedStateOf {
        val language = preferences.language ?: systemLanguage
        val number = NumberFormat.getInstance(Locale.forLanguageTag(language))
        Words.of(language) { number.format(it) }
    }

    val format: Format by derivedStateOf {
        Format(words, Locale.forLanguageTag(words.language.code), ZoneId.of(platform.zone), platform::now)
    }

    private val leaving = mutableListOf<() -> Unit>()

    private val subscription = phone.observe(
        object : Observer {
            // Told on a thread of the core: it only leaves a mark.
            override fun lookAgain(news: LookAgain) {
                this@Shell.news++
            }
        },
    )

    fun close() {
        phone.unobserve(subscription)
    }

    /** Whether the owner has to show that it is he, before anything is shown. */
    var locked by mutableStateOf(preferences.lock)
        private set

    fun open() {
        locked = false
    }

    /** Goes to the day's work, once the phone is somebody's or is signed in again. */
    fun begin() {
        quietly { it.start() }
        way.start(Screen.Today)
        lookAgain()
    }

    /** Has something done before the app goes out of sight, where it may end without a word; returns how to take that back. */
    fun beforeLeaving(work: () -> Unit): () -> Unit {
        leaving += work
        return { leaving -= work }
    }

    /** The app goes out of sight. */
    fun leave() {
        leaving.toList().forEach { it() }
        locked = preferences.lock
    }

    fun prefer(change: Preferences.() -> Preferences) {
        preferences = preferences.change()
        store.keep(preferences)
    }

    /** Has every screen look again, when the phone was moved or time has passed. */
    fun lookAgain() {
        news++
    }

    /** Asks the phone, now and whenever something may look different. */
    @Composable
    fun <T> look(vararg keys: Any?, question: (Phone) -> T): Look<T> =
        remember(news, *keys) {
            try {
                Look.Shown(question(phone))
            } catch (failure: AppException) {
                Look.Failed(failure)
            }
        }

    /** Does something; what went wrong is said, and what can be taken back is offered. */
    fun <T> tap(done: String? = null, work: (Phone) -> T): T? =
        try {
            val result = work(phone)
            said = phone.undoOffer()?.let { Said.Done(done, it) } ?: done?.let { Said.Done(it, null) }
            result
        } catch (failure: AppException) {
            said = Said.Failed(failure)
            null
        }

    /** As [tap], for what is done without the person asking for it, as every letter is kept: only what went wrong is said. */
    fun <T> quietly(work: (Phone) -> T): T? =
        try {
            work(phone)
        } catch (failure: AppException) {
            said = Said.Failed(failure)
            null
        }

    /** Waits for what takes a while, such as a server, away from the thread that draws. */
    suspend fun <T> wait(work: (Phone) -> T): Look<T> =
        withContext(Dispatchers.IO) {
            try {
                Look.Shown(work(phone))
            } catch (failure: AppException) {
                Look.Failed(failure)
            }
        }

    fun undo() {
        said = null
        tap { it.undo() }
    }

    fun say(failure: AppException) {
        said = Said.Failed(failure)
    }

    fun say(text: String) {
        said = Said.Done(text, null)
    }

    fun unsay(what: Said) {
        if (said === what) said = null
    }
}

/** What an answer of the phone looks like. */
sealed interface Look<out T> {
    data class Shown<T>(val view: T) : Look<T>

    data class Failed(val failure: AppException) : Look<Nothing>
}

/** What the bar at the bottom says. */
sealed interface Said {
    data class Done(val text: String?, val undo: Op?) : Said

    data class Failed(val failure: AppException) : Said
}
