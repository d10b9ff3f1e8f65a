package org.outrider.app.preferences

import android.app.Application
import android.app.LocaleManager
import android.os.LocaleList
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.outrider.ui.shell.Preferences
import org.outrider.ui.shell.Quiet
import org.outrider.ui.shell.Theme
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35], application = Application::class)
class StoredPreferencesTest {
    private val app: Application = RuntimeEnvironment.getApplication()
    private val all = Preferences("ar", Theme.Dark, lock = true, notifications = false, hideTitles = true, quiet = Quiet(1_200, 420))

    @Test
    fun `a phone on which nothing was set has what most people want`() {
        assertEquals(Preferences(), StoredPreferences(app).read())
    }

    @Test
    fun `what was set is found again and can be taken back`() {
        StoredPreferences(app).keep(all)
        assertEquals(all, StoredPreferences(app).read())
        StoredPreferences(app).keep(Preferences())
        assertEquals(Preferences(), StoredPreferences(app).read())
    }

    @Test
    fun `whether one may be notified is asked once and not of whom wants none`() {
        val stored = StoredPreferences(app)
        stored.keep(Preferences(notifications = false))
        assertFalse(stored.notesThatItAsksToNotify())
        stored.keep(Preferences())
        assertTrue(stored.notesThatItAsksToNotify())
        assertFalse(stored.notesThatItAsksToNotify())
    }

    @Test
    fun `the language is that of the app in the settings of the phone`() {
        val locales = checkNotNull(app.getSystemService(LocaleManager::class.java))
        StoredPreferences(app).keep(Preferences(language = "ar"))
        assertEquals("ar", locales.applicationLocales.toLanguageTags())
        locales.applicationLocales = LocaleList.forLanguageTags("en-GB")
        assertEquals("en-GB", StoredPreferences(app).read().language)
        locales.applicationLocales = LocaleList.getEmptyLocaleList()
        assertNull(StoredPreferences(app).read().language)
    }
}
