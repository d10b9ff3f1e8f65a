package org.outrider.app

import android.content.Intent
import android.content.pm.ApplicationInfo.FLAG_ALLOW_BACKUP
import android.content.pm.PackageManager.GET_PERMISSIONS
import android.net.Uri
import android.os.Bundle
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.outrider.app.keys.SoftAndroidKeyStore
import org.outrider.app.notice.linkOf
import org.outrider.ui.shell.Screen
import org.outrider.ui.shell.Way
import org.robolectric.Robolectric.buildActivity
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.xmlpull.v1.XmlPullParser

/** Where the app is when it comes. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35])
class WayTest {
    @get:Rule
    val store = SoftAndroidKeyStore()

    private val app: OutriderApplication = RuntimeEnvironment.getApplication() as OutriderApplication
    private val way: Way get() = (app.home.opened as Opened.Open).shell.way

    @Test
    fun `what is told leads to the screen that it tells of and back to the day`() {
        buildActivity(MainActivity::class.java, telling(Screen.Task("a task"))).create()
        assertEquals(listOf(Screen.Today, Screen.Task("a task")), way.screens)
    }

    @Test
    fun `what is told while the app runs leads there too`() {
        val window = buildActivity(MainActivity::class.java).create()
        assertEquals(listOf<Screen>(Screen.Today), way.screens)
        window.newIntent(telling(Screen.Work))
        assertEquals(listOf<Screen>(Screen.Work), way.screens)
    }

    @Test
    fun `what other apps say leads nowhere`() {
        buildActivity(MainActivity::class.java, Intent(Intent.ACTION_VIEW, Uri.parse("https://example.com/task/1"))).create()
        assertEquals(listOf<Screen>(Screen.Today), way.screens)
    }

    @Test
    fun `a process that Android had to end goes on where it was`() {
        val kept = Bundle()
        val window = buildActivity(MainActivity::class.java).create().start().resume()
        way.go(Screen.Customer("a customer"))
        way.go(Screen.Note("a note", customer = "a customer"))
        val before = way.screens
        window.pause().stop().saveInstanceState(kept).destroy()
        way.start(Screen.Today)
        buildActivity(MainActivity::class.java).create(kept)
        assertEquals(before, way.screens)
    }

    @Test
    fun `nothing of the app is ever backed up or moved to another phone`() {
        assertEquals(0, app.applicationInfo.flags and FLAG_ALLOW_BACKUP)
        val all = setOf(
            "root", "file", "database", "sharedpref", "external", "device_root", "device_file", "device_database", "device_sharedpref",
        )
        assertEquals(mapOf("full-backup-content" to all), rules(R.xml.backup_rules))
        assertEquals(mapOf("cloud-backup" to all, "device-transfer" to all), rules(R.xml.data_extraction_rules))
    }

    @Test
    fun `the app asks for these permissions and no other`() {
        val asked = app.packageManager.getPackageInfo(app.packageName, GET_PERMISSIONS).requestedPermissions.orEmpty()
        val known = listOf(
            "ACCESS_COARSE_LOCATION", "ACCESS_FINE_LOCATION", "ACCESS_NETWORK_STATE", "CAMERA", "FOREGROUND_SERVICE",
            "FOREGROUND_SERVICE_LOCATION", "INTERNET", "POST_NOTIFICATIONS", "RECORD_AUDIO", "USE_BIOMETRIC",
        )
        assertEquals(known, asked.map { it.removePrefix("android.permission.") }.sorted())
    }

    /** What is excluded, by the element that it stands in; anything that is included is a failure. */
    private fun rules(resource: Int): Map<String, Set<String>> {
        val found = mutableMapOf<String, MutableSet<String>>()
        val parser = app.resources.getXml(resource)
        val open = ArrayDeque<String>()
        while (parser.next() != XmlPullParser.END_DOCUMENT) {
            when (parser.eventType) {
                XmlPullParser.START_TAG -> {
                    assertTrue(parser.name != "include")
                    if (parser.name == "exclude") {
                        assertEquals(".", parser.getAttributeValue(null, "path"))
                        found.getOrPut(open.last()) { mutableSetOf() } += parser.getAttributeValue(null, "domain")
                    }
                    open.addLast(parser.name)
                }
                XmlPullParser.END_TAG -> open.removeLast()
            }
        }
        return found
    }

    private fun telling(screen: Screen) = Intent(Intent.ACTION_VIEW, Uri.parse(linkOf(screen)))
}
