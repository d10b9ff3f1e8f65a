package org.outrider.app.preferences

import android.app.LocaleManager
import android.content.Context
import android.os.Build
import android.os.LocaleList
import java.util.Locale
import org.outrider.app.device.service
import org.outrider.ui.shell.PreferenceStore
import org.outrider.ui.shell.Preferences
import org.outrider.ui.shell.Quiet
import org.outrider.ui.shell.Theme

/**
 * What the person has set on this phone. From Android 13 on the language stands in the settings of the phone too,
 * where it can be chosen for each app: what stands there counts.
 */
class StoredPreferences(private val context: Context) : PreferenceStore {
    private val stored = context.getSharedPreferences("preferences", Context.MODE_PRIVATE)

    override fun read(): Preferences =
        Preferences(
            language = language(),
            theme = stored.getString(THEME, null)?.let { name -> Theme.entries.find { it.name == name } } ?: Theme.System,
            lock = stored.getBoolean(LOCK, false),
            notifications = stored.getBoolean(NOTIFICATIONS, true),
            hideTitles = stored.getBoolean(HIDE_TITLES, false),
            quiet = if (QUIET_FROM in stored) Quiet(stored.getInt(QUIET_FROM, 0), stored.getInt(QUIET_UNTIL, 0)) else null,
        )

    override fun keep(preferences: Preferences) {
        stored.edit().run {
            putString(LANGUAGE, preferences.language)
            putString(THEME, preferences.theme.name)
            putBoolean(LOCK, preferences.lock)
            putBoolean(NOTIFICATIONS, preferences.notifications)
            putBoolean(HIDE_TITLES, preferences.hideTitles)
            when (val quiet = preferences.quiet) {
                null -> remove(QUIET_FROM).remove(QUIET_UNTIL)
                else -> putInt(QUIET_FROM, quiet.from).putInt(QUIET_UNTIL, quiet.until)
            }
            apply()
        }
        if (Build.VERSION.SDK_INT >= 33 && preferences.language != systemChoice()) {
            val list = preferences.language?.let(LocaleList::forLanguageTags) ?: LocaleList.getEmptyLocaleList()
            context.service<LocaleManager>().applicationLocales = list
        }
    }

    /** Whether this phone was somebody's when it was looked at last. */
    var wasEnrolled: Boolean
        get() = stored.getBoolean(ENROLLED, false)
        set(value) = stored.edit().putBoolean(ENROLLED, value).apply()

    /** The note that is being typed, as a link to it; none where the person is elsewhere. */
    var typing: String?
        get() = stored.getString(TYPING, null)
        set(value) = stored.edit().putString(TYPING, value).apply()

    /** Whether the person is to be asked now whether he may be notified: once, and not where he has said that he wants none. */
    fun notesThatItAsksToNotify(): Boolean {
        if (stored.getBoolean(ASKED_TO_NOTIFY, false) || !read().notifications) return false
        stored.edit().putBoolean(ASKED_TO_NOTIFY, true).apply()
        return true
    }

    private fun language(): String? = if (Build.VERSION.SDK_INT >= 33) systemChoice() else stored.getString(LANGUAGE, null)

    private fun systemChoice(): String? {
        if (Build.VERSION.SDK_INT < 33) return null
        val chosen: LocaleList = context.service<LocaleManager>().applicationLocales
        val locale: Locale? = if (chosen.isEmpty) null else chosen[0]
        return locale?.toLanguageTag()
    }

    private companion object {
        const val LANGUAGE = "language"
        const val THEME = "theme"
        const val LOCK = "lock"
        const val NOTIFICATIONS = "notifications"
        const val HIDE_TITLES = "hide-titles"
        const val QUIET_FROM = "quiet-from"
        const val QUIET_UNTIL = "quiet-until"
        const val TYPING = "typing"
        const val ENROLLED = "enrolled"
        const val ASKED_TO_NOTIFY = "asked-to-notify"
    }
}
