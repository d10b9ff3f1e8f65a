package org.outrider.app.others

import android.app.Application
import android.content.Intent
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.outrider.model.Position
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35], application = Application::class)
class OtherAppsTest {
    private val app: Application = RuntimeEnvironment.getApplication()
    private val others = OtherApps { app }

    @Test
    fun `a number is shown to the app that calls and nobody is called`() {
        assertTrue(others.call("+49 30 123#4"))
        val started = started()
        assertEquals(Intent.ACTION_DIAL, started.action)
        assertEquals("+49 30 123#4", started.data?.schemeSpecificPart)
    }

    @Test
    fun `a message and a mail go to whom they are meant for`() {
        assertTrue(others.message("+4930123"))
        started().let { assertEquals(Intent.ACTION_SENDTO to "smsto:%2B4930123", it.action to it.dataString) }
        assertTrue(others.mail("a.b@example.com"))
        started().let { assertEquals("mailto" to "a.b@example.com", it.data?.scheme to it.data?.schemeSpecificPart) }
    }

    @Test
    fun `the way leads to the place by its name`() {
        assertTrue(others.navigate(Position(525_200_070, -134_049_540), "Bakery (old) & Sons"))
        assertEquals(
            "geo:52.520007,-13.404954?q=52.520007%2C-13.404954(Bakery%20(old)%20%26%20Sons)",
            started().dataString,
        )
    }

    @Test
    fun `a text is handed to the app that the person chooses`() {
        assertTrue(others.share("Diagnostics", "numbers"))
        val chooser = started()
        assertEquals(Intent.ACTION_CHOOSER, chooser.action)
        val sent = checkNotNull(chooser.getParcelableExtra(Intent.EXTRA_INTENT, Intent::class.java))
        assertEquals("numbers" to "text/plain", sent.getStringExtra(Intent.EXTRA_TEXT) to sent.type)
    }

    @Test
    fun `a phone without such an app says so`() {
        shadowOf(app).checkActivities(true)
        assertFalse(others.call("1"))
        assertFalse(others.message("1"))
        assertFalse(others.mail("a@example.com"))
        assertFalse(others.navigate(Position(0, 0), "Nowhere"))
        assertNull(shadowOf(app).nextStartedActivity)
    }

    private fun started(): Intent = shadowOf(app).nextStartedActivity
}
