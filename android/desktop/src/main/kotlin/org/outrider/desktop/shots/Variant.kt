package org.outrider.desktop.shots

import org.outrider.ui.shell.Preferences
import org.outrider.ui.shell.Theme

/** A way in which somebody may see the app; sides are in dp. */
enum class Variant(
    val language: String = "en",
    val theme: Theme = Theme.Light,
    val letters: Float = 1f,
    val width: Int = 360,
    val height: Int = 760,
) {
    LIGHT,
    DARK(theme = Theme.Dark),
    RTL(language = "ar"),
    LARGE(letters = 2f),
    NARROW(width = 320, height = 568),
    ;

    val word: String = name.lowercase()

    fun preferences(lock: Boolean): Preferences = Preferences(language, theme, lock)
}
