package org.outrider.app

import android.app.KeyguardManager
import android.content.res.Configuration
import android.graphics.Bitmap
import android.graphics.Canvas
import android.view.WindowManager.LayoutParams.FLAG_SECURE
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.isHeading
import androidx.compose.ui.test.junit4.v2.createAndroidComposeRule
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.onNodeWithText
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.rules.RuleChain
import org.junit.runner.RunWith
import org.outrider.app.device.service
import org.outrider.app.keys.SoftAndroidKeyStore
import org.outrider.ui.shell.Screen
import org.outrider.ui.shell.Shell
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** The window on the real core, which is nobody's yet. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35], qualifiers = "w360dp-h640dp-xhdpi")
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class MainActivityTest {
    private val rule = createAndroidComposeRule<MainActivity>()

    @get:Rule
    val rules: RuleChain = RuleChain.outerRule(SoftAndroidKeyStore()).around(rule)

    private val home get() = rule.activity.home
    private val shell: Shell get() = (home.opened as Opened.Open).shell

    @Test
    fun `a phone that is nobody's is welcomed`() {
        rule.onNodeWithText(shell.words.enrolment.text).assertIsDisplayed()
        rule.onAllNodes(isHeading()).onFirst().assertIsDisplayed()
    }

    @Test
    fun `the window is painted in the ground of the day`() {
        assertEquals(0, rule.activity.resources.configuration.uiMode and Configuration.UI_MODE_NIGHT_YES)
        assertEquals(0xFFF4F7F8.toInt(), corner())
    }

    @Test
    @Config(qualifiers = "+night")
    fun `the window is painted in the ground of the night`() {
        assertEquals(0xFF0F1416.toInt(), corner())
    }

    @Test
    fun `nothing is secret on a phone that is not locked`() {
        assertFalse(isSecret())
    }

    @Test
    fun `no picture is taken of a phone with the app lock`() {
        rule.runOnUiThread { shell.prefer { copy(lock = true) } }
        assertTrue(isSecret())
        rule.runOnUiThread { shell.prefer { copy(lock = false) } }
        assertFalse(isSecret())
    }

    @Test
    fun `no picture is taken of the code that hands a phone over`() {
        rule.runOnUiThread { shell.way.go(Screen.MoveToAnother) }
        assertTrue(isSecret())
        rule.runOnUiThread { shell.way.back() }
        assertFalse(isSecret())
    }

    @Test
    fun `no picture is taken while a screen hides itself`() {
        rule.runOnUiThread { home.platform.hideContent(true) }
        assertTrue(isSecret())
        rule.runOnUiThread { home.platform.hideContent(false) }
        assertFalse(isSecret())
    }

    @Test
    fun `nobody but the owner sees what is on a locked phone`() {
        rule.runOnUiThread {
            shadowOf(rule.activity.service<KeyguardManager>()).setIsDeviceSecure(true)
            shell.prefer { copy(lock = true) }
            home.goes()
        }
        rule.onNodeWithTag("lock/open").assertIsDisplayed()
        rule.onNodeWithText(shell.words.enrolment.text).assertDoesNotExist()
        rule.runOnUiThread { home.platform.unlocked(true) }
        rule.onNodeWithTag("lock/open").assertDoesNotExist()
        rule.onNodeWithText(shell.words.enrolment.text).assertIsDisplayed()
    }

    @Test
    fun `who is not the owner stays outside`() {
        rule.runOnUiThread {
            shadowOf(rule.activity.service<KeyguardManager>()).setIsDeviceSecure(true)
            shell.prefer { copy(lock = true) }
            home.goes()
        }
        rule.waitForIdle()
        rule.runOnUiThread { home.platform.unlocked(false) }
        rule.onNodeWithTag("lock/open").assertIsDisplayed()
        rule.onNodeWithText(shell.words.enrolment.text).assertDoesNotExist()
    }

    private fun isSecret(): Boolean {
        rule.waitForIdle()
        return rule.activity.window.attributes.flags and FLAG_SECURE != 0
    }

    private fun corner(): Int {
        rule.waitForIdle()
        val view = rule.activity.window.decorView
        val picture = Bitmap.createBitmap(view.width, view.height, Bitmap.Config.ARGB_8888)
        rule.runOnUiThread { view.draw(Canvas(picture)) }
        return picture.getPixel(view.width - 2, view.height / 2)
    }
}
