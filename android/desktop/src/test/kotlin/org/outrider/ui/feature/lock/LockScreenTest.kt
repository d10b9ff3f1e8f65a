package org.outrider.ui.feature.lock

import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.junit4.v2.createComposeRule
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.outrider.testing.Phones
import org.outrider.testing.assertManners
import org.outrider.testing.assertReads
import org.outrider.ui.design.OutriderTheme
import org.outrider.ui.shell.Preferences
import org.outrider.ui.shell.Unlocked

class LockScreenTest {
    @get:Rule(order = 0)
    val phones = Phones()

    @get:Rule(order = 1)
    val rule = createComposeRule()

    private val phone = phones.fresh(Preferences(lock = true))
    private val words = phone.shell.words.settings.lock

    private fun show() = rule.setContent { OutriderTheme(false) { if (phone.shell.locked) LockScreen(phone.shell, phone.shell::open) } }

    @Test
    fun `nothing is shown before the owner is known, and he may try again`() {
        phone.device.unlocked = Unlocked.No
        show()
        rule.assertReads(words.locked, words.failed, words.unlock)
        rule.assertManners()
        phone.device.unlocked = Unlocked.Yes
        rule.onNodeWithTag("lock/open").performClick()
        rule.waitForIdle()
        assertFalse(phone.shell.locked)
    }

    @Test
    fun `an app out of sight is locked again`() {
        show()
        rule.waitForIdle()
        assertFalse(phone.shell.locked)
        phone.device.unlocked = Unlocked.No
        phone.shell.leave()
        rule.waitForIdle()
        assertTrue(phone.shell.locked)
        rule.onNodeWithText(words.locked).assertIsDisplayed()
    }
}
