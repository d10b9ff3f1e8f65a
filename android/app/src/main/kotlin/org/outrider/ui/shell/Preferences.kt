package org.outrider.ui.shell

/** What the person has set on this phone; it is not sent anywhere. */
data class Preferences(
    /** A language of the words; none for that of the phone. */
    val language: String? = null,
    val theme: Theme = Theme.System,
    val lock: Boolean = false,
    val notifications: Boolean = true,
    val hideTitles: Boolean = false,
    /** Minutes of the day; none for what lies outside the working hours. */
    val quiet: Quiet? = null,
)

enum class Theme { System, Light, Dark }

/** A span of quiet that may go over midnight, in minutes of the day. */
data class Quiet(val from: Int, val until: Int)

/** Where preferences stand. */
interface PreferenceStore {
    fun read(): Preferences

    fun keep(preferences: Preferences)
}
