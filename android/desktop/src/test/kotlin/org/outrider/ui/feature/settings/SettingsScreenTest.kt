package org.outrider.ui.feature.settings

import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.junit4.v2.createComposeRule
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performScrollToNode
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.outrider.core.CustomerFilter
import org.outrider.core.EnrolmentState
import org.outrider.testing.Phones
import org.outrider.testing.assertManners
import org.outrider.testing.assertReads
import org.outrider.ui.shell.Root
import org.outrider.ui.shell.Screen
import org.outrider.ui.shell.Theme
import org.outrider.ui.shell.Unlocked

class SettingsScreenTest {
    @get:Rule(order = 0)
    val phones = Phones()

    @get:Rule(order = 1)
    val rule = createComposeRule()

    private val phone = phones.of(rep = 2)

    private fun show() = rule.setContent { Root(phone.shell) }.also { phone.shell.way.go(Screen.Settings) }

    private fun tap(tag: String) {
        rule.onNodeWithTag("page").performScrollToNode(hasTestTag(tag))
        rule.onNodeWithTag(tag).performClick()
    }

    @Test
    fun `who works here and on what is read first`() {
        show()
        val view = phone.phone.settingsView()
        val words = phone.shell.words.settings
        rule.assertReads(words.title, view.personName, view.organisationName, words.language.title)
        rule.assertManners()
        rule.onNodeWithTag("page").performScrollToNode(hasTestTag("settings/licences"))
        rule.assertManners()
    }

    @Test
    fun `another language speaks at once, from the other side where it is read so`() {
        show()
        tap("settings/language/ar")
        assertEquals("ar", phone.shell.preferences.language)
        rule.onNodeWithText(org.outrider.words.Words.of("ar").settings.title).assertIsDisplayed()
        rule.assertManners()
        tap("settings/language/en")
        rule.onNodeWithText(org.outrider.words.Words.of("en").settings.title).assertIsDisplayed()
    }

    @Test
    fun `appearance, lock, notifications and quiet hours are kept`() {
        show()
        tap("settings/theme/Dark")
        assertEquals(Theme.Dark, phone.shell.preferences.theme)
        tap("settings/hide-titles")
        assertTrue(phone.shell.preferences.hideTitles)
        tap("settings/quiet/own")
        tap("settings/quiet/from")
        rule.onNodeWithTag("choose/${21 * 60}").performScrollTo().performClick()
        assertEquals(21 * 60, phone.shell.preferences.quiet?.from)
        rule.assertManners()
        tap("settings/lock")
        rule.waitForIdle()
        assertTrue(phone.shell.preferences.lock)
    }

    @Test
    fun `a lock that nobody can open is not switched on`() {
        phone.device.unlocked = Unlocked.NoLockOnPhone
        show()
        tap("settings/lock")
        rule.waitForIdle()
        assertFalse(phone.shell.preferences.lock)
        rule.onNodeWithText(phone.shell.words.settings.lock.none).assertExists()
    }

    @Test
    fun `signing out says what waits, keeps it, and asks to sign in again`() {
        val one = phone.phone.customersView(CustomerFilter(null, "", null), null).customers.first().line
        phone.phone.tagCustomer(one.id, listOf("waits"), emptyList())
        show()
        tap("settings/sign-out")
        rule.onNodeWithText(phone.shell.words.settings.signOut.waiting(1)).assertIsDisplayed()
        assertTrue(phone.phone.enrolmentView().state == EnrolmentState.ENROLLED)
        rule.onNodeWithTag("settings/sign-out/go").performClick()
        rule.waitForIdle()
        assertEquals(EnrolmentState.SIGN_IN_NEEDED, phone.phone.enrolmentView().state)
        assertEquals(1uL, phone.phone.enrolmentView().waiting)
    }
}
